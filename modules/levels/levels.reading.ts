import type { Ctx } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import { addDays } from '@phaodai/text/dates.ts'
import { getAreas, listUnits, type StoredArea } from '../areas/areas.store.ts'
import type { LevelMeasures, PolicyPack, RiskLevels } from '../policy/policy.contract.ts'
import { loadedPolicy, rulesFor } from '../policy/policy.reading.ts'
import { sourceWords } from '../policy/policy.rules.ts'
import { LOOK_BACK, lateDoubt } from './late.rules.ts'
import type { ProposalRow } from './levels.contract.ts'
import { type Facts, propose, rankOf, rateOf, unconfirmedOf } from './levels.rules.ts'
import * as store from './levels.store.ts'
import type { Words } from './levels.words.ts'
import { standingOf } from './standing.rules.ts'

/** A set of criteria with the pack it stands in. */
export interface Criteria {
  packCode: string
  pack: PolicyPack
  set: RiskLevels
  inForce: boolean
}

/** The sets of criteria that are loaded; the one asked for, else the one in force on the day. @throws Problem not-found */
export async function criteriaOf(db: Db, disease: string, day: string, asked: string | undefined) {
  const rules = await rulesFor(db, disease)
  const standing = rules.on(day)?.from.riskLevels
  const known: Criteria[] = (await loadedPolicy(db)).packs
    .filter((p) => p.disease === rules.disease && p.rules.riskLevels)
    .map((pack) => ({ packCode: pack.code, pack, set: pack.rules.riskLevels!.rule, inForce: pack.code === standing }))
  const chosen = known.find((k) => (asked ? k.packCode === asked : k.inForce)) ?? null
  if (asked && !chosen) throw new Problem('not-found', { what: `bộ tiêu chí ${asked}` })
  return { disease: rules.disease, rules, known, chosen }
}

/** The area asked for, inside the reader's own; the reader's own where none is named. @throws Problem outside-area */
export async function unitOf(ctx: Ctx, areaId: number | undefined): Promise<StoredArea> {
  const [area] = await getAreas(ctx.db, [areaId ?? ctx.actor.areaId])
  // a laboratory, site or gate holds no range of communes; what holds where it stands is for it to know
  if (area && areaId === undefined) return area
  if (!area || area.lo < ctx.actor.lo || area.hi > ctx.actor.hi) throw new Problem('outside-area')
  return area
}

/** What each unit of an area is proposed by, communes before the districts that hold them; `facts` for looking further. */
export interface Proposed {
  from: string
  doubts: Words[]
  rows: ProposalRow[]
  facts: Map<number, Facts>
  inputs: store.InputRow[]
}

const none = { all: 0, community: 0, unknownSource: 0, knownSource: 0, unknownOrigin: 0 }
const num = (n: number) => new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(n)
/** Below this, a case more or less is most of the rate. */
const FEW_CASES = 5
const FEW_PEOPLE = 20_000

/** Reads the facts of an area on a day and asks the criteria, unit by unit. */
export async function proposedFor(db: Db, criteria: Criteria, area: StoredArea, disease: string, day: string): Promise<Proposed> {
  const { set } = criteria
  const from = addDays(day, 1 - (set.windowDays.value ?? 14))
  const range = { disease, lo: area.lo, hi: area.hi, from, until: day }
  const [counts, inputs, decisions, units, delays] = await Promise.all([
    store.countCases(db, range),
    store.listInputs(db, area.lo, area.hi, day),
    store.listDecisions(db, disease, area.lo, area.hi),
    listUnits(db, area.lo, area.hi, day, null),
    store.listDelays(db, { ...range, from: addDays(day, -LOOK_BACK) }),
  ])
  const facts = new Map<number, Facts>()
  const levels = new Map<number, string | null>()
  const rows: ProposalRow[] = []
  const parts = units.filter((u) => u.tier === 'commune' || u.tier === 'district')
  const communes = parts.filter((u) => u.tier === 'commune')
  const standing = decisions.filter((d) => d.scale === 'riskLevels' && standingOf(d, decisions, day).state === 'in-force')
  for (const u of [...communes, ...parts.filter((p) => p.tier === 'district')]) {
    const mine = counts.filter((c) => c.communeId >= u.lo && c.communeId <= u.hi)
    const cases = { ...none }
    for (const c of mine) for (const k of Object.keys(none) as (keyof typeof none)[]) cases[k] += c[k]
    const own = inputs.filter((i) => i.areaId === u.areaId)
    const said = Object.fromEntries(own.map((i) => [i.key, i])) as Facts['said']
    const population = said.population?.value ?? u.people
    // the strictest that holds here: of the unit itself or of one above it
    const current = standing
      .filter((d) => d.lo <= u.lo && d.hi >= u.hi)
      .reduce<string | null>((a, d) => (a === null || rankOf(set.levels, d.level) > rankOf(set.levels, a) ? d.level : a), null)
    const known = current !== null && set.levels.some((l) => l.code === current) ? current : null
    const within = communes.filter((c) => c.lo >= u.lo && c.hi <= u.hi)
    const ranks = u.tier === 'district' ? within.map((c) => rankOf(set.levels, levels.get(c.areaId) ?? '')) : []
    const f: Facts = { tier: u.tier as Facts['tier'], cases, population, said, ranks, current: known }
    const proposed = propose(set, f, day).level
    facts.set(u.areaId, f)
    levels.set(u.areaId, proposed)
    const { unknownOrigin, ...numbers } = cases
    rows.push({
      ...{
        areaId: u.areaId,
        code: u.code,
        name: u.fullName,
        tier: f.tier,
        parentId: u.parentId,
        cases: numbers,
        population,
        current,
        proposed,
      },
      populationSource: said.population
        ? `${said.population.source}, ${said.population.asOf}`
        : u.people
          ? 'Tổng điều tra 01/04/2019'
          : null,
      rate: rateOf(cases.community, population),
      doubts: rowDoubts(numbers.all, unknownOrigin, population),
    })
  }
  const order = new Map(units.map((u, i) => [u.areaId, i]))
  rows.sort((a, b) => order.get(a.areaId)! - order.get(b.areaId)!)
  const late = lateDoubt(delays, from, day)
  return { from, doubts: late ? [late] : [], rows, facts, inputs }
}

