import type { OfflineVerb } from '../checks/offline.rules.ts'

/** What of a task may be recorded without the server. Acts are not taken back by another act: the giver reopens or withdraws. */
export const offlineVerbs: readonly OfflineVerb[] = [
  // it says nothing but that somebody has taken it up: who comes second need not be asked
  {
    verb: 'directives.accept-task',
    conflict: 'first arrived stands, the second is told it was done',
    done: ['task-state'],
    captured: true,
    authored: true,
  },
  {
    verb: 'directives.refuse-task',
    conflict: 'first arrived stands, the second is shown to a person',
    captured: true,
    authored: true,
  },
  { verb: 'directives.progress-task', conflict: 'both are kept', captured: true, authored: true },
  {
    verb: 'directives.done-task',
    conflict: 'first arrived stands, the second is shown to a person',
    captured: true,
    authored: true,
  },
  { verb: 'directives.add-evidence', conflict: 'both are kept', bytes: true, authored: true },
]
