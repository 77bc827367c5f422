import { type Db, sql } from '@phaodai/kernel/sql.ts'

/** What every list asks: an area's range, or the rows of the post's own body. */
export interface Asked {
  disease: string
  lo: number
  hi: number
  body: number
  subjectId: string | null
  state: string
  limit: number
  offset: number
}

export interface OrderListRow {
  orderId: string
  subjectId: string
  communeId: number
  areaName: string
  code: string
  fullName: string
  reason: string
  orderedAt: string
  dueAt: string
  state: 'due' | 'late' | 'sampled' | 'voided'
  sampleId: string | null
  total: number
}

/** Test orders by their clock at `now`, the most overdue first. */
export const listOrders = (db: Db, f: Omit<Asked, 'body'>, now: string): Promise<OrderListRow[]> =>
  db.many<OrderListRow>(sql`
    with clocked as (
      select o.*, s.sample_id,
        case when o.voided_at is not null then 'voided' when s.sample_id is not null then 'sampled' when o.due_at < ${now}::timestamptz then 'late' else 'due' end as state
      from test_order o
      left join lateral (select sample_id from sample s where s.commune_id = o.commune_id and s.order_id = o.order_id and s.voided_at is null limit 1) s on true
      where o.disease = ${f.disease} and o.commune_id between ${f.lo} and ${f.hi} and (${f.subjectId}::uuid is null or o.subject_id = ${f.subjectId}::uuid)
    )
    select c.order_id as "orderId", c.subject_id as "subjectId", c.commune_id as "communeId", a.full_name as "areaName", coalesce(p.code, '') as code,
      coalesce(p.full_name, '') as "fullName", c.reason, c.ordered_at as "orderedAt", c.due_at as "dueAt", c.state, c.sample_id as "sampleId", count(*) over ()::int as total
    from clocked c join area a on a.area_id = c.commune_id
    left join lateral (select code, full_name from person p where p.subject_id = c.subject_id order by p.until_on desc nulls first limit 1) p on true
    where ${f.state}::text = 'all' or c.state = ${f.state}::text or (${f.state}::text = 'open' and c.state in ('due', 'late'))
    order by c.due_at, c.order_id limit ${f.limit}::int offset ${f.offset}::int`)

export interface SampleListRow {
  sampleId: string
  subjectId: string
  communeId: number
  barcode: string
  label: { name: string; birthYear: number | null; sex: string | null }
  identityCheck: string
  sampledAt: string
  receivedAt: string | null
  state: 'waiting' | 'answered' | 'voided'
  total: number
}

/** Samples, those that wait longest first. */
export const listSamples = (
  db: Db,
  f: Asked & { barcode: string | null; from: string | null; until: string | null },
): Promise<SampleListRow[]> =>
  db.many<SampleListRow>(sql`
    with stated as (
      select s.*, case when s.voided_at is not null then 'voided'
        when exists (select 1 from result r where r.commune_id = s.commune_id and r.sample_id = s.sample_id and r.voided_at is null) then 'answered' else 'waiting' end as state
      from sample s
      where s.disease = ${f.disease} and (s.commune_id between ${f.lo} and ${f.hi} or (${f.body}::int <> 0 and s.body_id = ${f.body}::int))
        and (${f.subjectId}::uuid is null or s.subject_id = ${f.subjectId}::uuid)
        and (${f.barcode}::text is null or s.barcode = ${f.barcode}::text)
        and (${f.from}::date is null or s.sampled_on >= ${f.from}::date) and (${f.until}::date is null or s.sampled_on <= ${f.until}::date)
    )
    select sample_id as "sampleId", subject_id as "subjectId", commune_id as "communeId", barcode, label, identity_check as "identityCheck", sampled_at as "sampledAt",
      received_at as "receivedAt", state, count(*) over ()::int as total
    from stated where ${f.state}::text = 'all' or state = ${f.state}::text or (${f.state}::text = 'standing' and state <> 'voided')
    order by sampled_at, sample_id limit ${f.limit}::int offset ${f.offset}::int`)

export interface ResultListRow {
  resultId: string
  sampleId: string
  subjectId: string
  communeId: number
  areaName: string
  code: string | null
  fullName: string | null
  labelName: string
  barcode: string
  sampledOn: string
  testedAt: string
  releasedAt: string
  method: 'pcr' | 'antigen' | 'sequencing' | 'serology'
  value: 'positive' | 'negative' | 'inconclusive'
  ct: number | null
  confirmed: boolean
  suspect: boolean
  corrects: string | null
  voidedAt: string | null
  voidReason: string | null
  total: number
}

/**
 * Results, newest first. `confirmed`: the person is a case now. `suspect`: a standing positive of someone who is none.
 * A laboratory cannot read confirmations of other communes: there both are false.
 */
