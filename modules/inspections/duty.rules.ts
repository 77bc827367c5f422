import type { Words } from '@phaodai/kernel/words.ts'
import { addDays, formatDate } from '@phaodai/text/dates.ts'
import type { Step } from './missed.contract.ts'

/** What is known of the days between the onset and the day on which a hospital found it; nothing here blames anybody. */
export interface DutyFacts {
  from: string
  /** The last whole day before it was found. */
  until: string
  /** Whether the home is known, its teams and its answers by slot. */
  home: {
    teams: readonly { name: string; fromOn: string; untilOn: string | null }[]
    checks: readonly { onDay: string; slot: 'morning' | 'evening'; answer: string; teamName: string }[]
  } | null
  unnamed: number
  sentinels: readonly { kind: string; name: string; days: number; people: number; nilDays: number }[]
  signals: { all: number; sampled: number; late: number; unnamed: number }
  communeSlots: { owed: number; complete: number }
  /** Null: outside the reader's area. */
  districtSlots: { owed: number; complete: number } | null
  /** Other cases of the last 14 days of the same kind, this one left out. */
  othersInCommune: number
  othersInDistrict: number | null
  officers: { commune: readonly string[]; district: readonly string[] }
  communeName: string
  districtName: string
  provinceCode: string
}

const slotVi = { morning: 'sáng', evening: 'chiều' } as const
const answerWords: Record<string, Words> = {
  well: { vi: 'không ai ho, sốt', en: 'nobody ill' },
  symptom: { vi: 'có người có biểu hiện', en: 'somebody with symptoms' },
  absent: { vi: 'vắng nhà', en: 'nobody at home' },
  refused: { vi: 'không trả lời', en: 'no answer given' },
  moved: { vi: 'đã chuyển đi', en: 'moved away' },
}
const both = (vi: string, en: string): Words => ({ vi, en })
/** More days than this are not listed one by one. */
const MOST_DAYS = 14

const HD = (article: string, vi: string, en: string) => ({
  province: '30',
  source: `Thông báo 95-TB/TU Hải Dương, 22/02/2021, ${article}`,
  words: both(vi, en),
})
const BG = (vi: string, en: string) => ({
  province: '24',
  source: 'Kết luận giao ban 22/8/2021 của Chủ tịch UBND tỉnh Bắc Giang, Mục 3',
  words: both(vi, en),
})
const may = 'sẽ xem xét xử lý trách nhiệm'
const duties = {
  team: [
    HD(
      'Mục 4',
      'Tổ Covid đến từng nhà ít nhất 2 lần mỗi ngày, hỏi ho, sốt, khó thở; có thì báo để lấy mẫu ngay.',
      'Teams go to every home at least twice a day, ask, and report for sampling at once.',
    ),
  ],
  sentinels: [
    HD(
      'Mục 4',
      'Cửa hàng bán thuốc báo ngay người ho, sốt, khó thở hoặc mua thuốc cho người như vậy.',
      'Pharmacies report at once those who cough, are feverish, or buy for such.',
    ),
  ],
  agency: [
    BG(
      `Cán bộ, chiến sĩ sốt, ho mà không khai báo thì ${may} của người đứng đầu cơ quan, đơn vị.`,
      'Where staff with fever or cough do not declare it, the head of the agency is looked at.',
    ),
  ],
  station: [
    BG(
      `Xã để người dân sốt, ho mà không biết, lên bệnh viện xét nghiệm dương tính: ${may} Trạm trưởng Trạm Y tế.`,
      'Where a commune did not know of a fever that a hospital finds positive, the head of the station is looked at.',
    ),
  ],
  commune: [
    HD(
      'Mục 1',
      'Để xảy ra dịch do chủ quan, lơ là: trước hết người đứng đầu chịu trách nhiệm.',
      'Where carelessness let it happen, the head answers first.',
    ),
    BG(
      `Nhiều người dân như thế: ${may} Chủ tịch UBND cấp xã.`,
      'Where there are many such, the chair of the commune is looked at.',
    ),
  ],
  district: [
    BG(
      `Nhiều người dân như thế: ${may} Chủ tịch UBND cấp huyện.`,
      'Where there are many such, the chair of the district is looked at.',
    ),
  ],
}

/**
 * Who was to notice and to report, in the order that Bắc Giang's conclusion of 22/8/2021 names, each with what the product knows of those days and what
 * it does not. It lists; a person concludes.
 */
