import { Problem } from '@phaodai/kernel/problem.ts'
import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'

export interface TeamFact {
  communeId: number
  teamId: string
  hamletId: number
  code: string
  name: string
  fromOn: string
  endedOn: string | null
}

/** Until the transaction ends nobody else numbers a team of this commune. */
export const lockNumbering = (db: Db, communeId: number) => db.run(sql`select pg_advisory_xact_lock(714321, ${communeId}::int)`)

/** The greatest number given to a team of the commune: codes end in -T and the number. */
export const lastNumber = (db: Db, communeId: number) =>
  db.one<{ n: number }>(
    sql`select coalesce(max(split_part(code, '-T', 2)::int), 0) as n from team where commune_id = ${communeId}::int`,
  )

export const insertTeam = (db: Db, t: TeamFact, at: string, by: string, opId: string) =>
  db.run(sql`
    insert into team (commune_id, team_id, hamlet_id, code, name, from_on, made_at, made_by, op_id)
    values (${t.communeId}, ${t.teamId}, ${t.hamletId}, ${t.code}, ${t.name}, ${t.fromOn}, ${at}, ${by}, ${opId})
    on conflict (commune_id, team_id) do nothing`)

export const findTeam = (db: Db, teamId: string) =>
  db.maybe<TeamFact>(
    kept(sql`
    select commune_id as "communeId", team_id as "teamId", hamlet_id as "hamletId", code, name, from_on as "fromOn", ended_on as "endedOn"
    from team where team_id = ${teamId} and commune_id between scope_lo() and scope_hi()`),
  )

/** @throws Problem not-found, also where the team lies outside the scope */
export async function getTeam(db: Db, teamId: string): Promise<TeamFact> {
  const team = await findTeam(db, teamId)
  if (!team) throw new Problem('not-found', { what: 'tổ' })
  return team
}

export const listTeamsOf = (db: Db, communeId: number) =>
  db.many<TeamFact>(sql`
    select commune_id as "communeId", team_id as "teamId", hamlet_id as "hamletId", code, name, from_on as "fromOn", ended_on as "endedOn"
    from team where commune_id = ${communeId}::int and ended_on is null order by code`)

export const updateTeamName = (db: Db, t: TeamFact, name: string) =>
  db.run(sql`update team set name = ${name} where commune_id = ${t.communeId} and team_id = ${t.teamId}`)

export const updateTeamEnd = (db: Db, t: TeamFact, on: string, reason: string) =>
  db.run(sql`
    update team set ended_on = ${on}::date, end_reason = ${reason}
    where commune_id = ${t.communeId} and team_id = ${t.teamId} and ended_on is null`)

export interface TeamRow extends TeamFact {
  areaName: string
  hamletName: string | null
  households: number
  members: number
  hasLead: boolean
  guidedBy: string | null
  hasHandbook: boolean
  total: number
}
export interface TeamFilter {
  lo: number
  hi: number
  day: string
  state: string
  /** null: every team. */
  teamIds: string[] | null
  limit: number
  offset: number
}

/** Teams of a range of communes as they stand on a day. */
export const listTeams = (db: Db, f: TeamFilter) =>
  db.many<TeamRow>(sql`
    select t.commune_id as "communeId", t.team_id as "teamId", t.hamlet_id as "hamletId", t.code, t.name, t.from_on as "fromOn", t.ended_on as "endedOn",
      a.full_name as "areaName", h.full_name as "hamletName", coalesce(z.households, 0) as households, m.n as members, m.lead as "hasLead",
      g.item as "guidedBy",
      exists (select 1 from team_record r where r.commune_id = t.commune_id and r.team_id = t.team_id and r.kind = 'handbook' and r.voided_at is null) as "hasHandbook",
      count(*) over ()::int as total
    from team t join area a on a.area_id = t.commune_id left join area h on h.area_id = t.hamlet_id
    left join lateral (select households from team_size z where z.commune_id = t.commune_id and z.team_id = t.team_id and z.from_on <= ${f.day}::date
      order by z.from_on desc limit 1) z on true
    cross join lateral (select count(*)::int as n, coalesce(bool_or(m.is_lead), false) as lead from team_member m
      where m.commune_id = t.commune_id and m.team_id = t.team_id and m.from_on <= ${f.day}::date and (m.until_on is null or m.until_on > ${f.day}::date)) m
    left join lateral (select item from team_record r where r.commune_id = t.commune_id and r.team_id = t.team_id and r.kind = 'guide' and r.voided_at is null
      order by r.on_day desc, r.record_id desc limit 1) g on true
    where t.commune_id between ${f.lo} and ${f.hi} and (${f.teamIds}::uuid[] is null or t.team_id = any (${f.teamIds}::uuid[]))
      and (${f.state}::text = 'all' or (${f.state}::text = 'ended') = (t.ended_on is not null and t.ended_on <= ${f.day}::date))
    order by t.code limit ${f.limit}::int offset ${f.offset}::int`)

