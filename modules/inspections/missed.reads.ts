import { type Ctx, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { addDays, daysBetween } from '@phaodai/text/dates.ts'
import { getAreas, type StoredArea } from '../areas/areas.store.ts'
import { listResponsibilities } from '../areas/bodies.store.ts'
import { rangeOf } from '../people/people.brief.ts'
import { shownName } from '../people/people.rules.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { type DutyFacts, dutyChain } from './duty.rules.ts'
import { tasksOf } from './findings.reading.ts'
import * as contract from './missed.contract.ts'
import * as store from './missed.store.ts'

/** A report counts from so many days before the onset: people remember the day inexactly. Default of this product. */
const BACK_DAYS = 3
/** Days that are looked at where none are named, and within which others alike are counted. */
const WINDOW = 14

const how = [
  {
    vi: `Ca được bệnh viện, phòng khám phát hiện đầu tiên (nằm viện, cơ sở y tế báo, chỉ định xét nghiệm nội trú, hoặc hồ sơ ghi như vậy), đã có triệu chứng từ trước, mà từ ${BACK_DAYS} ngày trước khởi phát đến lúc đó không có báo sốt, ho, khó thở nào của tổ Covid, thăm hộ, nhà thuốc, hay khai báo y tế.`,
    en: `Cases that a hospital or clinic found first, ill before, of whom no team, visit, pharmacy or declaration had reported fever, cough or breathlessness from ${BACK_DAYS} days before the onset until then.`,
  },
  {
    vi: 'Cơ quan, trường học, doanh nghiệp chưa báo qua phần mềm: có thể họ đã biết. Ngày khởi phát do người bệnh kể. Đây là câu hỏi để người có thẩm quyền xem xét, không phải kết luận.',
    en: 'Agencies, schools and employers do not report here yet: they may have known. The onset is as the patient tells it. A question for a person to look at, not a verdict.',
  },
]

type Window = { areaId?: number | undefined; disease: string; from: string; until: string; subjectId?: string }
/** What the rule finds, and what people concluded of it: `seen` under the reader's own scope. */
async function missedIn(ctx: Ctx, w: Window) {
  const range = await rangeOf(ctx, w.areaId)
  const { disease } = await rulesFor(ctx.db, w.disease)
  const { from, until, subjectId = null } = w
  const found = await ctx.acrossAreas(() =>
    store.listMissed(ctx.db, { disease, ...range, from, until, backDays: BACK_DAYS, subjectId }),
  )
  const reviews = (
    await store.listReviews(
      ctx.db,
      disease,
      found.flatMap((m) => [m.subjectId, m.recordedAs]),
    )
  ).filter((r) => !r.voidedAt)
  const rows = found.map((m): contract.MissedRow => {
    const review = reviews.find((r) => r.subjectId === m.subjectId || r.subjectId === m.recordedAs)
    return {
      ...{
        subjectId: m.subjectId,
        code: m.code,
        name: shownName(ctx.actor.role, m.fullName),
        communeId: m.communeId,
        areaName: m.areaName,
      },
      ...{ onsetOn: m.onsetOn, foundHow: m.foundHow, foundOn: m.foundOn, foundWhere: m.foundWhere, knownOn: m.knownOn },
      ...{ days: daysBetween(m.onsetOn, m.foundOn), unnamed: m.unnamed },
      ...{ conclusion: review?.conclusion ?? null, document: review?.document ?? null },
    }
  })
  return { disease, found, rows }
}

export const missedFevers = read(contract.missedFevers, async (ctx, input) => {
  const until = input.until ?? ctx.today
  const from = input.from ?? addDays(until, 1 - WINDOW)
  const { rows: all } = await missedIn(ctx, { areaId: input.areaId, disease: input.disease, from, until })
  const rows = all.filter((r) => input.state === 'all' || (r.conclusion === null) === (input.state === 'waiting'))
  ctx.touch(...rows.map((r) => r.subjectId))
  return { from, until, how, total: rows.length, rows }
})

/** A case that the rule finds, with what is known of the days in which it went unnoticed. @throws Problem not-found */
export async function oneMissed(ctx: Ctx, subjectId: string, disease: string) {
  const found = await missedIn(ctx, { disease, from: '2019-12-01', until: ctx.today, subjectId })
  const [fact, row] = [found.found[0], found.rows[0]]
  if (!fact || !row) throw new Problem('not-found', { what: 'ca sốt chưa ai báo' })
  return { disease: found.disease, fact, row, chain: dutyChain(await dutyFacts(ctx, fact, found.disease)) }
}

async function dutyFacts(ctx: Ctx, m: store.MissedFact, disease: string): Promise<DutyFacts> {
  const { db, actor } = ctx
  const { communeId, householdId } = m
  const until = addDays(m.foundOn, -1)
  // the slots of the day on which the hospital saw them were still ahead
  const [from, last] = [m.onsetOn, until < m.onsetOn ? m.onsetOn : until]
  const [commune] = await getAreas(db, [communeId])
  const [above] = commune?.parentId ? await getAreas(db, [commune.parentId]) : []
  const seesDistrict = above && above.lo >= actor.lo && above.hi <= actor.hi
  const othersIn = async (unit: StoredArea) => {
    const range = { lo: unit.lo, hi: unit.hi, from: addDays(ctx.today, 1 - WINDOW), until: ctx.today }
    const rows = await ctx.acrossAreas(() => store.listMissed(db, { disease, ...range, backDays: BACK_DAYS, subjectId: null }))
    return rows.filter((r) => r.subjectId !== m.subjectId).length
  }
  const officers = await listResponsibilities(db, commune!.lo, commune!.hi, ctx.today)
  const named = (areaId: number | undefined) => officers.flatMap((o) => (o.areaId === areaId && o.officer ? [o.officer] : []))
  return {
    ...{ from, until: last, unnamed: m.unnamed },
    home: householdId
      ? {
          teams: await store.listTeamsOfHome(db, communeId, householdId, from, last),
          checks: await store.listHomeChecks(db, communeId, householdId, from, last),
        }
      : null,
    sentinels: await store.listSentinelDays(db, communeId, from, last),
    signals: await store.countSignals(db, communeId, from, last, ctx.now),
    communeSlots: await store.countSlots(db, commune!.lo, commune!.hi, from, last),
    districtSlots: seesDistrict ? await store.countSlots(db, above.lo, above.hi, from, last) : null,
    othersInCommune: await othersIn(commune!),
    othersInDistrict: seesDistrict ? await othersIn(above) : null,
    officers: { commune: named(communeId), district: named(above?.areaId) },
    ...{ communeName: commune!.fullName, districtName: above?.fullName ?? '', provinceCode: commune!.provinceCode },
  }
}

export const missedFever = read(contract.missedFever, async (ctx, input) => {
  const { disease, fact, row, chain } = await oneMissed(ctx, input.subjectId, input.disease)
  ctx.touch(row.subjectId)
  const reviews = await store.listReviews(ctx.db, disease, [fact.subjectId, fact.recordedAs])
  const given = await store.listTasksOf(
    ctx.db,
    reviews.map((r) => r.reviewId),
  )
  const tasks = await tasksOf(
    ctx,
    given.map((g) => g.taskId),
  )
  return {
    row,
    chain,
    reviews: reviews.map(({ communeId: _, subjectId: __, ...r }) => ({
      ...r,
      tasks: given.flatMap((g) => {
        const t = g.sourceId === r.reviewId ? tasks.get(g.taskId) : undefined
        return t ? [{ taskId: t.taskId, assignee: t.assignee, words: t.words, dueOn: t.dueOn, state: t.state }] : []
      }),
    })),
    mayReview: contract.review.roles.includes(ctx.actor.role) && row.conclusion === null,
  }
})
