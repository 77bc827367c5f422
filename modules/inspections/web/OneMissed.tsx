import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { newId } from '@phaodai/kernel/ids.ts'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { Conclusion, missedFever, review, type Step, voidReview } from '../missed.contract.ts'
import { conclusionWords, taskWords } from './words.ts'

/** The chain of duty of one case: who was to notice, what is known of those days, what is not; and what people concluded. */
export function OneMissed({ subjectId, onClose }: { subjectId: string; onClose: () => void }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const found = useRead(missedFever, { subjectId })
  const write = useWrite(voidReview)
  const [reviewing, setReviewing] = useState(false)
  const [back, setBack] = useState<string | null>(null)
  return (
    <Read of={found}>
      {({ row, chain, reviews, mayReview }) => (
        <Part
          title={{ vi: `${row.code} ${row.name}, ${row.areaName}`, en: `${row.code} ${row.name}, ${row.areaName}` }}
          actions={
            <Group gap="sm">
              {mayReview && (
                <Button onClick={() => setReviewing(true)}>{w({ vi: 'Ghi kết luận', en: 'Record a conclusion' })}</Button>
              )}
              <Button variant="default" onClick={onClose}>
                {w({ vi: 'Đóng', en: 'Close' })}
              </Button>
            </Group>
          }
        >
          <Stack gap="md">
            <p style={{ margin: 0 }}>
              {w({
                vi: `Khởi phát ${date(row.onsetOn)}, ${row.foundWhere ?? 'cơ sở y tế'} phát hiện ${date(row.foundOn)}, sau ${row.days} ngày. Phần mềm chỉ bày dữ kiện; người có thẩm quyền kết luận.`,
                en: `Onset ${date(row.onsetOn)}, found ${date(row.foundOn)} by ${row.foundWhere ?? 'a clinic'}, after ${row.days} days. Facts only; a person concludes.`,
              })}
            </p>
            <ol style={{ margin: 0, paddingLeft: 20, display: 'grid', gap: 12 }}>
              {chain.map((s) => (
                <Duty key={s.code} step={s} />
              ))}
            </ol>
            {reviews.map((r) => (
              <div key={r.reviewId} className="pd-surface" style={{ padding: 12, borderLeft: '6px solid var(--pd-accent)' }}>
                <strong>
                  {r.voidedAt && `(${w({ vi: 'đã rút', en: 'taken back' })}) `}
                  {w(conclusionWords[r.conclusion])}
                </strong>
                : {r.words}{' '}
                {w({
                  vi: `Văn bản ${r.document}, ${r.signatory} ký ngày ${date(r.signedOn)}.`,
                  en: `Document ${r.document}, signed by ${r.signatory} on ${date(r.signedOn)}.`,
                })}
                {r.voidReason && ` ${r.voidReason}`}
                {r.tasks.length > 0 && (
                  <ul style={{ margin: 0, paddingLeft: 20 }}>
                    {r.tasks.map((t) => (
                      <li key={t.taskId}>
                        {t.assignee}: {t.words} ({w(taskWords[t.state] ?? { vi: t.state, en: t.state })}
                        {t.dueOn && `, ${w({ vi: 'hạn', en: 'due' })} ${date(t.dueOn)}`})
                      </li>
                    ))}
                  </ul>
                )}
                {!r.voidedAt && may(voidReview) && (
                  <div>
                    <Button size="compact-sm" variant="default" onClick={() => setBack(r.reviewId)}>
                      {w({ vi: 'Rút kết luận', en: 'Take it back' })}
                    </Button>
                  </div>
                )}
              </div>
            ))}
          </Stack>
          {reviewing && <Conclude subjectId={subjectId} areaName={row.areaName} onClose={() => setReviewing(false)} />}
          <ConfirmDialog
            opened={back !== null}
            onClose={() => setBack(null)}
            title={{ vi: 'Rút kết luận', en: 'Take a conclusion back' }}
            consequence={
              <>
                {write.problem && <ProblemAlert problem={write.problem} />}
                {w({
                  vi: 'Ca trở lại danh sách chờ xem xét; kết luận cũ vẫn còn trong lịch sử. Nhiệm vụ đã giao rút ở trang nhiệm vụ.',
                  en: 'The case waits again; the old conclusion stays in the history. Its tasks are withdrawn there.',
                })}
              </>
            }
            confirm={{ vi: 'Rút kết luận', en: 'Take it back' }}
            reason={{ atLeast: 3 }}
            onConfirm={async (reason) => {
              if (back && (await write.send({ subjectId, reviewId: back, reason }))) setBack(null)
            }}
          />
        </Part>
      )}
    </Read>
  )
}

