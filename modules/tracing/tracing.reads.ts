import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { pageOf } from '@phaodai/kernel/page.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { fold } from '@phaodai/text/fold.ts'
import { getAreas } from '../areas/areas.store.ts'
import { listConfirmed, listOnsets } from '../cases/cases.store.ts'
import { shownName } from '../people/people.rules.ts'
import { type CurrentPerson, canonicalOf, currentPersons, getPerson, sameAs } from '../people/people.store.ts'
import { type Rules, rulesFor } from '../policy/policy.reading.ts'
import { type Classification, classifyF0, classifyF1, classifyF2, sameClassification, type Windows } from './levels.rules.ts'
import { togetherWords } from './meeting.words.ts'
import { closenessOf, meetingsOf } from './meetings.ts'
import { Neighbourhood } from './neighbourhood.ts'
import { levelSentence } from './sentence.rules.ts'
import * as contract from './tracing.contract.ts'
import * as store from './tracing.store.ts'

/** How a person may be named to this reader: in full in the area, masked or as "elsewhere" outside it. */
interface Shown {
  code: string
  name: string
  inScope: boolean
}

export async function shownPersons(
  ctx: Ctx,
  ids: string[],
  frozen: Map<string, { code?: string; name?: string }>,
): Promise<(id: string) => Shown> {
  return shownOf(ctx, await currentPersons(ctx.db, ids), frozen)
}

/** The same of persons that were read already. */
export function shownOf(
  ctx: Ctx,
  persons: ReadonlyMap<string, CurrentPerson>,
  frozen: ReadonlyMap<string, { code?: string; name?: string }>,
): (id: string) => Shown {
  return (id) => {
    const person = persons.get(id)
    if (person) return { code: person.code, name: shownName(ctx.actor.role, person.fullName), inScope: true }
    const side = frozen.get(id)
    return { code: side?.code ?? '—', name: side?.name ?? 'người ở địa bàn khác', inScope: false }
  }
}

export const levels = read(contract.levels, async (ctx, input) => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const [area] = input.areaId ? await getAreas(ctx.db, [input.areaId]) : []
  const { rows, head } = await pageOf((asked) => store.listLevels(ctx.db, asked), {
    disease,
    level: input.level ?? null,
    lo: area?.lo ?? ctx.actor.lo,
    hi: area?.hi ?? ctx.actor.hi,
    since: input.since ?? null,
    until: input.until ?? null,
    activeOn: input.activeOn ?? null,
    limit: input.limit,
    offset: input.offset,
  })
  ctx.touch(...rows.map((r) => r.subjectId))
  const shown = await shownPersons(
    ctx,
    rows.flatMap((r) => (r.sourceId ? [r.sourceId] : [])),
    new Map(),
  )
  return {
    total: head?.total ?? 0,
    rows: rows.map(({ fullName, total: _, basis, sourceId, ...r }) => ({
      ...r,
      name: shownName(ctx.actor.role, fullName),
      sentence: levelSentence({ ...r, basis }, sourceId ? shown(sourceId) : null),
      unconfirmed: basis.unconfirmed,
    })),
  }
})

