import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { fold } from '@phaodai/text/fold.ts'
import { listHouseholds } from './households.store.ts'
import { listLiveAliases, listMerges } from './merges.store.ts'
import { listSealed, matchNumbers, openSealed } from './numbers.store.ts'
import { briefOf, rangeOf } from './people.brief.ts'
import * as contract from './people.contract.ts'
import { indexesOf, masked, unseal } from './people.numbers.ts'
import { codeForms, looksLikeCode, nameAnswers, readsNames, shownName } from './people.rules.ts'
import { type CurrentPerson, canonicalOf, currentPersons, listResidences, sameAs } from './people.store.ts'
import { countPersons, listLiving, listPersons, type PersonFilter, searchCode, searchNames } from './search.store.ts'

/** Names looked through for one search; more than enough for a person to read. */
const MOST_NAMES = 500

export const search = read(contract.search, async (ctx, { q, limit }) => {
  const indexes = indexesOf(ctx.secrets, q)
  const matched = indexes.length > 0 ? (await matchNumbers(ctx.db, indexes, ctx.opId, ctx.now)).map((m) => m.subjectId) : []
  const coded = looksLikeCode(q) ? (await searchCode(ctx.db, codeForms(q))).map((c) => c.subjectId) : []
  const named = /\p{L}/u.test(q)
    ? (await searchNames(ctx.db, fold(q), MOST_NAMES)).filter((n) => nameAnswers(q, n.fullName)).map((n) => n.subjectId)
    : []
  const ids = [...new Set([...matched, ...coded, ...named])]
  const people = await currentPersons(ctx.db, ids)
  const roots = await canonicalOf(ctx.db, ids)
  // one line for one human, whichever of the merged records answered first
  const shown = new Map<string, CurrentPerson>()
  for (const id of ids) {
    const person = people.get(id)
    if (person && !shown.has(roots.get(id)!)) shown.set(roots.get(id)!, person)
  }
  const page = [...shown.values()].slice(0, limit)
  ctx.touch(...page.map((p) => p.subjectId))
  return { people: page.map((p) => briefOf(ctx.actor.role, p)) }
})

/** Of merged records with an open residence in this range, all but the first: a list shows one human once. */
export async function hiddenIn(ctx: Ctx, lo: number, hi: number): Promise<string[]> {
  const pairs = await listLiveAliases(ctx.db, lo, hi)
  if (pairs.length === 0) return []
  const groups = [...(await sameAs(ctx.db, [...new Set(pairs.flatMap((p) => [p.aliasId, p.subjectId]))])).values()]
  const living = new Set((await listLiving(ctx.db, groups.flat(), lo, hi)).map((p) => p.subjectId))
  return groups.flatMap((members) => members.filter((id) => living.has(id)).slice(1))
}

const cursorOf = (after: string | undefined): { communeId: number; id: string } | null => {
  if (!after) return null
  const [communeId, id] = after.split(':') as [string, string]
  return { communeId: Number(communeId), id }
}

export const list = read(contract.list, async (ctx, input) => {
  const { lo, hi } = await rangeOf(ctx, input.areaId)
  const filter: PersonFilter = {
    lo,
    hi,
    hamletId: input.hamletId ?? null,
    householdId: input.householdId ?? null,
    sex: input.sex ?? null,
    bornFrom: input.bornFrom ?? null,
    bornUntil: input.bornUntil ?? null,
    hidden: await hiddenIn(ctx, lo, hi),
  }
  const cursor = cursorOf(input.after)
  const rows = await listPersons(ctx.db, filter, cursor && { communeId: cursor.communeId, personId: cursor.id }, input.limit)
  const people = await currentPersons(
    ctx.db,
    rows.map((r) => r.subjectId),
  )
  ctx.touch(...rows.map((r) => r.subjectId))
  const last = rows.length === input.limit ? rows.at(-1) : undefined
  return {
    people: rows.flatMap((r) => people.get(r.subjectId) ?? []).map((p) => briefOf(ctx.actor.role, p)),
    next: last ? `${last.communeId}:${last.personId}` : null,
    total: input.after ? null : await countPersons(ctx.db, filter),
  }
})

export const households = read(contract.households, async (ctx, input) => {
  const { lo, hi } = await rangeOf(ctx, input.areaId)
  const cursor = cursorOf(input.after)
  const rows = await listHouseholds(ctx.db, {
    lo,
    hi,
    hamletId: input.hamletId ?? null,
    afterCommune: cursor?.communeId ?? null,
    afterId: cursor?.id ?? null,
    limit: input.limit,
  })
  const { role } = ctx.actor
  const last = rows.length === input.limit ? rows.at(-1) : undefined
  return {
    households: rows.map((h) => ({
      ...h,
      door: readsNames(role) ? h.door : null,
      address: readsNames(role) ? h.address : null,
      headName: h.headName && shownName(role, h.headName),
    })),
    next: last ? `${last.communeId}:${last.householdId}` : null,
  }
})

/** All records of one human as far as the scope reaches, whichever of the merged ids was asked for. */
export const show = read(contract.show, async (ctx, { subjectId }) => {
  const [[canonical, members]] = [...(await sameAs(ctx.db, [subjectId]))] as [[string, string[]]]
  const residences = await listResidences(ctx.db, members)
  const first = residences[0]
  if (!first) throw new Problem('not-found', { what: 'người' })
  const { role } = ctx.actor
  const seen = members.filter((id) => residences.some((r) => r.subjectId === id))
  ctx.touch(...seen)
  const sealed = readsNames(role) ? await listSealed(ctx.db, seen, 'people.show', ctx.opId, ctx.now) : []
  return {
    subjectId: canonical,
    person: briefOf(role, first),
    names: [
      ...new Set(
        residences.flatMap((r) =>
          r.writtenName && readsNames(role) ? [r.fullName, r.writtenName] : [shownName(role, r.fullName)],
        ),
      ),
    ],
    residences: residences.map((r) => ({
      ...briefOf(role, r),
      residenceText: readsNames(role) ? r.residenceText : null,
      source: r.source,
    })),
    ...masked(unseal(ctx.secrets, inOrder(sealed, members))),
    nationality: residences.find((r) => r.nationality)?.nationality ?? null,
    occupation: residences.find((r) => r.occupation)?.occupation ?? null,
    sameAs: members,
    merges: await listMerges(ctx.db, members),
  }
})

const inOrder = <R extends { subjectId: string }>(rows: R[], ids: string[]): R[] =>
  ids.flatMap((id) => rows.find((r) => r.subjectId === id) ?? [])

/** The numbers in full, for a reason that is kept; each opening is recorded by the database's own door before the answer leaves. */
export const openNumbers = read(contract.openNumbers, async (ctx, { subjectId, reason }) => {
  const members = [...(await sameAs(ctx.db, [subjectId])).values()][0]!
  const sealed = []
  for (const id of members) {
    const row = await openSealed(ctx.db, id, ctx.opId, ctx.now)
    if (row) sealed.push(row)
    if (row) ctx.touch(id)
  }
  if (sealed.length === 0) throw new Problem('not-found', { what: 'người' })
  ctx.note({ reason })
  return unseal(ctx.secrets, sealed)
})
