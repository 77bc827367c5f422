import { createHash } from 'node:crypto'
import { command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { findDisease } from '../policy/policy.reading.ts'
import * as contract from './imports.contract.ts'
import {
  checkColumns,
  chooseMapping,
  headersHash,
  linkColumns,
  linkRows,
  readMapping,
  sealFile,
  tableOf,
  warningsOf,
} from './imports.files.ts'
import * as store from './imports.store.ts'
import { columnsOf } from './rows.rules.ts'

const withoutEnding = (name: string) => name.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '') || name

/** Takes a file in: it is read, its mapping settled, and it is kept sealed. The rows come in by the runner, step by step. */
export const start = command(contract.start, async (ctx, input) => {
  const { code: disease } = await findDisease(ctx.db, input.disease)
  const table = await tableOf(input.bytes, input.fileName)
  const given = readMapping(input.mapping)
  const hash = headersHash(table.headers)
  const remembered = await store.findMapping(ctx.db, ctx.actor.areaId, hash, 'linelist')
  const { mapping, uncertain } = chooseMapping(table, given, remembered?.mapping ?? null)
  if (uncertain.includes('id')) throw new Problem('import-id-column', { columns: table.headers.join(', ') })
  checkColumns(table, mapping)
  const dryRun = input.dryRun === 'true'
  const { columns } = columnsOf(table.headers, mapping)
  const used = new Set([...Object.values(columns.at), ...columns.details.map(([, c]) => c)])
  const idle = table.headers.filter((_, c) => !used.has(c)).join(', ')
  const warnings = warningsOf(table)
  if (idle)
    warnings.push({
      vi: `các cột không dùng (vẫn còn trong tệp được giữ): ${idle}`,
      en: `columns not used (kept in the stored file): ${idle}`,
    })
  if (!dryRun) await store.putMapping(ctx.db, ctx.actor.areaId, hash, 'linelist', mapping, ctx.now)
  const jobId = newId()
  const communeId = ctx.actor.areaId
  const total = table.rows.length
  await store.insertJob(
    ctx.db,
    {
      communeId,
      jobId,
      kind: 'linelist',
      disease,
      listName: input.list ?? withoutEnding(input.fileName),
      fileName: input.fileName,
      mapping,
      dryRun,
      total,
      report: {
        ...(input.waitForLinks === 'true' && { hold: true }),
        warnings,
        headers: { cases: table.headers },
        rows: { cases: total, links: 0 },
        next: { cases: 0, links: 0, levels: 0 },
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
  ctx.note({ jobId, disease, rows: total, dryRun })
  return { jobId, total, mapping }
})

/** The file of links comes to its job; a job that is done goes on with them. */
export const addLinks = command(contract.addLinks, async (ctx, input) => {
  await store.lockJob(ctx.db, input.jobId)
  const job = await store.getJob(ctx.db, input.jobId)
  if (job.state === 'failed' || job.linksName !== null) throw new Problem('import-ended')
  const table = await tableOf(input.bytes, input.fileName)
  const given = readMapping(input.mapping)
  const { from, to, guessed } = linkColumns(table, given?.links ? given : job.mapping, job.mapping.id)
  const { hold: _, ...report } = job.report
  const warnings = [...(report.warnings ?? []), ...warningsOf(table)]
  if (guessed)
    warnings.push({
      vi: `coi cột "${from}" là nguồn lây và cột "${to}" là người bị lây; nếu sai, nêu "links" trong bảng ghép cột`,
      en: `took "${from}" as the infector and "${to}" as the infectee; if wrong, name "links" in the mapping`,
    })
  const found = linkRows(table, from, to)
  if (found.headless)
    warnings.push({
      vi: `tệp liên kết không có dòng tiêu đề: dòng đầu (${from}, ${to}) được đọc là một liên kết`,
      en: `the file of links has no header row: its first line (${from}, ${to}) is read as a link`,
    })
  const rows = { cases: report.rows?.cases ?? 0, links: found.rows.length }
  await store.setLinks(ctx.db, input.jobId, input.fileName, { ...job.mapping, links: { from, to } }, rows.cases + rows.links, {
    ...report,
    warnings,
    headers: { ...report.headers, links: table.headers },
    rows,
    next: { ...(report.next ?? { cases: 0, levels: 0 }), links: 0 },
  })
  await store.insertFile(ctx.db, {
    communeId: job.communeId,
    jobId: input.jobId,
    part: 'links',
    name: input.fileName,
    sealed: await sealFile(ctx.secrets, input.bytes),
  })
  ctx.note({ jobId: input.jobId, rows: rows.links })
  return { jobId: input.jobId, total: rows.cases + rows.links, from, to }
})

/** Stops a job after the step at hand. What is in stays in. */
export const cancel = command(contract.cancel, async (ctx, { jobId }) => {
  await store.lockJob(ctx.db, jobId)
  const job = await store.getJob(ctx.db, jobId)
  if (job.state === 'done' || job.state === 'failed') throw new Problem('import-ended')
  await store.setState(ctx.db, jobId, 'failed', { ...job.report, cancelled: true }, ctx.now)
  ctx.note({ jobId, added: job.added })
  return { jobId, added: job.added }
})
