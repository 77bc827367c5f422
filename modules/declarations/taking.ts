import { localDay } from '@phaodai/kernel/clock.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Secrets } from '@phaodai/kernel/secrets.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import { communeOfProvince, isHamletOf } from '../areas/areas.public.ts'
import { signalFromOutside } from '../checks/outside.ts'
import { readNumbers, sealSubject } from '../people/people.numbers.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { listEpidemicAreas } from '../sweep/returnees.store.ts'
import type { Declared } from './declaration.shape.contract.ts'
import { colourOf, lateHours } from './declarations.rules.ts'
import * as store from './declarations.store.ts'
import { passOf } from './pass.ts'

/** Who takes it: a door, or a post under the engine's scope. */
export interface Taker {
  db: Db
  secrets: Secrets
  today: string
  now: string
  opId: string
  writtenAt: string
  /** Who is named as the writer: the declarant, or the account. */
  by: string
  source: 'self' | 'gate'
  bodyId: number
  /** Where it lies when the residence is outside the province. */
  elsewhereId: number
}
const HOUR = 3_600_000

/** Where somebody lives, as a choice of the province's units; outside it, the place of who took it. */
async function homeOf(t: Taker, d: Declared): Promise<{ communeId: number; hamletId: number }> {
  const commune = d.communeId ? await communeOfProvince(t.db, d.communeId) : null
  if (d.communeId && !commune) throw new Problem('not-found', { what: 'xã' })
  if (d.hamletId && !(commune && (await isHamletOf(t.db, t.today, commune, d.hamletId))))
    throw new Problem('hamlet-not-of-commune', { hamletId: d.hamletId })
  return { communeId: commune?.areaId ?? t.elsewhereId, hamletId: d.hamletId ?? 0 }
}

/** Writes one declaration down with its colour and lateness by the rules of the day; symptoms make a signal where the person lives. */
export async function takeDeclaration(t: Taker, d: Declared, seriesId: string) {
  const home = await homeOf(t, d)
  const rules = await rulesFor(t.db, d.disease)
  const rule = rules.on(t.today)?.rules.healthDeclaration?.rule
  const listed = (await listEpidemicAreas(t.db, null)).filter((e) => d.epidemicIds.includes(e.epidemicId))
  if (listed.length < new Set(d.epidemicIds).size) throw new Problem('not-found', { what: 'nơi có dịch' })
  const { colour, why } = colourOf(d, listed)
  const late = lateHours(d.arrivedOn ?? null, t.writtenAt, rule?.withinHours.value ?? null)
  const validUntil = new Date(Date.parse(t.writtenAt) + (rule?.validHours.value ?? 24) * HOUR).toISOString()
  const numbers = sealSubject(t.secrets, seriesId, readNumbers(d))
  const { token, code } = passOf(t.secrets, seriesId)
  const signalId = d.kinds.length > 0 ? d.signalId : null
  if (signalId) {
    const signal = { signalId, ...home, source: 'declaration' as const, kinds: d.kinds, sinceOn: d.sinceOn ?? null }
    const who = [d.fullName, d.birthYear, d.address || (d.communeId ? null : 'ngoài tỉnh')].filter(Boolean).join(', ')
    await signalFromOutside(t, d.disease, { ...signal, who, other: d.other || null, notedAt: t.writtenAt }, t.by)
  }
  const { idKind = null, idSealed = null, idIndex = null, phoneSealed = null, phoneIndex = null } = numbers
  const row = { ...home, seriesId, code, idKind, idSealed, idIndex, phoneSealed, phoneIndex, signalId, validUntil }
  const judged = { onDay: localDay(t.writtenAt), writtenAt: t.writtenAt, lateHours: late, colour, why }
  const by = { at: t.now, recordedBy: t.by, opId: t.opId }
  await store.insertDeclaration(t.db, d, { ...row, ...judged, source: t.source, bodyId: t.bodyId }, by)
  return { token, code, colour, why, validUntil, lateHours: late }
}
