/** Within how many hours a receipt is expected unless told otherwise. This product's own default; no source gives one. */
export const RECEIPT_HOURS = 24
/** A unit is reminded at most once in so many minutes, however often it is pressed. */
export const REMIND_EVERY_MINUTES = 60

export interface Sent {
  forwardedAt: string
  dueAt: string
  receivedAt: string | null
  withdrawnAt: string | null
}

const hours = (from: string, until: string) => Math.max(0, Math.floor((Date.parse(until) - Date.parse(from)) / 3_600_000))

/** Whole hours that a unit has not said that it has it; null: it has, or it was taken back. */
export const waitingHours = (s: Sent, now: string): number | null =>
  s.receivedAt === null && s.withdrawnAt === null ? hours(s.forwardedAt, now) : null

/** Late: not received by the hour it was expected. What came late stays received. */
export const isLate = (s: Sent, now: string): boolean => s.receivedAt === null && s.withdrawnAt === null && s.dueAt < now

/** Late ones first, the longest wait on top; then those who wait; then those who have it, the newest first; last what was taken back. */
export function byWait<T extends Sent>(rows: readonly T[], now: string): T[] {
  const rank = (s: Sent) => (s.withdrawnAt !== null ? 3 : isLate(s, now) ? 0 : s.receivedAt === null ? 1 : 2)
  return [...rows].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.receivedAt === null || b.receivedAt === null
        ? a.forwardedAt.localeCompare(b.forwardedAt)
        : b.receivedAt.localeCompare(a.receivedAt)),
  )
}

/** A text to paste into a group chat: names of units and of the document, nobody's name. Null: nobody waits. */
export function reminderText(label: string, from: string, waiting: readonly { name: string; hours: number }[]): string | null {
  if (waiting.length === 0) return null
  const units = waiting.map((u) => `- ${u.name}: đã ${u.hours} giờ`).join('\n')
  return `${from} đề nghị các đơn vị sau xác nhận đã nhận văn bản ${label}:\n${units}\nMở Pháo Đài, trang Văn bản chỉ đạo, bấm “Đã nhận”.`
}

interface Sending {
  forwardId: string
  areaId: number
  fromAreaId: number
  directiveAreaId: number
}

/** Sendings to take back, with those that a receiving unit had made in turn, unless it also has the document from its own book or from somebody else. */
export function withOnward<T extends Sending>(first: readonly T[], standing: readonly T[]): T[] {
  const taken = new Map(first.map((f) => [f.forwardId, f]))
  // what is added while it runs is looked at too
  for (const { areaId, fromAreaId, directiveAreaId } of taken.values()) {
    if (areaId === fromAreaId || areaId === directiveAreaId) continue
    if (standing.some((f) => f.areaId === areaId && f.fromAreaId !== areaId && !taken.has(f.forwardId))) continue
    for (const f of standing) if (f.fromAreaId === areaId) taken.set(f.forwardId, f)
  }
  return [...taken.values()]
}
