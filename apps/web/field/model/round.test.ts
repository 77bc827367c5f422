import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Check } from '@phaodai/modules/checks/checks.contract.ts'
import { recordMovement, recordVisit } from '@phaodai/modules/checks/doors.contract.ts'
import { addDays } from '@phaodai/ui/formats.ts'
import { DAY, madeUpHeld } from '../made.ts'
import { newId } from '../newId.ts'
import { type OwnOp, type OwnState, withOwn } from './own.ts'
import { find, inOrder, needles, pastOf, roundOf } from './round.ts'
import { readSlip } from './slip.ts'
import { choiceOf, reachable, slotNow } from './slots.ts'
import { answerAll, answerSigns, type Recorded } from './taps.ts'
import { tasksOf } from './tasks.ts'

const at = { day: DAY, slot: 'morning' } as const
const now = `${DAY}T02:30:00.000Z` // 9:30 in the province
const moment = { capturedAt: now, clockErrorMs: 0, newId }
const held = madeUpHeld()
const opOf = (recorded: Recorded, state: OwnState = 'recorded', reflected = false): OwnOp => ({
  opId: newId(),
  recorded,
  state,
  reflected,
})
const door = (n: number, of = held) => roundOf(of, at).doors.find((d) => d.door.door === String(n))!
const cough = (subjectId: string) => ({ subjectId, who: null, kinds: ['cough' as const], other: null, sinceOn: DAY })

test('one tap records a whole household as well: a check that the server takes as it is, and the list counts it at once', () => {
  const op = answerAll(door(5), at, 'well', moment)
  assert.deepEqual(Check.safeParse(op.body).error, undefined)
  const after = withOwn(held, [opOf(op)])
  assert.equal(roundOf(after, at).asked, 1)
  assert.equal(door(5, after).answer, 'well')
})

test('a second answer in the slot corrects the first, and taking it back brings the first again', () => {
  const first = answerAll(door(5), at, 'absent', moment)
  const then = withOwn(held, [opOf(first)])
  const second = answerAll(door(5, then), at, 'well', moment)
  assert.equal((second.body as Check).replaces, (first.body as Check).checkId)
  const both = [opOf(first), opOf(second)]
  assert.equal(door(5, withOwn(held, both)).answer, 'well')
  const back = opOf({ kind: 'void-check', body: { checkId: (second.body as Check).checkId, reason: 'Ghi nhầm nhà' } })
  assert.equal(door(5, withOwn(held, [...both, back])).answer, 'absent')
  assert.equal(door(5, withOwn(held, both.slice(0, 1))).answer, 'absent')
})

test('two people of one house with signs stand beside each other; saying more of the first one corrects only what was said of them', () => {
  const [a, b] = door(5).door.people
  const one = answerSigns(door(5), at, cough(a!.subjectId), moment)
  assert.deepEqual(Check.safeParse(one.body).error, undefined)
  const first = [opOf(one)]
  const two = answerSigns(door(5, withOwn(held, first)), at, cough(b!.subjectId), moment)
  assert.equal((two.body as Check).replaces, null)
  const shown = door(5, withOwn(held, [...first, opOf(two)]))
  assert.equal(shown.standing.length, 2)
  const more = answerSigns(shown, at, { ...cough(a!.subjectId), kinds: ['cough', 'fever'] }, moment)
  assert.equal((more.body as Check).replaces, (one.body as Check).checkId)
})

test('signs after "well" correct it, and what the server refused no longer counts as asked', () => {
  const well = opOf(answerAll(door(5), at, 'well', moment))
  const ill = answerSigns(door(5, withOwn(held, [well])), at, cough(door(5).door.people[0]!.subjectId), moment)
  assert.equal(door(5, withOwn(held, [well, opOf(ill)])).answer, 'symptom')
  assert.equal(roundOf(withOwn(held, [opOf(well.recorded, 'refused')]), at).asked, 0)
})

test('what has come back from the server is shown once, as the server has it', () => {
  const op = answerAll(door(5), at, 'well', moment)
  const body = op.body as Check
  const row = { ...withOwn(held, [opOf(op)]).checks.at(-1)!, checkId: body.checkId, voided: true }
  const back = withOwn({ ...held, checks: [...held.checks, row] }, [opOf(op, 'accepted', true)])
  assert.equal(door(5, back).answer, null)
})

test('what is left comes first, and a door just answered stays where it is', () => {
  const op = opOf(answerAll(door(1), at, 'well', moment))
  const round = roundOf(withOwn(held, [op]), at)
  const staying = inOrder(round, new Set([door(1).door.householdId]))
  assert.deepEqual([staying.left.length, staying.done.length, staying.left[0]!.door.door], [68, 0, '1'])
  const anew = inOrder(round, new Set())
  assert.deepEqual([anew.left.length, anew.done.length, anew.left[0]!.door.door], [67, 1, '3'])
})

