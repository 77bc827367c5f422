import type { personPage } from '@phaodai/modules/situation/person.contract.ts'
import type { z } from 'zod'
import { shownDay } from './flags.ts'
import { owedLine, placeWords } from './order-text.ts'

type Page = z.output<typeof personPage.output>

/** Within a day, what comes first. */
const KINDS: readonly string[] = ['vaccine', 'exposure', 'symptom', 'sample', 'result', 'order', 'held', 'care']

const part = (title: string, rows: string[]): string[] => (rows.length > 0 ? [title, ...rows.map((r) => `  ${r}`)] : [])

type Contact = Page['around']['contacts'][number]
const ends = (...days: (string | null)[]) => days.filter((d) => d !== null).sort()

/** One row for each person met in one way: the same shift on five days is one row from the first day to the last. */
function meetings(contacts: readonly Contact[]): Map<string, Contact> {
  const rows = new Map<string, Contact>()
  for (const c of contacts) {
    const key = [c.otherId, c.kind, c.placeText, c.reason.vi].join('/')
    const known = rows.get(key)
    const days = ends(c.firstOn, c.lastOn, known?.firstOn ?? null, known?.lastOn ?? null)
    rows.set(key, { ...c, firstOn: days[0] ?? null, lastOn: days.at(-1) ?? null })
  }
  return rows
}

/** The page of a person as text: why, the chain, contacts, facts by day, what is owed. */
export function pageOfPerson(p: Page): string {
  const { person } = p.record
  const { around, held } = p
  const facts = [...p.facts].sort(
    (a, b) =>
      a.on.localeCompare(b.on) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.words.vi.localeCompare(b.words.vi, 'vi'),
  )
  const contacts = [...meetings(around.contacts).values()].sort(
    (a, b) => (a.level ?? 'F9').localeCompare(b.level ?? 'F9') || a.name.localeCompare(b.name, 'vi'),
  )
  return [
    `${person.code} ${person.name}${person.birthYear ? `, sinh ${person.birthYear}` : ''}`,
    `${around.sentence.vi}${around.unconfirmed ? ' [số liệu chưa kiểm chứng]' : ''}`,
    ...(around.policyInForce ? [] : ['Hôm nay không có gói quy định đang hiệu lực.']),
    ...(held
      ? [
          `Đang theo Quyết định ${held.number}: ${held.placeName ?? placeWords[held.kind]}, từ ${shownDay(held.fromOn)}${held.untilOn ? ` đến ${shownDay(held.untilOn)}` : ''}`,
        ]
      : []),
    ...(p.nextTestOn ? [`Lần xét nghiệm tới: ${shownDay(p.nextTestOn)}`] : []),
    ...(around.chain.length > 0
      ? [`Chuỗi về F0: ${[person, ...around.chain].map((c) => `${c.name} (${c.code})`).join(' ← ')}`]
      : []),
    ...part(
      'Tiếp xúc:',
      contacts.map((c) => {
        const when = [c.firstOn, c.lastOn].some(Boolean)
          ? ` ${[...new Set([shownDay(c.firstOn), shownDay(c.lastOn)])].filter(Boolean).join(' - ')}`
          : ''
        return `${c.code}\t${c.name}\t${c.level ?? '—'}\t${c.reason.vi}${c.placeText ? ` (${c.placeText})` : ''}${when}`
      }),
    ),
    ...part(
      'Dữ kiện:',
      facts.map(
        (f) =>
          `${shownDay(f.on)}${f.untilOn && f.untilOn !== f.on ? ` - ${shownDay(f.untilOn)}` : ''}\t${f.words.vi}${f.voided ? ' (đã hủy)' : ''}`,
      ),
    ),
    ...part('Việc phải làm:', p.owed.rows.map(owedLine)),
  ].join('\n')
}
