import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agendaOf, type Standing } from './agenda.rules.ts'

const quiet: Standing = {
  ...{
    worst: [],
    newF0: 0,
    owedLate: 0,
    ordersLate: 0,
    samplesPending: null,
    tasksLate: [],
    tasksLateTotal: 0,
    reportsLate: [],
    rumoursOpen: 0,
  },
  slots: { late: [], teamsDue: 4, teamsReported: 4, slot: 'morning' },
  ...{ waiting: 0, day: '2021-02-22', reportsDay: '2021-02-21', disease: 'covid19', area: null },
}

test('where all is in order there is nothing to talk about', () => {
  assert.deepEqual(agendaOf(quiet), [])
})

test('the agenda begins with cases, then what keeps them from being found, then what was ordered and not done', () => {
  const items = agendaOf({
    ...{
      ...quiet,
      newF0: 7,
      owedLate: 3,
      ordersLate: 2,
      rumoursOpen: 1,
      tasksLateTotal: 1,
      reportsLate: ['A', 'B', 'C', 'D', 'E'],
    },
    worst: ['Kim Thành', 'Chí Linh', 'Nam Sách', 'Cẩm Giàng', 'Ninh Giang'].map((name, i) => ({
      name,
      newF0: i === 4 ? 0 : 4 - i,
      activeF0: 9,
    })),
    slots: { late: [{ name: 'Tổ số 2', missing: 12 }], teamsDue: 4, teamsReported: 3, slot: 'morning' },
    waiting: 1,
    tasksLate: [{ words: 'Lập kế hoạch xét nghiệm', assignee: 'Sở Y tế', dueOn: '2021-03-01' }],
  })
  assert.deepEqual(
    items.map((i) => i.key),
    ['cases', 'owed', 'symptoms', 'slots', 'tasks', 'reports', 'rumours'],
  )
  assert.equal(items[0]!.why.vi, '7 ca mới: Kim Thành 4; Chí Linh 3; Nam Sách 2; và 1 đơn vị khác')
  assert.match(items[3]!.why.vi, /3\/4 tổ đã báo cáo; Tổ số 2 thiếu 12 hộ/)
  assert.match(items[4]!.why.vi, /Sở Y tế: Lập kế hoạch/)
  assert.deepEqual(
    items.flatMap((i) => i.lists.map((l) => `${l.n} ${l.href}`)),
    [
      '7 /cases?from=2021-02-22&until=2021-02-22',
      '3 /owed?state=late',
      '2 /tests?tab=orders&state=late',
      '1 /signals?from=2021-02-22&until=2021-02-22',
      '1 /slots?day=2021-02-22&slot=morning',
      '1 /tasks?view=all&state=late',
      '5 /reports?day=2021-02-21',
      '1 /rumours?state=open',
    ],
    'each figure has the list that is its rows',
  )
})
