import { OFFSET } from '@phaodai/kernel/clock.ts'
import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { addDays, daysBetween } from '@phaodai/text/dates.ts'
import { paceFor } from '../checks/pace.ts'
import { ownHamlets } from '../checks/whose.ts'
import { rangeOf } from '../people/people.brief.ts'
import { readsNames } from '../people/people.rules.ts'
import { sameAs } from '../people/people.store.ts'
import { sourceWords } from '../policy/inforce.rules.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import * as contract from './sentinels.contract.ts'
import { chaseText, dayState, inpatientState } from './sentinels.rules.ts'
import * as store from './sentinels.store.ts'

/** Who reported of a day, who has not, the late first. A day is due when its evening slot ends. */
export const sentinels = read(contract.sentinels, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const day = input.day ?? ctx.today
  const { hours } = (await paceFor(ctx, input.disease)).on(day)
  const dueAt = hours ? new Date(`${day}T${hours.evening.to}:00${OFFSET}`).toISOString() : null
  const beds = Map.groupBy(await inBeds(ctx, range, input.disease, null), (p) => p.sentinelId)
  const all = (await store.listSentinels(ctx.db, { ...range, day, ended: input.state === 'ended' })).map((s) => {
    const { linked, bound, fromOn: _, ...rest } = s
    return {
      ...rest,
      link: !linked ? ('none' as const) : bound ? ('bound' as const) : ('unopened' as const),
      state: dayState(s, ctx.now, dueAt),
      inpatients: beds.get(s.sentinelId)?.length ?? 0,
      untested: beds.get(s.sentinelId)?.filter((p) => p.state !== 'tested').length ?? 0,
    }
  })
  const late = all.filter((s) => s.state === 'late')
  const rank = { late: 0, 'no-link': 1, due: 2, reported: 3 }
  const rows = (input.state === 'late' ? late : all).sort((a, b) => rank[a.state] - rank[b.state])
  return {
    day,
    due: hours && dueAt ? { at: dueAt, source: hours.source, confirmed: hours.confirmed } : null,
    total: rows.length,
    late: late.length,
    rows: rows.slice(0, input.limit),
    chaseText: chaseText(day, late),
  }
})

/** What sentinels anywhere in the province told of people who live here; a team's post sees its hamlets. */
export const reports = read(contract.reports, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const until = input.until ?? ctx.today
  const hamlets = ctx.actor.role === 'team' ? await ownHamlets(ctx) : null
  const rows = await store.listReports(ctx.db, {
    ...{ ...range, hamlets, until, limit: input.limit, signalId: input.signalId ?? null },
    from: input.from ?? addDays(until, -13),
  })
  const named = readsNames(ctx.actor.role)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ phoneSealed, hamletId: _, total: __, ...r }) => ({
      ...r,
      kinds: r.kinds as 'fever'[],
      phone: phoneSealed && named ? ctx.secrets.open('phone', phoneSealed) : null,
    })),
  }
})

/** Who lies in now, with whether a sample was taken since the admission. */
async function inBeds(ctx: Ctx, range: { lo: number; hi: number }, disease: string, sentinelId: string | null) {
  const rows = await store.listInpatients(ctx.db, { ...range, sentinelId, day: ctx.today })
  const subjects = [...new Set(rows.flatMap((r) => r.subjectId ?? []))]
  // a patient of ours may have been sampled anywhere
  const taken = await ctx.acrossAreas(async () => {
    const members = await sameAs(ctx.db, subjects)
    const samples = await store.listSamplesOf(ctx.db, disease, [...members.values()].flat())
    const of = (ids: readonly string[]) => samples.filter((s) => ids.includes(s.subjectId)).map((s) => s.sampledOn)
    return new Map([...members].map(([id, ids]) => [id, of(ids)]))
  })
  return rows.map(({ communeId: _, ...r }) => ({
    ...r,
    days: daysBetween(r.admittedOn, ctx.today),
    ...inpatientState(r, r.subjectId ? (taken.get(r.subjectId) ?? []) : []),
  }))
}

/** Who lies in and has no sample since the admission: by their record where that is known, else by the tube that a person matched. */
export const inpatients = read(contract.inpatients, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const rules = await rulesFor(ctx.db, input.disease)
  const beds = await inBeds(ctx, range, rules.disease, input.sentinelId ?? null)
  ctx.touch(...beds.flatMap((p) => p.subjectId ?? []))
  const kept = beds.filter((p) => input.state === 'all' || (input.state === 'tested') === (p.state === 'tested'))
  const rule = rules.on(ctx.today)?.rules.symptomaticSampling?.rule.inpatientsAll
  return {
    rule: rule?.value ? { source: sourceWords(rule), confirmed: rule.confirmed } : null,
    total: kept.length,
    rows: kept.slice(0, input.limit),
  }
})
