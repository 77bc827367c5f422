/** Whom a letter or a telegram goes to, before its text begins. */
import type { Piece } from './layout.rules.ts'

/** "Kính gửi:" of a letter, or the list after "điện:" of a telegram; and the lines of that list, which give no orders. */
export function addresseesOf(all: readonly Piece[], headed: number): { names: string[]; lines: ReadonlySet<Piece> } {
  const lines = new Set<Piece>()
  const at = all
    .slice(0, headed + 14)
    .findIndex((l) => /^(?:kính gửi|gửi)\s*:/iu.test(l.text) || /(?:^|\s)điện\s*:\s*$/iu.test(l.text))
  if (at < 0) return { names: [], lines }
  const names: string[] = []
  for (const line of all.slice(at, at + 30)) {
    const text = line.text.replace(/^.{0,80}?(?:kính gửi|gửi|điện)\s*:\s*/iu, '').trim()
    if (line !== all[at] && !/^[-–•+]/u.test(line.text) && !/^\p{Ll}/u.test(line.text)) break
    if (line !== all[at]) lines.add(line)
    if (/^\p{Ll}/u.test(text) && names.length > 0) names[names.length - 1] += ` ${text}`
    else if (text) names.push(...text.replace(/^[-–•+\s]+/u, '').split(/;\s*(?:[-–]\s*)?/u))
  }
  const tidy = names.map((n) => n.replace(/[;.,\s]+$/u, '').replace(/^[-–•+\s]+/u, ''))
  return { names: tidy.filter((n) => n.length > 1 && n.length < 300), lines }
}
