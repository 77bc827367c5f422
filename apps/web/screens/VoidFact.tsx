import { Textarea } from '@mantine/core'
import { voidFact } from '@phaodai/modules/cases/cases.contract.ts'
import { voidSample } from '@phaodai/modules/laboratory/laboratory.contract.ts'
import { type PersonFact, whatFollows } from '@phaodai/modules/situation/person.contract.ts'
import { voidContact } from '@phaodai/modules/tracing/tracing.contract.ts'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { type ActProps, changedWords, said } from '../fields/act.ts'
import { ChoiceField } from '../fields/ChoiceField.tsx'
import { FormDialog } from '../fields/FormDialog.tsx'
import { Read } from '../fields/Page.tsx'
import { useRead } from '../useRead.ts'
import { useSession } from '../useSession.ts'
import { useWrite } from '../useWrite.ts'
import styles from './Person.module.css'

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

type Chosen = NonNullable<PersonFact['fact']>
const none = { vi: 'không còn diện theo dõi', en: 'no level any more' }

/** What voiding it would do, worked out by the server and taken back: who changes level, and who of them had been told. */
function Follows({ subjectId, fact }: { subjectId: string; fact: Chosen }) {
  const { w } = useLanguage()
  const asked = { subjectId, kind: fact.kind as 'contact', factId: fact.id }
  const found = useRead(whatFollows, asked)
  return (
    <section aria-label={w({ vi: 'Hệ quả nếu hủy', en: 'What follows' })} className="pd-surface" style={{ padding: 12 }}>
      <Read of={found}>
        {({ changes, elsewhere, told, toldElsewhere }) => (
          <>
            <p style={{ margin: '0 0 4px' }}>
              {changes.length === 0 && elsewhere === 0
                ? w({ vi: 'Hủy dữ kiện này không làm ai đổi mức.', en: 'Voiding this changes nobody’s level.' })
                : w({ vi: 'Nếu hủy, những người này đổi mức:', en: 'If voided, these change level:' })}
            </p>
            <ul className={styles.list}>
              {changes.map((c) => {
                const by = told.find((t) => t.subjectId === c.subjectId)?.told ?? []
                const orders = [...new Set(by.filter((t) => t.how === 'order').map((t) => t.document ?? ''))]
                return (
                  <li key={`${c.subjectId} ${c.disease}`}>
                    {c.name} <span className="pd-muted">{c.code}</span>: {c.from ?? w({ vi: 'chưa có mức', en: 'no level' })} →{' '}
                    <strong>{c.to ?? w(none)}</strong>
                    {by.length > 0 && (
                      <div>
                        {w({ vi: 'Đã được báo, phải báo lại: ', en: 'Told already, to be told anew: ' })}
                        {[
                          ...orders.map((n) => w({ vi: `Quyết định ${n}`, en: `order ${n}` })),
                          ...(by.some((t) => t.how === 'call') ? [w({ vi: 'qua điện thoại', en: 'by telephone' })] : []),
                        ].join(', ')}
                      </div>
                    )}
                  </li>
                )
              })}
            </ul>
            {elsewhere > 0 && (
              <p className="pd-muted" style={{ margin: '8px 0 0' }}>
                {w({
                  vi: `Thêm ${number(elsewhere)} người ở địa bàn khác, ${number(toldElsewhere)} người trong đó đã được báo.`,
                  en: `And ${number(elsewhere)} in other areas, ${number(toldElsewhere)} of them told already.`,
                })}
              </p>
            )}
          </>
        )}
      </Read>
    </section>
  )
}

/** Voids a fact that was wrong: it stays, struck through, with the reason; what followed from it is worked out again. */
export function VoidFact({ subjectId, facts, onClose, onDone }: ActProps & { facts: readonly PersonFact[] }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const ofCase = useWrite(voidFact)
  const ofContact = useWrite(voidContact)
  const ofSample = useWrite(voidSample)
  const [id, setId] = useState(facts.length === 1 ? facts[0]!.id : '')
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
      {chosen && may(whatFollows) && <Follows subjectId={subjectId} fact={chosen} />}
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
