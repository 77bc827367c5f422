import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { report } from '../cases/cases.commands.ts'
import { register } from '../people/people.commands.ts'
import { declareContact } from '../tracing/tracing.commands.ts'
import { takeSample } from './laboratory.commands.ts'

let t: TestApp
let post: TestPost
before(async () => {
  t = await testApp()
  post = await t.post('operator', '30')
})
after(() => t.close())

test('a record id sent again with other content is refused, never answered as if it had been written', async () => {
  const communeId = (await t.area('10783')).areaId
  const [a, b] = await Promise.all(
    ['Đỗ Văn Một', 'Đỗ Văn Hai'].map(async (fullName) => (await post.as(register, { communeId, fullName })).subjectId),
  )
  const disease = 'covid19'
  const id = newId()
  const known = { code: 'id-in-use' }
  await post.as(takeSample, { sampleId: id, subjectId: a!, disease, barcode: 'LAP-0001', identityCheck: 'cccd' })
  await assert.rejects(
    post.as(takeSample, { sampleId: id, subjectId: b!, disease, barcode: 'LAP-0002', identityCheck: 'cccd' }),
    known,
  )
  await post.as(report, { confirmationId: id, subjectId: a!, disease, sampledOn: '2021-02-20' })
  await assert.rejects(post.as(report, { confirmationId: id, subjectId: b!, disease, sampledOn: '2021-02-21' }), known)
  const contact = { contactId: id, subjectId: a!, otherId: b!, disease, physical: true }
  await post.as(declareContact, { ...contact, firstOn: '2021-02-19', lastOn: '2021-02-19' })
  await assert.rejects(post.as(declareContact, { ...contact, firstOn: '2021-02-20', lastOn: '2021-02-20' }), known)
  const [rows] = await t.rows<{ n: number }>(
    'select (select count(*) from sample)::int + (select count(*) from confirmation)::int as n',
  )
  assert.equal(rows?.n, 2)
})
