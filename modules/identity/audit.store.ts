import { newId } from '@phaodai/kernel/ids.ts'
import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface SignInEntry {
  /** The account's home area; 0 where the name is unknown. */
  communeId: number
  at: string
  accountId: string | null
  postId: string | null
  role: string | null
  action: 'identity.sign-in' | 'identity.sign-out' | 'identity.switch-post'
  /** Never the name typed: people type passwords there. */
  details: Record<string, unknown>
}

export const insertSignIn = (db: Db, e: SignInEntry) =>
  db.run(sql`
    insert into audit (commune_id, audit_id, at, account_id, post_id, role, action, kind, details)
    values (${e.communeId}, ${newId()}, ${e.at}, ${e.accountId}, ${e.postId}, ${e.role}, ${e.action}, 'sign-in', ${JSON.stringify(e.details)})`)

export interface AuditFilter {
  subjectId: string | null
  accountId: string | null
  action: string | null
  kind: string | null
  fromAt: string | null
  untilAt: string | null
  beforeAt: string | null
  beforeId: string | null
  limit: number
}

export interface AuditEntry {
  auditId: string
  at: string
  wallAt: string
  /** Position in the log, to the microsecond. */
  cursor: string
  accountId: string | null
  username: string | null
  fullName: string | null
  role: string | null
  areaId: number
  action: string
  kind: 'write' | 'read' | 'sign-in' | 'denied' | 'refused'
  subjectIds: string[]
  details: Record<string, unknown>
}

/** Newest first. */
export const listAudit = (db: Db, lo: number, hi: number, f: AuditFilter) =>
  db.many<AuditEntry>(sql`
    select u.audit_id as "auditId", u.at, u.wall_at as "wallAt", u.wall_at::text || '|' || u.audit_id::text as cursor, u.account_id as "accountId",
           a.username, a.full_name as "fullName", u.role, u.commune_id as "areaId", u.action, u.kind, u.subject_ids as "subjectIds", u.details
    from audit u left join account a on a.account_id = u.account_id
    where u.commune_id between ${lo}::int and ${hi}::int
      and (${f.subjectId}::uuid is null or u.subject_ids @> array[${f.subjectId}::uuid])
      and (${f.accountId}::uuid is null or u.account_id = ${f.accountId}::uuid)
      and (${f.action}::text is null or starts_with(u.action, ${f.action}::text))
      and (${f.kind}::text is null or u.kind = ${f.kind}::text)
      and (${f.fromAt}::timestamptz is null or u.at >= ${f.fromAt}::timestamptz)
      and (${f.untilAt}::timestamptz is null or u.at < ${f.untilAt}::timestamptz)
      and (${f.beforeAt}::timestamptz is null or (u.wall_at, u.audit_id) < (${f.beforeAt}::timestamptz, ${f.beforeId}::uuid))
    order by u.wall_at desc, u.audit_id desc limit ${f.limit}::int`)
