import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sharedPath } from '../../../test/shared.ts'
import { asking, files } from './asking.fixtures.ts'
import { registerLink } from './link.command.ts'

const shared = sharedPath('data/epi/vietnam')
const file = files()
const { run, refusal } = asking(registerLink, 'link')

type Pair = { left_row: number; right_row: number; left_id: string; right_id: string; probability: number; margin: number | null }

test('the two lists of 2020 are paired without the number: recall and precision above 0.95, whether or not the position of a row counts', async (t) => {
  const [left, right] = [
    join(shared, 'patients_2020_form5_linelist.csv'),
    join(shared, 'patients_2020_announcements_linelist.csv'),
  ]
  if (!existsSync(left)) return t.skip('shared reference data is absent: vietnam/patients_2020_form5_linelist.csv')
  const read = (path: string) =>
    new Map(
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','))
        .map(([id, age, sex]) => [id!, { age: Number(age), sex }]),
    )
  const [a, b] = [read(left), read(right)]
  const known = new Set(
    [...a.keys()].filter((id) => a.get(id)!.sex === b.get(id)?.sex && Math.abs(a.get(id)!.age - b.get(id)!.age) <= 1),
  )
  for (const order of ['ignore', 'auto']) {
    const answer = JSON.parse(
      (await run('--left', left, '--right', right, '--ids', 'ignore', '--order', order, '--json')).printed,
    )
    assert.ok(answer.compared.every((pair: { left: string }) => pair.left !== 'id'))
    const rows = answer.rows as Pair[]
    const hits = rows.filter((row) => row.left_id === row.right_id && known.has(row.left_id)).length
    const claims = rows.filter((row) => known.has(row.left_id) || known.has(row.right_id)).length
    assert.ok(hits / known.size >= 0.95 && hits / claims >= 0.95, `${order}: ${hits / known.size} ${hits / claims}`)
  }
})

test('a number that the sure pairs prove to be shared is a sign; two lists that each count from 1 are not fooled', async () => {
  const person = (i: number) => `${20 + ((i * 37) % 53)},2021-05-${String(1 + (i % 28)).padStart(2, '0')},place ${(i * 7) % 11}`
  const list = (id: (i: number) => string, order: number[]) =>
    `id,age,onset,place\n${order.map((i) => `${id(i)},${person(i)}`).join('\n')}\n`
  const [there, back] = [[...Array(60).keys()], [...Array(60).keys()].reverse()]
  const l = file(
    'shared-l.csv',
    list((i) => `BN${i}`, there),
  )
  const r = file(
    'shared-r.csv',
    list((i) => `BN${i}`, back),
  )
  const own = file(
    'own-r.csv',
    list((i) => `BN${59 - i}`, back),
  )
  const ask = async (right: string, ...more: string[]) =>
    JSON.parse((await run('--left', l, '--right', right, '--json', ...more)).printed)
  const found = await ask(r)
  assert.ok(found.compared.some((pair: { left: string }) => pair.left === 'id'))
  assert.ok(found.notes.some(({ en }: { en: string }) => /The id is shared by both lists/.test(en)))
  assert.ok(found.rows.length === 60 && found.rows.every((row: Pair) => row.left_id === row.right_id))
  for (const answer of [await ask(r, '--ids', 'ignore'), await ask(r, '--ignore', 'id'), await ask(own)])
    assert.ok(answer.compared.every((pair: { left: string }) => pair.left !== 'id'))
  assert.match(await refusal('--left', l, '--right', r, '--ids', 'some'), /--ids/)
})

const left = `mã;họ tên;giới;tuổi;tỉnh;ngày khởi phát
a1;Nguyễn Văn An;Nam;34;Hải Dương;03/02/2021
a2;Trần Thị Bình;Nữ;27;Hải Dương;05/02/2021
a3;Lê Hoà;Nam;61;tỉnh Hưng Yên;29/01/2021
a4;Phạm Anh;Nam;45;Hà Nội;30/01/2021
`
const right = `id,full name,sex,age,province,onset
x,Lê Hòa,male,61,Hưng Yên,2021-01-29
y,Nguyễn Văn An,male,35,Hải Dương,2021-02-03
z,Phạm Văn Khánh,male,20,Đà Nẵng,2021-02-20
w,Trần Thị Bình,female,27,Hải Dương,2021-02-06
`

test('Vietnamese and English headers, sexes, dates and spellings meet; rows are named by number and id', async () => {
  const [l, r] = [file('left.csv', left), file('right.csv', right)]
  const { printed } = await run('--left', l, '--right', r, '--map', 'ngày khởi phát=onset', '--json')
  const { rows, unmatched } = JSON.parse(printed)
  assert.deepEqual(
    rows.map((row: Pair) => `${row.left_row} ${row.left_id} ${row.right_row} ${row.right_id}`),
    ['2 a1 3 y', '3 a2 5 w', '4 a3 2 x'],
  )
  assert.deepEqual(unmatched, { left: [{ row: 5, id: 'a4' }], right: [{ row: 4, id: 'z' }] })
  const csv = await run('--left', l, '--right', r, '--csv')
  assert.match(csv.printed, /^left_row,right_row,left_id,right_id,weight,probability,margin\n/)
  assert.match(csv.said, /Các cột được so: họ tên ~ full name/)
})

test('a number of few rows, which nothing proves to be shared, is compared only when asked for', async () => {
  const list = (ids: string[]) => `id,age\n${ids.map((id, i) => `${id},${20 + (i % 2)}`).join('\n')}\n`
  const [l, r] = [file('l.csv', list(['p', 'q', 'r', 's'])), file('r.csv', list(['s', 'r', 'q', 'p']))]
  const exact = JSON.parse((await run('--left', l, '--right', r, '--exact', 'id', '--ignore', 'age', '--json')).printed)
  assert.deepEqual(
    exact.rows.map((row: Pair) => row.left_id + row.right_id),
    ['pp', 'qq', 'rr', 'ss'],
  )
})

test('what cannot be compared is said', async () => {
  const [l, r] = [file('left.csv', left), file('right.csv', right)]
  assert.match(await refusal('--left', l), /--right/)
  assert.match(await refusal('--left', '-', '--right', '-'), /đầu vào chuẩn/)
  assert.match(await refusal('--left', l, '--right', file('empty.csv', 'id,age\n')), /không có dòng/)
  assert.match(await refusal('--left', l, '--right', file('other.csv', 'colour,shape\nred,round\n')), /--map/)
  assert.match(await refusal('--left', l, '--right', r, '--map', 'tuoi=agee'), /age/)
  assert.match(await refusal('--left', l, '--right', r, '--order', 'some'), /--order/)
  assert.match(await refusal('--left', l, '--right', r, '--min-probability', '2'), /--min-probability/)
})