export const listResults = (
  db: Db,
  f: Asked & { barcode: string | null; from: string | null; until: string | null; value: string | null; method: string | null },
): Promise<ResultListRow[]> =>
  db.many<ResultListRow>(sql`
    with stated as (
      select r.*, s.barcode, s.sampled_on, s.label,
        exists (select 1 from confirmation c where c.subject_id = r.subject_id and c.disease = r.disease and c.voided_at is null) as is_case
      from result r join sample s on s.commune_id = r.commune_id and s.sample_id = r.sample_id
      where r.disease = ${f.disease} and (r.commune_id between ${f.lo} and ${f.hi} or (${f.body}::int <> 0 and r.body_id = ${f.body}::int))
        and (${f.subjectId}::uuid is null or r.subject_id = ${f.subjectId}::uuid)
        and (${f.barcode}::text is null or s.barcode = ${f.barcode}::text)
        and (${f.value}::text is null or r.value = ${f.value}::text) and (${f.method}::text is null or r.method = ${f.method}::text)
        and (${f.from}::date is null or (r.released_at at time zone 'Asia/Ho_Chi_Minh')::date >= ${f.from}::date)
        and (${f.until}::date is null or (r.released_at at time zone 'Asia/Ho_Chi_Minh')::date <= ${f.until}::date)
    )
    select t.result_id as "resultId", t.sample_id as "sampleId", t.subject_id as "subjectId", t.commune_id as "communeId", a.full_name as "areaName", p.code, p.full_name as "fullName",
      t.label ->> 'name' as "labelName", t.barcode, t.sampled_on as "sampledOn", t.tested_at as "testedAt", t.released_at as "releasedAt", t.method, t.value, t.ct,
      (t.value = 'positive' and t.voided_at is null and t.is_case) as confirmed,
      (t.value = 'positive' and t.voided_at is null and not t.is_case and ${f.body}::int = 0) as suspect,
      t.corrects, t.voided_at as "voidedAt", t.void_reason as "voidReason", count(*) over ()::int as total
    from stated t join area a on a.area_id = t.commune_id
    left join lateral (select code, full_name from person p where p.subject_id = t.subject_id order by p.until_on desc nulls first limit 1) p on true
    where ${f.state}::text = 'all' or (${f.state}::text = 'voided') = (t.voided_at is not null)
      and (${f.state}::text <> 'suspect' or (t.value = 'positive' and not t.is_case))
    order by t.released_at desc, t.result_id limit ${f.limit}::int offset ${f.offset}::int`)

/** Who a row is of: the name where the reader may join it, and the label of the tube. */
export type ListedName = Pick<ResultListRow, 'fullName' | 'labelName'>

export interface TurnaroundRow {
  key: string
  name: string
  [step: string]: number | string | null
}

/** Hours of each step of standing results: how many, the median, the 90th percentile; one row in all, by day of release, or by commune. */
export const listTurnaround = (
  db: Db,
  f: { disease: string; lo: number; hi: number; body: number; from: string | null; until: string | null; by: string },
): Promise<TurnaroundRow[]> =>
  db.many<TurnaroundRow>(sql`
    with steps as (
      select case ${f.by}::text when 'day' then (r.released_at at time zone 'Asia/Ho_Chi_Minh')::date::text when 'area' then r.commune_id::text else '' end as key, a.full_name as name,
        extract(epoch from s.sampled_at - o.ordered_at) / 3600 as os, extract(epoch from s.received_at - s.sampled_at) / 3600 as sr,
        extract(epoch from r.released_at - s.received_at) / 3600 as rr, extract(epoch from r.released_at - s.sampled_at) / 3600 as st
      from result r join sample s on s.commune_id = r.commune_id and s.sample_id = r.sample_id join area a on a.area_id = r.commune_id
      left join test_order o on o.commune_id = s.commune_id and o.order_id = s.order_id
      where r.disease = ${f.disease} and r.voided_at is null and r.corrects is null
        and (r.commune_id between ${f.lo} and ${f.hi} or (${f.body}::int <> 0 and r.body_id = ${f.body}::int))
        and (${f.from}::date is null or (r.released_at at time zone 'Asia/Ho_Chi_Minh')::date >= ${f.from}::date)
        and (${f.until}::date is null or (r.released_at at time zone 'Asia/Ho_Chi_Minh')::date <= ${f.until}::date)
    )
    select key, case ${f.by}::text when 'area' then min(name) else key end as name,
      count(os)::int as "osN", percentile_cont(0.5) within group (order by os) as "osMedian", percentile_cont(0.9) within group (order by os) as "osP90",
      count(sr)::int as "srN", percentile_cont(0.5) within group (order by sr) as "srMedian", percentile_cont(0.9) within group (order by sr) as "srP90",
      count(rr)::int as "rrN", percentile_cont(0.5) within group (order by rr) as "rrMedian", percentile_cont(0.9) within group (order by rr) as "rrP90",
      count(st)::int as "stN", percentile_cont(0.5) within group (order by st) as "stMedian", percentile_cont(0.9) within group (order by st) as "stP90"
    from steps group by key order by key`)
