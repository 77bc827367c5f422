import type { Operation } from '@phaodai/kernel/command.ts'
import * as commands from './levels.commands.ts'
import { area, cases, inForce, proposals, scales } from './levels.reads.ts'

export const operations = [...Object.values(commands), proposals, area, inForce, scales, cases] as unknown as Operation[]
