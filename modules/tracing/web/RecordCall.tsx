import { Textarea } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { type ActProps, said } from '@phaodai/web/fields/act.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { recordCall } from '../calls.contract.ts'

export const outcomeWords: Record<'reached' | 'unreachable' | 'refused' | 'wrong-number', Words> = {
  reached: { vi: 'Đã gặp, đã báo', en: 'Reached and told' },
  unreachable: { vi: 'Không liên lạc được', en: 'Not reached' },
  refused: { vi: 'Từ chối trả lời', en: 'Refused' },
  'wrong-number': { vi: 'Sai số', en: 'Wrong number' },
}
type Outcome = keyof typeof outcomeWords

/** One attempt to reach a person, and what came of it. */
export function RecordCall({ subjectId, disease, onClose, onDone }: ActProps) {
  const { w } = useLanguage()
  const write = useWrite(recordCall)
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [note, setNote] = useState('')
  return (
    <FormDialog
      title={{ vi: 'Ghi một cuộc gọi', en: 'Record a call' }}
      submit={{ vi: 'Ghi cuộc gọi', en: 'Record the call' }}
      write={write}
      blocked={!outcome || (outcome === 'refused' && note.trim().length < 5)}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({ subjectId, disease, outcome: outcome as Outcome, note: note.trim() || null })
        if (!done) return
        const visit = done.homeVisit
          ? {
              vi: ' Gọi không còn hiệu quả: cần cử người đến nhà.',
              en: ' Calling no longer serves: someone should go to the door.',
            }
          : { vi: '', en: '' }
        onDone(
          said(
            `Đã ghi cuộc gọi: ${outcomeWords[outcome as Outcome].vi}.`,
            `Recorded: ${outcomeWords[outcome as Outcome].en}.`,
            visit,
          ),
        )
      }}
    >
      <ChoiceField
        label={{ vi: 'Kết quả cuộc gọi', en: 'What came of it' }}
        none={{ vi: 'Chọn kết quả', en: 'Choose' }}
        choices={(Object.keys(outcomeWords) as Outcome[]).map((value) => ({ value, words: outcomeWords[value] }))}
        value={outcome}
        onChange={setOutcome}
        required
      />
      <Textarea
        label={w(
          outcome === 'refused' ? { vi: 'Lý do từ chối, lời người đó nói', en: 'What they said' } : { vi: 'Ghi chú', en: 'Note' },
        )}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={2}
        required={outcome === 'refused'}
      />
    </FormDialog>
  )
}
