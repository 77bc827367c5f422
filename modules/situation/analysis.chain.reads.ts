import { chains } from '@phaodai/epi/chains.ts'
import { offspring as offspringOf } from '@phaodai/epi/offspring.ts'
import { offspringLimits } from '@phaodai/epi/offspring-limits.ts'
import { superSpreading } from '@phaodai/epi/super-spreading.ts'
import { read } from '@phaodai/kernel/command.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import { canonicalOf } from '../people/people.store.ts'
import { listTransmissions } from '../tracing/tracing.store.ts'
import * as contract from './analysis.contract.ts'
import { besideOf, listOf, NO_CASE, opened, setting } from './analysis.frame.ts'
import { tallyOf } from './analysis.rules.ts'
import * as store from './analysis.store.ts'
import { methods } from './analysis.words.ts'
import { dayAfter } from './situation.rules.ts'

const say = (vi: string, en: string): Words => ({ vi, en })

export const offspring = read(contract.offspring, async (ctx, input) => {
  const { until, range, head, doubts } = await opened(ctx, input)
  const cases = await store.chainCases(ctx.db, range)
  const here = new Set(cases.map((c) => c.subjectId))
  const stated = here.size === 0 ? [] : await listTransmissions(ctx.db, range.disease, [...here])
  const canonical = await canonicalOf(
    ctx.db,
    stated.flatMap((l) => [l.infectorId, l.infecteeId]),
  )
  const links = new Map<string, { from: string; to: string }>()
  const known = new Set<string>()
  for (const l of stated) {
    const [from, to] = [canonical.get(l.infectorId)!, canonical.get(l.infecteeId)!]
    known.add(to)
    if (from !== to && here.has(from) && here.has(to)) links.set(`${from} ${to}`, { from, to })
  }
  const asserted = links.size
  // a tracer's word on the infector stands before the system's guess, as in the chain
  if (input.links === 'all')
    for (const { subjectId: to, sourceId: from } of cases)
      if (from && here.has(from) && from !== to && !known.has(to)) links.set(`${from} ${to}`, { from, to })
  const graph = chains(
    cases.map((c) => ({ id: c.subjectId, onset: c.onset })),
    [...links.values()],
  )
  const out = new Map(graph.degree.map((d) => [d.id, d.deg_out]))
  const counts = cases.map((c) => out.get(c.subjectId) ?? 0)
  const found = offspringOf(counts)
  const limits = offspringLimits(counts)
  const several = graph.degree.filter((d) => d.deg_in > 1).length
  const looped = graph.problems.filter((p) => p.kind === 'loop').length
  const recent = cases.filter((c) => c.known !== null && c.known > dayAfter(until, -14)).length
  const estimable = links.size > 0
  const traced = graph.degree.filter((d) => d.deg_in > 0).length
  const { n, mean, sd, negative, missing } = graph.serialInterval
  return {
    ...head,
    cases: cases.length,
    links: { asserted, derived: links.size - asserted },
    R: estimable ? found.R : null,
    k: estimable ? found.k : null,
    zero: found.zero,
    max: found.max,
    limits: estimable ? { R: limits.R, k: limits.k } : { R: null, k: null },
    shareOf80: superSpreading(counts, found.k).seen,
    tally: estimable ? tallyOf(counts) : [],
    generations: Object.entries(graph.generations).map(([generation, n]) => ({ generation: Number(generation), cases: n })),
    largestCluster: graph.clusters[0]?.size ?? 0,
    serialInterval: { n, mean, sd, negative, missing },
    notEstimable:
      cases.length === 0
        ? NO_CASE(until)
        : estimable
          ? null
          : say(
              'Chưa ước lượng được: chưa ghi ai lây cho ai trong địa bàn.',
              'Not estimable: nobody’s infector is recorded in the area.',
            ),
    beside: besideOf(methods.offspring, {
      n: cases.length,
      settings: [
        setting(
          'Đường lây',
          'Links',
          input.links === 'all' ? say('đã ghi và suy ra', 'stated and derived') : say('chỉ đã ghi', 'stated only'),
        ),
        setting('Ca có nguồn lây trong địa bàn', 'Cases with an infector in the area', traced),
      ],
      doubts: [
        ...doubts,
        ...(estimable && traced < cases.length
          ? [
              say(
                `${cases.length - traced} trong ${cases.length} ca không có nguồn lây trong địa bàn: R là số tối thiểu.`,
                `${cases.length - traced} of ${cases.length} cases have no infector in the area: R is a lower bound.`,
              ),
            ]
          : []),
        ...(links.size > asserted
          ? [
              say(
                `${links.size - asserted} đường lây do hệ thống suy ra từ tiếp xúc.`,
                `${links.size - asserted} links are derived from contacts by the system.`,
              ),
            ]
          : []),
        ...(recent > 0
          ? [
              say(
                `${recent} ca trong 14 ngày cuối chưa kịp lây cho ai được báo cáo.`,
                `${recent} cases of the last 14 days have not had time to infect anyone who is reported.`,
              ),
            ]
          : []),
        ...(cases.length > 0 && cases.length < 50
          ? [say('Dưới 50 ca: k gần như không biết.', 'Below 50 cases k is hardly known.')]
          : []),
        ...(several > 0
          ? [
              say(
                `${several} ca có nhiều nguồn lây: là tiếp xúc hơn là lây.`,
                `${several} cases have several infectors: contacts rather than infections.`,
              ),
            ]
          : []),
        ...(looped > 0 ? [say(`${looped} vòng lặp trong chuỗi.`, `${looped} loops in the chain.`)] : []),
      ],
      list: listOf({ until }),
    }),
  }
})
