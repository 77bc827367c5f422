import { Button } from '@mantine/core'
import { duration, instant } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { nowOf } from '@phaodai/web/now.ts'
import { useLive } from '@phaodai/web/useLive.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { IconClockExclamation } from '@tabler/icons-react'
import { acknowledge, incoming } from '../forward.contract.ts'

/** What was sent to the reader's unit and waits for its word, or one document of it; nothing where there is nothing. */
export function Incoming({ directiveId }: { directiveId?: string }) {
  const { w, language } = useLanguage()
  const session = useSession()
  const read = useRead(incoming, {})
  useLive([{ verb: incoming }])
  const write = useWrite(acknowledge)
  const now = Date.parse(nowOf(session.instance))
  const rows = (read.data?.rows ?? []).filter((r) => !directiveId || r.directiveId === directiveId)
  if (rows.length === 0) return null
  return (
    <Part
      title={{
        vi: `Chuyển đến, chờ xác nhận đã nhận (${rows.length})`,
        en: `Sent to you, waiting for your word (${rows.length})`,
      }}
    >
      {write.problem && <ProblemAlert problem={write.problem} />}
      <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
        {rows.map((r) => (
          <li key={r.forwardId} style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
            <Go href={`/directives/${r.directiveId}`}>{r.label}</Go>
            <span>
              {r.fromName}, {w(duration(now - Date.parse(r.forwardedAt)))} {w({ vi: 'trước', en: 'ago' })}
              {r.words && `: ${r.words}`}
            </span>
            {r.late && (
              <strong>
                <IconClockExclamation size={14} aria-hidden /> {w({ vi: 'quá giờ', en: 'late' })}
              </strong>
            )}
            {r.remindedAt && (
              <strong>
                {w({ vi: `được nhắc ${instant(r.remindedAt, language)}`, en: `reminded ${instant(r.remindedAt, language)}` })}
              </strong>
            )}
            {r.mine && session.may(acknowledge) && (
              <Button
                size="compact-md"
                loading={write.busy}
                onClick={() => void write.send({ forwardId: r.forwardId })}
                aria-label={w({ vi: `Đã nhận ${r.label}`, en: `Received: ${r.label}` })}
              >
                {w({ vi: 'Đã nhận', en: 'Received' })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}
