import type { Ctx } from '@phaodai/kernel/command.ts'
import { listOnsets } from '../cases/cases.store.ts'
import { canonicalOf } from '../people/people.store.ts'
import type { Rules } from '../policy/policy.reading.ts'
import { linkWithout, readLinks } from '../tracing/link.ts'
import { Neighbourhood } from '../tracing/neighbourhood.ts'
import { judgePositives, type Positive } from './laboratory.rules.ts'
import * as store from './laboratory.store.ts'

interface Case {
  root: string
  resting: store.RestingRow[]
  positives: Positive[]
  symptomatic: boolean
  /** Notified, so a case whatever the laboratory says. */
  sure: boolean
}

export interface Unmet extends store.RestingRow {
  /** The result no longer stands; else it stands and the definition is not met. */
  resultGone: boolean
}

/**
 * Confirmations that rest on results and should not stand: the case definition of the sampling day is not met by the facts that stand now.
 * Cases that need a link hold one another up only as far as one of them is held up from outside: those in question are first
 * all left out, and come back while a link to a case that counts is found (the least fixed point, so the order of facts does not matter).
 */
export async function findUnmet(ctx: Ctx, rules: Rules, resting: store.RestingRow[]): Promise<Unmet[]> {
  if (resting.length === 0) return []
  const near = new Neighbourhood(ctx.db, rules)
  const cases = await readCases(ctx, rules, near, resting)
  const verdicts = (c: Case, link: 'F1' | 'F2' | null) =>
    judgePositives(c.positives, { isF1: link === 'F1', epiLink: link !== null, symptomatic: c.symptomatic }, rules.on)
  const meets = (c: Case, link: 'F1' | 'F2' | null) => {
    const said = verdicts(c, link)
    return c.resting.some((r) => said.get(r.resultId) === 'confirmed')
  }
  const link = new Map<string, 'F1' | 'F2' | null>()
  let open = cases.filter((c) => !meets(c, null))
  await readLinks(
    near,
    open.map((c) => c.root),
  )
  const outside = new Set(open.filter((c) => !c.sure).map((c) => c.root))
  for (let met: Case[] = open; met.length > 0; ) {
    for (const c of open) link.set(c.root, linkWithout(near, c.root, outside))
    met = open.filter((c) => meets(c, link.get(c.root)!))
    for (const c of met) outside.delete(c.root)
    open = open.filter((c) => !met.includes(c))
  }
  return cases.flatMap((c) => {
    const said = verdicts(c, link.get(c.root) ?? null)
    const stands = new Set(c.positives.map((p) => p.resultId))
    return c.resting
      .filter((r) => said.get(r.resultId) !== 'confirmed')
      .map((r) => ({ ...r, resultGone: !stands.has(r.resultId) }))
  })
}

async function readCases(ctx: Ctx, rules: Rules, near: Neighbourhood, resting: store.RestingRow[]): Promise<Case[]> {
  const { disease } = rules
  const roots = await near.canonical(resting.map((r) => r.subjectId))
  const ids = near.recorded(roots)
  const rootOf = await canonicalOf(ctx.db, ids)
  const by = <T extends { subjectId: string }>(rows: T[]) => Map.groupBy(rows, (r) => rootOf.get(r.subjectId) ?? r.subjectId)
  const positives = by(await store.listPositives(ctx.db, disease, ids))
  const onsets = by(await listOnsets(ctx.db, disease, ids))
  const notified = by(await store.listNotified(ctx.db, disease, ids))
  return [...by(resting)].map(([root, rows]) => ({
    root,
    resting: rows,
    positives: positives.get(root) ?? [],
    symptomatic: (onsets.get(root) ?? []).some((o) => o.onsetOn !== null),
    sure: notified.has(root),
  }))
}

/** More persons than this at once (an import, a new pack): all that may need a link are looked at, not those near them. */
const MANY = 500

/** Of the confirmations that may need a link or an onset, those within two steps of the changed: no other can be touched. */
export async function restingNear(ctx: Ctx, rules: Rules, changed: string[]): Promise<store.RestingRow[]> {
  const all = await store.listRestingNotPcr(ctx.db, rules.disease)
  if (all.length === 0 || changed.length > MANY) return all
  const near = new Neighbourhood(ctx.db, rules)
  const roots = await canonicalOf(ctx.db, [...new Set(all.map((r) => r.subjectId))])
  const rootOf = (r: store.RestingRow) => roots.get(r.subjectId) ?? r.subjectId
  const reached = await near.canonical(changed)
  let wave = new Set(reached)
  // those in question may hold each other up: from each of them on, two steps again
  for (let steps = 2; wave.size > 0 && steps > 0; steps--) {
    await near.needTies(wave)
    wave = new Set([...near.neighbours(wave)].filter((id) => !reached.has(id)))
    for (const id of wave) reached.add(id)
    if (all.some((r) => wave.has(rootOf(r)))) steps = 3
  }
  return all.filter((r) => reached.has(rootOf(r)))
}
