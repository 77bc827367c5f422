import { type Db, sql } from '@phaodai/kernel/sql.ts'
import type { How, Setting, Verdict } from './events.rules.ts'

interface By {
  at: string
  accountId: string
  opId: string
}
export interface NewEvent {
  eventId: string
  communeId: number
  disease: string
  name: string
  organiser: string
  place: string
  setting: Setting
  fromOn: string
  untilOn: string
  people: number
  rooms: number
  note: string | null
}
export const insertEvent = (db: Db, e: NewEvent, by: By) =>
  db.run(sql`
    insert into public_event (commune_id, event_id, disease, name, organiser, place, setting, from_on, until_on, people, rooms, note, recorded_at, recorded_by, op_id)
    values (${e.communeId}, ${e.eventId}, ${e.disease}, ${e.name}, ${e.organiser}, ${e.place}, ${e.setting}, ${e.fromOn}, ${e.untilOn}, ${e.people}, ${e.rooms}, ${e.note},
      ${by.at}, ${by.accountId}, ${by.opId}) on conflict (commune_id, event_id) do nothing`)

export interface EventRow extends NewEvent {
  areaName: string
  decisionId: string | null
  how: How | null
  decidedPeople: number | null
  decidedRooms: number | null
  newFromOn: string | null
  document: string | null
  words: string | null
  decidedAt: string | null
  /** What the limits said when it was decided. */
  knownVerdict: Verdict | null
  total: number
}

/** Events of a range with the last decision about each, by the day they were registered for. */
export const listEvents = (db: Db, f: { lo: number; hi: number; when: 'coming' | 'past' | 'all'; day: string; limit: number }) =>
  db.many<EventRow>(sql`
    select e.event_id as "eventId", e.commune_id as "communeId", a.full_name as "areaName", e.disease, e.name, e.organiser, e.place, e.setting, e.from_on as "fromOn",
      e.until_on as "untilOn", e.people, e.rooms, e.note, d.decision_id as "decisionId", d.how, d.people as "decidedPeople", d.rooms as "decidedRooms",
      d.new_from_on as "newFromOn", d.document, d.words, d.decided_at as "decidedAt", d.checked ->> 'verdict' as "knownVerdict", count(*) over ()::int as total
    from public_event e join area a on a.area_id = e.commune_id
    left join lateral (select * from public_event_decision d where d.commune_id = e.commune_id and d.event_id = e.event_id and d.voided_at is null
      order by d.decided_at desc, d.decision_id desc limit 1) d on true
    where e.commune_id between ${f.lo} and ${f.hi}
      and case ${f.when}::text when 'coming' then coalesce(d.new_from_on + (e.until_on - e.from_on), e.until_on) >= ${f.day}::date
        when 'past' then coalesce(d.new_from_on + (e.until_on - e.from_on), e.until_on) < ${f.day}::date else true end
    order by e.from_on, e.name, e.event_id limit ${f.limit}::int`)

export const listByIds = (db: Db, ids: readonly string[]) =>
  db.many<NewEvent>(sql`
    select event_id as "eventId", commune_id as "communeId", disease, name, organiser, place, setting, from_on as "fromOn", until_on as "untilOn", people, rooms, note
    from public_event where event_id = any (${[...ids]}::uuid[]) and commune_id between scope_lo() and scope_hi()`)

export interface NewDecision {
  communeId: number
  decisionId: string
  eventId: string
  checked: unknown
}
export const insertDecisions = (
  db: Db,
  d: {
    how: How
    people: number | null
    rooms: number | null
    newFromOn: string | null
    document: string | null
    words: string | null
  },
  rows: readonly NewDecision[],
  by: By,
) =>
  db.run(sql`
    insert into public_event_decision (commune_id, decision_id, event_id, how, people, rooms, new_from_on, document, words, checked, decided_at, decided_by, op_id)
    select u.commune_id, u.decision_id, u.event_id, ${d.how}, ${d.people}::int, ${d.rooms}::int, ${d.newFromOn}::date, ${d.document}::text, ${d.words}::text, u.checked,
      ${by.at}::timestamptz, ${by.accountId}::uuid, ${by.opId}::uuid
    from unnest(${rows.map((r) => r.communeId)}::int[], ${rows.map((r) => r.decisionId)}::uuid[], ${rows.map((r) => r.eventId)}::uuid[],
      ${rows.map((r) => JSON.stringify(r.checked))}::jsonb[]) as u (commune_id, decision_id, event_id, checked)
    on conflict (commune_id, decision_id) do nothing`)

export const updateDecisionVoid = (db: Db, decisionId: string, by: By, reason: string) =>
  db.run(sql`
    update public_event_decision set voided_at = ${by.at}, void_op = ${by.opId}, void_reason = ${reason}
    where decision_id = ${decisionId} and commune_id between scope_lo() and scope_hi() and voided_at is null`)
