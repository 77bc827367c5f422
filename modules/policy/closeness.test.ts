import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadPacks } from './policy.packs.ts'
import { confirmsCase, infectiousWindow, isCloseContact, type Meeting, packInForce } from './policy.rules.ts'

const packs = loadPacks()
const on = (day: string) => packInForce(packs, { disease: 'covid19', provinceCode: '30', day })
const hd = on('2021-02-22')
const cv11042 = on('2021-12-29')
const facts = { onsetOn: null, firstPositiveSampleOn: null, sourceKnown: false, firstExposureOn: null, isolatedOn: null }

test('an F0 with symptoms could infect from 3 days before onset in 2021, from 2 days under CV 11042', () => {
  assert.equal(infectiousWindow(hd, { ...facts, onsetOn: '2021-02-20', isolatedOn: '2021-02-22' })?.from, '2021-02-17')
  assert.equal(infectiousWindow(hd, { ...facts, onsetOn: '2021-02-20', isolatedOn: '2021-02-22' })?.until, '2021-02-22')
  assert.equal(infectiousWindow(cv11042, { ...facts, onsetOn: '2021-12-30' })?.from, '2021-12-28')
  assert.equal(infectiousWindow(cv11042, { ...facts, onsetOn: '2021-12-30' })?.unconfirmed, false)
  assert.equal(infectiousWindow(hd, { ...facts, onsetOn: '2021-02-20' })?.unconfirmed, true)
})

test('an F0 without symptoms: from the first exposure to a known source, else 14 days before the positive sample', () => {
  const silent = { ...facts, firstPositiveSampleOn: '2021-02-20', firstExposureOn: '2021-02-14' }
  assert.equal(infectiousWindow(hd, { ...silent, sourceKnown: true })?.from, '2021-02-14')
  assert.equal(infectiousWindow(hd, silent)?.from, '2021-02-06')
  assert.equal(infectiousWindow(cv11042, { ...silent, sourceKnown: true })?.from, '2021-02-18')
  assert.equal(infectiousWindow(hd, facts), null)
  assert.equal(infectiousWindow(null, silent), null)
})

test('under CV 11042 the window stays open after isolation, until a negative or a high Ct', () => {
  const isolated = { ...facts, onsetOn: '2021-12-30', isolatedOn: '2021-12-31' }
  assert.equal(infectiousWindow(cv11042, isolated)?.until, null)
  assert.equal(infectiousWindow(cv11042, { ...isolated, clearedOn: '2022-01-08' })?.until, '2022-01-08')
})

test('masked within 2 m counts from 15 minutes; unmasked it counts at once', () => {
  const near = { metres: 2, closedSpace: false, physical: false, care: false }
  assert.equal(isCloseContact(cv11042, { ...near, masked: true, minutes: 15 }).counts, true)
  assert.equal(isCloseContact(cv11042, { ...near, masked: true, minutes: 14 }).counts, false)
  assert.equal(isCloseContact(cv11042, { ...near, masked: false, minutes: 1 }).counts, true)
  assert.equal(isCloseContact(cv11042, { ...near, metres: 2.5, masked: false, minutes: 60 }).counts, false)
  assert.equal(isCloseContact(cv11042, { ...near, metres: null, closedSpace: true, masked: false }).counts, true)
})

test('masks not known: a quarter of an hour counts either way, less is a candidate for the tracer to ask', () => {
  assert.equal(isCloseContact(cv11042, { metres: 1, minutes: 20 }).counts, true)
  const open = isCloseContact(cv11042, { metres: 1, minutes: 5, physical: false, care: false })
  assert.equal(open.counts, false)
  assert.deepEqual(open.unknown, ['masked'])
})

test('in 2021 a household, a workshop or a class makes contacts; from CV 11042 that alone does not', () => {
  assert.equal(isCloseContact(hd, { household: true }).criterionId, 'household')
  assert.equal(isCloseContact(hd, { class: true }).counts, true)
  assert.equal(isCloseContact(cv11042, { household: true }).counts, false)
  assert.equal(isCloseContact(hd, { vehicle: true, rowsApart: 2 }).counts, true)
  assert.equal(isCloseContact(hd, { vehicle: true, rowsApart: 3 }).counts, false)
})

test('CV 1909 counts within 1 metre, no longer 2', () => {
  const met = { metres: 1.5, closedSpace: false, masked: false, physical: false, care: false }
  assert.equal(isCloseContact(cv11042, met).counts, true)
  assert.equal(isCloseContact(on('2022-04-15'), met).counts, false)
})

test('a reason names the criterion and its document, and no rule in force counts no one', () => {
  assert.match(isCloseContact(cv11042, { physical: true }).reason.vi, /Tiếp xúc cơ thể trực tiếp – CV 11042\/BYT-DP/)
  assert.equal(isCloseContact(null, { physical: true }).counts, false)
  assert.equal(isCloseContact(hd, {}).counts, false)
})

test('meeting longer or nearer never makes a close contact less of one', () => {
  const some = fc.record({
    metres: fc.constantFrom(0.5, 1, 2, 3),
    minutes: fc.integer({ min: 0, max: 40 }),
    masked: fc.constantFrom(true, false, null),
    closedSpace: fc.boolean(),
  })
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 30 }), (m: Meeting, more) => {
      if (isCloseContact(cv11042, m).counts) {
        assert.ok(isCloseContact(cv11042, { ...m, minutes: m.minutes! + more }).counts)
        assert.ok(isCloseContact(cv11042, { ...m, metres: m.metres! / 2 }).counts)
      }
    }),
  )
})

test('a positive PCR confirms; an antigen alone is a suspect, and confirms only from 29/12/2021 with other facts', () => {
  const antigen = { method: 'antigen', outcome: 'positive' } as const
  assert.equal(confirmsCase(hd, { method: 'pcr', outcome: 'positive' }), 'confirmed')
  assert.equal(confirmsCase(hd, { method: 'pcr', outcome: 'negative' }), 'no')
  assert.equal(confirmsCase(hd, { ...antigen, isF1: true, symptomatic: true }), 'suspect')
  assert.equal(confirmsCase(on('2021-12-28'), { ...antigen, isF1: true }), 'suspect')
  assert.equal(confirmsCase(cv11042, { ...antigen, isF1: true }), 'confirmed')
  assert.equal(confirmsCase(cv11042, antigen), 'suspect')
  assert.equal(confirmsCase(cv11042, { ...antigen, symptomatic: true, epiLink: true }), 'confirmed')
  assert.equal(confirmsCase(cv11042, { ...antigen, epiLink: true, hoursSincePositive: 8 }), 'confirmed')
  assert.equal(confirmsCase(cv11042, { ...antigen, epiLink: true, hoursSincePositive: 9 }), 'suspect')
  assert.equal(confirmsCase(null, { method: 'pcr', outcome: 'positive' }), 'no')
})