export interface MemberRow {
  communeId: number
  memberId: string
  teamId: string
  postId: string
  accountId: string
  isLead: boolean
  fromOn: string
  untilOn: string | null
}

export const insertMember = (db: Db, m: MemberRow & { hamletId: number }, by: string, opId: string) =>
  db.run(sql`
    insert into team_member (commune_id, member_id, team_id, hamlet_id, post_id, account_id, is_lead, from_on, added_by, op_id)
    values (${m.communeId}, ${m.memberId}, ${m.teamId}, ${m.hamletId}, ${m.postId}, ${m.accountId}, ${m.isLead}, ${m.fromOn}, ${by}, ${opId})
    on conflict (commune_id, member_id) do nothing`)

/** Several members of one team. */
export const insertMembers = (
  db: Db,
  t: { communeId: number; teamId: string; hamletId: number },
  m: readonly { memberId: string; postId: string; accountId: string; isLead: boolean }[],
  of: { fromOn: string; by: string; opId: string },
) =>
  db.run(sql`
    insert into team_member (commune_id, member_id, team_id, hamlet_id, post_id, account_id, is_lead, from_on, added_by, op_id)
    select ${t.communeId}::int, u.m, ${t.teamId}::uuid, ${t.hamletId}::int, u.p, u.a, u.l, ${of.fromOn}::date, ${of.by}::uuid, ${of.opId}::uuid
    from unnest(${m.map((x) => x.memberId)}::uuid[], ${m.map((x) => x.postId)}::uuid[], ${m.map((x) => x.accountId)}::uuid[],
      ${m.map((x) => x.isLead)}::boolean[]) as u (m, p, a, l)`)

export const findMember = (db: Db, memberId: string) =>
  db.maybe<MemberRow>(sql`
    select commune_id as "communeId", member_id as "memberId", team_id as "teamId", post_id as "postId", account_id as "accountId", is_lead as "isLead",
      from_on as "fromOn", until_on as "untilOn"
    from team_member where member_id = ${memberId} and commune_id between scope_lo() and scope_hi()`)

/** Members, those who left too. */
export const listMembers = (db: Db, communeId: number, teamId: string) =>
  db.many<MemberRow & { name: string }>(
    kept(sql`
    select m.commune_id as "communeId", m.member_id as "memberId", m.team_id as "teamId", m.post_id as "postId", m.account_id as "accountId",
      m.is_lead as "isLead", m.from_on as "fromOn", m.until_on as "untilOn", coalesce(a.full_name, '') as name
    from team_member m left join account a on a.account_id = m.account_id
    where m.commune_id = ${communeId}::int and m.team_id = ${teamId}::uuid order by m.until_on nulls first, m.is_lead desc, name, m.member_id`),
  )

/** Names the lead of a team; null: nobody. */
export const updateLead = (db: Db, communeId: number, teamId: string, memberId: string | null) =>
  db.run(sql`
    update team_member set is_lead = (member_id is not distinct from ${memberId}::uuid)
    where commune_id = ${communeId}::int and team_id = ${teamId}::uuid and until_on is null`)

export const updateMemberEnd = (db: Db, communeId: number, memberId: string, on: string) =>
  db.run(sql`
    update team_member set until_on = greatest(from_on, ${on}::date), is_lead = false
    where commune_id = ${communeId}::int and member_id = ${memberId}::uuid and until_on is null`)

export const endMembersOf = (db: Db, communeId: number, teamId: string, on: string) =>
  db.run(sql`
    update team_member set until_on = greatest(from_on, ${on}::date)
    where commune_id = ${communeId}::int and team_id = ${teamId}::uuid and until_on is null`)

/** A team post of a commune that stands on a day. */
export const findTeamPost = (db: Db, postId: string, communeId: number, day: string) =>
  db.maybe<{ accountId: string; hamletId: number }>(sql`
    select account_id as "accountId", hamlet_id as "hamletId" from post
    where post_id = ${postId} and commune_id = ${communeId}::int and role = 'team' and from_on <= ${day}::date
      and (until_on is null or until_on >= ${day}::date)`)

/** The team post of an account by its user name, in a commune. */
export const findPostByName = (db: Db, username: string, communeId: number, day: string) =>
  db.maybe<{ postId: string }>(sql`
    select p.post_id as "postId" from account a join post p on p.account_id = a.account_id
    where a.username = lower(${username}::text) and p.commune_id = ${communeId}::int and p.role = 'team' and p.from_on <= ${day}::date
      and (p.until_on is null or p.until_on >= ${day}::date) limit 1`)

