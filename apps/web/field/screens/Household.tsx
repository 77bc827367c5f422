import type { Answer } from '@phaodai/modules/checks/checks.contract.ts'
import { sinceSaidWords } from '@phaodai/modules/checks/since.words.ts'
import { hour, shortDate } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { dayOf } from '../model/clock.ts'
import type { Door, Resident } from '../model/held.ts'
import { type DoorShown, pastOf, roundOf } from '../model/round.ts'
import { choiceOf } from '../model/slots.ts'
import { answerAll, takeBack } from '../model/taps.ts'
import styles from '../parts/Form.module.css'
import { Icon } from '../parts/icons.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { back, go } from '../parts/route.ts'
import { useNow, usePhone, useView } from '../parts/usePhone.tsx'
import { answerWords, kindsText, slotWords } from '../words.ts'
import { doorName, kept, useSlot } from './Round.tsx'

const others = ['absent', 'refused', 'moved'] as const

/** One door: answers for the whole household, who lives there, what moved, the last days. */
export default function Household({ shown }: { shown: DoorShown }) {
  const { w } = useLanguage()
  const { phone, act } = usePhone()
  const { held } = useView()
  const now = useNow()
  const at = useSlot(now)
  const [mending, setMending] = useState(false)
  const today = dayOf(now)
  const { door, answer } = shown
  const shut = choiceOf(at, now, held.pace).state === 'not-begun'
  const answerWith = (a: Exclude<Answer, 'symptom'>) => {
    kept.stay = new Set(kept.stay).add(door.householdId)
    const words = answerWords[a]
    act(answerAll(shown, at, a, phone.moment()), {
      vi: `${doorName(shown).vi}: ${words.vi.toLowerCase()}`,
      en: `${doorName(shown).en}: ${words.en.toLowerCase()}`,
    })
    back('')
  }
  const frail = door.people.filter((p) => p.frailId)
  const visited = (p: Resident) => held.visits.some((v) => v.subjectId === p.subjectId && v.onDay === today && !v.voided)
  const past = pastOf(held, door.householdId, today).slice(0, 14)
  const asking = answer === null || mending
  return (
    <>
      <PageHead title={w(slotWords(at, today))} above="" />
      <p className={styles.big}>{w(doorName(shown))}</p>
      {door.headName && <p>{door.headName}</p>}
      <p className={styles.sub}>
        {[door.address, door.people.length > 0 && w({ vi: `${door.people.length} người`, en: `${door.people.length} people` })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {answer !== null && (
        <div className={styles.block}>
          <AnswerShown shown={shown} />
          {!mending && (
            <div className={styles.two} style={{ marginTop: 8 }}>
              <button type="button" className={styles.plain} onClick={() => setMending(true)}>
                {w({ vi: 'Sửa câu trả lời', en: 'Correct it' })}
              </button>
              <TakeBack shown={shown} />
            </div>
          )}
        </div>
      )}
      {asking && (
        <div className={styles.block}>
          <button type="button" className={styles.primary} disabled={shut} onClick={() => answerWith('well')}>
            <Icon name="check" />
            {w({ vi: 'Cả nhà khỏe', en: 'All well' })}
          </button>
          <div className={styles.three}>
            {others.map((a) => (
              <button key={a} type="button" className={styles.plain} disabled={shut} onClick={() => answerWith(a)}>
                {w(answerWords[a])}
              </button>
            ))}
          </div>
          {shut && <p className={styles.sub}>{w({ vi: 'Buổi này chưa bắt đầu.', en: 'This slot has not begun.' })}</p>}
        </div>
      )}
      {!shut && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Ai ho, sốt, khó thở?', en: 'Who coughs, has fever, is short of breath?' })}</h2>
          <ul className={styles.rows}>
            {door.people.map((p, i) => (
              <li key={p.subjectId}>
                <Open to={`door/${door.householdId}/signs/${p.subjectId}`}>
                  <PersonLine person={p} n={i + 1} />
                </Open>
              </li>
            ))}
            <li>
              <Open to={`door/${door.householdId}/signs/other`}>
                {w({ vi: 'Người khác trong nhà (khách, mới đến)', en: 'Somebody else (a visitor, just arrived)' })}
              </Open>
            </li>
          </ul>
        </section>
      )}
      {frail.length > 0 && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Người cần đo hằng ngày', en: 'To visit daily' })}</h2>
          <ul className={styles.rows}>
            {frail.map((p) => (
              <li key={p.subjectId}>
                <Open to={`door/${door.householdId}/visit/${p.subjectId}`}>
                  <span>
                    {p.name ?? w({ vi: 'Người cần theo dõi', en: 'Frail person' })}
                    <small>
                      {visited(p)
                        ? w({ vi: 'đã đo hôm nay', en: 'visited today' })
                        : w({ vi: 'đo nhiệt độ, SpO2', en: 'temperature, SpO2' })}
                    </small>
                  </span>
                </Open>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.block}>
        <h2>{w({ vi: 'Có người đến, người đi', en: 'Who came, who left' })}</h2>
        <ul className={styles.rows}>
          <li>
            <Open to={`door/${door.householdId}/move/arrival`}>{w({ vi: 'Có người đến', en: 'Somebody came' })}</Open>
          </li>
          <li>
            <Open to={`door/${door.householdId}/move/departure`}>{w({ vi: 'Có người đi', en: 'Somebody left' })}</Open>
          </li>
          <li>
            <Open to={`door/${door.householdId}/move/new-resident`}>{w({ vi: 'Người mới về ở', en: 'A new resident' })}</Open>
          </li>
        </ul>
        <Moves door={door} />
      </section>
      {door.people.some((p) => !p.frailId) && !held.locked && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Người già yếu, bệnh nền', en: 'Frail or chronically ill' })}</h2>
          <ul className={styles.rows}>
            <li>
              <Open to={`door/${door.householdId}/frail/new`}>
                {w({ vi: 'Thêm người cần đo hằng ngày', en: 'Add somebody to visit daily' })}
              </Open>
            </li>
          </ul>
        </section>
      )}
      {past.length > 0 && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Những ngày qua', en: 'The last days' })}</h2>
          <div className={styles.days}>
            {past.flatMap((d) => [
              <strong key={d.day}>{shortDate(d.day)}</strong>,
              <span key={`${d.day}m`}>
                {w({ vi: 'sáng ', en: 'morning ' })}
                {d.morning ? w(answerWords[d.morning]).toLowerCase() : '–'}
              </span>,
              <span key={`${d.day}e`}>
                {w({ vi: 'chiều ', en: 'evening ' })}
                {d.evening ? w(answerWords[d.evening]).toLowerCase() : '–'}
              </span>,
            ])}
          </div>
        </section>
      )}
    </>
  )
}

export function Open({ to, children }: { to: string; children: React.ReactNode }) {
  return (
    <a
      className={styles.row}
      href={`/field/${to}`}
      onClick={(e) => {
        e.preventDefault()
        go(to)
      }}
    >
      <span>{children}</span>
      <Icon name="next" size={20} />
    </a>
  )
}

function PersonLine({ person, n }: { person: Resident; n: number }) {
  const { w } = useLanguage()
  const sex =
    person.sex === 'male' ? w({ vi: 'nam', en: 'male' }) : person.sex === 'female' ? w({ vi: 'nữ', en: 'female' }) : null
  return (
    <>
      {person.name ?? w({ vi: `Người thứ ${n} trong nhà`, en: `Person ${n}` })}
      {(sex || person.birthYear) && <small>{[sex, person.birthYear].filter(Boolean).join(', ')}</small>}
    </>
  )
}

/** What the slot shows now, with who has signs where this phone recorded it. */
function AnswerShown({ shown }: { shown: DoorShown }) {
  const { w } = useLanguage()
  const last = shown.standing[0]
  const nameOf = (id: string | null) => shown.door.people.find((p) => p.subjectId === id)?.name
  const signs = shown.standing.flatMap((c) => c.symptoms)
  return (
    <p className={styles.shown} data-answer={shown.answer ?? undefined}>
      <span>
        {w(answerWords[shown.answer!])}
        {signs.map((s) => (
          <small key={`${s.subjectId}${s.who}`}>
            {nameOf(s.subjectId) ?? s.who ?? w({ vi: 'Một người', en: 'Somebody' })}: {kindsText(s.kinds, w).toLowerCase()}
            {s.sinceOn && w({ vi: ` từ ${shortDate(s.sinceOn)}`, en: ` since ${shortDate(s.sinceOn)}` })}
            {s.sinceSaid && `; ${w(sinceSaidWords(s.sinceSaid))}`}
          </small>
        ))}
        {shown.conflict && (
          <small>
            {w({ vi: 'Hai câu trả lời khác nhau; trạm y tế sẽ xem lại.', en: 'Two answers differ; the station will look.' })}
          </small>
        )}
      </span>
      {last && <small>{w({ vi: `ghi lúc ${hour(last.capturedAt)}`, en: `recorded ${hour(last.capturedAt)}` })}</small>}
    </p>
  )
}

/** Takes the answer of the slot back, with the reason; the records stay, marked. */
function TakeBack({ shown }: { shown: DoorShown }) {
  const { w } = useLanguage()
  const { phone } = usePhone()
  const [asking, setAsking] = useState(false)
  const own = shown.standing[0]
  if (!own) return null
  const reasons = [
    { vi: 'Ghi nhầm nhà', en: 'Wrong door' },
    { vi: 'Ghi nhầm câu trả lời', en: 'Wrong answer' },
    { vi: 'Chưa hỏi nhà này', en: 'Not asked yet' },
  ]
  if (!asking)
    return (
      <button type="button" className={styles.plain} onClick={() => setAsking(true)}>
        {w({ vi: 'Hủy, ghi nhầm', en: 'Take it back' })}
      </button>
    )
  return (
    <>
      <p style={{ gridColumn: '1 / -1' }}>{w({ vi: 'Vì sao hủy câu trả lời này?', en: 'Why is it taken back?' })}</p>
      {reasons.map((r) => (
        <button
          key={r.vi}
          type="button"
          className={styles.plain}
          onClick={() => {
            const counter = takeBack({ kind: 'check', body: { checkId: own.checkId } as never }, r.vi)
            if (counter) phone.record(counter)
            setAsking(false)
          }}
        >
          {w(r)}
        </button>
      ))}
      <button type="button" className={styles.plain} onClick={() => setAsking(false)}>
        {w({ vi: 'Không hủy', en: 'Keep it' })}
      </button>
    </>
  )
}

function Moves({ door }: { door: Door }) {
  const { w } = useLanguage()
  const { held } = useView()
  const of = held.movements.filter((m) => m.householdId === door.householdId && !m.voided)
  const nameOf = (id: string | null) => door.people.find((p) => p.subjectId === id)?.name
  if (of.length === 0) return null
  const words = {
    arrival: { vi: 'đến', en: 'came' },
    departure: { vi: 'đi', en: 'left' },
    'new-resident': { vi: 'mới về ở', en: 'moved in' },
  }
  return (
    <ul style={{ marginTop: 8 }}>
      {of.map((m) => (
        <li key={m.movementId} className={styles.sub}>
          {shortDate(m.onDay)}: {m.name ?? nameOf(m.subjectId) ?? w({ vi: `${m.people} người`, en: `${m.people}` })}{' '}
          {w(words[m.kind])}
          {m.place ? ` (${m.place})` : ''}
        </li>
      ))}
    </ul>
  )
}

/** The door that an address names, as the chosen slot shows it. */
export function useDoor(householdId: string | undefined): DoorShown | null {
  const { held } = useView()
  const at = useSlot(useNow())
  return roundOf(held, at).doors.find((d) => d.door.householdId === householdId) ?? null
}
