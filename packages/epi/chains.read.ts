import { type ChainProblem, say } from './chains.problems.ts'
import type { ChainCase, ChainLink } from './chains.ts'

/** Ids as typed, but for what the eye does not see: form of the accents, byte-order marks, outer and doubled spaces. */
function tidy(id: unknown): string {
  if (id === null || id === undefined) return ''
  const text = String(id)
  if (/^[!-~]+$/.test(text)) return text // nothing to tidy, as in nearly every id
  return text
    .normalize('NFC')
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Days since 1970-01-01 of an ISO date (a time after it is ignored); undefined if there is no such day. */
function dayNumber(iso: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(iso)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 100 ? date.getTime() / 86_400_000 : undefined
}

/** Distinct ids with their onset day, or null. */
export function readCases(cases: readonly ChainCase[], problems: ChainProblem[]): Map<string, number | null> {
  const found = new Map<string, number | null>()
  const again = new Map<string, { times: number; row: number; onsets: Set<string> }>()
  const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
  for (const [i, given] of cases.entries()) {
    const row = given.row ?? i + 1
    const id = tidy(given.id)
    if (id === '') {
      problems.push({ row, table: 'cases', kind: 'missing-id', ids: [], ...say.missingId() })
      continue
    }
    const typed = tidy(given.onset)
    const day = typed === '' ? undefined : dayNumber(typed)
    if (typed !== '' && day === undefined)
      problems.push({ row, table: 'cases', kind: 'impossible-date', ids: [id], ...say.impossibleDate(id, typed) })
    const before = found.get(id)
    if (before === undefined) {
      found.set(id, day ?? null)
      continue
    }
    const entry = again.get(id) ?? { times: 1, row, onsets: new Set(before === null ? [] : [iso(before)]) }
    entry.times++
    if (day !== undefined) entry.onsets.add(iso(day))
    again.set(id, entry)
    found.set(id, before ?? day ?? null)
  }
  for (const [id, { times, row, onsets }] of again) {
    problems.push({ row, table: 'cases', kind: 'duplicate-case', ids: [id], ...say.duplicateCase(id, times) })
    if (onsets.size < 2) continue
    found.set(id, null)
    problems.push({ row, table: 'cases', kind: 'conflicting-onset', ids: [id], ...say.conflictingOnset(id, [...onsets].sort()) })
  }
  return found
}

/** Distinct usable pairs, and the row where each id was first mentioned (also in a link that cannot be used). */
export function readLinks(links: readonly ChainLink[], countSelf: boolean, problems: ChainProblem[]) {
  const tail: string[] = []
  const head: string[] = []
  const mentioned = new Map<string, number>()
  const seen = new Map<string, { from: string; to: string; times: number; row: number }>()
  for (const [i, given] of links.entries()) {
    const row = given.row ?? i + 1
    const [from, to] = [tidy(given.from), tidy(given.to)]
    for (const id of [from, to]) if (id !== '' && !mentioned.has(id)) mentioned.set(id, row)
    if (from === '' || to === '') {
      if (from === to) problems.push({ row, table: 'links', kind: 'blank-link', ids: [], ...say.blankLink() })
      else if (from === '') problems.push({ row, table: 'links', kind: 'blank-from', ids: [to], ...say.blankFrom(to) })
      else problems.push({ row, table: 'links', kind: 'blank-to', ids: [from], ...say.blankTo(from) })
      continue
    }
    const pair = `${from}\n${to}` // no tidied id has a line break
    const entry = seen.get(pair)
    if (entry) {
      if (entry.times++ === 1) entry.row = row
      continue
    }
    seen.set(pair, { from, to, times: 1, row })
    if (from === to) problems.push({ row, table: 'links', kind: 'self-link', ids: [from], ...say.selfLink(from, countSelf) })
    if (from === to && !countSelf) continue
    tail.push(from)
    head.push(to)
  }
  for (const { from, to, times, row } of seen.values())
    if (times > 1)
      problems.push({ row, table: 'links', kind: 'duplicate-link', ids: [from, to], ...say.duplicateLink(from, to, times) })
  return { tail, head, mentioned }
}

/** An id that differs from one listed id only by case, signs or leading zeros is most likely that one mistyped: say so, change nothing. */
export function reportUnknown(
  unknown: readonly string[],
  mentioned: ReadonlyMap<string, number>,
  listed: ReadonlyMap<string, unknown>,
  problems: ChainProblem[],
): void {
  if (unknown.length === 0) return
  const rough = (id: string) =>
    id
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
      .replace(/(?<!\d)0+(?=\d)/g, '')
  const alike = new Map<string, string | null>()
  for (const id of listed.keys()) alike.set(rough(id), alike.has(rough(id)) ? null : id)
  for (const id of unknown) {
    const words = say.unknownCase(id, alike.get(rough(id)) ?? undefined)
    problems.push({ row: mentioned.get(id)!, table: 'links', kind: 'unknown-case', ids: [id], ...words })
  }
}