/** Teams in which a post is a member, those it has left too. Null: the acting post, where it is not known yet. */
export const listOwnTeams = (db: Db, postId: string | null) =>
  db.many<{ teamId: string; communeId: number; untilOn: string | null; isLead: boolean }>(
    kept(sql`
    select team_id as "teamId", commune_id as "communeId", until_on as "untilOn", is_lead as "isLead" from team_member where post_id = coalesce(${postId}::uuid, scope_post())
      and commune_id between scope_lo() and scope_hi()`),
  )

export const listOwnHamlets = (db: Db, teamIds: string[]) =>
  db.many<{ hamletId: number }>(sql`
    select distinct hamlet_id as "hamletId" from team where team_id = any (${teamIds}::uuid[]) and commune_id between scope_lo() and scope_hi() and hamlet_id <> 0`)

export interface RecordRow {
  communeId: number
  recordId: string
  teamId: string
  kind: string
  onDay: string
  item: string
  quantity: number | null
  amountVnd: number | null
  source: string | null
  voidedAt: string | null
  voidReason: string | null
}

export const insertRecord = (db: Db, r: RecordRow & { hamletId: number }, at: string, by: string, opId: string) =>
  db.run(sql`
    insert into team_record (commune_id, record_id, team_id, hamlet_id, kind, on_day, item, quantity, amount_vnd, source, recorded_at, recorded_by, op_id)
    values (${r.communeId}, ${r.recordId}, ${r.teamId}, ${r.hamletId}, ${r.kind}, ${r.onDay}, ${r.item}, ${r.quantity}, ${r.amountVnd}, ${r.source}, ${at}, ${by}, ${opId})
    on conflict (commune_id, record_id) do nothing`)

export const findRecord = (db: Db, recordId: string) =>
  db.maybe<RecordRow>(sql`
    select commune_id as "communeId", record_id as "recordId", team_id as "teamId", kind, on_day as "onDay", item, quantity, amount_vnd as "amountVnd", source,
      voided_at as "voidedAt", void_reason as "voidReason"
    from team_record where record_id = ${recordId} and commune_id between scope_lo() and scope_hi()`)

export const listRecords = (db: Db, communeId: number, teamId: string) =>
  db.many<RecordRow>(sql`
    select commune_id as "communeId", record_id as "recordId", team_id as "teamId", kind, on_day as "onDay", item, quantity, amount_vnd as "amountVnd", source,
      voided_at as "voidedAt", void_reason as "voidReason"
    from team_record where commune_id = ${communeId}::int and team_id = ${teamId}::uuid order by on_day desc, record_id desc`)

export const updateRecordVoid = (db: Db, r: RecordRow, at: string, opId: string, reason: string) =>
  db.run(sql`
    update team_record set voided_at = ${at}, void_op = ${opId}, void_reason = ${reason}
    where commune_id = ${r.communeId} and record_id = ${r.recordId} and voided_at is null`)

export const insertMendDate = (db: Db, communeId: number, id: string, mendBy: string, at: string, by: string, opId: string) =>
  db.run(sql`
    insert into team_mend (commune_id, mend_id, mend_by, set_at, set_by, op_id)
    values (${communeId}, ${id}, ${mendBy}, ${at}, ${by}, ${opId}) on conflict (commune_id, mend_id) do nothing`)

export interface GapRow {
  communeId: number
  areaName: string
  households: number
  withoutTeam: number
  mendBy: string | null
}

/** Communes of a range that have households or teams: how many homes no team answers for, and the day to mend it by. */
export const listGaps = (db: Db, lo: number, hi: number) =>
  db.many<GapRow>(sql`
    with homes as (
      select h.commune_id, count(*)::int as households, (count(*) filter (where a.assignment_id is null))::int as without
      from household h left join household_team a on a.commune_id = h.commune_id and a.household_id = h.household_id and a.until_on is null
      where h.commune_id between ${lo}::int and ${hi}::int group by 1
    ), manned as (select distinct commune_id from team where commune_id between ${lo}::int and ${hi}::int and ended_on is null)
    select c.area_id as "communeId", c.full_name as "areaName", coalesce(h.households, 0) as households, coalesce(h.without, 0) as "withoutTeam", d.mend_by as "mendBy"
    from area c left join homes h on h.commune_id = c.area_id left join manned m on m.commune_id = c.area_id
    left join lateral (select mend_by from team_mend d where d.commune_id = c.area_id order by d.set_at desc, d.mend_id desc limit 1) d on true
    where c.area_id between ${lo}::int and ${hi}::int and (h.commune_id is not null or m.commune_id is not null or d.mend_by is not null)
    order by c.area_id`)
