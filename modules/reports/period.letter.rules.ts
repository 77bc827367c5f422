import { shown, shownInstant } from './figures.rules.ts'
import type { Block, Letter } from './letter/letter.rules.ts'
import type { PeriodDisease } from './period.contract.ts'
import { isTold, type PeriodChange, type PeriodKind } from './period.rules.ts'
import { capacityOf, inside, nameOf, numberOf } from './report.letter.rules.ts'
import type { Head } from './reports.contract.ts'
import { heldAgainstOlderWords } from './undated.rules.ts'

const day = (on: string) => on.split('-').reverse().join('/')
const states = { active: 'đang hoạt động', ended: 'đã kết thúc' } as const

export const outbreakState = (state: 'active' | 'ended' | null): string => (state ? states[state] : 'chưa rõ đã kết thúc chưa')

/** A side of a change in words: a number, a day, a state; a dash where there was nothing. */
export function changedText({ key }: Pick<PeriodChange, 'key'>, side: PeriodChange['was']): string {
  if (key.endsWith('.state')) return side === null ? '–' : (states[side as keyof typeof states] ?? String(side))
  return side === null
    ? /\.outbreaks\.|\.units\./.test(key)
      ? '–'
      : shown(null)
    : typeof side === 'number'
      ? shown(side)
      : day(side)
}

/** What is put on paper: the draft of a period as known now, or what was frozen. */
export interface PeriodPaper {
  kind: PeriodKind
  from: string
  until: string
  ended: boolean
  knownAt: string
  area: { areaId: number; name: string; tier: string }
  diseases: readonly PeriodDisease[]
  missing: readonly { vi: string }[]
  /** Null: a draft, whose figures still move. */
  frozen: {
    correction: number
    reason: string | null
    changed: readonly PeriodChange[]
    againstOlder: boolean
    signature: Head['signature']
  } | null
}

const undatedPart = (n: number | null | undefined) => (n ? ` (trong đó ${n} không rõ ngày, tính theo ngày ghi nhận)` : '')

/** A weekly or monthly report as a letter: figures by disease, outbreaks, notices, what was corrected, and what is not known. */
export function periodLetter(
  p: PeriodPaper,
  f: { drill: boolean; above: { name: string; tier: string } | null; provinceName: string },
): Letter {
  const span = `từ ngày ${day(p.from)} đến ngày ${day(p.until)}`
  const told = p.diseases.filter((d) => isTold(d) || d.outbreaks.length > 0)
  const parts = told.flatMap((d): Block[] => {
    const units = d.units.filter((u) => (u.cases ?? 0) > 0)
    const n = d.notices
    return [
      { heading: d.name.vi },
      {
        text: `Mắc trong kỳ: ${shown(d.cases)}; tử vong: ${shown(d.deaths)}${undatedPart(d.deathsUndated)}; mắc từ đầu năm: ${shown(d.casesThisYear)}.`,
      },
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
                  `${o.areaName}: ca đầu ${day(o.firstOn)}, ca cuối ${day(o.lastOn)}, ${o.cases} ca, ${outbreakState(o.state)}`,
              ),
            },
          ]
        : []),
      ...(d.missing.length > 0 ? [{ text: `Chưa có: ${d.missing.map((m) => m.vi).join('; ')}.` }] : []),
    ]
  })
  const named = nameOf(p.area, { layout: 'state', ...f }, 'BC')
  const { frozen } = p
  const signature = frozen?.signature ?? null
  const correction = frozen?.correction ?? 0
  const subject = `ệnh truyền nhiễm ${p.kind === 'week' ? 'tuần' : 'tháng'} ${span}`
  const opening = frozen
    ? `Số liệu chốt đến ${shownInstant(p.knownAt)}.`
    : `Bản nháp, chưa chốt: số liệu biết đến ${shownInstant(p.knownAt)}${p.ended ? '' : '; kỳ báo cáo chưa hết'}.`
  const changes = (frozen?.changed ?? []).map(
    (c) => `${c.label.vi}: đã báo cáo ${changedText(c, c.was)}, nay là ${changedText(c, c.now)}`,
  )
  return {
    ...{ layout: 'state', drill: f.drill, ...named, kind: 'BÁO CÁO', to: [] },
    number: signature ? numberOf('state', signature.documentNo, named.symbol) : null,
    on: signature?.signedOn ?? null,
    subject: correction > 0 ? `Đính chính lần ${correction} báo cáo b${subject}` : `B${subject}`,
    body: [
      { text: opening },
      ...(correction > 0 && frozen?.reason ? [{ text: `Lý do đính chính: ${frozen.reason}.` }] : []),
      ...(parts.length > 0 ? parts : [{ text: 'Không ghi nhận ca bệnh nào trong hệ thống.' }]),
      ...(changes.length > 0
        ? [
            { heading: correction > 0 ? 'Số liệu được đính chính' : 'Số liệu kỳ trước nay đã khác' },
            { items: changes },
            ...(frozen?.againstOlder ? [{ text: heldAgainstOlderWords.vi }] : []),
          ]
        : []),
      { heading: 'Chưa có số liệu' },
      { items: p.missing.map((m) => m.vi) },
    ],
    signature: {
      capacity: capacityOf('state', signature?.capacity ?? 'TM.'),
      title: signature?.title.toLocaleUpperCase('vi') ?? '',
      name: signature?.signer ?? '',
    },
    recipients: [f.above ? `Ban Chỉ đạo phòng, chống dịch ${inside(f.above.name)} (báo cáo)` : 'Bộ Y tế (báo cáo)', 'Lưu: VT'],
  }
}
