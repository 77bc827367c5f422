import type { task } from '@phaodai/modules/directives/tasks.reads.ts'
import { writtenDown } from '@phaodai/modules/directives/tasks.rules.ts'
import { shownDay, shownTime } from './flags.ts'
import { dueText, taskStates } from './task-text.ts'

/** Whole hours, or days from two on. */
export function duration(since: string, now: string): string {
  const hours = Math.floor((Date.parse(now) - Date.parse(since)) / 3_600_000)
  return hours < 48 ? `${hours} giờ` : `${Math.floor(hours / 24)} ngày`
}

const acts = {
  accepted: 'nhận',
  refused: 'không nhận',
  progress: 'báo tiến độ',
  done: 'báo xong',
  checked: 'nghiệm thu',
  reopened: 'yêu cầu làm lại',
  withdrawn: 'rút',
  'due-changed': 'đổi hạn',
}

type Coverage = NonNullable<Awaited<ReturnType<typeof task.handle>>['coverage']>
/** Communes give nothing on. */
const passesOn = (c: Coverage): boolean => c.tier === 'district'
function belowText(c: Coverage): string {
  const unit = passesOn(c) ? 'huyện' : 'xã'
  const on = passesOn(c) ? `, ${c.derived}/${c.units} đã giao tiếp` : ''
  return `Cấp dưới: ${c.have}/${c.units} ${unit} đã có nhiệm vụ${on}, ${c.closed}/${c.units} đã nghiệm thu`
}

/** One task for a terminal: the five "rõ", then what was done, then those below. */
export function shown(t: Awaited<ReturnType<typeof task.handle>>): string {
  const c = t.coverage
  const names = (list: readonly { name: string }[]) => list.map((u) => u.name).join(', ')
  const turn = t.turns.at(-1)
  return [
    t.words,
    `Rõ người: ${t.bodyName ?? t.assignee}`,
    `Rõ thời gian: ${dueText(t) || 'chưa nêu'}, từ ${shownDay(t.startsOn)}`,
    `Rõ trách nhiệm: ${t.responsible ?? 'chưa nêu'}`,
    `Rõ kết quả: ${t.product ?? 'chưa nêu'}`,
    `Nơi giao: ${t.fromName}${t.sourceLabel ? `, ${t.sourceLabel}` : ''}`,
    `Tình trạng: ${taskStates[t.state]}${t.lateSince ? `, QUÁ HẠN từ ${shownTime(t.lateSince)}` : ''}`,
    ...(turn ? [`Kỳ này: ${turn.have}/${turn.need} báo cáo`] : []),
    ...(c ? [belowText(c)] : []),
    ...(c && c.missing.length > 0 ? [`Chưa có: ${names(c.missing)}`] : []),
    ...t.plans.map(
      (p) =>
        `Kế hoạch: ${p.name}, ${p.state === 'issued' ? `${p.closed}/${p.given} phần việc đã nghiệm thu${p.late > 0 ? `, ${p.late} QUÁ HẠN` : ''}` : 'đang soát, chưa giao cho ai'}`,
    ),
    ...(c && passesOn(c) && c.notDerived.length > 0 ? [`Chưa giao tiếp: ${names(c.notDerived)}`] : []),
    ...t.acts.map((a) => {
      const more = [
        a.percent !== null && `${a.percent} %`,
        a.figure !== null && `${a.figure} ${a.unit ?? ''}`.trim(),
        a.responsible,
        a.words,
      ]
      const written = writtenDown(a)
      const when = written ? `${shownTime(written)} (nhận ${shownTime(a.at)})` : shownTime(a.at)
      return `  ${when}  ${acts[a.kind]}${more.some(Boolean) ? `: ${more.filter(Boolean).join('; ')}` : ''}`
    }),
    ...(t.evidence.length > 0
      ? [`Minh chứng: ${t.evidence.map((e) => e.name ?? `${e.figure} ${e.unit ?? ''}`.trim()).join(', ')}`]
      : []),
  ].join('\n')
}