/** Why a person is what they are. The engine looks over all areas; what lies outside the reader's is masked or only counted. */
export const around = read(contract.around, async (ctx, input) => {
  await getPerson(ctx.db, input.subjectId)
  ctx.touch(input.subjectId)
  const rules = await rulesFor(ctx.db, input.disease)
  const members = (await sameAs(ctx.db, [input.subjectId])).values().next().value ?? [input.subjectId]
  const frozen = new Map((await store.listContactSides(ctx.db, rules.disease, members)).map((s) => [s.otherId, s.snapshot]))
  const found = await ctx.acrossAreas(async () => {
    const near = new Neighbourhood(ctx.db, rules)
    const [id] = [...(await near.canonical([input.subjectId]))] as [string]
    await near.needTies([id])
    const own = near.stored(id)[0] ?? null
    const chain: { id: string; level: string }[] = []
    const seen = new Set<string>()
    for (let at = own; at?.sourceId && !seen.has(at.sourceId); ) {
      const source: string = at.sourceId
      seen.add(source)
      await near.needFacts([source])
      const next = near.stored(source)[0] ?? null
      chain.push({ id: source, level: next?.level ?? '—' })
      at = next
    }
    const levelOf = (other: string) => near.stored(other)[0]?.level ?? null
    const ties = near.ties(id).map((t) => {
      const { otherId, kind, ref, firstOn, lastOn, placeText, reason } = t
      return { otherId, kind, ref, firstOn, lastOn, placeText, reason, level: levelOf(otherId) }
    })
    // F3: met an F2 since that one was exposed; computed on read
    const exposed = (t: (typeof ties)[number]) => (t.level === 'F2' ? near.stored(t.otherId)[0]!.firstExposedOn : null)
    const f3Source = own ? undefined : ties.find((t) => exposed(t) !== null && (t.lastOn === null || t.lastOn >= exposed(t)!))
    return { own, chain, f3Source, ties }
  })
  const history = await store.listHistory(ctx.db, rules.disease, members)
  const shown = await shownPersons(ctx, [...found.chain.map((c) => c.id), ...found.ties.map((t) => t.otherId)], frozen)
  const { own, f3Source } = found
  const level = own?.level ?? (f3Source ? ('F3' as const) : null)
  const basis =
    own?.basis ??
    (f3Source
      ? { kind: f3Source.kind, ref: f3Source.ref, placeText: f3Source.placeText, reason: f3Source.reason, unconfirmed: false }
      : null)
  const sourceId = own?.sourceId ?? f3Source?.otherId ?? null
  return {
    disease: rules.disease,
    level,
    sentence: levelSentence(
      { level, sinceOn: own?.sinceOn ?? null, lastExposedOn: own?.lastExposedOn ?? f3Source?.lastOn ?? null, basis },
      sourceId ? shown(sourceId) : null,
    ),
    sinceOn: own?.sinceOn ?? null,
    firstExposedOn: own?.firstExposedOn ?? null,
    lastExposedOn: own?.lastExposedOn ?? null,
    packCode: own?.packCode ?? null,
    unconfirmed: own?.basis.unconfirmed ?? false,
    policyInForce: rules.on(ctx.today) !== null,
    chain: found.chain.map((c) => ({ subjectId: c.id, level: c.level, ...shown(c.id) })),
    contacts: found.ties.map(({ otherId, kind, ref, firstOn, lastOn, placeText, reason, level: otherLevel }) => ({
      otherId,
      contactId: kind === 'declared' ? ref : null,
      ...shown(otherId),
      level: otherLevel,
      kind,
      firstOn,
      lastOn,
      placeText,
      reason,
    })),
    history,
  }
})

/** Places of the reader's area, so that the next person can be put at the same one. */
export const searchPlaces = read(contract.searchPlaces, async (ctx, { q, kind, limit }) => {
  const words = fold(q).split(' ').filter(Boolean)
  const { lo, hi } = ctx.actor
  return { places: await store.searchPlaces(ctx.db, { lo, hi, words, kind: kind ?? null, limit }) }
})

/** Days looked back where the disease's profile knows no incubation: as far as a window may reach. */
const LOOKED_BACK = 60

/** From when on who met a person matters: the longest incubation before their onset, first positive or first exposure, else before today. */
async function metSince(ctx: Ctx, rules: Rules, ids: string[]): Promise<string> {
  const { disease } = rules
  const [onsets, confirmed, stored] = await ctx.acrossAreas(async () => [
    await listOnsets(ctx.db, disease, ids),
    await listConfirmed(ctx.db, disease, ids),
    await store.listClassifications(ctx.db, disease, ids),
  ])
  const days = [
    ...onsets.map((o) => o.onsetOn),
    ...confirmed.flatMap((c) => [c.firstPositiveOn, c.sinceOn]),
    ...stored.flatMap((c) => [c.firstExposedOn, c.sinceOn]),
  ].filter((day) => day !== null)
  const first = days.reduce((a, b) => (a < b ? a : b), ctx.today)
  return addDays(first, -(rules.profile.incubationDays.value?.max ?? LOOKED_BACK))
}

/** Those at the same place and time, as far back as the disease asks; the ones outside the area are only counted. */
export const candidates = read(contract.candidates, async (ctx, input) => {
  await getPerson(ctx.db, input.subjectId)
  ctx.touch(input.subjectId)
  const rules = await rulesFor(ctx.db, input.disease)
  const members = [...(await sameAs(ctx.db, [input.subjectId])).values()].flat()
  const roots = new Map<string, string>()
  const who = {
    root: (id: string) => roots.get(id) ?? id,
    know: async (ids: string[]) => {
      for (const [id, root] of await canonicalOf(ctx.db, ids)) roots.set(id, root)
    },
  }
  const since = await metSince(ctx, rules, members)
  const from = `${since}T00:00:00+07:00`
  const meetings = await ctx.acrossAreas(() => meetingsOf(ctx.db, rules, members, who, false, null, from))
  const persons = await currentPersons(
    ctx.db,
    meetings.map((m) => m.otherId),
  )
  const rows = meetings.flatMap((m) => {
    const person = persons.get(m.otherId)
    if (!person) return []
    const closeness = closenessOf(m, rules.on)
    const shared = togetherWords(m)
    const { otherId, placeId, placeName, onDay, decision } = m
    return [
      {
        otherId,
        code: person.code,
        name: shownName(ctx.actor.role, person.fullName),
        placeId,
        placeName,
        onDay,
        minutes: Math.floor(m.seconds / 60),
        decision,
        counts: m.counts,
        reason: { vi: `${shared.vi} – ${closeness.reason.vi}`, en: `${shared.en} – ${closeness.reason.en}` },
        unknown: m.counts ? [] : closeness.unknown,
      },
    ]
  })
  return { rows, elsewhere: new Set(meetings.filter((m) => !persons.has(m.otherId)).map((m) => m.otherId)).size, since }
})

