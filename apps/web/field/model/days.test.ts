import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayWanted } from './days.ts'

test('a day that is not named, lies ahead, or whose year is half typed is asked for again', () => {
  const ask = { vi: 'Chọn ngày.', en: 'Choose the day.' }
  const wanted = (day: string | null) => dayWanted(day, '2021-02-22', ask)
  for (const day of [null, '2021-02-22', '2021-02-01', '2020-02-22']) assert.equal(wanted(day), null)
  assert.equal(wanted(''), ask)
  for (const day of ['2021-02-23', '2201-02-02', '0002-02-02', '0202-02-02', '12021-02-02', '2019-02-22', '1999-12-31'])
    assert.notEqual(wanted(day), null, day)
})
