import type { OfflineVerb } from '../checks/offline.rules.ts'

/** What of an inspection a phone may record without the server. The record carries its own captured time: that of the visit, not of its end. */
export const offlineVerbs: readonly OfflineVerb[] = [
  { verb: 'inspections.record', conflict: 'both are kept', authored: true },
  { verb: 'inspections.add-photo', conflict: 'both are kept', bytes: true, authored: true },
]
