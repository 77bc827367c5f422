import { type Role, roleWords } from '@phaodai/kernel/contract.ts'
import { bodies } from '@phaodai/modules/areas/areas.contract.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { UnitField } from '@phaodai/web/fields/UnitField.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { grantable } from '../identity.rules.ts'

export interface Seat {
  role: Role | ''
  areaId: number | null
  bodyId: string
}
export const noSeat: Seat = { role: '', areaId: null, bodyId: '' }
const ofABody: readonly string[] = ['laboratory', 'site', 'checkpoint']

/** Whether a seat can be sent. */
export const seated = (seat: Seat) =>
  seat.role !== '' && seat.areaId !== null && (!ofABody.includes(seat.role) || seat.bodyId !== '')

/** Role and place of a post: only roles that this post may give. */
export function SeatFields({ seat, onSeat }: { seat: Seat; onSeat: (seat: Seat) => void }) {
  const { post } = useSession()
  const withBody = ofABody.includes(seat.role)
  const list = useRead(bodies, {}, { enabled: withBody })
  return (
    <>
      <ChoiceField
        label={{ vi: 'Vai trò', en: 'Role' }}
        none={{ vi: 'Chọn vai trò', en: 'Choose a role' }}
        choices={grantable[post.role].filter((r) => r !== 'operator').map((value) => ({ value, words: roleWords[value] }))}
        value={seat.role}
        onChange={(role) => onSeat({ ...seat, role })}
        required
      />
      <UnitField
        label={{ vi: 'Đơn vị', en: 'Unit' }}
        value={seat.areaId}
        onChange={(areaId) => onSeat({ ...seat, areaId })}
        required
      />
      {withBody && (
        <ChoiceField
          label={{ vi: 'Cơ quan, cơ sở', en: 'Body' }}
          none={{ vi: 'Chọn cơ sở', en: 'Choose a body' }}
          choices={(list.data?.bodies ?? [])
            .filter((b) => b.kind === seat.role)
            .map((b) => ({ value: String(b.bodyId), words: { vi: b.name, en: b.name } }))}
          value={seat.bodyId}
          onChange={(bodyId) => onSeat({ ...seat, bodyId })}
          required
        />
      )}
    </>
  )
}
