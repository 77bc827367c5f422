import type { Ctx } from '@phaodai/kernel/command.ts'
import type { Role } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { AreaRow } from '../areas/areas.contract.ts'
import { findByCode, getAreas } from '../areas/areas.store.ts'
import type { PersonBrief } from './people.contract.ts'
import { codeOf, readsNames, shownName } from './people.rules.ts'
import type { CurrentPerson } from './people.store.ts'

/** A person as this role reads a list: a role that needs no names gets initials, a year, and no address. */
export function briefOf(role: Role, p: CurrentPerson): PersonBrief {
  const named = readsNames(role)
  return {
    subjectId: p.subjectId,
    personId: p.personId,
    code: p.code,
    name: shownName(role, p.fullName),
    sex: p.sex,
    birthYear: p.birthYear,
    birthMonth: named ? p.birthMonth : null,
    birthDay: named ? p.birthDay : null,
    ageYears: p.ageYears,
    ageSaidOn: p.ageSaidOn,
    communeId: p.communeId,
    hamletId: p.hamletId,
    householdId: p.householdId,
    address: named ? p.address : null,
    fromOn: p.fromOn,
    untilOn: p.untilOn,
  }
}

/**
 * The commune of a write: the one given, else the post's own; it must be in force and in scope.
 * @throws Problem people-commune-needed, outside-area
 */
export async function communeOf(ctx: Ctx, communeId: number | undefined): Promise<AreaRow> {
  const { areaId, lo, hi } = ctx.actor
  const [area] = await getAreas(ctx.db, [communeId ?? areaId])
  const commune = area?.tier === 'commune' && inForce(area, ctx.today) ? area : null
  if (!commune && communeId === undefined) throw new Problem('people-commune-needed')
  if (!commune || commune.areaId < lo || commune.areaId > hi) throw new Problem('outside-area')
  return commune
}

export const inForce = (area: AreaRow, day: string): boolean =>
  area.validFrom <= day && (area.validUntil === null || area.validUntil > day)

/** The hamlet of a write: the one given, else the post's own. @throws Problem outside-area where the post is bound to another hamlet */
export function hamletOf(ctx: Ctx, hamletId: number | undefined, known = 0): number {
  const own = ctx.actor.hamletId
  const hamlet = hamletId ?? (own || known)
  if (own !== 0 && hamlet !== own) throw new Problem('outside-area')
  return hamlet
}

/** The range of communes that a list is of: an area inside the post's own. @throws Problem outside-area */
export async function rangeOf(ctx: Ctx, areaId: number | undefined): Promise<{ lo: number; hi: number }> {
  const { lo, hi } = ctx.actor
  if (areaId === undefined) return { lo, hi }
  const [area] = await getAreas(ctx.db, [areaId])
  if (!area || area.lo < lo || area.hi > hi) throw new Problem('outside-area')
  return { lo: area.lo, hi: area.hi }
}

/** How a new record is called: 'HD-7K3F9'. */
export async function newCode(ctx: Ctx, commune: AreaRow, subjectId: string): Promise<string> {
  const province = await findByCode(ctx.db, commune.provinceCode, ctx.today)
  return codeOf(subjectId, province?.name ?? commune.provinceCode)
}
