import { newId } from '@phaodai/kernel/ids.ts'
import type { TestApp, TestPost } from '../../test/database.ts'
import { addHousehold, register } from '../people/people.commands.ts'
import { assign } from './assign.commands.ts'
import type { Answer, Slot } from './checks.contract.ts'
import { addMember, makeTeam } from './teams.commands.ts'

/** A commune with one team, its member and some homes, for tests. Made-up people. */
export interface Field {
  commune: TestPost
  member: TestPost
  teamId: string
  code: string
  memberId: string
  /** In walking order. */
  homes: string[]
}

export async function makeField(t: TestApp, communeCode: string, homes = 3, fromOn = '2021-02-20'): Promise<Field> {
  const commune = await t.post('commune', communeCode)
  const member = await t.post('team', communeCode)
  const { teamId, code } = await commune.as(makeTeam, { name: 'Tổ số 1', fromOn })
  const { memberId } = await commune.as(addMember, { teamId, postId: member.postId, lead: true, fromOn })
  const ids: string[] = []
  for (let i = 1; i <= homes; i++)
    ids.push(
      (await commune.as(addHousehold, { address: `Thôn Thử, nhà ${i}`, door: String(i), headName: 'Nguyễn Văn Thử' }))
        .householdId,
    )
  await commune.as(assign, { teamId, householdIds: ids, fromOn })
  return { commune, member, teamId, code, memberId, homes: ids }
}

/** Somebody who lives in a home. */
export const resident = async (by: TestPost, householdId: string, fullName = 'Lê Thị Thử', year = 1980): Promise<string> =>
  (await by.as(register, { fullName, birth: { year }, householdId })).subjectId

/** One check as a phone sends it; captured in the middle of its slot. */
export function check(householdId: string, onDay: string, slot: Slot, answer: Answer, more: Record<string, unknown> = {}) {
  const capturedAt = `${onDay}T${slot === 'morning' ? '08' : '17'}:30:00+07:00`
  return { checkId: newId(), householdId, onDay, slot, answer, capturedAt, ...more }
}
export const cough = (subjectId: string | null, more: Record<string, unknown> = {}) => ({
  symptoms: [{ signalId: newId(), subjectId, kinds: ['cough'], ...more }],
})
