/** A community team of the drill with its homes and two days of rounds behind it: made-up people, the same every time. */
import type { Operation } from '@phaodai/kernel/command.ts'
import type { Verb } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { addHamlet } from '@phaodai/modules/areas/areas.commands.ts'
import { assign, setWalkingOrder } from '@phaodai/modules/checks/assign.commands.ts'
import type { Answer, Slot } from '@phaodai/modules/checks/checks.contract.ts'
import { flagFrail } from '@phaodai/modules/checks/doors.commands.ts'
import { remind } from '@phaodai/modules/checks/rollup.commands.ts'
import { pushRound } from '@phaodai/modules/checks/round.commands.ts'
import { addMember, makeTeam } from '@phaodai/modules/checks/teams.commands.ts'
import { addHousehold, register } from '@phaodai/modules/people/people.commands.ts'
import type { z } from 'zod'
import { drawFrom, peopleMaker } from './demo.people.ts'

type Run = <I extends z.ZodType, O extends z.ZodType>(operation: Operation<Verb<I, O>>, input: z.input<I>) => Promise<z.output<O>>

export interface TeamPlan {
  communeId: number
  /** Who founds: the operator. */
  all: Run
  /** As the station of the commune. */
  station: Run
  /** As the lead of the team. */
  lead: Run
  /** Posts of the members, the lead first. */
  posts: string[]
  /** The local day so many days before the drill's. */
  on: (ago: number) => string
  /** Moves the drill's day. */
  toDay: (ago: number) => Promise<void>
}

const HOMES = 62
/** Lanes of the hamlet; odd doors on one side, even ones on the other, as they are walked. */
const doorOf = (i: number) => ({ lane: 1 + Math.floor(i / 16), door: String((i % 16) * 2 + 1 + Math.floor(i / 16) * 40) })

/** Founds it on the third day before the drill's; ends on the drill's day. */
export async function foundTeam({ communeId, all, station, lead, posts, on, toDay }: TeamPlan): Promise<void> {
  const make = peopleMaker(40_000)
  const draw = drawFrom(62)
  await toDay(3)
  const { hamletId } = await all(addHamlet, { communeId, type: 'thôn', name: 'Diễn Tập' })
  const { teamId } = await all(makeTeam, { communeId, hamletId, name: 'Tổ số 1', fromOn: on(3) })
  for (const [i, postId] of posts.entries()) await all(addMember, { teamId, postId, lead: i === 0, fromOn: on(3) })
  const homes: { householdId: string; people: string[] }[] = []
  for (let i = 0; i < HOMES; i++) {
    const head = make({ born: [1938, 1992] })
    const { lane, door } = doorOf(i)
    const address = `Số ${door}, ngõ ${lane}, thôn Diễn Tập`
    const { householdId } = await all(addHousehold, { communeId, hamletId, address, door, headName: head.fullName })
    const people: string[] = []
    for (let n = 0; n < 2 + draw(3); n++) {
      const p = n === 0 ? head : make({ surname: head.fullName.split(' ')[0]!, born: n === 1 ? [1940, 1995] : [1990, 2018] })
      const { fullName, sex, birthYear, idNumber } = p
      const birth = { year: birthYear, month: null, day: null }
      const made = await all(register, { communeId, hamletId, householdId, fullName, sex, birth, idNumber })
      people.push(made.subjectId)
      if (birthYear < 1944 && n === 0) await all(flagFrail, { subjectId: made.subjectId, reasons: ['elderly'] })
    }
    homes.push({ householdId, people })
  }
  const householdIds = homes.map((h) => h.householdId)
  await all(assign, { teamId, householdIds, fromOn: on(3) })
  await all(setWalkingOrder, { teamId, householdIds })
  await toDay(0)

  const round = (ago: number, slot: Slot, answerOf: (i: number) => Answer | null) => {
    const capturedAt = (i: number) =>
      new Date(Date.parse(`${on(ago)}T${slot === 'morning' ? '07:00' : '17:00'}:00+07:00`) + i * 45_000).toISOString()
    const checks = homes.flatMap(({ householdId, people }, i) => {
      const answer = answerOf(i)
      if (!answer) return []
      const symptoms = answer === 'symptom' && {
        symptoms: [{ signalId: newId(), subjectId: people[0]!, kinds: ['cough' as const, 'fever' as const], sinceOn: on(ago) }],
      }
      return [{ checkId: newId(), householdId, onDay: on(ago), slot, answer, capturedAt: capturedAt(i), ...symptoms }]
    })
    return lead(pushRound, { checks })
  }
  await round(2, 'morning', (i) => (i % 19 === 4 ? 'absent' : 'well'))
  await round(2, 'evening', () => 'well')
  await round(1, 'morning', (i) => (i % 23 === 6 ? 'absent' : 'well'))
  // yesterday's evening: one cough, three doors left, and the station has sent a reminder
  await round(1, 'evening', (i) => (i === 11 ? 'symptom' : i % 21 === 20 ? null : 'well'))
  await station(remind, { teamIds: [teamId], day: on(1), slot: 'evening' })
}
