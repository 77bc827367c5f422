import type { z } from 'zod'
import { shown, shownInstant } from './figures.rules.ts'
import type { Block, Letter } from './letter/letter.rules.ts'
import type { Period } from './period.contract.ts'
import { capacityOf, inside, nameOf } from './report.letter.rules.ts'

const day = (on: string) => on.split('-').reverse().join('/')
const states = { active: 'đang hoạt động', ended: 'đã kết thúc' } as const

/** A weekly or monthly report as a letter, unsigned: figures by disease, outbreaks, notices, and what is not known. */
export function periodLetter(
  p: z.infer<typeof Period>,
  f: { drill: boolean; above: { name: string; tier: string } | null; provinceName: string },
): Letter {
  const span = `từ ngày ${day(p.from)} đến ngày ${day(p.until)}`
  const told = p.diseases.filter((d) => (d.cases ?? 0) > 0 || (d.casesThisYear ?? 0) > 0 || d.outbreaks.length > 0)
  const parts = told.flatMap((d): Block[] => {
    const units = d.units.filter((u) => (u.cases ?? 0) > 0)
    const n = d.notices
    return [
      { heading: d.name.vi },
      { text: `Mắc trong kỳ: ${shown(d.cases)}; tử vong: ${shown(d.deaths)}; mắc từ đầu năm: ${shown(d.casesThisYear)}.` },
      {
        text: n
          ? `Báo cáo ca bệnh: đúng hạn ${n.sent}, muộn ${n.sentLate}, chưa báo ${n.owed + n.late} (quá hạn ${n.late}).`
          : `Báo cáo ca bệnh: không tính thời hạn. ${d.why?.vi ?? ''}`,
      },
      ...(units.length > 0
        ? [
            {
              table: {
                head: ['Đơn vị', 'Mắc', 'Tử vong'],
                rows: units.map((u) => [u.name, shown(u.cases), u.deaths === null ? '–' : shown(u.deaths)]),
                widths: [6, 2, 2],
                figures: true,
              },
            },
          ]
        : []),
      ...(d.outbreaks.length > 0
        ? [
            {
              items: d.outbreaks.map(
                (o) =>
                  `${o.areaName}: ca đầu ${day(o.firstOn)}, ca cuối ${day(o.lastOn)}, ${o.cases} ca, ${o.state ? states[o.state] : 'chưa rõ đã kết thúc chưa'}`,
              ),
            },
          ]
        : []),
      ...(d.missing.length > 0 ? [{ text: `Chưa có: ${d.missing.map((m) => m.vi).join('; ')}.` }] : []),
    ]
  })
  const named = nameOf(p.area, { layout: 'state', ...f }, 'BC')
  return {
    ...{ layout: 'state', drill: f.drill, ...named, number: null, on: null, kind: 'BÁO CÁO', to: [] },
    subject: `Bệnh truyền nhiễm ${p.kind === 'week' ? 'tuần' : 'tháng'} ${span}`,
    body: [
      { text: `Số liệu biết đến ${shownInstant(p.cutOffAt)}${p.ended ? '' : '; kỳ báo cáo chưa hết'}.` },
      ...(parts.length > 0 ? parts : [{ text: 'Không ghi nhận ca bệnh nào trong hệ thống.' }]),
      { heading: 'Chưa có số liệu' },
      { items: p.missing.map((m) => m.vi) },
    ],
    signature: { capacity: capacityOf('state', 'TM.'), title: '', name: '' },
    recipients: [f.above ? `Ban Chỉ đạo phòng, chống dịch ${inside(f.above.name)} (báo cáo)` : 'Bộ Y tế (báo cáo)', 'Lưu: VT'],
  }
}
