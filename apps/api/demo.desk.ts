/** What the pages of a commune's desk show on the drill's day: teams beside the one that is walked, late, short, refused. Made-up people. */
import type { Operation } from '@phaodai/kernel/command.ts'
import type { Verb } from '@phaodai/kernel/contract.ts'
import { idOf, newId } from '@phaodai/kernel/ids.ts'
import type { Answer, Slot } from '@phaodai/modules/checks/checks.contract.ts'
import { recordMovement } from '@phaodai/modules/checks/doors.commands.ts'
import { importTeams } from '@phaodai/modules/checks/import-teams.ts'
import { pushRound } from '@phaodai/modules/checks/round.commands.ts'
import { addRecord, setMendDate } from '@phaodai/modules/checks/teams.commands.ts'
import { teamHouseholds, teams } from '@phaodai/modules/checks/teams.reads.ts'
import type { z } from 'zod'
import { peopleMaker } from './demo.people.ts'

type Run = <I extends z.ZodType, O extends z.ZodType>(operation: Operation<Verb<I, O>>, input: z.input<I>) => Promise<z.output<O>>

export interface DeskPlan {
  /** The commune that is shown, and its neighbour. */
  communes: readonly { areaId: number; code: string }[]
  /** The operator. */
  all: Run
  on: (ago: number) => string
  toDay: (ago: number) => Promise<void>
}

/** Teams from one spreadsheet, as a commune would bring them: the second of the commune, one too small, and the neighbour's first. */
const plan = [
  { commune: 0, hamlet: 'Thôn 1', team: 'Tổ số 2', homes: 54 },
  { commune: 0, hamlet: 'Thôn 2', team: 'Tổ số 3', homes: 41 },
  { commune: 1, hamlet: 'Thôn 1', team: 'Tổ số 1', homes: 57 },
] as const

/** Begins on the second day before the drill's; ends on the drill's day. */
export async function foundDesk({ communes, all, on, toDay }: DeskPlan): Promise<void> {
  const make = peopleMaker(50_000)
  await toDay(2)
  const lines = plan.flatMap(({ commune, hamlet, team, homes }) =>
    Array.from({ length: homes }, (_, i) => {
      const { code } = communes[commune]!
      return `${code},${hamlet},${team},${i + 1},"Nhà ${i + 1}, ${hamlet.toLowerCase()}",${make({ born: [1945, 1990] }).fullName},${i + 1}`
    }),
  )
  const sheet = ['Mã xã,Thôn,Tổ,Số nhà,Địa chỉ,Chủ hộ,Thứ tự', ...lines].join('\n')
  await all(importTeams, { bytes: new TextEncoder().encode(sheet), fileName: 'cac-to-dien-tap.csv' })
  await toDay(0)
  const { rows } = await all(teams, {})
  const found = plan.map(({ commune, team }) => rows.find((t) => t.communeId === communes[commune]!.areaId && t.name === team)!)
  const round = async (at: number, ago: number, slot: Slot, answerOf: (i: number) => Answer | null) => {
    const { teamId, communeId } = found[at]!
    const { households } = await all(teamHouseholds, { teamId })
    const start = Date.parse(`${on(ago)}T${slot === 'morning' ? '07:10' : '17:10'}:00+07:00`)
    const checks = households.flatMap(({ householdId }, i) => {
      const answer = answerOf(i)
      const who = { signalId: newId(), who: 'con trai chủ hộ, khoảng 30 tuổi', kinds: ['fever' as const] }
      const capturedAt = new Date(start + i * 60_000).toISOString()
      const check = { checkId: newId(), householdId, onDay: on(ago), slot, answer, capturedAt }
      return answer ? [{ ...check, ...(answer === 'symptom' && { symptoms: [who] }) }] : []
    })
    if (checks.length > 0) await all(pushRound, { communeId, checks })
    return households
  }
  const homes = await round(0, 1, 'morning', (i) => (i % 17 === 5 ? 'absent' : 'well'))
  await round(0, 1, 'evening', (i) => (i === 20 ? 'symptom' : i < 33 ? 'well' : null))
  await round(1, 1, 'morning', (i) => (i < 12 ? 'well' : null))
  await round(2, 1, 'morning', (i) => (i === 8 ? 'refused' : 'well'))
  await round(2, 1, 'evening', () => 'well')

  const first = found[0]!
  const { communeId } = first
  // a phone sent a round for a home that is in no list: a person has to look
  const lost = {
    checkId: idOf('desk', 'lost'),
    householdId: idOf('desk', 'nobody'),
    onDay: on(1),
    slot: 'evening',
    answer: 'well',
  }
  await all(pushRound, { communeId, checks: [{ ...lost, capturedAt: `${on(1)}T18:05:00+07:00` }] })
  const movement = { communeId, householdId: homes[3]!.householdId, onDay: on(1), capturedAt: `${on(1)}T19:00:00+07:00` }
  await all(recordMovement, { ...movement, movementId: newId(), kind: 'arrival', people: 2, place: 'Chí Linh, Hải Dương' })
  await all(recordMovement, {
    ...{ ...movement, householdId: homes[9]!.householdId, movementId: newId() },
    ...{ kind: 'departure', people: 1, place: 'Hà Nội' },
  })
  for (const record of [
    { kind: 'guide' as const, item: 'Trạm y tế xã' },
    { kind: 'handbook' as const, item: 'Sổ tay tổ Covid cộng đồng (diễn tập)', quantity: 3 },
    { kind: 'equipment' as const, item: 'Nhiệt kế điện tử', quantity: 2, source: 'Ban Chỉ đạo xã' },
  ])
    await all(addRecord, { teamId: first.teamId, onDay: on(2), ...record })
  await all(setMendDate, { communeId, mendBy: on(-3) })
}
