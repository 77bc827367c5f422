import { Select } from '@mantine/core'
import { units } from '@phaodai/modules/areas/areas.contract.ts'
import { fold } from '@phaodai/text/fold.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useMemo } from 'react'
import { useRead } from '../useRead.ts'

export interface UnitFieldProps {
  label: Words
  description?: Words
  value: number | null
  onChange: (areaId: number | null) => void
  /** All tiers unless told. */
  tier?: 'commune' | 'district'
  required?: boolean
}

/** A unit of the post's own area, found by typing, accents not needed. */
export function UnitField({ label, description, value, onChange, tier, required }: UnitFieldProps) {
  const { w } = useLanguage()
  const { data } = useRead(units, tier ? { tier } : {})
  const all = useRead(units, {})
  const choices = useMemo(() => {
    const names = new Map((all.data?.units ?? []).map((u) => [u.areaId, u.fullName]))
    return (data?.units ?? [])
      .filter((u) => u.tier !== 'hamlet')
      .map((u) => {
        const above = u.parentId && names.get(u.parentId)
        return { value: String(u.areaId), label: above ? `${u.fullName}, ${above}` : u.fullName }
      })
  }, [data, all.data])
  return (
    <Select
      label={w(label)}
      description={description && w(description)}
      data={choices}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
      searchable
      required={required}
      limit={50}
      nothingFoundMessage={w({ vi: 'Không có đơn vị nào khớp.', en: 'No unit matches.' })}
      filter={({ options, search }) => {
        const wanted = fold(search).split(' ').filter(Boolean)
        return options.filter((o) => 'label' in o && wanted.every((part) => fold(String(o.label)).includes(part)))
      }}
    />
  )
}
