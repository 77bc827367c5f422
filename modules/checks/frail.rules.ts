/** What was measured at a visit; null where it was not. */
export interface Reading {
  /** °C */
  temperature: number | null
  /** Percent. */
  spo2: number | null
  complaints: readonly string[]
}
export interface AlarmLimits {
  temperatureFrom: number | null
  spo2Below: number | null
}
export type Alarm = 'temperature' | 'spo2' | 'breathlessness'

/** Which rules a reading breaks; the limits are the pack's. A person short of breath is an alarm whatever the numbers say. */
export function alarmsOf(reading: Reading, limits: AlarmLimits | null): Alarm[] {
  const alarms: Alarm[] = []
  if (reading.temperature !== null && limits?.temperatureFrom != null && reading.temperature >= limits.temperatureFrom)
    alarms.push('temperature')
  if (reading.spo2 !== null && limits?.spo2Below != null && reading.spo2 < limits.spo2Below) alarms.push('spo2')
  if (reading.complaints.includes('breathlessness')) alarms.push('breathlessness')
  return alarms
}

/** Symptoms that a reading amounts to, for a signal. */
export const symptomsOf = (reading: Reading, alarms: readonly Alarm[]): string[] => [
  ...new Set([
    ...(alarms.includes('temperature') ? ['fever'] : []),
    ...(alarms.includes('spo2') ? ['breathlessness'] : []),
    ...reading.complaints.filter((c) => c === 'fever' || c === 'cough' || c === 'breathlessness'),
  ]),
]
