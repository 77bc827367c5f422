import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { testApp } from '../../test/database.ts'
import { recordOnset, voidFact } from '../cases/cases.commands.ts'
import { register } from '../people/people.commands.ts'
import { declareContact, voidContact } from '../tracing/tracing.commands.ts'
import { verify as verifyLevels } from '../tracing/tracing.reads.ts'
import { releaseResult, takeSample, voidSample } from './laboratory.commands.ts'
import { verify } from './verify.reads.ts'

const t = await testApp()
after(() => t.close())
// CV 11042/BYT-DP of 29/12/2021 lets an antigen confirm an F1
await t.day('2022-01-10')
const station = await t.post('station', '10783')
const cdc = await t.post('cdc', '30')
const operator = await t.post('operator', '30')
const disease = 'covid19'
const day = '2022-01-09'
const reason = 'ghi nhầm người'
let n = 0
const someone = async () =>
  (await station.as(register, { fullName: `Phạm Thị Mẫu ${++n}`, birth: { year: 1980 }, sex: 'female' })).subjectId
const meet = async (subjectId: string, otherId: string) =>
  (await station.as(declareContact, { subjectId, otherId, disease, firstOn: day, lastOn: day, physical: true })).contactId
const positive = async (subjectId: string, method: 'pcr' | 'antigen') => {
  const { sampleId } = await station.as(takeSample, {
    subjectId,
    disease,
    barcode: `HD-U${String(++n).padStart(5, '0')}`,
    identityCheck: 'cccd',
  })
  await cdc.as(releaseResult, { sampleId, method, value: 'positive' })
  return sampleId
}
const levels = async (ids: string[]) => {
  const rows = await t.rows<{ id: string; level: string }>(
    'select subject_id as id, level from classification where subject_id = any ($1)',
    [ids],
  )
  const by = new Map(rows.map((r) => [r.id, r.level]))
  return ids.map((id) => by.get(id) ?? null)
}
const agrees = async () => {
  const found = await operator.as(verify, {})
  assert.deepEqual(
    found.diseases.flatMap((d) => d.differences),
    [],
  )
  assert.equal((await operator.as(verifyLevels, {})).agrees, true)
}

test('a case by antigen falls when its contact with an F0 was recorded in error, and stands again when the contact is declared again', async () => {
  const all = [await someone(), await someone(), await someone()]
  const [patient, contact, friend] = all as [string, string, string]
  await positive(patient, 'pcr')
  const contactId = await meet(patient, contact)
  await meet(contact, friend)
  await positive(contact, 'antigen')
  assert.deepEqual(await levels(all), ['F0', 'F0', 'F1'])
  const { changed } = await station.as(voidContact, { contactId, reason })
  assert.deepEqual(await levels(all), ['F0', null, null])
  assert.ok(changed.some((c) => c.subjectId === contact && c.from === 'F0'))
  await agrees()
  await meet(patient, contact)
  assert.deepEqual(await levels(all), ['F0', 'F0', 'F1'])
  const kept = await t.rows<{ unmet: boolean; reason: string | null }>(
    'select unmet, void_reason as reason from confirmation where subject_id = $1 order by recorded_at, unmet desc',
    [contact],
  )
  assert.deepEqual(
    kept.map((k) => k.unmet),
    [true, false],
  )
  assert.match(kept[0]!.reason!, /Không còn đủ định nghĩa ca bệnh/)
  await agrees()
})

test('two cases by antigen do not hold each other up when the F0 behind both turns out to be none', async () => {
  const all = [await someone(), await someone(), await someone()]
  const [patient, one, two] = all as [string, string, string]
  const sampleId = await positive(patient, 'pcr')
  await meet(patient, one)
  await meet(one, two)
  await positive(one, 'antigen')
  await positive(two, 'antigen')
  assert.deepEqual(await levels(all), ['F0', 'F0', 'F0'])
  await station.as(voidSample, { sampleId, reason })
  assert.deepEqual(await levels(all), [null, null, null])
  await agrees()
})

