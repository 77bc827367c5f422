import { Select } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useMemo } from 'react'
import { homes } from '../homes.contract.ts'

/** A home of an area, found by team, door, address or head. */
export function HomeSelect(props: { areaId: number; value: string | null; onChange: (householdId: string | null) => void }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const { data } = useRead(homes, { areaId: props.areaId, state: 'all', limit: 2000 }, { enabled: may(homes) })
  const choices = useMemo(
    () =>
      (data?.rows ?? []).map((h) => ({
        value: h.householdId,
        label: [h.teamCode, h.door, h.address, h.headName].filter(Boolean).join(' · '),
      })),
    [data],
  )
  return (
    <Select
      label={w({ vi: 'Hộ', en: 'Home' })}
      placeholder={w({ vi: 'Gõ tổ, số nhà, địa chỉ, chủ hộ', en: 'Type a team, door, address or head' })}
      data={choices}
      value={props.value}
      onChange={props.onChange}
      searchable
      limit={50}
      required
      nothingFoundMessage={w({ vi: 'Không có hộ nào khớp.', en: 'No home matches.' })}
    />
  )
}
