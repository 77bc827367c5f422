import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface OrderDays {
  orderId: string
  subjectId: string
  fromOn: string
  revoked: boolean
  releasedOn: string | null
}

/** Every order of a range with what decides its isolation. */
export const listOrderDays = (db: Db, lo: number, hi: number): Promise<OrderDays[]> =>
  db.many<OrderDays>(sql`
    select q.order_id as "orderId", q.subject_id as "subjectId", q.from_on as "fromOn", q.revoked_at is not null as revoked, r.released_on as "releasedOn"
    from quarantine_order q left join release r on r.commune_id = q.commune_id and r.order_id = q.order_id and r.voided_at is null
    where q.commune_id between ${lo} and ${hi}`)

export interface IsolationDays {
  isolationId: string
  fromOn: string
  untilOn: string | null
  voided: boolean
  /** Voided by another operation than a revocation: nobody revoked the order then. */
  byHand: boolean
}

export const listIsolationDays = (db: Db, ids: string[]): Promise<IsolationDays[]> =>
  db.many<IsolationDays>(sql`
    select i.isolation_id as "isolationId", i.from_on as "fromOn", i.until_on as "untilOn", i.voided_at is not null as voided,
      i.voided_at is not null and not exists (select 1 from quarantine_order q where q.subject_id = i.subject_id and q.revoked_at = i.voided_at) as "byHand"
    from isolation i where i.isolation_id = any (${ids}::uuid[])`)
