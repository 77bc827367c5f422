import { Textarea, TextInput } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { type ActProps, changedWords, said } from '@phaodai/web/fields/act.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { correctResult, releaseResult, results, samples } from '../laboratory.contract.ts'
import { methodWords, valueWords, verdictWords } from './words.ts'

type Method = keyof typeof methodWords
type Value = keyof typeof valueWords
const methods = (Object.keys(methodWords) as Method[]).map((value) => ({ value, words: methodWords[value] }))
const values = (Object.keys(valueWords) as Value[]).map((value) => ({ value, words: valueWords[value] }))
const stamp = (at: string) => `${at.slice(8, 10)}/${at.slice(5, 7)}`

/** Ct as typed, with a comma or a point; null where empty. */
const ctOf = (text: string) => (text.trim() === '' ? null : Number(text.trim().replace(',', '.')))

interface Said {
  method: Method
  value: Value | ''
  ct: string
}

function Fields({ of, set, first }: { of: Said; set: (to: Said) => void; first?: boolean }) {
  const { w } = useLanguage()
  return (
    <>
      <ChoiceField
        label={{ vi: 'Phương pháp', en: 'Method' }}
        choices={methods}
        value={of.method}
        onChange={(method) => set({ ...of, method })}
      />
      <ChoiceField
        label={{ vi: 'Kết quả', en: 'Result' }}
        none={{ vi: 'Chọn kết quả', en: 'Choose the result' }}
        choices={values}
        value={of.value}
        onChange={(value) => set({ ...of, value })}
        required
        {...(first && { first })}
      />
      {of.method === 'pcr' && (
        <TextInput
          label={w({ vi: 'Giá trị Ct (nếu có)', en: 'Ct value, where known' })}
          value={of.ct}
          inputMode="decimal"
          onChange={(event) => set({ ...of, ct: event.currentTarget.value })}
        />
      )}
    </>
  )
}

/** Releases the result of a sample that waits. */
export function EnterResult({ subjectId, disease, onClose, onDone }: ActProps) {
  const { w } = useLanguage()
  const write = useWrite(releaseResult)
  const waiting = useRead(samples, { disease, subjectId, state: 'waiting' })
  const [picked, setPicked] = useState<string | null>(null)
  const [of, set] = useState<Said>({ method: 'pcr', value: '', ct: '' })
  const rows = waiting.data?.rows ?? []
  const sampleId = picked ?? rows[0]?.sampleId ?? ''
  return (
    <FormDialog
      title={{ vi: 'Trả kết quả', en: 'Enter a result' }}
      submit={{ vi: 'Trả kết quả', en: 'Release the result' }}
      write={write}
      blocked={!sampleId || !of.value}
      onClose={onClose}
      onSubmit={async () => {
        const ct = of.method === 'pcr' ? ctOf(of.ct) : null
        const done = await write.send({ sampleId, method: of.method, value: of.value as Value, ct })
        if (!done) return
        const verdict = verdictWords[done.verdict]
        const changed = changedWords(done.changed)
        onDone(said('Đã trả kết quả. ', 'The result is released. ', { vi: verdict.vi + changed.vi, en: verdict.en + changed.en }))
      }}
    >
      {waiting.data && rows.length === 0 && (
        <p>{w({ vi: 'Không có mẫu nào chờ kết quả. Lấy mẫu trước.', en: 'No sample waits. Take one first.' })}</p>
      )}
      {rows.length > 0 && (
        <ChoiceField
          label={{ vi: 'Mẫu', en: 'Sample' }}
          choices={rows.map((s) => ({
            value: s.sampleId,
            words: { vi: `${s.barcode}, lấy ngày ${stamp(s.sampledAt)}`, en: `${s.barcode}, taken ${stamp(s.sampledAt)}` },
          }))}
          value={sampleId}
          onChange={setPicked}
        />
      )}
      <Fields of={of} set={set} />
    </FormDialog>
  )
}

/** The result of one tube, at the bench: the label is read once more before anything is released. */
export function ResultOfSample({
  sample,
  onClose,
  onDone,
}: {
  sample: { sampleId: string; barcode: string; label: { name: string; birthYear: number | null } }
  onClose: () => void
  onDone: (words: Words) => void
}) {
  const { w } = useLanguage()
  const write = useWrite(releaseResult)
  const [of, set] = useState<Said>({ method: 'pcr', value: '', ct: '' })
  return (
    <FormDialog
      title={{ vi: `Kết quả mẫu ${sample.barcode}`, en: `Result of ${sample.barcode}` }}
      submit={{ vi: 'Trả kết quả', en: 'Release the result' }}
      write={write}
      blocked={!of.value}
      onClose={onClose}
      onSubmit={async () => {
        const ct = of.method === 'pcr' ? ctOf(of.ct) : null
        const done = await write.send({ sampleId: sample.sampleId, method: of.method, value: of.value as Value, ct })
        if (!done) return
        const verdict = verdictWords[done.verdict]
        const { barcode } = sample
        onDone(said(`Đã trả kết quả mẫu ${barcode}. `, `The result of ${barcode} is released. `, verdict))
      }}
    >
      <p style={{ margin: 0 }}>
        {w({ vi: 'Nhãn ống:', en: 'Label:' })} <strong>{sample.label.name}</strong>
        {sample.label.birthYear && `, ${sample.label.birthYear}`}
      </p>
      <Fields of={of} set={set} first />
    </FormDialog>
  )
}

/** Corrects a result: what followed from the old one is taken back, nothing is erased. */
export function CorrectResult({ subjectId, disease, onClose, onDone }: ActProps) {
  const { w } = useLanguage()
  const write = useWrite(correctResult)
  const standing = useRead(results, { disease, subjectId, state: 'standing' })
  const [picked, setPicked] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [of, set] = useState<Said>({ method: 'pcr', value: '', ct: '' })
  const rows = standing.data?.rows ?? []
  const resultId = picked ?? rows[0]?.resultId ?? ''
  return (
    <FormDialog
      title={{ vi: 'Đính chính kết quả', en: 'Correct a result' }}
      submit={{ vi: 'Đính chính', en: 'Correct' }}
      write={write}
      blocked={!resultId || !of.value || reason.trim().length < 5}
      onClose={onClose}
      onSubmit={async () => {
        const ct = of.method === 'pcr' ? ctOf(of.ct) : null
        const done = await write.send({ resultId, reason, method: of.method, value: of.value as Value, ct })
        if (done) onDone(said('Đã đính chính.', 'Corrected.', changedWords(done.changed)), done.opId)
      }}
    >
      <p style={{ margin: 0 }}>
        {w({
          vi: 'Kết quả cũ được giữ lại và gạch bỏ. Mọi mức F suy ra từ đó được tính lại ngay; người đã được báo sẽ hiện trong danh sách cần báo lại.',
          en: 'The old result is kept and struck out. Every level that followed is worked out again at once; those already told appear on the list to be told again.',
        })}
      </p>
      <ChoiceField
        label={{ vi: 'Kết quả cần đính chính', en: 'Result to correct' }}
        choices={rows.map((r) => ({
          value: r.resultId,
          words: {
            vi: `${stamp(r.sampledOn)}, ${methodWords[r.method].vi}: ${valueWords[r.value].vi}`,
            en: `${stamp(r.sampledOn)}, ${methodWords[r.method].en}: ${valueWords[r.value].en}`,
          },
        }))}
        value={resultId}
        onChange={setPicked}
      />
      <Fields of={of} set={set} />
      <Textarea
        label={w({ vi: 'Lý do đính chính', en: 'Reason' })}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        required
      />
    </FormDialog>
  )
}
