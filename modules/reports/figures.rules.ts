import type { Words } from '@phaodai/kernel/words.ts'

/** The sets of report_sets in the schema, by the rows that they come from: what there was on a day, as known at an instant. */
const sets = {
  cases: ['f0', 'f0-recovered', 'f0-died', 'f0-died-undated'],
  levels: ['f0-active', 'f1', 'f2'],
  held: ['held-site', 'held-hotel', 'held-home', 'held-treatment'],
  samples: ['samples', 'samples-pending', 'samples-negative', 'samples-positive'],
  fines: ['fines', 'fines-amount'],
  teams: ['teams'],
  checks: ['teams-reported', 'homes-asked'],
  signals: ['signals'],
  movements: ['arrivals', 'departures'],
} as const
export type Family = keyof typeof sets
export type Stock = (typeof sets)[Family][number]
export const families = Object.keys(sets) as Family[]
export const familyOf = (stock: Stock): Family => families.find((f) => (sets[f] as readonly Stock[]).includes(stock))!
/** Every home asked is a row of its own day: no figure says which of them are new against the day before, so that is not looked for. */
export const alone: readonly Family[] = ['checks']

/** `there`: in the set; `new`: in it and not in that of the day before; `gone`: the other way round. */
export type Side = 'there' | 'new' | 'gone'
export const groups = ['f0', 'f1', 'f2', 'held', 'samples', 'teams', 'doors', 'fines', 'elsewhere'] as const
export type Group = (typeof groups)[number]

export interface FigureKind {
  key: string
  group: Group
  label: Words
  /** How it is counted, in a sentence. */
  how: Words
  /** Null: the product holds no facts of it yet. */
  of: { stock: Stock; side: Side } | null
  unit: Words
}

const w = (vi: string, en: string): Words => ({ vi, en })
const people = w('người', 'people')
const period = w('từ giờ chốt hôm trước đến giờ chốt', 'from the cut-off of the day before to the cut-off')
const kind = (key: string, group: Group, label: Words, stock: Stock, side: Side, how: Words, unit = people): FigureKind => ({
  ...{ key, group, label, how, unit },
  of: { stock, side },
})
const absent = (key: string, label: Words, unit: Words): FigureKind => ({
  ...{ key, group: 'elsewhere', label, unit, of: null },
  how: w('Chưa có nguồn số liệu trong hệ thống', 'No source of this figure in the system yet'),
})
const contact = (level: 'F1' | 'F2'): FigureKind[] => {
  const stock = level === 'F1' ? 'f1' : 'f2'
  return [
    kind(
      ...([`${stock}.new`, stock, w(`${level} mới`, `New ${level}`), stock, 'new'] as const),
      w(`Người thành ${level} ${period.vi}`, `People who became ${level} ${period.en}`),
    ),
    kind(
      ...([`${stock}.current`, stock, w(`${level} đang theo dõi`, `${level} under watch`), stock, 'there'] as const),
      w(
        `Người là ${level}, tiếp xúc lần cuối trong 21 ngày, chưa kết thúc cách ly`,
        `${level} last exposed within 21 days and not released`,
      ),
    ),
    kind(
      ...([`${stock}.ended`, stock, w(`${level} đã kết thúc`, `${level} ended`), stock, 'gone'] as const),
      w(`Người thôi là ${level} ${period.vi}: hết theo dõi hoặc đổi mức`, `People who ceased to be ${level} ${period.en}`),
    ),
  ]
}
const held = (place: 'site' | 'hotel' | 'home', vi: string, en: string): FigureKind[] => [
  kind(
    ...([`held.${place}.current`, 'held', w(`Cách ly ${vi}`, `Quarantine, ${en}`), `held-${place}`, 'there'] as const),
    w(`Người có quyết định cách ly ${vi} đang hiệu lực`, `People under an order in force, ${en}`),
  ),
  kind(
    ...([`held.${place}.new`, 'held', w(`Cách ly ${vi}: mới`, `Quarantine, ${en}: new`), `held-${place}`, 'new'] as const),
    w(`Người bắt đầu cách ly ${vi} ${period.vi}`, `People who began ${period.en}`),
  ),
  kind(
    ...([`held.${place}.ended`, 'held', w(`Cách ly ${vi}: hết`, `Quarantine, ${en}: ended`), `held-${place}`, 'gone'] as const),
    w(`Người thôi cách ly ${vi} ${period.vi}`, `People who ended ${period.en}`),
  ),
]
const sample = w('mẫu', 'samples')
const doses = w('liều', 'doses')

