import type { Operation } from '@phaodai/kernel/command.ts'
import { decision } from './decision.read.ts'
import { issue, release, revoke, voidRelease } from './quarantine.commands.ts'
import { order, orders, owed, personOwed, propose, toldByOrder, toldOnVoid } from './quarantine.reads.ts'
import { verify } from './verify.reads.ts'

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
  toldByOrder,
  verify,
] as unknown as Operation[]
