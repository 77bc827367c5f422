import { actWords, stateWords, whenWords } from '@phaodai/modules/directives/web/words.ts'
import { hour, shortDate } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { dayOf } from '../model/clock.ts'
import type { GivenTask } from '../model/given.ts'
import type { OwnState } from '../model/own.ts'
import type { ReportKind } from '../model/reporting.ts'
import styles from '../parts/Form.module.css'
import { Icon } from '../parts/icons.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { go } from '../parts/route.ts'
import { useNow, usePhone } from '../parts/usePhone.tsx'
import { standingOf } from '../words.ts'
import TaskReport from './TaskReport.tsx'

export const stateOfOwn: Record<OwnState, Words> = {
  recorded: { vi: 'chưa gửi', en: 'not sent' },
  sent: { vi: 'đã gửi, chưa có trả lời', en: 'sent, no answer yet' },
  accepted: { vi: 'máy chủ đã nhận', en: 'accepted' },
  refused: { vi: 'máy chủ chưa nhận', en: 'not accepted' },
}

/** One task that was given: what, until when, who gave it, what was done; taken up and reported here, with or without a network. */
export default function Task({ task, form }: { task: GivenTask | undefined; form: string | undefined }) {
  const { w } = useLanguage()
  if (!task)
    return (
      <>
        <PageHead title={w({ vi: 'Việc được giao', en: 'Work given' })} above="work" />
        <p>
          {w({
            vi: 'Việc này không còn trên máy: đã nghiệm thu, đã rút, hoặc giao cho nơi khác.',
            en: 'This task is not on the phone any more: it was accepted as done, withdrawn, or is somebody else’s.',
          })}
        </p>
      </>
    )
  if (form === 'progress' || form === 'done' || form === 'refuse') return <TaskReport task={task} kind={form as ReportKind} />
  return <Shown task={task} />
}

function Shown({ task: t }: { task: GivenTask }) {
  const { w } = useLanguage()
  const { act } = usePhone()
  const now = useNow()
  const standing = standingOf(t, now)
  const when = whenWords(t)
  const facts: [Words, string | null][] = [
    [{ vi: 'Thời hạn', en: 'Due' }, when ? w(when) : w({ vi: 'không ghi', en: 'none said' })],
    [{ vi: 'Giao cho', en: 'For' }, t.assignee],
    [{ vi: 'Ai giao', en: 'From' }, t.fromName],
    [{ vi: 'Theo', en: 'By' }, t.sourceLabel],
    [{ vi: 'Người chịu trách nhiệm', en: 'Responsible' }, t.responsible],
    [{ vi: 'Kết quả phải có', en: 'Result' }, t.product],
    [{ vi: 'Báo cáo cho', en: 'Report to' }, t.reportTo],
    [{ vi: 'Đã làm', en: 'Done so far' }, t.percent === null ? null : `${t.percent} %`],
    [{ vi: 'Ảnh', en: 'Photos' }, t.photos > 0 ? String(t.photos) : null],
  ]
  const open = (form: ReportKind) => go(`task/${t.taskId}/${form}`)
  return (
    <>
      <PageHead title={w({ vi: 'Việc được giao', en: 'Work given' })} above="work" />
      <p style={{ fontWeight: 600 }}>{t.words}</p>
      <p className={t.late ? styles.late : styles.sub} style={{ marginTop: 4 }}>
        {[w(stateWords[t.state]), standing && w(standing)].filter(Boolean).join(' · ')}
      </p>
      {t.may.length > 0 && (
        <div className={styles.stack}>
          {t.may.includes('accepted') && (
            <button
              type="button"
              className={styles.primary}
              onClick={() =>
                act({ kind: 'accept-task', body: { taskId: t.taskId } }, { vi: 'Đã nhận việc', en: 'Task accepted' })
              }
            >
              <Icon name="check" />
              {w({ vi: 'Nhận việc', en: 'Accept' })}
            </button>
          )}
          {t.may.includes('done') && t.perDay === null && t.everyDays === null && (
            <button
              type="button"
              className={t.may.includes('accepted') ? styles.plain : styles.primary}
              onClick={() => open('done')}
            >
              {w({ vi: 'Báo đã xong', en: 'Report it done' })}
            </button>
          )}
          {t.may.includes('progress') && (
            <button type="button" className={styles.plain} onClick={() => open('progress')}>
              {w({ vi: 'Báo tiến độ', en: 'Report progress' })}
            </button>
          )}
          {t.may.includes('done') && (t.perDay !== null || t.everyDays !== null) && (
            <button type="button" className={styles.plain} onClick={() => open('done')}>
              {w({ vi: 'Báo đã xong hẳn', en: 'Report all of it done' })}
            </button>
          )}
          {t.may.includes('refused') && (
            <button type="button" className={styles.plain} onClick={() => open('refuse')}>
              {w({ vi: 'Không nhận được', en: 'Cannot do it' })}
            </button>
          )}
        </div>
      )}
      <dl className={`${styles.rows} ${styles.facts} ${styles.block}`}>
        {facts.map(
          ([k, v]) =>
            v && (
              <div key={k.vi}>
                <dt>{w(k)}</dt>
                <dd>{v}</dd>
              </div>
            ),
        )}
      </dl>
      {t.own.length > 0 && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Ghi trên máy này', en: 'Recorded on this phone' })}</h2>
          <ul className={styles.rows}>
            {t.own.map((o) => (
              <li key={o.opId} style={{ padding: 12 }}>
                {w(o.kind === 'photo' ? { vi: 'Ảnh minh chứng', en: 'Photo' } : actWords[o.kind])}
                {o.words && `: ${o.words}`}
                <small>{w(stateOfOwn[o.state])}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {t.acts.length > 0 && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Đã làm', en: 'What was done' })}</h2>
          <ul className={styles.rows}>
            {t.acts.map((a) => (
              <li key={`${a.at}${a.kind}`} style={{ padding: 12 }}>
                {w(actWords[a.kind as keyof typeof actWords] ?? { vi: a.kind, en: a.kind })}
                {a.words && `: ${a.words}`}
                {a.percent !== null && ` (${a.percent} %)`}
                {a.figure !== null && ` (${a.figure}${a.unit ? ` ${a.unit}` : ''})`}
                <small>
                  {a.by ?? a.byName}, {hour(a.at)} {shortDate(dayOf(a.at))}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
