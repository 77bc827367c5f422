import { date, hour, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { engine } from '../meetings.contract.ts'

/** The small print of an answer: whether the engine or the database gave it, and how fresh it is. `at`: ms when it was read. */
export function AnsweredBy({ by, at }: { by: 'engine' | 'sql'; at: number }) {
  const { w } = useLanguage()
  const { may, today } = useSession()
  const { data } = useRead(engine, {}, { enabled: may(engine) })
  const read = `${hour(new Date(at).toISOString())} ${date(today)}`
  const of = data && data.state === 'ready' ? ` (${number(data.stays)} ${w({ vi: 'lần có mặt', en: 'stays' })})` : ''
  const waiting = data?.state === 'loading'
  return (
    <p className="pd-muted" style={{ margin: 0, fontSize: '0.75rem' }} data-answered-by={by}>
      {by === 'engine'
        ? w({
            vi: `Bộ máy truy vết trả lời${of} lúc ${read}, gồm mọi điều đã ghi đến lúc đó.`,
            en: `Answered by the tracing engine${of} at ${read}, with all that was recorded by then.`,
          })
        : w({
            vi: `Trả lời thẳng từ cơ sở dữ liệu lúc ${read}, gồm mọi điều đã ghi đến lúc đó${waiting ? '; bộ máy truy vết đang đọc dữ liệu nên chậm hơn' : ''}.`,
            en: `Answered from the database at ${read}, with all that was recorded by then${waiting ? '; slower while the tracing engine is reading' : ''}.`,
          })}
    </p>
  )
}
