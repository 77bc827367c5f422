import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { agenda, briefings, type Item, openBriefing } from '../briefing.contract.ts'
import { CountedLists } from './CountedLists.tsx'

/** Who chairs, who takes part, what is talked about: what is proposed can be left out. */
function OpenDialog({ items, onClose }: { items: readonly Item[]; onClose: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(openBriefing)
  const navigate = useNavigate()
  const [chair, setChair] = useState('')
  const [chairTitle, setTitle] = useState('')
  const [attended, setAttended] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  return (
    <FormDialog
      title={{ vi: 'Mở giao ban', en: 'Open a briefing' }}
      submit={{ vi: 'Mở', en: 'Open' }}
      write={write}
      blocked={chair.trim().length < 3 || chairTitle.trim().length < 2 || attended.trim().length < 2}
      onClose={onClose}
      onSubmit={async () => {
        const made = await write.send({ chair, chairTitle, attended, agenda: items.filter((i) => !left.has(i.key)) })
        if (made) void navigate({ to: `/briefings/${made.briefingId}` as never })
      }}
    >
      <TextInput
        label={w({ vi: 'Người chủ trì', en: 'Chair' })}
        value={chair}
        onChange={(e) => setChair(e.currentTarget.value)}
        required
        data-autofocus
      />
      <TextInput
        label={w({ vi: 'Chức vụ người chủ trì', en: 'Office of the chair' })}
        value={chairTitle}
        onChange={(e) => setTitle(e.currentTarget.value)}
        required
      />
      <Textarea
        label={w({ vi: 'Thành phần dự', en: 'Who took part' })}
        value={attended}
        onChange={(e) => setAttended(e.currentTarget.value)}
        required
        autosize
        minRows={2}
      />
      {items.map((i) => (
        <Checkbox
          key={i.key}
          label={`${w(i.topic)}: ${w(i.why)}`}
          checked={!left.has(i.key)}
          onChange={() =>
            setLeft((was) => {
              const next = new Set(was)
              if (!next.delete(i.key)) next.add(i.key)
              return next
            })
          }
        />
      ))}
    </FormDialog>
  )
}

/** Giao ban: what should be talked about today, and the briefings held. */
export default function Briefings() {
  const { w } = useLanguage()
  const { may } = useSession()
  const proposed = useRead(agenda, {}, { enabled: may(agenda) })
  const held = useRead(briefings, {})
  const [opening, setOpening] = useState(false)
  return (
    <Page
      title={{ vi: 'Giao ban', en: 'Briefings' }}
      actions={
        may(openBriefing) &&
        proposed.data && <Button onClick={() => setOpening(true)}>{w({ vi: 'Mở giao ban', en: 'Open a briefing' })}</Button>
      }
    >
      {may(agenda) && (
        <Read of={proposed}>
          {(a) => (
            <Part title={{ vi: `Nội dung đề xuất, ${date(a.day)}`, en: `Proposed agenda, ${date(a.day)}` }}>
              {a.items.length === 0 ? (
                <p className="pd-muted">{w({ vi: 'Hôm nay không có gì chậm.', en: 'Nothing is late today.' })}</p>
              ) : (
                <ol style={{ margin: 0, display: 'grid', gap: 8 }}>
                  {a.items.map((i) => (
                    <li key={i.key}>
                      <strong>{w(i.topic)}</strong>
                      <div className="pd-muted">{w(i.why)}</div>
                      <CountedLists lists={i.lists} />
                    </li>
                  ))}
                </ol>
              )}
            </Part>
          )}
        </Read>
      )}
      <Read of={held}>
        {(a) => (
          <Part title={{ vi: 'Các buổi giao ban', en: 'Briefings held' }}>
            {a.rows.length === 0 ? (
              <EmptyState
                title={{ vi: 'Chưa có buổi giao ban nào', en: 'None yet' }}
                filledBy={{
                  vi: 'Bấm “Mở giao ban”: nội dung lấy từ việc chậm và nơi xấu nhất hôm nay.',
                  en: 'Open one: its agenda comes from what is late and worst today.',
                }}
              />
            ) : (
              <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
                {a.rows.map((b) => (
                  <li key={b.briefingId}>
                    <Go href={`/briefings/${b.briefingId}`}>
                      {date(b.day)}, {b.areaName}
                    </Go>{' '}
                    <span className="pd-muted">
                      {b.chairTitle} {b.chair} · {w({ vi: `${b.decisions} kết luận`, en: `${b.decisions} decisions` })}
                      {!b.closedAt && w({ vi: ' · đang họp', en: ' · open' })}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Part>
        )}
      </Read>
      {opening && <OpenDialog items={proposed.data?.items ?? []} onClose={() => setOpening(false)} />}
    </Page>
  )
}
