import { createHmac } from 'node:crypto'
import { type Ctx, read } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { toCsv, toXlsx } from '@phaodai/tabular/write.ts'
import { getAreas } from '../areas/areas.store.ts'
import { firstHamletId } from '../areas/hamlets.rules.ts'
import { readsNames } from '../people/people.rules.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { areaOf } from '../situation/situation.reads.ts'
import * as contract from './exports.contract.ts'
import { ageGroup, attributes, caseData, dataValues, periodOf } from './exports.rules.ts'
import { type LineRow, listCases } from './exports.store.ts'
import { mappingInUse } from './mapping.ts'
import { loadReport } from './reports.commands.ts'
import { getMode } from './reports.store.ts'

export const dhis2 = read(contract.dhis2, async (ctx, input) => {
  const report = await loadReport(ctx, input.reportId)
  const { body } = report
  const { version, mapping } = await mappingInUse(ctx.db)
  const codes = new Map(
    (
      await getAreas(
        ctx.db,
        body.rows.map((r) => r.areaId),
      )
    ).flatMap((a) => (a.areaId >= firstHamletId ? [] : [[a.areaId, a.code] as const])),
  )
  const { values, leftOut } = dataValues(body, codes, report.day, mapping)
  const dryRun = input.dryRun === 'yes'
  return {
    request: `POST /api/dataValueSets?dryRun=${dryRun}&dataElementIdScheme=CODE&orgUnitIdScheme=CODE&idScheme=CODE`,
    dryRun,
    mappingVersion: version,
    body: {
      ...{ dataSet: mapping.dataSet, completeDate: report.signedOn, period: periodOf(report.day), orgUnit: body.area.code },
      dataValues: values,
    },
    leftOut,
  }
})

const HEADERS = [
  'Mã',
  'Giới tính',
  'Nhóm tuổi',
  'Mã xã',
  'Xã',
  'Khởi phát',
  'Lấy mẫu',
  'Khẳng định',
  'Công bố',
  'Nơi phát hiện',
  'Kết cục',
  'Ngày kết cục',
]
const NAMED = ['Mã', 'Họ và tên', 'Giới tính', 'Năm sinh', ...HEADERS.slice(3)]
const MOST = 200_000

/** The same person has the same pseudonym for one purpose, and another one for another: two lists cannot be put side by side. */
const pseudonym = (ctx: Ctx, purpose: string, subjectId: string): string =>
  createHmac('sha256', ctx.secrets.derive(`line list ${purpose}`))
    .update(subjectId)
    .digest('hex')
    .slice(0, 16)

const knownOn = (r: LineRow): string | null => r.reportedOn ?? r.confirmedOn ?? r.sampledOn

/** A payload for /api/tracker: one tracked entity a case, with its report as an event. */
function trackerOf(ctx: Ctx, rows: readonly LineRow[], purpose: string, identified: boolean, { tracker: t }: contract.Mapping) {
  const values = (codes: Record<string, string>, key: 'attribute' | 'dataElement', of: Record<string, string | number | null>) =>
    Object.entries(of).flatMap(([name, value]) =>
      value === null || !codes[name] ? [] : [{ [key]: codes[name], value: String(value) }],
    )
  return {
    trackedEntities: rows.map((r) => {
      const known = knownOn(r)
      const who: Record<string, string | number | null> = identified
        ? { name: r.fullName, sex: r.sex, birthYear: r.birthYear }
        : { sex: r.sex, ageGroup: ageGroup(r.birthYear, known ?? ctx.today) }
      const { onsetOn, sampledOn, reportedOn, origin, outcome, outcomeOn } = r
      return {
        ...{ trackedEntityType: t.trackedEntityType, orgUnit: r.communeCode },
        attributes: values(t.attributes, 'attribute', { pseudonym: pseudonym(ctx, purpose, r.subjectId), ...who }),
        enrollments: [
          {
            ...{
              program: t.program,
              orgUnit: r.communeCode,
              enrolledAt: known,
              occurredAt: onsetOn ?? known,
              status: outcome ? 'COMPLETED' : 'ACTIVE',
            },
            events: [
              {
                ...{
                  program: t.program,
                  programStage: t.programStage,
                  orgUnit: r.communeCode,
                  occurredAt: known,
                  status: 'COMPLETED',
                },
                dataValues: values(t.dataElements, 'dataElement', { onsetOn, sampledOn, reportedOn, origin, outcome, outcomeOn }),
              },
            ],
          },
        ],
      }
    }),
  }
}

