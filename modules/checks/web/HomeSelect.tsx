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
        // a home without a team looks like its neighbour's twin, and no round can be kept at it
        label: [h.teamCode ?? w({ vi: 'chưa có tổ', en: 'no team' }), h.door, h.address, h.headName].filter(Boolean).join(' · '),
      })),
    [data, w],
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
