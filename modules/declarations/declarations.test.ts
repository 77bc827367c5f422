import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { throughDoor } from '@phaodai/kernel/door.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { doors } from '../../apps/api/wiring.ts'
import { withClient } from '../../db/bootstrap.ts'
import { act } from '../../test/access.world.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { signals } from '../checks/signals.reads.ts'
import { register } from '../people/people.commands.ts'
import { setEpidemicArea } from '../sweep/returnees.commands.ts'
import type { Pass } from './declaration.shape.contract.ts'
import { cross, declareFor, linkDeclaration, markFalse, unmarkFalse } from './declarations.commands.ts'
import { crossings, declarations, lookAt } from './declarations.reads.ts'
import { colourOf, lateHours, typedCode } from './declarations.rules.ts'

let t: TestApp
let home: TestPost
let elsewhere: TestPost
let gate: TestPost
let epidemicId: string

type PassOut = (typeof Pass)['_output']
const keyOf = (who: string) => `khoa-cua-${who}-${'0'.repeat(40)}`
const enter = async <T = PassOut>(name: string, who: string, input: object, opId?: string): Promise<T> =>
  (await throughDoor(t.app, doors.find((d) => d.verb.name === name)!, input, { key: keyOf(who), opId })) as T
interface Own {
  pass: PassOut | null
  last: { fullName: string } | null
  history: { declarationId: string; markedFalse: boolean; lateHours: number | null }[]
}
const own = (who: string) => enter<Own>('declarations.own', who, {})
const form = (more: object = {}) => ({
  ...{ declarationId: newId(), signalId: newId(), fullName: 'Nguyễn Thị Khai', birthYear: 1980, phone: '0540 123 123' },
  ...{ communeId: home.area.areaId, address: 'số 9', contactCase: false, ...more },
})

before(async () => {
  t = await testApp()
  home = await t.post('station', '10882')
  elsewhere = await t.post('station', '10750')
  gate = await t.post('checkpoint', '10570', { body: 'Chốt cầu Thử' })
  const cdc = await t.post('cdc', '30')
  const area = {
    name: 'Thành phố Thử',
    basis: 'cases' as const,
    fromOn: '2021-02-01',
    measure: 'home' as const,
    document: 'CV 1',
  }
  epidemicId = (await cdc.as(setEpidemicArea, area)).epidemicId
})
after(() => t.close())

test('a citizen without an account declares, sees their own, renews; sent again nothing is written twice; another key sees nothing of it', async () => {
  assert.deepEqual([(await own('a')).pass, (await own('a')).history], [null, []])
  const [opId, said] = [newId(), form()]
  const pass = await enter('declarations.declare', 'a', said, opId)
  assert.deepEqual(await enter('declarations.declare', 'a', said, opId), pass)
  assert.deepEqual([pass.colour, pass.why, pass.lateHours], ['green', [], null])
  await t.day('2021-02-23')
  const renewed = await enter('declarations.declare', 'a', form({ epidemicIds: [epidemicId] }))
  assert.deepEqual([renewed.token, renewed.code, renewed.colour], [pass.token, pass.code, 'yellow'])
  const mine = await own('a')
  assert.equal(mine.history.length, 2)
  assert.equal(mine.last!.fullName, 'Nguyễn Thị Khai')
  assert.ok(!JSON.stringify(mine).includes('0540'), 'numbers are not sent back')
  assert.deepEqual((await own('b')).history, [])
  const list = await home.as(declarations, {})
  assert.deepEqual(
    list.rows.map((r) => [r.name, r.renewals, r.colour, r.source]),
    [['Nguyễn Thị Khai', 1, 'yellow', 'self']],
  )
  assert.deepEqual((await elsewhere.as(declarations, {})).rows, [])
  await t.day('2021-02-22')
})

