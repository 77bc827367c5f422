import { type Db, sql } from '@phaodai/kernel/sql.ts'

export interface TeamFigures {
  communeId: number
  teamId: string
  code: string
  name: string
  due: number
  asked: number
  well: number
  symptomatic: number
  absent: number
  refused: number
  moved: number
  late: number
  conflicts: number
  firstAt: string | null
  lastAt: string | null
}
export interface Range {
  lo: number
  hi: number
  day: string
  slot: string
}

/** What each team in force has reported of a slot; teams without households owe nothing and are left out. `short`: only those not complete. */
export const listTeamFigures = (db: Db, r: Range & { teamIds: string[] | null; short?: boolean }) =>
  db.many<TeamFigures>(sql`
    select t.commune_id as "communeId", t.team_id as "teamId", t.code, t.name, z.households as due, coalesce(s.asked, 0) as asked, coalesce(s.well, 0) as well,
      coalesce(s.symptomatic, 0) as symptomatic, coalesce(s.absent, 0) as absent, coalesce(s.refused, 0) as refused, coalesce(s.moved, 0) as moved,
      coalesce(s.late, 0) as late, coalesce(s.conflicts, 0) as conflicts, s.first_at as "firstAt", s.last_at as "lastAt"
    from team t
    join lateral (select households from team_size z where z.commune_id = t.commune_id and z.team_id = t.team_id and z.from_on <= ${r.day}::date
      order by z.from_on desc limit 1) z on z.households > 0
    left join team_slot s on s.commune_id = t.commune_id and s.team_id = t.team_id and s.on_day = ${r.day}::date and s.slot = ${r.slot}::text
    where t.commune_id between ${r.lo} and ${r.hi} and t.from_on <= ${r.day}::date and (t.ended_on is null or t.ended_on > ${r.day}::date)
      and (${r.teamIds}::uuid[] is null or t.team_id = any (${r.teamIds}::uuid[]))
      and (not ${r.short ?? false}::boolean or coalesce(s.asked, 0) < z.households)
    order by t.code`)

export interface CommuneFigures extends Omit<TeamFigures, 'teamId' | 'code' | 'name'> {
  teamsDue: number
  teamsReported: number
  teamsComplete: number
}

/** The same, added up by commune. */
export const listCommuneFigures = (db: Db, r: Range) =>
  db.many<CommuneFigures>(sql`
    select t.commune_id as "communeId", count(*)::int as "teamsDue", (count(*) filter (where s.asked > 0))::int as "teamsReported",
      (count(*) filter (where s.asked >= z.households))::int as "teamsComplete", sum(z.households)::int as due, coalesce(sum(s.asked), 0)::int as asked,
      coalesce(sum(s.well), 0)::int as well, coalesce(sum(s.symptomatic), 0)::int as symptomatic, coalesce(sum(s.absent), 0)::int as absent,
      coalesce(sum(s.refused), 0)::int as refused, coalesce(sum(s.moved), 0)::int as moved, coalesce(sum(s.late), 0)::int as late,
      coalesce(sum(s.conflicts), 0)::int as conflicts, min(s.first_at) as "firstAt", max(s.last_at) as "lastAt"
    from team t
    join lateral (select households from team_size z where z.commune_id = t.commune_id and z.team_id = t.team_id and z.from_on <= ${r.day}::date
      order by z.from_on desc limit 1) z on z.households > 0
    left join team_slot s on s.commune_id = t.commune_id and s.team_id = t.team_id and s.on_day = ${r.day}::date and s.slot = ${r.slot}::text
    where t.commune_id between ${r.lo} and ${r.hi} and t.from_on <= ${r.day}::date and (t.ended_on is null or t.ended_on > ${r.day}::date)
    group by 1 order by 1`)

export interface SignalFigures {
  communeId: number
  teamId: string | null
  signals: number
  ordered: number
  sampled: number
  answered: number
  positive: number
  waiting: number
}

/** People with a signal of a slot and how far each has come, by the team that has their home on that day. Signals are few: this reads them, never the checks. */
export const listSignalFigures = (db: Db, r: Range & { disease: string }) =>
  db.many<SignalFigures>(sql`
    with who as (
      select s.commune_id, coalesce(a.team_id, s.team_id) as team_id, coalesce(s.subject_id, s.signal_id) as who,
        bool_or(s.order_id is not null or s.sample_id is not null) as ordered, bool_or(s.sample_id is not null) as sampled,
        bool_or(s.result_id is not null) as answered, bool_or(s.result_value = 'positive') as positive, bool_or(s.closed_at is not null) as closed
      from signal s left join household_team a on a.commune_id = s.commune_id and a.household_id = s.household_id
        and a.from_on <= s.on_day and (a.until_on is null or a.until_on > s.on_day)
      where s.commune_id between ${r.lo} and ${r.hi} and s.on_day = ${r.day}::date and s.slot = ${r.slot}::text and s.disease = ${r.disease} and s.voided_at is null
      group by 1, 2, 3
    )
    select commune_id as "communeId", team_id as "teamId", count(*)::int as signals, (count(*) filter (where ordered))::int as ordered,
      (count(*) filter (where sampled))::int as sampled, (count(*) filter (where answered))::int as answered, (count(*) filter (where positive))::int as positive,
      (count(*) filter (where not sampled and not closed))::int as waiting
    from who group by 1, 2`)

