import { Textarea, TextInput } from '@mantine/core'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { type ActProps, said } from '@phaodai/web/fields/act.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { issue, type OrderPlace, propose } from '../quarantine.contract.ts'
import { ScheduleView } from './ScheduleView.tsx'
import { placeWords } from './words.ts'

const places = (Object.keys(placeWords) as OrderPlace[]).map((value) => ({ value, words: placeWords[value] }))

/** The order as it would be, with its days and their sources; then the signature. */
export function IssueOrder({ subjectId, disease, onClose, onDone }: ActProps) {
  const { w } = useLanguage()
  const write = useWrite(issue)
  const [place, setPlace] = useState<OrderPlace | ''>('')
  const [fromOn, setFromOn] = useState<string | null>(null)
  const [placeName, setPlaceName] = useState('')
  const [signer, setSigner] = useState('')
  const [why, setWhy] = useState('')
  const proposal = useRead(propose, { subjectId, disease, ...(place && { place }), ...(fromOn && { fromOn }) }, { keep: true })
  const at = place || proposal.data?.place || ''
  const notAllowed = proposal.data?.schedule?.placeAllowed === false
  return (
    <FormDialog
      title={{ vi: 'Ra quyết định cách ly', en: 'Issue an isolation order' }}
      submit={{ vi: 'Ban hành', en: 'Issue' }}
      write={write}
      blocked={!proposal.data || !at || signer.trim().length < 2 || (notAllowed && why.trim().length < 5)}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          subjectIds: [subjectId],
          disease,
          place: at as OrderPlace,
          placeName: placeName.trim() || null,
          signer,
          ...(fromOn && { fromOn }),
          ...(why.trim() && { placeReason: why }),
        })
        const made = done?.orders[0]
        if (made) onDone(said(`Đã ban hành Quyết định số ${made.number}.`, `Order ${made.number} is issued.`))
        else if (done?.refused[0]) onDone(said(done.refused[0].vi, done.refused[0].en))
      }}
    >
      <Read of={proposal}>
        {(p) => (
          <div className="pd-surface" style={{ padding: 12, display: 'grid', gap: 8 }}>
            <p style={{ margin: 0 }}>
              <strong>{p.level}</strong>: {w(p.sentence)}{' '}
              {w({
                vi: `Từ ngày ${date(p.fromOn)}, tính theo lần tiếp xúc cuối ${date(p.lastExposureOn)}.`,
                en: `From ${date(p.fromOn)}, counted from the last exposure ${date(p.lastExposureOn)}.`,
              })}
            </p>
            {p.openOrder && (
              <p style={{ margin: 0 }}>
                {w({
                  vi: `Quyết định ${p.openOrder.number} (${p.openOrder.level}) đang hiệu lực và sẽ được thay thế nếu khác mức.`,
                  en: `Order ${p.openOrder.number} (${p.openOrder.level}) is in force and is replaced where the level differs.`,
                })}
              </p>
            )}
            {p.schedule ? (
              <ScheduleView of={p.schedule} />
            ) : (
              <p style={{ margin: 0 }}>
                {w({ vi: 'Ngày kết thúc theo kết quả xét nghiệm.', en: 'Its end rests on test results.' })}
              </p>
            )}
          </div>
        )}
      </Read>
      <ChoiceField label={{ vi: 'Nơi cách ly', en: 'Where' }} choices={places} value={at} onChange={setPlace} />
      {notAllowed && (
        <Textarea
          label={w({
            vi: 'Quy định không nêu nơi này: ghi lý do, được in kèm căn cứ',
            en: 'The rule does not name this place: the reason is printed with it',
          })}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          autosize
          required
        />
      )}
      <TextInput
        label={w({ vi: 'Tên nơi, địa chỉ', en: 'Name or address of the place' })}
        value={placeName}
        onChange={(event) => setPlaceName(event.currentTarget.value)}
      />
      <DayField
        label={{ vi: 'Từ ngày', en: 'From' }}
        description={{ vi: 'Để trống: hôm nay', en: 'Empty: today' }}
        value={fromOn}
        onChange={setFromOn}
      />
      <TextInput
        label={w({ vi: 'Người ký, chức vụ', en: 'Who signs, and as what' })}
        value={signer}
        onChange={(event) => setSigner(event.currentTarget.value)}
        required
      />
    </FormDialog>
  )
}
