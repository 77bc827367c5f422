import { verb } from '@phaodai/kernel/contract.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { sourceKinds } from '../tracing/sources/stay.ts'
import { importers } from './imports.contract.ts'

const YesNo = z.enum(['true', 'false']).default('false')

export const startStays = verb({
  name: 'imports.start-stays',
  method: 'POST',
  path: '/api/imports/stays',
  title: {
    vi: 'Nhập danh sách có mặt từ tệp: ca làm, lớp, phòng, xe, chốt, địa điểm, lịch trình',
    en: 'Import a list of stays: rosters, classes, rooms, vehicles, checkpoints, venues, itineraries',
  },
  roles: importers,
  upload: true,
  input: z.object({
    bytes: z.instanceof(Uint8Array),
    fileName: z.string().trim().min(1).max(255),
    /** What kind of list it is. */
    source: z.enum(sourceKinds),
    /** JSON text: which column holds which field, and "dateOrder". Left out: that chosen last time for these headings, else by their names. */
    mapping: z.string().max(20_000).optional(),
    /** 'true': who is not on record is registered where the row says enough. */
    register: YesNo,
    dryRun: YesNo,
  }),
  output: z.object({ jobId: z.uuid(), total: z.int(), mapping: z.record(z.string(), z.string().nullable()) }),
})

export const problems = defineProblems({
  'stays-columns': {
    status: 422,
    title: { vi: 'Tệp thiếu cột: {vi}', en: 'The file lacks columns: {en}' },
    hint: {
      vi: 'Nêu cột trong bảng ghép cột. Các cột hiện có: {columns}. Chưa có gì được ghi.',
      en: 'Name the column in the mapping. The columns there are: {columns}. Nothing was written.',
    },
  },
})
