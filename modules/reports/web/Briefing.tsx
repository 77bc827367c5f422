import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call, problemOf } from '@phaodai/web/api.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { TakeBack } from '@phaodai/web/fields/TakeBack.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { saveFile } from '@phaodai/web/saveFile.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { briefing, closeBriefing, conclusion, decide, voidDecision } from '../briefing.contract.ts'
import { correctConclusion, signConclusion } from '../conclusion.contract.ts'
import { due } from '../reports.contract.ts'
import { CorrectConclusionDialog, SignConclusionDialog } from './Acts.tsx'
import { CountedLists } from './CountedLists.tsx'

type Shown = z.output<typeof briefing.output>

/** One decision: what, who, by when. With a unit it is that unit's task at once. */
function Decide({ b, onDone }: { b: Shown; onDone: (words: Words) => void }) {
  const { w } = useLanguage()
  const write = useWrite(decide)
  // the units just below, as the reports list them
  const units = useRead(due, { areaId: b.areaId })
  const [topic, setTopic] = useState('')
  const [words, setWords] = useState('')
  const [unit, setUnit] = useState('')
  const [assignee, setAssignee] = useState('')
  const [dueOn, setDueOn] = useState<string | null>(null)
  const named = units.data?.rows.find((u) => String(u.areaId) === unit)?.name
  const send = async () => {
    const said = { topic: topic || null, words, assignee: assignee.trim() || named || null, dueOn }
    const made = await write.send({ briefingId: b.briefingId, ...said, areaId: unit ? Number(unit) : null })
    if (!made) return
    setWords('')
    setAssignee('')
    onDone(
      made.taskId
        ? { vi: 'Đã ghi, thành nhiệm vụ.', en: 'Recorded; it is a task now.' }
        : { vi: 'Đã ghi kết luận.', en: 'Recorded.' },
    )
  }
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        if (words.trim().length >= 3 && !write.busy) void send()
      }}
      style={{ display: 'grid', gap: 12 }}
    >
      {write.problem && (
        <ProblemAlert
          problem={write.problem}
          kept={{ vi: 'Nội dung đã nhập vẫn còn trên màn hình.', en: 'What you typed is still on the screen.' }}
        />
      )}
      <ChoiceField
        label={{ vi: 'Nội dung', en: 'Topic' }}
        choices={b.agenda.map((i) => ({ value: i.topic.vi, words: i.topic }))}
        value={topic}
        onChange={setTopic}
        none={{ vi: 'Nội dung khác', en: 'Another topic' }}
      />
      <Textarea
        label={w({ vi: 'Kết luận', en: 'Decision' })}
        value={words}
        onChange={(e) => setWords(e.currentTarget.value)}
        required
        autosize
        minRows={2}
      />
      <Group align="start" gap="md">
        <ChoiceField
          label={{ vi: 'Giao cho đơn vị', en: 'Given to' }}
          description={{ vi: 'Đơn vị được chọn nhận ngay thành nhiệm vụ.', en: 'The unit gets it as a task at once.' }}
          choices={(units.data?.rows ?? []).map((u) => ({ value: String(u.areaId), words: { vi: u.name, en: u.name } }))}
          value={unit}
          onChange={setUnit}
          none={{ vi: 'Không giao thành nhiệm vụ', en: 'No task' }}
        />
        <TextInput
          label={w({ vi: 'Viết tên nơi nhận', en: 'Assignee as written' })}
          placeholder={named ?? ''}
          value={assignee}
          onChange={(e) => setAssignee(e.currentTarget.value)}
        />
        <DayField label={{ vi: 'Hạn', en: 'Due' }} value={dueOn} onChange={setDueOn} />
      </Group>
      <div>
        <Button type="submit" loading={write.busy} disabled={words.trim().length < 3}>
          {w({ vi: 'Ghi kết luận', en: 'Record' })}
        </Button>
      </div>
    </form>
  )
}

