import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outbreaksOf, periodOf } from './period.rules.ts'

test('a week is Monday to Sunday, a month its calendar days', () => {
  assert.deepEqual(periodOf('week', '2021-02-22'), { from: '2021-02-22', until: '2021-02-28' })
  assert.deepEqual(periodOf('week', '2021-02-28'), { from: '2021-02-22', until: '2021-02-28' })
  assert.deepEqual(periodOf('month', '2021-02-22'), { from: '2021-02-01', until: '2021-02-28' })
  assert.deepEqual(periodOf('month', '2024-02-10').until, '2024-02-29')
})

test('an outbreak begins with enough cases in few enough days, ends after quiet days, and where the profile is silent its end is unknown', () => {
  const dengue = { casesAtLeast: 3, withinDays: 7, endsAfterDaysWithoutCase: 14 }
  const days = ['2021-02-01', '2021-02-03', '2021-02-05', '2021-02-26', '2021-03-01', '2021-03-02']
  assert.deepEqual(outbreaksOf(days, dengue, '2021-03-10'), [
    { firstOn: '2021-02-01', lastOn: '2021-02-05', cases: 3, state: 'ended' },
    { firstOn: '2021-02-26', lastOn: '2021-03-02', cases: 3, state: 'active' },
  ])
  assert.deepEqual(outbreaksOf(['2021-02-01', '2021-02-09', '2021-02-17'], dengue, '2021-03-10'), [], 'too far apart')
  const silent = { casesAtLeast: null, withinDays: null, endsAfterDaysWithoutCase: null }
  assert.deepEqual(outbreaksOf(['2021-02-01', '2021-05-01'], silent, '2021-06-01'), [
    { firstOn: '2021-02-01', lastOn: '2021-05-01', cases: 2, state: null },
  ])
})
