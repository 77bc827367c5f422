import type { Operation } from '@phaodai/kernel/command.ts'
import { history, inForce, loadPack, loadProfile, pack, packs, profiles } from './policy.commands.ts'

export const operations: Operation[] = [inForce, packs, pack, history, profiles, loadPack, loadProfile]
