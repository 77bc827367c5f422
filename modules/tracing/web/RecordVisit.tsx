import { Checkbox, Group, TextInput } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { type ActProps, changedWords, instantOf, said } from '@phaodai/web/fields/act.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { addPlace, itinerary, recordVisits } from '../tracing.contract.ts'

type PlaceKind = z.input<typeof addPlace.input>['kind']
const kinds: Record<PlaceKind, Words> = {
  household: { vi: 'Nhà ở', en: 'Home' },
  room: { vi: 'Phòng', en: 'Room' },
  class: { vi: 'Lớp học', en: 'Class' },
  shift: { vi: 'Ca, chuyền sản xuất', en: 'Shift' },
  office: { vi: 'Cơ quan, văn phòng', en: 'Office' },
  ward: { vi: 'Khoa, phòng bệnh', en: 'Hospital ward' },
  vehicle: { vi: 'Xe, chuyến xe', en: 'Vehicle' },
  market: { vi: 'Chợ, siêu thị', en: 'Market' },
  venue: { vi: 'Nơi tổ chức, hội họp', en: 'Venue' },
  other: { vi: 'Nơi khác', en: 'Other' },
}

/** One stay at one place; whoever was there in the same hours becomes a candidate. */
export function RecordVisit({ subjectId, disease, today, onClose, onDone }: ActProps) {
  const { w } = useLanguage()
  const place = useWrite(addPlace, { keepReads: true })
  const write = useWrite(recordVisits)
  const known = useRead(itinerary, { subjectId })
  const [placeId, setPlaceId] = useState('')
  const [name, setName] = useState('')
  const [kind, setKind] = useState<PlaceKind>('other')
  const [closed, setClosed] = useState(false)
  const [day, setDay] = useState<string | null>(today)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const places = [...new Map((known.data?.visits ?? []).map((v) => [v.placeId, v.placeName]))]
  const [fromAt, toAt] = [instantOf(day, from), instantOf(day, to)]
  const wrongHours = fromAt && toAt && Date.parse(toAt) <= Date.parse(fromAt)
  return (
    <FormDialog
      title={{ vi: 'Ghi lịch trình', en: 'Record an itinerary' }}
      submit={{ vi: 'Ghi lần có mặt', en: 'Record the visit' }}
      write={{ busy: place.busy || write.busy, problem: place.problem ?? write.problem }}
      blocked={!fromAt || !toAt || Boolean(wrongHours) || (!placeId && name.trim().length < 2)}
      onClose={onClose}
      onSubmit={async () => {
        let at = placeId
        if (!at) {
          const made = await place.send({ name, kind, ...(closed && { closedSpace: true }) })
          if (!made) return
          at = made.placeId
          // kept: sending again after a lost connection must not make a second place
          setPlaceId(at)
        }
        const done = await write.send({ subjectId, disease, visits: [{ placeId: at, fromAt: fromAt!, toAt: toAt! }] })
        if (done) onDone(said('Đã ghi lịch trình.', 'The visit is recorded.', changedWords(done.changed)))
      }}
    >
      {places.length > 0 && (
        <ChoiceField
          label={{ vi: 'Nơi đã đến trước đây', en: 'A place visited before' }}
          none={{ vi: 'Nơi khác, ghi ở dưới', en: 'Another, written below' }}
          choices={places.map(([value, text]) => ({ value, words: { vi: text, en: text } }))}
          value={placeId}
          onChange={setPlaceId}
        />
      )}
      {!placeId && (
        <>
          <TextInput
            label={w({ vi: 'Tên nơi', en: 'Name of the place' })}
            description={w({ vi: 'Cụ thể đến phòng, chuyền, lớp, biển số xe', en: 'Down to room, line, class, plate' })}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
          />
          <ChoiceField
            label={{ vi: 'Loại nơi', en: 'Kind' }}
            choices={(Object.keys(kinds) as PlaceKind[]).map((value) => ({ value, words: kinds[value] }))}
            value={kind}
            onChange={setKind}
          />
          <Checkbox
            label={w({ vi: 'Không gian kín', en: 'Closed space' })}
            checked={closed}
            onChange={(event) => setClosed(event.currentTarget.checked)}
          />
        </>
      )}
      <Group grow align="flex-start" gap="md">
        <DayField label={{ vi: 'Ngày', en: 'Day' }} value={day} onChange={setDay} required />
        <TextInput
          label={w({ vi: 'Từ giờ', en: 'From' })}
          placeholder="07:30"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          required
        />
        <TextInput
          label={w({ vi: 'Đến giờ', en: 'Until' })}
          placeholder="16:30"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          error={wrongHours ? w({ vi: 'Giờ ra phải sau giờ vào.', en: 'It must end after it began.' }) : undefined}
          required
        />
      </Group>
    </FormDialog>
  )
}
