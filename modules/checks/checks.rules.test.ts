import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Answer } from './checks.contract.ts'
import {
  askingTeam,
  dayShows,
  figuresOf,
  isoOf,
  judgeTime,
  type Lateness,
  outcomeOf,
  slotShows,
  standing,
  teamOn,
  type Version,
} from './checks.rules.ts'
import { alarmsOf, symptomsOf } from './frail.rules.ts'
import { clusters, episodes, followUps, stateOf } from './signals.rules.ts'
import { currentSlot, sizeState, slotOwed } from './slots.rules.ts'

const answers: Answer[] = ['well', 'symptom', 'absent', 'refused', 'moved']
const hours = { morning: { from: '05:00', to: '12:00' }, evening: { from: '12:00', to: '21:00' } }
const day = '2021-02-22'
const at = (time: string, on = day) => new Date(`${on}T${time}:00+07:00`).toISOString()

/** Versions of one slot: each may correct an earlier or later one, each may be taken back. */
const versionsOf = fc
  .array(fc.record({ answer: fc.constantFrom(...answers), replaces: fc.option(fc.nat(7)), voided: fc.boolean() }), {
    maxLength: 8,
  })
  .map((rows) =>
    rows.map(
      (r, i): Version => ({
        checkId: String(i),
        answer: r.answer,
        voided: r.voided,
        replaces: r.replaces === null || r.replaces === i ? null : String(r.replaces),
      }),
    ),
  )

test('what a slot shows does not depend on the order in which its checks arrived', () => {
  fc.assert(
    fc.property(
      versionsOf.chain((v) => fc.tuple(fc.constant(v), fc.shuffledSubarray(v, { minLength: v.length }))),
      ([a, b]) => assert.deepEqual(slotShows(a), slotShows(b)),
    ),
  )
})

test('a cough that stands always shows, whatever else was said in the slot or later in the day', () => {
  fc.assert(
    fc.property(versionsOf, fc.option(fc.constantFrom(...answers)), (versions, evening) => {
      const morning = slotShows(versions).answer
      const coughs = standing(versions).some((v) => v.answer === 'symptom')
      assert.equal(morning === 'symptom', coughs)
      if (coughs) assert.equal(dayShows([morning, evening]), 'symptom')
      if (coughs) assert.equal(dayShows([evening, morning]), 'symptom')
    }),
  )
})

test('a clear evening never hides a bad morning: the day shows the worst of its slots', () => {
  assert.equal(dayShows(['absent', 'well']), 'absent')
  assert.equal(dayShows(['refused', 'absent']), 'refused')
  assert.equal(dayShows([null, 'well']), 'well')
  assert.equal(dayShows([null, null]), null)
})

test('a family that was away first and answered later in the slot counts as asked, without a conflict', () => {
  const v = (checkId: string, answer: Answer): Version => ({ checkId, answer, replaces: null, voided: false })
  assert.deepEqual(slotShows([v('1', 'absent'), v('2', 'well')]), { answer: 'well', conflict: false })
  assert.deepEqual(slotShows([v('1', 'well'), v('2', 'symptom')]), { answer: 'symptom', conflict: true })
  assert.deepEqual(slotShows([v('1', 'moved'), v('2', 'well')]), { answer: 'well', conflict: true })
})

test('a correction takes the place of what it corrects, and gives it back when it is itself taken back', () => {
  const wrong: Version = { checkId: 'a', answer: 'symptom', replaces: null, voided: false }
  const right: Version = { checkId: 'b', answer: 'well', replaces: 'a', voided: false }
  assert.equal(slotShows([right, wrong]).answer, 'well')
  assert.equal(slotShows([wrong, { ...right, voided: true }]).answer, 'symptom')
  assert.equal(outcomeOf([wrong], right), 'applied')
  assert.equal(outcomeOf([wrong], { ...right, replaces: null }), 'conflict')
  assert.equal(outcomeOf([{ ...wrong, answer: 'well' }], { ...right, replaces: null }), 'merged')
  assert.equal(outcomeOf([], right), 'applied')
})

