import type { Operation } from '@phaodai/kernel/command.ts'
import { chains } from './imports.chains.ts'
import { addLinks, cancel, start } from './imports.commands.ts'
import { job, jobs, preview, refused } from './imports.reads.ts'
import { startStays } from './stays.commands.ts'

export const operations = [preview, start, startStays, addLinks, job, jobs, refused, cancel, chains] as unknown as Operation[]
