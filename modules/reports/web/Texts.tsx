import { Button, Group, Tabs, Textarea, TextInput } from '@mantine/core'
import { CopyButton } from '@phaodai/modules/checks/web/CopyButton.tsx'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { publish, texts, writeText } from '../texts.contract.ts'
import { channelWords, choicesOf, textWords } from './words.ts'

type Row = z.output<typeof texts.output>['rows'][number]
type Channel = keyof typeof channelWords

/** Where it went out; now, unless it is told when. */
export function PublishDialog(p: { of: { textId: string } | { answerId: string }; onClose: () => void; onDone: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(publish)
  const [channel, setChannel] = useState<Channel | ''>('')
  const [place, setPlace] = useState('')
  return (
    <FormDialog
      title={{ vi: 'Ghi nơi đã đăng, phát', en: 'Record where it was published' }}
      submit={{ vi: 'Ghi', en: 'Record' }}
      write={write}
      blocked={channel === ''}
      onClose={p.onClose}
      onSubmit={async () => {
        if (channel === '' || !(await write.send({ ...p.of, channel, place: place.trim() || null }))) return
        p.onDone()
        p.onClose()
      }}
    >
      <ChoiceField
        label={{ vi: 'Kênh', en: 'Channel' }}
        choices={choicesOf(channelWords)}
        value={channel}
        onChange={setChannel}
        none={{ vi: 'Chọn kênh', en: 'Choose' }}
        required
        first
      />
      <TextInput
        label={w({ vi: 'Nơi, tên trang', en: 'Place or page' })}
        value={place}
        onChange={(e) => setPlace(e.currentTarget.value)}
      />
    </FormDialog>
  )
}

function One({ row, reportId, mine, signed }: { row: Row; reportId: string; mine: boolean; signed: boolean }) {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const write = useWrite(writeText)
  const [typed, setTyped] = useState<string | null>(null)
  const [publishing, setPublishing] = useState(false)
  const text = typed ?? row.body ?? row.draft ?? ''
  const fixed = !mine || !may(writeText) || (row.kind === 'remarks' && signed)
  const sms = row.kind === 'sms' || row.kind === 'sms-plain'
  return (
    <div style={{ display: 'grid', gap: 8, paddingTop: 12 }}>
      {write.problem && (
        <ProblemAlert
          problem={write.problem}
          kept={{ vi: 'Nội dung đã nhập vẫn còn trên màn hình.', en: 'What you typed is still on the screen.' }}
        />
      )}
      <Textarea
        label={w(textWords[row.kind])}
        description={
          row.body !== null
            ? w({
                vi: `Bản ${row.version}, ghi ${instant(row.writtenAt!, language)}`,
                en: `Version ${row.version}, ${instant(row.writtenAt!, language)}`,
              })
            : row.draft
              ? w({
                  vi: 'Dự thảo từ số liệu đã chốt; đọc lại trước khi ghi.',
                  en: 'Drafted from the frozen figures; read it before you save.',
                })
              : w({ vi: 'Do người viết.', en: 'Written by a person.' })
        }
        value={text}
        onChange={(e) => setTyped(e.currentTarget.value)}
        readOnly={fixed}
        autosize
        minRows={4}
        maxRows={18}
      />
      <Group gap="sm">
        {!fixed && (
          <Button
            loading={write.busy}
            disabled={text.trim().length < 3 || (row.body !== null && text === row.body)}
            onClick={async () => {
              if (await write.send({ reportId, kind: row.kind, body: text })) setTyped(null)
            }}
          >
            {w({ vi: 'Ghi bài', en: 'Save' })}
          </Button>
        )}
        {text !== '' && <CopyButton text={text} />}
        {mine && may(publish) && row.textId && row.kind !== 'remarks' && (
          <Button variant="default" disabled={!signed || typed !== null} onClick={() => setPublishing(true)}>
            {w({ vi: 'Ghi nơi đã đăng', en: 'Record publication' })}
          </Button>
        )}
        {sms && (
          <span className="pd-muted">
            {w({ vi: `${text.length} ký tự`, en: `${text.length} characters` })}
            {typed === null && w({ vi: `, ${row.messages} tin`, en: `, ${row.messages} messages` })}
          </span>
        )}
      </Group>
      {row.published.length > 0 && (
        <ul style={{ margin: 0 }}>
          {row.published.map((p) => (
            <li key={`${p.channel} ${p.publishedAt} ${p.place}`}>
              {w(channelWords[p.channel])}
              {p.place && `, ${p.place}`} · {instant(p.publishedAt, language)}
            </li>
          ))}
        </ul>
      )}
      {publishing && row.textId && (
        <PublishDialog of={{ textId: row.textId }} onClose={() => setPublishing(false)} onDone={() => setPublishing(false)} />
      )}
    </div>
  )
}

/** Texts for the public from the same figures: drafted, edited by a person, published where and when. Never a name. */
export function Texts({ reportId, mine, signed }: { reportId: string; mine: boolean; signed: boolean }) {
  const { w } = useLanguage()
  const read = useRead(texts, { reportId })
  return (
    <div className="pd-no-print">
      <Part title={{ vi: 'Bài viết từ số liệu này', en: 'Texts from these figures' }}>
        <p className="pd-muted" style={{ marginTop: 0 }}>
          {w({
            vi: 'Không bao giờ có tên người. Chỉ đăng khi báo cáo đã ký.',
            en: 'Never a name. Published only once the report is signed.',
          })}
        </p>
        <Said words={null} />
        <Read of={read}>
          {(a) => (
            <Tabs defaultValue="bulletin" keepMounted={false}>
              <Tabs.List>
                {a.rows.map((r) => (
                  <Tabs.Tab key={r.kind} value={r.kind}>
                    {w(textWords[r.kind])}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              {a.rows.map((r) => (
                <Tabs.Panel key={r.kind} value={r.kind}>
                  <One row={r} reportId={reportId} mine={mine} signed={signed} />
                </Tabs.Panel>
              ))}
            </Tabs>
          )}
        </Read>
      </Part>
    </div>
  )
}
