import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Problem } from '@phaodai/kernel/problem.ts'
import { readTable } from '@phaodai/tabular/read.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { chains } from './imports.chains.ts'
import { addLinks, cancel, start } from './imports.commands.ts'
import { job, jobs, preview, refused } from './imports.reads.ts'
import { resumeJobs, runJob } from './imports.run.ts'

let t: TestApp
let cdc: TestPost
before(async () => {
  t = await testApp()
  cdc = await t.post('cdc', '30')
})
after(() => t?.close())

const bytes = (text: string) => new TextEncoder().encode(text)
const withCode = (code: string) => (e: unknown) => e instanceof Problem && e.code === code

async function bring(
  text: string,
  disease: string,
  more: { mapping?: object; links?: string; dryRun?: 'true' | 'false'; list?: string } = {},
) {
  const { jobId } = await cdc.as(start, {
    bytes: bytes(text),
    fileName: 'danh-sach.csv',
    disease,
    list: more.list,
    mapping: more.mapping && JSON.stringify(more.mapping),
    dryRun: more.dryRun ?? 'false',
    waitForLinks: more.links ? 'true' : 'false',
  })
  if (more.links) await cdc.as(addLinks, { jobId, bytes: bytes(more.links), fileName: 'lien-ket.csv' })
  await runJob(t.app, cdc.postId, jobId)
  return cdc.as(job, { jobId })
}
const backOf = async (jobId: string, part: 'cases' | 'links' = 'cases') => {
  const { headers, rows } = await readTable((await cdc.as(refused, { jobId, part })).bytes, 'refused.csv')
  return rows.map((r) =>
    Object.fromEntries(headers.map((h, i) => [h, r.cells[i] === null || r.cells[i] === undefined ? '' : String(r.cells[i])])),
  )
}

test('10,000 rows with 7 bad ones: 9,993 are in, and the 7 come back with field and rule', async () => {
  const bad: Record<number, string> = {
    100: '30/02/2021',
    2500: '03/04/2020',
    4000: '#NAME?',
    5000: 'hôm qua',
    6000: '2021-02-30',
    7000: '2021-03-01',
    9999: '31/04/2020',
  }
  const lines = Array.from({ length: 10_000 }, (_, i) => `X${i},Người ${i},${bad[i] ?? '2021-02-01'},#REF!`)
  const found = await bring(`Mã ca,Họ tên,Ngày khởi phát,Ghi chú riêng\n${lines.join('\n')}\n`, 'measles')
  assert.deepEqual([found.total, found.added, found.refused, found.done, found.state], [10_000, 9_993, 7, 10_000, 'done'])
  const back = await backOf(found.jobId)
  assert.deepEqual(
    back.map((r) => [Number(r.Dòng), r.Trường, r['Quy tắc']]),
    [
      [102, 'onset', 'impossible-date'],
      [2502, 'onset', 'ambiguous-date'],
      [4002, 'onset', 'spreadsheet-error'],
      [5002, 'onset', 'unreadable-date'],
      [6002, 'onset', 'impossible-date'],
      [7002, 'onset', 'date-in-future'],
      [10_001, 'onset', 'impossible-date'],
    ],
  )
  assert.equal(back[1]!['Ngày khởi phát'], '03/04/2020')
  assert.match(back[1]!['Lý do']!, /2020-04-03 hoặc 2020-03-04/)
  const levels = await t.rows<{ n: number }>(
    "select count(*)::int as n from classification where disease = 'measles' and level = 'F0'",
  )
  assert.equal(levels[0]!.n, 9_993)
})

test('a date that can be read in two ways is read once its order is declared, or left empty where so chosen', async () => {
  const text = 'id,onset\nD1,03/04/2020\nD2,13/04/2020\n'
  const dmy = await bring(text, 'dengue', { mapping: { id: 'id', onset: 'onset', dateOrder: { onset: 'dmy' } } })
  assert.equal(dmy.added, 2)
  const days = await t.rows<{ day: string }>("select onset_on::text as day from onset where disease = 'dengue' order by 1")
  assert.deepEqual(
    days.map((d) => d.day),
    ['2020-04-03', '2020-04-13'],
  )
  const empty = await bring('id,onset\nD3,03/04/2020\n', 'dengue', {
    mapping: { id: 'id', onset: 'onset', ambiguousDates: 'leave-empty' },
  })
  assert.deepEqual([empty.added, empty.notes, empty.problems[0]!.rule], [1, 1, 'ambiguous-date-left-empty'])
})

