import { verb } from '@phaodai/kernel/contract.ts'
import { Instant as SaidAt } from '@phaodai/kernel/days.ts'
import { z } from 'zod'
import { AreaId, Day, Id, Instant, Reason, readers, writers } from './reports.contract.ts'
import { textKinds } from './texts.rules.ts'

export const channels = ['loudspeaker', 'sms', 'zalo', 'website', 'television', 'newspaper', 'notice-board', 'other'] as const
const Channel = z.enum(channels)
const Published = z.object({ channel: Channel, place: z.string().nullable(), publishedAt: Instant })
const Body = z.string().trim().min(3).max(20_000)

export const document = verb({
  name: 'reports.document',
  method: 'GET',
  path: '/api/reports/:reportId/document',
  title: { vi: 'Tải báo cáo theo thể thức văn bản', en: 'The report as an official document' },
  roles: readers,
  file: true,
  input: z.object({
    reportId: Id,
    format: z.enum(['docx', 'pdf', 'xlsx']).default('docx'),
    /** NĐ 30 of the state, or HD 36 of the Party. */
    layout: z.enum(['state', 'party']).default('state'),
  }),
  output: z.any(),
})

export const texts = verb({
  name: 'reports.texts',
  method: 'GET',
  path: '/api/reports/:reportId/texts',
  title: {
    vi: 'Bản tin, thông cáo, bài loa, tin nhắn từ một báo cáo',
    en: 'Bulletin, press release, loudspeaker and SMS of a report',
  },
  roles: readers,
  input: z.object({ reportId: Id }),
  output: z.object({
    rows: z.array(
      z.object({
        kind: z.enum(textKinds),
        /** As proposed from the frozen figures; null where nothing is proposed. */
        draft: z.string().nullable(),
        /** The last version that a person wrote. */
        textId: Id.nullable(),
        version: z.number(),
        body: z.string().nullable(),
        writtenAt: Instant.nullable(),
        /** Messages that it takes as SMS. */
        messages: z.number(),
        published: z.array(Published),
      }),
    ),
  }),
})

export const writeText = verb({
  name: 'reports.write-text',
  method: 'POST',
  path: '/api/reports/:reportId/texts',
  title: { vi: 'Ghi bài viết từ một báo cáo', en: 'Write a text of a report' },
  roles: writers,
  input: z.object({ reportId: Id, kind: z.enum(textKinds), body: Body }),
  output: z.object({ textId: Id, version: z.number() }),
})

export const publish = verb({
  name: 'reports.publish',
  method: 'POST',
  path: '/api/publications',
  title: { vi: 'Ghi nơi, giờ đã đăng hoặc phát', en: 'Record where and when it was published' },
  roles: writers,
  input: z
    .object({
      textId: Id.nullish(),
      answerId: Id.nullish(),
      channel: Channel,
      place: z.string().trim().max(200).nullish(),
      /** Default: now. */
      publishedAt: SaidAt.nullish(),
    })
    .refine((v) => Boolean(v.textId) !== Boolean(v.answerId), {
      path: ['textId'],
      message: 'textId hoặc answerId (one of them)',
    }),
  output: z.object({ publicationId: Id }),
})

const verdicts = ['true', 'false', 'partly', 'unknown'] as const
export const recordRumour = verb({
  name: 'reports.record-rumour',
  method: 'POST',
  path: '/api/rumours',
  title: { vi: 'Ghi tin đồn', en: 'Record a rumour' },
  roles: writers,
  input: z.object({
    rumourId: Id.optional(),
    /** Default: the post's own. */
    areaId: AreaId.optional(),
    heardWhere: z.string().trim().min(2).max(200),
    heardAt: SaidAt.nullish(),
    /** What is said, without names. */
    content: z.string().trim().min(5).max(2000),
  }),
  output: z.object({ rumourId: Id }),
})

export const answerRumour = verb({
  name: 'reports.answer-rumour',
  method: 'POST',
  path: '/api/rumours/:rumourId/answer',
  title: { vi: 'Trả lời tin đồn', en: 'Answer a rumour' },
  roles: writers,
  input: z.object({
    rumourId: Id,
    verdict: z.enum(verdicts),
    answer: z.string().trim().min(5).max(4000),
    /** The office that answers. */
    answeredBy: z.string().trim().min(2).max(200),
  }),
  output: z.object({ answerId: Id }),
})

export const voidRumour = verb({
  name: 'reports.void-rumour',
  method: 'POST',
  path: '/api/rumours/:rumourId/void',
  title: { vi: 'Hủy tin đồn ghi nhầm', en: 'Void a rumour' },
  roles: writers,
  input: z.object({ rumourId: Id, reason: Reason }),
  output: z.object({ voidedAt: Instant }),
})

export const rumours = verb({
  name: 'reports.rumours',
  method: 'GET',
  path: '/api/rumours',
  title: { vi: 'Sổ tin đồn', en: 'Rumour log' },
  roles: readers,
  input: z.object({
    areaId: AreaId.optional(),
    state: z.enum(['open', 'answered', 'published', 'all']).default('all'),
    from: Day.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(300),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        rumourId: Id,
        areaName: z.string(),
        heardAt: Instant,
        heardWhere: z.string(),
        content: z.string(),
        /** From the rows: no answer yet; answered; published. */
        state: z.enum(['open', 'answered', 'published']),
        answer: z
          .object({ answerId: Id, verdict: z.enum(verdicts), answer: z.string(), answeredBy: z.string(), answeredAt: Instant })
          .nullable(),
        published: z.array(Published),
      }),
    ),
  }),
})
