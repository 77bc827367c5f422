import type { Operation } from '@phaodai/kernel/command.ts'
import { list, refused } from './devices.reads.ts'
import { enrol, lease, revoke } from './enrol.commands.ts'
import { pull } from './pull.reads.ts'
import { push, takeSealed } from './push.commands.ts'
import { settle } from './settle.commands.ts'

export const operations = [enrol, lease, push, pull, list, revoke, refused, settle, takeSealed] as unknown as Operation[]
