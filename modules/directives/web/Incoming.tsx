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

/** So long whoever was sent a document is told that it was taken back. */
const TOLD_DAYS = 14

/** What was sent to the reader's unit and waits for its word, or one document of it, and what was taken back of late; nothing where there is nothing. */
export function Incoming({ directiveId }: { directiveId?: string }) {
  const { w, language } = useLanguage()
  const session = useSession()
  const read = useRead(incoming, {})
  const all = useRead(incoming, { state: 'all', limit: 500 })
  useLive([{ verb: incoming }])
  const write = useWrite(acknowledge)
  const now = Date.parse(nowOf(session.instance))
  const rows = (read.data?.rows ?? []).filter((r) => !directiveId || r.directiveId === directiveId)
  const sent = all.data?.rows ?? []
  // sent again, or by another too: it is there to be read and received
  const stands = (r: (typeof sent)[number]) =>
    sent.some((x) => !x.withdrawnAt && x.directiveId === r.directiveId && x.areaId === r.areaId && x.name === r.name)
  const back = sent.filter(
    (r) =>
      r.withdrawnAt &&
      !stands(r) &&
      now - Date.parse(r.withdrawnAt) < TOLD_DAYS * 86_400_000 &&
      (!directiveId || r.directiveId === directiveId),
  )
  return (
    <>
      {rows.length > 0 && waiting()}
      {back.length > 0 && (
        <Part title={{ vi: `Đã bị thu hồi (${back.length})`, en: `Taken back (${back.length})` }}>
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {back.map((r) => (
              <li key={r.forwardId}>
                <strong>{r.label}</strong>, {r.fromName}{' '}
                {w({
                  vi: `thu hồi lúc ${instant(r.withdrawnAt!, language)}: ${r.withdrawnReason ?? ''}. Không còn phải xác nhận đã nhận; nhiệm vụ đã giao từ văn bản, nếu có, vẫn còn ở trang Chỉ đạo.`,
                  en: `took it back ${instant(r.withdrawnAt!, language)}: ${r.withdrawnReason ?? ''}. There is nothing to receive any more; tasks given from it, if any, still stand on the page of tasks.`,
                })}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
  function waiting() {
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
}
