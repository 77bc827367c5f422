import { type Db, kept, sql } from '@phaodai/kernel/sql.ts'
import type { AnswerColumns } from './packed.rules.ts'

export interface Held {
  householdId: string
  teamId: string
  /** False: it was theirs, and is another's or nobody's on that day. */
  held: boolean
}

/** Of these homes (null: all that they hold on the day) those that teams have or had. */
export const listHeld = (db: Db, communeId: number, teamIds: readonly string[], day: string, homes: readonly string[] | null) =>
  db.many<Held>(
    kept(sql`
    select a.household_id as "householdId", (array_agg(a.team_id order by a.from_on desc))[1] as "teamId",
      bool_or(a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)) as held
    from household_team a where a.commune_id = ${communeId}::int and a.team_id = any (${[...teamIds]}::uuid[])
      and (${homes as string[] | null}::uuid[] is null or a.household_id = any (${homes as string[] | null}::uuid[])) group by 1`),
  )

/** Homes that came to teams or left them by the calendar alone, after one day and up to another. */
export const listTurned = (db: Db, communeId: number, teamIds: readonly string[], after: string, day: string) =>
  db.many<{ householdId: string }>(sql`
    select distinct household_id as "householdId" from household_team
    where commune_id = ${communeId}::int and team_id = any (${[...teamIds]}::uuid[])
      and (from_on > ${after}::date and from_on <= ${day}::date or until_on > ${after}::date and until_on <= ${day}::date)`)

/** A home in a team's round, with what stands on the door. */
export interface HomeHeld {
  householdId: string
  teamId: string
  order: number | null
  door: string | null
  address: string
  headName: string | null
}

/** Of these homes those that teams hold on a day. */
export const listHomesHeld = (db: Db, communeId: number, teamIds: readonly string[], day: string, homes: readonly string[]) =>
  db.many<HomeHeld>(
    kept(sql`
    select a.household_id as "householdId", a.team_id as "teamId", a.walk_order as "order", h.door, h.address, h.head_name as "headName"
    from household_team a join household h on h.commune_id = a.commune_id and h.household_id = a.household_id
    where a.commune_id = ${communeId}::int and a.team_id = any (${[...teamIds]}::uuid[]) and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)
      and a.household_id = any (${[...homes]}::uuid[]) order by a.team_id, a.walk_order nulls last, h.door, h.address, a.household_id`),
  )

export interface HomeAssigned extends HomeHeld {
  fromOn: string
  untilOn: string | null
}

/** All homes that were ever given to the teams of the acting post, in the order of the round, with when; once also where a member left and came back. */
export const listHomesOf = (db: Db) =>
  db.many<HomeAssigned>(
    kept(sql`
    select a.household_id as "householdId", a.team_id as "teamId", a.walk_order as "order", h.door, h.address, h.head_name as "headName", a.from_on as "fromOn", a.until_on as "untilOn"
    from (select distinct commune_id, team_id from team_member where post_id = scope_post() and commune_id between scope_lo() and scope_hi()) m
      join household_team a on a.commune_id = m.commune_id and a.team_id = m.team_id
      join household h on h.commune_id = a.commune_id and h.household_id = a.household_id
    order by a.team_id, a.walk_order nulls last, h.door, h.address, a.household_id`),
  )

/**
 * Versions of answers since a day, by columns (packed.rules.ts), with the last day. Bytes: put together as text it takes a third longer, as lists
 * in JSON and in an order (which the phone makes) half as long again.
 */
export async function listColumns(db: Db, communeId: number, homes: readonly string[], from: string, until: string) {
  const rows = await db.many<{
    householdId: string
    n: number
    lastOn: string
    ids: string
    said: string
    captured: string
    received: string
    more: AnswerColumns['more'] | null
  }>(
    kept(sql`
    select c.household_id as "householdId", count(*)::int as n, max(c.on_day) as "lastOn", encode(string_agg(uuid_send(c.check_id), ''), 'hex') as ids,
      encode(string_agg(int2send(((((c.on_day - ${from}::date) * 2 + case c.slot when 'morning' then 0 else 1 end) * 8
        + case c.answer when 'well' then 0 when 'symptom' then 1 when 'absent' then 2 when 'refused' then 3 else 4 end) * 4
        + case c.lateness when 'none' then 0 when 'arrived' then 1 when 'recorded' then 2 else 3 end)::int2), ''), 'hex') as said,
      encode(string_agg(timestamptz_send(c.captured_at), ''), 'hex') as captured, encode(string_agg(timestamptz_send(c.received_at), ''), 'hex') as received,
      json_object_agg(c.check_id, json_build_array(c.voided_at is not null, c.replaces, c.note))
        filter (where c.voided_at is not null or c.replaces is not null or c.note is not null) as more
    from household_check c
    where c.commune_id = ${communeId}::int and c.household_id = any (${[...homes]}::uuid[]) and c.on_day between ${from}::date and ${until}::date group by 1`),
  )
  const column = (name: 'ids' | 'said' | 'captured' | 'received') => rows.map((r) => r[name]).join('')
  const columns: AnswerColumns = {
    ...{ from, homes: rows.map((r) => r.householdId), counts: rows.map((r) => r.n) },
    ...{ ids: column('ids'), said: column('said'), captured: column('captured'), received: column('received') },
    more: Object.assign({}, ...rows.map((r) => r.more)) as AnswerColumns['more'],
  }
  return {
    columns,
    lastOn:
      rows
        .map((r) => r.lastOn)
        .sort()
        .at(-1) ?? null,
  }
}

