import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { pageOf } from '@phaodai/kernel/page.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { getAreas } from '../areas/areas.store.ts'
import { shownName } from '../people/people.rules.ts'
import { currentPersons, getPerson } from '../people/people.store.ts'
import { findDisease } from '../policy/policy.reading.ts'
import * as contract from './cases.contract.ts'
import * as store from './cases.store.ts'

function notInFuture(ctx: Ctx, dates: Record<string, string | null | undefined>): void {
  for (const [field, value] of Object.entries(dates)) {
    if (value && value > ctx.today) throw new Problem('date-in-future', { field, value, today: ctx.today })
  }
}

/** Tells tracing (and whoever comes later) that what is known of a person changed. */
const changed = (ctx: Ctx, name: string, communeId: number, subjectId: string, disease: string) =>
  ctx.emit({ name, communeId, body: { subjectId, disease } })

/**
 * A confirmation becomes a fact of the person's commune; the levels of others follow in the same transaction.
 * Called by cases.report, by the laboratory when a result confirms, never with a level typed in.
 */
export async function recordConfirmation(ctx: Ctx, row: Omit<store.ConfirmationRow, 'communeId'>): Promise<number> {
  const person = await getPerson(ctx.db, row.subjectId)
  ctx.touch(row.subjectId)
  const rows = await store.insertConfirmations(ctx.db, [{ ...row, communeId: person.communeId }], ctx.now, ctx.opId)
  await changed(ctx, 'case.confirmed', person.communeId, row.subjectId, row.disease)
  return rows
}

export interface IsolationOf {
  isolationId: string
  subjectId: string
  disease: string
  fromOn: string
  basis: string
}

/** From that day the person no longer met others; ends the window in which contacts count. */
export const recordIsolation = (ctx: Ctx, r: IsolationOf): Promise<void> => recordIsolations(ctx, r.disease, [r])

/** Isolations of a batch, of one disease: the levels around all of them are worked out once. */
export async function recordIsolations(ctx: Ctx, disease: string, rows: readonly IsolationOf[]): Promise<void> {
  const subjectIds = rows.map((r) => r.subjectId)
  const persons = await currentPersons(ctx.db, subjectIds)
  for (const r of rows) {
    const communeId = persons.get(r.subjectId)?.communeId
    if (communeId === undefined) throw new Problem('not-found', { what: 'người' })
    await store.insertIsolation(ctx.db, { ...r, communeId }, ctx.now, ctx.opId)
  }
  const [first] = subjectIds
  if (first) await ctx.emit({ name: 'case.isolated', communeId: persons.get(first)!.communeId, body: { subjectIds, disease } })
}

/** Voids every confirmation that rests on a result which turned out wrong. */
export async function voidConfirmationsOf(ctx: Ctx, resultId: string, reason: string): Promise<void> {
  for (const { confirmationId } of await store.listByResult(ctx.db, resultId))
    await voidOne(ctx, 'confirmation', confirmationId, reason)
}

const UNMET = 'Không còn đủ định nghĩa ca bệnh: liên hệ hoặc triệu chứng làm căn cứ đã bị hủy'

/**
 * Takes back confirmations of one disease that rest on results, where the definition is no longer met. Told as one: the levels around all of them
 * are worked out at once, since the first to be rewritten would else hide from the second that it was F0, and its contacts would stay F1.
 */
export async function takeBackUnmet(ctx: Ctx, disease: string, confirmationIds: string[]): Promise<void> {
  const rows = await store.voidUnmet(ctx.db, confirmationIds, ctx.now, ctx.opId, UNMET)
  const [first] = rows
  if (!first) return
  const subjectIds = [...new Set(rows.map((r) => r.subjectId))]
  ctx.touch(...subjectIds)
  await ctx.emit({ name: 'case.confirmation-voided', communeId: first.communeId, body: { subjectIds, disease } })
}

/** Voids an isolation whose order was revoked. */
export const voidIsolation = (ctx: Ctx, isolationId: string, reason: string): Promise<boolean> =>
  voidOne(ctx, 'isolation', isolationId, reason)

/**
 * The person's isolation ended that day (released), or lasts after all (null). An isolation that still lasted when the person was
 * exposed or found positive ends the days in which they could infect; one that ended before does not, so levels may follow.
 */
export async function setIsolationEnd(ctx: Ctx, isolationId: string, untilOn: string | null): Promise<void> {
  const row = await store.setIsolationEnd(ctx.db, isolationId, untilOn)
  if (row) await changed(ctx, 'case.isolation-ended', row.communeId, row.subjectId, row.disease)
}

