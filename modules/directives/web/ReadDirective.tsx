import { Button, SegmentedControl, Stack } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call } from '@phaodai/web/api.ts'
import { Page, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { saveFile } from '@phaodai/web/saveFile.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useParams } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { z } from 'zod'
import { directive, directiveFile, issue, voidDirective } from '../directives.contract.ts'
import type { Header, Item } from '../draft.contract.ts'
import { add, decide, isSure, keepSure, merge, notReady, split, withHeader, withItem } from '../draft.rules.ts'
import { DocumentText, type Lit } from './DocumentText.tsx'
import { EditHeader } from './EditHeader.tsx'
import { EditTask } from './EditTask.tsx'
import { Forwards } from './Forwards.tsx'
import { GivenTasks } from './GivenTasks.tsx'
import { Incoming } from './Incoming.tsx'
import styles from './ReadDirective.module.css'
import { SplitTask } from './SplitTask.tsx'
import { TaskCard } from './TaskCard.tsx'
import { type Pane, TextAndTasks, useNarrow } from './TextAndTasks.tsx'
import { useDraft } from './useDraft.ts'
import { decisionWords, documentStateWords, whyWords } from './words.ts'

type Shown = z.output<typeof directive.output>

/** Đọc chỉ thị: the document on the left, its tasks on the right, each sentence and its task lit together. */
export default function ReadDirective() {
  const { directiveId } = useParams({ strict: false }) as { directiveId: string }
  const read = useRead(directive, { directiveId })
  const [said, setSaid] = useState<Words | null>(null)
  // another's draft is taken up only when asked for: what is on the screen is not thrown away
  const [version, setVersion] = useState(0)
  return (
    <Page title={{ vi: 'Đọc chỉ thị', en: 'A directive' }}>
      <Incoming directiveId={directiveId} />
      <Read of={read}>
        {(d) =>
          d.draft && d.state === 'draft' ? (
            <Confirm
              key={`${directiveId} ${version}`}
              onReload={async () => {
                await read.refetch()
                setVersion((was) => was + 1)
              }}
              d={d as Shown & { draft: NonNullable<Shown['draft']> }}
              onSaid={setSaid}
            />
          ) : (
            <GivenTasks d={d} said={said} />
          )
        }
      </Read>
      {read.data && read.data.state !== 'voided' && <Forwards directiveId={directiveId} />}
    </Page>
  )
}

/** Number, issuer, date, subject, signature: what the document is. */
export function HeaderLines({ d, header, onEdit }: { d: Shown; header: Header; onEdit?: () => void }) {
  const { w, language } = useLanguage()
  const get = async () => saveFile(await call(directiveFile, { directiveId: d.directiveId }))
  const name = [header.kind?.toUpperCase(), header.number].filter(Boolean).join(' ') || d.fileName
  const signed = [header.signatoryTitle, header.signatory].filter(Boolean).join(' ')
  return (
    <section className="pd-surface" style={{ padding: 12 }} aria-label={w({ vi: 'Đầu mục', en: 'Header' })}>
      <p style={{ margin: 0 }}>
        <strong>{name}</strong>
        {header.issuer && ` · ${header.issuer}`}
        {header.date && ` · ${date(header.date)}`}
        {header.meetingDate &&
          header.meetingDate !== header.date &&
          ` · ${w({ vi: 'họp', en: 'met' })} ${date(header.meetingDate)}`}
        {signed && ` · ${w({ vi: 'ký', en: 'signed' })}: ${signed}`}
        {header.onBehalfOf && ` (${header.onBehalfOf})`}
      </p>
      {header.subject && <p style={{ margin: '4px 0 0' }}>{header.subject}</p>}
      <p className="pd-muted" style={{ margin: '4px 0 0' }}>
        {w({ vi: 'Công văn đến số', en: 'Incoming no.' })} {d.incomingNo}/{d.incomingYear} · {date(d.receivedOn)} ·{' '}
        {w(documentStateWords[d.state])}
        {d.issuedAt && ` ${instant(d.issuedAt, language)}${d.issuedBy ? `, ${d.issuedBy}` : ''}`}
        {d.stamps.length > 0 && ` · ${d.stamps.join(', ').toUpperCase()}`}{' '}
        <span className="pd-no-print">
          {onEdit && (
            <Button size="compact-sm" variant="default" onClick={onEdit}>
              {w({ vi: 'Sửa đầu mục', en: 'Edit the header' })}
            </Button>
          )}{' '}
          <Button size="compact-sm" variant="subtle" onClick={() => void get()}>
            {w({ vi: 'Tải tệp gốc', en: 'Its file' })}
          </Button>
        </span>
      </p>
    </section>
  )
}

const filters = ['all', 'todo', 'kept', 'dropped'] as const
const filterWords: Record<(typeof filters)[number], Words> = {
  all: { vi: 'Tất cả', en: 'All' },
  todo: { vi: 'Cần xem', en: 'To look at' },
  kept: decisionWords.kept,
  dropped: decisionWords.dropped,
}

interface ConfirmProps {
  d: Shown & { draft: NonNullable<Shown['draft']> }
  onSaid: (words: Words) => void
  onReload: () => Promise<void>
}

function Confirm({ d, onSaid, onReload }: ConfirmProps) {
  const { w } = useLanguage()
  const { may } = useSession()
  const drafting = useDraft(d.directiveId, d.draft, d.draftNo)
  const { draft, change } = drafting
  const { text } = d
  const narrow = useNarrow()
  const [pane, setPane] = useState<Pane>('tasks')
  const [active, setActive] = useState<string | null>(null)
  const [filter, setFilter] = useState<(typeof filters)[number]>('all')
  const [editing, setEditing] = useState<string | null>(null)
  const [splitting, setSplitting] = useState<string | null>(null)
  const [header, setHeader] = useState(false)
  const [issuing, setIssuing] = useState(false)
  const [voiding, setVoiding] = useState(false)
  const [selected, setSelected] = useState<[number, number] | null>(null)
  const sending = useWrite(issue)
  const striking = useWrite(voidDirective)
  useHotkeys([
    ['mod+Z', () => drafting.undo?.()],
    ['mod+shift+Z', () => drafting.redo?.()],
  ])
  const open = useMemo(() => new Map(notReady(draft).map((p) => [p.key, p])), [draft])
  const numbers = useMemo(() => new Map(draft.items.map((i, at) => [i.key, at + 1])), [draft.items])
  const lit = useMemo<Lit[]>(
    () => draft.items.map((i, at) => ({ key: i.key, span: i.span, n: at + 1, title: i.words, tone: i.decision })),
    [draft.items],
  )
  const count = (decision: Item['decision']) => draft.items.filter((i) => i.decision === decision).length
  const sure = draft.items.filter((i) => i.decision === 'open' && isSure(i)).length
  const shown = draft.items.filter((i) => filter === 'all' || (filter === 'todo' ? open.has(i.key) : i.decision === filter))

  // the page's own anchors: the card of a sentence, the sentence of a card
  const focusOn = useCallback((key: string) => {
    requestAnimationFrame(() => {
      const card = document.getElementById(`task-${key}`)
      card?.scrollIntoView({ block: 'nearest' })
      card?.focus({ preventScroll: true })
    })
  }, [])
  const pick = useCallback(
    (key: string) => {
      setFilter('all')
      setPane('tasks')
      setActive(key)
      focusOn(key)
    },
    [focusOn],
  )
  const find = (key: string) => {
    setPane('text')
    setActive(key)
    requestAnimationFrame(() => {
      const sentence = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
      sentence?.scrollIntoView({ block: 'center' })
      sentence?.focus({ preventScroll: true })
    })
  }
  const point = useCallback((key: string | null) => {
    setActive(key)
    if (key === null || window.matchMedia('(max-width: 999px)').matches) return
    const pointed = document.querySelector(':hover')
    const sentence = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
    // a card pointed at or focused brings its sentence into sight; never the other way, or both would move
    if (sentence && !pointed?.querySelector(`[data-key="${CSS.escape(key)}"]:hover`))
      sentence.scrollIntoView({ block: 'nearest' })
  }, [])
  const move = (key: string, step: 1 | -1) => {
    const next = shown[shown.findIndex((i) => i.key === key) + step]
    if (next) focusOn(next.key)
  }
  const settleDecision = (key: string, decision: Item['decision']) => {
    change(decide(draft, key, decision))
    if (decision !== 'open') move(key, 1)
  }
  const nextOf = (key: string) => draft.items[draft.items.findIndex((i) => i.key === key) + 1]
  const send = async () => {
    const draftNo = await drafting.settle()
    if (draftNo === null) return setIssuing(false)
    const done = await sending.send({ directiveId: d.directiveId, draftNo })
    if (!done) return
    setIssuing(false)
    onSaid({
      vi: `Đã giao ${number(done.tasks)} nhiệm vụ thành ${number(done.given)} phần việc.`,
      en: `${number(done.tasks)} tasks were issued as ${number(done.given)} rows.`,
    })
  }
  const editItem = draft.items.find((i) => i.key === editing)
  const splitItem = draft.items.find((i) => i.key === splitting)
  const savedWords: Record<typeof drafting.state, Words> = {
    saved: { vi: 'Đã lưu', en: 'Saved' },
    waiting: { vi: 'Chưa lưu…', en: 'Not saved yet…' },
    saving: { vi: 'Đang lưu…', en: 'Saving…' },
    refused: { vi: 'Không lưu được', en: 'Not saved' },
  }
  return (
    <Stack gap="md">
      <HeaderLines d={d} header={draft.header} onEdit={() => setHeader(true)} />
      {drafting.problem && (
        <ProblemAlert
          problem={drafting.problem}
          kept={{ vi: 'Các sửa đổi của bạn vẫn trên màn hình.', en: 'Your changes are still on the screen.' }}
          actions={<Button onClick={() => void onReload()}>{w({ vi: 'Tải lại bản mới', en: 'Reload' })}</Button>}
        />
      )}
      <div className={`pd-surface ${styles.bar}`}>
        <div role="status">
          <strong className="pd-digits">{w({ vi: `${draft.items.length} nhiệm vụ`, en: `${draft.items.length} tasks` })}</strong>
          {': '}
          {w({
            vi: `giữ ${count('kept')}, bỏ ${count('dropped')}, chưa soát ${count('open')}`,
            en: `${count('kept')} kept, ${count('dropped')} dropped, ${count('open')} to be looked at`,
          })}{' '}
          <span className="pd-muted">· {w(savedWords[drafting.state])}</span>
        </div>
        {(!narrow || drafting.undo) && (
          <Button variant="default" disabled={!drafting.undo} onClick={() => drafting.undo?.()}>
            {w({ vi: 'Hoàn tác', en: 'Undo' })}
          </Button>
        )}
        {(!narrow || drafting.redo) && (
          <Button variant="default" disabled={!drafting.redo} onClick={() => drafting.redo?.()}>
            {w({ vi: 'Làm lại', en: 'Redo' })}
          </Button>
        )}
        {(!narrow || selected) && (
          <Button
            variant="default"
            disabled={!selected}
            onMouseDown={(e) => e.preventDefault()}
            onClick={() => selected && addSelected()}
          >
            {w({ vi: 'Thêm nhiệm vụ từ chỗ bôi đen', en: 'Add the selection as a task' })}
          </Button>
        )}
        <Button variant="default" disabled={sure === 0} onClick={() => change(keepSure(draft))}>
          {w({ vi: `Giữ ${sure} việc đã rõ nơi nhận`, en: `Keep the ${sure} that are certain` })}
        </Button>
        {may(issue) && (!narrow || open.size === 0) && (
          <Button disabled={open.size > 0 || count('kept') === 0} onClick={() => setIssuing(true)}>
            {w({ vi: 'Giao nhiệm vụ…', en: 'Issue…' })}
          </Button>
        )}
      </div>
      <TextAndTasks
        count={draft.items.length}
        pane={pane}
        onPane={setPane}
        text={<DocumentText text={text} lit={lit} active={active} onPick={pick} onPoint={setActive} onSelect={setSelected} />}
        tasks={
          <Stack gap="sm">
            <SegmentedControl
              aria-label={w({ vi: 'Lọc nhiệm vụ', en: 'Filter the tasks' })}
              value={filter}
              onChange={(value) => setFilter(value as typeof filter)}
              data={filters.map((value) => ({
                value,
                label: `${w(filterWords[value])} (${value === 'all' ? draft.items.length : value === 'todo' ? open.size : count(value)})`,
              }))}
            />
            <p className="pd-muted pd-no-print" style={{ margin: 0 }} hidden={narrow}>
              {w({
                vi: 'Phím tắt trên một nhiệm vụ: G giữ, B bỏ, S sửa, T tách, N gộp với việc sau, ↑ ↓ chuyển; Ctrl Z hoàn tác.',
                en: 'Keys on a task: G keep, B drop, S edit, T split, N merge with the next, ↑ ↓ move; Ctrl Z undo.',
              })}
            </p>
            <ol className={styles.cards}>
              {shown.map((i) => {
                const next = nextOf(i.key)
                const why = open.get(i.key)
                return (
                  <TaskCard
                    key={i.key}
                    item={i}
                    n={numbers.get(i.key)!}
                    active={active === i.key}
                    why={i.decision === 'kept' && why ? whyWords[why.why] : null}
                    onPoint={point}
                    onDecide={settleDecision}
                    onEdit={setEditing}
                    onSplit={setSplitting}
                    onMerge={next ? (key) => change(merge(draft, key, next.key, text)) : null}
                    onFind={find}
                    onMove={move}
                  />
                )
              })}
            </ol>
            {shown.length === 0 && (
              <p className="pd-muted">
                {draft.items.length === 0
                  ? w({
                      vi: 'Không đọc thấy nhiệm vụ nào. Bôi đen một câu trong văn bản rồi chọn "Thêm nhiệm vụ từ chỗ bôi đen".',
                      en: 'No task was found. Select a sentence and add it.',
                    })
                  : w({ vi: 'Không có nhiệm vụ nào ở mục này.', en: 'None here.' })}
              </p>
            )}
            <div className="pd-no-print">
              <Button variant="subtle" onClick={() => setVoiding(true)}>
                {w({ vi: 'Bỏ văn bản tiếp nhận nhầm…', en: 'Void this document…' })}
              </Button>
            </div>
          </Stack>
        }
      />
      {header && (
        <EditHeader
          header={draft.header}
          onClose={() => setHeader(false)}
          onSave={(h) => {
            change(withHeader(draft, h))
            setHeader(false)
          }}
        />
      )}
      {editItem && (
        <EditTask
          item={editItem}
          n={numbers.get(editItem.key)!}
          onClose={() => setEditing(null)}
          onSave={(item) => {
            change(withItem(draft, item.key, item))
            setEditing(null)
            focusOn(item.key)
          }}
        />
      )}
      {splitItem && (
        <SplitTask
          item={splitItem}
          n={numbers.get(splitItem.key)!}
          text={text}
          onClose={() => setSplitting(null)}
          onCut={(at) => {
            change(split(draft, splitItem.key, at, text))
            setSplitting(null)
            focusOn(splitItem.key)
          }}
        />
      )}
      <ConfirmDialog
        opened={issuing}
        onClose={() => setIssuing(false)}
        title={{ vi: 'Giao nhiệm vụ của văn bản này', en: 'Issue the tasks of this document' }}
        confirm={{ vi: `Giao ${count('kept')} nhiệm vụ`, en: `Issue ${count('kept')} tasks` }}
        onConfirm={send}
        consequence={
          <Stack gap="sm">
            <p style={{ margin: 0 }}>
              {w({
                vi: `${count('kept')} nhiệm vụ được giao ngay cho các nơi nhận đã chọn, ghi tên bạn và giờ giao. ${count('dropped')} việc đã bỏ không giao cho ai. Sau khi giao, văn bản không sửa được nữa; từng nhiệm vụ vẫn đổi hạn, rút hoặc giao thêm được.`,
                en: `${count('kept')} tasks go to those chosen at once, under your name and this hour. What was dropped goes to nobody. The document is then fixed; each task can still be moved, withdrawn or added to.`,
              })}
            </p>
            {sending.problem && <ProblemAlert problem={sending.problem} />}
          </Stack>
        }
      />
      <ConfirmDialog
        opened={voiding}
        onClose={() => setVoiding(false)}
        title={{ vi: 'Bỏ văn bản tiếp nhận nhầm', en: 'Void this document' }}
        confirm={{ vi: 'Bỏ văn bản', en: 'Void it' }}
        reason={{ atLeast: 5 }}
        onConfirm={async (reason) => {
          if (await striking.send({ directiveId: d.directiveId, reason })) setVoiding(false)
        }}
        consequence={
          <>
            <p style={{ margin: 0 }}>
              {w({
                vi: 'Văn bản vẫn còn trong sổ, gạch bỏ; chưa có gì được giao cho ai. Tệp này có thể tiếp nhận lại.',
                en: 'It stays in the book, struck out; nothing was given to anybody.',
              })}
            </p>
            {striking.problem && <ProblemAlert problem={striking.problem} />}
          </>
        }
      />
      <Said words={null} />
    </Stack>
  )

  function addSelected() {
    if (!selected) return
    const next = add(draft, { span: selected, source: text })
    if (next === draft) return
    const made = next.items.find((i) => !draft.items.includes(i))!
    change(next)
    window.getSelection()?.removeAllRanges()
    pick(made.key)
    setEditing(made.key)
  }
}
