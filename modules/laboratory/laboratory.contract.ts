import { epidemiology, type Role, verb } from '@phaodai/kernel/contract.ts'
import { Day, Instant } from '@phaodai/kernel/days.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'

const Id = z.uuid()
const Disease = z.string().min(1).max(40)
const Text = z.object({ vi: z.string(), en: z.string() })
const Barcode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{3,31}$/)
const Reason = z.string().trim().min(5).max(500)
export const OrderReason = z.enum(['symptom', 'F1', 'F2', 'F0-release', 'zone', 'worker', 'screening', 'inpatient'])
export type OrderReason = z.infer<typeof OrderReason>
export const Method = z.enum(['pcr', 'antigen', 'sequencing', 'serology'])
export const Value = z.enum(['positive', 'negative', 'inconclusive'])
/** `follow-up`: positive again of a person who is a case already. */
export const Verdict = z.enum(['confirmed', 'follow-up', 'suspect', 'none'])
export const Changed = z.array(z.object({ subjectId: Id, from: z.string().nullable(), to: z.string().nullable() }))

/** Those who take samples. */
const takers = ['district', 'commune', 'cdc', 'station', 'operator'] as const satisfies Role[]
/** Those who answer for a result: the laboratory for its own rows, CDC and stations for rapid tests. */
const releasers = ['laboratory', 'cdc', 'station', 'operator'] as const satisfies Role[]
const readers = [
  'laboratory',
  'province',
  'district',
  'commune',
  'cdc',
  'station',
  'inspector',
  'operator',
] as const satisfies Role[]

export const orderTest = verb({
  name: 'laboratory.order-test',
  method: 'POST',
  path: '/api/test-orders',
  title: { vi: 'Chỉ định xét nghiệm', en: 'Order a test' },
  roles: epidemiology,
  input: z.object({
    orderId: Id.optional(),
    subjectId: Id,
    disease: Disease,
    reason: OrderReason,
    /** Sets the clock by hand; needed where no pack is in force. */
    dueAt: Instant.optional(),
  }),
  output: z.object({ orderId: Id, dueAt: z.string(), packCode: z.string().nullable(), unconfirmed: z.boolean() }),
})

const Page = {
  disease: Disease.default('covid19'),
  areaId: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  offset: z.coerce.number().int().min(0).default(0),
}
const Person = { subjectId: Id, communeId: z.number(), areaName: z.string(), code: z.string(), name: z.string() }

export const orders = verb({
  name: 'laboratory.orders',
  method: 'GET',
  path: '/api/test-orders',
  title: { vi: 'Chỉ định xét nghiệm chờ lấy mẫu, quá hạn', en: 'Test orders, due and late' },
  personal: true,
  roles: ['province', 'district', 'commune', 'cdc', 'station', 'inspector', 'operator'],
  input: z.object({
    ...Page,
    state: z.enum(['open', 'due', 'late', 'sampled', 'voided', 'all']).default('open'),
    subjectId: Id.optional(),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        orderId: Id,
        ...Person,
        reason: OrderReason,
        orderedAt: z.string(),
        dueAt: z.string(),
        state: z.enum(['due', 'late', 'sampled', 'voided']),
        sampleId: Id.nullable(),
      }),
    ),
  }),
})

export const takeSample = verb({
  name: 'laboratory.take-sample',
  method: 'POST',
  path: '/api/samples',
  title: { vi: 'Lấy mẫu', en: 'Take a sample' },
  roles: takers,
  input: z.object({
    sampleId: Id.optional(),
    orderId: Id.optional(),
    subjectId: Id,
    disease: Disease,
    barcode: Barcode,
    kind: z.string().trim().min(2).max(30).default('swab'),
    /** Anyone tested shows who they are (Bắc Giang, 22/08/2021). */
    identityCheck: z.enum(['cccd', 'cmnd', 'passport', 'known-to-taker', 'household-head']),
    sampledAt: Instant.optional(),
  }),
  output: z.object({
    sampleId: Id,
    label: z.object({ name: z.string(), birthYear: z.number().nullable(), sex: z.string().nullable() }),
  }),
})

const SampleRef = { sampleId: Id.optional(), barcode: Barcode.optional() }

