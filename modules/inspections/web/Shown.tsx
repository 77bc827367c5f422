import { Button, Group, Stack } from '@mantine/core'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { date, hour, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { TakeBack } from '@phaodai/web/fields/TakeBack.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { show, voidInspection, voidPhoto } from '../inspections.contract.ts'
import { answerWords, findingWords, taskWords } from './words.ts'

/** One inspection: answers as they were asked, the findings with the state of their tasks, pictures. */
export function Shown({ inspectionId, onClose }: { inspectionId: string; onClose: () => void }) {
  const { w } = useLanguage()
  const found = useRead(show, { inspectionId })
  const write = useWrite(voidInspection)
  const [voiding, setVoiding] = useState(false)
  const [tasks, setTasks] = useState<Voided | null>(null)
  return (
    <Read of={found}>
      {(a) => (
        <Part
          title={{ vi: `${a.placeName}, ${date(a.onDay)}`, en: `${a.placeName}, ${date(a.onDay)}` }}
          actions={
            <Group gap="sm">
              {a.mayChange && (
                <Button variant="default" onClick={() => setVoiding(true)}>
                  {w({ vi: 'Hủy biên bản', en: 'Void' })}
                </Button>
              )}
              <Button variant="default" onClick={onClose}>
                {w({ vi: 'Đóng', en: 'Close' })}
              </Button>
            </Group>
          }
        >
          <Stack gap="sm">
            <p style={{ margin: 0 }}>
              {a.areaName} · {a.byName} · {hour(a.capturedAt)} ·{' '}
              {w(a.surprise ? { vi: 'đột xuất', en: 'unannounced' } : { vi: 'có báo trước', en: 'announced' })}
              {a.lateness !== 'none' &&
                ` · ${w({ vi: `ghi muộn, nhận lúc ${hour(a.receivedAt)}`, en: `came in late, ${hour(a.receivedAt)}` })}`}
              {a.voidedAt && ` · ${w({ vi: 'ĐÃ HỦY', en: 'VOID' })}: ${a.voidReason}`}
            </p>
            {tasks && <TasksOfVoided of={tasks} />}
            {a.outcome.score && (
              <p style={{ margin: 0 }}>
                <strong>{w(a.outcome.score.band)}</strong> ({number(a.outcome.score.points)}/{number(a.outcome.score.most)},{' '}
                {number(a.outcome.score.percent, 1)} %)
                {a.outcome.score.doubt && ` ${w(a.outcome.score.doubt)}`}
              </p>
            )}
            <ul style={{ margin: 0, paddingLeft: 20 }}>
              {a.answers.map((x) => (
                <li key={x.item}>
                  <strong>{x.answer === 'points' ? x.points : w(answerWords[x.answer])}</strong>: {x.asked}
                  {x.note && ` (${x.note})`}
                </li>
              ))}
            </ul>
            {a.outcome.unanswered > 0 && (
              <p style={{ margin: 0 }}>
                {w({ vi: `${a.outcome.unanswered} mục chưa trả lời.`, en: `${a.outcome.unanswered} items without an answer.` })}
              </p>
            )}
            {a.found.length > 0 && (
              <>
                <h3 style={{ margin: 0, fontSize: '1rem' }}>{w({ vi: 'Tồn tại và nhiệm vụ', en: 'Findings and tasks' })}</h3>
                <ul style={{ margin: 0, paddingLeft: 20 }}>
                  {a.found.map((f) => (
                    <li key={f.findingId}>
                      {f.words}: <strong>{w(findingWords[f.state])}</strong>
                      {f.task &&
                        `: ${f.task.assignee}, ${w(taskWords[f.task.state] ?? { vi: f.task.state, en: f.task.state })}${f.task.dueOn ? `, ${w({ vi: 'hạn', en: 'due' })} ${date(f.task.dueOn)}` : ''}${f.task.late ? `, ${w({ vi: 'QUÁ HẠN', en: 'LATE' })}` : ''}`}
                      {f.closeWords && ` (${f.closeWords})`}
                    </li>
                  ))}
                </ul>
              </>
            )}
            {a.words && <p style={{ margin: 0 }}>{a.words}</p>}
            <Group gap="sm">
              {a.pictures
                .filter((p) => !p.voidedAt)
                .map((p) => (
                  <figure key={p.photoId} style={{ margin: 0, display: 'grid', gap: 4, justifyItems: 'start' }}>
                    <img
                      src={`/api/inspections/${a.inspectionId}/photos/${p.photoId}`}
                      alt={`${w({ vi: 'Ảnh', en: 'Photo' })} ${p.name}`}
                      style={{ maxWidth: 220, maxHeight: 220, borderRadius: 6 }}
                    />
                    {a.mayChange && (
                      <TakeBack
                        verb={voidPhoto}
                        of={{ inspectionId: a.inspectionId, photoId: p.photoId }}
                        label={{ vi: 'Rút ảnh', en: 'Take back' }}
                        what={p.name}
                        follows={{
                          vi: 'Ảnh không hiện ở đâu nữa; lý do được lưu.',
                          en: 'The photo is shown nowhere; the reason is kept.',
                        }}
                      />
                    )}
                  </figure>
                ))}
            </Group>
          </Stack>
          <ConfirmDialog
            opened={voiding}
            onClose={() => setVoiding(false)}
            title={{ vi: 'Hủy biên bản ghi nhầm', en: 'Void an inspection recorded by mistake' }}
            consequence={
              <>
                {write.problem && <ProblemAlert problem={write.problem} />}
                {w({
                  vi: 'Không tính cho ai nữa. Nhiệm vụ đã giao mà chưa ai bắt tay vào thì rút theo; việc đang làm vẫn còn. Biên bản vẫn còn trong lịch sử.',
                  en: 'It counts for nobody. Tasks that it gave go with it where nobody has begun them; work under way stays. The record stays in the history.',
                })}
              </>
            }
            confirm={{ vi: 'Hủy biên bản', en: 'Void it' }}
            reason={{ atLeast: 3 }}
            onConfirm={async (reason) => {
              const done = await write.send({ inspectionId, reason })
              if (!done) return
              setVoiding(false)
              setTasks(done)
            }}
          />
        </Part>
      )}
    </Read>
  )
}

type Voided = z.output<typeof voidInspection.output>
/** What became of the tasks of a record just voided: which went with it, which a person must still decide on. */
function TasksOfVoided({ of: { withdrawn, staying } }: { of: Voided }) {
  const { w } = useLanguage()
  if (withdrawn.length + staying.length === 0) return null
  return (
    <div role="status">
      {withdrawn.length > 0 && (
        <p style={{ margin: 0 }}>
          {w({
            vi: `Đã rút ${withdrawn.length} nhiệm vụ chưa ai bắt tay vào.`,
            en: `${withdrawn.length} tasks withdrawn: nobody had begun.`,
          })}
        </p>
      )}
      {staying.length > 0 && (
        <>
          <p style={{ margin: 0 }}>
            <strong>
              {w({
                vi: `Còn ${staying.length} nhiệm vụ đang làm, tự quyết định ở từng nhiệm vụ:`,
                en: `${staying.length} under way; decide on each:`,
              })}
            </strong>
          </p>
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {staying.map((t) => (
              <li key={t.taskId}>
                <a href={`/tasks/${t.taskId}`}>{t.words}</a>: {t.assignee},{' '}
                {w(taskWords[t.state] ?? { vi: t.state, en: t.state })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