/** One briefing: its agenda, decisions as they are typed, the notice of conclusions. */
export default function Briefing() {
  const { w } = useLanguage()
  const { may, post } = useSession()
  const { briefingId } = useParams({ strict: false }) as { briefingId: string }
  const read = useRead(briefing, { briefingId })
  const close = useWrite(closeBriefing)
  const [said, setSaid] = useState<Words | null>(null)
  const [open, setOpen] = useState<'sign' | 'correct' | null>(null)
  const [closing, setClosing] = useState(false)
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null)
  const b = read.data
  const mine = b !== undefined && (post.areaId === b.areaId || post.role === 'operator')
  const last = b?.versions.at(-1)
  const correcting = last !== undefined && last.signature === null
  const get = (format: 'docx' | 'pdf', layout: 'state' | 'party', version?: number) =>
    call(conclusion, { briefingId, format, layout, version })
      .then((file) => saveFile(file as never))
      .catch((error) => setProblem(problemOf(error)))
  return (
    <Page
      title={
        b
          ? { vi: `Giao ban ${date(b.day)}, ${b.areaName}`, en: `Briefing of ${date(b.day)}, ${b.areaName}` }
          : { vi: 'Giao ban', en: 'Briefing' }
      }
      actions={
        b && (
          <>
            <Button variant="default" onClick={() => get('docx', 'state')}>
              {w({ vi: 'Thông báo kết luận (.docx)', en: 'Notice (.docx)' })}
            </Button>
            <Button variant="default" onClick={() => get('docx', 'party')}>
              {w({ vi: 'Thể thức Đảng (.docx)', en: 'Party layout (.docx)' })}
            </Button>
            <Button variant="default" onClick={() => get('pdf', 'state')}>
              {w({ vi: 'Tải .pdf', en: 'Download .pdf' })}
            </Button>
            {mine && b.closedAt && !last?.signature && may(signConclusion) && (
              <Button onClick={() => setOpen('sign')}>{w({ vi: 'Ký thông báo', en: 'Sign off' })}</Button>
            )}
            {mine && last?.signature && may(correctConclusion) && (
              <Button variant="default" onClick={() => setOpen('correct')}>
                {w({ vi: 'Lập bản đính chính', en: 'Correct' })}
              </Button>
            )}
            {mine && !b.closedAt && may(closeBriefing) && (
              <Button variant="default" onClick={() => setClosing(true)}>
                {w({ vi: 'Kết thúc', en: 'Close' })}
              </Button>
            )}
          </>
        )
      }
    >
      <Said words={said} />
      <ConfirmDialog
        opened={closing}
        onClose={() => setClosing(false)}
        title={{ vi: 'Kết thúc giao ban', en: 'Close the briefing' }}
        consequence={w({
          vi: 'Không ghi thêm, không hủy được kết luận nào nữa; thông báo kết luận lấy đúng những gì đang có.',
          en: 'No decision can be added or voided any more; the notice says what stands now.',
        })}
        confirm={{ vi: 'Kết thúc', en: 'Close it' }}
        onConfirm={async () => {
          if (await close.send({ briefingId })) setSaid({ vi: 'Đã kết thúc giao ban.', en: 'The briefing is closed.' })
          setClosing(false)
        }}
      />
      {(problem ?? close.problem) && <ProblemAlert problem={(problem ?? close.problem)!} />}
      <Read of={read}>
        {(r) => (
          <>
            <p style={{ margin: 0 }}>
              {r.chairTitle} {r.chair} {w({ vi: 'chủ trì; dự họp:', en: 'in the chair; present:' })} {r.attended}.
            </p>
            {r.versions.map((v) => (
              <p key={v.version} style={{ margin: 0 }}>
                {v.signature
                  ? w({
                      vi: `Thông báo kết luận số ${v.signature.documentNo}: ${v.signature.signer}, ${v.signature.title}, ký ngày ${date(v.signature.signedOn)}, ${v.signature.decisions} kết luận`,
                      en: `Notice no. ${v.signature.documentNo}: signed by ${v.signature.signer}, ${v.signature.title}, on ${date(v.signature.signedOn)}, ${v.signature.decisions} decisions`,
                    })
                  : w({ vi: 'Bản đính chính đang sửa, chưa ký', en: 'A correction, not signed yet' })}
                {v.reason && ` (${v.reason})`}.{' '}
                <Replaced
                  by={v.signature && r.versions.find((x) => x.version > v.version && x.signature)?.signature?.documentNo}
                />
                {v.signature && (
                  <Button variant="subtle" size="compact-sm" onClick={() => get('docx', 'state', v.version)}>
                    {w({ vi: `Tải bản ${v.version} đã ký`, en: `Download version ${v.version}` })}
                  </Button>
                )}
              </p>
            ))}
            {r.agenda.length > 0 && (
              <Part title={{ vi: 'Nội dung', en: 'Agenda' }}>
                <ol style={{ margin: 0 }}>
                  {r.agenda.map((i) => (
                    <li key={i.key}>
                      <strong>{w(i.topic)}</strong>: {w(i.why)}
                      <CountedLists lists={i.lists} />
                    </li>
                  ))}
                </ol>
              </Part>
            )}
            <Part title={{ vi: `Kết luận (${r.rows.length})`, en: `Decisions (${r.rows.length})` }}>
              <ol style={{ margin: '0 0 16px', display: 'grid', gap: 8 }}>
                {r.rows.map((d) => (
                  <li key={d.decisionId} style={{ textDecoration: d.voided === null ? undefined : 'line-through' }}>
                    {d.assignee && <strong>{d.assignee}: </strong>}
                    {d.words}{' '}
                    <span className="pd-muted">
                      {d.dueOn && w({ vi: `hạn ${date(d.dueOn)}; `, en: `due ${date(d.dueOn)}; ` })}
                      {d.voided !== null
                        ? w({ vi: `đã hủy: ${d.voided}`, en: `void: ${d.voided}` })
                        : !d.taskId && w({ vi: 'không thành nhiệm vụ', en: 'no task' })}
                    </span>
                    {d.taskId && <Go href={`/tasks/${d.taskId}`}>{w({ vi: 'đã thành nhiệm vụ', en: 'a task' })}</Go>}
                    {mine && !r.closedAt && d.voided === null && !d.taskId && (
                      <TakeBack
                        verb={voidDecision}
                        of={{ decisionId: d.decisionId }}
                        label={{ vi: 'Hủy kết luận', en: 'Void' }}
                        what={d.words}
                        follows={{
                          vi: 'Kết luận bị gạch, không vào thông báo; lý do được lưu.',
                          en: 'It is struck through and left out of the notice; the reason is kept.',
                        }}
                      />
                    )}
                  </li>
                ))}
              </ol>
              {mine && (!r.closedAt || correcting) && may(decide) && <Decide b={r} onDone={setSaid} />}
            </Part>
          </>
        )}
      </Read>
      {open === 'sign' && (
        <SignConclusionDialog
          briefingId={briefingId}
          onClose={() => setOpen(null)}
          onDone={() => setSaid({ vi: 'Đã ký thông báo kết luận.', en: 'The notice is signed.' })}
        />
      )}
      {open === 'correct' && (
        <CorrectConclusionDialog
          briefingId={briefingId}
          onClose={() => setOpen(null)}
          onDone={() => setSaid({ vi: 'Đã mở bản đính chính.', en: 'The correction is open.' })}
        />
      )}
    </Page>
  )
}

/** That a signed notice has a corrected one after it. */
function Replaced({ by }: { by: number | null | undefined }) {
  const { w } = useLanguage()
  return by ? <strong>{w({ vi: `Đã được thay bằng số ${by}. `, en: `Replaced by no. ${by}. ` })}</strong> : null
}