test('a gate reads the QR or the typed code of whoever lives anywhere, records the crossing, and reads no list', async () => {
  const pass = await enter('declarations.declare', 'c', form({ fullName: 'Trần Văn Qua', vehicle: '34A-00000' }))
  const seen = await gate.as(lookAt, { shown: pass.token })
  assert.deepEqual([seen.name, seen.birthYear, seen.colour, seen.expired], ['Trần Văn Qua', 1980, 'green', false])
  assert.deepEqual(await gate.as(lookAt, { shown: ` ${pass.code.slice(0, 4).toLowerCase()}-${pass.code.slice(4)}` }), seen)
  assert.ok(!pass.token.includes('Tr') && !/0540|1980/.test(pass.token))
  await assert.rejects(gate.as(lookAt, { shown: `${pass.token.slice(0, -2)}AA` }), { code: 'declaration-unreadable' })
  for (const direction of ['in', 'out'] as const)
    await gate.as(cross, { crossingId: newId(), shown: pass.token, direction, gate: 'Chốt cầu Thử', temperature: 36.5 })
  const [row, ...more] = (await gate.as(crossings, {})).rows
  assert.deepEqual([more, row!.gate, row!.in, row!.out, row!.green], [[], 'Chốt cầu Thử', 1, 1, 2])
  await assert.rejects(gate.as(declarations, {}), { code: 'forbidden' })
  assert.deepEqual((await home.as(crossings, {})).rows, [])
})

test('symptoms are a signal in the commune of residence, from a citizen and from a gate alike, and the colour is red', async () => {
  const pass = await enter(
    'declarations.declare',
    'd',
    form({ fullName: 'Lê Thị Sốt', kinds: ['fever'], communeId: elsewhere.area.areaId }),
  )
  assert.deepEqual([pass.colour, pass.why], ['red', ['symptom']])
  await gate.as(declareFor, {
    ...form({ fullName: 'Phạm Văn Ho', kinds: ['cough'], communeId: elsewhere.area.areaId }),
    seriesId: newId(),
  })
  const rows = (await elsewhere.as(signals, { state: 'all' })).rows
  assert.deepEqual(rows.map((s) => [s.source, s.name, s.state]).sort(), [
    ['declaration', 'Lê Thị Sốt, 1980, số 9', 'to-identify'],
    ['declaration', 'Phạm Văn Ho, 1980, số 9', 'to-identify'],
  ])
  const made = (await elsewhere.as(declarations, {})).rows
  assert.deepEqual(made.map((r) => r.source).sort(), ['gate', 'self'])
})

test('late is reckoned by the rule; false is said by a person with evidence, shows at the gate, on the record and to the one who declared', async () => {
  const pass = await enter(
    'declarations.declare',
    'e',
    form({ fullName: 'Đỗ Văn Trễ', arrivedOn: '2021-02-18', idNumber: '003080000001' }),
  )
  assert.ok(pass.lateHours! > 24)
  const [late] = (await home.as(declarations, { state: 'late' })).rows
  assert.equal(late!.name, 'Đỗ Văn Trễ')
  const { declarationId } = late!
  const { subjectId } = await home.as(register, { fullName: 'Đỗ Văn Trễ', idNumber: '003080000001' })
  await home.as(linkDeclaration, { declarationId, subjectId })
  const markId = newId()
  await home.as(markFalse, { markId, declarationId, evidence: 'Vé xe ngày 15 ghi Thành phố Thử', document: 'BB 3' })
  await assert.rejects(home.as(markFalse, { markId: newId(), declarationId, evidence: 'thêm một lần nữa' }), {
    code: 'declaration-marked',
  })
  assert.deepEqual((await gate.as(lookAt, { shown: pass.token })).colour, 'red')
  const mine = await own('e')
  assert.deepEqual([mine.pass!.why, mine.history[0]!.markedFalse], [['false'], true])
  const page = (await act(t, home, 'situation.person', { subjectId })) as unknown as { facts: { words: { vi: string } }[] }
  const facts = page.facts.map((f) => f.words.vi)
  assert.ok(
    facts.some((f) => f.includes('MUỘN') && f.includes('SAI') && f.includes('Vé xe')),
    facts.join('\n'),
  )
  await home.as(unmarkFalse, { markId, reason: 'vé của người khác' })
  assert.equal((await gate.as(lookAt, { shown: pass.token })).colour, 'green')
})

