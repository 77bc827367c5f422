import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { addDays, daysBetween } from '@phaodai/text/dates.ts'
import { rangeOf } from '../people/people.brief.ts'
import { shownName } from '../people/people.rules.ts'
import type { SaidKey, Sourced } from '../policy/policy.contract.ts'
import { loadedPolicy, rulesFor } from '../policy/policy.reading.ts'
import { sourceWords } from '../policy/policy.rules.ts'
import { authorityOf } from './authority.ts'
import { changesOf } from './change.rules.ts'
import * as contract from './levels.contract.ts'
import { type Criteria, criteriaOf, headOf, namesOf, proposedFor, unitOf } from './levels.reading.ts'
import { type Facts, propose, type Stand } from './levels.rules.ts'
import * as store from './levels.store.ts'
import { changeWords, conditionWords, measureLines, saidWords, type Words } from './levels.words.ts'
import { standingOf } from './standing.rules.ts'

export const proposals = read(contract.proposals, async (ctx, input) => {
  const day = input.day ?? ctx.today
  const { disease, known, chosen } = await criteriaOf(ctx.db, input.disease, day, input.criteria)
  const area = await unitOf(ctx, input.areaId)
  if (!chosen) return { ...headOf(null, known, day, day), doubts: [], rows: [] }
  const found = await proposedFor(ctx.db, chosen, area, disease, day)
  const rows = found.rows.filter((r) => input.tier === 'all' || r.tier === input.tier)
  return { ...headOf(chosen, known, day, found.from), doubts: found.doubts, rows }
})

export const area = read(contract.area, async (ctx, input) => {
  const day = input.day ?? ctx.today
  const { disease, known, chosen } = await criteriaOf(ctx.db, input.disease, day, input.criteria)
  const unit = await unitOf(ctx, input.areaId)
  const found = chosen && (await proposedFor(ctx.db, chosen, unit, disease, day))
  const decisions = await store.listDecisions(ctx.db, disease, unit.lo, unit.hi)
  const facts = found?.facts.get(unit.areaId) ?? null
  const row = found?.rows.find((r) => r.areaId === unit.areaId) ?? null
  const nameOf = chosen ? namesOf(chosen.set) : (code: string) => ({ vi: code, en: code })
  const current = row?.current ?? null
  const own = found?.inputs.filter((i) => i.areaId === unit.areaId) ?? []
  return {
    ...headOf(chosen, known, day, found?.from ?? day),
    row: row && found ? { ...row, doubts: [...found.doubts, ...row.doubts] } : row,
    proposedName: row?.proposed ? nameOf(row.proposed) : null,
    currentName: current === null ? null : (decisions.find((d) => d.level === current)?.measures.name ?? nameOf(current)),
    ...(chosen && facts
      ? explained(chosen, facts, unit.areaId, found!.from, day)
      : { criteriaMet: [], follows: [], changes: [], missing: [] }),
    inputs: own.map((i) => ({ ...i, key: i.key as SaidKey, words: saidWords[i.key as SaidKey].words })),
    history: decisions.filter((d) => d.lo <= unit.lo && d.hi >= unit.hi).map((d) => shown(d, decisions, day)),
    mayDecide: (await authorityOf(ctx, input.disease, unit, day)).may,
  }
})

