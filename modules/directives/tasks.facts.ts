/** A task with what was done about it, as reads and commands use it. */
import type { Ctx } from '@phaodai/kernel/command.ts'
import { committees, type Role } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Actor } from '@phaodai/kernel/scope.ts'
import { fold } from '@phaodai/text/fold.ts'
import { ownTeams } from '../checks/whose.ts'
import { sourceWords } from '../policy/inforce.rules.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import type { TaskRow } from './tasks.contract.ts'
import * as rules from './tasks.rules.ts'
import * as store from './tasks.store.ts'

type OfBody = Pick<store.StoredTask, 'areaId' | 'bodyId' | 'bodyName'>
type Whose = OfBody & { teamId?: string | null }
/** Posts of an area that are themselves a body of its register. */
const offices: Partial<Record<Role, RegExp>> = {
  cdc: /\bcdc\b|kiem soat benh tat|trung tam y te/,
  station: /tram y te/,
  inspector: /thanh tra|uy ban kiem tra/,
}
const isOffice = (actor: Actor, t: OfBody): boolean =>
  actor.areaId === t.areaId && offices[actor.role]?.test(fold(t.bodyName ?? '')) === true
const isCommittee = (role: Role): boolean => committees.some((r) => r === role)
/** Who oversees reads what any body of the area was given. */
const oversees: readonly Role[] = ['operator', 'inspector', 'auditor', 'administrator']

/**
 * Whose task it is: of one's own area's committee, one's own body, or a team that one is a member of; of a body without a post of its own the
 * committee above it answers. Not any post of the same area. The operator records in anybody's name.
 * @param teams of a team's post: its teams today
 */
export const standsFor = (actor: Actor, t: Whose, teams: readonly string[] | null = null): boolean =>
  actor.role === 'operator' ||
  (actor.role === 'team' || t.teamId != null
    ? actor.role === 'team' && t.teamId != null && (teams?.includes(t.teamId) ?? false)
    : standsForOffice(actor, t))
const standsForOffice = (actor: Actor, t: OfBody): boolean => {
  if (actor.bodyId !== 0) return actor.bodyId === t.bodyId
  if (actor.hamletId !== 0 || actor.areaId !== t.areaId) return false
  return t.bodyId === 0 || isCommittee(actor.role) || isOffice(actor, t)
}

/** @throws Problem task-not-yours */
export async function mustStandFor(ctx: Ctx, t: store.StoredTask): Promise<void> {
  if (!standsFor(ctx.actor, t, await ownTeams(ctx))) throw new Problem('task-not-yours', { name: t.assignee })
}

/** Who reads it, within the scope: what a body was given is for its own posts, the committees above it, the officer who gave it, and who oversees. */
export const opensTo = (actor: Actor, t: OfBody & Pick<store.StoredTask, 'givenBy'>): boolean =>
  t.bodyId === 0 ||
  isCommittee(actor.role) ||
  oversees.includes(actor.role) ||
  standsForOffice(actor, t) ||
  t.givenBy === actor.accountId

/** Who gave it: anyone who gives work in that area's name. */
export const gave = (actor: Actor, t: Pick<store.StoredTask, 'fromAreaId' | 'fromBodyId'>): boolean =>
  actor.role === 'operator' || (actor.bodyId === t.fromBodyId && actor.hamletId === 0 && actor.areaId === t.fromAreaId)

/** @throws Problem not-found */
export async function getTask(ctx: Ctx, taskId: string): Promise<store.StoredTask> {
  const found = await store.findTask(ctx.db, taskId)
  if (!found || !opensTo(ctx.actor, found)) throw new Problem('not-found', { what: 'nhiệm vụ' })
  return found
}

export interface ChaseRule extends rules.Chase {
  confirmed: boolean
  source: string
}
/** After how long a late task is shown to whom, by the pack in force; null where none is. */
export async function chaseOn(ctx: Ctx): Promise<ChaseRule | null> {
  const rule = (await rulesFor(ctx.db, 'covid19')).on(ctx.today)?.rules.taskChase?.rule
  if (!rule || rule.giverHours.value === null || !rule.nextLevelEveryHours.value) return null
  return {
    giverHours: rule.giverHours.value,
    nextLevelEveryHours: rule.nextLevelEveryHours.value,
    confirmed: rule.giverHours.confirmed && rule.nextLevelEveryHours.confirmed,
    source: sourceWords(rule.nextLevelEveryHours).vi,
  }
}

export interface Clock {
  now: string
  today: string
  chase: ChaseRule | null
}

/** Levels that there are from a giver's up to the province. */
const levelsFrom: Record<string, number> = { province: 1, district: 2, commune: 3 }

/** The row of a list: state, lateness and how far, derived. */
export function rowOf(
  t: store.StoredTask,
  acts: readonly store.StoredAct[],
  children: readonly store.Child[],
  actor: Actor,
  { now, today, chase }: Clock,
  teams: readonly string[] | null = null,
): TaskRow {
  const state = rules.stateOf(acts)
  const due = rules.dueNow(t, acts)
  const turns = rules.turnsOf(t, acts, today)
  const lateSince = rules.lateSince(state, due, turns, now, t.givenAt)
  const standing = children.filter((c) => c.last !== 'withdrawn')
  return {
    taskId: t.taskId,
    areaId: t.areaId,
    areaName: t.areaName,
    bodyId: t.bodyId || null,
    bodyName: t.bodyName,
    teamId: t.teamId,
    fromAreaId: t.fromAreaId,
    fromName: t.fromName,
    parentId: t.parentId,
    shared: t.shared,
    sourceKind: t.sourceKind,
    sourceId: t.sourceId,
    sourceLabel: t.sourceLabel,
    assignee: t.assignee,
    words: t.words,
    responsible: acts.findLast((a) => a.responsible !== null)?.responsible ?? t.responsible,
    product: t.product,
    reportTo: t.reportTo,
    startsOn: t.startsOn,
    ...due,
    perDay: t.perDay,
    everyDays: t.everyDays,
    untilOn: t.untilOn,
    measure: t.measure,
    givenAt: t.givenAt,
    state,
    percent: rules.percentOf(state, acts),
    lastAt: acts.at(-1)?.at ?? null,
    lateSince,
    toldLevels: chase ? Math.min(rules.levelsTold(lateSince, chase, now), levelsFrom[t.fromTier] ?? 1) : 0,
    turn: turns.at(-1) ?? null,
    children: standing.length,
    childrenClosed: standing.filter((c) => c.last === 'checked').length,
    mine: standsFor(actor, t, teams),
    given: gave(actor, t),
  }
}