function Duty({ step }: { step: Step }) {
  const { w } = useLanguage()
  return (
    <li>
      <strong>{w(step.words)}</strong>
      {step.officers.length > 0 && ` · ${step.officers.join(', ')}`}
      {step.duties.map((d) => (
        <div key={d.words.vi} className="pd-muted">
          {w(d.words)} ({w(d.source)}
          {!d.here && `; ${w({ vi: 'văn bản của tỉnh khác, để tham khảo', en: 'another province’s document, for comparison' })}`})
        </div>
      ))}
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {step.facts.map((x) => (
          <li key={x.vi}>{w(x)}</li>
        ))}
        {step.gaps.map((x) => (
          <li key={x.vi}>
            <strong>{w({ vi: 'Chỗ trống', en: 'Gap' })}:</strong> {w(x)}
          </li>
        ))}
      </ul>
    </li>
  )
}

function Conclude({ subjectId, areaName, onClose }: { subjectId: string; areaName: string; onClose: () => void }) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(review)
  const [reviewId] = useState(newId)
  const [conclusion, setConclusion] = useState<Conclusion | ''>('')
  const [words, setWords] = useState('')
  const [document, setDocument] = useState('')
  const [signedOn, setSignedOn] = useState<string | null>(today)
  const [signatory, setSignatory] = useState('')
  const [task, setTask] = useState('')
  const [dueOn, setDueOn] = useState<string | null>(today)
  const ready = conclusion && words.trim().length >= 10 && document.trim() && signedOn && signatory.trim().length > 1
  return (
    <FormDialog
      title={{ vi: 'Kết luận của người có thẩm quyền', en: 'What a person concluded' }}
      submit={{ vi: 'Ghi kết luận', en: 'Record' }}
      write={write}
      blocked={!ready}
      onClose={onClose}
      onSubmit={async () => {
        if (!conclusion || !signedOn) return
        const tasks = task.trim().length > 2 ? [{ words: task.trim(), dueOn }] : []
        if (await write.send({ subjectId, reviewId, conclusion, words, document, signedOn, signatory, tasks })) onClose()
      }}
    >
      <ChoiceField
        label={{ vi: 'Kết luận', en: 'Conclusion' }}
        choices={Conclusion.options.map((value) => ({ value, words: conclusionWords[value] }))}
        value={conclusion}
        onChange={setConclusion}
        none={{ vi: 'Chọn', en: 'Choose' }}
        required
      />
      <Textarea
        autosize
        minRows={3}
        label={w({ vi: 'Căn cứ, bằng lời', en: 'The grounds, in words' })}
        value={words}
        onChange={(e) => setWords(e.currentTarget.value)}
        required
      />
      <Group align="start" gap="md">
        <TextInput
          label={w({ vi: 'Số, ký hiệu văn bản', en: 'Number of the document' })}
          value={document}
          onChange={(e) => setDocument(e.currentTarget.value)}
          required
        />
        <DayField label={{ vi: 'Ngày ký', en: 'Signed on' }} value={signedOn} onChange={setSignedOn} required />
      </Group>
      <TextInput
        label={w({ vi: 'Người ký', en: 'Signatory' })}
        value={signatory}
        onChange={(e) => setSignatory(e.currentTarget.value)}
        required
      />
      <Textarea
        autosize
        minRows={2}
        label={w({
          vi: `Nhiệm vụ giao cho ${areaName}, nếu có (không ghi tên người bệnh)`,
          en: `A task for ${areaName}, where there is one (no patient’s name)`,
        })}
        value={task}
        onChange={(e) => setTask(e.currentTarget.value)}
      />
      {task.trim() && <DayField label={{ vi: 'Hạn', en: 'Due' }} value={dueOn} onChange={setDueOn} />}
    </FormDialog>
  )
}
