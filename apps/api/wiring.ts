import type { Operation, Reaction } from '@phaodai/kernel/command.ts'
import { operations as areas } from '@phaodai/modules/areas/areas.routes.ts'
import { operations as cases } from '@phaodai/modules/cases/cases.routes.ts'
import { operations as people } from '@phaodai/modules/people/people.routes.ts'
import { operations as policy } from '@phaodai/modules/policy/policy.routes.ts'
import { operations as situation } from '@phaodai/modules/situation/situation.routes.ts'
import { reactions as tracingReactions } from '@phaodai/modules/tracing/tracing.reactions.ts'
import { operations as tracing } from '@phaodai/modules/tracing/tracing.routes.ts'

/** Every module's operations and reactions, one line each. The order of reactions is the order of modules. */
export const operations: Operation[] = [...areas, ...policy, ...people, ...cases, ...tracing, ...situation]

export const reactions: Reaction[] = [...tracingReactions]
