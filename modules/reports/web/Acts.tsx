import { Textarea, TextInput } from '@mantine/core'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { FormDialog, type FormDialogProps } from '@phaodai/web/fields/FormDialog.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { type ReactNode, useState } from 'react'
import { ReasonDialog as WhyDialog } from '../../checks/web/ReasonDialog.tsx'
import { correctConclusion, signConclusion } from '../conclusion.contract.ts'
import { correct, freeze, sign, withdraw } from '../reports.contract.ts'

interface Done {
  onClose: () => void
  onDone: (reportId?: string) => void
}

/** Freeze at the policy's hour, or at another one with the reason. */
export function FreezeDialog(p: Done & { day: string; disease: string; cutOff: { hour: string; passed: boolean } | null }) {
  const { w } = useLanguage()
  const write = useWrite(freeze)
  const [hour, setHour] = useState('')
  const [reason, setReason] = useState('')
  const other = hour.trim() !== ''
  const blocked = other ? !/^([01]\d|2[0-3]):[0-5]\d$/.test(hour.trim()) || reason.trim().length < 3 : !p.cutOff?.passed
  return (
    <FormDialog
      title={{ vi: `Chốt báo cáo ngày ${date(p.day)}`, en: `Freeze the report of ${date(p.day)}` }}
      submit={{ vi: 'Chốt', en: 'Freeze' }}
      write={write}
      blocked={blocked}
      onClose={p.onClose}
      onSubmit={async () => {
        const made = await write.send({ disease: p.disease, day: p.day, ...(other && { hour: hour.trim(), reason }) })
        if (made) {
          p.onDone(made.reportId)
          p.onClose()
        }
      }}
    >
      <p style={{ margin: 0 }}>
        {p.cutOff
          ? w({
              vi: `Giờ chốt theo chính sách: ${p.cutOff.hour}${p.cutOff.passed ? '' : ', chưa đến giờ'}. Số liệu là những gì đã ghi đến giờ đó.`,
              en: `The policy's hour: ${p.cutOff.hour}${p.cutOff.passed ? '' : ', not yet'}. What was recorded by then is counted.`,
            })
          : w({ vi: 'Chính sách không nêu giờ: ghi giờ chốt và lý do.', en: 'No hour in the policy: set one with the reason.' })}
      </p>
      <TextInput
        label={w({ vi: 'Giờ khác (GG:PP)', en: 'Another hour (HH:MM)' })}
        description={w({ vi: 'Để trống thì theo chính sách.', en: 'Leave empty for the policy’s.' })}
        placeholder="18:00"
        value={hour}
        onChange={(e) => setHour(e.currentTarget.value)}
        data-autofocus
      />
      {other && (
        <TextInput
          label={w({ vi: 'Vì sao giờ khác', en: 'Why another hour' })}
          value={reason}
          onChange={(e) => setReason(e.currentTarget.value)}
          required
        />
      )}
    </FormDialog>
  )
}

const capacities = [
  { value: 'TM.', words: { vi: 'Thay mặt (TM., T/M)', en: 'On behalf of the body' } },
  { value: 'KT.', words: { vi: 'Ký thay (KT., K/T)', en: 'In place of the head' } },
  { value: 'TL.', words: { vi: 'Thừa lệnh (TL., T/L)', en: 'By order' } },
  { value: 'TUQ.', words: { vi: 'Thừa ủy quyền (TUQ.)', en: 'By delegated authority' } },
] as const

interface Signature {
  signer: string
  title: string
  capacity: (typeof capacities)[number]['value']
}

/** A named person answers for the figures. */
export function SignDialog({ reportId, ...p }: Done & { reportId: string }) {
  const { w } = useLanguage()
  const write = useWrite(sign)
  return (
    <SignForm
      title={{ vi: 'Ký báo cáo', en: 'Sign the report off' }}
      write={write}
      send={(by) => write.send({ reportId, ...by })}
      {...p}
    >
      <p style={{ margin: 0 }}>
        {w({ vi: 'Sau khi ký, số liệu chỉ đổi bằng đính chính có số.', en: 'After this only a numbered correction changes it.' })}
      </p>
    </SignForm>
  )
}

