import type { z } from 'zod'
import type { Words } from './words.ts'

/** Who may act. A post is (role, area or body, from, until); an account acts in one post at a time. */
export const roles = [
  'province',
  'district',
  'commune',
  'cdc',
  'station',
  'laboratory',
  'site',
  'checkpoint',
  'team',
  'inspector',
  'auditor',
  'administrator',
  'operator',
] as const
export type Role = (typeof roles)[number]

export const roleWords: Record<Role, Words> = {
  province: { vi: 'Ban Chỉ đạo tỉnh', en: 'Province steering committee' },
  district: { vi: 'Ban Chỉ đạo huyện', en: 'District steering committee' },
  commune: { vi: 'Ban Chỉ đạo xã', en: 'Commune steering committee' },
  cdc: { vi: 'CDC, điều tra dịch tễ', en: 'CDC, epidemiology' },
  station: { vi: 'Trạm y tế', en: 'Health station' },
  laboratory: { vi: 'Phòng xét nghiệm', en: 'Laboratory' },
  site: { vi: 'Quản lý khu cách ly', en: 'Quarantine site manager' },
  checkpoint: { vi: 'Chốt kiểm soát', en: 'Checkpoint' },
  team: { vi: 'Tổ Covid cộng đồng', en: 'Community team' },
  inspector: { vi: 'Kiểm tra, giám sát', en: 'Inspector' },
  auditor: { vi: 'Kiểm toán hệ thống', en: 'Auditor' },
  administrator: { vi: 'Quản trị', en: 'Administrator' },
  operator: { vi: 'Vận hành máy chủ', en: 'Server operator' },
}

/** Steering committees at the three tiers. */
export const committees = ['province', 'district', 'commune'] as const satisfies Role[]
/** Those who do epidemiology with names: committees, CDC, stations; and the operator of the server. */
export const epidemiology = [...committees, 'cdc', 'station', 'operator'] as const satisfies Role[]

/**
 * One capability of a module: its name (the permission), its shapes, its place in the HTTP API, who may use it.
 * The command or read behind it, the route, the OpenAPI entry, the typed client and docs/access.md all come from this.
 */
export interface Verb<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path with `:param` parts, each a key of the input; on GET the other keys come from the query string. */
  path: string
  input: I
  output: O
  title: Words
  roles: readonly Role[]
  /** True where the answer holds names or other personal data: the read is recorded before it leaves. */
  personal?: boolean
  /** True where the answer holds a secret that is said once (a code, a token): it is not kept; a repeat is refused with 'shown-once'. */
  once?: boolean
  /** True where the answer is a file. */
  file?: boolean
  /** True where a JSON body may come compressed (gzip): it is sent from where the network is poor. */
  packed?: boolean
  /** True where the request body is the bytes of a file (`bytes` in the input). */
  upload?: boolean
}

/** Declares a verb; exists for its types. */
export const verb = <I extends z.ZodType, O extends z.ZodType>(v: Verb<I, O>): Verb<I, O> => v

/** Those who come without an account, by a secret link. */
export const doorKinds = ['sentinel', 'declarant'] as const
export type DoorKind = (typeof doorKinds)[number]

/** A capability behind a door (decision 11): no role holds it, the holder of the link does. Always POST: the key is in a header, never in an address. */
export interface DoorVerb<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Pick<Verb<I, O>, 'name' | 'path' | 'input' | 'output' | 'title'> {
  method: 'POST'
  door: DoorKind
  /** True where it writes: repeatable by its operation id, and recorded. */
  writes: boolean
  /** True where a key may be new: it then belongs to whoever made it. */
  opens?: boolean
}
export const doorVerb = <I extends z.ZodType, O extends z.ZodType>(v: Omit<DoorVerb<I, O>, 'method'>): DoorVerb<I, O> => ({
  method: 'POST',
  ...v,
})

/** What a verb with `file: true` answers. */
export interface FileAnswer {
  fileName: string
  mime: string
  bytes: Uint8Array
}
