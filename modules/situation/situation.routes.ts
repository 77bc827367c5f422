import type { Operation } from '@phaodai/kernel/command.ts'
import { forecast, nowcast } from './analysis.ahead.reads.ts'
import { offspring } from './analysis.chain.reads.ts'
import { curve as epidemicCurve, growth, reproduction } from './analysis.reads.ts'
import { aberration, clusters } from './analysis.where.reads.ts'
import { personPage, whatFollows } from './person.reads.ts'
import { chain, curve, map, overview } from './situation.reads.ts'

const epidemiology = [epidemicCurve, growth, reproduction, nowcast, forecast, aberration, offspring, clusters]
export const operations = [overview, map, curve, chain, personPage, whatFollows, ...epidemiology] as unknown as Operation[]
