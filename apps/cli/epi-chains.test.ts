import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { Command } from 'commander'
import { shared } from '../../test/shared.ts'
import { registerEpi } from './epi.commands.ts'
import { epiChains } from './epi-chains.ts'

const folder = mkdtempSync(join(tmpdir(), 'phaodai-chains-'))
test.after(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const list = () => file('list.csv', 'Mã ca,khoi_phat\nBN1,2021-05-01\nBN2,2021-05-06\nBN3,NA\n')
const links = () => file('links.csv', 'from,to\nBN1,BN2\nBN2,BN3\nNA,BN1\n')

async function run(...words: string[]): Promise<string> {
  let printed = ''
  const program = new Command().exitOverride()
  registerEpi(program, { out: (text) => (printed += text) })
  await program.parseAsync(['epi', 'chains', ...words], { from: 'user' })
  return printed
}

test('with --json the command prints one JSON document and nothing else', async () => {
  const printed = await run('--linelist', list(), '--contacts', links(), '--id', 'Mã ca', '--onset', 'khoi_phat', '--json')
  const found = JSON.parse(printed)
  assert.equal(found.cases, 3)
  assert.equal(found.links, 2)
  assert.deepEqual(found.clusters, [{ size: 3, members: ['BN1', 'BN2', 'BN3'] }])
  assert.deepEqual(found.sizes, { 3: 1 })
  assert.equal(found.serialInterval.mean, 5)
  assert.deepEqual(
    found.problems.map((problem: { kind: string; row: number }) => [problem.kind, problem.row]),
    [['blank-from', 4]],
  )
})

test('without --json the command prints a short Vietnamese table', async () => {
  const printed = await run('--linelist', list(), '--contacts', links(), '--id', 'Mã ca', '--onset', 'khoi_phat')
  assert.match(printed, /Ca bệnh +3\n/)
  assert.match(printed, /Khoảng cách khởi phát +5,00 ngày/)
})

test('a missing column is a usage error that lists the columns there are, nearest first', async () => {
  const input = {
    linelist: file('far.csv', 'age,date_of_onset,case_id\n1,2,3\n'),
    contacts: links(),
    id: 'id',
    onset: 'dt_onset',
  }
  await assert.rejects(
    () => epiChains(input),
    (error: Error) => error instanceof UsageError && /--id.*: case_id, /s.test(error.message),
  )
  await assert.rejects(
    () => epiChains({ ...input, id: 'case_id' }),
    (error: Error) => error instanceof UsageError && /--onset.*: date_of_onset, /s.test(error.message),
  )
})

test('a missing file, a missing option, an empty file and standard input twice are usage errors', async () => {
  const good = { linelist: list(), contacts: links(), id: 'Mã ca' }
  await assert.rejects(() => epiChains({ ...good, linelist: join(folder, 'absent.csv') }), UsageError)
  await assert.rejects(() => epiChains({ ...good, contacts: file('empty.csv', '') }), UsageError)
  await assert.rejects(() => epiChains({ ...good, contacts: file('one.csv', 'from\nBN1\n') }), UsageError)
  await assert.rejects(() => epiChains({ ...good, linelist: '-', contacts: '-' }), UsageError)
  await assert.rejects(() => epiChains({ ...good, from: 'from' }), UsageError)
  await assert.rejects(() => run('--linelist', list()), UsageError)
  await assert.rejects(() => run('--linelist', list(), '--contacts', links(), '--id', 'Mã ca', '--date-order', 'ymd'), UsageError)
})

test('links are found under from/to, infector/case_id or source/target, in this order', async () => {
  const of = async (text: string) => {
    const { columns, notes } = await epiChains({ linelist: list(), contacts: file('named.csv', text), id: 'Mã ca' })
    return [columns.from, columns.to, notes.length]
  }
  assert.deepEqual(await of('source,infector,case_id\nother,BN1,BN2\n'), ['infector', 'case_id', 0])
  assert.deepEqual(await of('target,source,from,to\n1,2,3,4\n'), ['from', 'to', 0])
  assert.deepEqual(await of('target,source\n1,2\n'), ['source', 'target', 0])
  assert.deepEqual(await of(',nguồn,người lây\n1,BN1,BN2\n'), ['nguồn', 'người lây', 1])
  assert.deepEqual(await of('nguồn,người lây\nBN1,BN2\n'), ['nguồn', 'người lây', 1])
})

test('a date that can be read in two ways is refused for its row alone, until the order is told', async () => {
  const linelist = file(
    'dates.csv',
    'id,onset\nA,03/04/2021\nB,15/04/2021\nC,44305\nD,2021-04-20 00:00:00\nE,31/04/2021\nF,hôm qua\n',
  )
  const contacts = file('dates-links.csv', 'from,to\nA,B\nB,C\nC,D\n')
  const input = { linelist, contacts, id: 'id', onset: 'onset' }
  const found = await epiChains(input)
  assert.equal(found.cases, 6)
  assert.equal(found.serialInterval.n, 2)
  assert.deepEqual(
    found.problems.map((problem) => [problem.kind, problem.row, ...problem.ids]),
    [
      ['ambiguous-date', 2, 'A'],
      ['impossible-date', 6, 'E'],
      ['unreadable-date', 7, 'F'],
    ],
  )
  assert.match(found.notes[0]!.vi, /--date-order/)
  const told = await epiChains({ ...input, dateOrder: 'dmy' })
  assert.equal(told.serialInterval.n, 3)
})

test('a file from a Vietnamese spreadsheet is read: byte-order mark, semicolons, quoted line breaks, empty rows', async () => {
  const linelist = file(
    'excel.csv',
    '\uFEFF"id";"địa chỉ";"onset"\r\nA;"tổ 1\r\nphường 2";2021-05-01\r\n;;\r\nB;x;2021-05-03\r\n;;\r\n',
  )
  const contacts = file('excel-links.csv', '\uFEFFFrom;To;ghi chú\r\nA ;B;\r\n;;\r\n')
  const found = await epiChains({ linelist, contacts, id: 'id', onset: 'onset' })
  assert.deepEqual([found.cases, found.links, found.serialInterval.mean, found.problems.length], [2, 1, 2, 0])
})

test('a minus reads the file from standard input, also when it comes in pieces', async () => {
  const bytes = Buffer.from('Mã ca,from,to\nBN1,BN1,BN2\n')
  const stdin = (async function* () {
    for (const byte of bytes) yield Uint8Array.of(byte)
  })()
  const found = await epiChains({ linelist: list(), contacts: '-', id: 'Mã ca', stdin })
  assert.equal(found.links, 1)
})

test('one line list that names the infector of each case serves as both files', async () => {
  const linelist = file('both.csv', 'id,infector,onset\nA,,2021-05-01\nB,A,2021-05-05\nC,A,2021-05-03\n')
  const found = await epiChains({ linelist, contacts: linelist, id: 'id', onset: 'onset' })
  assert.deepEqual(found.clusters[0]?.members, ['A', 'B', 'C'])
  assert.equal(found.serialInterval.mean, 3)
})

test('the reference files are read without options beyond the columns', async (t) => {
  const path = (name: string) => fileURLToPath(new URL(`data/epi/linelist/${name}`, shared))
  if (!existsSync(path('ebola_sim_clean_linelist.csv'))) return t.skip('shared reference data is absent: ebola_sim_clean')
  const expected = JSON.parse(readFileSync(path('ebola_sim_clean_ref_epicontacts.json'), 'utf8'))
  const found = await epiChains({
    linelist: path('ebola_sim_clean_linelist.csv'),
    contacts: path('ebola_sim_clean_contacts.csv'),
    id: 'case_id',
    onset: 'date_of_onset',
  })
  assert.deepEqual(found.sizes, expected.cluster_size_table)
  assert.equal(found.serialInterval.n, expected.n_contacts_both_in_linelist)
  assert.ok(Math.abs(found.offspring.k! - expected.offspring_negbin_mle.k) < 1e-3)
})

test('a file of links without a heading loses no link, and a heading written twice is no case', async () => {
  const twice = file('twice.csv', 'Case ID,Onset date,Sex\ncase_id,date_onset,sex\nBN1,2021-05-01,m\nBN2,2021-05-06,f\nBN3,,f\n')
  const bare = file('bare.csv', 'BN1,BN2\nBN2,BN3\n')
  const found = await epiChains({ linelist: twice, contacts: bare, id: 'Case ID', onset: 'Onset date' })
  assert.deepEqual([found.cases, found.links, found.serialInterval.mean], [3, 2, 5])
  assert.ok(found.notes.some(({ en }) => /no header row/.test(en)))
})

test('a line list that names infectors is its own list of links: several in a cell, ids as decimals, old days, unknown ones, a total', async () => {
  const measles = file(
    'measles.csv',
    'infector,case_ID,date_of_prodrome,infected\nNA,1,1861-10-30,yes\n1.0,2,1861-11-07,yes\n1.0,3,1861-11-09,yes\nunknown,4,1861-11-02,no\n2.0,5,1861-11-05,yes\n,Total,,5\n',
  )
  const found = await epiChains({ linelist: measles, contacts: measles, id: 'case_ID', onset: 'date_of_prodrome' })
  assert.deepEqual([found.columns.from, found.columns.to], ['infector', 'case_ID'])
  assert.deepEqual([found.cases, found.links], [5, 3])
  assert.deepEqual(
    found.clusters.map(({ members }) => members),
    [['1', '2', '3', '5'], ['4']],
  )
  assert.deepEqual([found.serialInterval.n, found.serialInterval.negative, found.serialInterval.mean], [3, 1, 16 / 3])
  assert.deepEqual(
    found.problems.filter(({ table }) => table === 'cases').map(({ row, kind }) => [row, kind]),
    [[7, 'total-row']],
  )
  const many = file('many.csv', 'case_id,infection_source,onset\nTJ1,Wuhan,\nTJ2,TJ1,\nTJ3,TJ1; TJ2,\n')
  const two = await epiChains({ linelist: many, contacts: many, id: 'case_id' })
  assert.deepEqual(
    two.degree.map((row) => [row.id, row.deg_in, row.deg_out]),
    [
      ['TJ1', 1, 2],
      ['TJ2', 1, 1],
      ['TJ3', 2, 0],
      ['Wuhan', 0, 1],
    ],
  )
  const nobody = file('nobody.csv', 'case_id,onset,source\nA,2021-01-01,hotline\nB,2021-01-02,clinic\n')
  await assert.rejects(() => epiChains({ linelist: nobody, contacts: nobody, id: 'case_id' }), /source/)
})

test('in one list the infector is not its row number, ids stay whole beside a source of another kind, and CONG12 is a case', async () => {
  const list = file(
    'index.csv',
    'index,case_id,infector,onset\n0,1.0,,2021-01-01\n1,2.0,1.0,2021-01-05\n2,3.0,Vũ Hán,2021-01-07\n3,4.0,#N/A,2021-01-09\n4,Tổng cộng,,\n',
  )
  const found = await epiChains({ linelist: list, contacts: list, id: 'case_id', onset: 'onset' })
  assert.deepEqual([found.columns.from, found.cases, found.links, found.serialInterval.n], ['infector', 4, 2, 1])
  assert.deepEqual(
    found.clusters.map(({ members }) => members),
    [['1', '2'], ['3', 'Vũ Hán'], ['4']],
  )
  const communes = file('communes.csv', 'id,onset\nCONG12,2021-01-01\nCONG13,2021-01-05\n')
  const pairs = file('pairs.csv', 'from,to\nCONG12,CONG13\n')
  assert.deepEqual((await epiChains({ linelist: communes, contacts: pairs, id: 'id' })).cases, 2)
})
