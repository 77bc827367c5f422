import type { Operation } from '@phaodai/kernel/command.ts'
import * as commands from './notices.commands.ts'
import { clocks, list } from './notices.reads.ts'

export const operations = [...Object.values(commands), clocks, list] as unknown as Operation[]
