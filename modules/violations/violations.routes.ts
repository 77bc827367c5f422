import type { Operation } from '@phaodai/kernel/command.ts'
import * as commands from './violations.commands.ts'
import * as reads from './violations.reads.ts'

export const operations = [...Object.values(commands), ...Object.values(reads)] as unknown as Operation[]
