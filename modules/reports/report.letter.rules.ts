import { type Group, groups, shown, shownInstant } from './figures.rules.ts'
import type { Block, Letter } from './letter/letter.rules.ts'
import type { Body, Figure } from './reports.contract.ts'
import { heldAgainstOlderWords, undatedWords } from './undated.rules.ts'

export interface LetterFacts {
  layout: Letter['layout']
  drill: boolean
  body: Body
  disease: string
  day: string
  knownAt: string
  cutOff: { source: { vi: string }; confirmed: boolean }
  correction: number
  reason: string | null
  signature: { documentNo: number; signer: string; title: string; capacity: string; signedOn: string } | null
  remarks: string | null
  /** The unit above, in whose name the header begins; null for the province. */
  above: { name: string; tier: string } | null
  provinceName: string
}

/** 'Huyện Kim Thành' inside a sentence: huyện Kim Thành. */
export const inside = (name: string): string => name.replace(/^\p{L}/u, (c) => c.toLocaleLowerCase('vi'))
const caps = (text: string) => text.toLocaleUpperCase('vi')
/** Ủy ban nhân dân of the state; the committee of the Party by its tier. */
const partyName = (name: string, tier: string) =>
  tier === 'province'
    ? caps(name.replace(/^(Tỉnh|Thành phố) /u, (_, kind: string) => (kind === 'Tỉnh' ? 'Tỉnh ủy ' : 'Thành ủy ')))
    : tier === 'district'
      ? caps(
          name.replace(
            /^(Huyện|Thị xã|Thành phố|Quận) /u,
            (_, kind: string) => `${{ Huyện: 'Huyện', 'Thị xã': 'Thị', Quận: 'Quận' }[kind] ?? 'Thành'} ủy `,
          ),
        )
      : caps(`Đảng ủy ${name}`)
const symbols = { province: 'BC/TU', district: 'BC/HU', commune: 'BC/ĐU' } as Record<string, string>

/** Header, number and signature in the name of a unit, whatever the letter says. */
export function nameOf(
  area: { name: string; tier: string },
  f: Pick<LetterFacts, 'layout' | 'above' | 'provinceName'>,
  kind: 'BC' | 'TB',
) {
  const party = f.layout === 'party'
  return {
    issuerAbove: party ? f.above && partyName(f.above.name, f.above.tier) : caps(`Ủy ban nhân dân ${area.name}`),
    issuer: party ? partyName(area.name, area.tier) : 'BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH',
    symbol: party ? (symbols[area.tier] ?? 'BC/ĐU').replace('BC', kind) : `${kind}-BCĐ`,
    place:
      area.tier === 'province' ? f.provinceName : area.name.replace(/^(Huyện|Thị xã|Thành phố|Quận|Xã|Phường|Thị trấn) /u, ''),
  }
}

/** What the signer signs as: TM. of the state is T/M of the Party. */
export function capacityOf(layout: Letter['layout'], capacity: string): string {
  if (capacity === '') return ''
  const whole = layout === 'party' ? 'BAN THƯỜNG VỤ' : 'BAN CHỈ ĐẠO'
  const head = layout === 'party' ? 'BÍ THƯ' : 'TRƯỞNG BAN'
  const mark = layout === 'party' ? { 'TM.': 'T/M', 'KT.': 'K/T', 'TL.': 'T/L', 'TUQ.': 'T/UQ' }[capacity] : capacity
  return `${mark ?? capacity} ${capacity === 'TM.' ? whole : head}`
}

const titles: Record<Exclude<Group, 'elsewhere'>, string> = {
  f0: 'Ca bệnh (F0)',
  f1: 'Người tiếp xúc gần (F1)',
  f2: 'F2',
  held: 'Cách ly',
  samples: 'Xét nghiệm',
  teams: 'Tổ Covid cộng đồng',
  doors: 'Hỏi hộ, biến động dân cư',
  fines: 'Xử phạt vi phạm',
}

/** Change since the day before: "+3", "-1", "0"; a dash where either is not known. */
export const changeText = (f: Pick<Figure, 'value' | 'before'>): string => {
  if (f.value === null || f.before === null) return '–'
  const by = f.value - f.before
  return by > 0 ? `+${shown(by)}` : by < 0 ? `-${shown(-by)}` : '0'
}

const columns = ['f0.new', 'f0.total', 'f0.active', 'f1.current', 'f2.current', 'samples.new', 'samples.pending'] as const

