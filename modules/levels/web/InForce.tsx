import { Button, TextInput } from '@mantine/core'
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
import { end, inForce, type StandingRow, voidDecision } from '../levels.contract.ts'
import { measureLines, stateWords } from '../levels.words.ts'
import { paperWords, untilWords } from './words.ts'

function End({ row, onClose }: { row: StandingRow; onClose: () => void }) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(end)
  const [endedOn, setEndedOn] = useState<string | null>(today)
  const [document, setDocument] = useState('')
  return (
    <FormDialog
      title={{ vi: `Kết thúc áp dụng: ${row.levelName.vi}, ${row.areaName}`, en: `End: ${row.levelName.en}, ${row.areaName}` }}
      submit={{ vi: 'Ghi ngày cuối', en: 'Record the last day' }}
      write={write}
      blocked={!endedOn || document.trim().length < 2}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ decisionId: row.decisionId, endedOn: endedOn!, document })) onClose()
      }}
    >
      <DayField label={{ vi: 'Ngày cuối áp dụng', en: 'Last day' }} value={endedOn} onChange={setEndedOn} required />
      <TextInput
        label={w({ vi: 'Theo văn bản', en: 'By which document' })}
        value={document}
        onChange={(e) => setDocument(e.currentTarget.value)}
        required
      />
    </FormDialog>
  )
}

/** What holds now, the pack's own order and each decision, with its document, how long, and the way back. */
export function InForce() {
  const { w } = useLanguage()
  const { may } = useSession()
  const [ending, setEnding] = useState<StandingRow | null>(null)
  const [wrong, setWrong] = useState<StandingRow | null>(null)
  const write = useWrite(voidDecision)
  const list = useRead(inForce, {})
  const until = (r: StandingRow) => (r.state === 'planned' ? `${w(stateWords.planned)}; ${w(untilWords(r))}` : w(untilWords(r)))
  const limits = (r: StandingRow) =>
    measureLines(r.measures)
      .map((l) => w(l))
      .join('; ')
  // what binds is read whole
  const whole = (text: string) => <span style={{ whiteSpace: 'normal' }}>{text}</span>
  return (
    <Read of={list}>
      {(a) => (
        <Part title={{ vi: `Đang áp dụng ngày ${date(a.day)}`, en: `In force on ${date(a.day)}` }}>
          {a.pack && (
            <p style={{ marginTop: 0 }}>
              <strong>{w(a.pack.measure)}</strong>, {w({ vi: `từ ${date(a.pack.fromOn)}`, en: `from ${date(a.pack.fromOn)}` })}{' '}
              {w(untilWords(a.pack))} ({w(a.pack.title)}). {a.pack.limits.map((l) => w(l)).join('; ')}.
            </p>
          )}
          {a.rows.length === 0 ? (
            <p className="pd-muted" style={{ margin: 0 }}>
              {w({ vi: 'Chưa ghi quyết định nào cho địa bàn này.', en: 'No decision recorded for this area.' })}
            </p>
          ) : (
            <DataTable
              label={{ vi: 'Quyết định đang áp dụng, sắp áp dụng', en: 'Decisions in force and planned' }}
              rows={a.rows}
              rowKey={(r) => r.decisionId}
              height={320}
              columns={[
                { key: 'area', header: { vi: 'Nơi', en: 'Where' }, value: (r) => r.areaName, width: 'minmax(140px, 1fr)' },
                { key: 'level', header: { vi: 'Mức', en: 'Level' }, value: (r) => w(r.levelName), width: 'minmax(140px, 1fr)' },
                {
                  key: 'from',
                  header: { vi: 'Từ ngày', en: 'From' },
                  value: (r) => r.fromOn,
                  text: (r) => date(r.fromOn),
                  width: '110px',
                },
                {
                  key: 'until',
                  header: { vi: 'Đến khi nào', en: 'Until' },
                  value: until,
                  draw: (r) => whole(until(r)),
                  width: 'minmax(170px, 1.5fr)',
                },
                {
                  key: 'paper',
                  header: { vi: 'Văn bản', en: 'Document' },
                  value: (r) => w(paperWords(r)),
                  draw: (r) => whole(w(paperWords(r))),
                  width: 'minmax(180px, 2fr)',
                },
                {
                  key: 'limits',
                  header: { vi: 'Biện pháp', en: 'Measures' },
                  value: limits,
                  draw: (r) => whole(limits(r)),
                  width: 'minmax(200px, 2fr)',
                },
                ...(may(end)
                  ? [
                      {
                        key: 'act',
                        acts: true as const,
                        header: { vi: 'Việc', en: 'Act' },
                        value: () => '',
                        width: '190px',
                        draw: (r: StandingRow) => (
                          <span style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
                            <Button
                              size="compact-sm"
                              variant="default"
                              onClick={() => setEnding(r)}
                              aria-label={`${w({ vi: 'Kết thúc', en: 'End' })}: ${w(r.levelName)}, ${r.areaName}`}
                            >
                              {w({ vi: 'Kết thúc', en: 'End' })}
                            </Button>
                            <Button
                              size="compact-sm"
                              variant="default"
                              onClick={() => setWrong(r)}
                              aria-label={`${w({ vi: 'Ghi nhầm', en: 'Wrong' })}: ${w(r.levelName)}, ${r.areaName}`}
                            >
                              {w({ vi: 'Ghi nhầm', en: 'Wrong' })}
                            </Button>
                          </span>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
          {ending && <End row={ending} onClose={() => setEnding(null)} />}
          <ConfirmDialog
            opened={wrong !== null}
            onClose={() => setWrong(null)}
            title={{ vi: 'Hủy bản ghi quyết định ghi nhầm', en: 'Void a decision recorded by mistake' }}
            consequence={
              <>
                {write.problem && <ProblemAlert problem={write.problem} />}
                {w({
                  vi: 'Coi như chưa từng áp dụng; quyết định mà nó thay thế có hiệu lực trở lại. Bản ghi vẫn còn trong lịch sử.',
                  en: 'As if it had never held; what it replaced holds again. The record stays in the history.',
                })}
              </>
            }
            confirm={{ vi: 'Hủy bản ghi', en: 'Void it' }}
            reason={{ atLeast: 3 }}
            onConfirm={async (reason) => {
              if (wrong && (await write.send({ decisionId: wrong.decisionId, reason }))) setWrong(null)
            }}
          />
        </Part>
      )}
    </Read>
  )
}
