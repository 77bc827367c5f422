import { sinceSaidWords } from '@phaodai/modules/checks/since.words.ts'
import { stateWords } from '@phaodai/modules/directives/web/words.ts'
import { dueAt, hour, shortDate } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { dayOf } from '../model/clock.ts'
import { type GivenTask, isOpen } from '../model/given.ts'
import type { SignalFact } from '../model/held.ts'
import type { Tasks } from '../model/tasks.ts'
import styles from '../parts/Form.module.css'
import { Icon } from '../parts/icons.tsx'
import { go } from '../parts/route.ts'
import { useNow, usePhone, useView } from '../parts/usePhone.tsx'
import { kindsText, resultWords, signalWords, slotWords, standingOf } from '../words.ts'
import { Open } from './Household.tsx'
import { kept } from './Round.tsx'

/** Việc: what was given to do, what came of signals, reminders, what needs a person. */
export default function Work({ tasks, given }: { tasks: Tasks; given: readonly GivenTask[] }) {
  const { w } = useLanguage()
  const { phone } = usePhone()
  const now = useNow()
  const { held } = useView()
  const today = dayOf(now)
  const nothing =
    given.length === 0 &&
    tasks.waiting === 0 &&
    tasks.frail.length === 0 &&
    tasks.open.length === 0 &&
    tasks.answered.length === 0
  const doorOf = (id: string | null) => held.doors.find((d) => d.householdId === id)?.door
  return (
    <>
      <h1 style={{ margin: '16px 0 0' }}>{w({ vi: 'Việc', en: 'Tasks' })}</h1>
      {nothing && (
        <p className={styles.sub} style={{ marginTop: 12 }}>
          {w({
            vi: 'Không có việc nào đang chờ. Việc được giao, tin nhắc, dấu hiệu đã báo và kết quả sẽ hiện ở đây.',
            en: 'Nothing is waiting. Work given to you, reminders, signals and results appear here.',
          })}
        </p>
      )}
      <Given given={given} now={now} />
      {tasks.messages.length > 0 && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Tin nhắc', en: 'Reminders' })}</h2>
          {tasks.messages.map((m) => (
            <div key={m.messageId} className={styles.note} style={{ marginBottom: 8 }}>
              <p>{m.text}</p>
              <p className={styles.sub}>
                {hour(m.sentAt)} {shortDate(m.sentAt.slice(0, 10))}
              </p>
              <button
                type="button"
                className={styles.plain}
                style={{ marginTop: 8 }}
                onClick={() => phone.record({ kind: 'read-message', body: { messageId: m.messageId } })}
              >
                <Icon name="check" size={20} />
                {w({ vi: 'Đã đọc', en: 'I have read it' })}
              </button>
            </div>
          ))}
        </section>
      )}
      {tasks.refused.length > 0 && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Máy chủ chưa nhận, cần người xem', en: 'Not accepted, a person has to look' })}</h2>
          <ul className={styles.rows}>
            {tasks.refused.map((r) => (
              <li key={r.opId} style={{ padding: 12 }}>
                {doorOf(r.householdId) ? w({ vi: `Nhà ${doorOf(r.householdId)}: `, en: `Door ${doorOf(r.householdId)}: ` }) : ''}
                {w(r.words)}
                <small>
                  {w({
                    vi: `Ghi lúc ${hour(r.at)} ${shortDate(dayOf(r.at))}. Nội dung được giữ ở máy chủ; báo ${held.role === 'team' ? 'trạm y tế xã' : 'Ban chỉ đạo cùng cấp'} để xử lý, không phải ghi lại.`,
                    en: `Recorded ${hour(r.at)} ${shortDate(dayOf(r.at))}. The server keeps it; tell ${held.role === 'team' ? 'the station' : 'the committee of your level'}, do not record it again.`,
                  })}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {tasks.missed.length > 0 && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Buổi còn thiếu', en: 'Slots not complete' })}</h2>
          <ul className={styles.rows}>
            {tasks.missed.map(({ choice, round }) => (
              <li key={`${choice.day}${choice.slot}`}>
                <button
                  type="button"
                  className={styles.row}
                  onClick={() => {
                    kept.at = { day: choice.day, slot: choice.slot }
                    go('')
                  }}
                >
                  <span>
                    {w(slotWords(choice, today))}
                    <small>
                      {w({
                        vi: `còn ${round.total - round.asked} nhà chưa hỏi; ghi bù được`,
                        en: `${round.total - round.asked} doors left; may still be recorded`,
                      })}
                    </small>
                  </span>
                  <Icon name="next" size={20} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Signals title={w({ vi: 'Dấu hiệu đã báo', en: 'Signals reported' })} list={tasks.open} now={now} doorOf={doorOf} />
      <Signals title={w({ vi: 'Đã có kết quả', en: 'With a result' })} list={tasks.answered} now={now} doorOf={doorOf} />
      {tasks.frail.length > 0 && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Cần đo hôm nay', en: 'To visit today' })}</h2>
          <ul className={styles.rows}>
            {tasks.frail.map((f) => (
              <li key={f.person.subjectId}>
                <Open to={`door/${f.householdId}/visit/${f.person.subjectId}`}>
                  {f.person.name ?? w({ vi: 'Người cần theo dõi', en: 'Frail person' })}
                  <small>
                    {w({ vi: `Nhà ${f.door ?? '–'}`, en: `Door ${f.door ?? '–'}` })}
                    {f.alarm && w({ vi: ', có báo động', en: ', alarm' })}
                  </small>
                </Open>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Given({ given, now }: { given: readonly GivenTask[]; now: string }) {
  const { w } = useLanguage()
  if (given.length === 0) return null
  const open = given.filter(isOpen).length
  return (
    <section className={styles.block}>
      <h2>{w({ vi: `Việc được giao (${open})`, en: `Work given (${open})` })}</h2>
      <ul className={styles.rows}>
        {given.map((t) => (
          <li key={t.taskId}>
            <Open to={`task/${t.taskId}`}>
              {t.words}
              <small className={t.late ? styles.late : undefined}>
                {[standingOf(t, now), stateWords[t.state]]
                  .filter((x) => x !== null)
                  .map((x) => w(x))
                  .join(' · ')}
              </small>
              <small>
                {w({ vi: `${t.fromName} giao`, en: `from ${t.fromName}` })}
                {t.own.some((o) => o.state !== 'accepted') && ` · ${w({ vi: 'có mục chưa gửi', en: 'not all sent' })}`}
              </small>
            </Open>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface SignalsProps {
  title: string
  list: readonly SignalFact[]
  now: string
  doorOf: (id: string | null) => string | null | undefined
}

function Signals({ title, list, now, doorOf }: SignalsProps) {
  const { w } = useLanguage()
  const { held } = useView()
  if (list.length === 0) return null
  const nameOf = (s: SignalFact) =>
    held.locked ? null : (s.name ?? held.doors.flatMap((d) => d.people).find((p) => p.subjectId === s.subjectId)?.name ?? null)
  return (
    <section className={styles.block}>
      <h2>{title}</h2>
      <ul className={styles.rows}>
        {list.map((s) => (
          <li key={s.signalId} style={{ padding: 12 }}>
            {[doorOf(s.householdId) && w({ vi: `Nhà ${doorOf(s.householdId)}`, en: `Door ${doorOf(s.householdId)}` }), nameOf(s)]
              .filter(Boolean)
              .join(' · ')}
            <small>
              {kindsText(s.kinds, w)}, {shortDate(s.onDay)}
            </small>
            <strong>
              {w(signalWords[s.state])}
              {s.state === 'answered' && s.result ? `: ${resultWords[s.result] ? w(resultWords[s.result]!) : s.result}` : ''}
              {s.state === 'closed' && s.closeReason ? `: ${s.closeReason}` : ''}
            </strong>
            {s.sinceSaid && <small>{w(sinceSaidWords(s.sinceSaid))}</small>}
            {s.dueAt && s.state !== 'answered' && s.state !== 'closed' && <small>{w(dueAt(s.dueAt, now).words)}</small>}
          </li>
        ))}
      </ul>
    </section>
  )
}