export const receive = verb({
  name: 'laboratory.receive',
  method: 'POST',
  path: '/api/samples/received',
  title: { vi: 'Nhận mẫu tại phòng xét nghiệm', en: 'Receive a sample' },
  roles: ['laboratory', 'cdc', 'operator'],
  input: z.object({ ...SampleRef, receivedAt: Instant.optional() }),
  output: z.object({ sampleId: Id, receivedAt: z.string() }),
})

export const samples = verb({
  name: 'laboratory.samples',
  method: 'GET',
  path: '/api/samples',
  title: { vi: 'Danh sách mẫu', en: 'Samples' },
  personal: true,
  roles: readers,
  input: z.object({
    ...Page,
    /** `standing`: not voided. */
    state: z.enum(['waiting', 'answered', 'standing', 'voided', 'all']).default('waiting'),
    /** Days of sampling. */
    from: Day.optional(),
    until: Day.optional(),
    subjectId: Id.optional(),
    barcode: Barcode.optional(),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        sampleId: Id,
        subjectId: Id,
        communeId: z.number(),
        barcode: z.string(),
        label: z.object({ name: z.string(), birthYear: z.number().nullable(), sex: z.string().nullable() }),
        identityCheck: z.string(),
        sampledAt: z.string(),
        receivedAt: z.string().nullable(),
        state: z.enum(['waiting', 'answered', 'voided']),
      }),
    ),
  }),
})

const ResultBody = { method: Method, value: Value, ct: z.number().min(1).max(50).nullish(), testedAt: Instant.optional() }

export const releaseResult = verb({
  name: 'laboratory.release-result',
  method: 'POST',
  path: '/api/results',
  title: { vi: 'Trả kết quả xét nghiệm', en: 'Release a result' },
  roles: releasers,
  input: z.object({ resultId: Id.optional(), ...SampleRef, ...ResultBody }),
  output: z.object({
    resultId: Id,
    verdict: Verdict,
    confirmationId: Id.nullable(),
    policyInForce: z.boolean(),
    changed: Changed,
  }),
})

export const correctResult = verb({
  name: 'laboratory.correct-result',
  method: 'POST',
  path: '/api/results/:resultId/correction',
  title: { vi: 'Đính chính kết quả', en: 'Correct a result' },
  roles: releasers,
  input: z.object({ resultId: Id, newResultId: Id.optional(), reason: Reason, ...ResultBody, method: Method.optional() }),
  output: z.object({
    resultId: Id,
    verdict: Verdict,
    /** Net changes of level by this correction, in every area. */
    changed: Changed,
    /** Ask `quarantine.told-on-void` with it for those already told. */
    opId: Id,
  }),
})

export const voidSample = verb({
  name: 'laboratory.void-sample',
  method: 'POST',
  path: '/api/samples/:sampleId/void',
  title: { vi: 'Hủy mẫu (nhầm người, hỏng)', en: 'Void a sample (wrong person, spoilt)' },
  roles: releasers,
  input: z.object({ sampleId: Id, reason: Reason }),
  output: z.object({ voidedResults: z.number(), changed: Changed, opId: Id }),
})

export const results = verb({
  name: 'laboratory.results',
  method: 'GET',
  path: '/api/results',
  title: { vi: 'Danh sách kết quả', en: 'Results' },
  personal: true,
  roles: readers,
  input: z.object({
    ...Page,
    from: Day.optional(),
    until: Day.optional(),
    value: Value.optional(),
    method: Method.optional(),
    /** `suspect`: standing positives that confirmed nothing. */
    state: z.enum(['standing', 'suspect', 'voided', 'all']).default('standing'),
    subjectId: Id.optional(),
    barcode: Barcode.optional(),
  }),
  output: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        resultId: Id,
        sampleId: Id,
        ...Person,
        barcode: z.string(),
        sampledOn: Day,
        testedAt: z.string(),
        releasedAt: z.string(),
        method: Method,
        value: Value,
        ct: z.number().nullable(),
        confirmed: z.boolean(),
        suspect: z.boolean(),
        corrects: Id.nullable(),
        voidedAt: z.string().nullable(),
        voidReason: z.string().nullable(),
      }),
    ),
  }),
})

const Step = z.object({ n: z.number(), medianHours: z.number().nullable(), p90Hours: z.number().nullable() })

