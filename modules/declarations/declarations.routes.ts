import type { Operation } from '@phaodai/kernel/command.ts'
import type { DoorOperation } from '@phaodai/kernel/door.ts'
import * as commands from './declarations.commands.ts'
import * as behind from './declarations.doors.ts'
import * as reads from './declarations.reads.ts'

export const operations = [...Object.values(commands), ...Object.values(reads)] as unknown as Operation[]
export const doors = Object.values(behind) as unknown as DoorOperation[]
