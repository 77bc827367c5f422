import { localDay } from '@phaodai/kernel/clock.ts'
import { read } from '@phaodai/kernel/command.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { sampleClock } from '../laboratory/laboratory.rules.ts'
import { rangeOf } from '../people/people.brief.ts'
import { shownName } from '../people/people.rules.ts'
import { sourceWords } from '../policy/inforce.rules.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { paceIn } from './pace.ts'
import * as contract from './signals.contract.ts'
import { clusters as findClusters, stateOf } from './signals.rules.ts'
import * as store from './signals.store.ts'
import { ownTeams, reachTeam } from './whose.ts'

const HOUR = 3_600_000
const later = (at: string | null, hours: number | null | undefined) =>
  at === null || hours == null ? null : new Date(Date.parse(at) + hours * HOUR).toISOString()

/** Who coughs, is feverish or short of breath, what is to be done next and until when: the commune's list, and what the team gets back. */
export const signals = read(contract.signals, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const rules = await rulesFor(ctx.db, input.disease)
  if (input.teamId) await reachTeam(ctx, input.teamId)
  const teamIds = input.teamId ? [input.teamId] : await ownTeams(ctx)
  const until = input.until ?? ctx.today
  const { disease } = rules
  const rows = await store.listSignals(ctx.db, {
    ...{ disease, ...range, teamIds, until, state: input.state, limit: input.limit },
    from: input.from ?? addDays(until, -13),
  })
  ctx.touch(...rows.flatMap((r) => r.subjectId ?? []))
  const now = Date.parse(ctx.now)
  const shown = rows.map((r) => {
    const state = stateOf(r)
    const pack = rules.on(localDay(r.receivedAt))
    const dueAt =
      state === 'sampled'
        ? later(r.sampledAt, paceIn(pack).resultHours)
        : state === 'ordered'
          ? r.sampleDueAt
          : state === 'to-order' || state === 'to-identify'
            ? later(r.receivedAt, sampleClock(pack, 'symptom')?.hours)
            : null
    const { fullName, who, total: _, sampleDueAt: __, sampleId: ___, resultId: ____, resultValue, closedAt: _____, ...rest } = r
    return {
      ...rest,
      name: fullName === null ? who : shownName(ctx.actor.role, fullName),
      kinds: r.kinds as 'fever'[],
      state,
      dueAt,
      late: dueAt !== null && Date.parse(dueAt) < now,
      result: resultValue,
    }
  })
  const sampling = rules.on(ctx.today)?.rules.symptomaticSampling?.rule.clockHours
  return {
    total: rows[0]?.total ?? 0,
    late: shown.filter((r) => r.late).length,
    clock:
      sampling?.value != null ? { hours: sampling.value, source: sourceWords(sampling), confirmed: sampling.confirmed } : null,
    rows: shown,
  }
})

/** Warnings where people of one household or one hamlet have symptoms together; the numbers are the pack's. */
export const clusters = read(contract.clusters, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const rules = await rulesFor(ctx.db, input.disease)
  const rule = paceIn(rules.on(ctx.today)).clusters
  if (!rule) return { rule: null, rows: [] }
  const days = Math.max(rule.householdDays, rule.hamletDays)
  const from = addDays(ctx.today, 1 - days)
  const seen = await store.listSeen(ctx.db, { disease: rules.disease, ...range, teamIds: await ownTeams(ctx), from })
  const spot = new Map<string, store.SeenSignal>()
  const at = (kind: 'household' | 'hamlet') =>
    seen.flatMap((s) => {
      const where = kind === 'household' ? s.householdId : s.hamletId === 0 ? null : String(s.hamletId)
      if (where === null) return []
      spot.set(`${kind} ${where}`, s)
      return [{ who: s.who, where, onDay: s.onDay }]
    })
  const rows = (['household', 'hamlet'] as const).flatMap((kind) => {
    const [people, within] =
      kind === 'household' ? [rule.householdPeople, rule.householdDays] : [rule.hamletPeople, rule.hamletDays]
    return findClusters(at(kind), people, within).map((c) => {
      const { communeId, areaName, hamletId, hamletName, householdId } = spot.get(`${kind} ${c.where}`)!
      const span = c.fromOn === c.untilOn ? 1 : Math.round((Date.parse(c.untilOn) - Date.parse(c.fromOn)) / 86_400_000) + 1
      const place =
        kind === 'household'
          ? { vi: 'một hộ', en: 'one household' }
          : { vi: hamletName ?? 'một thôn', en: hamletName ?? 'one hamlet' }
      return {
        kind,
        communeId,
        areaName,
        hamletId,
        hamletName,
        householdId: kind === 'household' ? householdId : null,
        people: c.people,
        fromOn: c.fromOn,
        untilOn: c.untilOn,
        words: {
          vi: `${c.people} người ở ${place.vi} có dấu hiệu trong ${span} ngày`,
          en: `${c.people} people of ${place.en} with symptoms within ${span} days`,
        },
      }
    })
  })
  return { rule, rows }
})