export const turnaround = verb({
  name: 'laboratory.turnaround',
  method: 'GET',
  path: '/api/results/turnaround',
  title: { vi: 'Thời gian chờ theo từng bước', en: 'Turnaround by step' },
  roles: [...readers, 'auditor'],
  input: z.object({
    disease: Page.disease,
    areaId: Page.areaId,
    from: Day.optional(),
    until: Day.optional(),
    by: z.enum(['none', 'day', 'area']).default('none'),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        key: z.string(),
        label: Text,
        orderToSample: Step,
        sampleToReceived: Step,
        receivedToResult: Step,
        sampleToResult: Step,
      }),
    ),
  }),
})

export const verify = verb({
  name: 'laboratory.verify',
  method: 'GET',
  path: '/api/verify/confirmations',
  title: {
    vi: 'Dựng lại các xác định ca bệnh từ kết quả và so với bản lưu',
    en: 'Rebuild the confirmations that rest on results and compare',
  },
  roles: ['operator', 'auditor', 'administrator'],
  input: z.object({}),
  output: z.object({
    agrees: z.boolean(),
    diseases: z.array(
      z.object({
        disease: z.string(),
        /** Standing confirmations that rest on results, in the reader's area. */
        resting: z.number(),
        differences: z.array(
          z.object({ subjectId: Id, confirmationId: Id.nullable(), stored: z.boolean(), rebuilt: z.boolean() }),
        ),
      }),
    ),
  }),
})

export const problems = defineProblems({
  'order-needs-clock': {
    status: 422,
    title: {
      vi: 'Ngày {day} không có quy định về hạn lấy mẫu đang hiệu lực',
      en: 'On {day} no rule on the time to sample is in force',
    },
    hint: {
      vi: 'Ghi rõ hạn lấy mẫu rồi gửi lại; không áp dụng quy định đã hết hiệu lực.',
      en: 'State when the sample is due and send again; a rule past its end is not applied.',
    },
  },
  'laboratory-time-ahead': {
    status: 422,
    title: { vi: '{field} ({value}) ở sau thời điểm hiện tại', en: '{field} ({value}) is later than now' },
    hint: { vi: 'Kiểm tra lại ngày giờ; chưa có gì được ghi.', en: 'Check the time; nothing was written.' },
  },
  'laboratory-time-order': {
    status: 422,
    title: { vi: '{later} ({value}) trước {earlier} ({bound})', en: '{later} ({value}) is before {earlier} ({bound})' },
    hint: { vi: 'Kiểm tra lại ngày giờ; chưa có gì được ghi.', en: 'Check the time; nothing was written.' },
  },
  'order-of-another': {
    status: 422,
    title: { vi: 'Chỉ định này là của người khác hoặc bệnh khác', en: 'That order is for another person or disease' },
  },
  'order-sampled': {
    status: 409,
    title: { vi: 'Chỉ định này đã được lấy mẫu', en: 'That order was sampled already' },
    hint: {
      vi: 'Hủy mẫu cũ nếu phải lấy lại, hoặc lập chỉ định mới.',
      en: 'Void the old sample to take it again, or make a new order.',
    },
  },
  'barcode-used': {
    status: 409,
    title: { vi: 'Mã vạch {barcode} đã dùng cho một mẫu khác', en: 'The barcode {barcode} is on another sample' },
    hint: { vi: 'Dán mã mới lên ống và gửi lại.', en: 'Put a new code on the tube and send again.' },
  },
  'sample-voided': { status: 409, title: { vi: 'Mẫu này đã bị hủy: {reason}', en: 'That sample was voided: {reason}' } },
  'sample-elsewhere': {
    status: 409,
    title: { vi: 'Mẫu này đã được một phòng xét nghiệm khác nhận', en: 'Another laboratory received that sample' },
  },
  'sample-received-before': {
    status: 409,
    title: { vi: 'Mẫu này đã được nhận lúc {at}', en: 'That sample was received at {at}' },
  },
  'result-released': {
    status: 409,
    title: { vi: 'Mẫu này đã có kết quả {method}: {value}', en: 'That sample has a {method} result: {value}' },
    hint: { vi: 'Nếu kết quả sai, dùng đính chính và ghi lý do.', en: 'If it is wrong, correct it and give the reason.' },
  },
  'result-voided': {
    status: 409,
    title: { vi: 'Kết quả này đã được đính chính hoặc hủy trước đó', en: 'That result was corrected or voided before' },
  },
  'ct-without-pcr': { status: 422, title: { vi: 'Chỉ kết quả PCR có giá trị Ct', en: 'Only a PCR result has a Ct value' } },
})
