import { newId } from '@phaodai/kernel/ids.ts'
import { endSweep, startSweep } from '@phaodai/modules/sweep/sweep.commands.ts'
import { coverage } from '@phaodai/modules/sweep/sweep.reads.ts'
import { testApp } from '../test/database.ts'
import { timed } from './timed.fixtures.ts'

/** Homes of each hamlet and of each team. */
const HAMLET = 120
const TEAM = 60

/**
 * `npm run bench -- sweep [--homes 600000] [--json]`: what a sweep has covered, read by the province, a district and a commune, with nine of ten doors
 * ticked. Homes, teams and ticks are laid down by plain inserts; the reading is the ordinary one (row-level security, scope, record of the read).
 */
export async function bench(): Promise<{ name: string; results: Record<string, unknown> }> {
  const at = process.argv.indexOf('--homes')
  const homes = at > 0 ? Number(process.argv[at + 1]) : 20_000
  const t = await testApp()
  try {
    const province = await t.post('cdc', '30')
    const district = await t.post('district', '290')
    const commune = await t.post('commune', '10507')
    const by = newId()
    const { sweepId } = await province.as(startSweep, { name: 'Rà soát đo', startsOn: '2021-02-22' })
    await t.rows(
      `create temp table c as select area_id, row_number() over (order by area_id) - 1 as n from area
       where tier = 'commune' and valid_from <= '2021-02-22' and (valid_until is null or valid_until > '2021-02-22') and lo between $1 and $2`,
      [province.area.lo, province.area.hi],
    )
    const [{ n: communes }] = (await t.rows<{ n: number }>('select count(*)::int as n from c')) as [{ n: number }]
    // commune by commune, so many to a hamlet (a made-up number: its name does not matter to the count) and to a team
    await t.rows(
      `create temp table h as select c.area_id as commune_id, gen_random_uuid() as household_id, 10000000 + c.n::int * 1000 + i / $2::int / ${HAMLET} as hamlet_id,
         md5(c.n || ' ' || i / $2::int / ${TEAM})::uuid as team_id from generate_series(0, $1::int - 1) i join c on c.n = i % $2::int`,
      [homes, communes],
    )
    await t.rows(
      `insert into household (commune_id, household_id, hamlet_id, address, created_at, op_id)
       select commune_id, household_id, hamlet_id, 'Số nhà thử', now(), $1 from h`,
      [by],
    )
    await t.rows(
      `insert into household_team (commune_id, assignment_id, household_id, hamlet_id, team_id, from_on, assigned_at, assigned_by, op_id)
       select commune_id, gen_random_uuid(), household_id, hamlet_id, team_id, '2021-02-20', now(), $1, $1 from h`,
      [by],
    )
    await t.rows(
      `insert into sweep_tick (commune_id, tick_id, sweep_id, household_id, hamlet_id, outcome, captured_at, received_at, recorded_by, op_id)
       select commune_id, gen_random_uuid(), $1, household_id, hamlet_id,
         (array['done', 'done', 'done', 'done', 'done', 'done', 'done', 'absent', 'refused'])[1 + (random() * 8)::int], now(), now(), $2, $2
       from h where random() < 0.9`,
      [sweepId, by],
    )
    // the summaries, as entering homes and ticking would have left them
    await t.rows(
      'insert into hamlet_homes (commune_id, hamlet_id, homes) select commune_id, hamlet_id, count(*) from h group by 1, 2',
    )
    await t.rows(
      `insert into sweep_hamlet (commune_id, sweep_id, hamlet_id, done, absent, refused)
       select commune_id, sweep_id, hamlet_id, count(*) filter (where outcome = 'done'), count(*) filter (where outcome = 'absent'),
         count(*) filter (where outcome = 'refused') from sweep_tick group by 1, 2, 3`,
    )
    await t.rows('analyze household, sweep_tick, household_team, hamlet_homes, sweep_hamlet')
    const read = (post: typeof province, kind: 'commune' | 'hamlet' | 'team') => () => post.as(coverage, { sweepId, by: kind })
    const total = (await province.as(coverage, { sweepId, by: 'commune' })).total
    const results = {
      ...{ homes, communes, ticks: total.households - total.missing },
      provinceByCommune: await timed(3, read(province, 'commune')),
      provinceByHamlet: await timed(3, read(province, 'hamlet')),
      // homes joined to their tick and team, as all three were counted before
      provinceByTeam: await timed(3, read(province, 'team')),
      districtByHamlet: await timed(5, read(district, 'hamlet')),
      communeByHamlet: await timed(5, read(commune, 'hamlet')),
    }
    await province.as(endSweep, { sweepId })
    return { name: 'sweep', results }
  } finally {
    await t.close()
  }
}