/** A named person answers for what a briefing decided. */
export function SignConclusionDialog({ briefingId, ...p }: Done & { briefingId: string }) {
  const { w } = useLanguage()
  const write = useWrite(signConclusion)
  return (
    <SignForm
      title={{ vi: 'Ký thông báo kết luận', en: 'Sign the notice off' }}
      write={write}
      send={(by) => write.send({ briefingId, ...by })}
      {...p}
    >
      <p style={{ margin: 0 }}>
        {w({
          vi: 'Các kết luận được giữ nguyên như đang ghi; sau khi ký chỉ còn bản đính chính.',
          en: 'The decisions are kept as they stand; after this only a correction changes them.',
        })}
      </p>
    </SignForm>
  )
}

/** Opens the next version of a signed notice, with the reason. */
export function CorrectConclusionDialog({ briefingId, onClose, onDone }: Done & { briefingId: string }) {
  const write = useWrite(correctConclusion)
  const title = { vi: 'Lập bản đính chính', en: 'Make a correction' }
  return (
    <WhyDialog
      title={title}
      submit={title}
      consequence={{
        vi: 'Bản đã ký giữ nguyên. Thêm kết luận cho bản mới rồi ký; văn bản nêu nó thay thế bản nào và vì sao.',
        en: 'The signed one stays. Add decisions to the new one, then sign it; the paper says what it replaces and why.',
      }}
      write={write}
      onClose={onClose}
      onReason={async (reason) => {
        if (!(await write.send({ briefingId, reason }))) return
        onDone()
        onClose()
      }}
    />
  )
}

/** Who signs, with office and capacity. */
export function SignForm({
  title: heading,
  write,
  send,
  children,
  ...p
}: Done & {
  title: Words
  write: FormDialogProps['write']
  send: (by: Signature) => Promise<unknown>
  children: ReactNode
}) {
  const { w } = useLanguage()
  const [signer, setSigner] = useState('')
  const [title, setTitle] = useState('')
  const [capacity, setCapacity] = useState<(typeof capacities)[number]['value']>('TM.')
  return (
    <FormDialog
      title={heading}
      submit={{ vi: 'Ký', en: 'Sign' }}
      write={write}
      blocked={signer.trim().length < 3 || title.trim().length < 2}
      onClose={p.onClose}
      onSubmit={async () => {
        if (!(await send({ signer, title, capacity }))) return
        p.onDone()
        p.onClose()
      }}
    >
      {children}
      <TextInput
        label={w({ vi: 'Họ tên người ký', en: 'Signer' })}
        value={signer}
        onChange={(e) => setSigner(e.currentTarget.value)}
        required
        data-autofocus
      />
      <TextInput
        label={w({ vi: 'Chức vụ', en: 'Office' })}
        value={title}
        onChange={(e) => setTitle(e.currentTarget.value)}
        required
      />
      <ChoiceField label={{ vi: 'Thể thức ký', en: 'Capacity' }} choices={capacities} value={capacity} onChange={setCapacity} />
    </FormDialog>
  )
}

/** Withdraw an unsigned report, or correct a signed one: both with the reason. */
export function ReasonDialog({ act, reportId, ...p }: Done & { act: 'withdraw' | 'correct'; reportId: string }) {
  const { w } = useLanguage()
  const back = useWrite(withdraw)
  const forward = useWrite(correct)
  const write = act === 'withdraw' ? back : forward
  const [reason, setReason] = useState('')
  const title =
    act === 'withdraw'
      ? { vi: 'Rút báo cáo chưa ký', en: 'Withdraw the report' }
      : { vi: 'Lập đính chính', en: 'Make a correction' }
  return (
    <FormDialog
      title={title}
      submit={title}
      write={write}
      blocked={reason.trim().length < 3}
      onClose={p.onClose}
      onSubmit={async () => {
        const made = act === 'withdraw' ? await back.send({ reportId, reason }) : await forward.send({ reportId, reason })
        if (!made) return
        p.onDone('reportId' in made ? made.reportId : undefined)
        p.onClose()
      }}
    >
      <p style={{ margin: 0 }}>
        {act === 'withdraw'
          ? w({ vi: 'Báo cáo rút vẫn còn trong danh sách, kèm lý do.', en: 'It stays in the list, with the reason.' })
          : w({
              vi: 'Đính chính lấy số liệu đã biết đến lúc này, nêu từng số thay đổi, và chờ ký.',
              en: 'It takes what is known by now, says each figure that changes, and waits for a signature.',
            })}
      </p>
      <Textarea
        label={w({ vi: 'Lý do', en: 'Reason' })}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
        required
        data-autofocus
        autosize
        minRows={2}
      />
    </FormDialog>
  )
}