export const listFrailOf = (db: Db, communeId: number, homes: readonly string[]) =>
  db.many<{
    frailId: string
    subjectId: string
    householdId: string
    reasons: string[]
    note: string | null
    fromOn: string
    untilOn: string | null
  }>(
    kept(sql`
    select frail_id as "frailId", subject_id as "subjectId", household_id as "householdId", reasons, note, from_on as "fromOn", until_on as "untilOn"
    from frail_person where commune_id = ${communeId}::int and household_id = any (${[...homes]}::uuid[]) order by frail_id`),
  )

export const listVisitsOf = (db: Db, communeId: number, homes: readonly string[], from: string) =>
  db.many<{
    visitId: string
    subjectId: string
    onDay: string
    capturedAt: string
    temperature: number | null
    spo2: number | null
    complaints: string[]
  }>(
    kept(sql`
    select visit_id as "visitId", subject_id as "subjectId", on_day as "onDay", captured_at as "capturedAt", temperature, spo2, complaints
    from frail_visit where commune_id = ${communeId}::int and household_id = any (${[...homes]}::uuid[]) and on_day >= ${from}::date and voided_at is null
    order by captured_at desc, visit_id`),
  )

export const listMovementsOf = (db: Db, communeId: number, homes: readonly string[], from: string) =>
  db.many<{
    movementId: string
    householdId: string
    kind: 'arrival' | 'departure' | 'new-resident'
    subjectId: string | null
    fullName: string | null
    people: number
    onDay: string
    place: string | null
    receivedAt: string
    voidedAt: string | null
  }>(
    kept(sql`
    select m.movement_id as "movementId", m.household_id as "householdId", m.kind, m.subject_id as "subjectId", p.full_name as "fullName", m.people,
      m.on_day as "onDay", m.place, m.received_at as "receivedAt", m.voided_at as "voidedAt"
    from movement m
    left join lateral (select full_name from person p where p.subject_id = m.subject_id and p.commune_id = m.commune_id order by p.until_on desc nulls first limit 1) p on true
    where m.commune_id = ${communeId}::int and m.household_id = any (${[...homes]}::uuid[]) and m.on_day >= ${from}::date order by m.movement_id`),
  )

export interface HeldSignal {
  signalId: string
  checkId: string | null
  householdId: string | null
  teamId: string | null
  subjectId: string | null
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
  orderId: string | null
  orderedAt: string | null
  sampleDueAt: string | null
  sampleId: string | null
  sampledAt: string | null
  resultId: string | null
  resultValue: string | null
  resultAt: string | null
  closedAt: string | null
  closeReason: string | null
  voidedAt: string | null
}

/** Signals of homes, those that teams heard elsewhere, and those named, since a day; taken back ones too. */
export const listSignalsOf = (
  db: Db,
  communeId: number,
  f: { homes: readonly string[]; heardBy: readonly string[]; ids: readonly string[]; from: string },
) =>
  db.many<HeldSignal>(
    kept(sql`
    select s.signal_id as "signalId", s.check_id as "checkId", s.household_id as "householdId", s.team_id as "teamId", s.subject_id as "subjectId", p.full_name as "fullName", s.who, s.source,
      s.kinds, s.other, s.since_on as "sinceOn", s.since_said as "sinceSaid", s.on_day as "onDay", s.slot, s.noted_at as "notedAt", s.received_at as "receivedAt", s.order_id as "orderId",
      s.ordered_at as "orderedAt", s.sample_due_at as "sampleDueAt", s.sample_id as "sampleId", s.sampled_at as "sampledAt", s.result_id as "resultId",
      s.result_value as "resultValue", s.result_at as "resultAt", s.closed_at as "closedAt", s.close_reason as "closeReason", s.voided_at as "voidedAt"
    from signal s
    left join lateral (select full_name from person p where p.subject_id = s.subject_id and p.commune_id = s.commune_id order by p.until_on desc nulls first limit 1) p on true
    where s.commune_id = ${communeId}::int and s.on_day >= ${f.from}::date and (s.household_id = any (${[...f.homes]}::uuid[])
      or s.team_id = any (${[...f.heardBy]}::uuid[]) or s.signal_id = any (${[...f.ids]}::uuid[])) order by s.signal_id`),
  )

/** Messages of teams since a day; null: all of them, else those named. */
export const listMessagesOf = (
  db: Db,
  communeId: number,
  teamIds: readonly string[],
  from: string,
  ids: readonly string[] | null,
) =>
  db.many<{
    messageId: string
    teamId: string
    day: string
    slot: 'morning' | 'evening'
    text: string
    sentAt: string
    readAt: string | null
  }>(
    kept(sql`
    select message_id as "messageId", team_id as "teamId", on_day as day, slot, text, sent_at as "sentAt", read_at as "readAt" from team_message
    where commune_id = ${communeId}::int and team_id = any (${[...teamIds]}::uuid[]) and on_day >= ${from}::date
      and (${ids as string[] | null}::uuid[] is null or message_id = any (${ids as string[] | null}::uuid[])) order by message_id`),
  )

/** What an account sent and was refused since an instant. */
export const listRefusedOf = (db: Db, communeId: number, accountId: string, from: string) =>
  db.many<{
    refusedId: string
    checkId: string | null
    reason: string
    details: Record<string, unknown>
    receivedAt: string
    settledHow: 'applied' | 'discarded' | null
    settleReason: string | null
  }>(
    kept(sql`
    select refused_id as "refusedId", payload ->> 'checkId' as "checkId", reason, details, received_at as "receivedAt", settled_how as "settledHow",
      settle_reason as "settleReason"
    from refused_check where commune_id = ${communeId}::int and account_id = ${accountId}::uuid and (received_at >= ${from}::timestamptz or settled_at is null)
    order by refused_id`),
  )
