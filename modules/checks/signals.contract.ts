import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { AreaId, arrangers, Day, Disease, Id, Reason, Slot, SymptomKind, Text } from './checks.contract.ts'

export const SignalState = z.enum(['to-identify', 'to-order', 'ordered', 'sampled', 'answered', 'closed'])
const readers = [...arrangers, 'province', 'cdc', 'team'] as const

const Signal = z.object({
  signalId: Id,
  communeId: z.number(),
  areaName: z.string(),
  hamletId: z.number(),
  teamId: Id.nullable(),
  teamCode: z.string().nullable(),
  householdId: Id.nullable(),
  subjectId: Id.nullable(),
  code: z.string().nullable(),
  /** As the role reads names; the words of the reporter where the person is not in the register. */
  name: z.string().nullable(),
  source: z.string(),
  kinds: z.array(SymptomKind),
  other: z.string().nullable(),
  sinceOn: Day.nullable(),
  /** What was said for it and cannot be: to be asked again. */
  sinceSaid: z.string().nullable(),
  onDay: Day,
  slot: Slot,
  notedAt: z.string(),
  receivedAt: z.string(),
  state: SignalState,
  /** The clock of the next step: until when to order, to sample, to answer; null where no rule in force says. */
  dueAt: z.string().nullable(),
  late: z.boolean(),
  orderId: Id.nullable(),
  orderedAt: z.string().nullable(),
  sampledAt: z.string().nullable(),
  result: z.string().nullable(),
  resultAt: z.string().nullable(),
  closeReason: z.string().nullable(),
})

export const signals = verb({
  name: 'checks.signals',
  method: 'GET',
  path: '/api/signals',
  title: { vi: 'Dấu hiệu ho, sốt, khó thở và việc đã làm', en: 'Signals: cough, fever, breathlessness, and what came of them' },
  personal: true,
  roles: readers,
  input: z.object({
    disease: Disease,
    areaId: AreaId.optional(),
    teamId: Id.optional(),
    /** `open`: not answered, not closed. */
    state: z.enum(['open', ...SignalState.options, 'all']).default('open'),
    from: Day.optional(),
    until: Day.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  output: z.object({
    total: z.number(),
    late: z.number(),
    /** What the clock rests on; null where no rule is in force. */
    clock: z.object({ hours: z.number(), source: Text, confirmed: z.boolean() }).nullable(),
    rows: z.array(Signal),
  }),
})

export const clusters = verb({
  name: 'checks.clusters',
  method: 'GET',
  path: '/api/signals/clusters',
  title: { vi: 'Cảnh báo chùm dấu hiệu trong một hộ, một thôn', en: 'Clusters of signals in a household or hamlet' },
  roles: readers,
  input: z.object({ disease: Disease, areaId: AreaId.optional() }),
  output: z.object({
    rule: z
      .object({
        householdPeople: z.number(),
        householdDays: z.number(),
        hamletPeople: z.number(),
        hamletDays: z.number(),
        source: Text,
        confirmed: z.boolean(),
      })
      .nullable(),
    rows: z.array(
      z.object({
        kind: z.enum(['household', 'hamlet']),
        communeId: z.number(),
        areaName: z.string(),
        hamletId: z.number(),
        hamletName: z.string().nullable(),
        householdId: Id.nullable(),
        people: z.number(),
        fromOn: Day,
        untilOn: Day,
        words: Text,
      }),
    ),
  }),
})

export const identifySignal = verb({
  name: 'checks.identify-signal',
  method: 'POST',
  path: '/api/signals/:signalId/person',
  title: { vi: 'Ghi dấu hiệu này là của ai', en: 'Say whose signal it is' },
  roles: [...arrangers, 'team'],
  input: z.object({ signalId: Id, subjectId: Id }),
  output: z.object({ signalId: Id }),
})

export const closeSignal = verb({
  name: 'checks.close-signal',
  method: 'POST',
  path: '/api/signals/:signalId/close',
  title: { vi: 'Kết luận dấu hiệu không cần lấy mẫu', en: 'Close a signal without a sample, with the reason' },
  roles: ['district', 'commune', 'station', 'cdc', 'operator'],
  input: z.object({ signalId: Id, reason: Reason }),
  output: z.object({ closed: z.literal(true) }),
})
