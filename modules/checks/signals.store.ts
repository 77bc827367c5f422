import { type Db, kept, plainArray, sql } from '@phaodai/kernel/sql.ts'
import type { FollowUp, OrderFact, ResultFact, SampleFact, SignalFact } from './signals.rules.ts'

export interface NewSignal {
  signalId: string
  hamletId: number
  householdId: string | null
  teamId: string | null
  checkId: string | null
  visitId: string | null
  source: 'team' | 'visit' | 'pharmacy' | 'clinic' | 'hospital' | 'declaration'
  subjectId: string | null
  who: string | null
  kinds: readonly string[]
  other: string | null
  sinceOn: string | null
  /** What was said in its place where that cannot be. */
  sinceSaid: string | null
  onDay: string
  slot: string
  notedAt: string
}

/** Inserts signals in one batch. @returns rows written */
export const insertSignals = (
  db: Db,
  communeId: number,
  disease: string,
  s: readonly NewSignal[],
  by: { at: string; accountId: string; opId: string },
) =>
  db.run(
    kept(sql`
    insert into signal (commune_id, disease, signal_id, hamlet_id, household_id, team_id, check_id, visit_id, source, subject_id, who, kinds, other, since_on, since_said,
      on_day, slot, noted_at, received_at, recorded_by, op_id)
    select ${communeId}::int, ${disease}::text, u.i, u.m, u.h, u.t, u.c, u.v, u.src, u.s, u.w, string_to_array(u.k, ','), u.o, u.f, u.fs, u.d, u.sl, u.n,
      ${by.at}::timestamptz, ${by.accountId}::uuid, ${by.opId}::uuid
    from unnest(${s.map((x) => x.signalId)}::uuid[], ${s.map((x) => x.hamletId)}::int[], ${s.map((x) => x.householdId)}::uuid[], ${s.map((x) => x.teamId)}::uuid[],
      ${s.map((x) => x.checkId)}::uuid[], ${s.map((x) => x.visitId)}::uuid[], ${s.map((x) => x.source)}::text[], ${s.map((x) => x.subjectId)}::uuid[],
      ${s.map((x) => x.who)}::text[], ${s.map((x) => x.kinds.join(','))}::text[], ${s.map((x) => x.other)}::text[], ${s.map((x) => x.sinceOn)}::date[],
      ${s.map((x) => x.sinceSaid)}::text[], ${s.map((x) => x.onDay)}::date[], ${s.map((x) => x.slot)}::text[], ${s.map((x) => x.notedAt)}::timestamptz[])
      as u (i, m, h, t, c, v, src, s, w, k, o, f, fs, d, sl, n)
    on conflict (commune_id, signal_id) do nothing`),
  )

/** One signal from outside. No conflict target: who writes it may not even see whether it is there. */
export const insertOutsideSignal = (
  db: Db,
  disease: string,
  s: {
    signalId: string
    communeId: number
    hamletId: number
    source: string
    who: string
    kinds: readonly string[]
    other: string | null
    sinceOn: string | null
    sinceSaid: string | null
    onDay: string
    slot: string
    notedAt: string
  },
  by: { at: string; ownerId: string; opId: string },
) =>
  db.run(sql`
    insert into signal (commune_id, signal_id, disease, hamlet_id, source, who, kinds, other, since_on, since_said, on_day, slot, noted_at, received_at,
      recorded_by, op_id)
    values (${s.communeId}, ${s.signalId}, ${disease}, ${s.hamletId}, ${s.source}, ${s.who}, ${[...s.kinds]}::text[], ${s.other}, ${s.sinceOn}, ${s.sinceSaid}, ${s.onDay},
      ${s.slot}, ${s.notedAt}, ${by.at}, ${by.ownerId}, ${by.opId})`)

export interface StoredSignal extends SignalFact, FollowUp {
  communeId: number
  subjectId: string
}

/** Standing signals of subjects, wherever they were noticed, with the copies that stand beside them. */
export const listOfSubjects = (db: Db, disease: string, subjectIds: readonly string[]) =>
  db.many<StoredSignal>(
    kept(sql`
    select commune_id as "communeId", signal_id as "signalId", subject_id as "subjectId", on_day as "onDay", noted_at as "notedAt", order_id as "orderId",
      ordered_at as "orderedAt", sample_due_at as "sampleDueAt", sample_id as "sampleId", sampled_at as "sampledAt", result_id as "resultId",
      result_value as "resultValue", result_at as "resultAt"
    from signal where disease = ${disease} and subject_id = any (array(select unnest(${plainArray(subjectIds)}::uuid[]))) and voided_at is null`),
  )

export const listSubjectsIn = (db: Db, lo: number, hi: number) =>
  db.many<{ disease: string; subjectId: string }>(sql`
    select distinct disease, subject_id as "subjectId" from signal
    where commune_id between ${lo}::int and ${hi}::int and subject_id is not null and voided_at is null order by 1, 2`)

