import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { readTable } from '@phaodai/tabular/read.ts'
import { toXlsx } from '@phaodai/tabular/write.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { shared } from '../../test/shared.ts'
import { chains } from './imports.chains.ts'
import { addLinks, start } from './imports.commands.ts'
import { job, refused } from './imports.reads.ts'
import { runJob } from './imports.run.ts'

const path = (name: string) => new URL(`data/epi/${name}`, shared)
const bytesOf = (name: string) => new Uint8Array(readFileSync(path(name)))
async function rowsOf(name: string): Promise<Record<string, string>[]> {
  const { headers, rows } = await readTable(bytesOf(name), name)
  return rows.map((r) => Object.fromEntries(headers.map((h, i) => [h, String(r.cells[i] ?? '')])))
}

let t: TestApp
let cdc: TestPost
/** The announcements speak of the same people as Form 5, under the same ids: another instance. */
let other: TestApp
let otherCdc: TestPost
before(async () => {
  t = await testApp()
  cdc = await t.post('cdc', '30')
  other = await testApp()
  otherCdc = await other.post('cdc', '30')
})
after(async () => {
  await t?.close()
  await other?.close()
})

async function bring(
  app: TestApp,
  post: TestPost,
  files: { cases: Uint8Array; name: string; links?: Uint8Array },
  disease: string,
  mapping?: object,
  dryRun = false,
) {
  const text = mapping && JSON.stringify(mapping)
  const { jobId } = await post.as(start, {
    bytes: new Uint8Array(files.cases),
    fileName: files.name,
    disease,
    mapping: text,
    dryRun: dryRun ? 'true' : 'false',
    waitForLinks: files.links ? 'true' : 'false',
  })
  if (files.links) await post.as(addLinks, { jobId, bytes: new Uint8Array(files.links), fileName: `links-${files.name}` })
  await runJob(app.app, post.postId, jobId)
  return post.as(job, { jobId })
}

const references = [
  {
    name: 'MERS in Korea 2015',
    files: 'linelist/mers_korea_2015',
    ref: 'linelist/mers_korea_2015',
    links: '_contacts',
    disease: 'mers',
  },
  {
    name: 'the simulated Ebola outbreak',
    files: 'linelist/ebola_sim_clean',
    ref: 'linelist/ebola_sim_clean',
    links: '_contacts',
    disease: 'ebola',
  },
  {
    name: 'Viet Nam 2020, Form 5',
    files: 'vietnam/patients_2020_form5',
    ref: 'vietnam/vn_patients_2020_form5',
    links: '_links',
    disease: 'covid19',
  },
  // its reference counts intervals between announcements
  {
    name: 'Viet Nam 2020, announcements',
    files: 'vietnam/patients_2020_announcements',
    ref: 'vietnam/vn_patients_2020_announcements',
    links: '_links',
    disease: 'covid19',
    day: 'reported',
  },
] as const

