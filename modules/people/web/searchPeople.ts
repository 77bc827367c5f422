import { call } from '@phaodai/web/api.ts'
import type { SearchSource } from '@phaodai/web/screens.ts'
import { search } from '../people.contract.ts'

/** What `/` finds among people: by name with or without accents, by code, CCCD or phone. */
export const searchPeople: SearchSource = async (text, signal) => {
  const { people } = await call(search, { q: text, limit: 20 }, { signal })
  return people.map((p) => {
    const born = p.birthYear ? String(p.birthYear) : ''
    const note = [p.code, born, p.address ?? ''].filter(Boolean).join(' · ')
    return { id: p.subjectId, text: p.name, note: { vi: note, en: note }, href: `/people/${p.subjectId}` }
  })
}
