import { createHash } from 'node:crypto'
import { command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { clean } from '@phaodai/text/fold.ts'
import { FIELDS } from '../tracing/sources/row.ts'
import { sources } from '../tracing/sources/sources.ts'
import { headersHash, sealFile, tableOf, warningsOf } from './imports.files.ts'
import * as store from './imports.store.ts'
import { fieldsOf, lacking, placesOf, proposeStays, type StaysMapping } from './stays.columns.ts'
import * as contract from './stays.contract.ts'

/** @throws Problem import-mapping naming what is wrong */
function readMapping(text: string | undefined, fields: readonly string[]): StaysMapping | null {
  if (text === undefined) return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Problem('import-mapping', { what: 'JSON' })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Problem('import-mapping', { what: 'JSON' })
  for (const [field, column] of Object.entries(value)) {
    const fine =
      field === 'dateOrder'
        ? column === 'dmy' || column === 'mdy'
        : fields.includes(field) && (column === null || typeof column === 'string')
    if (!fine) throw new Problem('import-mapping', { what: field })
  }
  return value as StaysMapping
}

/** Takes a list of stays in: it is read, its columns settled, and it is kept sealed. The rows come in by the runner, step by step. */
export const startStays = command(contract.startStays, async (ctx, input) => {
  const source = sources[input.source]
  const table = await tableOf(input.bytes, input.fileName)
  const given = readMapping(input.mapping, fieldsOf(source))
  const hash = headersHash(table.headers)
  const remembered = (await store.findMapping(ctx.db, ctx.actor.areaId, hash, `stays-${source.kind}`))?.mapping as
    | StaysMapping
    | undefined
  const usable = remembered && placesOf(table.headers, remembered).missing.length === 0 ? remembered : null
  // what is given is laid over the rest: one wrong column is mended alone
  const mapping: StaysMapping = { ...(usable ?? proposeStays(source, table)), ...given }
  const { at, missing } = placesOf(table.headers, mapping)
  const columns = table.headers.join(', ')
  const [lost] = missing
  if (lost) throw new Problem('import-column-missing', { field: lost[0], column: lost[1], columns })
  const wanting = lacking(source, at)
  if (wanting.length > 0) {
    const words = (lang: 0 | 1) =>
      wanting.map((g) => g.map((f) => `${FIELDS[f]?.[lang] ?? f} ("${f}")`).join(lang === 0 ? ' hoặc ' : ' or ')).join('; ')
    throw new Problem('stays-columns', { vi: words(0), en: words(1), columns })
  }
  const dryRun = input.dryRun === 'true'
  const used = new Set(Object.values(at))
  const idle = table.headers.filter((_, c) => !used.has(c)).join(', ')
  const warnings = warningsOf(table)
  if (idle) warnings.push({ vi: `các cột không dùng: ${idle}`, en: `columns not used: ${idle}` })
  if (!dryRun) await store.putMapping(ctx.db, ctx.actor.areaId, hash, `stays-${source.kind}`, mapping, ctx.now)
  const jobId = newId()
  const communeId = ctx.actor.areaId
  const total = table.rows.length
  await store.insertJob(
    ctx.db,
    {
      communeId,
      jobId,
      kind: 'stays',
      disease: null,
      listName: clean(input.fileName.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '')) || input.fileName,
      fileName: input.fileName,
      mapping: {},
      dryRun,
      total,
      report: {
        warnings,
        headers: { cases: table.headers },
        rows: { cases: total, links: 0 },
        next: { cases: 0, links: 0, levels: 0 },
        stays: { source: source.kind, register: input.register === 'true', mapping, stays: 0, places: 0, persons: 0 },
      },
      sha256: createHash('sha256').update(input.bytes).digest(),
      by: ctx.actor.accountId,
      postId: ctx.actor.postId,
    },
    ctx.now,
  )
  await store.insertFile(ctx.db, {
    communeId,
    jobId,
    part: 'cases',
    name: input.fileName,
    sealed: await sealFile(ctx.secrets, input.bytes),
  })
  ctx.note({ jobId, source: source.kind, rows: total, dryRun })
  return { jobId, total, mapping: mapping as Record<string, string | null> }
})