test('the same id with other content is given back with both values, and nothing is overwritten', async () => {
  const first = 'id,name,onset\nH1,Nguyễn Văn An,2021-02-01\nH1,Nguyễn Văn An,2021-02-01\nH1,Nguyễn Văn An,2021-02-03\n'
  const found = await bring(first, 'hfmd')
  assert.deepEqual([found.added, found.unchanged, found.differing, found.total], [1, 1, 1, 3])
  const again = await bring('id,name,onset\nH1,Nguyễn Văn Anh,2021-02-05\n', 'hfmd')
  assert.deepEqual([again.added, again.differing], [0, 1])
  const [back] = await backOf(again.jobId)
  assert.match(back!['Giá trị đã có → trong tệp']!, /name: Nguyễn Văn An → Nguyễn Văn Anh; onset: 2021-02-01 → 2021-02-05/)
  const kept = await t.rows<{ day: string }>("select onset_on::text as day from onset where disease = 'hfmd'")
  assert.deepEqual(kept, [{ day: '2021-02-01' }])
})

test('rows without an id are in where something else tells who it is; the same row twice is one case; nothing is lost', async () => {
  const text = 'Mã ca,Họ tên,Tuổi\nM1,Lê Thị Bình,30\nM2,Trần Văn Dũng,31\n,Vũ Thị Hoa,32\n,Vũ Thị Hoa,32\n,,33\n'
  const found = await bring(text, 'mers')
  assert.deepEqual([found.added, found.unchanged, found.refused, found.total], [3, 1, 1, 5])
  assert.deepEqual(
    (await backOf(found.jobId)).map((r) => [r.Dòng, r.Loại, r['Quy tắc']]),
    [
      ['6', 'chưa nhận', 'nothing-identifies'],
      ['4', 'đã nhận, cần xem', 'missing-id'],
      ['5', 'đã nhận, cần xem', 'duplicate-row'],
    ],
  )
  assert.equal((await bring(text, 'mers')).added, 0)
})

test('links: unknown ids stay in their chain, a link to itself and half a link come back but are not lost to the chains', async () => {
  const links = 'from,to\nE1,E2\nE1,E2\nE2,E9\nE3,E3\n,E4\n'
  const found = await bring('id,onset\nE1,2021-01-01\nE2,2021-01-05\nE3,2021-01-09\n', 'ebola', { links })
  assert.deepEqual([found.linksAdded, found.linksUnchanged, found.linksRefused, found.done, found.total], [2, 1, 2, 8, 8])
  assert.deepEqual(
    (await backOf(found.jobId, 'links')).map((r) => [r.Dòng, r['Quy tắc']]),
    [
      ['5', 'self-link'],
      ['6', 'blank-id'],
      ['4', 'unknown-case'],
    ],
  )
  const told = await cdc.as(chains, { disease: 'ebola' })
  assert.deepEqual([told.cases, told.links, told.serialInterval.n], [3, 3, 2])
  assert.deepEqual(
    told.clusters.map((k) => k.members),
    [['E1', 'E2', 'E9'], ['E3'], ['E4']],
  )
  assert.deepEqual(told.scope, { disease: 'ebola', list: 'imported', lists: ['danh-sach'], day: 'onset' })
  // the unknown one comes in with a later list: one person, the same chain
  const later = await bring('id,onset\nE9,2021-01-12\n', 'ebola', { list: 'bổ sung' })
  assert.equal(later.added, 1)
  const then = await cdc.as(chains, { disease: 'ebola' })
  assert.deepEqual([then.cases, then.links, then.serialInterval.n], [4, 3, 3])
  assert.equal((await cdc.as(chains, { disease: 'ebola', list: 'bổ sung' })).cases, 1)
  assert.equal((await cdc.as(chains, { disease: 'ebola', list: 'recorded' })).cases, 0)
  const open = await t.rows<{ full_name: string }>("select full_name from person where code = 'E9' and until_on is null")
  assert.deepEqual(open, [{ full_name: 'Ca E9' }])
})

test('a list of another country: ids as decimals, days in words, infectors in the list, unknown ones, a column twice, a total', async () => {
  const text =
    'Visual ID,infection_source,Symptom onset,Symptom onset\n1,unknown,,14-Mar-2020\n2,1.0,,"March 19, 2020"\n3,,,20200317\n4,3.0,,22-Mar-20\nTotal,,,4\n'
  const found = await bring(text, 'mers', { list: 'nước ngoài' })
  assert.deepEqual([found.added, found.refused, found.linksAdded], [3, 2, 1])
  assert.deepEqual(
    (await backOf(found.jobId)).filter((r) => r.Loại === 'chưa nhận').map((r) => [r.Dòng, r['Quy tắc']]),
    [
      ['5', 'unreadable-date'],
      ['6', 'total-row'],
    ],
  )
  const told = await cdc.as(chains, { disease: 'mers', list: 'nước ngoài' })
  assert.deepEqual(
    [told.clusters.map((k) => k.members), told.serialInterval.n, told.serialInterval.mean],
    [[['1', '2'], ['3']], 1, 5],
  )
  assert.equal((await bring(text, 'mers', { list: 'nước ngoài' })).added, 0)
})

