import { read } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import type { Cell } from '@phaodai/tabular/cells.ts'
import { toCsv, toXlsx } from '@phaodai/tabular/write.ts'
import { inferOrder } from '@phaodai/text/dates.ts'
import { getMode } from '../people/search.store.ts'
import { findDisease } from '../policy/policy.reading.ts'
import { listMarks } from './cases-in.store.ts'
import * as contract from './imports.contract.ts'
import { checkColumns, chooseMapping, headersHash, readMapping, tableOf, warningsOf } from './imports.files.ts'
import { readCases } from './imports.reading.ts'
import type { SealedRow } from './imports.steps.ts'
import * as store from './imports.store.ts'
import { columnsOf, orderOf, textOf } from './rows.rules.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What an import of this file would do. Nothing is written. */
export const preview = read(contract.preview, async (ctx, input) => {
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const table = await tableOf(input.bytes, input.fileName)
  const remembered = await store.findMapping(ctx.db, ctx.actor.areaId, headersHash(table.headers), 'linelist')
  const chosen = chooseMapping(table, readMapping(input.mapping), remembered?.mapping ?? null)
  // a proposal shows the uncertain columns too: a person is looking
  const mapping = chosen.basis === 'proposed' ? { ...chosen.proposal.mapping, ...chosen.mapping } : chosen.mapping
  checkColumns(table, mapping)
  const { columns } = columnsOf(table.headers, mapping)
  const { read: rows } = await readCases(ctx.secrets, table, mapping, disease, ctx.today)
  const fine = rows.filter((r) => r.refused.length === 0)
  const first = fine.filter((r) => !r.earlier)
  const known = new Set(
    (
      await ctx.acrossAreas(() =>
        listMarks(
          ctx.db,
          disease,
          first.map((r) => r.subjectId),
        ),
      )
    ).map((m) => m.subjectId),
  )
  const kinds = new Map<string, { field: string; rule: string; count: number; rows: number[]; vi: string; en: string }>()
  for (const row of rows)
    for (const why of [...row.refused, ...row.notes]) {
      const key = `${why.field}/${why.rule}`
      const kind = kinds.get(key) ?? { ...why, count: 0, rows: [] }
      kind.count++
      if (kind.rows.length < 20) kind.rows.push(row.row)
      kinds.set(key, kind)
    }
  const used = new Set([...Object.values(columns.at), ...columns.details.map(([, c]) => c)])
  return {
    delimiter: table.delimiter,
    encoding: table.encoding,
    sheet: table.sheet,
    headers: table.headers,
    headerRows: table.headerRows,
    mapping,
    basis: chosen.basis,
    uncertain: chosen.uncertain,
    unmapped: table.headers.filter((_, c) => !used.has(c)),
    first: table.rows.slice(0, input.rows).map((r) => ({ row: r.row, cells: table.headers.map((_, c) => textOf(r.cells[c])) })),
    dates: contract.dateFields.flatMap((field) => {
      const at = columns.at[field]
      if (at === undefined) return []
      const { order, dmy, mdy, either } = inferOrder(table.rows.map((r) => r.cells[at]))
      return [{ field, column: table.headers[at]!, order, dmy, mdy, either, declared: orderOf(mapping, field) ?? null }]
    }),
    counts: {
      rows: rows.length,
      added: first.filter((r) => !known.has(r.subjectId)).length,
      known: first.filter((r) => known.has(r.subjectId)).length,
      duplicates: fine.length - first.length,
      refused: rows.length - fine.length,
      notes: fine.filter((r) => r.notes.length > 0).length,
    },
    problems: [...kinds.values()].toSorted((a, b) => b.count - a.count),
    warnings: warningsOf(table),
  }
})

