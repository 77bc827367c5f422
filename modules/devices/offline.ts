/** Every verb that a phone may send, whichever module owns it, and the form in which its input travels. */
import type { Operation } from '@phaodai/kernel/command.ts'
import { offline as ofChecks } from '../checks/checks.sync.ts'
import { offlineVerbs as checkVerbs, type OfflineVerb } from '../checks/offline.rules.ts'
import { offline as ofDirectives } from '../directives/directives.sync.ts'
import { offlineVerbs as taskVerbs } from '../directives/offline.rules.ts'
import { offline as ofInspections } from '../inspections/inspections.sync.ts'
import { offlineVerbs as inspectionVerbs } from '../inspections/offline.rules.ts'

const verbs = new Map<string, OfflineVerb>([...checkVerbs, ...taskVerbs, ...inspectionVerbs].map((v) => [v.verb, v]))
export const offlineVerb = (verb: string): OfflineVerb | undefined => verbs.get(verb)

export const offline: ReadonlyMap<string, Operation> = new Map([
  ...ofChecks,
  ...[...ofDirectives, ...ofInspections].map((o): [string, Operation] => [o.verb.name, o]),
])

/** What travelled as base64, as the command takes it: a file. */
export function unpacked(verb: string, input: Record<string, unknown>): Record<string, unknown> {
  if (!verbs.get(verb)?.bytes || typeof input.bytes !== 'string') return input
  return { ...input, bytes: new Uint8Array(Buffer.from(input.bytes, 'base64')) }
}
/** For people's eyes: how large a file is, in place of its bytes. */
export function readable(verb: string, payload: Record<string, unknown>): Record<string, unknown> {
  if (!verbs.get(verb)?.bytes || typeof payload.bytes !== 'string') return payload
  return { ...payload, bytes: `${Math.round((payload.bytes.length * 3) / 4 / 1024)} KB` }
}