export const listOrders = (db: Db, disease: string, subjectIds: readonly string[]) =>
  db.many<OrderFact & { subjectId: string }>(
    kept(sql`
    select subject_id as "subjectId", order_id as "orderId", ordered_at as "orderedAt", due_at as "dueAt" from test_order
    where disease = ${disease} and subject_id = any (${[...subjectIds]}::uuid[]) and voided_at is null`),
  )

export const listSamples = (db: Db, disease: string, subjectIds: readonly string[]) =>
  db.many<SampleFact & { subjectId: string }>(
    kept(sql`
    select subject_id as "subjectId", sample_id as "sampleId", sampled_at as "sampledAt" from sample
    where disease = ${disease} and subject_id = any (${[...subjectIds]}::uuid[]) and voided_at is null`),
  )

export const listResults = (db: Db, disease: string, subjectIds: readonly string[]) =>
  db.many<ResultFact & { subjectId: string }>(
    kept(sql`
    select subject_id as "subjectId", result_id as "resultId", sample_id as "sampleId", value, released_at as "releasedAt" from result
    where disease = ${disease} and subject_id = any (${[...subjectIds]}::uuid[]) and voided_at is null`),
  )

/** Writes the copies of what the laboratory did. */
export const updateFollowUps = (db: Db, f: readonly (FollowUp & { communeId: number })[]) =>
  db.run(sql`
    update signal s set order_id = u.o, ordered_at = u.oa, sample_due_at = u.od, sample_id = u.sm, sampled_at = u.sa, result_id = u.r, result_value = u.rv, result_at = u.ra
    from unnest(${f.map((x) => x.communeId)}::int[], ${f.map((x) => x.signalId)}::uuid[], ${f.map((x) => x.orderId)}::uuid[], ${f.map((x) => x.orderedAt)}::timestamptz[],
      ${f.map((x) => x.sampleDueAt)}::timestamptz[], ${f.map((x) => x.sampleId)}::uuid[], ${f.map((x) => x.sampledAt)}::timestamptz[], ${f.map((x) => x.resultId)}::uuid[],
      ${f.map((x) => x.resultValue)}::text[], ${f.map((x) => x.resultAt)}::timestamptz[]) as u (c, i, o, oa, od, sm, sa, r, rv, ra)
    where s.commune_id = u.c and s.signal_id = u.i`)

export interface OneSignal {
  communeId: number
  signalId: string
  disease: string
  hamletId: number
  teamId: string | null
  subjectId: string | null
  closedAt: string | null
  closeReason: string | null
  voidedAt: string | null
}

export const findSignal = (db: Db, signalId: string) =>
  db.maybe<OneSignal>(sql`
    select commune_id as "communeId", signal_id as "signalId", disease, hamlet_id as "hamletId", team_id as "teamId", subject_id as "subjectId", closed_at as "closedAt",
      close_reason as "closeReason", voided_at as "voidedAt"
    from signal where signal_id = ${signalId} and commune_id between scope_lo() and scope_hi()`)

/** Whose it is; a signal that came from outside is from now on of that person's home too, and of the team that has it. */
export const updateSubject = (
  db: Db,
  s: OneSignal,
  subjectId: string,
  home: { householdId: string | null; hamletId: number; teamId: string | null } | null,
) =>
  db.run(sql`
    update signal set subject_id = ${subjectId}::uuid, household_id = coalesce(household_id, ${home?.householdId ?? null}::uuid),
      team_id = coalesce(team_id, ${home?.teamId ?? null}::uuid), hamlet_id = case when hamlet_id = 0 then ${home?.hamletId ?? 0}::int else hamlet_id end
    where commune_id = ${s.communeId} and signal_id = ${s.signalId} and subject_id is null`)

export const updateClosed = (db: Db, s: OneSignal, at: string, by: string, reason: string) =>
  db.run(sql`
    update signal set closed_at = ${at}, closed_by = ${by}, close_reason = ${reason}
    where commune_id = ${s.communeId} and signal_id = ${s.signalId} and closed_at is null`)

/** Takes back the signals of a check, or of a visit, that was taken back; answers the humans they were of. */
export const voidSignalsOf = (
  db: Db,
  communeId: number,
  of: { checkId: string | null; visitId: string | null },
  at: string,
  opId: string,
  reason: string,
) =>
  db.many<{ signalId: string; subjectId: string | null; disease: string }>(sql`
    update signal set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${communeId}::int and voided_at is null
      and (${of.checkId}::uuid is null or check_id = ${of.checkId}::uuid) and (${of.visitId}::uuid is null or visit_id = ${of.visitId}::uuid)
      and (${of.checkId}::uuid is not null or ${of.visitId}::uuid is not null)
    returning signal_id as "signalId", subject_id as "subjectId", disease`)

export const reviveSignalsOf = (db: Db, communeId: number, checkId: string, reason: string) =>
  db.many<{ signalId: string; subjectId: string | null; disease: string }>(sql`
    update signal set voided_at = null, void_op = null, void_reason = null
    where commune_id = ${communeId}::int and check_id = ${checkId}::uuid and void_reason = ${reason}
    returning signal_id as "signalId", subject_id as "subjectId", disease`)

