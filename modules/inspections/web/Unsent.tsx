import { Button, Group, Stack } from '@mantine/core'
import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { hour } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import { useState } from 'react'
import { type Draft, dropDraft } from './drafts.ts'

/** What this browser holds and the server does not: never lost, never counted. */
export function Unsent({
  drafts,
  sending,
  onSend,
  onChange,
}: {
  drafts: readonly Draft[]
  sending: boolean
  onSend: () => void
  onChange: () => void
}) {
  const { w } = useLanguage()
  const [dropping, setDropping] = useState<Draft | null>(null)
  if (drafts.length === 0) return null
  return (
    <Part
      title={{ vi: `Chưa gửi được: ${drafts.length}`, en: `Not sent yet: ${drafts.length}` }}
      actions={
        <Button onClick={onSend} loading={sending}>
          {w({ vi: 'Gửi lại', en: 'Send again' })}
        </Button>
      }
    >
      <Stack gap="sm">
        <p style={{ margin: 0 }}>
          {w({
            vi: 'Đang giữ trên máy này, tự gửi khi có mạng; chưa tính cho ai. Gửi lại không bao giờ ghi hai lần.',
            en: 'Kept on this device, sent by itself once there is a network; counted for nobody yet. Sending again never writes twice.',
          })}
        </p>
        {drafts.map((d) => (
          <div key={d.inspectionId}>
            <Group justify="space-between" gap="sm">
              <span>
                <strong>{d.placeName}</strong> {hour(d.savedAt)}
                {d.pictures.length > 0 && `, ${d.pictures.length} ${w({ vi: 'ảnh', en: 'photos' })}`}
              </span>
              <Button size="compact-sm" variant="default" onClick={() => setDropping(d)}>
                {w({ vi: 'Bỏ', en: 'Discard' })}
              </Button>
            </Group>
            {d.problem && d.problem.status >= 400 && <ProblemAlert problem={d.problem as ProblemDocument} />}
          </div>
        ))}
      </Stack>
      <ConfirmDialog
        opened={dropping !== null}
        onClose={() => setDropping(null)}
        title={{ vi: 'Bỏ biên bản chưa gửi', en: 'Discard what was not sent' }}
        consequence={w({ vi: 'Xóa khỏi máy này; không lấy lại được.', en: 'It is erased from this device for good.' })}
        confirm={{ vi: 'Bỏ', en: 'Discard' }}
        onConfirm={async () => {
          if (dropping) await dropDraft(dropping.inspectionId)
          setDropping(null)
          onChange()
        }}
      />
    </Part>
  )
}
