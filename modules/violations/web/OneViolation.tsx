import { Button, Group, Stack } from '@mantine/core'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call, problemOf } from '@phaodai/web/api.ts'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { TakeBack } from '@phaodai/web/fields/TakeBack.tsx'
import { saveFile } from '@phaodai/web/saveFile.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import { addEvidence, evidenceFile, show, verbOf, voidEvidence, voidStep } from '../violations.contract.ts'
import { type Act, EvidenceForm, StepForm, type Violation } from './StepForms.tsx'
import { dong, stateWords, stepWords } from './words.ts'

/** The steps that fit where it stands. */
function actsOf(v: Violation): Act[] {
  if (v.state === 'withdrawn') return []
  const decided = v.fine !== null
  const known = v.name !== null
  return [
    ...(known ? [] : (['identified'] as const)),
    ...(decided || !known ? [] : (['decision'] as const)),
    ...(decided && v.owed > 0 ? (['payment'] as const) : []),
    ...(decided && v.state !== 'appealed' ? (['appeal'] as const) : []),
    ...(v.state === 'appealed' ? (['appeal-answer'] as const) : []),
    ...(v.declarationId ? [] : (['declaration'] as const)),
    'referral',
    'withdrawal',
  ]
}

const declared = (d: Violation['declaration']): Words =>
  d === null
    ? { vi: 'Gắn với một tờ khai ở địa bàn khác.', en: 'About a declaration of another area.' }
    : d.markedFalse
      ? {
          vi: `Gắn với tờ khai ngày ${date(d.onDay)}, đã ghi là sai.`,
          en: `About the declaration of ${date(d.onDay)}, marked false.`,
        }
      : {
          vi: `Gắn với tờ khai ngày ${date(d.onDay)}; tờ khai chưa được ghi là sai.`,
          en: `About the declaration of ${date(d.onDay)}; nobody has marked it false.`,
        }

/** One violation: what happened, by which article, who, what came of it; the next steps that may be taken. */
export function OneViolation({ violationId, onClose }: { violationId: string; onClose: () => void }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const [act, setAct] = useState<Act | null>(null)
  const [adding, setAdding] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const found = useRead(show, { violationId }, { keep: true })
  return (
    <Read of={found}>
      {(v) => (
        <Part
          title={{ vi: `${v.article ? `${v.article}: ` : ''}${v.act}`, en: `${v.article ? `${v.article}: ` : ''}${v.act}` }}
          actions={
            <Button variant="default" onClick={onClose}>
              {w({ vi: 'Đóng', en: 'Close' })}
            </Button>
          }
        >
          <Stack gap="md">
            {failed !== null && <ProblemAlert problem={problemOf(failed)} />}
            <p style={{ margin: 0 }} data-state={v.state}>
              <strong>{v.name ?? w({ vi: `chưa rõ là ai (${v.who ?? ''})`, en: `not known yet (${v.who ?? ''})` })}</strong>,{' '}
              {date(v.onDay)}, {v.place}, {v.areaName}. {w({ vi: 'Tình trạng: ', en: 'State: ' })}
              <strong>{w(stateWords[v.state])}</strong>.{' '}
              {v.fine === null
                ? v.range
                  ? w({
                      vi: `Khung phạt ${dong(v.range.min)} – ${dong(v.range.max)}.`,
                      en: `Range ${dong(v.range.min)} – ${dong(v.range.max)}.`,
                    })
                  : w({ vi: 'Khung phạt: chưa có số liệu.', en: 'Range: not known.' })
                : w({
                    vi: `Phạt ${dong(v.fine)}, đã nộp ${dong(v.paid)}, còn ${dong(v.owed)}.`,
                    en: `Fined ${dong(v.fine)}, paid ${dong(v.paid)}, owed ${dong(v.owed)}.`,
                  })}
            </p>
            <p style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{v.description}</p>
            {v.gate && <p style={{ margin: 0 }}>{w({ vi: `Ghi tại ${v.gate}.`, en: `Recorded at ${v.gate}.` })}</p>}
            {v.declarationId && <p style={{ margin: 0 }}>{w(declared(v.declaration))}</p>}
            {v.referWhenGrave && v.state !== 'referred' && (
              <p style={{ margin: 0 }}>
                {w({
                  vi: 'Nếu hậu quả nghiêm trọng: chuyển cơ quan có thẩm quyền',
                  en: 'Where the consequence is grave: refer to the competent authority',
                })}{' '}
                ({w(v.referWhenGrave)}).
              </p>
            )}
            <Group gap="sm">
              {actsOf(v)
                .filter((a) => may(verbOf[a]))
                .map((a) => (
                  <Button key={a} variant={a === 'decision' ? 'filled' : 'default'} onClick={() => setAct(a)}>
                    {w(stepWords[a])}
                  </Button>
                ))}
              {may(addEvidence) && (
                <Button variant="default" onClick={() => setAdding(true)}>
                  {w({ vi: 'Thêm chứng cứ', en: 'Add evidence' })}
                </Button>
              )}
            </Group>
            {v.steps.length > 0 && <Steps steps={v.steps} />}
            {v.evidence.length > 0 && <Evidence v={v} onFailed={setFailed} />}
          </Stack>
          {act && <StepForm key={act} violation={v} act={act} onClose={() => setAct(null)} />}
          {adding && <EvidenceForm violationId={violationId} onClose={() => setAdding(false)} />}
        </Part>
      )}
    </Read>
  )
}

