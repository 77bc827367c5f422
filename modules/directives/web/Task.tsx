import { Button, Group, Stack } from '@mantine/core'
import { date, duration, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call, problemOf } from '@phaodai/web/api.ts'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { nowOf } from '@phaodai/web/now.ts'
import { saveFile } from '@phaodai/web/saveFile.ts'
import { useLive } from '@phaodai/web/useLive.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { IconClockExclamation } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { ReasonDialog } from '../../checks/web/ReasonDialog.tsx'
import { bindMeasure } from '../measures.contract.ts'
import * as contract from '../tasks.contract.ts'
import { type ActKind, isRecurring, writtenDown } from '../tasks.rules.ts'
import { ActForm, AddEvidence, AddFigure, buttonWords, verbOf } from './ActForms.tsx'
import { BindMeasure } from './BindMeasure.tsx'
import { DeriveForm } from './DeriveForm.tsx'
import { MeasureView } from './MeasureView.tsx'
import { Plans } from './Plans.tsx'
import styles from './ReadDirective.module.css'
import { actWords, stateWords, whenWords } from './words.ts'

type Shown = z.output<typeof contract.task.output>
/** What goes the task's way; the others take something back. */
const leading: readonly ActKind[] = ['accepted', 'progress', 'done', 'checked']

/** One task: the five "rõ", what was done, evidence, the live figure, those below. */
export default function TaskPage() {
  const { taskId } = useParams({ strict: false }) as { taskId: string }
  const { w } = useLanguage()
  const { may } = useSession()
  const read = useRead(contract.task, { taskId })
  useLive([{ verb: contract.tasks, with: [contract.task] }])
  const [act, setAct] = useState<ActKind | 'evidence' | 'figure' | 'derive' | 'measure' | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const done = (words: Words) => {
    setAct(null)
    setSaid(words)
  }
  return (
    <Page title={{ vi: 'Nhiệm vụ', en: 'A task' }}>
      <Read of={read}>
        {(t) => {
          const open = t.state !== 'closed' && t.state !== 'withdrawn' && t.state !== 'refused'
          const kinds = t.may.filter((kind) => may(verbOf(kind)))
          return (
            <Stack gap="lg">
              <Facts t={t} />
              <Group gap="sm" className="pd-no-print">
                {kinds.map((kind, at) => (
                  <Button
                    key={kind}
                    variant={at === 0 && leading.includes(kind) ? 'filled' : 'default'}
                    onClick={() => setAct(kind)}
                  >
                    {w(buttonWords[kind])}
                  </Button>
                ))}
                {t.mine && open && may(contract.deriveTask) && (
                  <Button variant="default" onClick={() => setAct('derive')}>
                    {w({ vi: 'Cụ thể hóa, giao tiếp', en: 'Pass it on' })}
                  </Button>
                )}
                {t.given && open && may(bindMeasure) && (
                  <Button variant="default" onClick={() => setAct('measure')}>
                    {t.measure
                      ? w({ vi: 'Đổi thước đo', en: 'Change the measure' })
                      : w({ vi: 'Gắn thước đo', en: 'Bind a measure' })}
                  </Button>
                )}
                {t.mine && open && may(contract.addEvidence) && (
                  <Button variant="default" onClick={() => setAct('evidence')}>
                    {w({ vi: 'Thêm minh chứng', en: 'Add evidence' })}
                  </Button>
                )}
                {t.mine && open && may(contract.addFigure) && (
                  <Button variant="default" onClick={() => setAct('figure')}>
                    {w({ vi: 'Thêm số liệu', en: 'Add a figure' })}
                  </Button>
                )}
              </Group>
              <Said words={said} />
              {t.measure && <MeasureView taskId={taskId} />}
              {t.turns.length > 0 && <Turns turns={t.turns} />}
              {t.coverage && <Below t={t} />}
              <Part title={{ vi: 'Việc đã làm', en: 'What was done' }}>
                {t.acts.length === 0 ? (
                  <p className="pd-muted" style={{ margin: 0 }}>
                    {w({ vi: 'Nơi nhận chưa nhận nhiệm vụ.', en: 'Nobody has accepted it yet.' })}
                  </p>
                ) : (
                  <Acts acts={t.acts} />
                )}
              </Part>
              {(t.expectsPlan || t.plans.length > 0) && <Plans t={t} />}
              {t.evidence.length > 0 && <Evidence t={t} />}
              {act === 'derive' && <DeriveForm task={t} onClose={() => setAct(null)} onDone={done} />}
              {act === 'evidence' && <AddEvidence taskId={taskId} onClose={() => setAct(null)} onDone={done} />}
              {act === 'figure' && <AddFigure taskId={taskId} onClose={() => setAct(null)} onDone={done} />}
              {act === 'measure' && <BindMeasure task={t} onClose={() => setAct(null)} onDone={done} />}
              {act && act !== 'derive' && act !== 'evidence' && act !== 'figure' && act !== 'measure' && (
                <ActForm
                  kind={act}
                  taskId={taskId}
                  recurring={isRecurring(t)}
                  responsible={t.responsible}
                  onClose={() => setAct(null)}
                  onDone={done}
                />
              )}
            </Stack>
          )
        }}
      </Read>
    </Page>
  )
}

