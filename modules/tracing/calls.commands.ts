import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { getAreas } from '../areas/areas.store.ts'
import { listSealed } from '../people/numbers.store.ts'
import { rangeOf } from '../people/people.brief.ts'
import { masked, unseal } from '../people/people.numbers.ts'
import { readsNames, shownName } from '../people/people.rules.ts'
import { currentPersons, getPerson, sameAs } from '../people/people.store.ts'
import { ruleIn, sourceWords } from '../policy/inforce.rules.ts'
import { findDisease, type Rules, rulesFor } from '../policy/policy.reading.ts'
import * as contract from './calls.contract.ts'
import { callState, inCallOrder } from './calls.rules.ts'
import * as store from './calls.store.ts'
import { fallsOf, membersOf, owedOf, standingFalls, type ToldPerson, toldByCall, toldOfFallen } from './calls.told.ts'
import { levelSentence } from './sentence.rules.ts'
import { shownPersons } from './tracing.reads.ts'
import { listContactSides } from './tracing.store.ts'

/** The clock of a call and of a referral, by the rules in force today; null where none is. */
export function callClock(rules: Rules, today: string) {
  const figure = ruleIn(rules.on(today), 'escalation')?.contactCallHours
  if (figure?.value == null) return null
  return { hours: figure.value, source: sourceWords(figure), unconfirmed: !figure.confirmed }
}

/** Names of these officers, wherever they work. */
export async function officers(ctx: Ctx, ids: string[]): Promise<(id: string) => string> {
  const found = await ctx.acrossAreas(() => store.listOfficers(ctx.db, [...new Set(ids)]))
  const names = new Map(found.map((o) => [o.accountId, o.fullName]))
  return (id) => names.get(id) ?? '—'
}

/** Everyone in a range of communes whom a caller still has to reach, with where the calls stand. */
async function waitingIn(ctx: Ctx, rules: Rules, lo: number, hi: number, hours: number | null) {
  const { disease } = rules
  const people = await store.listCallable(ctx.db, disease, lo, hi, null)
  const ids = people.map((p) => p.subjectId)
  const idsOf = membersOf(await sameAs(ctx.db, ids))
  const all = ids.flatMap(idsOf)
  const calls = Map.groupBy(await store.listAttempts(ctx.db, disease, all), (a) => a.subjectId)
  const investigated = new Set((await store.listInvestigated(ctx.db, disease, all)).map((i) => i.subjectId))
  const levelledAt = new Map((await store.listLevelledAt(ctx.db, disease, ids)).map((l) => [l.subjectId, l.at]))
  return people.flatMap((p) => {
    const same = idsOf(p.subjectId)
    if (p.level === 'F0' && same.some((id) => investigated.has(id))) return []
    const attempts = same.flatMap((id) => calls.get(id) ?? []).sort((a, b) => a.at.localeCompare(b.at))
    const levelAt = levelledAt.get(p.subjectId) ?? new Date(`${p.sinceOn}T00:00:00+07:00`).toISOString()
    const state = callState(p.level, levelAt, attempts, hours, ctx.now)
    return state.waiting ? [{ ...p, levelAt, state }] : []
  })
}

/** F1, F2 and uninvestigated F0 whom nobody has reached yet, or whose level is no longer what they were told. */
export const callList = read(contract.callList, async (ctx, input) => {
  const rules = await rulesFor(ctx.db, input.disease)
  const { lo, hi } = await rangeOf(ctx, input.areaId)
  const clock = callClock(rules, ctx.today)
  const waiting = (await waitingIn(ctx, rules, lo, hi, clock?.hours ?? null)).sort(inCallOrder)
  const is = {
    late: (w: (typeof waiting)[number]) => w.state.late,
    refused: (w: (typeof waiting)[number]) => w.state.refusal !== null,
    'home-visit': (w: (typeof waiting)[number]) => w.state.homeVisit !== null,
  }
  const filtered = waiting.filter((w) => (!input.level || w.level === input.level) && (!input.only || is[input.only](w)))
  const page = filtered.slice(input.offset, input.offset + input.limit)
  const ids = page.map((w) => w.subjectId)
  ctx.touch(...ids)
  const persons = await currentPersons(ctx.db, ids)
  const idsOf = membersOf(await sameAs(ctx.db, ids))
  const dials = readsNames(ctx.actor.role) ? ids.flatMap(idsOf) : []
  const sealed = Map.groupBy(await listSealed(ctx.db, dials, contract.callList.name, ctx.opId, ctx.now), (s) => s.subjectId)
  const phoneOf = (id: string) =>
    masked(
      unseal(
        ctx.secrets,
        idsOf(id).flatMap((m) => sealed.get(m) ?? []),
      ),
    ).phoneMasked
  const areas = new Map((await getAreas(ctx.db, [...new Set(page.map((w) => w.communeId))])).map((a) => [a.areaId, a.fullName]))
  const frozen = new Map((await listContactSides(ctx.db, rules.disease, ids)).map((s) => [s.otherId, s.snapshot]))
  const source = await shownPersons(
    ctx,
    page.flatMap((w) => (w.sourceId ? [w.sourceId] : [])),
    frozen,
  )
  return {
    total: filtered.length,
    waiting: waiting.length,
    late: waiting.filter(is.late).length,
    refused: waiting.filter(is.refused).length,
    homeVisits: waiting.filter(is['home-visit']).length,
    clock,
    rows: page.map(({ state, basis, sourceId, ...w }) => {
      const person = persons.get(w.subjectId)
      return {
        subjectId: w.subjectId,
        communeId: w.communeId,
        areaName: areas.get(w.communeId) ?? '',
        code: person?.code ?? '—',
        name: person ? shownName(ctx.actor.role, person.fullName) : '—',
        phoneMasked: phoneOf(w.subjectId),
        level: w.level,
        sentence: levelSentence({ ...w, basis }, sourceId ? source(sourceId) : null),
        unconfirmed: basis.unconfirmed,
        attempts: state.attempts,
        lastOutcome: state.last?.outcome ?? null,
        lastAt: state.last?.at ?? null,
        toldLevel: state.toldLevel,
        owedTo: state.refusal === null ? null : ('commune' as const),
        refusal: state.refusal,
        homeVisit: state.homeVisit,
        levelAt: w.levelAt,
        dueAt: state.dueAt,
        late: state.late,
      }
    }),
  }
})