test('search needs no accents: by name, by lane, by the beginning of a door number', () => {
  const list = needles(held.doors)
  const doors = (text: string) => find(list, text)!.map((id) => held.doors.find((d) => d.householdId === id)!)
  assert.ok(doors('le duc gia').every((d) => d.headName === 'Lê Đức Giả' || d.people.some((p) => p.name === 'Lê Đức Giả')))
  assert.ok(doors('LÊ ĐỨC').length >= 9)
  assert.equal(doors('13')[0]!.door, '13')
  assert.deepEqual(
    doors('13').map((d) => d.door),
    ['13', '131', '133', '135'],
  )
  assert.deepEqual(find(list, 'khong co ai'), [])
  assert.equal(find(list, '  '), null)
})

test('the clock chooses the slot; an evening that has not begun is shut, missed ones are open as far back as the rules say', () => {
  assert.deepEqual(slotNow(now, held.pace), at)
  assert.deepEqual(slotNow(`${DAY}T06:00:00.000Z`, held.pace), { day: DAY, slot: 'evening' })
  assert.equal(choiceOf({ day: DAY, slot: 'evening' }, now, held.pace).state, 'not-begun')
  const list = reachable(now, held.pace)
  assert.equal(list.length, 8)
  assert.deepEqual(list.at(-1), { ...list.at(-1)!, day: addDays(DAY, -3), slot: 'morning', state: 'late' })
})

test('without rules in force the round still goes on, and says nothing of lateness', () => {
  assert.equal(slotNow(now, []).slot, 'morning')
  assert.equal(choiceOf(at, now, []).state, 'unknown')
})

test('while names are locked the list is by door number, and every tap still records', () => {
  const locked = withOwn({ ...held, locked: true }, [opOf(answerAll(door(5), at, 'well', moment))])
  assert.ok(locked.doors.every((d) => d.headName === null && d.address === null && d.people.every((p) => p.name === null)))
  assert.equal(roundOf(locked, at).asked, 1)
  assert.equal(find(needles(locked.doors), 'le duc')!.length, 0)
  assert.equal(find(needles(locked.doors), '13')!.length, 4)
})

test('somebody who moved in is asked about at once, before the server knows them', () => {
  const person = {
    subjectId: newId(),
    personId: newId(),
    fullName: 'Hồ Thị Thử',
    sex: 'female' as const,
    birth: { year: 1990, month: null, day: null },
  }
  const body = {
    movementId: newId(),
    householdId: door(5).door.householdId,
    kind: 'new-resident' as const,
    people: 1,
    onDay: DAY,
    place: null,
    capturedAt: now,
    person,
  }
  assert.deepEqual(recordMovement.input.safeParse(body).error, undefined)
  const after = withOwn(held, [opOf({ kind: 'movement', body })])
  assert.equal(door(5, after).door.people.at(-1)!.name, 'Hồ Thị Thử')
  assert.equal(door(7, after).door, door(7).door, 'other doors are the same objects, so their rows are not drawn again')
})

test('a visit of a frail person takes them from the list of the day unless it is an alarm', () => {
  const before = tasksOf(held, now).frail
  const { person } = before[0]!
  const visit = (temperature: number) => {
    const body = {
      visitId: newId(),
      signalId: newId(),
      subjectId: person.subjectId,
      onDay: DAY,
      temperature,
      spo2: 97,
      complaints: [],
      capturedAt: now,
    }
    assert.deepEqual(recordVisit.input.safeParse(body).error, undefined)
    return tasksOf(withOwn(held, [opOf({ kind: 'visit', body })]), now).frail
  }
  assert.equal(visit(36.6).length, before.length - 1)
  assert.equal(visit(38.2).find((f) => f.person.subjectId === person.subjectId)?.alarm, true)
})

test('a reminder that was read, and a slot made complete, wait no longer', () => {
  const tasks = tasksOf(held, now)
  assert.deepEqual([tasks.messages.length, tasks.missed.length, tasks.open.length, tasks.answered.length], [1, 1, 1, 1])
  const evening = { day: addDays(DAY, -1), slot: 'evening' } as const
  const rest = roundOf(held, evening).doors.filter((d) => d.answer === null)
  const ops = rest.map((d) => opOf(answerAll(d, evening, 'well', moment)))
  const read = opOf({ kind: 'read-message', body: { messageId: held.messages[0]!.messageId } })
  const after = tasksOf(withOwn(held, [...ops, read]), now)
  assert.deepEqual([after.messages.length, after.missed.length, after.waiting], [0, 0, 0])
})

test('a coughing morning stays in sight in the evening and over the day', () => {
  const ill = opOf(answerSigns(door(5), at, cough(door(5).door.people[0]!.subjectId), moment))
  const evening = roundOf(withOwn(held, [ill]), { day: DAY, slot: 'evening' })
  assert.equal(evening.doors.find((d) => d.door.door === '5')!.otherSlot, 'symptom')
  assert.equal(pastOf(withOwn(held, [ill]), door(5).door.householdId, DAY)[0]!.worst, 'symptom')
})

test('the QR of a slip gives the user name and the code; any other text gives nothing', () => {
  assert.deepEqual(readSlip('phaodai:to1/abcd-efgh-2345'), { username: 'to1', code: 'abcd-efgh-2345' })
  assert.equal(readSlip('https://vi.du/abcd-efgh-2345'), null)
})
