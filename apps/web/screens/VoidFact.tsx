import { Textarea } from '@mantine/core'
import { voidFact } from '@phaodai/modules/cases/cases.contract.ts'
import { voidSample } from '@phaodai/modules/laboratory/laboratory.contract.ts'
import type { PersonFact } from '@phaodai/modules/situation/person.contract.ts'
import { voidContact } from '@phaodai/modules/tracing/tracing.contract.ts'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { type ActProps, changedWords, said } from '../fields/act.ts'
import { ChoiceField } from '../fields/ChoiceField.tsx'
import { FormDialog } from '../fields/FormDialog.tsx'
import { useSession } from '../useSession.ts'
import { useWrite } from '../useWrite.ts'

const caseFacts = ['confirmation', 'onset', 'isolation', 'outcome'] as const
type CaseFact = (typeof caseFacts)[number]
const isCaseFact = (kind: string): kind is CaseFact => caseFacts.includes(kind as CaseFact)

/** The facts on the page that this post may void. */
export function useVoidable(facts: readonly PersonFact[]): PersonFact[] {
  const { may } = useSession()
  return facts.filter(({ fact, voided }) => {
    if (!fact || voided) return false
    if (isCaseFact(fact.kind)) return may(voidFact)
    if (fact.kind === 'contact') return may(voidContact)
    return fact.kind === 'sample' && may(voidSample)
  })
}

/** Voids a fact that was wrong: it stays, struck through, with the reason; what followed from it is worked out again. */
export function VoidFact({ subjectId, facts, onClose, onDone }: ActProps & { facts: readonly PersonFact[] }) {
  const { w } = useLanguage()
  const ofCase = useWrite(voidFact)
  const ofContact = useWrite(voidContact)
  const ofSample = useWrite(voidSample)
  const [id, setId] = useState('')
  const [reason, setReason] = useState('')
  const chosen = facts.find((f) => f.id === id)?.fact
  const writes = [ofCase, ofContact, ofSample]
  return (
    <FormDialog
      title={{ vi: 'Hủy một dữ kiện ghi sai', en: 'Void a fact that was wrong' }}
      submit={{ vi: 'Hủy dữ kiện', en: 'Void' }}
      write={{ busy: writes.some((write) => write.busy), problem: writes.find((write) => write.problem)?.problem ?? null }}
      blocked={!chosen || reason.trim().length < 5}
      onClose={onClose}
      onSubmit={async () => {
        if (!chosen) return
        if (isCaseFact(chosen.kind)) {
          if (await ofCase.send({ subjectId, kind: chosen.kind, factId: chosen.id, reason }))
            onDone(
              said('Đã hủy dữ kiện; các mức được tính lại.', 'The fact is voided; levels are worked out again.'),
              ofCase.lastOp(),
            )
        } else {
          const done =
            chosen.kind === 'contact'
              ? await ofContact.send({ contactId: chosen.id, reason })
              : await ofSample.send({ sampleId: chosen.id, reason })
          const by = chosen.kind === 'contact' ? ofContact : ofSample
          if (done) onDone(said('Đã hủy dữ kiện.', 'The fact is voided.', changedWords(done.changed)), by.lastOp())
        }
      }}
    >
      <ChoiceField
        label={{ vi: 'Dữ kiện', en: 'Fact' }}
        none={{ vi: 'Chọn dữ kiện', en: 'Choose' }}
        choices={facts.map((f) => ({
          value: f.id,
          words: { vi: `${date(f.on)}: ${f.words.vi}`, en: `${date(f.on)}: ${f.words.en}` },
        }))}
        value={id}
        onChange={setId}
        required
      />
      <p style={{ margin: 0 }}>
        {w({
          vi: 'Dữ kiện được giữ lại và gạch bỏ, không xóa. Mọi điều suy ra từ đó được tính lại ngay.',
          en: 'It stays on record, struck through. What followed from it is worked out again at once.',
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
