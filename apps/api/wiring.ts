import type { Operation, Reaction } from '@phaodai/kernel/command.ts'
import type { DoorOperation } from '@phaodai/kernel/door.ts'
import { operations as areas } from '@phaodai/modules/areas/areas.routes.ts'
import { operations as cases } from '@phaodai/modules/cases/cases.routes.ts'
import { reactions as checksReactions } from '@phaodai/modules/checks/checks.reactions.ts'
import { operations as checks } from '@phaodai/modules/checks/checks.routes.ts'
import { doors as declarationDoors, operations as declarations } from '@phaodai/modules/declarations/declarations.routes.ts'
import { operations as devices } from '@phaodai/modules/devices/devices.routes.ts'
import { operations as directives } from '@phaodai/modules/directives/directives.routes.ts'
import { operations as events } from '@phaodai/modules/events/events.routes.ts'
import { tellVerbs } from '@phaodai/modules/identity/identity.commands.ts'
import { operations as identity } from '@phaodai/modules/identity/identity.routes.ts'
import { operations as imports } from '@phaodai/modules/imports/imports.routes.ts'
import { operations as inspections } from '@phaodai/modules/inspections/inspections.routes.ts'
import { reactions as laboratoryReactions } from '@phaodai/modules/laboratory/laboratory.reactions.ts'
import { operations as laboratory } from '@phaodai/modules/laboratory/laboratory.routes.ts'
import { operations as levels } from '@phaodai/modules/levels/levels.routes.ts'
import { operations as notices } from '@phaodai/modules/notices/notices.routes.ts'
import { operations as people } from '@phaodai/modules/people/people.routes.ts'
import { operations as policy } from '@phaodai/modules/policy/policy.routes.ts'
import { operations as quarantine } from '@phaodai/modules/quarantine/quarantine.routes.ts'
import { operations as reports } from '@phaodai/modules/reports/reports.routes.ts'
import { doors as sentinelDoors, operations as sentinels } from '@phaodai/modules/sentinels/sentinels.routes.ts'
import { operations as situation } from '@phaodai/modules/situation/situation.routes.ts'
import { operations as sweep } from '@phaodai/modules/sweep/sweep.routes.ts'
import { reactions as tracingReactions } from '@phaodai/modules/tracing/tracing.reactions.ts'
import { operations as tracing } from '@phaodai/modules/tracing/tracing.routes.ts'
import { operations as violations } from '@phaodai/modules/violations/violations.routes.ts'

/** Every module's operations and reactions, in the order of modules. */
export const operations: Operation[] = [
  ...identity,
  ...areas,
  ...policy,
  ...people,
  ...cases,
  ...tracing,
  ...laboratory,
  ...quarantine,
  ...checks,
  ...sentinels,
  ...sweep,
  ...declarations,
  ...imports,
  ...levels,
  ...violations,
  ...notices,
  ...events,
  ...directives,
  ...inspections,
  ...devices,
  ...situation,
  ...reports,
]
tellVerbs(operations.map((o) => o.verb))

export const reactions: Reaction[] = [...tracingReactions, ...laboratoryReactions, ...checksReactions]

/** What may be done by a secret link, without an account. */
export const doors: DoorOperation[] = [...sentinelDoors, ...declarationDoors]