for (const { name, files, ref, links: suffix, disease, ...more } of references) {
  const day = 'day' in more ? more.day : 'onset'
  test(`after an import without a mapping the chains of ${name} are those of epicontacts, and a second import adds nothing`, async (c) => {
    if (!existsSync(path(`${files}_linelist.csv`))) return c.skip(`shared reference data is absent: ${files}`)
    const [app, post] = day === 'reported' ? [other, otherCdc] : [t, cdc]
    const given = { cases: bytesOf(`${files}_linelist.csv`), links: bytesOf(`${files}${suffix}.csv`) }
    const expected = JSON.parse(readFileSync(path(`${ref}_ref_epicontacts.json`), 'utf8'))
    const first = await bring(app, post, { ...given, name: 'first.csv' }, disease)
    assert.equal(first.state, 'done')
    assert.deepEqual([first.added, first.unchanged, first.differing, first.refused], [expected.n_linelist, 0, 0, 0])
    assert.equal(first.linksAdded + first.linksRefused, expected.n_contacts)

    const found = await post.as(chains, { disease, day })
    assert.equal(found.cases, expected.n_linelist)
    assert.equal(found.links, expected.n_contacts)
    const labels = Map.groupBy(await rowsOf(`${ref}_ref_clusters.csv`), (row) => row.cluster_member!)
    const partition = [...labels.values()]
      .map((rows) =>
        rows
          .map((r) => r.id!)
          .sort()
          .join(' '),
      )
      .sort()
    assert.deepEqual(found.clusters.map((k) => k.members.toSorted().join(' ')).sort(), partition)
    assert.deepEqual(
      found.degree,
      (await rowsOf(`${ref}_ref_degree.csv`))
        .map((r) => ({
          id: r.id!,
          deg_in: Number(r.deg_in),
          deg_out: Number(r.deg_out),
          generation: r.generation === '' ? null : Number(r.generation),
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    )
    assert.deepEqual(found.generations, expected.generation_table)
    const { serialInterval: si } = found
    assert.equal(si.n, expected.pairwise_onset_abs.n)
    assert.equal(si.negative, expected.pairwise_onset_signed.n_negative)
    assert.ok(Math.abs(si.mean! - expected.pairwise_onset_signed.mean) < 1e-9)
    assert.ok(Math.abs(si.sd! - expected.pairwise_onset_signed.sd) < 1e-9)

    const second = await bring(app, post, { ...given, name: 'renamed.csv' }, disease)
    assert.deepEqual([second.added, second.unchanged, second.differing, second.refused], [0, expected.n_linelist, 0, 0])
    assert.equal(second.linksAdded, 0)
    assert.deepEqual({ ...(await post.as(chains, { disease, day })), problems: [] }, { ...found, problems: [] })
  })
}

test('the same list as XLSX says the same: nothing is added, nothing differs', async (c) => {
  const file = 'vietnam/patients_2020_form5_linelist.csv'
  if (!existsSync(path(file))) return c.skip(`shared reference data is absent: ${file}`)
  const { headers, rows } = await readTable(bytesOf(file), file)
  // days and numbers typed, as a spreadsheet has them
  const typed = rows.map((r) =>
    r.cells.map((cell) =>
      typeof cell !== 'string'
        ? cell
        : /^\d{4}-\d\d-\d\d$/.test(cell)
          ? new Date(`${cell}T00:00:00Z`)
          : /^\d{1,4}$/.test(cell)
            ? Number(cell)
            : cell,
    ),
  )
  const cases = await toXlsx([{ name: 'Danh sách', headers, rows: typed }])
  const found = await bring(t, cdc, { cases, name: 'list.xlsx' }, 'covid19')
  assert.deepEqual([found.added, found.unchanged, found.differing, found.refused], [0, rows.length, 0, 0])
})

test('Form 5 as it came: every row is in or given back with its reason', async (c) => {
  const file = 'vietnam/form5_raw_first_300_lines.csv'
  if (!existsSync(path(file))) return c.skip(`shared reference data is absent: ${file}`)
  const raw = await testApp()
  try {
    const post = await raw.post('province', '30')
    const cases = bytesOf(file)
    const refusedRows = async (jobId: string) => {
      const table = await readTable((await post.as(refused, { jobId })).bytes, 'refused.csv')
      const [row, kind, rule] = ['Dòng', 'Loại', 'Quy tắc'].map((h) => table.headers.indexOf(h))
      return table.rows
        .filter((r) => r.cells[kind!] === 'chưa nhận')
        .map((r) => ({ row: Number(r.cells[row!]), rule: String(r.cells[rule!]) }))
    }
    const undeclared = await bring(raw, post, { cases, name: 'form5.csv' }, 'covid19', undefined, true)
    assert.deepEqual(await raw.rows('select 1 from confirmation'), [])
    assert.equal(undeclared.total, 288)
    assert.equal(undeclared.added + undeclared.unchanged + undeclared.differing + undeclared.refused, 288)
    assert.equal((await refusedRows(undeclared.jobId)).length, undeclared.refused)
    assert.ok(undeclared.problems.some((p) => p.rule === 'ambiguous-date'))

    const declared = await bring(raw, post, { cases, name: 'form5.csv' }, 'covid19', { dateOrder: 'mdy' })
    assert.equal(declared.added + declared.unchanged + declared.differing + declared.refused, 288)
    const given = await refusedRows(declared.jobId)
    assert.equal(given.length, declared.refused)
    // days of 13 and more written first in a file declared month first; one onset in words. #NAME? stands in columns that are not mapped.
    assert.deepEqual([...new Set(given.map((r) => r.rule))].sort(), ['impossible-date', 'unreadable-date'])
    const perRule = Object.fromEntries([...Map.groupBy(given, (r) => r.rule)].map(([rule, list]) => [rule, list.length]))
    c.diagnostic(
      `undeclared: ${undeclared.added} in, ${undeclared.refused} back; month first: ${declared.added} in, ${JSON.stringify(perRule)} back`,
    )
    assert.ok(declared.refused < 30)
    const [{ n }] = (await raw.rows<{ n: number }>('select count(*)::int as n from confirmation')) as [{ n: number }]
    assert.equal(n + declared.refused, 288)
  } finally {
    await raw.close()
  }
})
