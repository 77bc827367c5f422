import type { Operation } from '@phaodai/kernel/command.ts'
import * as commands from './events.commands.ts'
import { list } from './events.reads.ts'

export const operations = [...Object.values(commands), list] as unknown as Operation[]
