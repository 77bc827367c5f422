import type { Body } from './reports.contract.ts'

export interface Mapping {
  dataSet: string
  dataElements: Readonly<Record<string, string>>
}
interface Unit {
  code: string
  values: ReadonlyMap<string, number | null>
}

/** 20210222: a day as DHIS2 names the period. */
export const periodOf = (day: string): string => day.replaceAll('-', '')

/** The report's own figures and those of the units below it as data values; what has no facts is not sent, so nobody reads it as zero. */
export function dataValues(body: Body, codes: ReadonlyMap<number, string>, day: string, mapping: Mapping) {
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