/** Up to so many F1, all that any of them shared with anyone is read pair by pair; of a factory's thousands that would be millions. */
const FEW = 300

/** Every level from the facts alone: `all` holds whoever has a fact or a stored level, so that nothing stored is believed. */
async function rebuild(near: Neighbourhood, all: string[]): Promise<Map<string, Classification | null>> {
  const known = await near.canonical(all)
  await near.needFacts(known)
  const isF0 = (id: string) => near.f0(id) !== undefined
  const f0s = [...known].filter(isF0)
  await near.needTies(f0s)
  const first = new Set([...known, ...near.neighbours(f0s)])
  await near.needTiesWith('F0', first)
  const rebuilt = new Map<string, Classification | null>()
  const windows: Windows = new Map()
  for (const id of first) {
    const f0 = near.f0(id)
    const f1 = f0 ? null : classifyF1(id, near, windows)
    near.setF1(id, f1 ?? undefined)
    rebuilt.set(id, f0 ? classifyF0(f0, near, windows) : f1)
  }
  const above = new Set([...first].filter((id) => rebuilt.get(id)))
  const f1s = [...above].filter((id) => !isF0(id))
  if (f1s.length <= FEW) await near.needTies(f1s)
  const beside = f1s.length <= FEW ? near.neighbours(f1s) : await near.beside(f1s, above)
  const open = [...new Set([...first, ...beside])].filter((id) => !above.has(id))
  await near.needFacts(open)
  if (f1s.length <= FEW) await near.needTies(open)
  else await near.needTiesWith('F1', open, f1s)
  for (const id of open) rebuilt.set(id, classifyF2(id, near))
  return rebuilt
}

/** Rebuilds every level from the facts, without looking at what is stored, and compares; tells of those in the reader's area. */
export const verify = read(contract.verify, async (ctx) =>
  ctx.acrossAreas(async () => {
    const diseases = []
    const { lo, hi } = ctx.actor
    // a fact of nobody who lives anywhere is told to everyone who may ask
    const here = (communeId: number | undefined) => communeId === undefined || (communeId >= lo && communeId <= hi)
    for (const { disease } of await store.listDiseases(ctx.db)) {
      const rules = await rulesFor(ctx.db, disease)
      const near = new Neighbourhood(ctx.db, rules)
      const rebuilt = await rebuild(
        near,
        (await store.listEveryone(ctx.db, disease)).map((p) => p.subjectId),
      )
      const everyone = [...rebuilt.keys()]
      const stored = await store.listClassifications(ctx.db, disease, null)
      const persons = await currentPersons(ctx.db, [...everyone, ...stored.map((s) => s.subjectId)])
      const byId = new Map(stored.map((s) => [`${s.communeId}/${s.subjectId}`, s]))
      const differences: { subjectId: string; stored: string | null; rebuilt: string | null }[] = []
      for (const [id, row] of rebuilt) {
        const person = persons.get(id)
        const key = `${person?.communeId}/${id}`
        const old = byId.get(key)
        byId.delete(key)
        if (row === null ? old !== undefined : !(old && sameClassification(old, row))) {
          if (here(person?.communeId))
            differences.push({ subjectId: id, stored: old?.level ?? null, rebuilt: row?.level ?? null })
        }
      }
      for (const old of byId.values())
        if (here(old.communeId)) differences.push({ subjectId: old.subjectId, stored: old.level, rebuilt: null })
      const known = everyone.filter((id) => here(persons.get(id)?.communeId)).length
      const rows = stored.filter((s) => here(s.communeId)).length
      diseases.push({ disease, persons: known, rows, differences: differences.slice(0, 100) })
    }
    return { agrees: diseases.every((d) => d.differences.length === 0), diseases }
  }),
)
