import { Checkbox, Group, Textarea, TextInput } from '@mantine/core'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import type { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { settle } from '../../devices/devices.contract.ts'
import { HomeSelect } from './HomeSelect.tsx'
import { isFarDay, type Mendable, mendable, mendedIn } from './mended.ts'

/** A person takes refused work in, set right where it was wrong; a visit or a report stays in the name of who recorded it. What the work does not hold is not asked for. */
export function MendWork(props: {
  title: Words
  words: Words
  communeId: number
  payload: unknown
  capturedAt: string
  write: ReturnType<typeof useWrite<typeof settle>>
  onClose: () => void
  onMended: (changes: Record<string, unknown>, reason: string, dayAsSaid: boolean) => Promise<void>
}) {
  const { w } = useLanguage()
  const payload = (props.payload && typeof props.payload === 'object' ? props.payload : {}) as Record<string, unknown>
  const [said, setSaid] = useState<Mendable>(() => mendable(payload))
  const [reason, setReason] = useState('')
  const set = (more: Mendable) => setSaid((was) => ({ ...was, ...more }))
  const has = (key: keyof Mendable) => key in said
  const { today } = useSession()
  const day = said.onDay ?? null
  const far = isFarDay(day, today, payload, props.capturedAt)
  const [sure, setSure] = useState<string | null>(null)
  const dayAsSaid = far && sure === day
  return (
    <FormDialog
      title={props.title}
      submit={{ vi: 'Nhận', en: 'Take it in' }}
      write={props.write}
      blocked={
        reason.trim().length < 3 ||
        far !== dayAsSaid ||
        (has('householdId') && !said.householdId) ||
        (has('onDay') && !said.onDay)
      }
      onClose={props.onClose}
      onSubmit={() => props.onMended(mendedIn(payload, said), reason.trim(), dayAsSaid)}
    >
      <p style={{ margin: 0 }}>{w(props.words)}.</p>
      {has('householdId') && (
        <HomeSelect areaId={props.communeId} value={said.householdId ?? null} onChange={(householdId) => set({ householdId })} />
      )}
      {has('fullName') && (
        <Group align="flex-start" grow>
          <TextInput
            label={w({ vi: 'Họ tên', en: 'Name' })}
            value={said.fullName ?? ''}
            onChange={(e) => set({ fullName: e.currentTarget.value })}
          />
          <NumberField
            label={{ vi: 'Năm sinh', en: 'Year of birth' }}
            value={said.birthYear}
            onChange={(birthYear) => set({ birthYear })}
            whole
          />
        </Group>
      )}
      <Group align="flex-start" grow>
        {has('onDay') && (
          <DayField label={{ vi: 'Ngày', en: 'Day' }} value={said.onDay ?? null} onChange={(onDay) => set({ onDay })} required />
        )}
        {has('people') && (
          <NumberField
            label={{ vi: 'Số người', en: 'People' }}
            value={said.people}
            onChange={(people) => set({ people })}
            whole
          />
        )}
        {has('temperature') && (
          <NumberField
            label={{ vi: 'Nhiệt độ (°C)', en: 'Temperature (°C)' }}
            value={said.temperature}
            onChange={(temperature) => set({ temperature })}
          />
        )}
        {has('spo2') && (
          <NumberField label={{ vi: 'SpO2 (%)', en: 'SpO2 (%)' }} value={said.spo2} onChange={(spo2) => set({ spo2 })} whole />
        )}
      </Group>
      {far && (
        <Checkbox
          label={w({
            vi: `Đã hỏi lại, đúng là ngày ${date(day)}`,
            en: `Asked again: it was on ${date(day)}`,
          })}
          description={w({ vi: 'Ngày này cách nay hơn một năm.', en: 'More than a year ago.' })}
          checked={dayAsSaid}
          onChange={(e) => setSure(e.currentTarget.checked ? day : null)}
        />
      )}
      {has('place') && (
        <TextInput
          label={w({ vi: 'Nơi đến hoặc đi', en: 'From or to' })}
          value={said.place ?? ''}
          onChange={(e) => set({ place: e.currentTarget.value })}
        />
      )}
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
