import { localDay } from '@phaodai/kernel/clock.ts'
import { type DoorCtx, door } from '@phaodai/kernel/door.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { normalisePhone } from '@phaodai/text/phone.ts'
import { communeOfProvince, isHamletOf, publicUnits } from '../areas/areas.public.ts'
import { findProvince } from '../areas/areas.store.ts'
import { signalFromOutside } from '../checks/outside.ts'
import * as contract from './sentinels.doors.contract.ts'
import { calledAs, mostEntries } from './sentinels.rules.ts'
import * as store from './sentinels.store.ts'

const sent = (ctx: DoorCtx) => ({ at: ctx.now, opId: ctx.opId })
const dayOf = (ctx: DoorCtx) => localDay(ctx.writtenAt)

async function answer(ctx: DoorCtx) {
  const { kind: _, name: __, ...today } = await store.readOwn(ctx.db, ctx.today)
  return { day: ctx.today, today }
}

/** Counts what was sent; refuses what no pharmacy sends in a day. */
async function tally(ctx: DoorCtx, tallyId: string, kind: string, onDay: string, people: number, symptomatic = 0): Promise<void> {
  const own = await store.readOwn(ctx.db, onDay)
  if (own.reports + own.admitted + own.discharged >= mostEntries) throw new Problem('sentinel-too-many', { most: mostEntries })
  const { ownerId: sentinelId, communeId } = ctx.door
  await store.insertTally(ctx.db, { communeId, tallyId, sentinelId, onDay, kind, people, symptomatic }, sent(ctx))
  ctx.note({ kind, people })
}

/** A telephone as told; what cannot be read is kept as it was said, for a person to ring. */
const sealedPhone = (ctx: DoorCtx, phone: string | null | undefined): Buffer | null => {
  if (!phone) return null
  const read = normalisePhone(phone)
  return ctx.secrets.seal('phone', read.ok ? read.phone : phone)
}

export const open = door(contract.open, async (ctx) => {
  const { kind, name, ...today } = await store.readOwn(ctx.db, ctx.today)
  const province = await findProvince(ctx.db)
  return { day: ctx.today, today, kind, name, province: province.fullName, drill: province.drill }
})

export const units = door(contract.units, (ctx, { communeId }) => publicUnits(ctx.db, ctx.today, communeId))

/** Someone with symptoms, told to the commune where they live, whoever's commune the counter stands in. Whether they are known is not said. */
export const report = door(contract.report, async (ctx, input) => {
  const commune = input.communeId ? await communeOfProvince(ctx.db, input.communeId) : null
  if (input.communeId && !commune) throw new Problem('not-found', { what: 'xã' })
  if (input.hamletId && !(commune && (await isHamletOf(ctx.db, ctx.today, commune, input.hamletId))))
    throw new Problem('hamlet-not-of-commune', { hamletId: input.hamletId })
  const onDay = dayOf(ctx)
  const own = await store.readOwn(ctx.db, onDay)
  const communeId = commune?.areaId ?? ctx.door.communeId
  const hamletId = input.hamletId ?? 0
  const address = input.address || (commune ? null : 'ngoài tỉnh')
  const { signalId, reportId, who, kinds, sinceOn = null, bought = null, ageYears = null } = input
  const signal = { signalId, communeId, hamletId, source: own.kind, kinds, sinceOn, notedAt: ctx.writtenAt }
  await signalFromOutside(
    ctx,
    input.disease,
    { ...signal, who: calledAs({ who, ageYears, address }), other: bought || null },
    ctx.door.ownerId,
  )
  const row = { communeId, reportId, signalId, sentinelId: ctx.door.ownerId, sentinelName: own.name, source: own.kind }
  const said = {
    who,
    ageYears,
    phoneSealed: sealedPhone(ctx, input.phone),
    hamletId,
    address,
    kinds,
    sinceOn,
    bought: bought || null,
  }
  await store.insertReport(ctx.db, { ...row, ...said, onDay }, sent(ctx))
  await tally(ctx, reportId, 'report', onDay, 1)
  return answer(ctx)
})

export const nil = door(contract.nil, async (ctx, { tallyId }) => {
  await tally(ctx, tallyId, 'nil', dayOf(ctx), 0)
  return answer(ctx)
})

export const screened = door(contract.screened, async (ctx, { tallyId, people, symptomatic }) => {
  await tally(ctx, tallyId, 'screened', dayOf(ctx), people, symptomatic)
  return answer(ctx)
})

export const admit = door(contract.admit, async (ctx, input) => {
  const onDay = dayOf(ctx)
  const { ownerId: sentinelId, communeId } = ctx.door
  const { inpatientId, recordNo, who, ageYears = null } = input
  const place = {
    residence: input.residence || null,
    ward: input.ward || null,
    admittedOn: addDays(onDay, -input.admittedDaysAgo),
  }
  const row = {
    communeId,
    inpatientId,
    sentinelId,
    recordNo,
    who,
    ageYears,
    phoneSealed: sealedPhone(ctx, input.phone),
    ...place,
  }
  await store.insertInpatient(ctx.db, row, sent(ctx))
  await tally(ctx, inpatientId, 'admitted', onDay, 1)
  return answer(ctx)
})

/** By the hospital's own number of the stay. Whether such a stay is on record is not said. */
export const discharge = door(contract.discharge, async (ctx, { dischargeId, recordNo }) => {
  const dischargedOn = dayOf(ctx)
  const { ownerId: sentinelId, communeId } = ctx.door
  await store.insertDischarge(ctx.db, { communeId, dischargeId, sentinelId, recordNo, dischargedOn }, sent(ctx))
  await tally(ctx, dischargeId, 'discharged', dischargedOn, 1)
  return answer(ctx)
})
