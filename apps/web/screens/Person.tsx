import { Button, Stack } from '@mantine/core'
import { show } from '@phaodai/modules/people/people.contract.ts'
import { Merges } from '@phaodai/modules/people/web/Merges.tsx'
import { Sources } from '@phaodai/modules/quarantine/web/ScheduleView.tsx'
import { owedWords, placeWords } from '@phaodai/modules/quarantine/web/words.ts'
import { personPage } from '@phaodai/modules/situation/person.contract.ts'
import { investigation } from '@phaodai/modules/tracing/investigation.contract.ts'
import { meetings as whomMet } from '@phaodai/modules/tracing/meetings.contract.ts'
import { Candidates } from '@phaodai/modules/tracing/web/Candidates.tsx'
import { Clock } from '@phaodai/ui/Clock.tsx'
import { date, instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { PolicyNotice } from '@phaodai/ui/PolicyNotice.tsx'
import { TimeAxis } from '@phaodai/ui/TimeAxis.tsx'
import { useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Page, Part, Read, Said } from '../fields/Page.tsx'
import { nowOf } from '../now.ts'
import { useRead } from '../useRead.ts'
import { useSession } from '../useSession.ts'
import styles from './Person.module.css'
import { PersonActions } from './PersonActions.tsx'
import { axisFacts, meetings } from './personRows.ts'
import { ToldLater, ToldOnVoid } from './Told.tsx'
import { useVoidable, VoidFact } from './VoidFact.tsx'

const kindWords: Record<'declared' | 'household' | 'place', Words> = {
  declared: { vi: 'khai báo', en: 'declared' },
  household: { vi: 'cùng hộ', en: 'household' },
  place: { vi: 'cùng nơi', en: 'same place' },
}

const nothing = { around: null, owed: null, held: null, facts: [], nextTestOn: null }

/** One person: a sentence, the axis of facts, what is owed, the chain back to the F0, the contacts. The address holds no name. */
export default function Person() {
  const { subjectId } = useParams({ strict: false }) as { subjectId: string }
  const { disease = 'covid19' } = useSearch({ strict: false }) as { disease?: string }
  const { w, language } = useLanguage()
  const { today, instance, may } = useSession()
  const [said, setSaid] = useState<{ words: Words; opId: string | null } | null>(null)
  const onSaid = (words: Words, opId: string | null = null) => setSaid({ words, opId })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was done for one person is not said on the page of another
  useEffect(() => setSaid(null), [subjectId])
  const page = useRead(personPage, { subjectId, disease }, { enabled: may(personPage) })
  // a post without epidemiology reads the record alone
  const alone = useRead(show, { subjectId }, { enabled: !may(personPage) && may(show) })
  const record = may(personPage)
    ? { data: page.data?.record, error: page.error, isPending: page.isPending }
    : { data: alone.data, error: alone.error, isPending: alone.isPending }
  const { around: why, owed, held, facts, nextTestOn } = page.data ?? nothing
  const now = nowOf(instance)
  const [voiding, setVoiding] = useState<string[] | null>(null)
  const contactFacts = useVoidable(facts).filter((f) => f.fact?.kind === 'contact')
  const factsOf = (ids: readonly string[]) => contactFacts.filter((f) => ids.includes(f.fact!.id))
  const met = meetings(why?.contacts ?? [])
  const people = new Set(met.map((c) => c.otherId)).size
  const level = why?.level ?? null
  const owesOrder =
    level !== null && level !== 'F3' && (held === null || owed?.rows.some((row) => row.kind === 'isolate') === true)
  return (
    <Page
      title={{ vi: 'Hồ sơ một người', en: 'A person' }}
      actions={
        <>
          {may(whomMet) && (
            <a href={`/people/${subjectId}/meetings${disease === 'covid19' ? '' : `?disease=${disease}`}`}>
              {w({ vi: 'Lịch trình và gặp gỡ', en: 'Itinerary and meetings' })}
            </a>
          )}
          {may(investigation) && (
            <a href={`/people/${subjectId}/investigation`}>{w({ vi: 'Phiếu điều tra dịch tễ', en: 'Investigation form' })}</a>
          )}
        </>
      }
    >
      <Read of={record}>
        {(p) => (
          <Stack gap="lg">
            <header className="pd-surface" style={{ padding: 16 }}>
              <p className={styles.name}>
                {p.person.name} <span className="pd-muted">{p.person.code}</span>
              </p>
              <p className={styles.sentence}>
                {why && <>{w(why.sentence).replace(/\.?$/, '.')}</>}
                {held && (
                  <>
                    {' '}
                    {w(placeWords[held.kind])}
                    {held.placeName && ` (${held.placeName})`} {w({ vi: 'theo Quyết định', en: 'under order' })} {held.number}
                    {held.untilOn && ` ${w({ vi: `đến hết ${date(held.untilOn)}`, en: `until ${date(held.untilOn)}` })}`}.
                  </>
                )}
                {nextTestOn && (
                  <>
                    {' '}
                    {w({ vi: 'Xét nghiệm tiếp theo:', en: 'Next test:' })} <Clock on={nextTestOn} today={today} />
                  </>
                )}
              </p>
              {why?.unconfirmed && (
                <p className="pd-muted">
                  {w({
                    vi: 'Mức này dựa trên con số chưa có văn bản xác nhận.',
                    en: 'This level rests on a number that no source confirms.',
                  })}
                </p>
              )}
              <dl className={styles.facts}>
                <div>
                  <dt>{w({ vi: 'Sinh', en: 'Born' })}</dt>
                  <dd>
                    {[p.person.birthDay, p.person.birthMonth, p.person.birthYear].filter(Boolean).join('/') ||
                      (p.person.ageYears ? `${p.person.ageYears} ${w({ vi: 'tuổi', en: 'years' })}` : '–')}
                  </dd>
                </div>
                <div>
                  <dt>{w({ vi: 'Giới tính', en: 'Sex' })}</dt>
                  <dd>
                    {p.person.sex ? w(p.person.sex === 'male' ? { vi: 'Nam', en: 'Male' } : { vi: 'Nữ', en: 'Female' }) : '–'}
                  </dd>
                </div>
                <div>
                  <dt>{w({ vi: 'Giấy tờ', en: 'Identity' })}</dt>
                  <dd>{p.idMasked ?? '–'}</dd>
                </div>
                <div>
                  <dt>{w({ vi: 'Điện thoại', en: 'Phone' })}</dt>
                  <dd>{p.phoneMasked ?? '–'}</dd>
                </div>
                <div>
                  <dt>{w({ vi: 'Nghề nghiệp', en: 'Occupation' })}</dt>
                  <dd>{p.occupation ?? '–'}</dd>
                </div>
              </dl>
            </header>
            <PersonActions
              subjectId={subjectId}
              disease={disease}
              open={held}
              owesOrder={owesOrder}
              facts={facts}
              onSaid={onSaid}
            />
            <Said words={said?.words ?? null} />
            {said?.opId && <ToldOnVoid opId={said.opId} disease={disease} />}
            {why && !why.policyInForce && <PolicyNotice kind="none" on={today} />}
            <Part title={{ vi: 'Dòng thời gian', en: 'Time axis' }}>
              {facts.length > 0 ? (
                <TimeAxis label={{ vi: 'Sự việc theo ngày', en: 'Facts by day' }} facts={axisFacts(facts, held)} today={today} />
              ) : (
                <p className="pd-muted" style={{ margin: 0 }}>
                  {w({
                    vi: 'Chưa có sự việc nào. Tiếp xúc, mẫu, kết quả và quyết định ghi ở trên sẽ hiện ở đây.',
                    en: 'No fact yet. Contacts, samples, results and orders recorded above appear here.',
                  })}
                </p>
              )}
            </Part>
            {owed && (
              <Part title={{ vi: 'Việc còn phải làm', en: 'What is owed' }}>
                {owed.rows.length === 0 ? (
                  <p className="pd-muted" style={{ margin: 0 }}>
                    {w({ vi: 'Không có việc nào đến hạn.', en: 'Nothing is owed.' })}
                  </p>
                ) : (
                  <ul className={styles.list}>
                    {owed.rows.map((row) => (
                      <li key={`${row.kind} ${row.orderId} ${row.dueOn} ${row.words.vi}`}>
                        <strong>{w(owedWords[row.kind])}</strong>{' '}
                        {row.dueAt ? <Clock at={row.dueAt} now={now} /> : row.dueOn && <Clock on={row.dueOn} today={today} />}
                        <div>{w(row.words)}</div>
                        <Sources of={row.basis} />
                        {row.needs.length > 0 && (
                          <>
                            <p style={{ margin: '4px 0 0' }}>{w({ vi: 'Còn thiếu:', en: 'Not met yet:' })}</p>
                            <Sources of={row.needs} />
                          </>
                        )}
                      </li>
                    ))}
                  </ul>
                )}
              </Part>
            )}
            {why && why.chain.length > 1 && (
              <Part title={{ vi: 'Chuỗi về F0', en: 'Chain back to the F0' }}>
                <ol className={styles.chain}>
                  {why.chain.map((step) => (
                    <li key={step.subjectId}>
                      <strong>{step.level}</strong>{' '}
                      {step.inScope && step.subjectId !== subjectId ? (
                        <a href={`/people/${step.subjectId}`}>{step.name}</a>
                      ) : (
                        step.name
                      )}{' '}
                      <span className="pd-muted">{step.code}</span>
                    </li>
                  ))}
                </ol>
              </Part>
            )}
            {why && (
              <Part title={{ vi: `Người tiếp xúc (${people})`, en: `Contacts (${people})` }}>
                {met.length === 0 ? (
                  <p className="pd-muted" style={{ margin: 0 }}>
                    {w({
                      vi: 'Chưa ghi ai. Chọn Ghi tiếp xúc hoặc Ghi lịch trình.',
                      en: 'Nobody yet: record a contact or a visit.',
                    })}
                  </p>
                ) : (
                  <ul className={styles.list}>
                    {met.map((c) => (
                      <li key={`${c.otherId} ${c.kind} ${c.placeText} ${c.reason.vi}`}>
                        <strong>{c.level ?? '–'}</strong> {c.inScope ? <a href={`/people/${c.otherId}`}>{c.name}</a> : c.name}{' '}
                        <span className="pd-muted">
                          {c.code} · {w(kindWords[c.kind])}
                          {c.lastOn && ` · ${[...new Set([c.firstOn, c.lastOn])].filter(Boolean).map(date).join(' – ')}`}
                          {c.times > 1 && w({ vi: ` (${c.times} lần)`, en: ` (${c.times} times)` })}
                          {c.placeText && ` · ${c.placeText}`}
                        </span>
                        <div>{w(c.reason)}</div>
                        {factsOf(c.contactIds).length > 0 && (
                          <Button
                            className="pd-no-print"
                            variant="subtle"
                            size="compact-sm"
                            ml={-8}
                            onClick={() => setVoiding(c.contactIds)}
                          >
                            {w({ vi: 'Hủy lần tiếp xúc ghi sai', en: 'Void this contact' })}
                            <span className="pd-hidden">: {c.name}</span>
                          </Button>
                        )}
                      </li>
                    ))}
                  </ul>
                )}
              </Part>
            )}
            {voiding && (
              <VoidFact
                subjectId={subjectId}
                disease={disease}
                today={today}
                facts={factsOf(voiding)}
                onClose={() => setVoiding(null)}
                onDone={(words, opId) => {
                  setVoiding(null)
                  onSaid(words, opId)
                }}
              />
            )}
            {may(personPage) && <Candidates subjectId={subjectId} disease={disease} onSaid={onSaid} />}
            <ToldLater subjectId={subjectId} disease={disease} />
            <Merges merges={p.merges} onSaid={onSaid} />
            <Part title={{ vi: 'Nơi cư trú', en: 'Residences' }}>
              <ul className={styles.list}>
                {p.residences.map((r) => (
                  <li key={`${r.personId}`}>
                    {date(r.fromOn)} – {r.untilOn ? date(r.untilOn) : w({ vi: 'nay', en: 'now' })}{' '}
                    <span>{r.address ?? r.residenceText ?? ''}</span> <span className="pd-muted">{r.code}</span>
                  </li>
                ))}
              </ul>
            </Part>
            {why && why.history.length > 0 && (
              <Part title={{ vi: 'Mức đã qua', en: 'Levels so far' }}>
                <ul className={styles.list}>
                  {why.history.map((h) => (
                    <li key={`${h.at} ${h.to}`}>
                      {instant(h.at, language)}: {h.from ?? '–'} → <strong>{h.to ?? '–'}</strong>
                    </li>
                  ))}
                </ul>
              </Part>
            )}
          </Stack>
        )}
      </Read>
    </Page>
  )
}
