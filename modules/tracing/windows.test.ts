import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { report } from '../cases/cases.commands.ts'
import { register } from '../people/people.commands.ts'
import { declareContact } from './tracing.commands.ts'
import { windows } from './windows.reads.ts'

let t: TestApp
let operator: TestPost
let station: TestPost
let home: number
let beyond: number
before(async () => {
  t = await testApp()
  operator = await t.post('operator', '30')
  station = await t.post('station', '10783')
  home = (await t.area('10783')).areaId
  beyond = (await t.area('10507')).areaId
})
after(() => t.close())

const disease = 'covid19'
let count = 0
const person = async (communeId = home) =>
  (await operator.as(register, { communeId, fullName: `Người Diễn Tập ${++count}`, sex: 'male' } as never)).subjectId

test('the days of an F0 are counted from the onset, those of an F1 from the exposure, and others have none', async () => {
  const [f0, f1, nobody, other] = [await person(), await person(), await person(), await person(beyond)]
  await operator.as(declareContact, {
    subjectId: f0,
    otherId: f1,
    disease,
    firstOn: '2021-02-18',
    lastOn: '2021-02-18',
    physical: true,
  })
  const day = '2021-02-20'
  await operator.as(report, { subjectId: f0, disease, sampledOn: day, confirmedOn: day, reportedOn: day, onsetOn: '2021-02-19' })
  const { rows } = await station.as(windows, { subjectIds: [nobody, f0, other, f1], disease })
  assert.deepEqual(
    rows.map((r) => [r.subjectId, r.level, r.onsetOn, r.infectious?.from ?? null, r.caught]),
    [
      [nobody, null, null, null, null],
      [f0, 'F0', '2021-02-19', '2021-02-16', { from: '2021-02-05', until: '2021-02-19', days: 14 }],
      [f1, 'F1', null, '2021-02-18', null],
    ],
    'in the order asked, without the one who lives elsewhere',
  )
})
