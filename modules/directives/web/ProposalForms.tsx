import { Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { acceptProposal, type ProposalRow, propose } from '../proposals.contract.ts'
import { ANSWER_DAYS, proposalKinds } from '../proposals.rules.ts'
import { receiverOf, useRegister } from './useRegister.ts'
import { proposalKindWords } from './words.ts'

/** What is asked of the level above, why, how much, by when. */
export function Propose(p: { onClose: () => void; onDone: (toName: string) => void }) {
  const { w } = useLanguage()
  const write = useWrite(propose)
  const [kind, setKind] = useState<(typeof proposalKinds)[number]>('people')
  const [words, setWords] = useState('')
  const [reason, setReason] = useState('')
  const [quantity, setQuantity] = useState<number | undefined>()
  const [unit, setUnit] = useState('')
  const [neededOn, setNeeded] = useState<string | null>(null)
  const [answerBy, setAnswer] = useState<string | null>(null)
  return (
    <FormDialog
      title={{ vi: 'Đề nghị lên cấp trên', en: 'Ask something of the level above' }}
      submit={{ vi: 'Gửi đề nghị', en: 'Send it' }}
      write={write}
      blocked={words.trim().length < 3 || reason.trim().length < 3}
      onClose={p.onClose}
      onSubmit={async () => {
        const made = await write.send({
          ...{ kind, words: words.trim(), reason: reason.trim(), neededOn, answerBy },
          ...{ quantity: quantity ?? null, unit: unit.trim() || null },
        })
        if (!made) return
        p.onDone(made.toName)
        p.onClose()
      }}
    >
      <ChoiceField
        label={{ vi: 'Đề nghị gì', en: 'What for' }}
        choices={proposalKinds.map((value) => ({ value, words: proposalKindWords[value] }))}
        value={kind}
        onChange={setKind}
      />
      <Textarea
        label={w({ vi: 'Nội dung', en: 'In words' })}
        value={words}
        onChange={(e) => setWords(e.currentTarget.value)}
        required
        autosize
        minRows={2}
        data-autofocus
      />
      <Textarea
        label={w({ vi: 'Lý do: đã làm gì, còn thiếu gì', en: 'Why: what was done, what is missing' })}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
        required
        autosize
        minRows={2}
      />
      <Group align="start" gap="md">
        <NumberField label={{ vi: 'Số lượng', en: 'How many' }} value={quantity} onChange={setQuantity} min={1} />
        <TextInput
          label={w({ vi: 'Đơn vị tính', en: 'Unit' })}
          placeholder={w({ vi: 'người, giường, bộ', en: 'people, beds, kits' })}
          value={unit}
          onChange={(e) => setUnit(e.currentTarget.value)}
        />
        <DayField label={{ vi: 'Cần trước ngày', en: 'Needed by' }} value={neededOn} onChange={setNeeded} />
        <DayField
          label={{ vi: 'Xin trả lời trước ngày', en: 'Answer by' }}
          description={{
            vi: `Để trống: ${ANSWER_DAYS} ngày, mặc định của phần mềm.`,
            en: `Empty: ${ANSWER_DAYS} days, this product’s own.`,
          }}
          value={answerBy}
          onChange={setAnswer}
        />
      </Group>
    </FormDialog>
  )
}

/** The answer, and what becomes of it: a task of somebody, a draft document, or neither. */
export function Accept({ row, ...p }: { row: ProposalRow; onClose: () => void; onDone: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(acceptProposal)
  const { entries, byKey } = useRegister()
  const [words, setWords] = useState('')
  const [to, setTo] = useState<string | null>(null)
  const [task, setTask] = useState(row.words)
  const [dueOn, setDue] = useState<string | null>(row.neededOn)
  const [draft, setDraft] = useState(false)
  const target = to ? byKey.get(to)?.target : undefined
  return (
    <FormDialog
      title={{ vi: `Chấp thuận đề nghị của ${row.name}`, en: `Accept what ${row.name} asked for` }}
      submit={{ vi: 'Chấp thuận', en: 'Accept' }}
      write={write}
      blocked={words.trim().length < 3 || (target !== undefined && task.trim().length < 3)}
      onClose={p.onClose}
      onSubmit={async () => {
        const given = target && target.kind !== 'each' ? { ...receiverOf(target), words: task.trim(), dueOn } : null
        if (!(await write.send({ proposalId: row.proposalId, words: words.trim(), task: given, draft }))) return
        p.onDone()
        p.onClose()
      }}
    >
      <Textarea
        label={w({ vi: 'Trả lời', en: 'The answer' })}
        value={words}
        onChange={(e) => setWords(e.currentTarget.value)}
        required
        autosize
        minRows={2}
        data-autofocus
      />
      <Select
        label={w({ vi: 'Giao thành nhiệm vụ của', en: 'Make it a task of' })}
        placeholder={w({ vi: 'Không giao', en: 'No task' })}
        data={entries.filter((e) => e.target.kind !== 'each').map(({ value, label }) => ({ value, label }))}
        value={to}
        onChange={setTo}
        searchable
        clearable
        limit={30}
      />
      {target && (
        <Group align="start" gap="md">
          <Textarea
            label={w({ vi: 'Việc phải làm', en: 'What is to be done' })}
            value={task}
            onChange={(e) => setTask(e.currentTarget.value)}
            required
            autosize
            style={{ flex: 1, minWidth: 220 }}
          />
          <DayField label={{ vi: 'Hạn', en: 'Due' }} value={dueOn} onChange={setDue} />
        </Group>
      )}
      <Checkbox
        label={w({ vi: 'Lập dự thảo văn bản trả lời trong sổ văn bản', en: 'Put a draft reply into the book of documents' })}
        checked={draft}
        onChange={(e) => setDraft(e.currentTarget.checked)}
      />
    </FormDialog>
  )
}
