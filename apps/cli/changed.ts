import { Problem } from '@phaodai/kernel/problem.ts'
import { show } from '@phaodai/modules/people/people.reads.ts'
import type { Session } from './runtime.ts'

interface Change {
  subjectId: string
  from: string | null
  to: string | null
}
const MOST_NAMED = 30
const level = (l: string | null) => l ?? 'không'

/** Who moved from which level to which, by name as the post may read it; begins with a line break where anybody moved. */
export async function changedText(session: Session, changed: readonly Change[]): Promise<string> {
  if (changed.length === 0) return ''
  const named: { who: string; name: string; change: Change }[] = []
  for (const change of changed.slice(0, MOST_NAMED)) {
    const found = await session.run(show, { subjectId: change.subjectId }).catch((e: unknown) => {
      if (e instanceof Problem && e.code === 'not-found') return null
      throw e
    })
    const name = found?.person.name ?? ''
    named.push({ who: found ? `${found.person.code}\t${name}` : 'người ở địa bàn khác', name, change })
  }
  const last = (c: Change) => c.to ?? 'không'
  named.sort((a, b) => last(a.change).localeCompare(last(b.change)) || a.name.localeCompare(b.name, 'vi'))
  const rows = named.map((n) => `\n  ${n.who}\t${level(n.change.from)} → ${level(n.change.to)}`).join('')
  return `\nMức thay đổi: ${changed.length} người${rows}${changed.length > MOST_NAMED ? '\n  …' : ''}`
}
