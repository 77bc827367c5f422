import type { Operation } from '@phaodai/kernel/command.ts'
import { chain, curve, map, overview } from './situation.reads.ts'

export const operations = [overview, map, curve, chain] as unknown as Operation[]