test('a mapping that leaves out the onset still has it where its heading is plain; an outbreak of 1861 keeps its days', async () => {
  const rows = [1, 2, 3, 4].map((n) => `CU${n},1861-11-0${n}`).join('\n')
  await bring(`case,date_of_prodrome\n${rows}\n`, 'hfmd', { mapping: { id: 'case' }, list: 'ngày xưa' })
  const told = await cdc.as(chains, { disease: 'hfmd', list: 'ngày xưa' })
  assert.deepEqual([told.cases, told.scope.day], [4, 'onset'])
  const days = await t.rows<{ day: string }>(
    "select min(onset_on)::text as day from onset where disease = 'hfmd' and onset_on < '1900-01-01'",
  )
  assert.equal(days[0]!.day, '1861-11-01')
  const none = await bring('case,date_of_prodrome\nCU9,2021-01-02\n', 'hfmd', {
    mapping: { id: 'case', onset: null },
    list: 'không',
  })
  assert.equal(none.added, 1)
  assert.equal((await cdc.as(chains, { disease: 'hfmd', list: 'không' })).scope.day, 'reported')
})

test('a file of links without a heading loses no link', async () => {
  const found = await bring('id\nKD1\nKD2\nKD3\n', 'measles', { links: 'KD1,KD2\nKD2,KD3\n', list: 'không tiêu đề' })
  assert.deepEqual([found.linksAdded, found.done, found.total, found.linksRefused], [2, 5, 5, 0])
  assert.ok(found.warnings.some((w) => /header row/.test(w.en)))
})

test('people of this province stand in their unit; others in the province itself, with the residence as written', async () => {
  const text = 'id,province,district,commune\nP1,Hải Dương,Chí Linh,Cộng Hòa\nP2,Hà Nội,Ba Đình,Cống Vị\nP3,Hải Dương,Kinh Môn,\n'
  await bring(text, 'covid19', { list: 'nơi ở' })
  const rows = await t.rows<{ code: string; name: string; text: string | null }>(
    "select p.code, a.full_name as name, p.residence_text as text from person p join area a on a.area_id = p.commune_id where p.code in ('P1', 'P2', 'P3') order by 1",
  )
  assert.deepEqual(rows[0]!.text, null)
  assert.match(rows[0]!.name, /Cộng Ho/)
  assert.deepEqual(rows[1], { code: 'P2', name: 'Tỉnh Hải Dương', text: 'Cống Vị, Ba Đình, Hà Nội' })
  assert.match(rows[2]!.name, /Kinh Môn/)
})