export const recordCall = command(contract.recordCall, async (ctx, input) => {
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const { communeId } = await getPerson(ctx.db, input.subjectId)
  const reached = input.outcome === 'reached'
  if (input.outcome === 'refused' && (input.note ?? '').length < 5) throw new Problem('refusal-reason')
  if (!reached && input.toldLevel) throw new Problem('told-without-reaching')
  const ids = [...(await sameAs(ctx.db, [input.subjectId])).values()].flat()
  const level = (await store.listLevelsOf(ctx.db, disease, ids))[0]?.level ?? null
  const toldLevel = reached ? (input.toldLevel ?? contract.Told.parse(level ?? 'none')) : null
  const callId = input.callId ?? newId()
  const { subjectId, outcome } = input
  await store.insertAttempt(
    ctx.db,
    {
      communeId,
      callId,
      subjectId,
      disease,
      at: ctx.now,
      onDay: ctx.today,
      outcome,
      toldLevel,
      note: input.note || null,
      calledBy: ctx.actor.accountId,
    },
    ctx.opId,
  )
  ctx.touch(subjectId)
  ctx.note({ outcome })
  // the commune committee owes the next step; quarantine may answer with a forced decision
  if (outcome === 'refused') await ctx.emit({ name: 'tracing.contact-refused', communeId, body: { subjectId, disease, callId } })
  const state = callState(level, ctx.now, await store.listAttempts(ctx.db, disease, ids), null, ctx.now)
  return { callId, toldLevel, attempts: state.attempts, homeVisit: state.homeVisit !== null }
})

/** A corrected fact lowers levels; those who were told before must be told again. Those told by an order: the quarantine module. */
export const toldAfterVoid = read(contract.toldAfterVoid, async (ctx, input) => {
  const opIds = input.opId ? [input.opId] : input.subjectId ? await fellIn(ctx, input.subjectId) : null
  if (!opIds) {
    const { lo, hi } = await rangeOf(ctx, input.areaId)
    const told = (await toldByCall(ctx.db, await standingFalls(ctx.db, lo, hi, null))).map((t) => ({
      ...t,
      fall: { ...t.fall, toLevel: t.fall.levelNow },
      saidLevel: t.told.toldLevel ?? '',
    }))
    return { rows: await toldRows(ctx, owedOf(told)), elsewhere: 0 }
  }
  const everywhere = await ctx.acrossAreas(() => toldOfFallen(ctx.db, opIds))
  const rows = await toldRows(ctx, everywhere)
  const here = new Set(rows.map((r) => r.subjectId))
  // of an operation that is another area's and touched nobody here, not even the number of those told is said
  const done = (await store.listOwnOperations(ctx.db, opIds)).map((o) => o.opId)
  const own = new Set([...done, ...rows.map((r) => r.opId)])
  return { rows, elsewhere: everywhere.filter((t) => own.has(t.fall.opId) && !here.has(t.fall.subjectId)).length }
})

/** Those of these told persons whom the reader may see, named as that role reads them. */
async function toldRows(ctx: Ctx, told: readonly ToldPerson[]) {
  const persons = await currentPersons(
    ctx.db,
    told.map((t) => t.fall.subjectId),
  )
  const mine = told.filter((t) => persons.has(t.fall.subjectId))
  ctx.touch(...mine.map((t) => t.fall.subjectId))
  const areas = new Map(
    (await getAreas(ctx.db, [...new Set([...persons.values()].map((p) => p.communeId))])).map((a) => [a.areaId, a.fullName]),
  )
  const officer = await officers(
    ctx,
    mine.map((t) => t.told.calledBy),
  )
  return mine.map(({ fall, told: said, correctedAt }) => {
    const person = persons.get(fall.subjectId)!
    return {
      subjectId: fall.subjectId,
      code: person.code,
      name: shownName(ctx.actor.role, person.fullName),
      areaName: areas.get(person.communeId) ?? '',
      disease: fall.disease,
      opId: fall.opId,
      toldLevel: said.toldLevel!,
      toldAt: said.at,
      toldBy: officer(said.calledBy),
      levelNow: fall.toLevel,
      fellAt: fall.at,
      correctedAt,
    }
  })
}

/** Operations in which this person's own level fell: a voided confirmation and the like. @throws Problem not-found outside the scope */
async function fellIn(ctx: Ctx, subjectId: string): Promise<string[]> {
  await getPerson(ctx.db, subjectId)
  const ids = [...(await sameAs(ctx.db, [subjectId])).values()].flat()
  const opIds = (await store.listOperationsOn(ctx.db, ids)).map((o) => o.opId)
  const fallen = await fallsOf(ctx.db, opIds)
  return [...new Set(fallen.filter((f) => ids.includes(f.subjectId)).map((f) => f.opId))]
}
