import { withClient } from '../db/bootstrap.ts'

/** 1 February 2021, midnight in Viet Nam. */
export const START = Date.parse('2021-02-01T00:00:00+07:00') / 1000

const hex = (n: number) => n.toString(16).padStart(12, '0')
/** The made-up person and place of a number; the SQL below makes the same. */
export const subjectOf = (n: number): string => `00000000-0000-7000-8000-${hex(n)}`
export const placeOf = (n: number): string => `10000000-0000-7000-8000-${hex(n)}`

/**
 * Fills a fresh database with made-up persons and their stays of two weeks, as its superuser: ten stays each, of which four nights at home
 * (four live together), four shifts (two with 39 others, two with 39 more at a second place), one visit to a market (1,000 visitors a
 * fortnight) and one to a closed venue (200): some 85 close contacts each, who have some 6,000. Indexes are made after the rows, and the
 * planner counts at the end.
 */
export async function fillStays(
  adminUrl: string,
  communeId: number,
  stays: number,
): Promise<{ persons: number; places: number }> {
  const persons = Math.ceil(stays / 10)
  const homes = Math.ceil(persons / 4)
  const shops = 2 * Math.ceil(persons / 40)
  const markets = Math.ceil(persons / 1000)
  const venues = Math.ceil(persons / 200)
  const places = homes + shops + markets + venues
  await withClient(adminUrl, async (client) => {
    const run = async (text: string) => {
      await client.query(text)
    }
    await run('set synchronous_commit = off')
    await run("set maintenance_work_mem = '1GB'")
    await run('alter table person set unlogged')
    await run('alter table visit set unlogged')
    const { rows: old } = await client.query<{ drop: string; make: string }>(
      `select case when c.conname is null then format('drop index %I', i.relname) else format('alter table %I drop constraint %I', t.relname, c.conname) end as drop,
         case when c.conname is null then pg_get_indexdef(i.oid) else format('alter table %I add constraint %I %s', t.relname, c.conname, pg_get_constraintdef(c.oid)) end as make
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
       left join pg_constraint c on c.conindid = i.oid where t.relname in ('visit', 'person')`,
    )
    for (const { drop } of old) await run(drop)
    await run(`insert into place (commune_id, place_id, name, name_key, kind, closed_space, created_at, op_id)
      select ${communeId}, ('10000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Nơi ' || n, 'noi ' || n,
        case when n < ${homes} then 'household' when n < ${homes + shops} then 'shift' when n < ${homes + shops + markets} then 'market' else 'venue' end,
        n >= ${homes} and not n between ${homes + shops} and ${homes + shops + markets - 1}, now(), gen_random_uuid()
      from generate_series(0, ${places - 1}) n`)
    await run(`insert into person (commune_id, person_id, subject_id, code, from_on, full_name, name_key, given_key, source, created_at, op_id)
      select ${communeId}, s, s, 'TT' || n, '2021-01-01', 'Người Tạo Ra ' || n, 'nguoi tao ra ' || n, n::text, 'bench', now(), s
      from (select n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as s from generate_series(0, ${persons - 1}) n) p`)
    // a cheap hash of person and stay spreads days and places; the same rows every time
    await run(`insert into visit (commune_id, visit_id, subject_id, place_id, from_at, to_at, masked, source, recorded_at, op_id)
      select ${communeId}, ('20000000-0000-7000-8000-' || lpad(to_hex(n * 10 + k), 12, '0'))::uuid, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
        ('10000000-0000-7000-8000-' || lpad(to_hex(case when k < 4 then n / 4 when k < 6 then ${homes} + n / 40 when k < 8 then ${homes + shops / 2} + m / 40
          when k = 8 then ${homes + shops} + h % ${markets} else ${homes + shops + markets} + h % ${venues} end), 12, '0'))::uuid,
        a, a + make_interval(secs => case when k < 4 then 36000 when k < 8 then 28800 when k = 8 then 600 + h % 3000 else 1800 + h % 7200 end),
        case h % 3 when 0 then true when 1 then false end, 'bench', now(), '30000000-0000-7000-8000-000000000000'
      from (
        select n, k, h, m, to_timestamp(${START} + case
          when k < 4 then (k * 3 + (n / 4) % 3) * 86400 + 75600 + h % 1800
          when k < 6 then ((k - 4) * 5 + (n / 40) % 5) * 86400 + (6 + 8 * ((n / 40) % 3)) * 3600 + h % 600
          when k < 8 then ((k - 6) * 6 + 2 + (m / 40) % 5) * 86400 + (6 + 8 * ((m / 40) % 3)) * 3600 + h % 600
          else h % (14 * 86400 - 9000) end) as a
        from (select n, k, n * 7919::bigint % ${persons} as m, abs(hashint4(n * 10 + k)::bigint) as h from generate_series(0, ${persons - 1}) n, generate_series(0, 9) k) x
      ) y limit ${stays}`)
    for (const { make } of old) if (!/gin_trgm_ops/.test(make)) await run(make)
    await run('vacuum analyze visit')
    await run('vacuum analyze person')
    await run('analyze place')
  })
  return { persons, places }
}
