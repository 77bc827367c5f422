import { Checkbox, Textarea, TextInput } from '@mantine/core'
import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { type ActProps, said } from '@phaodai/web/fields/act.ts'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { order, release, revoke } from '../quarantine.contract.ts'
import { Sources } from './ScheduleView.tsx'

export interface OrderActProps extends ActProps {
  orderId: string
  number: string
}

interface Unmet {
  vi: string
  en: string
  source: { vi: string; en: string }
  confirmed: boolean
}

/** The rules that a refusal of release names, one by one, as the server tells them in its details. */
export function unmetRules(problem: ProblemDocument): Unmet[] {
  const list = Object.values(problem.details ?? {}).find(Array.isArray) as unknown[] | undefined
  return (list ?? []).filter(
    (rule): rule is Unmet => typeof rule === 'object' && rule !== null && 'vi' in rule && 'en' in rule && 'source' in rule,
  )
}

function Refused({ problem }: { problem: ProblemDocument }) {
  const { w } = useLanguage()
  const rules = unmetRules(problem)
  return (
    <ProblemAlert
      problem={problem}
      takeFocus
      actions={
        rules.length > 0 && (
          <section aria-label={w({ vi: 'Điều kiện còn thiếu', en: 'What is not met' })}>
            <Sources of={rules} />
          </section>
        )
      }
    />
  )
}

/** Ends an order where the rules allow; where not, says which rule is not met, and where it stands. */
export function ReleaseOrder({ orderId, number, onClose, onDone }: OrderActProps) {
  const { w } = useLanguage()
  const write = useWrite(release)
  const now = useRead(order, { orderId })
  const [signer, setSigner] = useState('')
  const [well, setWell] = useState(false)
  const [lastSymptomOn, setLastSymptomOn] = useState<string | null>(null)
  const [lastFeverOn, setLastFeverOn] = useState<string | null>(null)
  const ill = now.data?.level === 'F0'
  return (
    <FormDialog
      title={{ vi: `Kết thúc cách ly, Quyết định ${number}`, en: `Release from order ${number}` }}
      submit={{ vi: 'Kết thúc cách ly', en: 'Release' }}
      write={write}
      refusal={write.problem && <Refused problem={write.problem} />}
      blocked={signer.trim().length < 2}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          orderId,
          signer,
          ...(ill && { clinicallyWell: well, lastSymptomOn, lastFeverOn }),
        })
        if (done)
          onDone(
            said(
              `Đã kết thúc cách ly, văn bản số ${done.number}.${done.watchUntilOn ? ` Theo dõi tiếp đến ${date(done.watchUntilOn)}.` : ''}`,
              `Released by ${done.number}.${done.watchUntilOn ? ` Watched on until ${date(done.watchUntilOn)}.` : ''}`,
            ),
          )
      }}
    >
      <Read of={now}>
        {(o) => (
          <div>
            <p style={{ margin: '0 0 4px' }}>{w({ vi: 'Điều kiện kết thúc còn thiếu:', en: 'Not met yet:' })}</p>
            {o.releaseNeeds.length > 0 ? (
              <Sources of={o.releaseNeeds} />
            ) : (
              <p style={{ margin: 0 }}>{w({ vi: 'Không còn điều kiện nào.', en: 'Nothing.' })}</p>
            )}
          </div>
        )}
      </Read>
      {ill && (
        <>
          <Checkbox
            label={w({ vi: 'Bác sĩ điều trị xác nhận lâm sàng ổn định', en: 'The treating doctor states clinically well' })}
            checked={well}
            onChange={(event) => setWell(event.currentTarget.checked)}
          />
          <DayField
            label={{ vi: 'Ngày cuối còn triệu chứng', en: 'Last day with symptoms' }}
            value={lastSymptomOn}
            onChange={setLastSymptomOn}
          />
          <DayField
            label={{ vi: 'Ngày cuối còn sốt', en: 'Last day with fever' }}
            value={lastFeverOn}
            onChange={setLastFeverOn}
          />
        </>
      )}
      <TextInput
        label={w({ vi: 'Người ký, chức vụ', en: 'Who signs, and as what' })}
        value={signer}
        onChange={(event) => setSigner(event.currentTarget.value)}
        required
      />
    </FormDialog>
  )
}

/** Takes back an order that should not stand; it stays on record with the reason. */
export function RevokeOrder({ orderId, number, onClose, onDone }: OrderActProps) {
  const { w } = useLanguage()
  const write = useWrite(revoke)
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={{ vi: `Hủy bỏ Quyết định ${number}`, en: `Revoke order ${number}` }}
      submit={{ vi: 'Hủy bỏ quyết định', en: 'Revoke' }}
      write={write}
      blocked={reason.trim().length < 5}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({ orderId, reason })
        if (done) onDone(said(`Đã hủy bỏ Quyết định ${number}.`, `Order ${number} is revoked.`))
      }}
    >
      <p style={{ margin: 0 }}>
        {w({
          vi: 'Người này không còn bị ràng buộc bởi quyết định. Quyết định và lý do được giữ lại.',
          en: 'The person is no longer bound by it. The order and the reason stay on record.',
        })}
      </p>
      <Textarea
        label={w({ vi: 'Lý do', en: 'Reason' })}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        required
      />
    </FormDialog>
  )
}