/** Each criterion with its numbers, what follows from what is not known, and what would move the proposal. */
function explained({ set }: Criteria, f: Facts, areaId: number, from: string, day: string) {
  const nameOf = namesOf(set)
  const { checks, matrix, level } = propose(set, f, day)
  const stand = (s: Stand): contract.Stand => {
    const c = s.condition
    const said = c.kind === 'said' ? (f.said[c.input] ?? null) : null
    const limit: Sourced<number> | undefined = c.limit
    return {
      ...{ condition: c, have: s.have, met: s.met, words: conditionWords(c, nameOf) },
      list: 'of' in c ? { of: c.of, from, until: day, areaId } : null,
      said: said && { asOf: said.asOf, source: said.source },
      confirmed: limit?.confirmed ?? true,
      source: limit ? sourceWords(limit) : { vi: 'cán bộ ghi', en: 'typed in by an officer' },
    }
  }
  const met = checks.map((k) => {
    const t = set.triggers!.find((x) => x.id === k.id)!
    const { text, confirmed } = t
    const words = { text, gives: k.gives, givesName: nameOf(k.gives), confirmed, source: sourceWords(t) }
    return { ...words, id: k.id, met: k.met, stands: k.stands.map(stand) }
  })
  const follows: Words[] = checks
    .filter((k) => k.met === null)
    .map((k) => {
      const t = set.triggers!.find((x) => x.id === k.id)!
      const to = nameOf(k.gives)
      return {
        vi: `Chưa có số liệu: ${t.text.vi}. Chưa tính vào đề xuất; nếu có thì là ${to.vi}.`,
        en: `Not known: ${t.text.en}. Not counted; if so, ${to.en}.`,
      }
    })
  const m = set.matrix
  if (m && matrix) {
    const row = matrix.adults.met ? m.reached : m.notReached
    const rateStand: Stand = {
      condition: { kind: 'rate', of: m.of, limit: m.bands[Math.max(0, (matrix.band ?? 1) - 1)]!.limit },
      have: matrix.rate,
      met: matrix.rate === null ? null : (matrix.band ?? 0) > 0,
    }
    const text = {
      vi: `Tiêu chí 1, 2: mức ${(matrix.band ?? 0) + 1} về ca mới, ${matrix.adults.met ? 'đạt' : 'chưa đạt'} tỷ lệ tiêm`,
      en: `Criteria 1, 2: band ${(matrix.band ?? 0) + 1} of new cases, vaccination ${matrix.adults.met ? 'reached' : 'not reached'}`,
    }
    const gives = matrix.band === null ? null : row.levels[matrix.band]!
    const stands = [rateStand, matrix.adults, ...(matrix.elderly ? [matrix.elderly] : []), matrix.capacity].map(stand)
    met.push({
      id: 'matrix',
      text,
      gives: gives ?? '',
      givesName: gives ? nameOf(gives) : { vi: 'chưa xác định', en: 'not known' },
      met: gives !== null,
      stands,
      source: sourceWords(row),
      confirmed: row.confirmed,
    })
    const say = (vi: string, en: string) => follows.push({ vi, en })
    if (matrix.band === null)
      say('Chưa có số liệu dân số: không đề xuất được cấp độ.', 'No population: no level can be proposed.')
    if (matrix.adults.met === null)
      say('Tiêu chí 2, người lớn: chưa có số liệu, tính như chưa đạt.', 'Criterion 2, adults: not known, counted as not reached.')
    if (matrix.elderly?.met === null)
      say(
        'Tiêu chí 2, người cao tuổi: chưa có số liệu, tính như chưa đạt.',
        'Criterion 2, the elderly: not known, counted as not reached.',
      )
    if (matrix.raised)
      say(
        'Chưa đạt tỷ lệ tiêm người cao tuổi: tăng một cấp (chưa kiểm chứng).',
        'The target of the elderly is not reached: one level up (unconfirmed).',
      )
    if (!matrix.capacity.met) {
      const why = matrix.capacity.met === null ? 'chưa có số liệu' : 'chưa đạt'
      say(
        `Tiêu chí 3 ${why}: không được giảm cấp độ${matrix.heldFrom ? `; giữ ${nameOf(level!).vi}, lẽ ra ${nameOf(matrix.heldFrom).vi}` : ''}.`,
        `Criterion 3 is ${matrix.capacity.met === null ? 'not known' : 'not met'}: the level may not be lowered${matrix.heldFrom ? `; it stays ${nameOf(level!).en}, else ${nameOf(matrix.heldFrom).en}` : ''}.`,
      )
    }
  }
  const asked = met
    .flatMap((k) => k.stands)
    .flatMap((s) => (s.condition.kind === 'said' && s.have === null ? [s.condition.input] : []))
  return {
    criteriaMet: met,
    follows,
    changes: changesOf(set, f, day).map((c) => ({ direction: c.direction, to: c.to, words: changeWords(c, nameOf) })),
    missing: [...new Set<SaidKey>([...(f.population === null ? (['population'] as const) : []), ...asked])].map((key) => ({
      key,
      words: saidWords[key].words,
    })),
  }
}

function shown(d: store.DecisionRow, all: readonly store.DecisionRow[], day: string): contract.StandingRow {
  const { lo: _, hi: __, disease: ___, packCode: ____, decidedAt: _____, voidedAt: ______, proposed, ...rest } = d
  return { ...rest, levelName: d.measures.name, proposed: proposed?.level ?? null, ...standingOf(d, all, day) }
}

export const inForce = read(contract.inForce, async (ctx, input) => {
  const day = input.day ?? ctx.today
  const unit = await unitOf(ctx, input.areaId)
  const rules = await rulesFor(ctx.db, input.disease)
  const decisions = await store.listDecisions(ctx.db, rules.disease, unit.lo, unit.hi)
  const rows = decisions.map((d) => shown(d, decisions, day))
  const pack = rules.on(day)
  const from = (await loadedPolicy(ctx.db)).packs.find((p) => p.code === pack?.from.gathering)
  const rule = pack?.rules.gathering?.rule
  const lastOn = from?.effectiveUntil ? addDays(from.effectiveUntil, -1) : null
  return {
    day,
    pack:
      from && rule
        ? {
            ...{ packCode: from.code, title: from.title, measure: rule.measure, fromOn: from.effectiveFrom, lastOn },
            daysLeft: lastOn === null ? null : daysBetween(day, lastOn),
            limits: measureLines({ code: 'x', name: rule.measure, measures: [], ...without(rule) }),
          }
        : null,
    rows: rows.filter((r) => input.state === 'all' || r.state === 'in-force' || r.state === 'planned'),
  }
})
const without = <T extends { measure: unknown }>({ measure: _, ...rest }: T) => rest

export const scales = read(contract.scales, async (ctx, input) => {
  const day = input.day ?? ctx.today
  return { day, scales: await scalesOn(ctx, input.disease, day) }
})

/** The scales that a level may be chosen from on a day. */
export async function scalesOn(ctx: Ctx, disease: string, day: string) {
  const pack = (await rulesFor(ctx.db, disease)).on(day)
  return (['distancing', 'riskLevels'] as const).flatMap((scale) => {
    const rule = pack?.rules[scale]?.rule
    if (!rule) return []
    return [
      { scale, packCode: pack.from[scale]!, name: rule.name, levels: rule.levels.map((l) => ({ ...l, words: measureLines(l) })) },
    ]
  })
}

export const cases = read(contract.cases, async (ctx, input) => {
  const range = await rangeOf(ctx, input.areaId)
  const { disease } = await rulesFor(ctx.db, input.disease)
  const { of, from, until, limit } = input
  const rows = await store.listCases(ctx.db, { disease, ...range, of, from, until, limit })
  ctx.touch(...rows.map((r) => r.subjectId))
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ fullName, total: _, ...r }) => ({ ...r, name: shownName(ctx.actor.role, fullName) })),
  }
})