test('a household adds to exactly one answer of the figures, or to none', () => {
  const lateness: Lateness[] = ['none', 'arrived', 'recorded', 'unknown']
  fc.assert(
    fc.property(versionsOf, fc.constantFrom(...lateness), (versions, late) => {
      const f = figuresOf(versions.map((v) => ({ ...v, lateness: late })))
      assert.equal(f.well + f.symptomatic + f.absent + f.refused + f.moved, f.asked)
      assert.equal(f.asked, standing(versions).length > 0 ? 1 : 0)
      assert.ok(f.late <= f.asked && f.conflicts <= f.asked)
    }),
  )
})

test('a check asked in time is on time; one that came in after the slot says so, and one written down after it says so', () => {
  const said = (capturedAt: string, receivedAt: string, more = {}) =>
    judgeTime({ onDay: day, slot: 'morning', capturedAt, clockErrorMs: null, receivedAt, ...more }, hours, 3)
  const lateness = (t: ReturnType<typeof said>) => (t.ok ? t.lateness : t.reason)
  assert.equal(lateness(said(at('08:00'), at('08:01'))), 'none')
  assert.equal(lateness(said(at('08:00'), at('12:04'))), 'none')
  assert.equal(lateness(said(at('08:00'), at('20:00'))), 'arrived')
  assert.equal(lateness(said(at('13:00'), at('13:01'))), 'recorded')
  assert.equal(lateness(said(at('08:00', '2021-02-24'), at('08:01', '2021-02-24'))), 'recorded')
  assert.equal(lateness(said(at('08:00', '2021-02-26'), at('08:01', '2021-02-26'))), 'day-too-old')
  assert.equal(lateness(said(at('08:00', '2021-02-21'), at('08:01', '2021-02-21'))), 'day-ahead')
  assert.equal(lateness(said(at('09:00'), at('08:00'))), 'clock-ahead')
  assert.equal(lateness(said(at('08:00'), at('08:01'), { slot: 'evening' })), 'slot-not-begun')
})

test('an instant is written as JavaScript writes it, of whatever day', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.parse('0001-01-01'), max: Date.parse('9999-12-31T23:59:59.999Z') }), (instant) => {
      assert.equal(isoOf(instant), new Date(instant).toISOString())
    }),
  )
  for (const at of [
    '1969-12-31T23:59:59.999Z',
    '1970-01-01T00:00:00.000Z',
    '2020-02-29T09:05:07.008Z',
    '9999-12-31T23:59:59.999Z',
  ])
    assert.equal(isoOf(Date.parse(at)), at)
})

test('a phone whose clock is a day ahead is set right by its measured error; without it a person decides', () => {
  const said = { onDay: day, slot: 'morning' as const, capturedAt: at('08:00', '2021-02-23'), receivedAt: at('08:05') }
  assert.equal(judgeTime({ ...said, clockErrorMs: null }, hours, 3).ok, false)
  const timing = judgeTime({ ...said, clockErrorMs: -86_400_000 }, hours, 3)
  assert.deepEqual(timing, { ok: true, capturedAt: at('08:00'), lateness: 'none' })
})

test('where no slot hours are in force the check is taken and its lateness is not known', () => {
  const said = { onDay: day, slot: 'evening' as const, capturedAt: at('08:00'), clockErrorMs: null, receivedAt: at('08:01') }
  assert.deepEqual(judgeTime(said, null, null), { ok: true, capturedAt: at('08:00'), lateness: 'unknown' })
})

test('no moment of the day is both late and on time, and what is refused is never written', () => {
  const minute = fc.integer({ min: -3 * 1440, max: 3 * 1440 })
  fc.assert(
    fc.property(minute, minute, fc.constantFrom('morning' as const, 'evening' as const), (captured, received, slot) => {
      const time = (m: number) => new Date(Date.parse(at('00:00')) + m * 60_000).toISOString()
      const t = judgeTime(
        { onDay: day, slot, capturedAt: time(captured), clockErrorMs: null, receivedAt: time(received) },
        hours,
        3,
      )
      if (captured > received + 5) assert.equal(t.ok, false)
      if (!t.ok) return
      const end = slot === 'morning' ? 720 : 1260
      assert.equal(t.lateness === 'recorded', captured >= end)
      if (t.lateness === 'none') assert.ok(captured < end && received < end + 5)
    }),
  )
})

