import type { Operation } from '@phaodai/kernel/command.ts'
import { personPage, whatFollows } from './person.reads.ts'
import { chain, curve, map, overview } from './situation.reads.ts'

export const operations = [overview, map, curve, chain, personPage, whatFollows] as unknown as Operation[]