test('the same identity number under two keys is shown as likely the same, and stays two', async () => {
  for (const who of ['g', 'h'])
    await enter('declarations.declare', who, form({ fullName: 'Vũ Thị Hai Lần', idNumber: '003180000009' }))
  const rows = (await home.as(declarations, { state: 'duplicates' })).rows.filter((r) => r.name === 'Vũ Thị Hai Lần')
  assert.deepEqual(
    rows.map((r) => [r.twins, r.idMasked]),
    [
      [1, '0031***009'],
      [1, '0031***009'],
    ],
  )
})

test('one key declares a dozen times a day and no more; a number that cannot be read names its field', async () => {
  for (let i = 0; i < 12; i++) await enter('declarations.declare', 'k', form())
  await assert.rejects(enter('declarations.declare', 'k', form()), { code: 'declaration-too-many' })
  await assert.rejects(
    enter('declarations.declare', 'l', form({ idNumber: '12345' })),
    (e: { code: string; errors: { field: string }[] }) => e.code === 'invalid-input' && e.errors[0]!.field === 'idNumber',
  )
})

describe('rules', () => {
  test('the colour is the worst of what was said', () => {
    const none = { kinds: [], contactCase: false }
    assert.equal(colourOf(none, []).colour, 'green')
    assert.equal(colourOf(none, [{ basis: 'cases' }]).colour, 'yellow')
    assert.equal(colourOf(none, [{ basis: 'cases' }, { basis: 'ct16' }]).colour, 'red')
    assert.equal(colourOf({ kinds: ['cough'], contactCase: false }, []).colour, 'red')
  })
  test('a day of arrival counts to its end; without a rule nobody is late', () => {
    assert.equal(lateHours('2021-02-20', '2021-02-21T16:00:00Z', 24), null)
    assert.equal(lateHours('2021-02-20', '2021-02-21T18:30:00Z', 24), 1)
    assert.equal(lateHours('2021-02-01', '2021-02-21T18:30:00Z', null), null)
    assert.equal(lateHours(null, '2021-02-21T18:30:00Z', 24), null)
  })
  test('a typed code forgives spaces, hyphens and case, and nothing else', () => {
    assert.equal(typedCode('k7m2-9 qxr'), 'K7M29QXR')
    for (const bad of ['K7M29QX', 'K7M29QX0', 'PD1.xxxx']) assert.equal(typedCode(bad), null)
  })
})

test('behind a citizen’s door SQL reads no row of any table, and adds no declaration of another', async () => {
  const tables = await t.rows<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity order by 1",
  )
  await withClient(t.appUrl, async (client) => {
    const { createHash } = await import('node:crypto')
    await client.query('begin')
    const hash = createHash('sha256')
      .update(`door ${keyOf('a')}`)
      .digest()
    await client.query("select set_door_scope('declarant', $1, null, now())", [hash])
    for (const { name } of tables) {
      await client.query('savepoint s')
      const seen = await client.query(`select count(*)::int as n from "${name}"`).catch(() => null)
      if (!seen) await client.query('rollback to savepoint s')
      else if (name !== 'operation') assert.equal(seen.rows[0].n, 0, name)
    }
    const { rows } = await client.query('select full_name from declaration_own()')
    assert.deepEqual(
      rows.map((r) => r.full_name),
      ['Nguyễn Thị Khai', 'Nguyễn Thị Khai'],
    )
    await assert.rejects(
      client.query(
        `insert into declaration (commune_id, declaration_id, series_id, code, full_name, contact_case, on_day, written_at, received_at, colour, colour_why,
           valid_until, source, recorded_by, op_id)
         values (1, $1, $1, 'x', 'x', false, '2021-02-22', now(), now(), 'green', '{}', now(), 'self', $1, $1)`,
        [newId()],
      ),
      { code: '42501' },
    )
    await client.query('rollback')
  })
})
