import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import type { SourceKind } from '../tracing/sources/stay.ts'
import type { Mapping, Reason } from './imports.contract.ts'
import type { StaysMapping } from './stays.columns.ts'

/** What a job keeps beside its figures. No names: ids of cases as the list has them, headings, words. */
export interface Report {
  /** Waits for its links. */
  hold?: boolean
  warnings?: Words[]
  headers?: { cases?: string[]; links?: string[] }
  /** How many rows of each file. */
  rows?: { cases: number; links: number }
  /** Steps done: chunks of rows, of links, of levels. */
  next?: { cases: number; links: number; levels: number }
  notes?: number
  /** Links that the table of transmissions cannot hold, but that the chains speak of: to itself, or with one end. */
  selfLinks?: string[]
  halfLinks?: [string | null, string | null][]
  cancelled?: boolean
  failure?: string
  /** Of a list of stays: where they come from, how it is read, and what was made so far. */
  stays?: StaysReport
}

export interface StaysReport {
  source: SourceKind
  register: boolean
  mapping: StaysMapping
  stays: number
  places: number
  persons: number
}

export interface JobRow {
  communeId: number
  jobId: string
  kind: string
  disease: string | null
  listName: string
  fileName: string
  linksName: string | null
  mapping: Mapping
  dryRun: boolean
  state: 'waiting' | 'running' | 'done' | 'failed'
  total: number
  done: number
  added: number
  unchanged: number
  differing: number
  refused: number
  linksAdded: number
  linksUnchanged: number
  linksRefused: number
  report: Report
  createdAt: string
  finishedAt: string | null
}

export const insertJob = (
  db: Db,
  j: Pick<
    JobRow,
    'communeId' | 'jobId' | 'kind' | 'disease' | 'listName' | 'fileName' | 'mapping' | 'dryRun' | 'total' | 'report'
  > & {
    sha256: Buffer
    by: string
    postId: string
  },
  at: string,
): Promise<number> =>
  db.run(sql`
    insert into import_job (commune_id, job_id, kind, disease, list_name, file_name, file_sha256, mapping, dry_run, state, total, report, created_at, created_by, post_id)
    values (${j.communeId}, ${j.jobId}, ${j.kind}, ${j.disease}, ${j.listName}, ${j.fileName}, ${j.sha256}, ${JSON.stringify(j.mapping)}, ${j.dryRun}, 'waiting',
      ${j.total}, ${JSON.stringify(j.report)}, ${at}, ${j.by}, ${j.postId}) on conflict do nothing`)

export const findJob = (db: Db, jobId: string): Promise<JobRow | null> =>
  db.maybe<JobRow>(sql`
    select commune_id as "communeId", job_id as "jobId", kind, disease, list_name as "listName", file_name as "fileName", links_name as "linksName", mapping,
      dry_run as "dryRun", state, total, done, added, unchanged, differing, refused, links_added as "linksAdded", links_unchanged as "linksUnchanged",
      links_refused as "linksRefused", report, created_at as "createdAt", finished_at as "finishedAt"
    from import_job where job_id = ${jobId} and kind in ('linelist', 'stays')`)

/** @throws Problem not-found */
export async function getJob(db: Db, jobId: string): Promise<JobRow> {
  const found = await findJob(db, jobId)
  if (!found) throw new Problem('not-found', { what: 'lượt nhập' })
  return found
}

/** Locks a job's row for this transaction, so that two runners never add to its figures at once. */
export const lockJob = (db: Db, jobId: string): Promise<{ jobId: string } | null> =>
  db.maybe(sql`select job_id as "jobId" from import_job where job_id = ${jobId} for update`)

export const listJobs = (db: Db, disease: string | null, limit: number): Promise<JobRow[]> =>
  db.many<JobRow>(sql`
    select commune_id as "communeId", job_id as "jobId", kind, disease, list_name as "listName", file_name as "fileName", links_name as "linksName", mapping,
      dry_run as "dryRun", state, total, done, added, unchanged, differing, refused, links_added as "linksAdded", links_unchanged as "linksUnchanged",
      links_refused as "linksRefused", report, created_at as "createdAt", finished_at as "finishedAt"
    from import_job where kind in ('linelist', 'stays') and (${disease}::text is null or disease = ${disease}) order by created_at desc, job_id limit ${limit}`)

/** Jobs of any area that are not finished, oldest first. */
export const listUnfinished = (db: Db): Promise<{ jobId: string; postId: string }[]> =>
  db.many(sql`select job_id as "jobId", post_id as "postId" from import_unfinished()`)

/** What a step adds to a job's figures. */
export interface Step {
  done: number
  added: number
  unchanged: number
  differing: number
  refused: number
  linksAdded: number
  linksUnchanged: number
  linksRefused: number
}

