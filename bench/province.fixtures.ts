/** A province as big as Hải Dương, laid down by plain inserts: homes, teams, two days of rounds, cases and contacts, samples, a month of inspections. */
import { newId } from '@phaodai/kernel/ids.ts'
import type { TestApp } from '../test/database.ts'

export interface Laid {
  communes: number
  teams: number
  checks: number
  inspections: number
  findings: number
}

const HOMES_OF_TEAM = 60
/** The first day of rounds; the second is the day after. */
const FIRST = '2021-02-22'
const at = (day: string, time: string) => `(${day} + time '${time}') at time zone 'Asia/Ho_Chi_Minh'`

/** Rows as the commands leave them, summaries too. One home in fifty is not asked in a slot, one in five hundred has a symptom. */
export async function layProvince(t: TestApp, homes: number): Promise<Laid> {
  const by = newId()
  const run = (text: string) => t.rows<{ n: number }>(text.replaceAll(':by', `'${by}'`).replaceAll(':first', `date '${FIRST}'`))
  await run(`create table bench_commune as select c.area_id, (row_number() over (order by c.area_id) - 1)::int as k from area c
    join area p on p.tier = 'province' and p.code = '30' and p.valid_from <= :first and c.lo between p.lo and p.hi
    where c.tier = 'commune' and c.valid_from <= :first and (c.valid_until is null or c.valid_until > :first)
      and (p.valid_until is null or p.valid_until > :first)`)
  const communes = (await run('select count(*)::int as n from bench_commune'))[0]!.n
  // homes commune by commune, in teams of sixty, five teams to a hamlet (a made-up number: no name is read)
  await run(`create table bench_home as select commune_id, household_id, home, n, hamlet_id, md5(commune_id || ' team ' || n)::uuid as team_id from (
    select c.area_id as commune_id, gen_random_uuid() as household_id, i / ${communes} as home, i / ${communes} / ${HOMES_OF_TEAM} as n,
      10000000 + c.k * 1000 + i / ${communes} / ${HOMES_OF_TEAM} / 5 as hamlet_id
    from generate_series(0, ${homes - 1}) i join bench_commune c on c.k = i % ${communes} order by 1, 3) x`)
  await run(`insert into household (commune_id, household_id, hamlet_id, address, created_at, op_id)
    select commune_id, household_id, hamlet_id, 'Số nhà thử', ${at("date '2021-02-20'", '08:00')}, :by from bench_home`)
  await run(`insert into team (commune_id, team_id, hamlet_id, code, name, from_on, made_at, made_by, op_id)
    select distinct commune_id, team_id, hamlet_id, 'T' || n, 'Tổ số ' || n, date '2021-02-20', ${at("date '2021-02-20'", '08:00')}, :by::uuid, :by::uuid from bench_home`)
  await run(`insert into team_size (commune_id, team_id, hamlet_id, from_on, households)
    select commune_id, team_id, min(hamlet_id), date '2021-02-20', count(*) from bench_home group by 1, 2`)
  await run(`insert into household_team (commune_id, assignment_id, household_id, hamlet_id, team_id, from_on, walk_order, assigned_at, assigned_by, op_id)
    select commune_id, gen_random_uuid(), household_id, hamlet_id, team_id, date '2021-02-20', home, ${at("date '2021-02-20'", '08:00')}, :by, :by from bench_home`)
  for (const [d, slot, time] of [
    [0, 'morning', '07:30'],
    [0, 'evening', '18:30'],
    [1, 'morning', '07:30'],
    [1, 'evening', '18:30'],
  ] as const)
    await run(`insert into household_check (commune_id, check_id, household_id, hamlet_id, team_id, on_day, slot, answer, captured_at, received_at, lateness, account_id, post_id, op_id)
      select commune_id, gen_random_uuid(), household_id, hamlet_id, team_id, :first + ${d}, '${slot}', case when random() < 0.002 then 'symptom' else 'well' end,
        ${at(`(:first + ${d})`, time)}, ${at(`(:first + ${d})`, time)} + interval '10 minutes', 'none', :by, :by, :by
      from bench_home where random() < 0.98 order by n, commune_id`)
  await run(`insert into team_slot (commune_id, team_id, hamlet_id, on_day, slot, asked, well, symptomatic, absent, refused, moved, late, conflicts, first_at, last_at)
    select commune_id, team_id, min(hamlet_id), on_day, slot, count(*), count(*) filter (where answer = 'well'), count(*) filter (where answer = 'symptom'),
      0, 0, 0, 0, 0, min(captured_at), max(captured_at) from household_check group by commune_id, team_id, on_day, slot`)
  await run(`insert into signal (commune_id, signal_id, hamlet_id, household_id, team_id, check_id, source, disease, who, kinds, on_day, slot, noted_at, received_at, recorded_by, op_id)
    select commune_id, gen_random_uuid(), hamlet_id, household_id, team_id, check_id, 'team', 'covid19', 'một người', array['fever'], on_day, slot, captured_at, received_at, :by, :by
    from household_check where answer = 'symptom'`)
  await run(`insert into movement (commune_id, movement_id, household_id, hamlet_id, team_id, kind, people, on_day, captured_at, received_at, recorded_by, op_id)
    select commune_id, gen_random_uuid(), household_id, hamlet_id, team_id, (array['arrival', 'departure'])[1 + d], 1 + home % 3, :first + d,
      ${at('(:first + d)', '07:00')}, ${at('(:first + d)', '07:10')}, :by, :by from bench_home, generate_series(0, 1) d where home % 100 = d`)
  // of a thousand homes one with a case, ten with F1, forty with F2; one of twenty homes sampled
  await run(`create table bench_person as select commune_id, household_id, hamlet_id, home, gen_random_uuid() as subject_id,
      case when home % 1000 = 0 then 'F0' when home % 100 = 1 then 'F1' when home % 25 = 2 then 'F2' end as level, row_number() over () as k
    from bench_home where home % 1000 = 0 or home % 100 = 1 or home % 25 = 2`)
  await run('insert into subject (subject_id, created_at) select subject_id, now() from bench_person')
  await run(`insert into person (commune_id, person_id, subject_id, code, from_on, full_name, name_key, given_key, hamlet_id, household_id, source, created_at, op_id)
    select commune_id, gen_random_uuid(), subject_id, 'M' || k, date '2021-01-01', 'Nguyễn Văn Mẫu ' || k, 'nguyen van mau ' || k, 'mau', hamlet_id, household_id, 'bench', now(), :by from bench_person`)
  await run(`insert into confirmation (commune_id, confirmation_id, subject_id, disease, basis, sampled_on, confirmed_on, reported_on, origin, recorded_at, op_id)
    select commune_id, gen_random_uuid(), subject_id, 'covid19', 'notified', :first - k::int % 7, :first - k::int % 7, :first - k::int % 7, 'community',
      ${at('(:first - k::int % 7)', '10:00')}, :by from bench_person where level = 'F0'`)
  await run(`insert into classification (commune_id, subject_id, disease, level, since_on, last_exposed_on, basis)
    select commune_id, subject_id, 'covid19', level, :first - k::int % 7, :first - k::int % 7 - 1, '{}' from bench_person`)
  await run(`insert into level_known (commune_id, known_id, disease, subject_id, level, since_on, last_exposed_on, at, op_id)
    select commune_id, gen_random_uuid(), 'covid19', subject_id, level, :first - k::int % 7, :first - k::int % 7 - 1, ${at('(:first - k::int % 7)', '10:00')}, :by from bench_person`)
  await run(`insert into quarantine_order (commune_id, order_id, subject_id, disease, level, place, issuer_id, year, number, from_on, last_exposure_on, person_status, pack_code, basis,
      issued_on, issued_at, issued_by, signer, op_id)
    select commune_id, gen_random_uuid(), subject_id, 'covid19', level, case level when 'F0' then 'treatment' when 'F1' then 'site' else 'home' end, commune_id, 2021, k::text,
      :first - k::int % 7, :first - k::int % 7 - 1, '{}', 'bench', '{}', :first - k::int % 7, ${at('(:first - k::int % 7)', '11:00')}, :by, 'Người Ký Mẫu', :by from bench_person where k % 20 > 0`)
  await run(`insert into sample (commune_id, sample_id, subject_id, disease, barcode, identity_check, label, sampled_at, sampled_on, taken_by, recorded_at, op_id)
    select commune_id, gen_random_uuid(), subject_id, 'covid19', 'B' || k || '-' || d, 'known-to-taker', '{}', ${at('(:first - 3 + d)', '09:00')}, :first - 3 + d, :by, ${at('(:first - 3 + d)', '09:05')}, :by
    from bench_person, generate_series(0, 4) d where level <> 'F2' or d = 0`)
  await run(`insert into result (commune_id, result_id, sample_id, subject_id, disease, method, value, tested_at, released_at, released_by, op_id)
    select commune_id, gen_random_uuid(), sample_id, subject_id, 'covid19', 'pcr', case when random() < 0.01 then 'positive' else 'negative' end,
      sampled_at + interval '1 day', sampled_at + interval '1 day', :by, :by from sample where sampled_on <= :first`)
  // a month of inspections: three a commune and day, of teams one after another, nine answers and two findings each, half of them closed
  await run(`insert into inspection (commune_id, inspection_id, kind, place_key, place_name, is_surprise, on_day, captured_at, received_at, lateness, checklist, checklist_version,
      by_account, by_name, by_role, by_area_id, op_id)
    select commune_id, gen_random_uuid(), 'team', 'team:' || team_id, name, true, :first - ago, ${at('(:first - ago)', '09:00')}, ${at('(:first - ago)', '09:30')}, 'none', 'team', 1,
      :by::uuid, 'Người Kiểm Mẫu', 'commune', commune_id, :by::uuid
    from (select *, row_number() over (partition by commune_id order by code) - 1 as r, count(*) over (partition by commune_id) as all from team) x, generate_series(-1, 28) ago
    where r in (select mod((ago + 1) * 3 + s, x.all) from generate_series(0, 2) s)`)
  await run(`insert into inspection_answer (commune_id, inspection_id, item, asked, answer)
    select commune_id, inspection_id, 'm' || i, 'Mục thử ' || i, case when i <= 2 then 'fail' else 'pass' end from inspection, generate_series(1, 9) i`)
  await run(`insert into inspection_finding (commune_id, finding_id, inspection_id, item, words, found_at, op_id, closed_at, closed_by, close_op, close_words)
    select commune_id, gen_random_uuid(), inspection_id, 'm' || i, 'Tồn tại thử', captured_at, :by, case when i = 1 and on_day < :first - 1 then received_at + interval '1 day' end,
      case when i = 1 then :by::uuid end, case when i = 1 then :by::uuid end, case when i = 1 then 'đã khắc phục' end from inspection, generate_series(1, 2) i`)
  await run('analyze')
  const count = async (table: string) => (await run(`select count(*)::int as n from ${table}`))[0]!.n
  return {
    ...{ communes, teams: await count('team'), checks: await count('household_check') },
    ...{ inspections: await count('inspection'), findings: await count('inspection_finding') },
  }
}
