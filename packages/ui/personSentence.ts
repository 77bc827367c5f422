import type { Words } from '@phaodai/kernel/words.ts'
import { date, dueOn, shortDate } from './formats.ts'

type Language = 'vi' | 'en'

export interface HeldAs {
  kind: 'home' | 'site' | 'hotel' | 'zone' | 'hospital'
  untilOn: string | null
  place?: string
}

/** What the first sentence of a person's page is made of. Names come already masked for the viewer's role. */
export interface PersonFacts {
  /** Derived by the rules, never typed. */
  standing: 'F0' | 'F1' | 'F2' | 'F3' | 'suspect' | 'recovered' | 'released' | 'none'
  /** Days the standing rests on: F0 by which result, F1 since which contact. */
  sinceOn?: string | null
  /** Whom the contact was with. */
  source?: { id: string; name: string } | null
  /** Why, in the field's words: "cùng ca", "cùng nhà". */
  basis?: Words | null
  basisOn?: string | null
  held?: HeldAs | null
  nextTestOn?: string | null
}

/** A piece of the sentence; with `personId` it leads to that person. */
export interface Part {
  text: string
  personId?: string
  strong?: boolean
}

const standings: Record<PersonFacts['standing'], Words> = {
  F0: { vi: 'F0', en: 'F0' },
  F1: { vi: 'F1', en: 'F1' },
  F2: { vi: 'F2', en: 'F2' },
  F3: { vi: 'F3', en: 'F3' },
  suspect: { vi: 'Ca nghi ngờ', en: 'Suspect' },
  recovered: { vi: 'Đã khỏi bệnh', en: 'Recovered' },
  released: { vi: 'Đã hết cách ly', en: 'Released' },
  none: { vi: 'Chưa có tiếp xúc hay kết quả nào được ghi', en: 'No contact or result recorded' },
}

const holds: Record<HeldAs['kind'], Words> = {
  home: { vi: 'cách ly tại nhà', en: 'home isolation' },
  site: { vi: 'cách ly tập trung', en: 'in a quarantine site' },
  hotel: { vi: 'cách ly có thu phí', en: 'in a paid quarantine hotel' },
  zone: { vi: 'trong khu phong tỏa', en: 'in a sealed zone' },
  hospital: { vi: 'đang điều trị', en: 'under treatment' },
}

/** The sentence a person's page begins with, as of `today` (local date). What is not known is left out, never guessed. */
export function personSentence(facts: PersonFacts, today: string, language: Language): Part[] {
  const vi = language === 'vi'
  const parts: Part[] = [{ text: standings[facts.standing][language], strong: true }]
  const day = (on: string) => (on.slice(0, 4) === today.slice(0, 4) ? shortDate(on) : date(on))
  if (facts.source) parts.push({ text: vi ? ' của ' : ' of ' }, { text: facts.source.name, personId: facts.source.id })
  else if (facts.sinceOn) parts.push({ text: vi ? ` từ ngày ${day(facts.sinceOn)}` : ` since ${day(facts.sinceOn)}` })
  if (facts.basis) {
    const on = facts.basisOn ? (vi ? ` ngày ${day(facts.basisOn)}` : ` on ${day(facts.basisOn)}`) : ''
    parts.push({ text: `, ${facts.basis[language]}${on}` })
  }
  if (facts.held) {
    const { kind, untilOn, place } = facts.held
    const where = place ? ` (${place})` : ''
    const until = untilOn
      ? vi
        ? ` đến ${day(untilOn)}`
        : ` until ${day(untilOn)}`
      : vi
        ? ', chưa định ngày hết'
        : ', no end day set'
    parts.push({ text: `; ${holds[kind][language]}${where}${until}` })
  }
  if (facts.nextTestOn) {
    const due = dueOn(facts.nextTestOn, today)
    const when =
      due.state === 'later' ? (vi ? `ngày ${day(facts.nextTestOn)}` : `on ${day(facts.nextTestOn)}`) : due.words[language]
    parts.push({ text: vi ? '; xét nghiệm tiếp theo: ' : '; next test: ' }, { text: when, strong: due.state === 'overdue' })
  }
  parts.push({ text: '.' })
  return parts
}
