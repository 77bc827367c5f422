import type { Words } from '@phaodai/kernel/words.ts'
import type { Mapping } from './exports.contract.ts'
import type { Body } from './reports.contract.ts'

/** What a report is mapped by. */
type Codes = Pick<Mapping, 'dataElements'>
interface Unit {
  code: string
  values: ReadonlyMap<string, number | null>
}

/** 20210222: a day as DHIS2 names the period. */
export const periodOf = (day: string): string => day.replaceAll('-', '')

/** The report's own figures and those of the units below it as data values; what has no facts is not sent, so nobody reads it as zero. */
export function dataValues(body: Body, codes: ReadonlyMap<number, string>, day: string, mapping: Codes) {
  const period = periodOf(day)
  const units: Unit[] = [
    { code: body.area.code, values: new Map(body.figures.map((f) => [f.key, f.value])) },
    ...body.rows.flatMap((r) => {
      const code = codes.get(r.areaId)
      return code ? [{ code, values: new Map(Object.entries(r.values)) }] : []
    }),
  ]
  const values: { dataElement: string; period: string; orgUnit: string; value: string }[] = []
  const leftOut: { orgUnit: string; key: string; why: 'no-figure' | 'no-data-element' }[] = []
  for (const { code, values: own } of units)
    for (const [key, value] of own) {
      const dataElement = mapping.dataElements[key]
      if (!dataElement) leftOut.push({ orgUnit: code, key, why: 'no-data-element' })
      else if (value === null) leftOut.push({ orgUnit: code, key, why: 'no-figure' })
      else values.push({ dataElement, period, orgUnit: code, value: String(value) })
    }
  return { values, leftOut }
}

/** Bands of ten years: an age to the year with a commune and a day is often one person. */
export function ageGroup(birthYear: number | null, day: string): string | null {
  if (birthYear === null) return null
  const age = Number(day.slice(0, 4)) - birthYear
  if (age < 0) return null
  if (age >= 80) return '80+'
  const from = Math.floor(age / 10) * 10
  return `${from}-${from + 9}`
}

const w = (vi: string, en: string): Words => ({ vi, en })
/** What a case may say of a person in DHIS2. Names go only where role and purpose need them. */
export const attributes: readonly { key: string; label: Words }[] = [
  { key: 'pseudonym', label: w('Mã thay tên', 'Pseudonym') },
  { key: 'name', label: w('Họ và tên (chỉ khi được phép)', 'Name (only where allowed)') },
  { key: 'sex', label: w('Giới tính', 'Sex') },
  { key: 'birthYear', label: w('Năm sinh (chỉ khi được phép)', 'Year of birth (only where allowed)') },
  { key: 'ageGroup', label: w('Nhóm tuổi', 'Age group') },
]
/** What a case may say of the disease. */
export const caseData: readonly { key: string; label: Words }[] = [
  { key: 'onsetOn', label: w('Ngày khởi phát', 'Onset') },
  { key: 'sampledOn', label: w('Ngày lấy mẫu', 'Sampled') },
  { key: 'reportedOn', label: w('Ngày công bố', 'Reported') },
  { key: 'origin', label: w('Nơi phát hiện', 'Found in') },
  { key: 'outcome', label: w('Kết cục', 'Outcome') },
  { key: 'outcomeOn', label: w('Ngày kết cục', 'Day of the outcome') },
]

/** Codes used twice, and keys that nothing here is called; empty: it can be used. */
export function mappingFaults(m: Mapping, figures: readonly string[]): { key: string; vi: string; en: string }[] {
  const lists: [string, Readonly<Record<string, string>>, readonly string[]][] = [
    ['dataElements', m.dataElements, figures],
    ['tracker.attributes', m.tracker.attributes, attributes.map((a) => a.key)],
    ['tracker.dataElements', m.tracker.dataElements, caseData.map((a) => a.key)],
  ]
  return lists.flatMap(([list, codes, known]) => {
    const by = Map.groupBy(Object.entries(codes), ([, code]) => code)
    return [
      ...Object.keys(codes)
        .filter((key) => !known.includes(key))
        .map((key) => ({ key: `${list}.${key}`, vi: 'không có số liệu tên này', en: 'there is no such figure' })),
      ...[...by]
        .filter(([, of]) => of.length > 1)
        .map(([code, of]) => ({
          key: `${list}.${of[1]![0]}`,
          vi: `mã ${code} đã dùng cho ${of[0]![0]}`,
          en: `the code ${code} is that of ${of[0]![0]}`,
        })),
    ]
  })
}