const head = { margin: '0 0 4px', fontSize: '1rem' }
const rows = { margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }

/** What was done, in order; a step taken back stays, struck through, with the reason. */
function Steps({ steps }: { steps: Violation['steps'] }) {
  const { w } = useLanguage()
  return (
    <section>
      <h3 style={head}>{w({ vi: 'Các bước xử lý', en: 'Steps' })}</h3>
      <ol style={rows}>
        {steps.map((s) => {
          const said = [
            s.number && w({ vi: `số ${s.number}`, en: `no. ${s.number}` }),
            s.signatory,
            s.body,
            s.amount !== null && dong(s.amount),
            s.words,
          ].filter(Boolean)
          const name = `${w(stepWords[s.kind])}, ${date(s.onDay)}`
          return (
            <li key={s.stepId} style={{ overflowWrap: 'anywhere' }}>
              <span style={s.voidedAt ? { textDecoration: 'line-through' } : undefined}>
                <strong>{name}</strong>
                {said.length > 0 && `: ${said.join('; ')}`}
              </span>
              {s.voidedAt && ` ${w({ vi: `đã hủy: ${s.voidReason}`, en: `void: ${s.voidReason}` })}`}{' '}
              {s.mayVoid && (
                <TakeBack
                  verb={voidStep}
                  of={{ stepId: s.stepId }}
                  label={{ vi: 'Hủy bước', en: 'Take back' }}
                  what={name}
                  follows={{
                    vi: 'Bước này vẫn còn trong hồ sơ, ghi là đã hủy, kèm lý do; tình trạng và số tiền tính lại như chưa có nó.',
                    en: 'It stays on file as void, with the reason; state and sums are as if it had not been.',
                  }}
                />
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** Each file with its print, so that paper and file can be held against one another. */
function Evidence({ v, onFailed }: { v: Violation; onFailed: (error: unknown) => void }) {
  const { w, language } = useLanguage()
  return (
    <section>
      <h3 style={head}>{w({ vi: 'Chứng cứ', en: 'Evidence' })}</h3>
      <ul style={rows}>
        {v.evidence.map((e) => (
          <li key={e.evidenceId} style={{ overflowWrap: 'anywhere' }}>
            {e.voidedAt ? <s>{e.name}</s> : <strong>{e.name}</strong>},{' '}
            {e.bytes < 1024 ? `${number(e.bytes)} B` : `${number(e.bytes / 1024)} KB`}, {w({ vi: 'thêm lúc', en: 'added' })}{' '}
            {instant(e.addedAt, language)}
            {e.note && `; ${e.note}`}
            {e.voidedAt && `; ${w({ vi: `đã rút: ${e.voidReason}`, en: `taken back: ${e.voidReason}` })}`}{' '}
            {e.mayOpen && (
              <Button
                className="pd-no-print"
                size="compact-sm"
                variant="default"
                aria-label={`${w({ vi: 'Tải tệp', en: 'Download' })}: ${e.name}`}
                onClick={() => {
                  const { violationId } = v
                  call(evidenceFile, { violationId, evidenceId: e.evidenceId }).then((file) => saveFile(file as never), onFailed)
                }}
              >
                {w({ vi: 'Tải tệp', en: 'Download' })}
              </Button>
            )}{' '}
            {e.mayVoid && (
              <TakeBack
                verb={voidEvidence}
                of={{ violationId: v.violationId, evidenceId: e.evidenceId }}
                label={{ vi: 'Rút tệp', en: 'Take back' }}
                what={e.name}
                follows={{
                  vi: 'Tệp vẫn còn trong hồ sơ, ghi là đã rút, kèm lý do; chỉ người có thẩm quyền quyết định còn mở được.',
                  en: 'It stays on file as taken back, with the reason; only those who may decide still open it.',
                }}
              />
            )}
            <div className="pd-muted" style={{ fontSize: '0.75rem' }}>
              SHA-256: <span data-print>{e.sha256}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
