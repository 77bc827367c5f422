import { Button } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import type { Slot } from '../checks.contract.ts'
import type { Reminders } from './Reminders.tsx'

/** One tap in a row of a list: this team is reminded of that slot; the row itself is not opened by it. */
export function RemindButton({
  reminders,
  team,
  of,
}: {
  reminders: Reminders
  team: { teamId: string; code: string | null }
  of: { day: string; slot: Slot }
}) {
  const { w } = useLanguage()
  return (
    <Button
      size="compact-sm"
      variant="default"
      disabled={reminders.busy}
      aria-label={w({ vi: `Nhắc ${team.code ?? ''}`, en: `Remind ${team.code ?? ''}` })}
      onClick={(event) => {
        event.stopPropagation()
        void reminders.send([team.teamId], of.day, of.slot)
      }}
    >
      {w({ vi: 'Nhắc', en: 'Remind' })}
    </Button>
  )
}
