import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { Version } from './conclusion.contract.ts'
import { AreaId, Day, Disease, Id, Instant, Reason, readers, Text, writers } from './reports.contract.ts'

const Short = z.string().trim().min(1).max(300)
export const Item = z.object({
  key: z.string().max(60),
  /** What to talk about. */
  topic: Text,
  /** The figures that bring it up. */
  why: Text,
  /** The screen that lists them; null where a person added it. */
  href: z.string().max(300).nullable(),
  /** Each figure with the list that is exactly its rows. */
  lists: z.array(z.object({ n: z.number(), words: Text, href: z.string().max(300) })).default([]),
})
export type Item = z.infer<typeof Item>

export const agenda = verb({
  name: 'reports.agenda',
  method: 'GET',
  path: '/api/briefings/agenda',
  title: { vi: 'Đề xuất nội dung giao ban', en: 'Proposed agenda of a briefing' },
  roles: writers,
  input: z.object({ disease: Disease, areaId: AreaId.optional() }),
  output: z.object({ day: Day, items: z.array(Item) }),
})

export const openBriefing = verb({
  name: 'reports.open-briefing',
  method: 'POST',
  path: '/api/briefings',
  title: { vi: 'Mở giao ban', en: 'Open a briefing' },
  roles: writers,
  input: z.object({
    disease: Disease,
    /** Default: the post's own. */
    areaId: AreaId.optional(),
    chair: z.string().trim().min(3).max(120),
    chairTitle: z.string().trim().min(2).max(160),
    /** Who took part, as bodies and offices. */
    attended: z.string().trim().min(2).max(2000),
    agenda: z.array(Item).max(40),
    /** The frozen report that it speaks of. */
    reportId: Id.nullish(),
  }),
  output: z.object({ briefingId: Id }),
})

export const decide = verb({
  name: 'reports.decide',
  method: 'POST',
  path: '/api/briefings/:briefingId/decisions',
  title: { vi: 'Ghi một kết luận của giao ban', en: 'Record a decision of a briefing' },
  roles: writers,
  input: z.object({
    briefingId: Id,
    topic: Short.nullish(),
    words: z.string().trim().min(3).max(4000),
    /** Who is to do it, as the conclusion writes it. */
    assignee: Short.nullish(),
    /** The unit whose committee gets it as a task; or a body. Without either it stays a conclusion. */
    areaId: z.int().positive().nullish(),
    bodyId: z.int().positive().nullish(),
    dueOn: Day.nullish(),
    product: Short.nullish(),
  }),
  output: z.object({ decisionId: Id, taskId: Id.nullable() }),
})

export const voidDecision = verb({
  name: 'reports.void-decision',
  method: 'POST',
  path: '/api/briefings/decisions/:decisionId/void',
  title: { vi: 'Hủy một kết luận ghi nhầm', en: 'Void a decision' },
  roles: writers,
  input: z.object({ decisionId: Id, reason: Reason }),
  output: z.object({ voidedAt: Instant }),
})

export const closeBriefing = verb({
  name: 'reports.close-briefing',
  method: 'POST',
  path: '/api/briefings/:briefingId/close',
  title: { vi: 'Kết thúc giao ban', en: 'Close a briefing' },
  roles: writers,
  input: z.object({ briefingId: Id }),
  output: z.object({ closedAt: Instant }),
})

const Head = z.object({
  briefingId: Id,
  areaId: z.number(),
  areaName: z.string(),
  day: Day,
  chair: z.string(),
  chairTitle: z.string(),
  decisions: z.number(),
  closedAt: Instant.nullable(),
})
export const briefings = verb({
  name: 'reports.briefings',
  method: 'GET',
  path: '/api/briefings',
  title: { vi: 'Giao ban', en: 'Briefings' },
  roles: readers,
  input: z.object({ disease: Disease, areaId: AreaId.optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
  output: z.object({ rows: z.array(Head) }),
})

export const briefing = verb({
  name: 'reports.briefing',
  method: 'GET',
  path: '/api/briefings/:briefingId',
  title: { vi: 'Một buổi giao ban', en: 'A briefing' },
  roles: readers,
  input: z.object({ briefingId: Id }),
  output: Head.extend({
    attended: z.string(),
    agenda: z.array(Item),
    reportId: Id.nullable(),
    /** Versions of its notice of conclusions; the last one without a signature is being corrected. */
    versions: z.array(Version),
    rows: z.array(
      z.object({
        decisionId: Id,
        place: z.number(),
        topic: z.string().nullable(),
        words: z.string(),
        assignee: z.string().nullable(),
        dueOn: Day.nullable(),
        product: z.string().nullable(),
        taskId: Id.nullable(),
        voided: z.string().nullable(),
      }),
    ),
  }),
})

export const conclusion = verb({
  name: 'reports.conclusion',
  method: 'GET',
  path: '/api/briefings/:briefingId/document',
  title: { vi: 'Thông báo kết luận giao ban', en: 'The conclusions of a briefing as a document' },
  roles: readers,
  file: true,
  input: z.object({
    briefingId: Id,
    /** As it was signed; default: the draft where one is open, else the last signed. */
    version: z.coerce.number().int().min(1).optional(),
    format: z.enum(['docx', 'pdf']).default('docx'),
    layout: z.enum(['state', 'party']).default('state'),
  }),
  output: z.any(),
})
