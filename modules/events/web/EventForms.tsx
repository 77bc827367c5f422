import { Group, TextInput } from '@mantine/core'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { UnitField } from '@phaodai/web/fields/UnitField.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { decide, type EventRow, register } from '../events.contract.ts'
import { howWords, settingWords } from './words.ts'

type Setting = EventRow['setting']
type How = NonNullable<EventRow['how']>

export function RegisterEvent({ onClose }: { onClose: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(register)
  const [eventId] = useState(() => crypto.randomUUID())
  const [communeId, setCommuneId] = useState<number | null>(null)
  const [name, setName] = useState('')
  const [organiser, setOrganiser] = useState('')
  const [place, setPlace] = useState('')
  const [setting, setSetting] = useState<Setting | ''>('')
  const [fromOn, setFromOn] = useState<string | null>(null)
  const [untilOn, setUntilOn] = useState<string | null>(null)
  const [people, setPeople] = useState<number | undefined>(undefined)
  const [rooms, setRooms] = useState<number | undefined>(1)
  const ready =
    name.trim().length > 2 && organiser.trim().length > 1 && place.trim().length > 1 && setting && fromOn && people && rooms
  return (
    <FormDialog
      title={{ vi: 'Đăng ký sự kiện, cuộc họp', en: 'Register an event or meeting' }}
      submit={{ vi: 'Đăng ký', en: 'Register' }}
      write={write}
      blocked={!ready || (untilOn !== null && fromOn !== null && untilOn < fromOn)}
      onClose={onClose}
      onSubmit={async () => {
        if (!setting || !fromOn || !people || !rooms) return
        const where = communeId === null ? {} : { communeId }
        if (
          await write.send({
            eventId,
            ...where,
            name,
            organiser,
            place,
            setting,
            fromOn,
            ...(untilOn && { untilOn }),
            people,
            rooms,
          })
        )
          onClose()
      }}
    >
      <UnitField
        label={{ vi: 'Xã, phường', en: 'Commune' }}
        description={{ vi: 'Bỏ trống nếu là xã của bạn.', en: 'Leave empty for your own.' }}
        tier="commune"
        value={communeId}
        onChange={setCommuneId}
      />
      <TextInput
        label={w({ vi: 'Tên sự kiện, cuộc họp', en: 'Name' })}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
        required
      />
      <TextInput
        label={w({ vi: 'Đơn vị tổ chức', en: 'Organiser' })}
        value={organiser}
        onChange={(e) => setOrganiser(e.currentTarget.value)}
        required
      />
      <TextInput
        label={w({ vi: 'Địa điểm', en: 'Place' })}
        value={place}
        onChange={(e) => setPlace(e.currentTarget.value)}
        required
      />
      <ChoiceField
        label={{ vi: 'Hình thức', en: 'Setting' }}
        choices={(Object.keys(settingWords) as Setting[]).map((value) => ({ value, words: settingWords[value] }))}
        value={setting}
        onChange={setSetting}
        none={{ vi: 'Chọn', en: 'Choose' }}
        required
      />
      <Group align="start" gap="md">
        <NumberField
          label={{ vi: 'Số người dự kiến', en: 'People expected' }}
          value={people}
          onChange={setPeople}
          min={1}
          max={1_000_000}
          whole
        />
        {setting !== 'outdoor' && (
          <NumberField label={{ vi: 'Số phòng', en: 'Rooms' }} value={rooms} onChange={setRooms} min={1} max={1000} whole />
        )}
      </Group>
      <Group align="start" gap="md">
        <DayField label={{ vi: 'Từ ngày', en: 'From' }} value={fromOn} onChange={setFromOn} required />
        <DayField label={{ vi: 'Đến hết ngày', en: 'Through' }} value={untilOn} onChange={setUntilOn} />
      </Group>
    </FormDialog>
  )
}

/** One act for all that are chosen. */
export function DecideEvents({ rows, onClose, onDone }: { rows: readonly EventRow[]; onClose: () => void; onDone: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(decide)
  const [how, setHow] = useState<How | ''>('')
  const [people, setPeople] = useState<number | undefined>(undefined)
  const [rooms, setRooms] = useState<number | undefined>(undefined)
  const [newFromOn, setNewFromOn] = useState<string | null>(null)
  const [document, setDocument] = useState('')
  const [words, setWords] = useState('')
  return (
    <FormDialog
      title={{ vi: `Quyết định cho ${rows.length} sự kiện`, en: `Decide about ${rows.length} events` }}
      submit={{ vi: 'Ghi quyết định', en: 'Record' }}
      write={write}
      blocked={how === '' || (how === 'limited' && !people)}
      onClose={onClose}
      onSubmit={async () => {
        if (how === '') return
        const limits = how === 'limited' ? { people: people ?? null, rooms: rooms ?? null } : {}
        const put = how === 'postponed' ? { newFromOn } : {}
        const sent = {
          eventIds: rows.map((r) => r.eventId),
          how,
          ...limits,
          ...put,
          document: document.trim() || null,
          words: words.trim() || null,
        }
        if (await write.send(sent)) onDone()
      }}
    >
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {rows.slice(0, 8).map((r) => (
          <li key={r.eventId}>
            {r.name}, {date(r.fromOn)}, {r.areaName}
          </li>
        ))}
        {rows.length > 8 && <li>{w({ vi: `và ${rows.length - 8} sự kiện khác`, en: `and ${rows.length - 8} more` })}</li>}
      </ul>
      <ChoiceField
        label={{ vi: 'Quyết định', en: 'Decision' }}
        choices={(Object.keys(howWords) as How[]).map((value) => ({ value, words: howWords[value] }))}
        value={how}
        onChange={setHow}
        none={{ vi: 'Chọn', en: 'Choose' }}
        required
        first
      />
      {how === 'postponed' && (
        <DayField
          label={{ vi: 'Hoãn đến ngày', en: 'Put off to' }}
          description={{ vi: 'Bỏ trống: đến khi có thông báo mới.', en: 'Empty: until further notice.' }}
          value={newFromOn}
          onChange={setNewFromOn}
        />
      )}
      {how === 'limited' && (
        <Group align="start" gap="md">
          <NumberField
            label={{ vi: 'Nhiều nhất (người)', en: 'At most (people)' }}
            value={people}
            onChange={setPeople}
            min={1}
            max={1_000_000}
            whole
          />
          <NumberField label={{ vi: 'Số phòng', en: 'Rooms' }} value={rooms} onChange={setRooms} min={1} max={1000} whole />
        </Group>
      )}
      <TextInput
        label={w({ vi: 'Theo văn bản', en: 'By which document' })}
        value={document}
        onChange={(e) => setDocument(e.currentTarget.value)}
      />
      <TextInput
        label={w({ vi: 'Căn cứ, lý do', en: 'Why' })}
        description={w({ vi: 'Bắt buộc khi vẫn cho tổ chức dù vượt giới hạn.', en: 'Needed where it is allowed over a limit.' })}
        value={words}
        onChange={(e) => setWords(e.currentTarget.value)}
      />
    </FormDialog>
  )
}
