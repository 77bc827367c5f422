import type { Db } from '@phaodai/kernel/sql.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import { type PackInForce, sourceWords } from '../policy/inforce.rules.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import type { Sourced } from '../policy/policy.sourced.ts'
import type { DayHours } from './checks.rules.ts'
import type { Steps } from './slots.rules.ts'

/** A figure with what stands behind it. */
export interface Standing {
  source: Words
  confirmed: boolean
}
const behind = (...figures: Sourced<unknown>[]): Standing => ({
  source: sourceWords(figures.find((f) => !f.confirmed) ?? figures[0]!),
  confirmed: figures.every((f) => f.confirmed),
})

/** What the rules in force on a day say about rounds; null where they say nothing. */
export interface Pace {
  hours: (DayHours & Standing) | null
  backDays: number | null
  steps: (Steps & Standing) | null
  size: ({ min: number | null; max: number | null } & Standing) | null
  clusters: ({ householdPeople: number; householdDays: number; hamletPeople: number; hamletDays: number } & Standing) | null
  episodeDays: number | null
  frail:
    | ({ elderlyYears: number | null; visitsPerDay: number; temperatureFrom: number | null; spo2Below: number | null } & Standing)
    | null
  resultHours: number | null
}

/** Each contact of a phone asks for some weeks of days. */
const paces = new WeakMap<PackInForce, Pace>()
export function paceIn(pack: PackInForce | null): Pace {
  const known = pack && paces.get(pack)
  if (known) return known
  const pace = read(pack)
  if (pack) paces.set(pack, pace)
  return pace
}

function read(pack: PackInForce | null): Pace {
  const slots = pack?.rules.slots?.rule
  const rounds = pack?.rules.checkRounds?.rule
  const team = pack?.rules.communityTeam?.rule
  const many = pack?.rules.symptomClusters?.rule
  const care = pack?.rules.frailCare?.rule
  const known = <T extends Record<string, Sourced<number>>>(rule: T | undefined, keys: (keyof T)[]) =>
    rule !== undefined && keys.every((k) => rule[k]!.value !== null)
  const times = slots && [slots.morning.from, slots.morning.to, slots.evening.from, slots.evening.to]
  return {
    hours: times?.every((t) => t.value !== null)
      ? {
          morning: { from: slots!.morning.from.value!, to: slots!.morning.to.value! },
          evening: { from: slots!.evening.from.value!, to: slots!.evening.to.value! },
          ...behind(...times),
        }
      : null,
    backDays: rounds?.backDays.value ?? null,
    steps: known(rounds, ['leadHours', 'communeHours', 'districtHours'])
      ? {
          leadHours: rounds!.leadHours.value!,
          communeHours: rounds!.communeHours.value!,
          districtHours: rounds!.districtHours.value!,
          ...behind(rounds!.leadHours, rounds!.communeHours, rounds!.districtHours),
        }
      : null,
    size: team
      ? { min: team.householdsMin.value, max: team.householdsMax.value, ...behind(team.householdsMin, team.householdsMax) }
      : null,
    clusters: known(many, ['householdPeople', 'householdDays', 'hamletPeople', 'hamletDays'])
      ? {
          householdPeople: many!.householdPeople.value!,
          householdDays: many!.householdDays.value!,
          hamletPeople: many!.hamletPeople.value!,
          hamletDays: many!.hamletDays.value!,
          ...behind(many!.householdPeople, many!.householdDays, many!.hamletPeople, many!.hamletDays),
        }
      : null,
    episodeDays: many?.episodeDays.value ?? null,
    frail: care
      ? {
          elderlyYears: care.elderlyYears.value,
          visitsPerDay: care.visitsPerDay.value ?? 1,
          temperatureFrom: care.temperatureAlarm.value,
          spo2Below: care.spo2Alarm.value,
          ...behind(care.temperatureAlarm, care.spo2Alarm),
        }
      : null,
    resultHours: pack?.rules.escalation?.rule.resultHours.value ?? null,
  }
}

/**
 * The pace of a disease on days of this instance.
 * @param stamp of rulesStamp(), where it was asked in this transaction
 */
export async function paceFor(
  ctx: { db: Db },
  disease: string,
  stamp?: string,
): Promise<{ disease: string; on(day: string): Pace }> {
  const rules = await rulesFor(ctx.db, disease, stamp)
  const known = new Map<string, Pace>()
  return {
    disease: rules.disease,
    on(day) {
      if (!known.has(day)) known.set(day, paceIn(rules.on(day)))
      return known.get(day)!
    },
  }
}
