import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import { units } from '@phaodai/modules/areas/areas.contract.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { type ActProps, changedWords, instantOf, said } from '@phaodai/web/fields/act.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { UnitField } from '@phaodai/web/fields/UnitField.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { addPlace, type PlaceKind, recordVisits } from '../tracing.contract.ts'
import { PlaceField, placeKindWords } from './PlaceField.tsx'

type Kind = z.infer<typeof PlaceKind>

/** One stay at one place, known or new; whoever was there in the same hours becomes a candidate. */
export function RecordVisit({ subjectId, disease, today, onClose, onDone }: ActProps) {
  const { w } = useLanguage()
  const communes = useRead(units, { tier: 'commune' })
  // a post of one commune has nothing to choose
  const inCommune = communes.data?.units.length === 1
  const place = useWrite(addPlace, { keepReads: true })
  const write = useWrite(recordVisits)
  const [placeId, setPlaceId] = useState<string | null>(null)
  const [fresh, setFresh] = useState(false)
  const [name, setName] = useState('')
  const [communeId, setCommuneId] = useState<number | null>(null)
  const [kind, setKind] = useState<Kind>('other')
  const [closed, setClosed] = useState(false)
  const [day, setDay] = useState<string | null>(today)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [fromAt, toAt] = [instantOf(day, from), instantOf(day, to)]
  const wrongHours = fromAt && toAt && Date.parse(toAt) <= Date.parse(fromAt)
  const placed = fresh ? name.trim().length >= 2 && (inCommune || communeId !== null) : placeId !== null
  return (
    <FormDialog
      title={{ vi: 'Ghi lịch trình', en: 'Record an itinerary' }}
      submit={{ vi: 'Ghi lần có mặt', en: 'Record the visit' }}
      write={{ busy: place.busy || write.busy, problem: place.problem ?? write.problem }}
      blocked={!fromAt || !toAt || Boolean(wrongHours) || !placed}
      onClose={onClose}
      onSubmit={async () => {
        let at = placeId
        if (fresh) {
          const made = await place.send({
            name,
            kind,
            ...(communeId !== null && { communeId }),
            ...(closed && { closedSpace: true }),
          })
          if (!made) return
          at = made.placeId
          // kept: sending again after a lost connection must not make a second place
          setPlaceId(at)
          setFresh(false)
        }
        const done = await write.send({ subjectId, disease, visits: [{ placeId: at!, fromAt: fromAt!, toAt: toAt! }] })
        if (done) onDone(said('Đã ghi lịch trình.', 'The visit is recorded.', changedWords(done.changed)))
      }}
    >
      {fresh ? (
        <>
          <TextInput
            label={w({ vi: 'Tên nơi', en: 'Name of the place' })}
            description={w({ vi: 'Cụ thể đến phòng, chuyền, lớp, biển số xe', en: 'Down to room, line, class, plate' })}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
          />
          {!inCommune && (
            <UnitField
              label={{ vi: 'Xã, phường của nơi đó', en: 'Commune of the place' }}
              tier="commune"
              value={communeId}
              onChange={setCommuneId}
              required
            />
          )}
          <ChoiceField
            label={{ vi: 'Loại nơi', en: 'Kind' }}
            choices={(Object.keys(placeKindWords) as Kind[]).map((value) => ({ value, words: placeKindWords[value] }))}
            value={kind}
            onChange={setKind}
          />
          <Checkbox
            label={w({ vi: 'Không gian kín', en: 'Closed space' })}
            checked={closed}
            onChange={(event) => setClosed(event.currentTarget.checked)}
          />
        </>
      ) : (
        <PlaceField label={{ vi: 'Nơi đã có mặt', en: 'Place' }} value={placeId} onChange={setPlaceId} made={name} required />
      )}
      <div>
        <Button
          variant="default"
          onClick={() => {
            setFresh(!fresh)
            setPlaceId(null)
          }}
        >
          {w(
            fresh
              ? { vi: 'Chọn nơi đã có', en: 'Choose a place on record' }
              : { vi: 'Nơi chưa có trong danh sách', en: 'A place not on record' },
          )}
        </Button>
      </div>
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
