import type { Operation } from '@phaodai/kernel/command.ts'
import { personPage } from './person.reads.ts'
import { chain, curve, map, overview } from './situation.reads.ts'

export const operations = [overview, map, curve, chain, personPage] as unknown as Operation[]
