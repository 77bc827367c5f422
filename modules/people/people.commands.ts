import { changed } from '@phaodai/kernel/change.ts'
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { written } from '@phaodai/kernel/written.ts'
import { clean } from '@phaodai/text/fold.ts'
import { tidyName } from '@phaodai/text/names.ts'
import { getAreas } from '../areas/areas.store.ts'
import { proposalsFor } from './duplicates.proposals.ts'
import { findHousehold, getHousehold, insertHouseholds } from './households.store.ts'
import { amendNumbers, compareNumbers } from './numbers.store.ts'
import { communeOf, hamletOf, inForce, newCode } from './people.brief.ts'
import * as contract from './people.contract.ts'
import { readNumbers, sealSubject } from './people.numbers.ts'
import { birthProblem } from './people.rules.ts'
import { closeResidence, getPerson, insertPersons, listResidences, putInHousehold, putSubjects, sameAs } from './people.store.ts'

/** Somebody came to a household or left it: later modules hear of it, and the phones that hold those homes. */
async function householdChanged(
  ctx: Ctx,
  communeId: number,
  subjectId: string,
  householdId: string | null,
  formerHouseholdId: string | null,
  formerCommuneId = communeId,
): Promise<void> {
  await changed(ctx.db, communeId, 'homes', [householdId])
  if (formerHouseholdId !== householdId) await changed(ctx.db, formerCommuneId, 'homes', [formerHouseholdId])
  await ctx.emit({ name: 'people.household-changed', communeId, body: { subjectId, householdId, formerHouseholdId } })
}

/** Writes one person down. What was typed is refused, never mended in silence; likely duplicates are counted, never merged. */
export const register = command(contract.register, async (ctx, input) => {
  const commune = await communeOf(ctx, input.communeId)
  const numbers = readNumbers(input)
  const wrong = input.birth ? birthProblem(input.birth, ctx.today) : null
  if (wrong === 'future') throw new Problem('people-day-ahead', { on: String(input.birth!.year) })
  if (wrong)
    throw new Problem('invalid-input', {}, [
      { field: 'birth', vi: 'Ngày sinh này không có trong lịch', en: 'That date of birth is not in the calendar' },
    ])
  for (const on of [input.ageSaidOn, input.fromOn]) if (on && on > ctx.today) throw new Problem('people-day-ahead', { on })
  const household = input.householdId ? await getHousehold(ctx.db, commune.areaId, input.householdId) : null
  const fullName = tidyName(input.fullName)
  const { subjectId = newId(), personId = newId() } = input
  const code = await newCode(ctx, commune, subjectId)
  // an id that somebody has already would put this name to that person
  await written(putSubjects(ctx.db, [sealSubject(ctx.secrets, subjectId, numbers)], ctx.now), subjectId)
  const residence = insertPersons(ctx.db, [
    {
      communeId: commune.areaId,
      personId,
      subjectId,
      code,
      fromOn: input.fromOn ?? ctx.today,
      fullName,
      writtenName: input.fullName === fullName ? null : input.fullName,
      birthYear: input.birth?.year ?? null,
      birthMonth: input.birth?.month ?? null,
      birthDay: input.birth?.day ?? null,
      ageYears: input.ageYears ?? null,
      ageSaidOn: input.ageYears == null ? null : (input.ageSaidOn ?? ctx.today),
      sex: input.sex ?? null,
      nationality: textOrNull(input.nationality),
      occupation: textOrNull(input.occupation),
      hamletId: hamletOf(ctx, input.hamletId, household?.hamletId),
      householdId: household?.householdId ?? null,
      address: textOrNull(input.address) ?? household?.address ?? null,
      residenceText: textOrNull(input.residenceText),
      source: 'register',
      createdAt: ctx.now,
      opId: ctx.opId,
    },
  ])
  await written(residence, personId)
  ctx.touch(subjectId)
  const duplicates = (await proposalsFor(ctx, subjectId)).length
  await ctx.emit({
    name: 'people.registered',
    communeId: commune.areaId,
    body: { subjectId, personId, householdId: household?.householdId ?? null },
  })
  if (household) await householdChanged(ctx, commune.areaId, subjectId, household.householdId, null)
  return { subjectId, personId, code, duplicates }
})

const textOrNull = (text: string | null | undefined): string | null => (text ? clean(text) || null : null)