/** Every line of the quick report, in its order. Columns: rules of the field (quick reports of Thanh Miện 30/12/2021, Quảng Nam, Bắc Giang). */
export const kinds: readonly FigureKind[] = [
  kind(
    ...(['f0.new', 'f0', w('F0 mới', 'New F0'), 'f0', 'new'] as const),
    w(
      `Ca có kết quả hoặc được công bố, ghi nhận ${period.vi}; mỗi người tính một lần`,
      `Cases recorded ${period.en}, each person once`,
    ),
  ),
  kind(
    ...(['f0.total', 'f0', w('F0 lũy kế', 'F0 cumulative'), 'f0', 'there'] as const),
    w('Mọi ca đã công bố đến ngày báo cáo, trừ ca đã hủy', 'Every case published by that day, without those taken back'),
  ),
  kind(
    ...(['f0.withdrawn', 'f0', w('F0 rút khỏi danh sách', 'F0 taken back'), 'f0', 'gone'] as const),
    w(`Ca đã báo hôm trước, bị hủy hoặc gộp ${period.vi}`, `Cases taken back or merged ${period.en}`),
  ),
  kind(
    ...(['f0.active', 'f0', w('F0 đang điều trị, theo dõi', 'Active F0'), 'f0-active', 'there'] as const),
    w('F0 chưa khỏi, chưa tử vong, chưa kết thúc cách ly', 'F0 neither recovered, dead nor released'),
  ),
  kind(
    ...(['f0.recovered', 'f0', w('F0 khỏi, ra viện: lũy kế', 'Recovered, cumulative'), 'f0-recovered', 'there'] as const),
    w(
      'F0 được ghi khỏi hoặc ra viện; không rõ ngày thì tính theo ngày ghi nhận',
      'F0 recorded as recovered or discharged; from the day of recording where the day is not known',
    ),
  ),
  kind(
    ...(['f0.recovered-new', 'f0', w('F0 khỏi, ra viện: mới', 'Recovered, new'), 'f0-recovered', 'new'] as const),
    w(`Ghi khỏi hoặc ra viện ${period.vi}`, `Recorded ${period.en}`),
  ),
  kind(
    ...(['f0.died', 'f0', w('F0 tử vong: lũy kế', 'Deaths, cumulative'), 'f0-died', 'there'] as const),
    w(
      'F0 được ghi tử vong; không rõ ngày thì tính theo ngày ghi nhận',
      'F0 recorded as dead; from the day of recording where the day is not known',
    ),
  ),
  kind(
    ...(['f0.died-new', 'f0', w('F0 tử vong: mới', 'Deaths, new'), 'f0-died', 'new'] as const),
    w(`Ghi tử vong ${period.vi}`, `Recorded ${period.en}`),
  ),
  ...contact('F1'),
  ...contact('F2'),
  ...held('site', 'tập trung', 'at a site'),
  ...held('hotel', 'khách sạn có thu phí', 'paid hotel'),
  ...held('home', 'tại nhà', 'at home'),
  kind(
    ...(['held.treatment.current', 'held', w('Tại cơ sở điều trị', 'In treatment'), 'held-treatment', 'there'] as const),
    w('Người có quyết định tại cơ sở điều trị đang hiệu lực', 'People under an order at a treatment site'),
  ),
  kind(
    ...(['samples.new', 'samples', w('Mẫu lấy', 'Samples taken'), 'samples', 'new'] as const),
    w(`Mẫu ghi nhận ${period.vi}`, `Samples recorded ${period.en}`),
    sample,
  ),
  kind(
    ...(['samples.total', 'samples', w('Mẫu lấy: lũy kế', 'Samples, cumulative'), 'samples', 'there'] as const),
    w('Mọi mẫu đã lấy, trừ mẫu hủy', 'Every sample taken, without those taken back'),
    sample,
  ),
  kind(
    ...(['samples.pending', 'samples', w('Mẫu chờ kết quả', 'Samples pending'), 'samples-pending', 'there'] as const),
    w('Mẫu chưa có kết quả lúc chốt', 'Samples without a result at the cut-off'),
    sample,
  ),
  kind(
    ...(['samples.negative', 'samples', w('Mẫu âm tính', 'Negative'), 'samples-negative', 'new'] as const),
    w(`Mẫu có kết quả âm tính ${period.vi}`, `Samples found negative ${period.en}`),
    sample,
  ),
  kind(
    ...(['samples.positive', 'samples', w('Mẫu dương tính', 'Positive'), 'samples-positive', 'new'] as const),
    w(`Mẫu có kết quả dương tính ${period.vi}`, `Samples found positive ${period.en}`),
    sample,
  ),
  kind(
    ...(['teams.all', 'teams', w('Tổ Covid cộng đồng', 'Community teams'), 'teams', 'there'] as const),
    w('Tổ đang hoạt động trong ngày', 'Teams of that day'),
    w('tổ', 'teams'),
  ),
  kind(
    ...(['teams.reported', 'teams', w('Tổ đã báo cáo', 'Teams reported'), 'teams-reported', 'there'] as const),
    w('Tổ có lượt hỏi của ngày đã nhận trước giờ chốt', 'Teams with a check of the day received by the cut-off'),
    w('tổ', 'teams'),
  ),
  kind(
    ...(['homes.asked', 'doors', w('Hộ đã hỏi trong ngày', 'Homes asked'), 'homes-asked', 'there'] as const),
    w('Hộ có lượt hỏi của ngày đã nhận trước giờ chốt', 'Homes with a check of the day received by the cut-off'),
    w('hộ', 'homes'),
  ),
  kind(
    ...(['signals', 'doors', w('Người ho, sốt, khó thở', 'People with symptoms'), 'signals', 'there'] as const),
    w('Dấu hiệu của ngày từ tổ, nhà thuốc, cơ sở y tế, khai báo', 'Signals of the day, wherever from'),
  ),
  kind(
    ...(['arrivals', 'doors', w('Người từ nơi khác đến', 'Arrivals'), 'arrivals', 'there'] as const),
    w('Người đến hoặc mới về ở trong ngày, tổ ghi', 'People who came that day, as teams recorded'),
  ),
  kind(
    ...(['departures', 'doors', w('Người rời địa bàn', 'Departures'), 'departures', 'there'] as const),
    w('Người đi trong ngày, tổ ghi', 'People who left that day, as teams recorded'),
  ),
  kind(
    ...(['fines.cases', 'fines', w('Quyết định xử phạt: số vụ', 'Fines: decisions'), 'fines', 'new'] as const),
    w(`Quyết định xử phạt ghi nhận ${period.vi}`, `Decisions to fine recorded ${period.en}`),
    w('vụ', 'cases'),
  ),
  kind(
    ...(['fines.amount', 'fines', w('Quyết định xử phạt: số tiền', 'Fines: amount'), 'fines-amount', 'new'] as const),
    w(`Tổng tiền phạt theo các quyết định ghi nhận ${period.vi}`, `Amount of the decisions recorded ${period.en}`),
    w('đồng', 'VND'),
  ),
  absent('zones.homes', w('Hộ trong khu phong tỏa', 'Homes in sealed zones'), w('hộ', 'homes')),
  absent('zones.people', w('Người trong khu phong tỏa', 'People in sealed zones'), people),
  absent('checkpoints', w('Chốt kiểm soát', 'Checkpoints'), w('chốt', 'checkpoints')),
  absent('doses.first', w('Tiêm mũi 1', 'First doses'), doses),
  absent('doses.second', w('Tiêm mũi 2', 'Second doses'), doses),
]
const byKey = new Map(kinds.map((k) => [k.key, k]))
export const kindOf = (key: string): FigureKind | undefined => byKey.get(key)

