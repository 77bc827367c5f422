import { Button, Textarea, TextInput } from '@mantine/core'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { closeFinding, type FindingRow, findings, giveFindingTask } from '../inspections.contract.ts'
import { findingWords, taskWords } from './words.ts'

/** What is still to be mended, of an area or of all that the post sees. */
export function OpenFindings({ areaId, onOpen }: { areaId: number | null; onOpen: (inspectionId: string) => void }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const found = useRead(findings, areaId === null ? {} : { areaId }, { keep: true })
  const [giving, setGiving] = useState<FindingRow | null>(null)
  const [closing, setClosing] = useState<FindingRow | null>(null)
  const close = useWrite(closeFinding)
  return (
    <Read of={found}>
      {(a) => (
        <Part title={{ vi: `Tồn tại chưa khắc phục: ${a.total}`, en: `Findings still open: ${a.total}` }}>
          {a.rows.length === 0 ? (
            <p style={{ margin: 0 }}>{w({ vi: 'Không có tồn tại nào đang mở.', en: 'None.' })}</p>
          ) : (
            <DataTable
              label={{ vi: 'Tồn tại chưa khắc phục', en: 'Findings still open' }}
              rows={a.rows}
              rowKey={(r) => r.findingId}
              onOpen={(r) => onOpen(r.inspectionId)}
              columns={[
                {
                  key: 'day',
                  header: { vi: 'Ngày', en: 'Day' },
                  value: (r) => r.onDay,
                  text: (r) => date(r.onDay),
                  width: '96px',
                },
                {
                  key: 'place',
                  header: { vi: 'Nơi', en: 'Place' },
                  value: (r) => `${r.placeName}, ${r.areaName}`,
                  width: 'minmax(180px, 1.5fr)',
                },
                {
                  key: 'words',
                  header: { vi: 'Tồn tại', en: 'Finding' },
                  value: (r) => r.words,
                  draw: (r) => <span style={{ whiteSpace: 'normal' }}>{r.words}</span>,
                  width: 'minmax(200px, 2fr)',
                },
                {
                  key: 'task',
                  header: { vi: 'Nhiệm vụ', en: 'Task' },
                  value: (r) =>
                    r.task && r.state === 'tasked'
                      ? `${r.task.assignee}: ${w(taskWords[r.task.state] ?? findingWords.tasked)}${r.task.dueOn ? `, ${w({ vi: 'hạn', en: 'due' })} ${date(r.task.dueOn)}` : ''}${r.task.late ? `, ${w({ vi: 'QUÁ HẠN', en: 'LATE' })}` : ''}`
                      : w(findingWords[r.state]),
                  width: 'minmax(160px, 1.5fr)',
                },
                ...(may(giveFindingTask)
                  ? [
                      {
                        key: 'acts',
                        header: { vi: 'Việc', en: 'Acts' },
                        value: () => '',
                        width: '190px',
                        draw: (r: FindingRow) =>
                          r.state === 'no-task' && (
                            <span style={{ display: 'flex', gap: 6, flexWrap: 'wrap' }}>
                              <Button
                                size="compact-sm"
                                onClick={() => setGiving(r)}
                                aria-label={`${w({ vi: 'Giao việc', en: 'Give' })}: ${r.words}`}
                              >
                                {w({ vi: 'Giao việc', en: 'Give' })}
                              </Button>
                              <Button
                                size="compact-sm"
                                variant="default"
                                onClick={() => setClosing(r)}
                                aria-label={`${w({ vi: 'Đã xong', en: 'Mended' })}: ${r.words}`}
                              >
                                {w({ vi: 'Đã xong', en: 'Mended' })}
                              </Button>
                            </span>
                          ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
          {giving && <GiveTask row={giving} onClose={() => setGiving(null)} />}
          <ConfirmDialog
            opened={closing !== null}
            onClose={() => setClosing(null)}
            title={{ vi: 'Kết thúc tồn tại', en: 'Close a finding' }}
            consequence={
              <>
                {close.problem && <ProblemAlert problem={close.problem} />}
                {closing?.words}
              </>
            }
            confirm={{ vi: 'Đã khắc phục', en: 'Mended' }}
            reason={{ label: { vi: 'Đã khắc phục thế nào', en: 'How it was mended' }, atLeast: 3 }}
            onConfirm={async (words) => {
              if (closing && (await close.send({ findingId: closing.findingId, words }))) setClosing(null)
            }}
          />
        </Part>
      )}
    </Read>
  )
}

function GiveTask({ row, onClose }: { row: FindingRow; onClose: () => void }) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(giveFindingTask)
  const [words, setWords] = useState(row.words)
  const [dueOn, setDueOn] = useState<string | null>(today)
  const [responsible, setResponsible] = useState('')
  return (
    <FormDialog
      title={{ vi: `Giao việc cho ${row.areaName}`, en: `Give the task to ${row.areaName}` }}
      submit={{ vi: 'Giao nhiệm vụ', en: 'Give' }}
      write={write}
      blocked={words.trim().length < 3}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ findingId: row.findingId, words, dueOn, responsible: responsible.trim() || null })) onClose()
      }}
    >
      <Textarea
        autosize
        minRows={2}
        label={w({ vi: 'Việc phải làm', en: 'What to do' })}
        value={words}
        onChange={(e) => setWords(e.currentTarget.value)}
        required
      />
      <TextInput
        label={w({ vi: 'Người chịu trách nhiệm', en: 'Who answers for it' })}
        value={responsible}
        onChange={(e) => setResponsible(e.currentTarget.value)}
      />
      <DayField label={{ vi: 'Hạn', en: 'Due' }} value={dueOn} onChange={setDueOn} />
    </FormDialog>
  )
}
