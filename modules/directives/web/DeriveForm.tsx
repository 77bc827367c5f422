import { Checkbox, MultiSelect, Textarea, TextInput } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { deriveTask } from '../tasks.contract.ts'
import { receiverOf, useReceivers } from './useRegister.ts'

interface DeriveFormProps {
  task: { taskId: string; words: string; dueOn: string | null }
  onClose: () => void
  onDone: (words: Words) => void
}

/** Gives parts of a task on: to each unit below, or to those chosen, in words of one's own. */
export function DeriveForm({ task, onClose, onDone }: DeriveFormProps) {
  const { w } = useLanguage()
  const { entries, byKey, eachTeam } = useReceivers()
  const write = useWrite(deriveTask)
  const [each, setEach] = useState(false)
  const [to, setTo] = useState<string[]>([])
  const [words, setWords] = useState(task.words)
  const [dueOn, setDueOn] = useState(task.dueOn)
  const [responsible, setResponsible] = useState('')
  const units = entries.find((e) => e.target.kind === 'each')
  const others = entries.filter((e) => e.target.kind !== 'each')
  return (
    <FormDialog
      title={{ vi: 'Cụ thể hóa: giao tiếp', en: 'Pass it on' }}
      submit={{ vi: 'Giao tiếp', en: 'Give it on' }}
      write={write}
      size="xl"
      blocked={words.trim().length < 3 || (!each && to.length === 0)}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          taskId: task.taskId,
          each,
          to: to.flatMap((key) => {
            const t = byKey.get(key)?.target
            if (!t || t.kind === 'each') return []
            return [{ ...receiverOf(t), responsible: responsible.trim() || null }]
          }),
          words: words.trim() === task.words ? null : words.trim(),
          dueOn: dueOn === task.dueOn ? null : dueOn,
        })
        if (done)
          onDone({
            vi: `Đã giao ${done.made.length} phần việc${done.there > 0 ? `; ${done.there} nơi đã có từ trước` : ''}.`,
            en: `${done.made.length} given${done.there > 0 ? `; ${done.there} had it already` : ''}.`,
          })
      }}
    >
      {(units || eachTeam) && (
        <Checkbox
          label={units?.label ?? eachTeam}
          checked={each}
          onChange={(event) => setEach(event.currentTarget.checked)}
          data-autofocus
        />
      )}
      <MultiSelect
        label={w({ vi: 'Hoặc chọn nơi nhận', en: 'Or choose who' })}
        data={others.map(({ value, label }) => ({ value, label }))}
        value={to}
        onChange={setTo}
        searchable
        limit={60}
        nothingFoundMessage={w({ vi: 'Không có trong danh bạ', en: 'In no register' })}
      />
      <Textarea
        label={w({ vi: 'Rõ việc', en: 'What' })}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={4000}
        required
      />
      <DayField
        label={{ vi: 'Hạn (không muộn hơn hạn được giao)', en: 'Deadline (not after that of the task)' }}
        value={dueOn}
        onChange={setDueOn}
      />
      {to.length > 0 && (
        <TextInput
          label={w({ vi: 'Người chịu trách nhiệm', en: 'Who is responsible' })}
          value={responsible}
          onChange={(event) => setResponsible(event.currentTarget.value)}
          maxLength={300}
        />
      )}
    </FormDialog>
  )
}
