import { Group, Select, Textarea, TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { measures } from '../measures.rules.ts'
import { giveTask } from '../tasks.contract.ts'
import { receiverOf, useReceivers } from './useRegister.ts'

/** One task without a document, to a body or a unit. */
export function GiveTask({ onClose, onDone }: { onClose: () => void; onDone: (taskId: string) => void }) {
  const { w } = useLanguage()
  const { entries, byKey } = useReceivers()
  const write = useWrite(giveTask)
  const [words, setWords] = useState('')
  const [to, setTo] = useState<string | null>(null)
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [responsible, setResponsible] = useState('')
  const [product, setProduct] = useState('')
  const [perDay, setPerDay] = useState<number | undefined>()
  const [everyDays, setEveryDays] = useState<number | undefined>()
  const [measure, setMeasure] = useState('')
  const target = to ? byKey.get(to)?.target : undefined
  const single = entries.filter((e) => e.target.kind !== 'each')
  return (
    <FormDialog
      title={{ vi: 'Giao nhiệm vụ', en: 'Give a task' }}
      submit={{ vi: 'Giao', en: 'Give it' }}
      write={write}
      size="xl"
      blocked={words.trim().length < 3 || !target}
      onClose={onClose}
      onSubmit={async () => {
        if (!target || target.kind === 'each') return
        const made = await write.send({
          words: words.trim(),
          ...receiverOf(target),
          dueOn,
          responsible: responsible.trim() || null,
          product: product.trim() || null,
          perDay: perDay ?? null,
          everyDays: everyDays ?? null,
          measure: measure || null,
          source: { kind: 'direct' },
        })
        if (made) onDone(made.taskId)
      }}
    >
      <Textarea
        label={w({ vi: 'Rõ việc', en: 'What' })}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={4000}
        required
        data-autofocus
      />
      <Select
        label={w({ vi: 'Rõ người: giao cho', en: 'Who' })}
        placeholder={w({ vi: 'tìm cơ quan, huyện, xã, tổ…', en: 'find a body, unit or team…' })}
        data={single.map(({ value, label }) => ({ value, label }))}
        value={to}
        onChange={setTo}
        searchable
        limit={60}
        required
        nothingFoundMessage={w({ vi: 'Không có trong danh bạ', en: 'In no register' })}
      />
      <TextInput
        label={w({ vi: 'Rõ trách nhiệm: người chịu trách nhiệm', en: 'Whose responsibility' })}
        value={responsible}
        onChange={(event) => setResponsible(event.currentTarget.value)}
        maxLength={300}
      />
      <Group gap="md" align="flex-start">
        <DayField label={{ vi: 'Rõ thời gian: hạn', en: 'When: deadline' }} value={dueOn} onChange={setDueOn} />
        <NumberField
          label={{ vi: 'Số lần mỗi ngày', en: 'Times a day' }}
          value={perDay}
          onChange={setPerDay}
          min={1}
          max={24}
          whole
        />
        <NumberField
          label={{ vi: 'Mấy ngày một lần', en: 'Once in days' }}
          value={everyDays}
          onChange={setEveryDays}
          min={1}
          max={90}
          whole
        />
      </Group>
      <TextInput
        label={w({ vi: 'Rõ kết quả: sản phẩm', en: 'Which result' })}
        value={product}
        onChange={(event) => setProduct(event.currentTarget.value)}
        maxLength={300}
      />
      <ChoiceField<string>
        label={{ vi: 'Thước đo tự động', en: 'Live measure' }}
        none={{ vi: 'Không', en: 'None' }}
        choices={measures.map((m) => ({ value: m.code, words: m.words }))}
        value={measure}
        onChange={setMeasure}
      />
    </FormDialog>
  )
}
