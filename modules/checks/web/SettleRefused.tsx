import { Group, Textarea, TextInput } from '@mantine/core'
import { hour, localDate } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { instantOf } from '@phaodai/web/fields/act.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { settleRefused } from '../checks.contract.ts'
import { HomeSelect } from './HomeSelect.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import type { Refused } from './Refused.tsx'
import { answerWords, slotWords } from './words.ts'

type AnswerCode = keyof typeof answerWords
type SlotCode = keyof typeof slotWords
const outcomeWords: Record<string, Words> = {
  applied: { vi: 'Đã nhận.', en: 'Taken in.' },
  merged: { vi: 'Đã nhận, bên cạnh lượt hỏi khác của buổi đó.', en: 'Taken in beside another of that slot.' },
  conflict: { vi: 'Đã nhận; trái với một lượt hỏi khác của buổi đó.', en: 'Taken in; it contradicts another of that slot.' },
  duplicate: { vi: 'Lượt hỏi này đã có.', en: 'It was here already.' },
}

/** A person takes it in, set right where it was wrong, or leaves it; either with the reason. */
export function SettleRefused(props: {
  row: Refused
  how: 'apply' | 'discard'
  onClose: () => void
  onDone: (words: Words) => void
}) {
  const { row, how, onClose, onDone } = props
  const write = useWrite(settleRefused)
  if (how === 'apply') return <Apply {...props} write={write} />
  return (
    <ReasonDialog
      title={{ vi: 'Bỏ lượt hỏi này', en: 'Discard this check' }}
      consequence={{
        vi: 'Lượt hỏi không được tính; nội dung và lý do vẫn được giữ. Gửi lại cùng nội dung sẽ không hỏi lại.',
        en: 'It does not count; it is kept with the reason. Sent again, it is not asked about again.',
      }}
      submit={{ vi: 'Bỏ', en: 'Discard' }}
      write={write}
      onClose={onClose}
      onReason={async (reason) => {
        if (await write.send({ refusedId: row.refusedId, how: 'discard', reason }))
          onDone({ vi: 'Đã bỏ lượt hỏi.', en: 'The check was discarded.' })
      }}
    />
  )
}

function Apply({
  row,
  write,
  onClose,
  onDone,
}: {
  row: Refused
  write: ReturnType<typeof useWrite<typeof settleRefused>>
  onClose: () => void
  onDone: (words: Words) => void
}) {
  const { w } = useLanguage()
  const was = (row.payload ?? {}) as Record<string, unknown>
  const text = (key: string) => (typeof was[key] === 'string' ? (was[key] as string) : '')
  const capturedAt = Number.isNaN(Date.parse(text('capturedAt'))) ? null : text('capturedAt')
  const [day, setDay] = useState<string | null>(text('onDay') || null)
  const [slot, setSlot] = useState(text('slot') as SlotCode | '')
  const [answer, setAnswer] = useState(text('answer') as AnswerCode | '')
  const [time, setTime] = useState(capturedAt ? hour(capturedAt) : '')
  const [home, setHome] = useState<string | null>(row.home?.householdId ?? null)
  const [reason, setReason] = useState('')
  const at = instantOf(day, time)
  const changes = {
    ...(home && home !== was.householdId && { householdId: home }),
    ...(day && day !== was.onDay && { onDay: day }),
    ...(slot && slot !== was.slot && { slot }),
    ...(answer && answer !== was.answer && { answer, ...(answer !== 'symptom' && was.answer === 'symptom' && { symptoms: [] }) }),
    // the hour alone is compared: seconds of the phone are kept where nobody said otherwise
    ...(at && (!capturedAt || hour(capturedAt) !== hour(at) || localDate(capturedAt) !== localDate(at)) && { capturedAt: at }),
  }
  return (
    <FormDialog
      title={{ vi: 'Sửa và nhận lượt hỏi', en: 'Mend and take in' }}
      submit={{ vi: 'Nhận', en: 'Take it in' }}
      write={write}
      blocked={reason.trim().length < 3 || !home || !day || !slot || !answer || !at}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          refusedId: row.refusedId,
          how: 'apply',
          reason: reason.trim(),
          ...(Object.keys(changes).length > 0 && { changes }),
        })
        if (done) onDone(outcomeWords[done.outcome ?? 'applied'] ?? outcomeWords.applied!)
      }}
    >
      <p style={{ margin: 0 }}>{w(row.words)}.</p>
      <HomeSelect areaId={row.communeId} value={home} onChange={setHome} />
      <Group align="flex-start" grow>
        <DayField label={{ vi: 'Ngày', en: 'Day' }} value={day} onChange={setDay} required />
        <ChoiceField
          label={{ vi: 'Buổi', en: 'Slot' }}
          none={{ vi: 'Chọn', en: 'Choose' }}
          choices={(Object.keys(slotWords) as SlotCode[]).map((value) => ({ value, words: slotWords[value] }))}
          value={slot}
          onChange={setSlot}
          required
        />
        <TextInput
          label={w({ vi: 'Giờ hỏi', en: 'Hour' })}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
          inputMode="numeric"
          required
        />
      </Group>
      <ChoiceField
        label={{ vi: 'Trả lời', en: 'Answer' }}
        none={{ vi: 'Chọn', en: 'Choose' }}
        choices={(Object.keys(answerWords) as AnswerCode[])
          .filter((value) => value !== 'symptom' || was.answer === 'symptom')
          .map((value) => ({ value, words: answerWords[value] }))}
        value={answer}
        onChange={setAnswer}
        required
      />
      <Textarea
        label={w({ vi: 'Lý do (được lưu cùng thao tác)', en: 'Reason (kept with the action)' })}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={500}
        required
      />
    </FormDialog>
  )
}
