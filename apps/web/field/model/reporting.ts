import type { Recorded } from './taps.ts'
import type { PhotoDraft } from './visiting.ts'

export type ReportKind = 'progress' | 'done' | 'refuse'
/** A report on a task while it is being written. */
export interface ReportDraft {
  words: string
  percent: string
  figure: string
  unit: string
  /** Made once: however often it is recorded, it is one report. A draft of an earlier version has none. */
  opId?: string
}

/** The records that a report becomes: the act, then its photos; a refusal carries none. */
export function reportOf(
  taskId: string,
  kind: ReportKind,
  said: { words: string; figure: number | null; unit: string; percent: number | null; opId?: string },
  photos: readonly PhotoDraft[],
  onDay: string,
): Recorded[] {
  const { words, figure, percent } = said
  const opId = said.opId === undefined ? {} : { opId: said.opId }
  if (kind === 'refuse') return [{ kind: 'refuse-task', body: { taskId, reason: words }, ...opId }]
  const body = { taskId, words: words || null, figure, unit: figure === null ? null : said.unit || null }
  return [
    kind === 'done'
      ? { kind: 'done-task', body, ...opId }
      : { kind: 'progress-task', body: { ...body, percent, onDay }, ...opId },
    ...photos.map(({ photoId, ...p }): Recorded => ({ kind: 'evidence', body: { taskId, ...p }, opId: photoId })),
  ]
}
