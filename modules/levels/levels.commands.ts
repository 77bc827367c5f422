import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { roleWords } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import type { StoredArea } from '../areas/areas.store.ts'
import { authorityOf } from './authority.ts'
import * as contract from './levels.contract.ts'
import { criteriaOf, namesOf, proposedFor, unitOf } from './levels.reading.ts'
import { scalesOn } from './levels.reads.ts'
import * as store from './levels.store.ts'
import { standingOf } from './standing.rules.ts'

const by = (ctx: Ctx) => ({ at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })

async function mustDecide(ctx: Ctx, disease: string, unit: StoredArea, day: string): Promise<void> {
  const { may, source } = await authorityOf(ctx, disease, unit, day)
  if (!may) throw new Problem('level-not-competent', { role: roleWords[ctx.actor.role].vi, area: unit.fullName, source })
}

/** The decision of an authorised person, one document for one or several units; what the criteria proposed that day is kept beside it. */
export const decide = command(contract.decide, async (ctx, input) => {
  const dates = datesProblem(ctx.today, input)
  if (dates) throw new Problem('level-dates', { why: dates })
  const scale = (await scalesOn(ctx, input.disease, input.fromOn)).find((s) => s.scale === input.scale)
  const level = scale?.levels.find((l) => l.code === input.level)
  if (!scale || !level)
    throw new Problem('level-unknown', {
      ...{ day: input.fromOn, level: input.level },
      known: scale?.levels.map((l) => l.code).join(', ') ?? 'chưa có',
    })
  const { disease, chosen } = await criteriaOf(ctx.db, input.disease, ctx.today, undefined)
  const rows: store.NewDecision[] = []
  for (const { areaId, decisionId = newId() } of input.areas) {
    const unit = await unitOf(ctx, areaId)
    await mustDecide(ctx, input.disease, unit, input.fromOn)
    const compared =
      chosen &&
      input.scale === 'riskLevels' &&
      chosen.packCode === scale.packCode &&
      (unit.tier === 'commune' || unit.tier === 'district')
    const row = compared
      ? (await proposedFor(ctx.db, chosen, unit, disease, ctx.today)).rows.find((r) => r.areaId === areaId)
      : undefined
    if (chosen && row?.proposed && row.proposed !== level.code && !input.reason)
      throw new Problem('level-reason-needed', { proposed: namesOf(chosen.set)(row.proposed).vi })
    rows.push({
      decisionId,
      areaId,
      proposed: row ? { level: row.proposed, on: ctx.today, packCode: chosen!.packCode, cases: row.cases, rate: row.rate } : null,
    })
  }
  const { words: _, ...measures } = level
  const { number, signedOn, issuer, signatory, fromOn } = input
  const made = await store.insertDecisions(
    ctx.db,
    {
      ...{
        disease,
        scale: input.scale,
        packCode: scale.packCode,
        level: level.code,
        measures,
        number,
        signedOn,
        issuer,
        signatory,
        fromOn,
      },
      ...{
        untilOn: input.untilOn ?? null,
        reviewOn: input.untilOn ? null : (input.reviewOn ?? null),
        reason: input.reason ?? null,
      },
    },
    rows,
    by(ctx),
  )
  if (made !== rows.length) throw new Problem('id-in-use', { id: rows[0]!.decisionId })
  for (const r of rows)
    await ctx.emit({ name: 'levels.decided', communeId: r.areaId, body: { decisionId: r.decisionId, areaId: r.areaId } })
  return {
    decisions: rows.map((r) => ({
      decisionId: r.decisionId,
      areaId: r.areaId,
      proposed: (r.proposed as { level: string | null } | null)?.level ?? null,
    })),
  }
})

const datesProblem = (
  today: string,
  d: { signedOn: string; fromOn: string; untilOn?: string | null | undefined; reviewOn?: string | null | undefined },
) =>
  d.signedOn > today
    ? `ngày ký ${d.signedOn} ở sau hôm nay ${today}`
    : d.untilOn && d.untilOn < d.fromOn
      ? `đến hết ${d.untilOn} ở trước ngày bắt đầu ${d.fromOn}`
      : !d.untilOn && d.reviewOn && d.reviewOn <= d.fromOn
        ? `ngày xem xét lại ${d.reviewOn} phải sau ngày bắt đầu ${d.fromOn}`
        : null

/** Ends it by another document; its last day is given, and may lie ahead. */
export const end = command(contract.end, async (ctx, { decisionId, endedOn, document }) => {
  const d = await standing(ctx, decisionId)
  const state = standingOf(d, await store.listDecisions(ctx.db, d.disease, d.lo, d.hi), ctx.today).state
  if (state !== 'in-force' && state !== 'planned') throw new Problem('level-not-standing')
  if (endedOn < d.fromOn && state === 'in-force')
    throw new Problem('level-dates', { why: `${endedOn} ở trước ngày bắt đầu ${d.fromOn}` })
  if ((await store.updateEnd(ctx.db, decisionId, endedOn, document, by(ctx))) === 0) throw new Problem('level-not-standing')
  await ctx.emit({ name: 'levels.ended', communeId: d.areaId, body: { decisionId, areaId: d.areaId } })
  return { endedOn }
})

/** It was recorded wrongly: it never held, and what it had replaced holds again. */
export const voidDecision = command(contract.voidDecision, async (ctx, { decisionId, reason }) => {
  const d = await standing(ctx, decisionId)
  if ((await store.updateVoid(ctx.db, decisionId, by(ctx), reason)) === 0) throw new Problem('already-voided')
  await ctx.emit({ name: 'levels.ended', communeId: d.areaId, body: { decisionId, areaId: d.areaId } })
  return { voided: true as const }
})

async function standing(ctx: Ctx, decisionId: string): Promise<store.DecisionRow> {
  const found = await store.getDecision(ctx.db, decisionId)
  const unit = await unitOf(ctx, found.areaId)
  await mustDecide(ctx, found.disease, unit, ctx.today)
  return (await store.listDecisions(ctx.db, found.disease, found.lo, found.hi)).find((d) => d.decisionId === decisionId)!
}

export const putInput = command(contract.putInput, async (ctx, input) => {
  await unitOf(ctx, input.areaId)
  if (input.asOf > ctx.today) throw new Problem('date-in-future', { field: 'asOf', value: input.asOf, today: ctx.today })
  const { inputId = newId(), ...rest } = input
  await written(store.insertInput(ctx.db, { inputId, ...rest }, by(ctx)), inputId)
  return { inputId }
})

export const voidInput = command(contract.voidInput, async (ctx, { inputId, reason }) => {
  await unitOf(ctx, (await store.getInput(ctx.db, inputId)).areaId)
  if ((await store.updateInputVoid(ctx.db, inputId, by(ctx), reason)) === 0) throw new Problem('already-voided')
  return { voided: true as const }
})
