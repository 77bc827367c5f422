import { chains as chainsIn } from '@phaodai/epi/chains.ts'
import { read } from '@phaodai/kernel/command.ts'
import { listOnsets } from '../cases/cases.store.ts'
import { canonicalOf } from '../people/people.store.ts'
import { findDisease } from '../policy/policy.reading.ts'
import { listChainCases, listChainLinks, listCodes, listLists, type Which } from './cases-in.store.ts'
import * as contract from './imports.contract.ts'
import { listJobs } from './imports.store.ts'

const kindOf = (asked: string): Which['kind'] =>
  asked === 'imported' || asked === 'recorded' || asked === 'all' ? asked : 'named'

/**
 * The chains of transmission of a disease as the database has them. Where lists were imported it speaks of those alone unless told
 * otherwise, so that what was recorded here is never mixed into them unsaid. Ids are those of the list; a recorded person has the code.
 */
export const chains = read(contract.chains, async (ctx, input) => {
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const lists = (await listLists(ctx.db, disease)).map((l) => l.name)
  const asked = input.list ?? (lists.length > 0 ? 'imported' : 'recorded')
  const kind = kindOf(asked)
  const which: Which = { kind, list: kind === 'named' ? asked : null }

  const cases = await listChainCases(ctx.db, disease, which)
  const links = await listChainLinks(ctx.db, disease, which)
  const onsets = new Map((await listOnsets(ctx.db, disease, null)).map((o) => [o.subjectId, o.onsetOn]))
  const day = input.day ?? (cases.some((c) => onsets.get(c.subjectId)) ? 'onset' : 'reported')
  const label = new Map(cases.flatMap((c) => (c.ref === null ? [] : [[c.subjectId, c.ref] as const])))
  const all = new Set([...cases.map((c) => c.subjectId), ...links.flatMap((l) => [l.infectorId, l.infecteeId])])
  const unlabelled = [...all].filter((id) => !label.has(id))
  const codes = new Map((await listCodes(ctx.db, unlabelled)).map((c) => [c.subjectId, c.code]))
  // two records that people merged are one; a list's own ids stay as the list has them
  const root = kind === 'recorded' ? await canonicalOf(ctx.db, [...all]) : new Map<string, string>()
  const of = (id: string) => {
    const one = root.get(id) ?? id
    return label.get(one) ?? codes.get(one) ?? label.get(id) ?? codes.get(id) ?? short(one)
  }
  const odd =
    kind === 'recorded'
      ? []
      : (await listJobs(ctx.db, disease, 10_000)).filter((j) => !j.dryRun && (kind !== 'named' || j.listName === asked))
  const found = chainsIn(
    cases.map((c) => ({ id: of(c.subjectId), onset: day === 'onset' ? (onsets.get(c.subjectId) ?? null) : c[day] })),
    [
      ...links.map((l) => ({ from: of(l.infectorId), to: of(l.infecteeId) })),
      ...[...new Set(odd.flatMap((j) => j.report.selfLinks ?? []))].map((id) => ({ from: id, to: id })),
      ...odd.flatMap((j) => j.report.halfLinks ?? []).map(([from, to]) => ({ from, to })),
    ],
  )
  ctx.note({ disease, list: asked, cases: found.cases })
  return { ...found, scope: { disease, list: asked, lists, day } }
})

/** Someone whom this post may not see. */
const short = (subjectId: string) => `(ngoài địa bàn ${subjectId.slice(0, 8)})`
