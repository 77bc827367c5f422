import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import { shownName } from '../people/people.rules.ts'
import { canonicalOf, currentPersons, getPerson } from '../people/people.store.ts'
import { type Rules, rulesFor } from '../policy/policy.reading.ts'
import { closenessBetween } from './closeness.table.ts'
import type { MetAnswer, OfPerson, PieceAnswer } from './engine/answers.ts'
import { ask, engineOf } from './engine.desk.ts'
import { togetherWords } from './meeting.words.ts'
import * as contract from './meetings.contract.ts'
import { closenessOf } from './meetings.ts'
import * as store from './stays.store.ts'
import { type Piece, togetherOf } from './together.rules.ts'
import { shownOf, shownPersons } from './tracing.reads.ts'
import { listClassifications } from './tracing.store.ts'

const MOST_DAYS = 60
const iso = (at: number) => new Date(at * 1000).toISOString()
const minutes = (seconds: number) => Math.round(seconds / 6) / 10

/** The window in whole seconds, as stays are kept. */
function windowOf(input: { from: string; to: string }): { from: number; to: number } {
  const from = Math.floor(Date.parse(input.from) / 1000)
  const to = Math.floor(Date.parse(input.to) / 1000)
  if (!(to > from) || to - from > MOST_DAYS * 86_400) throw new Problem('window-order')
  return { from, to }
}

/** Who of these may be named to this reader: those with a residence in the area. */
const scopeOf = async (ctx: Ctx, ids: string[]): Promise<Set<string>> =>
  new Set(ids.length === 0 ? [] : (await store.listInScope(ctx.db, ids)).map((r) => r.subjectId))

/** Places behind some meetings, by id, whichever area they lie in: a place holds nothing about persons. */
async function placesOf(
  ctx: Ctx,
  ids: string[],
): Promise<(id: string) => { name: string; kind: string; closedSpace: boolean | null }> {
  const found = new Map((await ctx.acrossAreas(() => store.listPlacesById(ctx.db, [...new Set(ids)]))).map((p) => [p.placeId, p]))
  return (id) => found.get(id) ?? { name: '…', kind: 'other', closedSpace: null }
}

/**
 * The rows that an answer explains: names, levels, each time together, and why. `pieces[i]` are those of row i. `shown`: the persons of
 * the rows and of `besides`, as the reader may see them.
 */
async function explain(ctx: Ctx, rules: Rules, rows: MetAnswer[], pieces: PieceAnswer[][], besides: string[] = []) {
  const ids = rows.map((r) => r.otherId)
  const [persons, classified] = await Promise.all([
    currentPersons(ctx.db, [...new Set([...ids, ...besides])]),
    listClassifications(ctx.db, rules.disease, ids),
  ])
  const levels = new Map(classified.map((c) => [c.subjectId, c.level]))
  const place = await placesOf(
    ctx,
    pieces.flat().map((p) => p.placeId),
  )
  ctx.touch(...ids)
  const explained = rows.map((r, i) => {
    const person = persons.get(r.otherId)
    const told = pieces[i]!.map(({ need, ...p }) => {
      const { name, kind, closedSpace } = place(p.placeId)
      return { ...p, need, placeName: name, kind, closed: closedSpace, assumed: false }
    })
    return {
      otherId: r.otherId,
      code: person?.code ?? '—',
      name: person ? shownName(ctx.actor.role, person.fullName) : 'người ở địa bàn khác',
      level: levels.get(r.otherId) ?? null,
      counts: r.counts,
      minutes: minutes(r.seconds),
      most24: minutes(r.most24),
      firstAt: iso(r.firstAt),
      lastAt: iso(r.lastAt),
      because: becauseOf(told, rules),
      meetings: told.map((p) => ({
        placeId: p.placeId,
        placeName: p.placeName,
        placeKind: p.kind,
        fromAt: iso(p.from),
        toAt: iso(p.to),
        minutes: minutes(p.to - p.from),
        space: p.space,
        otherSpace: p.otherSpace,
        rowsApart: p.rowsApart,
        masked: p.masked,
        closedSpace: p.closed,
        needMinutes: p.need < 0 ? null : p.need / 60,
      })),
    }
  })
  return { explained, shown: shownOf(ctx, persons, new Map()) }
}