function Facts({ t }: { t: Shown }) {
  const { w, language } = useLanguage()
  const session = useSession()
  const when = whenWords(t)
  const blank = w({ vi: 'chưa nêu', en: 'not said' })
  const late = t.lateSince ? Date.parse(nowOf(session.instance)) - Date.parse(t.lateSince) : null
  return (
    <section className="pd-surface" style={{ padding: 16 }} aria-label={w({ vi: '5 rõ', en: 'The task' })}>
      <p style={{ margin: '0 0 12px', fontSize: '1.0625rem', lineHeight: 1.5 }}>{t.words}</p>
      <p style={{ margin: '0 0 12px' }}>
        <strong>{w(stateWords[t.state])}</strong>
        {t.percent !== null && t.state !== 'closed' && ` · ${number(t.percent)} %`}
        {late !== null && (
          <>
            {' · '}
            <strong>
              <IconClockExclamation size={14} aria-hidden /> {w({ vi: 'quá hạn', en: 'late by' })} {w(duration(late))}
            </strong>
            {t.toldLevels > 1 && w({ vi: `, đã báo lên ${t.toldLevels} cấp`, en: `, shown to ${t.toldLevels} levels` })}
          </>
        )}
      </p>
      <dl className={styles.facts}>
        <dt>{w({ vi: 'Rõ người', en: 'Who' })}</dt>
        <dd>
          {t.bodyName ?? t.assignee}
          {!t.teamId && t.areaName !== (t.bodyName ?? t.assignee) && `, ${t.areaName}`}
          {t.helpers.length > 0 && ` · ${w({ vi: 'phối hợp', en: 'with' })}: ${t.helpers.join('; ')}`}
        </dd>
        <dt>{w({ vi: 'Rõ việc', en: 'What' })}</dt>
        <dd>{t.sourceText && t.sourceText !== t.words ? <q>{t.sourceText}</q> : t.words.slice(0, 200)}</dd>
        <dt>{w({ vi: 'Rõ thời gian', en: 'When' })}</dt>
        <dd>
          {when ? w(when) : blank} · {w({ vi: 'từ', en: 'from' })} {date(t.startsOn)}
        </dd>
        <dt>{w({ vi: 'Rõ trách nhiệm', en: 'Whose responsibility' })}</dt>
        <dd>{t.responsible ?? blank}</dd>
        <dt>{w({ vi: 'Rõ kết quả', en: 'Which result' })}</dt>
        <dd>
          {t.product ?? blank}
          {t.reportTo && ` · ${w({ vi: 'báo cáo', en: 'reports to' })} ${t.reportTo}`}
        </dd>
        <dt>{w({ vi: 'Nơi giao', en: 'Given by' })}</dt>
        <dd>
          {t.fromName} · {instant(t.givenAt, language)}
        </dd>
        {t.sourceLabel && (
          <>
            <dt>{w({ vi: 'Từ', en: 'Source' })}</dt>
            <dd>
              {t.sourceKind === 'directive' && t.sourceId ? (
                <Go href={`/directives/${t.sourceId}`}>{t.sourceLabel}</Go>
              ) : (
                t.sourceLabel
              )}
            </dd>
          </>
        )}
        {t.parentId && t.given && (
          <>
            <dt>{w({ vi: 'Thuộc', en: 'Part of' })}</dt>
            <dd>
              <Go href={`/tasks/${t.parentId}`}>{w({ vi: 'nhiệm vụ chung', en: 'the task it was derived from' })}</Go>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

const turnWords = {
  met: { vi: 'đủ', en: 'met' },
  missed: { vi: 'thiếu', en: 'missed' },
  due: { vi: 'đang chờ', en: 'due' },
}
function Turns({ turns }: { turns: Shown['turns'] }) {
  const { w } = useLanguage()
  return (
    <Part title={{ vi: 'Từng kỳ', en: 'Turn by turn' }}>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {turns
          .slice(-14)
          .reverse()
          .map((t) => (
            <li key={t.from} className="pd-digits">
              {t.from === t.until ? date(t.from) : `${date(t.from)} – ${date(t.until)}`}: {t.have}/{t.need}{' '}
              {t.state === 'missed' ? <strong>{w(turnWords.missed)}</strong> : w(turnWords[t.state])}
            </li>
          ))}
      </ul>
    </Part>
  )
}

/** Who of the level below has a part, and who has given it on. */
function Below({ t }: { t: Shown }) {
  const { w } = useLanguage()
  const parts = useRead(contract.tasks, { parentId: t.taskId, state: 'any', limit: 400 })
  const c = t.coverage!
  const unit = c.tier === 'district' ? { vi: 'huyện', en: 'districts' } : { vi: 'xã', en: 'communes' }
  const names = (list: readonly { name: string }[]) => list.map((u) => u.name).join(', ')
  return (
    <Part title={{ vi: 'Cấp dưới', en: 'Level below' }}>
      <p style={{ margin: 0 }}>
        <strong className="pd-digits">
          {c.have}/{c.units} {w({ vi: `${unit.vi} đã có nhiệm vụ`, en: `${unit.en} have a part` })}
        </strong>
        {' · '}
        {c.tier === 'district' &&
          `${w({ vi: `${c.derived}/${c.units} đã giao tiếp`, en: `${c.derived}/${c.units} gave it on` })} · `}
        {w({ vi: `${c.closed}/${c.units} đã nghiệm thu`, en: `${c.closed}/${c.units} accepted as done` })}
      </p>
      {c.missing.length > 0 && (
        <p style={{ margin: '4px 0 0' }}>
          {w({ vi: 'Chưa có: ', en: 'Without: ' })}
          {names(c.missing)}
        </p>
      )}
      {c.tier === 'district' && c.notDerived.length > 0 && (
        <p className="pd-muted" style={{ margin: '4px 0 0' }}>
          {w({ vi: 'Chưa giao tiếp: ', en: 'Not given on: ' })}
          {names(c.notDerived)}
        </p>
      )}
      <ul className={styles.cards} style={{ marginTop: 12 }}>
        {(parts.data?.rows ?? []).map((p) => (
          <li key={p.taskId} className={styles.head}>
            <Go href={`/tasks/${p.taskId}`}>{p.bodyName ?? (p.teamId ? p.assignee : p.areaName)}</Go>
            <span>{w(stateWords[p.state])}</span>
            {p.percent !== null && p.state !== 'closed' && <span className="pd-digits">{number(p.percent)} %</span>}
            {p.children > 0 && (
              <span className="pd-digits">{w({ vi: `${p.children} phần giao tiếp`, en: `${p.children} given on` })}</span>
            )}
            {p.lateSince && (
              <strong>
                <IconClockExclamation size={14} aria-hidden /> {w({ vi: 'quá hạn', en: 'late' })}
              </strong>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Acts({ acts }: { acts: Shown['acts'] }) {
  const { w, language } = useLanguage()
  return (
    <ol style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}>
      {[...acts].reverse().map((a) => (
        <li key={a.actId}>
          <strong>{w(actWords[a.kind])}</strong>
          {a.onDay && ` (${w({ vi: 'ngày', en: 'of' })} ${date(a.onDay)})`}
          {a.percent !== null && ` · ${number(a.percent)} %`}
          {a.figure !== null && ` · ${number(a.figure)} ${a.unit ?? ''}`}
          {a.dueOn && ` · ${w({ vi: 'hạn mới', en: 'new deadline' })} ${date(a.dueOn)}`}
          {a.responsible && ` · ${a.responsible}`}
          {a.words && <div style={{ overflowWrap: 'anywhere' }}>{a.words}</div>}
          <div className="pd-muted">
            {writtenDown(a) &&
              w({
                vi: `ghi lúc ${instant(writtenDown(a)!, language)}, nhận lúc `,
                en: `written down ${instant(writtenDown(a)!, language)}, came in `,
              })}
            {instant(a.at, language)} · {[a.by, a.byAreaName].filter(Boolean).join(', ')}
          </div>
        </li>
      ))}
    </ol>
  )
}

function Evidence({ t }: { t: Shown }) {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const [voiding, setVoiding] = useState<string | null>(null)
  const write = useWrite(contract.voidEvidence)
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null)
  const get = async (evidenceId: string) => {
    try {
      saveFile(await call(contract.evidenceFile, { taskId: t.taskId, evidenceId }))
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <Part title={{ vi: `Minh chứng (${t.evidence.length})`, en: `Evidence (${t.evidence.length})` }}>
      {problem && <ProblemAlert problem={problem} />}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}>
        {t.evidence.map((e) => (
          <li key={e.evidenceId} style={e.voidedAt ? { textDecoration: 'line-through' } : undefined}>
            {e.kind === 'figure' ? (
              <strong className="pd-digits">
                {number(e.figure)} {e.unit}
              </strong>
            ) : (
              <Button size="compact-sm" variant="default" onClick={() => void get(e.evidenceId)}>
                {e.name}
              </Button>
            )}{' '}
            {e.note}{' '}
            {t.mine && !e.voidedAt && may(contract.voidEvidence) && (
              <Button size="compact-sm" variant="subtle" className="pd-no-print" onClick={() => setVoiding(e.evidenceId)}>
                {w({ vi: 'Rút…', en: 'Take back…' })}
              </Button>
            )}
            <div className="pd-muted">
              {e.takenAt && `${w({ vi: 'chụp', en: 'taken' })} ${instant(e.takenAt, language)} · `}
              {e.latitude !== null && e.longitude !== null && (
                <>
                  {number(e.latitude, 5)}, {number(e.longitude, 5)}
                  {e.accuracyMetres !== null && ` ± ${number(e.accuracyMetres)} m`} ·{' '}
                </>
              )}
              {w({ vi: 'gửi', en: 'sent' })} {instant(e.addedAt, language)}
              {e.voidReason && ` · ${e.voidReason}`}
            </div>
          </li>
        ))}
      </ul>
      {voiding && (
        <ReasonDialog
          title={{ vi: 'Rút minh chứng đưa nhầm', en: 'Take back evidence' }}
          consequence={{ vi: 'Minh chứng vẫn được giữ và gạch bỏ.', en: 'It is kept and struck out.' }}
          submit={{ vi: 'Rút', en: 'Take it back' }}
          write={write}
          onClose={() => setVoiding(null)}
          onReason={async (reason) => {
            if (await write.send({ taskId: t.taskId, evidenceId: voiding, reason })) setVoiding(null)
          }}
        />
      )}
    </Part>
  )
}