const shown = ({ report, listName, communeId: _, mapping: __, ...job }: store.JobRow): contract.Job => ({
  ...job,
  list: listName,
  notes: report.notes ?? 0,
  classifying: job.state === 'running' && job.done >= job.total,
  cancelled: report.cancelled ?? false,
  failure: report.failure ?? null,
  warnings: report.warnings ?? [],
  stays: report.stays
    ? { source: report.stays.source, stays: report.stays.stays, places: report.stays.places, persons: report.stays.persons }
    : null,
})

export const job = read(contract.job, async (ctx, { jobId }) => {
  const found = shown(await store.getJob(ctx.db, jobId))
  const reasons = await store.listReasons(ctx.db, jobId, 100)
  const problems = reasons.flatMap(({ reasons: said, part, row, kind }) => said.map((r) => ({ row, part, kind, ...r })))
  return { ...found, problems: problems.slice(0, 100) }
})

export const jobs = read(contract.jobs, async (ctx, { disease, limit }) => {
  const code = disease ? (await findDisease(ctx.db, disease)).code : null
  return { jobs: (await store.listJobs(ctx.db, code, limit)).map(shown) }
})

const FIRST_SHEET: Record<string, string> = { stays: 'Có mặt' }
const KIND = { refused: 'chưa nhận', differs: 'khác bản đã có', note: 'đã nhận, cần xem' }
const said = (value: unknown): string =>
  value === null || value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** The rows given back as they were, with row number, field, rule and reason beside. Safe to open in a spreadsheet. */
export const refused = read(contract.refused, async (ctx, { jobId, format, part }): Promise<FileAnswer> => {
  const found = await store.getJob(ctx.db, jobId)
  const drill = (await getMode(ctx.db)) === 'drill'
  const mark = drill ? ['DIỄN TẬP'] : []
  const headersOf = (p: 'cases' | 'links') => found.report.headers?.[p] ?? []
  const tables = []
  for (const p of format === 'xlsx' ? (['cases', 'links'] as const) : [part]) {
    const rows = (await store.listRefusals(ctx.db, jobId, p)).map((r) => {
      const { cells, differs } = JSON.parse(ctx.secrets.open('import-cells', r.sealed)) as SealedRow
      const join = (pick: (reason: contract.Reason) => string) => [...new Set(r.reasons.map(pick))].filter(Boolean).join('; ')
      const values = (differs ?? []).map((d) => `${d.field}: ${said(d.kept)} → ${said(d.given)}`).join('; ')
      const width = Math.max(headersOf(p).length, 0)
      const own: Cell[] = Array.from({ length: width }, (_, c) => cells[c] ?? null)
      const beyond = cells
        .slice(width)
        .filter((c) => c !== null)
        .map(String)
        .join(' | ')
      return [
        ...own,
        r.row,
        KIND[r.kind],
        join((x) => x.field),
        join((x) => x.rule),
        join((x) => x.vi),
        join((x) => x.en),
        values || beyond || null,
        ...mark,
      ]
    })
    const headers = [
      ...headersOf(p),
      'Dòng',
      'Loại',
      'Trường',
      'Quy tắc',
      'Lý do',
      'Reason',
      'Giá trị đã có → trong tệp',
      ...(drill ? ['Ghi chú'] : []),
    ]
    tables.push({ name: p === 'links' ? 'Liên kết' : (FIRST_SHEET[found.kind] ?? 'Ca bệnh'), headers, rows })
  }
  ctx.note({ jobId, rows: tables.reduce((n, t) => n + t.rows.length, 0), format })
  const fileName = `${drill ? 'dien-tap-' : ''}dong-tra-lai-${found.createdAt.slice(0, 10)}${part === 'links' && format === 'csv' ? '-lien-ket' : ''}.${format}`
  if (format === 'xlsx')
    return { fileName, mime: XLSX, bytes: await toXlsx(tables.filter((t) => t.rows.length > 0 || t.name !== 'Liên kết')) }
  return {
    fileName,
    mime: 'text/csv; charset=utf-8',
    bytes: new TextEncoder().encode(toCsv(tables[0]!.headers, tables[0]!.rows)),
  }
})
