import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { clean, fold } from '@phaodai/text/fold.ts'
import { getAccount } from '../identity/identity.store.ts'
import { hamletWords } from './address.rules.ts'
import * as contract from './areas.contract.ts'
import { getArea } from './areas.reads.ts'
import type { StoredArea } from './areas.store.ts'
import * as bodyStore from './bodies.store.ts'
import { hamletCodeOf, hamletFullName, hamletRange, sameHamlet } from './hamlets.rules.ts'
import * as hamletStore from './hamlets.store.ts'

/** A unit that the post may write for: its own or one within. @throws Problem not-found, outside-area */
async function getOwnArea(ctx: Ctx, areaId: number): Promise<StoredArea> {
  const area = await getArea(ctx, areaId)
  if (area.lo < ctx.actor.lo || area.hi > ctx.actor.hi) throw new Problem('outside-area')
  return area
}

export const addBody = command(contract.addBody, async (ctx, input) => {
  await getOwnArea(ctx, input.areaId)
  const parentBodyId = input.parentBodyId ?? null
  if (parentBodyId !== null && !(await bodyStore.findBody(ctx.db, parentBodyId))) {
    throw new Problem('not-found', { what: `cơ quan ${parentBodyId}` })
  }
  const made = await bodyStore.insertNewBody(ctx.db, { ...input, parentBodyId })
  if (!made) throw new Problem('body-exists', { name: input.name })
  return made
})

export const assignResponsibility = command(contract.assignResponsibility, async (ctx, input) => {
  await getOwnArea(ctx, input.areaId)
  await getAccount(ctx.db, input.accountId)
  const row = {
    responsibilityId: input.responsibilityId ?? newId(),
    areaId: input.areaId,
    accountId: input.accountId,
    fromOn: input.fromOn ?? ctx.today,
    untilOn: input.untilOn ?? null,
    document: input.document ?? null,
  }
  if (row.untilOn !== null && row.untilOn < row.fromOn)
    throw new Problem('responsibility-dates', { fromOn: row.fromOn, untilOn: row.untilOn })
  await bodyStore.lockOfficer(ctx.db, input.accountId)
  const open = await bodyStore.findOverlap(ctx.db, row)
  if (open) throw new Problem('responsibility-open', { fromOn: open.fromOn, responsibilityId: open.responsibilityId })
  await bodyStore.insertResponsibility(ctx.db, row)
  return { responsibilityId: row.responsibilityId }
})

export const endResponsibility = command(contract.endResponsibility, async (ctx, { responsibilityId, untilOn = ctx.today }) => {
  const row = await bodyStore.findResponsibility(ctx.db, responsibilityId)
  if (!row) throw new Problem('not-found', { what: `phân công ${responsibilityId}` })
  await getOwnArea(ctx, row.areaId)
  if (row.untilOn !== null && row.untilOn <= ctx.today) throw new Problem('responsibility-ended', { untilOn: row.untilOn })
  if (untilOn < row.fromOn) throw new Problem('responsibility-dates', { fromOn: row.fromOn, untilOn })
  await bodyStore.endResponsibilityOn(ctx.db, responsibilityId, untilOn)
  return { responsibilityId, untilOn }
})

export const addHamlet = command(contract.addHamlet, async (ctx, input) => {
  const commune = await getOwnArea(ctx, input.communeId)
  if (commune.tier !== 'commune') throw new Problem('area-not-commune', { name: commune.fullName })
  const type = hamletWords.find(({ word }) => word === clean(input.type).toLowerCase())?.word
  if (!type) {
    const known = hamletWords.map(({ word }) => word).join(', ')
    throw new Problem('invalid-input', {}, [{ field: 'type', vi: `một trong: ${known}`, en: `one of: ${known}` }])
  }
  const name = clean(input.name)
  const fullName = hamletFullName(type, name)
  await hamletStore.lockNumbering(ctx.db, commune.lo)
  const there = await hamletStore.listHamlets(ctx.db, commune.lo, commune.hi, ctx.today)
  const [same] = sameHamlet(there, fullName)
  if (same) throw new Problem('hamlet-exists', { name: same.fullName, code: same.code })
  const { from, to } = hamletRange(commune.lo)
  const { areaId: last } = await hamletStore.lastHamlet(ctx.db, from, to)
  const areaId = last === null ? from : last + 1
  if (areaId > to) throw new Problem('hamlet-numbers-used-up')
  const number = areaId - from + 1
  await hamletStore.insertHamlet(ctx.db, {
    areaId,
    code: hamletCodeOf(commune.code, number),
    name,
    fullName,
    nameKey: fold(fullName),
    type,
    parentId: commune.lo,
    provinceCode: commune.provinceCode,
    validFrom: input.validFrom ?? commune.validFrom,
    validUntil: commune.validUntil,
    lo: areaId,
    hi: areaId,
    households: input.households ?? null,
    people: input.people ?? null,
  })
  ctx.note({ hamletId: areaId })
  return { hamletId: areaId, code: hamletCodeOf(commune.code, number) }
})
