import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { Conclusion } from './missed.contract.ts'

export interface MissedFact {
  subjectId: string
  recordedAs: string
  communeId: number
  areaName: string
  code: string
  fullName: string
  householdId: string | null
  knownOn: string
  onsetOn: string
  foundHow: 'inpatient' | 'reported' | 'ordered' | 'written'
  foundOn: string
  foundWhere: string | null
  unnamed: number
}

/** Cases of a range known within days that a hospital found first, unreported. Wants the engine's scope: a stay lies where the hospital is. */
export const listMissed = (
  db: Db,
  f: { disease: string; lo: number; hi: number; from: string; until: string; backDays: number; subjectId: string | null },
) =>
  db.many<MissedFact>(sql`
    select m.subject_id as "subjectId", m.recorded_as as "recordedAs", m.commune_id as "communeId", a.full_name as "areaName", p.code, p.full_name as "fullName",
      p.household_id as "householdId", m.known_on as "knownOn", m.onset_on as "onsetOn", m.found_how as "foundHow", m.found_on as "foundOn",
      m.found_where as "foundWhere",
      (select count(*)::int from signal g where g.commune_id = m.commune_id and g.household_id = p.household_id and g.subject_id is null and g.voided_at is null
        and g.on_day between m.onset_on - ${f.backDays}::int and m.found_on) as unnamed
    from missed_fevers(${f.disease}::text, ${f.lo}::int, ${f.hi}::int, ${f.from}::date, ${f.until}::date, ${f.backDays}::int) m
    join area a on a.area_id = m.commune_id
    join lateral (select code, full_name, household_id from person p where p.subject_id in (m.subject_id, m.recorded_as)
      order by p.commune_id = m.commune_id desc, p.subject_id = m.subject_id desc, p.until_on desc nulls first limit 1) p on true
    where ${f.subjectId}::uuid is null or m.subject_id = ${f.subjectId}::uuid or m.recorded_as = ${f.subjectId}::uuid
    order by m.found_on desc, m.subject_id`)

export interface HomeCheck {
  onDay: string
  slot: 'morning' | 'evening'
  answer: string
  teamName: string
}
/** What stands of the answers at a door between two days. */
export const listHomeChecks = (db: Db, communeId: number, householdId: string, from: string, until: string) =>
  db.many<HomeCheck>(sql`
    select c.on_day as "onDay", c.slot, c.answer, t.name || ' (' || t.code || ')' as "teamName"
    from household_check c join team t on t.commune_id = c.commune_id and t.team_id = c.team_id
    where c.commune_id = ${communeId}::int and c.household_id = ${householdId}::uuid and c.on_day between ${from}::date and ${until}::date and c.voided_at is null
      and not exists (select 1 from household_check r where r.commune_id = c.commune_id and r.replaces = c.check_id and r.voided_at is null
        and r.household_id = c.household_id and r.on_day = c.on_day and r.slot = c.slot)
    order by c.on_day, c.slot desc, c.captured_at`)

/** Teams that had a home between two days, with the days. */
export const listTeamsOfHome = (db: Db, communeId: number, householdId: string, from: string, until: string) =>
  db.many<{ name: string; fromOn: string; untilOn: string | null }>(sql`
    select t.name || ' (' || t.code || ')' as name, h.from_on as "fromOn", h.until_on as "untilOn"
    from household_team h join team t on t.commune_id = h.commune_id and t.team_id = h.team_id
    where h.commune_id = ${communeId}::int and h.household_id = ${householdId}::uuid and h.from_on <= ${until}::date
      and (h.until_on is null or h.until_on > ${from}::date) order by h.from_on`)

/** Sentinels of a commune and what each sent between two days. */
export const listSentinelDays = (db: Db, communeId: number, from: string, until: string) =>
  db.many<{ kind: string; name: string; days: number; people: number; nilDays: number }>(sql`
    select s.kind, s.name, count(distinct t.on_day)::int as days, coalesce(sum(t.people) filter (where t.kind = 'report'), 0)::int as people,
      (count(distinct t.on_day) filter (where t.kind = 'nil'))::int as "nilDays"
    from sentinel s left join sentinel_tally t on t.commune_id = s.commune_id and t.sentinel_id = s.sentinel_id and t.on_day between ${from}::date and ${until}::date
    where s.commune_id = ${communeId}::int and s.from_on <= ${until}::date and (s.ended_on is null or s.ended_on > ${from}::date)
    group by s.sentinel_id, s.kind, s.name order by s.kind, s.name, s.sentinel_id`)

