import { Problem } from '@phaodai/kernel/problem.ts'
import type { Secrets } from '@phaodai/kernel/secrets.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import { offline } from './offline.ts'

const FIELD = 'refused operation'
export const sealed = (secrets: Secrets, refusedId: string, payload: unknown): Buffer =>
  secrets.seal(`${FIELD} ${refusedId}`, JSON.stringify(payload))
export const opened = (secrets: Secrets, r: { refusedId: string; payload: Buffer }): Record<string, unknown> =>
  JSON.parse(secrets.open(`${FIELD} ${r.refusedId}`, r.payload)) as Record<string, unknown>

export const titleOf = (verb: string): Words => offline.get(verb)?.verb.title ?? { vi: verb, en: verb }

/** The words of a refusal as they were said then: the title, and what is wrong in which field. */
export function wordsOf(code: string, details: Record<string, unknown>): Words {
  const { errors, ...rest } = details as { errors?: { field: string; vi: string; en: string }[] }
  const { title, titleEn } = new Problem(code, rest).toJSON()
  const fields = (language: 'vi' | 'en') =>
    errors?.length ? `: ${errors.map((e) => `${e.field} (${e[language]})`).join(', ')}` : ''
  return { vi: `${title}${fields('vi')}`, en: `${titleEn}${fields('en')}` }
}
