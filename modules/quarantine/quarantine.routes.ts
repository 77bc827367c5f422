import type { Operation } from '@phaodai/kernel/command.ts'
import { decision } from './decision.read.ts'
import { issue, release, revoke, voidRelease } from './quarantine.commands.ts'
import { order, orders, owed, personOwed, propose, toldOnVoid } from './quarantine.reads.ts'

export const operations = [
  owed,
  personOwed,
  propose,
  issue,
  orders,
  order,
  decision,
  release,
  voidRelease,
  revoke,
  toldOnVoid,
] as unknown as Operation[]