test('two cases by antigen that fall together leave no one behind as their contact', async () => {
  const all = [await someone(), await someone(), await someone(), await someone(), await someone()]
  const [patient, one, two, ofOne, ofTwo] = all as [string, string, string, string, string]
  await meet(two, one)
  await meet(one, ofOne)
  await meet(two, ofTwo)
  await positive(patient, 'pcr')
  await positive(one, 'antigen')
  const contactId = await meet(patient, two)
  await positive(two, 'antigen')
  assert.deepEqual(await levels(all), ['F0', 'F0', 'F0', 'F1', 'F1'])
  await station.as(voidContact, { contactId, reason })
  assert.deepEqual(await levels(all), ['F0', null, null, null, null])
  await agrees()
})

test('what a person voided by hand is not made again when the links of the case change', async () => {
  const all = [await someone(), await someone()]
  const [patient, contact] = all as [string, string]
  await positive(patient, 'pcr')
  await meet(patient, contact)
  await positive(contact, 'antigen')
  const [row] = await t.rows<{ id: string }>('select confirmation_id as id from confirmation where subject_id = $1', [contact])
  await cdc.as(voidFact, { subjectId: contact, kind: 'confirmation', factId: row!.id, reason })
  await meet(patient, contact)
  assert.deepEqual(await levels(all), ['F0', 'F1'])
  await agrees()
})

test('verify names a confirmation whose result does not bear it, and a positive that lacks its confirmation', async () => {
  const patient = await someone()
  await positive(patient, 'pcr')
  const set = (to: string) => t.rows(`update confirmation set ${to} where subject_id = $1 returning confirmation_id`, [patient])
  const said = async () =>
    (await operator.as(verify, {})).diseases
      .flatMap((d) => d.differences)
      .filter((d) => d.subjectId === patient)
      .map((d) => [d.stored, d.rebuilt])
  await set("details = details || jsonb_build_object('was', result_id), result_id = gen_random_uuid()")
  assert.deepEqual(await said(), [[true, false]])
  await set("result_id = (details ->> 'was')::uuid, voided_at = now(), unmet = true")
  assert.deepEqual(await said(), [[false, true]])
  await set('voided_at = null, unmet = false')
  await agrees()
})

type Step = { kind: 'meet' | 'pcr' | 'antigen' | 'onset'; a: number; b: number; taken: boolean }
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('meet', 'meet', 'antigen', 'antigen', 'pcr', 'onset'),
  a: fc.nat(4),
  b: fc.nat(4),
  taken: fc.boolean(),
})

test('whatever was recorded in error and taken back, what stands is what the standing facts alone would make', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (drawn) => {
      // one sample a person: a second positive within hours is a question of its own
      const tested = new Set<number>()
      const steps = drawn.filter((s) => {
        if (s.kind === 'meet') return s.a !== s.b
        if (s.kind === 'onset') return true
        if (tested.has(s.a)) return false
        tested.add(s.a)
        return true
      })
      const play = async (ids: string[], s: Step): Promise<() => Promise<unknown>> => {
        const [a, b] = [ids[s.a]!, ids[s.b]!]
        if (s.kind === 'meet') {
          const contactId = await meet(a, b)
          return () => station.as(voidContact, { contactId, reason })
        }
        if (s.kind === 'onset') {
          const { onsetId } = await station.as(recordOnset, {
            subjectId: a,
            disease,
            onsetOn: day,
            symptoms: ['ho'],
            source: 'tự khai',
          })
          return () => station.as(voidFact, { subjectId: a, kind: 'onset', factId: onsetId, reason })
        }
        const sampleId = await positive(a, s.kind)
        return () => station.as(voidSample, { sampleId, reason })
      }
      const five = async () => [await someone(), await someone(), await someone(), await someone(), await someone()]
      const [withErrors, plain] = [await five(), await five()]
      const back: (() => Promise<unknown>)[] = []
      for (const s of steps) {
        const undo = await play(withErrors, s)
        if (s.taken) back.push(undo)
      }
      for (const undo of back) await undo()
      for (const s of [...steps].reverse()) if (!s.taken) await play(plain, s)
      assert.deepEqual(await levels(withErrors), await levels(plain))
      await agrees()
    }),
    { numRuns: 12 },
  )
})
