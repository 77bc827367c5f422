import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { register } from '@phaodai/modules/people/people.commands.ts'
import { readTable } from '@phaodai/tabular/read.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { importStays } from './stays.commands.ts'

let t: TestApp
let cdc: TestPost
const dir = mkdtempSync(join(tmpdir(), 'phaodai-stays-'))
before(async () => {
  t = await testApp()
  cdc = await t.post('operator', '30')
})
after(async () => {
  rmSync(dir, { recursive: true })
  await t?.close()
})

test('a roster is imported from the command line with its own columns, and the rows given back stand in a spreadsheet with the reason', async () => {
  const { code } = await cdc.as(register, {
    communeId: (await t.area('10783')).areaId,
    fullName: 'Công Nhân Dòng Lệnh',
    sex: 'male',
  } as never)
  const [file, map, refused] = ['ca.csv', 'map.json', 'tra-lai.xlsx'].map((n) => join(dir, n)) as [string, string, string]
  writeFileSync(
    file,
    `mã hồ sơ;nơi X;hôm;vào lúc;giờ ra\n${code};Xưởng CLI;03/02/2021;6:00;14:00\nHD-ZZZZZ;Xưởng CLI;03/02/2021;6:00;14:00\n`,
  )
  writeFileSync(map, JSON.stringify({ workplace: 'nơi X', date: 'hôm', start: 'vào lúc', dateOrder: 'dmy' }))
  const session = { app: t.app, postId: cdc.postId }
  const flags = { kind: 'shift', map, refused }
  const tried = await importStays(session, file, { ...flags, dryRun: true })
  assert.deepEqual([tried.dryRun, tried.added, tried.refused], [true, 1, 1])
  const op = newId()
  const done = await importStays(session, file, { ...flags, op })
  assert.deepEqual([done.total, done.added, done.unchanged, done.refused, done.stays, done.places], [2, 1, 0, 1, 1, 1])
  assert.equal(
    (await importStays(session, file, { ...flags, op })).jobId,
    done.jobId,
    'the same operation sent again is the same import',
  )
  const back = await readTable(readFileSync(refused), 'tra-lai.xlsx')
  assert.deepEqual(
    back.rows.map((r) => [r.cells[0], r.cells[back.headers.indexOf('Quy tắc')], r.cells[back.headers.indexOf('Lý do')]]),
    [['HD-ZZZZZ', 'unknown-person', 'không có hồ sơ nào trong địa bàn mang mã này']],
  )
  await assert.rejects(importStays(session, join(dir, 'không có.csv'), flags), UsageError)
})