/** The report as a letter: its figures by parts with the day before, what is not known, what was corrected, a table by unit. */
export function reportLetter(f: LetterFacts, groupOf: (key: string) => Group | undefined): Letter {
  const { body } = f
  const day = f.day.split('-').reverse().join('/')
  const known = body.figures.filter((x) => x.value !== null)
  const parts = groups.flatMap((group): Block[] => {
    const own = known.filter((x) => groupOf(x.key) === group)
    if (group === 'elsewhere' || own.length === 0) return []
    const rows = own.map((x) => [x.label.vi, shown(x.value), x.unit.vi, changeText(x)])
    return [
      { heading: titles[group] },
      { table: { head: ['Chỉ tiêu', 'Số liệu', 'Đơn vị tính', 'So hôm trước'], rows, widths: [6, 2, 2, 2], figures: true } },
    ]
  })
  const numbered = parts.map((b, i) =>
    'heading' in b ? { heading: `${parts.slice(0, i + 1).filter((x) => 'heading' in x).length}. ${b.heading}` } : b,
  )
  let next = numbered.filter((b) => 'heading' in b).length
  const section = (title: string, blocks: Block[]): Block[] => [{ heading: `${++next}. ${title}` }, ...blocks]
  const without = body.figures.filter((x) => x.value === null).map((x) => x.label.vi)
  const changes = body.changed.map((c) => `${c.label.vi}: đã báo cáo ${shown(c.was)}, nay là ${shown(c.now)}`)
  const unitHeads = columns.map((key) => body.figures.find((x) => x.key === key)?.label.vi ?? key)
  const unsure = f.cutOff.confirmed ? '' : ' (giờ chốt chưa có văn bản quy định)'
  return {
    ...{ layout: f.layout, drill: f.drill, ...nameOf({ name: body.area.name, tier: body.area.tier }, f, 'BC') },
    number: f.signature
      ? numberOf(f.layout, f.signature.documentNo, nameOf({ name: body.area.name, tier: body.area.tier }, f, 'BC').symbol)
      : null,
    on: f.signature?.signedOn ?? null,
    kind: 'BÁO CÁO',
    subject:
      f.correction > 0
        ? `Đính chính lần ${f.correction} báo cáo nhanh tình hình, kết quả phòng, chống dịch ${f.disease} ngày ${day}`
        : `Nhanh tình hình, kết quả phòng, chống dịch ${f.disease} ngày ${day}`,
    to: [],
    body: [
      {
        text: `Số liệu chốt đến ${shownInstant(f.knownAt)}${unsure}; “mới” và “kết thúc” tính từ giờ chốt hôm trước.${body.undated ? ` ${undatedWords.vi}` : ''}`,
      },
      ...(f.correction > 0 && f.reason ? [{ text: `Lý do đính chính: ${f.reason}.` }] : []),
      ...numbered,
      ...(changes.length > 0
        ? section(f.correction > 0 ? 'Số liệu được đính chính' : 'Số liệu hôm trước bổ sung, điều chỉnh muộn', [
            { items: changes },
            ...(body.againstOlder ? [{ text: heldAgainstOlderWords.vi }] : []),
          ])
        : []),
      ...(without.length > 0 ? section('Chưa có số liệu', [{ text: `${without.join('; ')}.` }]) : []),
      ...(f.remarks
        ? section(
            'Nhận xét, đề xuất',
            f.remarks.split(/\n+/u).map((text) => ({ text })),
          )
        : []),
      ...(body.rows.length > 0
        ? section('Theo đơn vị (–: chưa có số liệu)', [
            {
              table: {
                head: ['Đơn vị', ...unitHeads],
                rows: body.rows.map((r) => [
                  r.name,
                  ...columns.map((key) => (r.values[key] == null ? '–' : shown(r.values[key]))),
                ]),
                widths: [4, ...columns.map(() => 2)],
                figures: true,
              },
            },
          ])
        : []),
    ],
    signature: {
      capacity: f.signature ? capacityOf(f.layout, f.signature.capacity) : capacityOf(f.layout, 'TM.'),
      title: f.signature ? caps(f.signature.title) : '',
      name: f.signature?.signer ?? '',
    },
    recipients:
      f.layout === 'party'
        ? [
            ...(f.above
              ? [`Thường trực ${partyName(f.above.name, f.above.tier).toLocaleLowerCase('vi').replace(/^./u, caps)} (báo cáo)`]
              : ['Ban Chỉ đạo quốc gia (báo cáo)']),
            'Lưu Văn phòng',
          ]
        : [
            f.above ? `Ban Chỉ đạo phòng, chống dịch ${inside(f.above.name)} (báo cáo)` : 'Ban Chỉ đạo quốc gia (báo cáo)',
            `UBND ${inside(body.area.name)} (báo cáo)`,
            'Lưu: VT',
          ],
  }
}

/** 12/BC-BCĐ of the state, 12 - BC/TU of the Party. */
export const numberOf = (layout: Letter['layout'], no: number, symbol: string): string =>
  layout === 'state' ? `${String(no).padStart(2, '0')}/${symbol}` : `${String(no).padStart(2, '0')} - ${symbol}`
