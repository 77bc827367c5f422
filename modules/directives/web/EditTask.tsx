import { Button, Checkbox, Group, MultiSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { addBody } from '@phaodai/modules/areas/areas.contract.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { Assignee, Item } from '../draft.contract.ts'
import type { Target } from '../match.rules.ts'
import { measures } from '../measures.rules.ts'
import { keyOfTarget, useRegister } from './useRegister.ts'

/** Everything of one task: the five "rõ", the rhythm, the figure that measures it. */
export function EditTask({
  item,
  n,
  onSave,
  onClose,
}: {
  item: Item
  n: number
  onSave: (item: Item) => void
  onClose: () => void
}) {
  const { w } = useLanguage()
  const [i, setItem] = useState(item)
  const set = (change: Partial<Item>) => setItem((was) => ({ ...was, ...change }))
  // by the name and not by its place: the list may change while a name is being added to the register
  const setWho = (written: string, change: Partial<Assignee>) =>
    setItem((was) => ({ ...was, assignees: was.assignees.map((a) => (a.written === written ? { ...a, ...change } : a)) }))
  const twoRhythms = (i.perDay ?? 1) > 1 && (i.everyDays ?? 1) > 1
  const [newWho, setNewWho] = useState('')
  const { post } = useSession()
  // kept only when the name that is being added is there: a task kept before it would go to nobody
  const adding = useWrite(addBody)
  const register = async (written: string) => {
    const name = written.slice(0, 200)
    const made = await adding.send({ areaId: post.areaId, kind: 'co-quan', name })
    if (made) setWho(written, { to: [{ kind: 'body', bodyId: made.bodyId, areaId: post.areaId, name }], sure: true })
  }
  return (
    <FormDialog
      title={{ vi: `Sửa nhiệm vụ ${n}`, en: `Edit task ${n}` }}
      submit={{ vi: 'Giữ với nội dung này', en: 'Keep it like this' }}
      write={adding}
      size="xl"
      blocked={i.words.trim().length < 3 || twoRhythms}
      onClose={onClose}
      onSubmit={() => onSave({ ...i, words: i.words.trim(), decision: 'kept' })}
    >
      <Textarea
        label={w({ vi: 'Rõ việc', en: 'What' })}
        value={i.words}
        onChange={(event) => set({ words: event.currentTarget.value })}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        required
        data-autofocus
      />
      <Stack gap="sm">
        {i.assignees.map((a) => (
          <Who
            key={a.written}
            assignee={a}
            adding={adding.busy}
            onRegister={() => void register(a.written)}
            onChange={(change) => setWho(a.written, change)}
            onRemove={() => set({ assignees: i.assignees.filter((other) => other.written !== a.written) })}
          />
        ))}
        <Group gap="sm" align="flex-end">
          <TextInput
            label={w({ vi: 'Thêm nơi nhận', en: 'Add an assignee' })}
            placeholder={w({ vi: 'như trong văn bản', en: 'as the document says' })}
            value={newWho}
            onChange={(event) => setNewWho(event.currentTarget.value)}
            style={{ flex: 1, minWidth: '10rem' }}
            maxLength={300}
          />
          <Button
            variant="default"
            disabled={newWho.trim() === '' || i.assignees.some((a) => a.written === newWho.trim())}
            onClick={() => {
              set({ assignees: [...i.assignees, { written: newWho.trim(), to: [], sure: false, proposals: [] }] })
              setNewWho('')
            }}
          >
            {w({ vi: 'Thêm', en: 'Add' })}
          </Button>
        </Group>
      </Stack>
      <TextInput
        label={w({ vi: 'Rõ trách nhiệm: người chịu trách nhiệm', en: 'Whose responsibility' })}
        value={i.responsible ?? ''}
        onChange={(event) => set({ responsible: event.currentTarget.value || null })}
        maxLength={300}
      />
      <Group gap="md" align="flex-start">
        <DayField label={{ vi: 'Từ ngày', en: 'From' }} value={i.startsOn} onChange={(startsOn) => set({ startsOn })} />
        <DayField
          label={{ vi: 'Rõ thời gian: hạn', en: 'When: deadline' }}
          value={i.dueOn}
          onChange={(dueOn) => set({ dueOn, ...(dueOn === null && { dueTime: null, dueBefore: false }) })}
        />
        <Checkbox
          mt="xl"
          label={w({ vi: 'Trước ngày đó (chính ngày đó là muộn)', en: 'Before that day' })}
          checked={i.dueBefore}
          disabled={!i.dueOn}
          onChange={(event) => set({ dueBefore: event.currentTarget.checked })}
        />
      </Group>
      <Group gap="md" align="flex-start">
        <NumberField
          label={{ vi: 'Số lần mỗi ngày', en: 'Times a day' }}
          value={i.perDay ?? undefined}
          onChange={(n) => set({ perDay: n ?? null })}
          min={1}
          max={24}
          whole
        />
        <NumberField
          label={{ vi: 'Mấy ngày một lần', en: 'Once in days' }}
          value={i.everyDays ?? undefined}
          onChange={(n) => set({ everyDays: n ?? null })}
          min={1}
          max={90}
          whole
        />
        <DayField label={{ vi: 'Đến hết ngày', en: 'Until' }} value={i.untilOn} onChange={(untilOn) => set({ untilOn })} />
      </Group>
      {twoRhythms && (
        <p role="alert" style={{ margin: 0 }}>
          {w({ vi: 'Chỉ ghi một nhịp: số lần mỗi ngày, hoặc mấy ngày một lần.', en: 'One rhythm only.' })}
        </p>
      )}
      <Group gap="md" grow align="flex-start">
        <TextInput
          label={w({ vi: 'Rõ kết quả: sản phẩm', en: 'Which result' })}
          value={i.product ?? ''}
          onChange={(event) => set({ product: event.currentTarget.value || null })}
          maxLength={300}
        />
        <TextInput
          label={w({ vi: 'Báo cáo cho', en: 'Reports to' })}
          value={i.reportTo ?? ''}
          onChange={(event) => set({ reportTo: event.currentTarget.value || null })}
          maxLength={300}
        />
      </Group>
      <ChoiceField<string>
        label={{ vi: 'Thước đo tự động', en: 'Live measure' }}
        none={{ vi: 'Không', en: 'None' }}
        choices={measures.map((m) => ({ value: m.code, words: m.words }))}
        value={i.measure ?? ''}
        onChange={(measure) => set({ measure: measure || null })}
      />
    </FormDialog>
  )
}

/** One name of the document, and whom of the register it means. */
function Who(props: {
  assignee: Assignee
  adding: boolean
  onRegister: () => void
  onChange: (change: Partial<Assignee>) => void
  onRemove: () => void
}) {
  const { assignee: a, adding, onRegister, onChange, onRemove } = props
  const { w } = useLanguage()
  const { may } = useSession()
  const { entries, byKey } = useRegister()
  const chosen = a.to.map(keyOfTarget)
  const pick = (keys: readonly string[]) => {
    const to = keys.flatMap((k): Target[] => {
      const known = byKey.get(k)?.target ?? [...a.to, ...a.proposals].find((t) => keyOfTarget(t) === k)
      return known ? [known] : []
    })
    onChange({ to, sure: to.length > 0 })
  }
  const shown = entries.length > 0 ? entries : a.to.map((t) => ({ value: keyOfTarget(t), label: t.name }))
  const others = a.proposals.filter((p) => !chosen.includes(keyOfTarget(p)))
  return (
    <div className="pd-surface" style={{ padding: 12 }}>
      <MultiSelect
        label={w({ vi: `Rõ người: "${a.written}" là`, en: `Who: "${a.written}" is` })}
        placeholder={a.to.length === 0 ? w({ vi: 'tìm cơ quan, huyện, xã…', en: 'find a body or unit…' }) : ''}
        data={shown.map(({ value, label }) => ({ value, label }))}
        value={chosen}
        onChange={pick}
        searchable
        limit={60}
        nothingFoundMessage={w({ vi: 'Không có trong danh bạ', en: 'In no register' })}
        comboboxProps={{ withinPortal: true }}
      />
      <Group gap="xs" mt="xs">
        {!a.sure && a.to.length > 0 && (
          <Button size="compact-sm" onClick={() => onChange({ sure: true })}>
            {w({ vi: 'Đúng như vậy', en: 'That is right' })}
          </Button>
        )}
        {others.slice(0, 4).map((p) => (
          <Button key={keyOfTarget(p)} size="compact-sm" variant="default" onClick={() => onChange({ to: [p], sure: true })}>
            {p.name}
          </Button>
        ))}
        {a.to.length === 0 && may(addBody) && (
          <Button size="compact-sm" variant="default" loading={adding} onClick={onRegister}>
            {w({ vi: 'Thêm tên này vào danh bạ', en: 'Add it to the register' })}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" onClick={onRemove}>
          {w({ vi: 'Bỏ nơi nhận này', en: 'Remove' })}
        </Button>
      </Group>
    </div>
  )
}