/** How many rows of a stock are there, new and gone in one unit; `ever`: any at all is on record. */
export interface Counted {
  there: number
  new: number
  gone: number
}
export const nothing: Counted = { there: 0, new: 0, gone: 0 }

/** What stands in a figure's place where there are no facts of its kind: none was ever recorded here, so that zero would say more than is known. */
function unknown(key: string, at: (stock: Stock) => Counted): boolean {
  const none = (...of: Stock[]) => of.every((s) => at(s).there + at(s).gone === 0)
  if (/^f0\.(recovered|died)/.test(key)) return !none('f0') && none('f0-recovered', 'f0-died')
  if (key.startsWith('samples.')) return none('samples')
  if (key.startsWith('fines.')) return none('fines')
  if (/^(teams|homes)\./.test(key) || key === 'arrivals' || key === 'departures') return none('teams')
  return false
}

/** The value of a figure; null: no facts of it ("chưa có số liệu"), never zero. */
export function figureValue(kind: FigureKind, at: (stock: Stock) => Counted): number | null {
  if (kind.of === null || unknown(kind.key, at)) return null
  return at(kind.of.stock)[kind.of.side]
}

export interface Change {
  key: string
  was: number | null
  now: number | null
}
type Valued = { key: string; value: number | null }

/** The figures that differ between two lists of them. */
export const changesOf = (was: readonly Valued[], now: readonly Valued[]): Change[] => {
  const old = new Map(was.map((f) => [f.key, f.value]))
  return now.flatMap((f) => {
    const before = old.get(f.key) ?? null
    return before === f.value ? [] : [{ key: f.key, was: before, now: f.value }]
  })
}

/** A number as Vietnamese documents write it; what has no facts in words. */
export const shown = (value: number | null): string =>
  value === null ? 'chưa có số liệu' : String(value).replace(/\B(?=(\d{3})+$)/g, '.')

/** 17 giờ 00 ngày 22/02/2021. */
export function shownInstant(at: string): string {
  const local = new Date(Date.parse(at) + 7 * 3_600_000).toISOString()
  return `${local.slice(11, 13)} giờ ${local.slice(14, 16)} ngày ${local.slice(0, 10).split('-').reverse().join('/')}`
}
