import { createHash } from 'node:crypto'
import { withClient } from '../db/bootstrap.ts'

/** The made-up row of a kind and a number; the SQL below makes the same. */
const idOf = (kind: number, n: number): string => `${kind}0000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const inSql = (kind: number, n: string) => `('${kind}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
export const HOMES = 70
/** The API token of a team's member, by the team's number. */
export const tokenOf = (team: number): string => `bench-team-${team}`

/**
 * Fills a fresh database, as its superuser, with teams of `HOMES` homes, one made-up resident in each, one member with an API token for each
 * team, fifteen teams to a commune. Answers the teams in order of their numbers.
 */
export async function fillTeams(adminUrl: string, teams: number): Promise<{ team: number; communeId: number }[]> {
  return withClient(adminUrl, async (client) => {
    const run = (text: string, values: unknown[] = []) => client.query(text, values)
    await run(`create temp table t as
      select (row_number() over ())::int - 1 as n, c.area_id as c
      from (select c.area_id from area c join area p on p.tier = 'province' and p.code = '30' and c.lo between p.lo and p.hi
        where c.tier = 'commune' and c.valid_from <= '2021-02-22' and (c.valid_until is null or c.valid_until > '2021-02-22')
        order by 1 limit ceil(${teams} / 15.0)) c, generate_series(1, 15) k limit ${teams}`)
    const hashes = Array.from({ length: teams }, (_, n) => createHash('sha256').update(tokenOf(n)).digest())
    await run(`insert into account (account_id, commune_id, username, full_name, name_key, password_hash, must_change, created_at)
      select ${inSql(1, 'n')}, c, 'bench' || n, 'Tổ Viên ' || n, 'to vien ' || n, 'x', false, now() from t`)
    await run(`insert into post (post_id, account_id, commune_id, role, area_id, from_on)
      select ${inSql(2, 'n')}, ${inSql(1, 'n')}, c, 'team', c, '2020-01-01' from t`)
    await run(
      `insert into session (token_hash, account_id, commune_id, post_id, kind, created_at, seen_at, expires_at)
      select h, ${inSql(1, 'n')}, c, ${inSql(2, 'n')}, 'token', now(), now(), now() + interval '1 year'
      from t join unnest($1::bytea[]) with ordinality as u (h, i) on u.i = t.n + 1`,
      [hashes],
    )
    const op = inSql(9, '0')
    await run(`insert into team (commune_id, team_id, code, name, from_on, made_at, made_by, op_id)
      select c, ${inSql(3, 'n')}, 'B' || n, 'Tổ ' || n, '2021-01-01', now(), ${op}, ${op} from t`)
    await run(`insert into team_member (commune_id, member_id, team_id, post_id, account_id, is_lead, from_on, added_by, op_id)
      select c, ${inSql(4, 'n')}, ${inSql(3, 'n')}, ${inSql(2, 'n')}, ${inSql(1, 'n')}, true, '2021-01-01', ${op}, ${op} from t`)
    await run(
      `insert into team_size (commune_id, team_id, from_on, households) select c, ${inSql(3, 'n')}, '2021-01-01', ${HOMES} from t`,
    )
    const homes = `t, generate_series(0, ${HOMES - 1}) k`
    await run(`insert into household (commune_id, household_id, door, address, head_name, created_at, op_id)
      select c, ${inSql(5, `n * ${HOMES} + k`)}, k::text, 'Thôn Thử, nhà ' || k, 'Nguyễn Văn Thử', now(), ${op} from ${homes}`)
    await run(`insert into household_team (commune_id, assignment_id, household_id, team_id, from_on, walk_order, assigned_at, assigned_by, op_id)
      select c, ${inSql(6, `n * ${HOMES} + k`)}, ${inSql(5, `n * ${HOMES} + k`)}, ${inSql(3, 'n')}, '2021-01-01', k, now(), ${op}, ${op} from ${homes}`)
    await run(`insert into subject (subject_id, created_at) select ${inSql(7, `n * ${HOMES} + k`)}, now() from ${homes}`)
    await run(`insert into person (commune_id, person_id, subject_id, code, from_on, full_name, name_key, given_key, household_id, source, created_at, op_id)
      select c, s, s, 'B' || n || '-' || k, '2021-01-01', 'Người Thử ' || k, 'nguoi thu ' || k, 'thu', ${inSql(5, `n * ${HOMES} + k`)}, 'bench', now(), ${op}
      from (select c, n, k, ${inSql(7, `n * ${HOMES} + k`)} as s from ${homes}) x`)
    await run('vacuum analyze')
    const { rows } = await run('select n as team, c as "communeId" from t order by n')
    return rows
  })
}

/** One check as it is sent. */
export interface SentCheck {
  checkId: string
  householdId: string
  onDay: string
  slot: 'morning' | 'evening'
  answer: string
  capturedAt: string
  clockErrorMs: number
  symptoms?: { signalId: string; subjectId: string; kinds: string[]; sinceOn: string }[]
}

/** Of so many doors one has a cough. */
export const COUGH_EVERY = 350

/** The full round of a team in a slot of a day, recorded in its time: well, now and then absent or a cough of somebody in the register. */
export function roundOf(team: number, onDay: string, slot: 'morning' | 'evening', newId: () => string): SentCheck[] {
  return Array.from({ length: HOMES }, (_, k) => {
    const home = team * HOMES + k
    const minute = String(k % 60).padStart(2, '0')
    const said = {
      ...{ checkId: newId(), householdId: idOf(5, home), onDay, slot },
      capturedAt: `${onDay}T${slot === 'morning' ? '08' : '17'}:${minute}:00.000+07:00`,
      clockErrorMs: 420,
    }
    if ((home * 31 + Date.parse(onDay) / 86_400_000) % COUGH_EVERY === 0) {
      const symptom = { signalId: newId(), subjectId: idOf(7, home), kinds: ['cough'], sinceOn: onDay }
      return { ...said, answer: 'symptom', symptoms: [symptom] }
    }
    return { ...said, answer: home % 12 === 0 ? 'absent' : 'well' }
  })
}
export const teamIdOf = (team: number): string => idOf(3, team)
export const accountIdOf = (team: number): string => idOf(1, team)
export const postIdOf = (team: number): string => idOf(2, team)
