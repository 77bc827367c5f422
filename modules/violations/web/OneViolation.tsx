import { Button, Group, Stack } from '@mantine/core'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
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
  const { w, language } = useLanguage()
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
            {v.steps.length > 0 && (
              <PlainTable
                words
                label={{ vi: 'Các bước xử lý', en: 'Steps' }}
                table={[
                  columnOf(
                    { vi: 'Bước', en: 'Step' },
                    v.steps.map((s) => w(stepWords[s.kind]) + (s.voidedAt ? w({ vi: ' (đã hủy)', en: ' (void)' }) : '')),
                  ),
                  columnOf(
                    { vi: 'Ngày', en: 'Day' },
                    v.steps.map((s) => date(s.onDay)),
                  ),
                  columnOf(
                    { vi: 'Số', en: 'Number' },
                    v.steps.map((s) => s.number ?? '–'),
                  ),
                  columnOf(
                    { vi: 'Người ký, cơ quan', en: 'Signatory, body' },
                    v.steps.map((s) => [s.signatory, s.body].filter(Boolean).join(', ') || '–'),
                  ),
                  columnOf(
                    { vi: 'Số tiền', en: 'Amount' },
                    v.steps.map((s) => dong(s.amount)),
                  ),
                  columnOf(
                    { vi: 'Nội dung', en: 'Words' },
                    v.steps.map((s) => s.voidReason ?? s.words ?? '–'),
                  ),
                  ...(v.steps.some((s) => s.mayVoid)
                    ? [
                        columnOf(
                          { vi: 'Việc', en: 'Act' },
                          v.steps.map(() => ''),
                          (_, row) => {
                            const s = v.steps[row]!
                            if (!s.mayVoid) return ''
                            return (
                              <TakeBack
                                verb={voidStep}
                                of={{ stepId: s.stepId }}
                                label={{ vi: 'Hủy bước', en: 'Take back' }}
                                what={`${w(stepWords[s.kind])}, ${date(s.onDay)}`}
                                follows={{
                                  vi: 'Bước này vẫn còn trong hồ sơ, ghi là đã hủy, kèm lý do; tình trạng và số tiền tính lại như chưa có nó.',
                                  en: 'It stays on file as void, with the reason; state and sums are as if it had not been.',
                                }}
                              />
                            )
                          },
                        ),
                      ]
                    : []),
                ]}
              />
            )}
            {v.evidence.length > 0 && (
              <PlainTable
                words
                label={{ vi: 'Chứng cứ', en: 'Evidence' }}
                table={[
                  columnOf(
                    { vi: 'Tệp', en: 'File' },
                    v.evidence.map((e) => e.name),
                    (name, row) =>
                      v.evidence[row]!.voidedAt ? (
                        <s>{name}</s>
                      ) : (
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => {
                            const { evidenceId } = v.evidence[row]!
                            call(evidenceFile, { violationId, evidenceId }).then((file) => saveFile(file as never), setFailed)
                          }}
                        >
                          {name}
                        </Button>
                      ),
                  ),
                  columnOf(
                    { vi: 'Cỡ', en: 'Size' },
                    v.evidence.map((e) => (e.bytes < 1024 ? `${number(e.bytes)} B` : `${number(e.bytes / 1024)} KB`)),
                  ),
                  columnOf(
                    { vi: 'Mã SHA-256', en: 'SHA-256' },
                    v.evidence.map((e) => e.sha256),
                  ),
                  columnOf(
                    { vi: 'Thêm lúc', en: 'Added' },
                    v.evidence.map((e) => instant(e.addedAt, language)),
                  ),
                  columnOf(
                    { vi: 'Ghi chú', en: 'Note' },
                    v.evidence.map((e) =>
                      e.voidedAt ? w({ vi: `đã rút: ${e.voidReason}`, en: `taken back: ${e.voidReason}` }) : (e.note ?? '–'),
                    ),
                  ),
                  ...(may(voidEvidence)
                    ? [
                        columnOf(
                          { vi: 'Việc', en: 'Act' },
                          v.evidence.map(() => ''),
                          (_, row) => {
                            const e = v.evidence[row]!
                            if (e.voidedAt) return ''
                            return (
                              <TakeBack
                                verb={voidEvidence}
                                of={{ violationId, evidenceId: e.evidenceId }}
                                label={{ vi: 'Rút tệp', en: 'Take back' }}
                                what={e.name}
                                follows={{
                                  vi: 'Tệp không mở được nữa; tên, mã và lý do vẫn còn trong hồ sơ.',
                                  en: 'The file cannot be opened any more; its name, print and the reason stay on file.',
                                }}
                              />
                            )
                          },
                        ),
                      ]
                    : []),
                ]}
              />
            )}
          </Stack>
          {act && <StepForm key={act} violation={v} act={act} onClose={() => setAct(null)} />}
          {adding && <EvidenceForm violationId={violationId} onClose={() => setAdding(false)} />}
        </Part>
      )}
    </Read>
  )
}