/** Cases of an area. Pseudonyms unless the role reads names and the purpose needs them; purpose and reason stand in the log beside the persons. */
export const lineList = read(contract.lineList, async (ctx, input): Promise<FileAnswer> => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const { lo, hi } = await areaOf(ctx, input.areaId)
  const identified = input.identified === 'yes'
  const needs = (contract.identifying as readonly string[]).includes(input.purpose)
  if (identified && !(readsNames(ctx.actor.role) && needs)) throw new Problem('export-not-identified', { purpose: input.purpose })
  const rows = await listCases(ctx.db, { disease, lo, hi, from: input.from ?? null, until: input.until ?? null, limit: MOST })
  ctx.touch(...rows.map((r) => r.subjectId))
  ctx.note({ purpose: input.purpose, because: input.because, identified, format: input.format, rows: rows.length })
  const drill = (await getMode(ctx.db)).mode === 'drill'
  const file = `${drill ? 'dien-tap-' : ''}ca-benh-${input.purpose}-${ctx.today}`
  if (input.format === 'dhis2-tracker') {
    const { version, mapping } = await mappingInUse(ctx.db)
    ctx.note({ mappingVersion: version })
    const dated = rows.filter((r) => knownOn(r) !== null)
    const payload = JSON.stringify(trackerOf(ctx, dated, input.purpose, identified, mapping))
    return { fileName: `${file}.json`, mime: 'application/json', bytes: new TextEncoder().encode(payload) }
  }
  const headers = identified ? NAMED : HEADERS
  const cells = rows.map((r) => {
    const known = knownOn(r) ?? ctx.today
    const who = identified
      ? [r.code, r.fullName, r.sex, r.birthYear]
      : [pseudonym(ctx, input.purpose, r.subjectId), r.sex, ageGroup(r.birthYear, known)]
    return [
      ...who,
      r.communeCode,
      r.communeName,
      r.onsetOn,
      r.sampledOn,
      r.confirmedOn,
      r.reportedOn,
      r.origin,
      r.outcome,
      r.outcomeOn,
    ]
  })
  if (input.format === 'csv')
    return { fileName: `${file}.csv`, mime: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(toCsv(headers, cells)) }
  const bytes = await toXlsx([{ name: drill ? 'DIỄN TẬP - Ca bệnh' : 'Ca bệnh', headers, rows: cells }])
  return { fileName: `${file}.xlsx`, mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
})

/** What the tracker file would hold: counted from the same rows, without a person in the answer. */
export const checkTracker = read(contract.checkTracker, async (ctx, input) => {
  const { disease } = await rulesFor(ctx.db, input.disease)
  const { lo, hi } = await areaOf(ctx, input.areaId)
  const rows = await listCases(ctx.db, { disease, lo, hi, from: input.from ?? null, until: input.until ?? null, limit: MOST })
  const { version, mapping } = await mappingInUse(ctx.db)
  const sent = rows.filter((r) => knownOn(r) !== null)
  const has: Record<string, (r: LineRow) => unknown> = {
    pseudonym: () => true,
    name: () => null,
    birthYear: () => null,
    ageGroup: (r) => ageGroup(r.birthYear, knownOn(r)!),
  }
  const count = (key: string) => sent.filter((r) => (has[key] ?? ((x: LineRow) => x[key as keyof LineRow]))(r) != null).length
  const of = (list: typeof attributes, codes: Readonly<Record<string, string>>) =>
    list.map(({ key, label }) => ({ key, label, code: codes[key] ?? null, cases: count(key) }))
  const target = 'POST /api/tracker?async=false&idScheme=CODE&orgUnitIdScheme=CODE&dataElementIdScheme=CODE'
  return {
    ...{ validate: `${target}&importMode=VALIDATE`, commit: `${target}&importMode=COMMIT`, mappingVersion: version },
    ...{ cases: sent.length, withoutDay: rows.length - sent.length },
    filled: [...of(attributes, mapping.tracker.attributes), ...of(caseData, mapping.tracker.dataElements)],
  }
})