/** The day and place that say most of why they are close (or were only together), how many more there were, and the rule. */
function becauseOf(pieces: Piece[], rules: Rules): Words {
  const [first, ...more] = togetherOf(pieces).sort((a, b) => Number(b.counts) - Number(a.counts) || b.seconds - a.seconds)
  if (!first) return { vi: '', en: '' }
  const shared = togetherWords(first)
  const { reason } = closenessOf(first, rules.on)
  const rest = more.length > 0 ? { vi: `; và ${more.length} lần khác`, en: `; and ${more.length} more` } : { vi: '', en: '' }
  return { vi: `${shared.vi}${rest.vi} – ${reason.vi}`, en: `${shared.en}${rest.en} – ${reason.en}` }
}

async function asking(
  ctx: Ctx,
  input: { subjectId: string; disease: string; from: string; to: string; limit?: number },
): Promise<{ rules: Rules; asked: OfPerson }> {
  const [persons, rules] = await Promise.all([currentPersons(ctx.db, [input.subjectId]), rulesFor(ctx.db, input.disease)])
  if (!persons.has(input.subjectId)) throw new Problem('not-found', { what: 'người' })
  ctx.touch(input.subjectId)
  const window = windowOf(input)
  const closeness = closenessBetween(rules.on, window.from, window.to)
  const { lo, hi } = ctx.actor
  return { rules, asked: { subjectId: input.subjectId, ...window, closeness, lo, hi, limit: input.limit ?? 0 } }
}

/**
 * Whom a person met: those whose stay is kept in the reader's area are explained, the others counted. Which stays those are is what
 * row-level security says of the rows themselves.
 */
export const meetings = read(contract.meetings, async (ctx, input) => {
  const { rules, asked } = await asking(ctx, input)
  const { by, answer } = await ask(ctx, { ask: 'meetings', ...asked, explained: true })
  const { explained } = await explain(ctx, rules, answer.met, answer.pieces ?? [])
  return { answeredBy: by, totals: answer.totals, rows: explained }
})

/** F1 and F2. An F2 whose F1 lives elsewhere is shown, the F1 between them is not named. */
export const reach = read(contract.reach, async (ctx, input) => {
  const { rules, asked } = await asking(ctx, input)
  const { by, answer } = await ask(ctx, { ask: 'reach', ...asked, explained: true })
  const { first, second, totals, pieces = [] } = answer
  const vias = second.map((m) => m.viaId)
  const { explained, shown } = await explain(ctx, rules, [...first, ...second], pieces, vias)
  return {
    answeredBy: by,
    totals,
    first: explained.slice(0, first.length),
    second: explained.slice(first.length).map((row, i) => {
      const via = shown(vias[i]!)
      return { ...row, via: { otherId: via.inScope ? vias[i]! : null, ...via } }
    }),
  }
})

/** Backward: what several cases share. All cases must be the reader's. */
export const sources = read(contract.sources, async (ctx, input) => {
  const persons = await currentPersons(ctx.db, input.subjectIds)
  if (input.subjectIds.some((id) => !persons.has(id))) throw new Problem('not-found', { what: 'người' })
  ctx.touch(...input.subjectIds)
  const { by, answer } = await ask(ctx, { ask: 'sources', subjectIds: input.subjectIds, ...windowOf(input), limit: input.limit })
  // a merged record is shown under the id that was asked for
  const roots = await canonicalOf(ctx.db, input.subjectIds)
  const askedFor = new Map([...roots].map(([id, root]) => [root, id]))
  const shown = await shownPersons(ctx, input.subjectIds, new Map())
  const place = await placesOf(
    ctx,
    answer.shared.map((s) => s.placeId),
  )
  return {
    answeredBy: by,
    population: answer.population,
    found: answer.found,
    rows: answer.shared.map(({ caseIds, ...s }) => ({
      ...s,
      placeName: place(s.placeId).name,
      placeKind: place(s.placeId).kind,
      cases: caseIds.map((root) => {
        const subjectId = askedFor.get(root) ?? root
        return { subjectId, ...shown(subjectId) }
      }),
    })),
  }
})