test('a household has one team on each day; a team that lost it lately may still bring what it recorded offline', () => {
  const history = [
    { teamId: 'A', fromOn: '2021-02-01', untilOn: '2021-02-20' },
    { teamId: 'B', fromOn: '2021-02-20', untilOn: null },
  ]
  assert.equal(teamOn(history, '2021-01-31'), null)
  assert.equal(teamOn(history, '2021-02-19'), 'A')
  assert.equal(teamOn(history, '2021-02-20'), 'B')
  assert.equal(askingTeam(history, '2021-02-22', new Set(['A']), 3), 'A')
  assert.equal(askingTeam(history, '2021-02-24', new Set(['A']), 3), null)
  assert.equal(askingTeam(history, '2021-02-22', new Set(['B']), 3), 'B')
  assert.equal(askingTeam(history, '2021-01-31', new Set(['B']), 3), null)
})

test('a slot is owed from its beginning, missed from its end, and shown one level higher with each step of the pack', () => {
  const steps = { leadHours: 0, communeHours: 1, districtHours: 3 }
  const owed = (now: string, asked = 10) => slotOwed({ due: 60, asked }, day, 'morning', hours, steps, now)
  assert.equal(owed(at('04:00')).state, 'not-begun')
  assert.deepEqual([owed(at('08:00')).state, owed(at('08:00')).missing], ['open', 50])
  assert.deepEqual(owed(at('12:00')).shownTo, ['lead'])
  assert.deepEqual(owed(at('13:30')).shownTo, ['lead', 'commune'])
  assert.deepEqual(owed(at('15:00')).shownTo, ['lead', 'commune', 'district'])
  assert.equal(owed(at('15:00'), 60).state, 'complete')
  assert.equal(slotOwed({ due: 60, asked: 0 }, day, 'morning', null, steps, at('15:00')).state, 'unknown')
  fc.assert(
    fc.property(fc.nat(100), fc.nat(100), fc.integer({ min: 0, max: 2880 }), (due, asked, minutes) => {
      const now = new Date(Date.parse(at('00:00')) + minutes * 60_000).toISOString()
      const o = slotOwed({ due, asked }, day, 'evening', hours, steps, now)
      assert.equal(o.missing, Math.max(0, due - asked))
      assert.equal(o.shownTo.length > 0, o.missing > 0 && minutes >= 1260)
    }),
  )
})

test('the slot being asked follows the clock of the province, not of the server', () => {
  assert.deepEqual(currentSlot('2021-02-21T22:30:00Z', hours), { day, slot: 'morning' })
  assert.deepEqual(currentSlot('2021-02-22T05:00:00Z', hours), { day, slot: 'evening' })
})

test('a team outside 50 to 70 households is told; without a rule nothing is said', () => {
  const rule = { min: 50, max: 70 }
  assert.deepEqual(
    [49, 50, 70, 71].map((n) => sizeState(n, rule)),
    ['under', 'ok', 'ok', 'over'],
  )
  assert.equal(sizeState(10, null), 'unknown')
})

test('signals of one person that follow each other closely are one illness, sampled once', () => {
  const s = (signalId: string, onDay: string) => ({ signalId, onDay, notedAt: at('08:00', onDay) })
  const told = [s('a', '2021-02-20'), s('b', '2021-02-21'), s('c', '2021-02-28')]
  assert.deepEqual(
    episodes(told, 3).map((e) => e.map((x) => x.signalId)),
    [['a', 'b'], ['c']],
  )
  const order = { orderId: 'o', orderedAt: at('10:00', '2021-02-21'), dueAt: at('14:00', '2021-02-21') }
  const sample = { sampleId: 's', sampledAt: at('11:00', '2021-02-21') }
  const results = [
    { resultId: 'r1', sampleId: 's', value: 'positive' as const, releasedAt: at('18:00', '2021-02-21') },
    { resultId: 'r2', sampleId: 's', value: 'negative' as const, releasedAt: at('20:00', '2021-02-21') },
  ]
  const found = new Map(followUps(told, [order], [sample], results, 3).map((f) => [f.signalId, f]))
  assert.deepEqual([found.get('a')!.orderId, found.get('b')!.sampleId, found.get('b')!.resultValue], ['o', 's', 'positive'])
  assert.deepEqual([found.get('c')!.orderId, found.get('c')!.sampleId], [null, null])
  const none = { subjectId: null, orderId: null, sampleId: null, resultId: null, closedAt: null }
  assert.equal(stateOf(none), 'to-identify')
  assert.equal(stateOf({ ...none, subjectId: 'x' }), 'to-order')
  assert.equal(stateOf({ ...none, subjectId: 'x', sampleId: 's' }), 'sampled')
})

