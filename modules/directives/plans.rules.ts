/** Whether a task asks for a plan: its product says so, or, where none is named, its words. */
export const expectsPlan = (t: { product: string | null; words: string }): boolean =>
  /kế hoạch|phương án/iu.test((t.product ?? t.words).normalize('NFC'))

interface HandedIn {
  evidenceId: string
  kind: string
  addedAt: string
  voidedAt: string | null
}

/** The file that a word said at an instant was of: the newest handed in by then that had not been taken back by then; null: there was none. */
export function fileJudged(evidence: readonly HandedIn[], at: string): string | null {
  const then = Date.parse(at)
  const stood = evidence.filter(
    (e) => e.kind === 'file' && Date.parse(e.addedAt) <= then && (e.voidedAt === null || Date.parse(e.voidedAt) > then),
  )
  const newest = stood.toSorted((a, b) => Date.parse(a.addedAt) - Date.parse(b.addedAt)).at(-1)
  return newest?.evidenceId ?? null
}
