import { z } from 'zod'
import { valueText } from '../policy/figures.rules.ts'
import type { Condition, LevelMeasures, SaidKey, Sourced } from '../policy/policy.contract.ts'
import type { Change } from './change.rules.ts'
import type { Standing } from './standing.rules.ts'

/** A text in both languages. */
export const Words = z.object({ vi: z.string(), en: z.string() })
export type Words = z.infer<typeof Words>

const w = (vi: string, en: string): Words => ({ vi, en })

export const countedWords: Record<'all' | 'community' | 'unknownSource' | 'knownSource', Words> = {
  all: w('ca mới', 'new cases'),
  community: w('ca cộng đồng (kể cả chưa rõ nơi phát hiện)', 'community cases (origin unknown included)'),
  unknownSource: w('ca chưa rõ nguồn lây', 'cases without a known source'),
  knownSource: w('ca rõ nguồn lây', 'cases with a known source'),
}
/** How a decision stands. */
export const stateWords: Record<Standing['state'], Words> = {
  planned: w('chưa đến ngày', 'planned'),
  'in-force': w('đang áp dụng', 'in force'),
  ended: w('đã kết thúc', 'ended'),
  replaced: w('đã thay bằng quyết định sau', 'replaced by a later decision'),
  void: w('ghi nhầm, đã hủy', 'recorded wrongly, void'),
}
/** What is typed in; `yes`: a yes or no. */
export const saidWords: Record<SaidKey, { words: Words; unit: '%' | 'người' | 'yes' }> = {
  population: { words: w('Dân số', 'Population'), unit: 'người' },
  'fast-spread': {
    words: w('Tỷ lệ số xã có khả năng lây lan nhanh', 'Share of communes where fast spread is likely'),
    unit: '%',
  },
  'hard-to-trace': {
    words: w(
      'F0 ở khu công nghiệp, trường học, siêu thị lớn hoặc nơi khó truy vết',
      'F0 from an industrial park, school, big supermarket or place hard to trace',
    ),
    unit: 'yes',
  },
  'critical-park': {
    words: w(
      'Khu công nghiệp trọng yếu giáp nguồn lây chưa kiểm soát',
      'A critical industrial park beside an uncontrolled source',
    ),
    unit: 'yes',
  },
  'adults-one-dose': { words: w('Người từ 18 tuổi đã tiêm ít nhất 1 liều', 'Adults with at least one dose'), unit: '%' },
  'elderly65-full': { words: w('Người từ 65 tuổi đã tiêm đủ liều', 'People of 65 and over fully dosed'), unit: '%' },
  'elderly50-full': { words: w('Người từ 50 tuổi đã tiêm đủ liều', 'People of 50 and over fully dosed'), unit: '%' },
  capacity: {
    words: w('Bảo đảm năng lực thu dung, điều trị (tiêu chí 3)', 'Treatment capacity is assured (criterion 3)'),
    unit: 'yes',
  },
}

const limit = (of: Sourced<number> | undefined): Words => (of ? valueText(of) : w('có', 'yes'))
const both = (make: (lang: 'vi' | 'en') => string): Words => ({ vi: make('vi'), en: make('en') })

/** What a condition asks, in words: "ca chưa rõ nguồn lây: từ 1 ca trở lên". */
export function conditionWords(c: Condition, nameOf: (level: string) => Words): Words {
  const asks = limit(c.limit)
  if (c.kind === 'said') return both((l) => `${saidWords[c.input].words[l]}: ${asks[l]}`)
  if (c.kind === 'cases' || c.kind === 'rate') return both((l) => `${countedWords[c.of][l]}: ${asks[l]}`)
  const at = nameOf(c.level)
  return c.kind === 'share'
    ? w(`tỷ lệ số xã từ mức ${at.vi}: ${asks.vi}`, `share of communes at ${at.en} or above: ${asks.en}`)
    : w(`số xã từ mức ${at.vi}: ${asks.vi}`, `communes at ${at.en} or above: ${asks.en}`)
}

/** One smallest change in words: "thêm 2 ca chưa rõ nguồn lây thì lên Cấp 3". */
export function changeWords(c: Change, nameOf: (level: string) => Words): Words {
  const to = nameOf(c.to)
  const then = w(c.direction === 'raise' ? `thì lên ${to.vi}` : `thì xuống ${to.vi}`, `then ${to.en}`)
  const { what } = c
  if (what.kind === 'said') {
    const { words, unit } = saidWords[what.input]
    const value = unit === 'yes' ? w(what.value ? 'có' : 'không', what.value ? 'yes' : 'no') : both(() => `${what.value} ${unit}`)
    return w(`${words.vi} là ${value.vi} ${then.vi}`, `${words.en}: ${value.en}, ${then.en}`)
  }
  const n = Math.abs(what.by)
  const more = what.by > 0 ? w('thêm', 'more') : w('bớt', 'fewer')
  const of =
    what.kind === 'cases'
      ? countedWords[what.of]
      : w(`xã từ mức ${nameOf(what.level).vi}`, `communes at ${nameOf(what.level).en} or above`)
  return w(`${more.vi} ${n} ${of.vi} ${then.vi}`, `${n} ${more.en} ${of.en}, ${then.en}`)
}

/** The limits and measures of a level, a line each; a number that is not known says so. */
export function measureLines(m: LevelMeasures): Words[] {
  const line = (vi: string, en: string, of: Sourced<unknown> | undefined): Words[] => {
    if (!of) return []
    const text = valueText(of)
    const doubt = of.confirmed || of.value === null ? w('', '') : w(' (chưa kiểm chứng)', ' (unconfirmed)')
    return [w(`${vi}: ${text.vi}${doubt.vi}`, `${en}: ${text.en}${doubt.en}`)]
  }
  return [
    ...(m.staysHome?.value ? [w('Mọi người ở nhà, không tổ chức sự kiện', 'Everyone stays at home, no events')] : []),
    ...line('Không tụ tập trong phòng', 'No gathering indoors of', m.indoorsPeople),
    ...line(
      'Không tụ tập ngoài công sở, trường học, bệnh viện',
      'No gathering outside work, school, hospital of',
      m.outdoorGroup,
    ),
    ...line('Khoảng cách', 'Distance', m.distanceMetres),
    ...line('Không tụ tập tôn giáo', 'No worship of', m.worshipPeople),
    ...line('Áp dụng trong', 'Lasts', m.lastsDays),
    ...m.measures.map((x) => (x.confirmed ? x.text : w(`${x.text.vi} (chưa kiểm chứng)`, `${x.text.en} (unconfirmed)`))),
  ]
}
