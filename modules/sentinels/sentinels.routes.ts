import type { Operation } from '@phaodai/kernel/command.ts'
import type { DoorOperation } from '@phaodai/kernel/door.ts'
import * as commands from './sentinels.commands.ts'
import * as behind from './sentinels.doors.ts'
import * as reads from './sentinels.reads.ts'

export const operations = [...Object.values(commands), ...Object.values(reads)] as unknown as Operation[]
export const doors = Object.values(behind) as unknown as DoorOperation[]