test('every signal is answered for once, whatever was ordered, and an older order never answers a newer illness', () => {
  const dayOf = (n: number) => new Date(Date.parse('2021-02-01') + n * 86_400_000).toISOString().slice(0, 10)
  fc.assert(
    fc.property(
      fc.array(fc.nat(27), { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(27), { maxLength: 4 }),
      fc.nat(5),
      (told, ordered, gap) => {
        const signals = told.map((n, i) => ({ signalId: String(i), onDay: dayOf(n), notedAt: at('08:00', dayOf(n)) }))
        const orders = ordered.map((n, i) => ({
          orderId: String(i),
          orderedAt: at('09:00', dayOf(n)),
          dueAt: at('13:00', dayOf(n)),
        }))
        const found = followUps(signals, orders, [], [], gap)
        assert.deepEqual(found.map((f) => f.signalId).sort(), signals.map((s) => s.signalId).sort())
        for (const part of episodes(signals, gap)) {
          const began = part[0]!.notedAt
          for (const f of found.filter((x) => part.some((s) => s.signalId === x.signalId)))
            assert.ok(f.orderedAt === null || f.orderedAt >= began)
        }
      },
    ),
  )
})

test('a cluster counts people, not reports, within the days of the pack', () => {
  const seen = (who: string, where: string, onDay: string) => ({ who, where, onDay })
  const rows = [
    seen('a', 'h', '2021-02-20'),
    seen('a', 'h', '2021-02-21'),
    seen('b', 'h', '2021-02-22'),
    seen('c', 'k', '2021-02-10'),
  ]
  assert.deepEqual(clusters(rows, 2, 3), [{ where: 'h', people: 2, fromOn: '2021-02-20', untilOn: '2021-02-22' }])
  assert.deepEqual(clusters(rows, 2, 1), [])
  fc.assert(
    fc.property(
      fc.array(fc.record({ who: fc.constantFrom('a', 'b', 'c', 'd'), where: fc.constantFrom('h', 'k'), n: fc.nat(20) }), {
        maxLength: 20,
      }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 10 }),
      (told, people, days) => {
        const all = told.map((x) =>
          seen(x.who, x.where, new Date(Date.parse('2021-02-01') + x.n * 86_400_000).toISOString().slice(0, 10)),
        )
        for (const c of clusters(all, people, days)) {
          const inSpan = all.filter((s) => s.where === c.where && s.onDay >= c.fromOn && s.onDay <= c.untilOn)
          assert.equal(new Set(inSpan.map((s) => s.who)).size, c.people)
          assert.ok(c.people >= people && (Date.parse(c.untilOn) - Date.parse(c.fromOn)) / 86_400_000 < days)
        }
        const everyone = new Set(all.filter((s) => s.where === 'h').map((s) => s.who))
        if (everyone.size >= people && days > 20) assert.ok(clusters(all, people, days).some((c) => c.where === 'h'))
      },
    ),
  )
})

test('an alarm is raised by the limits of the pack, and being short of breath is one by itself', () => {
  const limits = { temperatureFrom: 37.5, spo2Below: 95 }
  const reading = (temperature: number | null, spo2: number | null, complaints: string[] = []) => ({
    temperature,
    spo2,
    complaints,
  })
  assert.deepEqual(alarmsOf(reading(37.4, 95), limits), [])
  assert.deepEqual(alarmsOf(reading(37.5, 94), limits), ['temperature', 'spo2'])
  assert.deepEqual(alarmsOf(reading(39, 80), null), [])
  assert.deepEqual(alarmsOf(reading(null, null, ['breathlessness']), null), ['breathlessness'])
  assert.deepEqual(symptomsOf(reading(38, null, ['cough']), ['temperature']), ['fever', 'cough'])
})