export interface ListedSignal extends FollowUp {
  communeId: number
  areaName: string
  hamletId: number
  teamId: string | null
  teamCode: string | null
  householdId: string | null
  subjectId: string | null
  code: string | null
  fullName: string | null
  who: string | null
  source: string
  kinds: string[]
  other: string | null
  sinceOn: string | null
  sinceSaid: string | null
  onDay: string
  slot: 'morning' | 'evening'
  notedAt: string
  receivedAt: string
  closedAt: string | null
  closeReason: string | null
}

/**
 * Standing signals of a range of communes and days, the oldest first. A team sees those it heard, those of the homes that it has now,
 * and those of its hamlet that are nobody's yet.
 */
export const listSignals = (
  db: Db,
  f: {
    disease: string
    lo: number
    hi: number
    teamIds: string[] | null
    from: string
    until: string
    state: string
    limit: number
  },
) =>
  db.many<ListedSignal & { total: number }>(sql`
    with at as (
      select s.*, case when s.result_id is not null then 'answered' when s.closed_at is not null then 'closed' when s.sample_id is not null then 'sampled'
        when s.order_id is not null then 'ordered' when s.subject_id is not null then 'to-order' else 'to-identify' end as state
      from signal s where s.disease = ${f.disease} and s.commune_id between ${f.lo} and ${f.hi} and s.on_day between ${f.from}::date and ${f.until}::date
        and s.voided_at is null and (${f.teamIds}::uuid[] is null or s.team_id = any (${f.teamIds}::uuid[])
          or exists (select 1 from household_team d where d.commune_id = s.commune_id and d.household_id = s.household_id and d.until_on is null
            and d.team_id = any (${f.teamIds}::uuid[]))
          or (s.team_id is null and s.household_id is null and s.hamlet_id <> 0 and exists (select 1 from team m
            where m.commune_id = s.commune_id and m.hamlet_id = s.hamlet_id and m.team_id = any (${f.teamIds}::uuid[]))))
    )
    select s.commune_id as "communeId", a.full_name as "areaName", s.signal_id as "signalId", s.hamlet_id as "hamletId", s.team_id as "teamId", t.code as "teamCode",
      s.household_id as "householdId", s.subject_id as "subjectId", p.code, p.full_name as "fullName", s.who, s.source, s.kinds, s.other, s.since_on as "sinceOn",
      s.since_said as "sinceSaid", s.on_day as "onDay", s.slot, s.noted_at as "notedAt", s.received_at as "receivedAt", s.order_id as "orderId", s.ordered_at as "orderedAt",
      s.sample_due_at as "sampleDueAt", s.sample_id as "sampleId", s.sampled_at as "sampledAt", s.result_id as "resultId", s.result_value as "resultValue",
      s.result_at as "resultAt", s.closed_at as "closedAt", s.close_reason as "closeReason", count(*) over ()::int as total
    from at s join area a on a.area_id = s.commune_id left join team t on t.commune_id = s.commune_id and t.team_id = s.team_id
    left join lateral (select code, full_name from person p where p.subject_id = s.subject_id and p.commune_id = s.commune_id
      order by p.until_on desc nulls first limit 1) p on true
    where ${f.state}::text = 'all' or s.state = ${f.state}::text or (${f.state}::text = 'open' and s.state not in ('answered', 'closed'))
    order by s.received_at, s.signal_id limit ${f.limit}::int`)

/** First days of symptoms that cannot be, as they were said with these checks; of standing signals whose first day is still not known. */
export const listSinceSaid = (db: Db, communeId: number, checkIds: readonly string[]) =>
  db.many<{ checkId: string; sinceSaid: string }>(sql`
    select check_id as "checkId", since_said as "sinceSaid" from signal
    where commune_id = ${communeId}::int and check_id = any (${[...checkIds]}::uuid[]) and since_said is not null and since_on is null and voided_at is null
    order by signal_id`)

export interface SeenSignal {
  communeId: number
  areaName: string
  hamletId: number
  hamletName: string | null
  householdId: string | null
  who: string
  onDay: string
}

/** Who had symptoms where since a day, for clusters. Someone not in the register counts as one of their own. */
export const listSeen = (db: Db, f: { disease: string; lo: number; hi: number; teamIds: string[] | null; from: string }) =>
  db.many<SeenSignal>(sql`
    select s.commune_id as "communeId", a.full_name as "areaName", s.hamlet_id as "hamletId", h.full_name as "hamletName", s.household_id as "householdId",
      coalesce(s.subject_id, s.signal_id) as who, s.on_day as "onDay"
    from signal s join area a on a.area_id = s.commune_id left join area h on h.area_id = s.hamlet_id
    where s.disease = ${f.disease} and s.commune_id between ${f.lo} and ${f.hi} and s.on_day >= ${f.from}::date and s.voided_at is null
      and (${f.teamIds}::uuid[] is null or s.team_id = any (${f.teamIds}::uuid[]))`)
