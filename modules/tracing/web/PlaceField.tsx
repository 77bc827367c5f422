import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { type PlaceKind, searchPlaces } from '../tracing.contract.ts'

export const placeKindWords: Record<z.infer<typeof PlaceKind>, Words> = {
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

export interface PlaceFieldProps {
  label: Words
  value: string | null
  onChange: (placeId: string | null) => void
  /** What the chosen place is called where it was not chosen here. */
  made?: string
  required?: boolean
}

/** A place on record in the post's area, found by name; before anything is typed, those where someone was lately. */
export function PlaceField({ label, value, onChange, made = '', required }: PlaceFieldProps) {
  const { w } = useLanguage()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim().slice(0, 100), 150)
  const [kept, setKept] = useState(value ? [{ value, label: made }] : [])
  const { data } = useRead(searchPlaces, { q: asked }, { enabled: !value, keep: true })
  const found = (data?.places ?? []).map((p) => ({
    value: p.placeId,
    label: [
      p.name,
      w(placeKindWords[p.kind]),
      p.areaName,
      ...(p.lastVisitOn ? [w({ vi: `lần cuối ${date(p.lastVisitOn)}`, en: `last ${date(p.lastVisitOn)}` })] : []),
    ].join(' · '),
  }))
  return (
    <Select
      label={w(label)}
      placeholder={w({ vi: 'Gõ tên nơi, không cần dấu', en: 'Type its name, accents not needed' })}
      data={value ? kept : found}
      value={value}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': w({ vi: 'Bỏ chọn', en: 'Clear' }) }}
      searchValue={text}
      onSearchChange={(typed) => {
        setText(typed)
        if (value && typed !== kept[0]?.label) onChange(null)
      }}
      onChange={(chosen) => {
        setKept(found.filter((f) => f.value === chosen))
        onChange(chosen)
      }}
      // the server has searched already
      filter={({ options }) => options}
      required={required}
      nothingFoundMessage={w({
        vi: 'Không có nơi nào khớp trong địa bàn. Có thể thêm nơi mới.',
        en: 'No place of the area matches. A new one can be added.',
      })}
    />
  )
}