export const addStep = (db: Db, jobId: string, s: Step, report: Report): Promise<number> =>
  db.run(sql`
    update import_job set state = 'running', done = done + ${s.done}::int, added = added + ${s.added}::int, unchanged = unchanged + ${s.unchanged}::int,
      differing = differing + ${s.differing}::int, refused = refused + ${s.refused}::int, links_added = links_added + ${s.linksAdded}::int,
      links_unchanged = links_unchanged + ${s.linksUnchanged}::int, links_refused = links_refused + ${s.linksRefused}::int, report = ${JSON.stringify(report)}::jsonb
    where job_id = ${jobId}`)

/** Links come in: the job waits to be taken up (again). */
export const setLinks = (
  db: Db,
  jobId: string,
  linksName: string,
  mapping: Mapping,
  total: number,
  report: Report,
): Promise<number> =>
  db.run(sql`
    update import_job set links_name = ${linksName}, mapping = ${JSON.stringify(mapping)}, total = ${total}::int, report = ${JSON.stringify(report)},
      state = 'waiting', finished_at = null where job_id = ${jobId}`)

export const setState = (
  db: Db,
  jobId: string,
  state: JobRow['state'],
  report: Report,
  finishedAt: string | null,
): Promise<number> =>
  db.run(
    sql`update import_job set state = ${state}, report = ${JSON.stringify(report)}, finished_at = ${finishedAt}::timestamptz where job_id = ${jobId}`,
  )

export const insertFile = (
  db: Db,
  f: { communeId: number; jobId: string; part: 'cases' | 'links'; name: string; sealed: Buffer },
): Promise<number> =>
  db.run(sql`
    insert into import_file (commune_id, job_id, part, name, sealed) values (${f.communeId}, ${f.jobId}, ${f.part}, ${f.name}, ${f.sealed})
    on conflict (commune_id, job_id, part) do nothing`)

export const findFile = (db: Db, jobId: string, part: 'cases' | 'links'): Promise<{ name: string; sealed: Buffer } | null> =>
  db.maybe(sql`select name, sealed from import_file where job_id = ${jobId} and part = ${part}`)

export interface RefusalRow {
  row: number
  kind: 'refused' | 'differs' | 'note'
  sealed: Buffer
  reasons: Reason[]
}

/** A row already given back for another reason keeps both. One entry a row and kind in one call. */
export async function insertRefusals(
  db: Db,
  communeId: number,
  jobId: string,
  part: 'cases' | 'links',
  rows: RefusalRow[],
): Promise<void> {
  if (rows.length === 0) return
  await db.run(sql`
    insert into import_refusal (commune_id, job_id, part, row_number, kind, cells_sealed, reasons)
    select ${communeId}::int, ${jobId}::uuid, ${part}::text, n, k, s, r
    from unnest(${rows.map((r) => r.row)}::int[], ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.sealed)}::bytea[],
      ${rows.map((r) => JSON.stringify(r.reasons))}::jsonb[]) as u (n, k, s, r)
    on conflict (commune_id, job_id, part, row_number, kind) do update set reasons = import_refusal.reasons || excluded.reasons`)
}

/** The rows given back, in order of the file: refused and differing first, then notes. */
export const listRefusals = (db: Db, jobId: string, part: 'cases' | 'links'): Promise<RefusalRow[]> =>
  db.many<RefusalRow>(sql`
    select row_number as row, kind, cells_sealed as sealed, reasons from import_refusal where job_id = ${jobId} and part = ${part}
    order by kind = 'note', row_number, kind`)

/** The first reasons of a job, without the cells. */
export const listReasons = (
  db: Db,
  jobId: string,
  limit: number,
): Promise<{ part: 'cases' | 'links'; row: number; kind: 'refused' | 'differs' | 'note'; reasons: Reason[] }[]> =>
  db.many(sql`
    select part, row_number as row, kind, reasons from import_refusal where job_id = ${jobId}
    order by kind = 'note', part, row_number, kind limit ${limit}`)

export const findMapping = (db: Db, communeId: number, headersHash: Buffer, kind: string): Promise<{ mapping: Mapping } | null> =>
  db.maybe(
    sql`select mapping from import_mapping where commune_id = ${communeId} and headers_hash = ${headersHash} and kind = ${kind}`,
  )

export const putMapping = (
  db: Db,
  communeId: number,
  headersHash: Buffer,
  kind: string,
  mapping: Mapping | StaysMapping,
  at: string,
): Promise<number> =>
  db.run(sql`
    insert into import_mapping (commune_id, headers_hash, kind, mapping, used_at) values (${communeId}, ${headersHash}, ${kind}, ${JSON.stringify(mapping)}, ${at})
    on conflict (commune_id, headers_hash, kind) do update set mapping = excluded.mapping, used_at = excluded.used_at`)

/** One runner at a time in an instance; held by the connection, so that it ends with the process. Waits for its turn. */
export const lockRunner = (db: Db): Promise<number> => db.run(sql`select pg_advisory_lock(714310)`)
/** The same without waiting. */
export const tryLockRunner = (db: Db): Promise<{ got: boolean }> => db.one(sql`select pg_try_advisory_lock(714310) as got`)
export const unlockRunner = (db: Db): Promise<number> => db.run(sql`select pg_advisory_unlock(714310)`)