/** Signals of a commune between two days: how many, sampled, past their time without a sample, of somebody not found in the register. */
export const countSignals = (db: Db, communeId: number, from: string, until: string, now: string) =>
  db.one<{ all: number; sampled: number; late: number; unnamed: number }>(sql`
    select count(*)::int as all, (count(*) filter (where sample_id is not null))::int as sampled,
      (count(*) filter (where sample_id is null and closed_at is null and sample_due_at < ${now}::timestamptz))::int as late,
      (count(*) filter (where subject_id is null))::int as unnamed
    from signal where commune_id = ${communeId}::int and on_day between ${from}::date and ${until}::date and voided_at is null`)

/** Slots of teams between two days: owed and complete. */
export const countSlots = (db: Db, lo: number, hi: number, from: string, until: string) =>
  db.one<{ owed: number; complete: number }>(sql`
    select count(*)::int as owed, (count(*) filter (where coalesce(s.asked, 0) >= z.households))::int as complete
    from team t cross join generate_series(0, ${until}::date - ${from}::date) as n(ahead) cross join (values ('morning'), ('evening')) as o(slot)
    join lateral (select households from team_size z where z.commune_id = t.commune_id and z.team_id = t.team_id and z.from_on <= ${from}::date + n.ahead
      order by z.from_on desc limit 1) z on z.households > 0
    left join team_slot s on s.commune_id = t.commune_id and s.team_id = t.team_id and s.on_day = ${from}::date + n.ahead and s.slot = o.slot
    where t.commune_id between ${lo}::int and ${hi}::int and t.from_on <= ${from}::date + n.ahead and (t.ended_on is null or t.ended_on > ${from}::date + n.ahead)`)

export interface ReviewFact {
  reviewId: string
  communeId: number
  subjectId: string
  conclusion: Conclusion
  words: string
  document: string
  signedOn: string
  signatory: string
  reviewedAt: string
  reviewerRole: string
  voidedAt: string | null
  voidReason: string | null
}
/** Conclusions about people, the newest first; voided ones too. */
export const listReviews = (db: Db, disease: string, subjectIds: readonly string[]) =>
  db.many<ReviewFact>(sql`
    select review_id as "reviewId", commune_id as "communeId", subject_id as "subjectId", conclusion, words, document, signed_on as "signedOn", signatory,
      reviewed_at as "reviewedAt", reviewer_role as "reviewerRole", voided_at as "voidedAt", void_reason as "voidReason"
    from missed_fever_review where disease = ${disease} and subject_id = any (${[...subjectIds]}::uuid[]) order by reviewed_at desc, review_id`)

export const insertReview = (
  db: Db,
  r: Omit<ReviewFact, 'reviewedAt' | 'voidedAt' | 'voidReason'> & { disease: string; facts: unknown },
  by: { at: string; accountId: string; opId: string },
) =>
  db.run(sql`
    insert into missed_fever_review (commune_id, review_id, subject_id, disease, conclusion, words, document, signed_on, signatory, facts, reviewed_at, reviewed_by,
      reviewer_role, op_id)
    values (${r.communeId}, ${r.reviewId}, ${r.subjectId}, ${r.disease}, ${r.conclusion}, ${r.words}, ${r.document}, ${r.signedOn}, ${r.signatory},
      ${JSON.stringify(r.facts)}::jsonb, ${by.at}, ${by.accountId}, ${r.reviewerRole}, ${by.opId})
    on conflict (commune_id, review_id) do nothing`)

export const updateReviewVoid = (db: Db, communeId: number, reviewId: string, at: string, opId: string, reason: string) =>
  db.run(sql`
    update missed_fever_review set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${communeId}::int and review_id = ${reviewId}::uuid and voided_at is null`)

/** Tasks that a conclusion gave, as far as the scope reaches. */
export const listTasksOf = (db: Db, sourceIds: readonly string[]) =>
  db.many<{ taskId: string; sourceId: string }>(sql`
    select task_id as "taskId", source_id as "sourceId" from task where source_kind = 'missed-fever' and source_id = any (${[...sourceIds]}::uuid[])
    order by given_at, task_id`)
