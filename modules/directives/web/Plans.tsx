import { Button } from '@mantine/core'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { IconClockExclamation } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import type { z } from 'zod'
import { readPlan } from '../plans.contract.ts'
import { fileJudged } from '../plans.rules.ts'
import type { task } from '../tasks.contract.ts'
import { documentStateWords } from './words.ts'

/** Under a task whose product is a plan: the plan that was handed in, its own tasks and how far they are. */
export function Plans({ t }: { t: z.output<typeof task.output> }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const { history } = useRouter()
  const write = useWrite(readPlan)
  const read = new Set(t.plans.map((p) => p.evidenceId))
  const files = t.evidence.filter((e) => e.kind === 'file' && !e.voidedAt && !read.has(e.evidenceId))
  const open = async (evidenceId: string) => {
    const made = await write.send({ taskId: t.taskId, evidenceId })
    if (made) history.push(`/directives/${made.directiveId}`)
  }
  return (
    <Part title={{ vi: 'Kế hoạch', en: 'Plan' }}>
      {write.problem && <ProblemAlert problem={write.problem} />}
      {t.plans.length === 0 && (
        <p className="pd-muted" style={{ margin: 0 }}>
          {files.length === 0
            ? w({
                vi: 'Kết quả phải có là kế hoạch; chưa nộp văn bản nào. Nộp bằng “Thêm minh chứng” (.docx, .pdf, .txt).',
                en: 'Its product is a plan; none was handed in. Hand it in as evidence (.docx, .pdf, .txt).',
              })
            : w({ vi: 'Đã nộp văn bản, chưa đọc thành nhiệm vụ.', en: 'Handed in, its tasks not read yet.' })}
        </p>
      )}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}>
        {t.plans.map((p) => (
          <li key={p.evidenceId}>
            {p.state === null ? p.name : <Go href={`/directives/${p.directiveId}`}>{p.name}</Go>}:{' '}
            <strong>
              {p.state === null
                ? w({ vi: 'cấp trên đang soát', en: 'being looked through above' })
                : w(documentStateWords[p.state])}
            </strong>
            {p.given > 0 &&
              w({
                vi: ` · ${p.closed}/${p.given} phần việc đã nghiệm thu, ${p.units} nơi có việc`,
                en: ` · ${p.closed} of ${p.given} parts accepted as done, ${p.units} have one`,
              })}
            {p.late > 0 && (
              <strong>
                {' '}
                <IconClockExclamation size={14} aria-hidden /> {w({ vi: `${p.late} quá hạn`, en: `${p.late} late` })}
              </strong>
            )}
            <Verdict t={t} evidenceId={p.evidenceId} />
            {p.state === 'draft' && p.given === 0 && w({ vi: ' · chưa giao cho ai', en: ' · given to nobody yet' })}
          </li>
        ))}
        {(t.mine || t.given) &&
          may(readPlan) &&
          files.map((e) => (
            <li key={e.evidenceId} className="pd-no-print">
              <Button variant="default" loading={write.busy} onClick={() => void open(e.evidenceId)}>
                {w({ vi: `Đọc nhiệm vụ trong ${e.name}`, en: `Read the tasks in ${e.name}` })}
              </Button>
            </li>
          ))}
      </ul>
    </Part>
  )
}

/** What who gave the task said of the plan since it was handed in. */
function Verdict({ t, evidenceId }: { t: z.output<typeof task.output>; evidenceId: string }) {
  const { w, language } = useLanguage()
  const said = t.acts.findLast(
    (a) => (a.kind === 'checked' || a.kind === 'reopened') && fileJudged(t.evidence, a.at) === evidenceId,
  )
  if (!said) return null
  const at = instant(said.at, language)
  const words = said.words ? `: ${said.words}` : ''
  return (
    <>
      {' · '}
      <strong>
        {said.kind === 'checked'
          ? w({ vi: `đã được duyệt lúc ${at}${words}`, en: `accepted ${at}${words}` })
          : w({
              vi: `bị trả lại lúc ${at}${words}. Nộp bản đã sửa bằng “Thêm minh chứng”.`,
              en: `sent back ${at}${words}. Hand in the mended one as evidence.`,
            })}
      </strong>
    </>
  )
}