export function dutyChain(f: DutyFacts): Step[] {
  const step = (code: keyof typeof duties, words: Words, officers: readonly string[], facts: Words[], gaps: Words[]): Step => ({
    ...{ code, words, officers: [...officers], facts, gaps },
    duties: duties[code].map(({ province, source, words }) => ({
      words,
      source: both(source, source),
      here: province === f.provinceCode,
    })),
  })
  const share = ({ owed, complete }: { owed: number; complete: number }, name: string) =>
    owed === 0
      ? both(`${name}: chưa có tổ nào phải báo trong những ngày này.`, `${name}: no team owed a slot on these days.`)
      : both(`${name}: ${complete}/${owed} lượt tổ hỏi đủ hộ.`, `${name}: ${complete}/${owed} slots of teams complete.`)
  const signals = both(
    `Xã ghi ${f.signals.all} người có biểu hiện trong những ngày này; ${f.signals.sampled} đã lấy mẫu.`,
    `${f.signals.all} signals in the commune on these days; ${f.signals.sampled} sampled.`,
  )
  const stationGaps: Words[] = []
  if (f.signals.late > 0)
    stationGaps.push(both(`${f.signals.late} người quá hạn chưa lấy mẫu.`, `${f.signals.late} past their time without a sample.`))
  if (f.signals.unnamed > 0)
    stationGaps.push(
      both(
        `${f.signals.unnamed} báo chưa xác định được là ai: có thể là người này.`,
        `${f.signals.unnamed} reports of somebody not found in the register: it may be this person.`,
      ),
    )
  const others = both(
    `Trường hợp tương tự khác của xã trong 14 ngày: ${f.othersInCommune}.`,
    `Others alike in the commune in 14 days: ${f.othersInCommune}.`,
  )
  return [
    teamStep(f, (facts, gaps) => step('team', both('Tổ Covid cộng đồng', 'Community team'), [], facts, gaps)),
    sentinelStep(f, (facts, gaps) =>
      step('sentinels', both('Nhà thuốc, cơ sở khám bệnh của xã', 'Pharmacies and clinics of the commune'), [], facts, gaps),
    ),
    step(
      'agency',
      both('Cơ quan, trường học, doanh nghiệp nơi làm việc, học tập', 'Agency, school, employer'),
      [],
      [],
      [
        both(
          'Phần mềm chưa nhận báo sốt, ho của cơ quan, trường học, doanh nghiệp: không nói được gì.',
          'This product takes no such reports yet: nothing can be said.',
        ),
      ],
    ),
    step('station', both('Trạm Y tế (Trạm trưởng)', 'Health station (its head)'), [], [signals], stationGaps),
    step(
      'commune',
      both(`${f.communeName}: Ban Chỉ đạo, Chủ tịch UBND`, `${f.communeName}: committee, chair`),
      f.officers.commune,
      [share(f.communeSlots, f.communeName), others],
      [],
    ),
    step(
      'district',
      both(`${f.districtName}: Ban Chỉ đạo, Chủ tịch UBND`, `${f.districtName}: committee, chair`),
      f.officers.district,
      [
        ...(f.districtSlots ? [share(f.districtSlots, f.districtName)] : []),
        ...(f.othersInDistrict === null
          ? []
          : [
              both(
                `Trường hợp tương tự khác của huyện trong 14 ngày: ${f.othersInDistrict}.`,
                `Others alike in the district in 14 days: ${f.othersInDistrict}.`,
              ),
            ]),
      ],
      f.districtSlots ? [] : [both('Ngoài địa bàn của bạn.', 'Outside your area.')],
    ),
  ]
}

function teamStep(f: DutyFacts, made: (facts: Words[], gaps: Words[]) => Step): Step {
  const facts: Words[] = []
  const gaps: Words[] = []
  if (!f.home) return made([], [both('Chưa rõ người này ở hộ nào.', 'It is not known which home the person lives in.')])
  if (f.home.teams.length === 0)
    gaps.push(both('Hộ này không có tổ nào phụ trách trong những ngày này.', 'No team had this home on these days.'))
  for (const t of f.home.teams)
    facts.push(
      both(
        `${t.name} phụ trách hộ từ ${formatDate(t.fromOn)}${t.untilOn ? ` đến trước ${formatDate(t.untilOn)}` : ''}.`,
        `${t.name} had the home from ${t.fromOn}${t.untilOn ? ` to before ${t.untilOn}` : ''}.`,
      ),
    )
  let days = 0
  for (let day = f.from; day <= f.until && days < MOST_DAYS; day = addDays(day, 1), days++) {
    const said: string[] = []
    const saidEn: string[] = []
    const silent: ('morning' | 'evening')[] = []
    for (const slot of ['morning', 'evening'] as const) {
      const found = f.home.checks.filter((c) => c.onDay === day && c.slot === slot)
      if (found.length === 0) silent.push(slot)
      for (const c of found) {
        said.push(`${slotVi[slot]}: ${answerWords[c.answer]?.vi ?? c.answer}`)
        saidEn.push(`${slot}: ${answerWords[c.answer]?.en ?? c.answer}`)
      }
    }
    if (said.length > 0) facts.push(both(`${formatDate(day)} ${said.join('; ')}.`, `${day} ${saidEn.join('; ')}.`))
    if (silent.length > 0)
      gaps.push(
        both(
          `${formatDate(day)} không có lượt hỏi: ${silent.map((s) => slotVi[s]).join(', ')}.`,
          `${day} nobody asked: ${silent.join(', ')}.`,
        ),
      )
  }
  if (f.unnamed > 0)
    facts.push(
      both(
        `Hộ này có ${f.unnamed} dấu hiệu của người chưa xác định: xem trước khi kết luận.`,
        `${f.unnamed} signals of this home are of somebody not identified: look first.`,
      ),
    )
  return made(facts, gaps)
}

function sentinelStep(f: DutyFacts, made: (facts: Words[], gaps: Words[]) => Step): Step {
  if (f.sentinels.length === 0)
    return made(
      [],
      [
        both(
          'Xã chưa có nhà thuốc, cơ sở khám bệnh nào được cấp đường dẫn để báo.',
          'No pharmacy or clinic of the commune has a link to report by.',
        ),
      ],
    )
  const silent = f.sentinels.filter((s) => s.days === 0)
  const spoke = f.sentinels.filter((s) => s.days > 0)
  return made(
    spoke.map((s) =>
      both(
        `${s.name}: báo ${s.people} người, ${s.nilDays} ngày báo không có ai.`,
        `${s.name}: ${s.people} people reported, ${s.nilDays} days with nobody.`,
      ),
    ),
    silent.map((s) => both(`${s.name}: không gửi gì trong những ngày này.`, `${s.name}: sent nothing on these days.`)),
  )
}
