import { Button, Group, Stack } from '@mantine/core'
import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { dropLeftover, type Leftover, listLeftovers, sendLeftover } from './leftovers.ts'

/** What an earlier version of this page left unsealed in this browser: sent or thrown away by a person, then its database is gone. */
export function LeftOver() {
  const { w, language } = useLanguage()
  const { account } = useSession()
  const client = useQueryClient()
  const [{ mine, others }, setFound] = useState<{ mine: Leftover[]; others: number }>({ mine: [], others: 0 })
  const [problems, setProblems] = useState<Readonly<Record<string, ProblemDocument>>>({})
  const [sending, setSending] = useState(false)
  const [dropping, setDropping] = useState<Leftover | null>(null)
  const load = useCallback(async () => setFound(await listLeftovers(account.accountId)), [account.accountId])
  useEffect(() => {
    void load()
  }, [load])
  const send = async () => {
    setSending(true)
    const failed: Record<string, ProblemDocument> = {}
    for (const left of mine) {
      const problem = await sendLeftover(left)
      if (problem) failed[left.inspectionId] = problem
    }
    setProblems(failed)
    setSending(false)
    await load()
    void client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'session' })
  }
  if (mine.length + others === 0) return null
  return (
    <Part
      title={{
        vi: `Biên bản còn lại trên trình duyệt này, chưa gửi: ${mine.length}`,
        en: `Left in this browser before: ${mine.length}`,
      }}
      actions={
        mine.length > 0 && (
          <Button onClick={() => void send()} loading={sending}>
            {w({ vi: 'Gửi', en: 'Send' })}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <p style={{ margin: 0 }}>
          {w({
            vi: 'Các biên bản này chưa tới máy chủ, chưa tính cho ai và không được mã hóa ở đây. Gửi đi hoặc bỏ; trang này không giữ biên bản trên trình duyệt nữa.',
            en: 'They have not reached the server, count for nobody and are not sealed here. Send or discard them; this page keeps none in the browser any more.',
          })}
          {others > 0 &&
            w({
              vi: ` Của tài khoản khác: ${others}; người đó đăng nhập ở đây để gửi.`,
              en: ` Of other accounts: ${others}; they sign in here to send them.`,
            })}
        </p>
        {mine.map((left) => (
          <div key={left.inspectionId}>
            <Group justify="space-between" gap="sm">
              <span>
                <strong>{left.placeName}</strong>, {instant(left.savedAt, language)}
                {left.pictures.length > 0 && `, ${left.pictures.length} ${w({ vi: 'ảnh', en: 'photos' })}`}
              </span>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${w({ vi: 'Bỏ', en: 'Discard' })}: ${left.placeName}`}
                onClick={() => setDropping(left)}
              >
                {w({ vi: 'Bỏ', en: 'Discard' })}
              </Button>
            </Group>
            {problems[left.inspectionId] && <ProblemAlert problem={problems[left.inspectionId]!} />}
          </div>
        ))}
      </Stack>
      <ConfirmDialog
        opened={dropping !== null}
        onClose={() => setDropping(null)}
        title={{ vi: 'Bỏ biên bản chưa gửi', en: 'Discard what was not sent' }}
        consequence={w({ vi: 'Xóa khỏi trình duyệt này; không lấy lại được.', en: 'It is erased from this browser for good.' })}
        confirm={{ vi: 'Bỏ', en: 'Discard' }}
        onConfirm={async () => {
          if (dropping) await dropLeftover(dropping.inspectionId)
          setDropping(null)
          await load()
        }}
      />
    </Part>
  )
}
