import { verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { deciders, Id, PersonBrief, Reason, WordsOut } from './people.contract.ts'

export const problems = defineProblems({
  'people-same-record': { status: 400, title: { vi: 'Hai mã là một hồ sơ', en: 'The two ids are one record' } },
  'people-already-same': {
    status: 409,
    title: { vi: 'Hai hồ sơ này đã được gộp', en: 'These two records are already merged' },
    hint: { vi: 'Muốn tách, hãy bỏ lần gộp trước.', en: 'To part them, undo the earlier merge.' },
  },
  'people-different-id': {
    status: 409,
    title: { vi: 'Hai số CCCD khác nhau: không thể là một người', en: 'Two different CCCD numbers: they cannot be one person' },
    hint: {
      vi: 'Nếu một số bị ghi sai, hãy sửa số trước rồi quyết định lại.',
      en: 'If one number is wrong, mend it first, then decide again.',
    },
  },
  'people-said-different': {
    status: 409,
    title: {
      vi: 'Trong các hồ sơ đã gộp có hai hồ sơ được xác nhận là hai người',
      en: 'Among the merged records two were said to be different people',
    },
    hint: { vi: 'Xem lại cặp hồ sơ được nêu trước khi gộp.', en: 'Look at the pair named before merging.' },
  },
})

export const duplicates = verb({
  name: 'people.duplicates',
  method: 'GET',
  path: '/api/duplicates',
  title: { vi: 'Hồ sơ có thể trùng', en: 'Possible duplicates' },
  roles: deciders,
  personal: true,
  input: z.object({
    /** Of one person; else of an area (default: the post's own). */
    subjectId: Id.optional(),
    areaId: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    proposals: z.array(
      z.object({
        a: PersonBrief,
        b: PersonBrief,
        strength: z.enum(['weak', 'strong']),
        score: z.int(),
        reasons: z.array(WordsOut),
      }),
    ),
  }),
})

export const decideDuplicate = verb({
  name: 'people.decide-duplicate',
  method: 'POST',
  path: '/api/duplicates/decisions',
  title: { vi: 'Quyết định hai hồ sơ là một hay hai người', en: 'Decide whether two records are one person' },
  roles: deciders,
  input: z.object({ aSubjectId: Id, bSubjectId: Id, decision: z.enum(['same', 'different']), reason: Reason }),
  output: z.object({ decision: z.enum(['same', 'different']), mergeId: Id.nullable(), canonicalId: Id.nullable() }),
})

export const unmerge = verb({
  name: 'people.unmerge',
  method: 'POST',
  path: '/api/merges/:mergeId/undo',
  title: { vi: 'Bỏ gộp hồ sơ', en: 'Undo a merge' },
  roles: deciders,
  input: z.object({ mergeId: Id, reason: Reason }),
  output: z.object({ mergeId: Id, subjectIds: z.array(Id) }),
})