async function voidOne(ctx: Ctx, kind: store.FactKind, factId: string, reason: string): Promise<boolean> {
  const row = await store.voidFact(ctx.db, kind, factId, ctx.now, ctx.opId, reason)
  if (!row) return false
  ctx.touch(row.subjectId)
  await changed(ctx, `case.${kind}-voided`, row.communeId, row.subjectId, row.disease)
  return true
}

export const report = command(contract.report, async (ctx, input) => {
  notInFuture(ctx, {
    sampledOn: input.sampledOn,
    confirmedOn: input.confirmedOn,
    reportedOn: input.reportedOn,
    onsetOn: input.onsetOn,
  })
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const confirmationId = input.confirmationId ?? newId()
  const onsetId = input.onsetOn ? newId() : null
  const { communeId } = await getPerson(ctx.db, input.subjectId)
  if (onsetId) {
    const onset = {
      communeId,
      onsetId,
      subjectId: input.subjectId,
      disease,
      onsetOn: input.onsetOn!,
      symptoms: input.symptoms,
      saidOn: ctx.today,
      source: 'thông báo ca bệnh',
    }
    await store.insertOnsets(ctx.db, [onset], ctx.now, ctx.opId)
  }
  const confirmation = recordConfirmation(ctx, {
    confirmationId,
    subjectId: input.subjectId,
    disease,
    basis: 'notified',
    resultId: null,
    sampledOn: input.sampledOn ?? null,
    confirmedOn: input.confirmedOn ?? null,
    reportedOn: input.reportedOn ?? ctx.today,
    origin: input.origin ?? null,
    placeFound: input.placeFound ?? null,
    listName: null,
    listRef: null,
    details: {},
  })
  await written(confirmation, confirmationId)
  return { confirmationId, onsetId }
})

export const recordOnset = command(contract.recordOnset, async (ctx, input) => {
  notInFuture(ctx, { onsetOn: input.onsetOn, saidOn: input.saidOn })
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const { communeId } = await getPerson(ctx.db, input.subjectId)
  ctx.touch(input.subjectId)
  const onsetId = input.onsetId ?? newId()
  const { subjectId, onsetOn, symptoms, source } = input
  const row = { communeId, onsetId, subjectId, disease, onsetOn, symptoms, saidOn: input.saidOn ?? ctx.today, source }
  await written(store.insertOnsets(ctx.db, [row], ctx.now, ctx.opId), onsetId)
  await changed(ctx, 'case.onset', communeId, subjectId, disease)
  return { onsetId }
})

export const recordOutcome = command(contract.recordOutcome, async (ctx, input) => {
  notInFuture(ctx, { onDay: input.onDay })
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const { communeId } = await getPerson(ctx.db, input.subjectId)
  ctx.touch(input.subjectId)
  const outcomeId = input.outcomeId ?? newId()
  const row = {
    communeId,
    outcomeId,
    subjectId: input.subjectId,
    disease,
    kind: input.kind,
    onDay: input.onDay,
    source: input.source,
  }
  await written(store.insertOutcomes(ctx.db, [row], ctx.now, ctx.opId), outcomeId)
  await changed(ctx, 'case.outcome', communeId, input.subjectId, disease)
  return { outcomeId }
})

export const voidFact = command(contract.voidFact, async (ctx, input) => {
  await getPerson(ctx.db, input.subjectId)
  if (!(await voidOne(ctx, input.kind, input.factId, input.reason))) throw new Problem('already-voided')
  ctx.note({ voided: input.kind })
  return { voided: true as const }
})

export const list = read(contract.list, async (ctx, input) => {
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const [area] = input.areaId ? await getAreas(ctx.db, [input.areaId]) : []
  const { rows, head } = await pageOf((asked) => store.listCases(ctx.db, asked), {
    disease,
    lo: area?.lo ?? ctx.actor.lo,
    hi: area?.hi ?? ctx.actor.hi,
    from: input.from ?? null,
    until: input.until ?? null,
    origin: input.origin ?? null,
    limit: input.limit,
    offset: input.offset,
  })
  ctx.touch(...rows.map((r) => r.subjectId))
  return {
    total: head?.total ?? 0,
    rows: rows.map(({ fullName, total: _, ...r }) => ({ ...r, name: shownName(ctx.actor.role, fullName) })) as never,
  }
})
