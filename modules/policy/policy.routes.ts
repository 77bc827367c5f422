import type { Operation } from '@phaodai/kernel/command.ts'
import { history, inForce, loadProfile, pack, packs, profiles } from './policy.commands.ts'
import { shipped } from './shipped.reads.ts'
import { loadPack, takeShipped, withdrawPack } from './taking.commands.ts'

const reads = [inForce, packs, pack, history, profiles, shipped]
export const operations = [...reads, loadPack, loadProfile, takeShipped, withdrawPack] as unknown as Operation[]