function rowDoubts(cases: number, unknownOrigin: number, population: number | null): Words[] {
  const out: Words[] = []
  const say = (vi: string, en: string) => out.push({ vi, en })
  if (cases > 0 && cases < FEW_CASES)
    say(`Ít ca (${cases}): thêm bớt một ca là đổi nhiều.`, `Few cases (${cases}): one more or less changes much.`)
  if (population === null) say('Chưa có số liệu dân số: không tính được tỷ lệ.', 'No population figure: no rate.')
  else if (cases > 0 && population < FEW_PEOPLE)
    say(
      `Dân số ít (${num(population)}): một ca là ${num(100_000 / population)}/100.000.`,
      `Small population (${population}): one case is ${(100_000 / population).toFixed(1)} per 100,000.`,
    )
  if (unknownOrigin > 0)
    say(
      `${unknownOrigin} ca chưa rõ nơi phát hiện, tính là ca cộng đồng.`,
      `${unknownOrigin} cases of unknown origin count as community.`,
    )
  return out
}

/** What stands at the head of an answer about criteria. */
export const headOf = (criteria: Criteria | null, known: readonly Criteria[], day: string, from: string) => ({
  day,
  from,
  criteria: criteria && {
    ...{ packCode: criteria.packCode, name: criteria.set.name, title: criteria.pack.title, inForce: criteria.inForce },
    ...{ effectiveFrom: criteria.pack.effectiveFrom, effectiveUntil: criteria.pack.effectiveUntil },
    windowDays: criteria.set.windowDays.value ?? 0,
    windowSource: sourceWords(criteria.set.windowDays),
    unconfirmed: unconfirmedOf(criteria.set),
    gaps: criteria.set.gaps,
    levels: criteria.set.levels.map(({ code, name }) => ({ code, name })),
  },
  known: known.map((k) => ({ packCode: k.packCode, name: k.set.name, inForce: k.inForce })),
})

/** One thing in force that limits gatherings, with the document behind it. */
export interface LimitSource {
  decisionId: string | null
  document: Words
  name: Words
  fromOn: string
  lastOn: string | null
  measures: Pick<LevelMeasures, 'staysHome' | 'indoorsPeople' | 'outdoorGroup' | 'worshipPeople' | 'distanceMetres'>
}

/**
 * What limits gatherings in a commune on a day: the pack's own rule, and every decision that holds for it or for a unit above it. All of them
 * bind; none takes another's place but by a later decision for the same unit.
 */
export async function limitsAt(db: Db, disease: string, communeId: number, day: string): Promise<LimitSource[]> {
  return (await limitsIn(db, disease, [{ communeId, day }]))[0]!
}

/** The same for several places and days, read once. */
export async function limitsIn(
  db: Db,
  disease: string,
  at: readonly { communeId: number; day: string }[],
): Promise<LimitSource[][]> {
  if (at.length === 0) return []
  const rules = await rulesFor(db, disease)
  const ids = at.map((a) => a.communeId)
  const decisions = await store.listDecisions(db, rules.disease, Math.min(...ids), Math.max(...ids))
  const { packs } = await loadedPolicy(db)
  return at.map(({ communeId, day }) => {
    const out: LimitSource[] = []
    const pack = rules.on(day)
    const version = pack?.rules.gathering
    const from = packs.find((p) => p.code === pack?.from.gathering)
    if (version && from)
      out.push({
        ...{ decisionId: null, document: from.title, name: version.rule.measure, fromOn: from.effectiveFrom },
        lastOn: from.effectiveUntil ? addDays(from.effectiveUntil, -1) : null,
        measures: version.rule,
      })
    for (const d of decisions) {
      if (communeId < d.lo || communeId > d.hi) continue
      const standing = standingOf(d, decisions, day)
      if (standing.state !== 'in-force') continue
      const words = `${d.number} ${d.issuer}, ${d.areaName}`
      out.push({
        ...{
          decisionId: d.decisionId,
          document: { vi: words, en: words },
          name: d.measures.name,
          fromOn: d.fromOn,
          lastOn: standing.lastOn,
        },
        measures: d.measures,
      })
    }
    return out
  })
}

/** The names of levels of every scale, for showing a code. */
export const namesOf =
  (set: RiskLevels) =>
  (code: string): Words =>
    set.levels.find((l) => l.code === code)?.name ?? { vi: code, en: code }
