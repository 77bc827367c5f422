import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { SearchField } from '@phaodai/web/fields/SearchField.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
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
  const words = (p: { name: string; kind: z.infer<typeof PlaceKind>; areaName: string; lastVisitOn: string | null }) =>
    [
      p.name,
      w(placeKindWords[p.kind]),
      p.areaName,
      ...(p.lastVisitOn ? [w({ vi: `lần cuối ${date(p.lastVisitOn)}`, en: `last ${date(p.lastVisitOn)}` })] : []),
    ].join(' · ')
  const usePlaces = (q: string, enabled: boolean) => {
    const { data } = useRead(searchPlaces, { q }, { enabled, keep: true })
    return (data?.places ?? []).map((p) => ({ value: p.placeId, label: words(p) }))
  }
  return (
    <SearchField
      {...{ label, value, onChange, made, required }}
      placeholder={{ vi: 'Gõ tên nơi, không cần dấu', en: 'Type its name, accents not needed' }}
      nothing={{
        vi: 'Không có nơi nào khớp trong địa bàn. Có thể thêm nơi mới.',
        en: 'No place of the area matches. A new one can be added.',
      }}
      useFound={usePlaces}
    />
  )
}
