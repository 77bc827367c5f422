import type { Operation } from '@phaodai/kernel/command.ts'
import * as returnees from './returnees.commands.ts'
import * as commands from './sweep.commands.ts'
import * as reads from './sweep.reads.ts'

export const operations = [
  ...Object.values(commands),
  ...Object.values(returnees),
  ...Object.values(reads),
] as unknown as Operation[]