/**
 * An exposure site: all who were there; those of other areas are counted. A place of another area is told of where one of the reader's own
 * people was there.
 */
export const site = read(contract.site, async (ctx, input) => {
  const place = (await ctx.acrossAreas(() => store.listPlacesById(ctx.db, [input.placeId])))[0]
  if (!place) throw new Problem('not-found', { what: 'nơi' })
  const { by, answer } = await ask(ctx, { ask: 'site', placeId: input.placeId, ...windowOf(input) })
  const scope = await scopeOf(
    ctx,
    answer.present.map((p) => p.subjectId),
  )
  if (scope.size === 0 && (await store.listPlacesById(ctx.db, [input.placeId])).length === 0)
    throw new Problem('not-found', { what: 'nơi' })
  const here = answer.present.filter((p) => scope.has(p.subjectId)).sort((a, b) => a.firstAt - b.firstAt || b.seconds - a.seconds)
  const page = here.slice(input.offset, input.offset + input.limit)
  const ids = page.map((p) => p.subjectId)
  ctx.touch(...ids)
  const persons = await currentPersons(ctx.db, ids)
  const { placeId, name, kind, closedSpace } = place
  return {
    answeredBy: by,
    place: { placeId, name, kind, closedSpace },
    total: here.length,
    elsewhere: answer.present.length - here.length,
    rows: page.map((p) => ({
      subjectId: p.subjectId,
      code: persons.get(p.subjectId)!.code,
      name: shownName(ctx.actor.role, persons.get(p.subjectId)!.fullName),
      minutes: minutes(p.seconds),
      firstAt: iso(p.firstAt),
      lastAt: iso(p.lastAt),
    })),
  }
})

/** Persons that a search for a path looks at, at most: some tenths of a second. */
const SEARCHED = 20_000

/** A path from one person to another; who stands between them in another area is not named. */
export const path = read(contract.path, async (ctx, input) => {
  await getPerson(ctx.db, input.goalId)
  ctx.touch(input.goalId)
  const { asked } = await asking(ctx, input)
  const { answer } = await ask(ctx, { ask: 'path', ...asked, goalId: input.goalId, hops: input.hops, persons: SEARCHED })
  const ids = answer.steps.map((s) => s.subjectId)
  const shown = await shownPersons(ctx, ids, new Map())
  const place = await placesOf(
    ctx,
    answer.steps.flatMap((s) => (s.placeId ? [s.placeId] : [])),
  )
  return {
    found: answer.steps.length > 0,
    searched: answer.searched,
    bounded: answer.searched >= SEARCHED,
    steps: answer.steps.map((s) => {
      const who = shown(s.subjectId)
      if (who.inScope) ctx.touch(s.subjectId)
      return {
        subjectId: who.inScope ? s.subjectId : null,
        ...who,
        at: iso(s.at),
        placeName: s.placeId ? place(s.placeId).name : null,
      }
    }),
  }
})

export const engine = read(contract.engine, async (ctx) => {
  const none = { state: 'off' as const, stays: 0, persons: 0, places: 0, loadSeconds: null, megabytes: 0 }
  return engineOf(ctx.secrets)?.state() ?? none
})

export const purgeStays = command(contract.purgeStays, async (ctx) => {
  const { lo, hi } = ctx.actor
  const purged = await store.purgeStays(ctx.db, ctx.today, lo, hi)
  await store.forgetChanges(ctx.db, lo, hi)
  ctx.note({ purged })
  return { purged }
})
