import { epidemiology, verb } from '@phaodai/kernel/contract.ts'
import { Day } from '@phaodai/kernel/days.ts'
import { defineProblems } from '@phaodai/kernel/problem.ts'
import { z } from 'zod'
import { PlaceKind } from './tracing.contract.ts'

const Id = z.uuid()
const Disease = z.string().min(1).max(40)
/** Local time of day, 00:00 to 24:00. */
const Clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)
const Changed = z.array(z.object({ subjectId: Id, from: z.string().nullable(), to: z.string().nullable() }))

export const addRoster = verb({
  name: 'tracing.add-roster',
  method: 'POST',
  path: '/api/people/:subjectId/roster',
  title: { vi: 'Ghi ca làm, buổi học của một người trong nhiều ngày', en: "Record a person's shifts or classes over some days" },
  roles: epidemiology,
  input: z.object({
    subjectId: Id,
    disease: Disease,
    /** The factory or the school; its line or class is `space`. */
    placeId: Id,
    space: z.string().trim().min(1).max(100).nullish(),
    seatRow: z.number().int().min(0).max(1000).nullish(),
    fromOn: Day,
    untilOn: Day,
    /** 1 Monday to 7 Sunday; left out: every day. */
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
    /** One that ends at or before it begins goes on past midnight. */
    start: Clock,
    end: Clock,
    masked: z.boolean().nullish(),
    source: z.string().trim().min(1).max(80).default('bảng phân ca'),
  }),
  /** `added`: stays that were not on record; one entered twice is one. */
  output: z.object({ days: z.int(), added: z.int(), changed: Changed }),
})

export const members = verb({
  name: 'tracing.members',
  method: 'GET',
  path: '/api/places/:placeId/members',
  title: { vi: 'Ai lẽ ra có mặt ở ca, lớp, phòng trong một ngày', en: 'Who should have been at a shift, class or room on a day' },
  personal: true,
  roles: epidemiology,
  input: z.object({
    placeId: Id,
    on: Day,
    /** One line, class or room; left out: all. */
    space: z.string().trim().min(1).max(100).optional(),
    disease: Disease.default('covid19'),
  }),
  output: z.object({
    /** Those whose shift or stay reaches into that day, as the lists and entries have it. */
    rows: z.array(
      z.object({
        subjectId: Id,
        code: z.string(),
        name: z.string(),
        visitId: Id,
        space: z.string().nullable(),
        seatRow: z.number().nullable(),
        fromAt: z.string(),
        toAt: z.string(),
        source: z.string(),
        level: z.string().nullable(),
      }),
    ),
    /** People of other areas: how many, never who. */
    elsewhere: z.int(),
  }),
})

export const voidVisit = verb({
  name: 'tracing.void-visit',
  method: 'POST',
  path: '/api/people/:subjectId/visits/:visitId/void',
  title: { vi: 'Hủy một lần có mặt ghi sai', en: 'Void a stay recorded in error' },
  roles: epidemiology,
  input: z.object({ subjectId: Id, visitId: Id, disease: Disease.default('covid19'), reason: z.string().trim().min(5).max(500) }),
  /** `voided`: parts of the one stay, where it was longer than 14 hours. */
  output: z.object({ voided: z.int(), changed: Changed }),
})

export const editPlace = verb({
  name: 'tracing.edit-place',
  method: 'POST',
  path: '/api/places/:placeId',
  title: { vi: 'Sửa một nơi: loại nơi, không gian kín, tên, địa chỉ', en: 'Mend a place: kind, closed space, name, address' },
  roles: epidemiology,
  input: z.object({
    placeId: Id,
    disease: Disease.default('covid19'),
    kind: PlaceKind.optional(),
    /** Null: not known. */
    closedSpace: z.boolean().nullable().optional(),
    name: z.string().trim().min(2).max(200).optional(),
    address: z.string().trim().max(300).nullable().optional(),
    reason: z.string().trim().min(5).max(500),
  }),
  output: z.object({ changed: Changed }),
})

export const problems = defineProblems({
  'roster-hours': {
    status: 422,
    title: { vi: 'Giờ kết thúc trùng giờ bắt đầu', en: 'The end is the start' },
    hint: {
      vi: 'Ca 24 giờ thì ghi thành hai ca; chưa có gì được ghi.',
      en: 'Record 24 hours as two shifts; nothing was written.',
    },
  },
  'roster-days': {
    status: 422,
    title: {
      vi: 'Không có ngày nào từ {fromOn} đến {untilOn} để ghi',
      en: 'There is no day from {fromOn} to {untilOn} to record',
    },
    hint: {
      vi: 'Ngày phải từ hôm nay trở về trước, mỗi lần tối đa 200 ngày; chưa có gì được ghi.',
      en: 'Days are today or earlier, 200 at most at once; nothing was written.',
    },
  },
  'visit-of-form': {
    status: 409,
    title: { vi: 'Lần có mặt này theo phiếu điều tra', en: 'This stay follows the investigation form' },
    hint: {
      vi: 'Sửa hoặc bỏ mốc dịch tễ trong phiếu; chưa có gì được ghi.',
      en: 'Change or remove the milestone in the form; nothing was written.',
    },
  },
})
