/** A directive waiting to be looked through, and work under way: what the pages of Chỉ đạo show on the drill's day. Everything is made up. */
import { readFileSync } from 'node:fs'
import type { Operation } from '@phaodai/kernel/command.ts'
import type { Verb } from '@phaodai/kernel/contract.ts'
import { addBody } from '@phaodai/modules/areas/areas.commands.ts'
import { takeIn } from '@phaodai/modules/directives/directives.commands.ts'
import { acceptTask, doneTask, giveTask, progressTask } from '@phaodai/modules/directives/tasks.commands.ts'
import { formatDate } from '@phaodai/text/dates.ts'
import type { z } from 'zod'

type Run = <I extends z.ZodType, O extends z.ZodType>(operation: Operation<Verb<I, O>>, input: z.input<I>) => Promise<z.output<O>>

export interface DirectivePlan {
  province: { areaId: number; name: string }
  district: { areaId: number; fullName: string }
  commune: { areaId: number; fullName: string }
  /** The operator. */
  all: Run
  /** The province's committee. */
  committee: Run
  on: (ago: number) => string
  toDay: (ago: number) => Promise<void>
}

/** Bodies that a province's register holds; that of the department of finance is left to be added by a person. */
const bodies = [
  ['state', 'so', 'Sở Y tế'],
  ['state', 'so', 'Trung tâm Kiểm soát bệnh tật'],
  ['state', 'cong-an', 'Công an tỉnh'],
  ['state', 'ban-chi-dao', 'Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh'],
  ['party', 'ban', 'Ban Tuyên giáo Tỉnh ủy'],
  ['party', 'ban', 'Ban Dân vận Tỉnh ủy'],
  ['party', 'van-phong', 'Văn phòng Tỉnh ủy'],
  ['front', 'mat-tran', 'Ủy ban Mặt trận Tổ quốc tỉnh'],
] as const

/** The notice of the walkthrough, set in the drill's province and day. */
export function drillNotice(province: string, on: (ago: number) => string): string {
  const text = readFileSync(new URL('../../docs/directive/thong-bao-dien-tap.txt', import.meta.url), 'utf8')
  const written = Date.UTC(2021, 1, 22)
  const day = (d: string, m: string, y: string) => {
    const ago = Math.round((written - Date.UTC(Number(y), Number(m) - 1, Number(d))) / 86_400_000)
    return formatDate(on(ago))
  }
  const [d, m, y] = day('22', '02', '2021').split('/')
  return text
    .replaceAll('HẢI DƯƠNG', province.toUpperCase())
    .replaceAll('Hải Dương', province)
    .replace('ngày 22 tháng 02 năm 2021', `ngày ${d} tháng ${m} năm ${y}`)
    .replace(/(\d\d)\/(\d\d)\/(2021)/g, (_, a: string, b: string, c: string) => day(a, b, c))
}

/** Begins four days before the drill's day; ends on it. */
export async function foundDirective({ province, district, commune, all, committee, on, toDay }: DirectivePlan): Promise<void> {
  await toDay(4)
  for (const [side, kind, name] of bodies) await all(addBody, { areaId: province.areaId, side, kind, name })
  const label = { kind: 'briefing' as const, label: `Kết luận giao ban ngày ${formatDate(on(4))}` }
  const give = (areaId: number, words: string, more: object = {}) =>
    committee(giveTask, { areaId, words, source: label, ...more })
  const late = await give(district.areaId, 'Lập danh sách công nhân ở trọ của từng nhà máy, gửi CDC tỉnh', {
    dueOn: on(2),
    responsible: `Chủ tịch UBND ${district.fullName}`,
    product: 'danh sách',
  })
  const soon = await give(district.areaId, 'Dựng thêm hai điểm lấy mẫu ở các xã có F0', {
    dueOn: on(-1),
    product: 'hai điểm lấy mẫu',
  })
  const done = await give(district.areaId, 'Công bố số điện thoại đường dây nóng ở mọi thôn', { dueOn: on(1) })
  await give(district.areaId, 'Mọi F0, F1 trên địa bàn có quyết định cách ly', { measure: 'orders-issued', dueOn: on(-3) })
  await give(commune.areaId, 'Mọi tổ Covid cộng đồng hỏi đủ hai buổi mỗi ngày', { measure: 'teams-reported', perDay: 1 })
  await toDay(3)
  for (const { taskId } of [late, soon, done]) await all(acceptTask, { taskId })
  await all(progressTask, { taskId: late.taskId, percent: 40, words: 'Đã có danh sách của ba trong bảy nhà máy' })
  await toDay(1)
  await all(doneTask, { taskId: done.taskId, words: 'Đã dán số điện thoại ở nhà văn hóa các thôn' })
  await toDay(0)
  const bytes = new TextEncoder().encode(drillNotice(province.name, on))
  await committee(takeIn, { fileName: 'thong-bao-dien-tap.txt', bytes })
}