test('a formula in a refused row cannot run in the file given back, and a name is in the clear nowhere but there', async () => {
  const text = 'id,name,onset\n"=HYPERLINK(""http://x"")",Bùi Thị Kín Đáo,x\n+1,@SUM(A1),x\n'
  const found = await bring(text, 'covid19')
  assert.equal(found.refused, 2)
  const csv = new TextDecoder().decode((await cdc.as(refused, { jobId: found.jobId })).bytes)
  assert.match(csv, /Bùi Thị Kín Đáo/)
  for (const line of csv.split('\r\n').slice(1)) assert.doesNotMatch(line, /(^|,)"?[=+@-][A-Z0-9]/)
  const xlsx = await readTable((await cdc.as(refused, { jobId: found.jobId, format: 'xlsx' })).bytes, 'back.xlsx')
  assert.equal(xlsx.rows.length, 2)
  const [{ told }] = (await t.rows<{ told: string }>(
    "select (select string_agg(details::text, ' ') from audit) || (select string_agg(result::text, ' ') from operation) || (select string_agg(body::text, ' ') from event) || (select string_agg(reasons::text, ' ') from import_refusal) || (select string_agg(report::text, ' ') from import_job) as told",
  )) as [{ told: string }]
  assert.doesNotMatch(told, /Kín Đáo|Nguyễn Văn An|Vũ Thị Hoa/)
})

test('a job that was killed goes on where it stood and ends with exactly the same rows', async () => {
  const lines = Array.from(
    { length: 6_500 },
    (_, i) => `K${i},Người ${i},${i % 1000 === 7 ? 'x' : '2021-02-01'},${i > 0 && i % 10 === 0 ? `K${i - 1}` : ''}`,
  )
  const text = `id,name,onset,infector\n${lines.join('\n')}\n`
  const take = () => cdc.as(start, { bytes: bytes(text), fileName: 'k.csv', disease: 'measles', list: 'k' })
  const { jobId } = await take()
  class Killed extends Error {}
  let steps = 0
  // the runner dies after two steps and cannot even say so
  const dying = { ...t.app, pool: t.app.pool }
  await assert.rejects(
    runJob(dying, cdc.postId, jobId, () => {
      if (++steps === 2) {
        dying.pool = { connect: () => Promise.reject(new Killed()) } as never
        throw new Killed()
      }
    }),
    Killed,
  )
  const half = await cdc.as(job, { jobId })
  assert.deepEqual([half.state, half.done], ['running', 4000])
  const runner = resumeJobs(t.app, { everyMs: 20 })
  for (let state = half.state; state !== 'done'; state = (await cdc.as(job, { jobId })).state)
    await new Promise((go) => setImmediate(go))
  await runner.stop()
  const done = await cdc.as(job, { jobId })
  assert.deepEqual([done.added, done.refused, done.linksAdded, done.done], [6_493, 7, 649, 6_500])
  const [rows] = await t.rows<{ c: number; r: number; l: number; f: number }>(
    `select (select count(*)::int from confirmation where list_name = 'k') as c, (select count(*)::int from import_refusal where job_id = $1 and kind = 'refused') as r,
      (select count(*)::int from transmission where list_name = 'k') as l,
      (select count(*)::int from classification k where level = 'F0' and exists (select 1 from confirmation c where c.subject_id = k.subject_id and list_name = 'k')) as f`,
    [jobId],
  )
  assert.deepEqual(rows, { c: 6_493, r: 7, l: 649, f: 6_493 })
})

test('a server that stops leaves its job where it stood, for the next start', async () => {
  const text = `id\n${Array.from({ length: 6_000 }, (_, i) => `W${i}`).join('\n')}\n`
  const { jobId } = await cdc.as(start, { bytes: bytes(text), fileName: 'w.csv', disease: 'hfmd' })
  const first = resumeJobs(t.app)
  await first.stop()
  const left = await cdc.as(job, { jobId })
  assert.notEqual(left.state, 'done')
  assert.equal(left.failure, null)
  await runJob(t.app, cdc.postId, jobId)
  assert.equal((await cdc.as(job, { jobId })).added, 6_000)
})

test('two runners at once do each step once', async () => {
  const { jobId } = await cdc.as(start, { bytes: bytes('id\nT1\nT2\n'), fileName: 't.csv', disease: 'covid19' })
  await Promise.all([runJob(t.app, cdc.postId, jobId), runJob(t.app, cdc.postId, jobId)])
  assert.equal((await cdc.as(job, { jobId })).added, 2)
})

test('a job that was stopped takes no more rows, and says so', async () => {
  const { jobId } = await cdc.as(start, { bytes: bytes('id\nS1\n'), fileName: 's.csv', disease: 'covid19' })
  await cdc.as(cancel, { jobId })
  await assert.rejects(runJob(t.app, cdc.postId, jobId), withCode('import-ended'))
  const found = await cdc.as(job, { jobId })
  assert.deepEqual([found.state, found.cancelled, found.added], ['failed', true, 0])
  assert.ok((await cdc.as(jobs, {})).jobs.some((j) => j.jobId === jobId))
})

test('a cell that held a spreadsheet error comes back as it was', async () => {
  const found = await bring('id,onset\nN1,#NAME?\n', 'covid19')
  const csv = new TextDecoder().decode((await cdc.as(refused, { jobId: found.jobId })).bytes)
  assert.match(csv, /^N1,#NAME\?,2,/m)
  assert.match(csv, /DIỄN TẬP/)
})

test('a dry run writes no case, and tells what an import would do', async () => {
  const found = await bring('id,onset\nR1,2021-02-01\nR2,x\n', 'covid19', { dryRun: 'true', links: 'from,to\nR1,R2\n' })
  assert.deepEqual([found.added, found.refused, found.linksAdded], [1, 1, 1])
  assert.deepEqual(await t.rows("select 1 from person where code like 'R_'"), [])
})

test('the preview proposes a mapping from Vietnamese and English headings, and counts what would come', async () => {
  const text =
    'STT;Mã BN;Họ và tên;Năm sinh;Giới;Huyện;Ngày KP;Ngày lấy mẫu;Ngày công bố;Kết cục\n1;BN1;Lê An;1980;Nam;Chí Linh;03/02/2021;2021-02-05;2021-02-06;Khỏi\n'
  const seen = await cdc.as(preview, { bytes: bytes(text), fileName: 'a.csv', disease: 'covid19' })
  assert.equal(seen.delimiter, ';')
  assert.deepEqual(seen.mapping, {
    id: 'Mã BN',
    onset: 'Ngày KP',
    sampled: 'Ngày lấy mẫu',
    reported: 'Ngày công bố',
    outcome: 'Kết cục',
    name: 'Họ và tên',
    birth: 'Năm sinh',
    sex: 'Giới',
    district: 'Huyện',
  })
  assert.deepEqual(
    seen.dates.find((d) => d.field === 'onset'),
    { field: 'onset', column: 'Ngày KP', order: 'unknown', dmy: 0, mdy: 0, either: 1, declared: null },
  )
  assert.deepEqual([seen.counts.refused, seen.problems[0]!.rule, seen.unmapped], [1, 'ambiguous-date', ['STT']])
  const mapping = { ...seen.mapping, dateOrder: 'dmy' as const }
  await bring(text, 'covid19', { mapping })
  const again = await cdc.as(preview, { bytes: bytes(text), fileName: 'b.csv', disease: 'covid19' })
  assert.deepEqual([again.basis, again.mapping, again.counts.known], ['remembered', mapping, 1])
})

test('without a certain id column the import is refused, naming the columns; a wrong mapping names what is wrong', async () => {
  const take = (text: string, mapping?: string) =>
    cdc.as(start, { bytes: bytes(text), fileName: 'x.csv', disease: 'covid19', mapping })
  await assert.rejects(
    take('tên gọi,tuổi\nAn,3\n'),
    (e) => e instanceof Problem && e.code === 'import-id-column' && e.toJSON().hint!.includes('tên gọi, tuổi'),
  )
  await assert.rejects(take('id,onset\nA,2021-01-01\n', '{"onset":"khởi phát"}'), withCode('import-column-missing'))
  await assert.rejects(take('id\nA\n', '{"onsett":"x"}'), withCode('import-mapping'))
  await assert.rejects(take(''), withCode('import-file'))
})

test('an account of a commune can neither import nor read what was given back', async () => {
  const commune = await t.post('commune', '10783')
  const text = bytes('id\nC1\n')
  await assert.rejects(commune.as(start, { bytes: text, fileName: 'c.csv', disease: 'covid19' }), withCode('forbidden'))
  const { jobId } = await bring('id,onset\nC2,x\n', 'covid19')
  await assert.rejects(commune.as(refused, { jobId }), withCode('forbidden'))
  const district = await t.post('district', '290')
  await assert.rejects(district.as(job, { jobId }), withCode('not-found'))
  assert.equal((await commune.as(chains, { disease: 'ebola' })).cases, 0)
})

test('on the command line: a list with links in, its refused rows in a file, its chains out', async () => {
  const { Command } = await import('commander')
  const { registerImport } = await import('../../apps/cli/import.commands.ts')
  const folder = mkdtempSync(join(tmpdir(), 'phaodai-import-'))
  try {
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const run = async (...words: string[]) => {
      let printed = ''
      const program = new Command().exitOverride()
      registerImport(program, async () => ({ app: t.app, postId: cdc.postId, close: async () => {} }), {
        out: (text) => {
          printed += text
        },
      })
      await program.parseAsync(words, { from: 'user' })
      return JSON.parse(printed)
    }
    const list = file('dot.csv', 'id,onset\nL1,2021-01-01\nL2,2021-01-04\nL3,x\n')
    const back = join(folder, 'back.csv')
    const said = await run(
      'import',
      'linelist',
      list,
      '--links',
      file('l.csv', 'from,to\nL1,L2\n'),
      '--disease',
      'hfmd',
      '--list',
      'dòng lệnh',
      '--refused',
      back,
      '--json',
    )
    assert.deepEqual([said.added, said.refused, said.linksAdded, said.problems[0].row, said.refusedFile], [2, 1, 1, 4, back])
    assert.match(readFileSync(back, 'utf8'), /L3/)
    const told = await run('chains', '--disease', 'hfmd', '--list', 'dòng lệnh', '--json')
    assert.deepEqual([told.cases, told.links, told.serialInterval.mean], [2, 1, 3])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