export const addHousehold = command(contract.addHousehold, async (ctx, input) => {
  const { areaId: communeId } = await communeOf(ctx, input.communeId)
  const householdId = input.householdId ?? newId()
  const made = insertHouseholds(ctx.db, [
    {
      communeId,
      householdId,
      hamletId: hamletOf(ctx, input.hamletId),
      door: textOrNull(input.door),
      address: clean(input.address),
      headName: input.headName ? tidyName(input.headName) : null,
      createdAt: ctx.now,
      opId: ctx.opId,
    },
  ])
  await written(made, householdId)
  return { householdId, communeId }
})

/** Closes the open residence and opens another, in another commune of the province too: its people then see the record, ours keeps the past. */
export const move = command(contract.move, async (ctx, input) => {
  const on = input.on ?? ctx.today
  if (on > ctx.today) throw new Problem('people-day-ahead', { on })
  const [from] = await listResidences(ctx.db, [input.subjectId])
  if (!from) throw new Problem('not-found', { what: 'người' })
  if (from.untilOn !== null) throw new Problem('people-moved-already')
  if (on < from.fromOn) throw new Problem('people-move-too-early', { on, fromOn: from.fromOn })
  const [commune] = await getAreas(ctx.db, [input.communeId])
  if (commune?.tier !== 'commune' || !inForce(commune, ctx.today)) throw new Problem('not-found', { what: 'xã nơi đến' })
  if ((await closeResidence(ctx.db, from.communeId, from.personId, on)) === 0) throw new Problem('people-moved-already')
  const personId = newId()
  ctx.touch(input.subjectId)
  const { untilOn: _, ...kept } = from
  // the new commune may lie outside the scope of who sends the person there
  await ctx.acrossAreas(async () => {
    const household = input.householdId ? await getHousehold(ctx.db, commune.areaId, input.householdId) : null
    await insertPersons(ctx.db, [
      {
        ...kept,
        communeId: commune.areaId,
        personId,
        fromOn: on,
        hamletId: input.hamletId ?? household?.hamletId ?? 0,
        householdId: household?.householdId ?? null,
        address: textOrNull(input.address) ?? household?.address ?? null,
        residenceText: null,
        source: 'move',
        createdAt: ctx.now,
        opId: ctx.opId,
      },
    ])
    const body = { subjectId: input.subjectId, personId, fromCommuneId: from.communeId, communeId: commune.areaId, on }
    await ctx.emit({ name: 'people.moved', communeId: commune.areaId, body })
    if (from.householdId || household)
      await householdChanged(
        ctx,
        commune.areaId,
        input.subjectId,
        household?.householdId ?? null,
        from.householdId,
        from.communeId,
      )
  })
  return { subjectId: input.subjectId, personId, communeId: commune.areaId }
})

/** Puts a person into a household of the commune where they live, or out of any (null); the residence stays the same. */
export const setHousehold = command(contract.setHousehold, async (ctx, { subjectId, householdId }) => {
  const person = await getPerson(ctx.db, subjectId)
  if (person.untilOn !== null) throw new Problem('people-moved-already')
  const household = householdId ? await findHousehold(ctx.db, person.communeId, householdId) : null
  if (householdId && !household) throw new Problem('not-found', { what: 'hộ' })
  await putInHousehold(
    ctx.db,
    person.communeId,
    person.personId,
    householdId,
    hamletOf(ctx, household?.hamletId || person.hamletId),
  )
  ctx.touch(subjectId)
  await householdChanged(ctx, person.communeId, subjectId, householdId, person.householdId)
  return { subjectId, householdId }
})

/** Mends a wrong number or adds one learnt later; what is left out stays. Merged records must not come to hold two CCCD. */
export const setNumbers = command(contract.setNumbers, async (ctx, { subjectId, reason, ...typed }) => {
  await getPerson(ctx.db, subjectId)
  const members = [...(await sameAs(ctx.db, [subjectId])).values()][0]!
  const amended = await amendNumbers(ctx.db, sealSubject(ctx.secrets, subjectId, readNumbers(typed)), ctx.opId, ctx.now)
  if (amended === 0) throw new Problem('not-found', { what: 'người' })
  const others = members.filter((id) => id !== subjectId).map((id) => [subjectId, id] as const)
  const numbers = await ctx.acrossAreas(() => compareNumbers(ctx.db, others))
  if (numbers.some((n) => n.sameId === false)) throw new Problem('people-different-id')
  ctx.touch(...members)
  ctx.note({ reason })
  return { subjectId, duplicates: (await proposalsFor(ctx, subjectId)).length }
})