export const listHours = (db: Db, lo: number, hi: number, fromAt: string, untilAt: string) =>
  db.many<{ hourAt: string; answer: string; n: number }>(sql`
    select hour_at as "hourAt", answer, sum(n)::int as n from check_hour
    where commune_id between ${lo}::int and ${hi}::int and hour_at >= ${fromAt}::timestamptz and hour_at < ${untilAt}::timestamptz group by 1, 2 order by 1, 2`)

/** People who came, left and moved in on a day, and frail people visited and due. */
export const dayFigures = (db: Db, lo: number, hi: number, day: string) =>
  db.one<{ arrivals: number; departures: number; residents: number; frail: number; visited: number }>(sql`
    select coalesce(sum(people) filter (where kind = 'arrival'), 0)::int as arrivals, coalesce(sum(people) filter (where kind = 'departure'), 0)::int as departures,
      coalesce(sum(people) filter (where kind = 'new-resident'), 0)::int as residents,
      (select count(*) from frail_person where commune_id between ${lo}::int and ${hi}::int and from_on <= ${day}::date and (until_on is null or until_on > ${day}::date))::int as frail,
      (select count(distinct subject_id) from frail_visit where commune_id between ${lo}::int and ${hi}::int and on_day = ${day}::date and voided_at is null)::int as visited
    from movement where commune_id between ${lo}::int and ${hi}::int and on_day = ${day}::date and voided_at is null`)

export interface NewMessage {
  communeId: number
  messageId: string
  teamId: string
  hamletId: number
  text: string
}

export const insertMessages = (
  db: Db,
  m: readonly NewMessage[],
  of: { day: string; slot: string; at: string; accountId: string; opId: string },
) =>
  db.run(sql`
    insert into team_message (commune_id, message_id, team_id, hamlet_id, on_day, slot, text, sent_at, sent_by, op_id)
    select u.c, u.i, u.t, u.h, ${of.day}::date, ${of.slot}::text, u.x, ${of.at}::timestamptz, ${of.accountId}::uuid, ${of.opId}::uuid
    from unnest(${m.map((x) => x.communeId)}::int[], ${m.map((x) => x.messageId)}::uuid[], ${m.map((x) => x.teamId)}::uuid[], ${m.map((x) => x.hamletId)}::int[],
      ${m.map((x) => x.text)}::text[]) as u (c, i, t, h, x)
    on conflict (commune_id, message_id) do nothing`)

export interface MessageRow {
  communeId: number
  messageId: string
  teamId: string
  day: string
  slot: 'morning' | 'evening'
  text: string
  sentAt: string
  readAt: string | null
}

export const listMessages = (db: Db, f: { lo: number; hi: number; teamIds: string[] | null; unread: boolean }) =>
  db.many<MessageRow>(sql`
    select commune_id as "communeId", message_id as "messageId", team_id as "teamId", on_day as day, slot, text, sent_at as "sentAt", read_at as "readAt" from team_message
    where commune_id between ${f.lo} and ${f.hi} and (${f.teamIds}::uuid[] is null or team_id = any (${f.teamIds}::uuid[]))
      and (not ${f.unread}::boolean or read_at is null) order by sent_at desc, message_id limit 200`)

export const findMessage = (db: Db, messageId: string) =>
  db.maybe<{ communeId: number; teamId: string }>(sql`
    select commune_id as "communeId", team_id as "teamId" from team_message where message_id = ${messageId} and commune_id between scope_lo() and scope_hi()`)

export const updateRead = (db: Db, communeId: number, messageId: string, at: string, by: string) =>
  db.run(sql`
    update team_message set read_at = ${at}, read_by = ${by} where commune_id = ${communeId}::int and message_id = ${messageId}::uuid and read_at is null`)

/** Reminders sent of each team and slot since a day. */
export const listReminded = (db: Db, lo: number, hi: number, from: string) =>
  db.many<{ teamId: string; day: string; slot: string; n: number }>(sql`
    select team_id as "teamId", on_day as day, slot, count(*)::int as n from team_message
    where commune_id between ${lo}::int and ${hi}::int and on_day >= ${from}::date group by 1, 2, 3`)
