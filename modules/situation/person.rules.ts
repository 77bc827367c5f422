import type { PersonFact } from './person.contract.ts'

const say = (vi: string, en: string) => ({ vi, en })

interface CaseFact {
  kind: string
  factId: string
  day: string | null
  details: Record<string, unknown>
  voidedAt: string | null
}

const OUTCOMES: Record<string, [string, string]> = {
  recovered: ['Khỏi bệnh', 'Recovered'],
  discharged: ['Ra viện', 'Discharged'],
  died: ['Tử vong', 'Died'],
}

/** A fact of the case record on the time axis; one without a day stands nowhere on it. */
export function factOf(f: CaseFact): PersonFact[] {
  if (f.day === null && f.kind !== 'onset') return []
  const common = { id: `${f.kind}-${f.factId}`, voided: f.voidedAt !== null, fact: { kind: f.kind as 'onset', id: f.factId } }
  const d = f.details as {
    basis?: string
    symptoms?: string[]
    saidOn?: string
    source?: string
    outcome?: string
    list?: string | null
    ref?: string | null
  }
  switch (f.kind) {
    case 'confirmation':
      return [
        {
          ...common,
          kind: 'result',
          on: f.day!,
          words:
            d.basis === 'result'
              ? say('Xác định là F0 theo kết quả', 'Confirmed by a result')
              : say('Ca bệnh được thông báo', 'Notified case'),
          ...(d.list && { source: `${d.list} ${d.ref ?? ''}`.trim() }),
        },
      ]
    case 'onset': {
      const symptoms = d.symptoms?.length ? `: ${d.symptoms.join(', ')}` : ''
      return f.day
        ? [
            {
              ...common,
              kind: 'symptom',
              on: f.day,
              words: say(`Khởi phát${symptoms}`, `Onset${symptoms}`),
              ...(d.source && { source: d.source }),
            },
          ]
        : d.saidOn
          ? [
              {
                ...common,
                kind: 'symptom',
                on: d.saidOn,
                words: say('Nói là không có triệu chứng', 'Said to have no symptom'),
                ...(d.source && { source: d.source }),
              },
            ]
          : []
    }
    case 'isolation':
      return [{ ...common, kind: 'held', on: f.day!, words: say('Không còn gặp người khác', 'No longer meeting others') }]
    default: {
      const [vi, en] = OUTCOMES[d.outcome ?? ''] ?? ['Kết cục', 'Outcome']
      return [{ ...common, kind: 'care', on: f.day!, words: say(vi, en), ...(d.source && { source: d.source }) }]
    }
  }
}

interface TestFact {
  sampleId: string
  barcode: string
  sampledOn: string
  sampleVoid: string | null
  resultId: string | null
  method: string | null
  value: string | null
  ct: number | null
  releasedOn: string | null
  resultVoid: string | null
}

const VALUES: Record<string, [string, string]> = {
  positive: ['dương tính', 'positive'],
  negative: ['âm tính', 'negative'],
  inconclusive: ['không xác định', 'inconclusive'],
}

/** Each sample once, and each of its results. */
export function testFacts(rows: TestFact[]): PersonFact[] {
  const facts = new Map<string, PersonFact>()
  for (const r of rows) {
    facts.set(r.sampleId, {
      id: `sample-${r.sampleId}`,
      kind: 'sample',
      on: r.sampledOn,
      words: say(`Lấy mẫu ${r.barcode}`, `Sample ${r.barcode}`),
      voided: r.sampleVoid !== null,
      fact: { kind: 'sample', id: r.sampleId },
    })
    if (!r.resultId || !r.releasedOn) continue
    const [vi, en] = VALUES[r.value ?? ''] ?? ['', '']
    const method = r.method === 'pcr' ? 'PCR' : (r.method ?? '')
    const ct = r.ct === null ? '' : ` (Ct ${r.ct})`
    facts.set(r.resultId, {
      id: `result-${r.resultId}`,
      kind: 'result',
      on: r.releasedOn,
      words: say(`${method} ${vi}${ct}`, `${method} ${en}${ct}`),
      voided: r.resultVoid !== null,
      fact: { kind: 'result', id: r.resultId },
    })
  }
  return [...facts.values()]
}

interface OrderFact {
  orderId: string
  level: string
  place: string
  placeName: string | null
  number: string
  fromOn: string
  issuedOn: string
  signer: string
  releasedOn: string | null
  releaseNumber: string | null
  revokedOn: string | null
}

const PLACES: Record<string, [string, string]> = {
  home: ['tại nhà', 'at home'],
  site: ['tập trung', 'in a site'],
  hotel: ['có thu phí', 'in a paid hotel'],
  treatment: ['điều trị', 'under treatment'],
}

export function orderFacts(o: OrderFact): PersonFact[] {
  const [vi, en] = PLACES[o.place] ?? ['', '']
  const where = o.placeName ? ` (${o.placeName})` : ''
  const fact = { kind: 'order' as const, id: o.orderId }
  const held: PersonFact = {
    id: `held-${o.orderId}`,
    kind: o.place === 'treatment' ? 'care' : 'held',
    on: o.fromOn,
    untilOn: o.releasedOn ?? o.revokedOn,
    words: say(`Cách ly ${vi}${where}`, `Isolation ${en}${where}`),
    voided: o.revokedOn !== null,
    fact,
  }
  const issued: PersonFact = {
    id: `order-${o.orderId}`,
    kind: 'order',
    on: o.issuedOn,
    words: say(`Quyết định ${o.number} (${o.level})`, `Order ${o.number} (${o.level})`),
    source: o.signer,
    voided: o.revokedOn !== null,
    fact,
  }
  const released: PersonFact[] = o.releasedOn
    ? [
        {
          id: `release-${o.orderId}`,
          kind: 'order',
          on: o.releasedOn,
          words: say(`Kết thúc cách ly, ${o.releaseNumber}`, `Released, ${o.releaseNumber}`),
          fact,
        },
      ]
    : []
  return [held, issued, ...released]
}

/** Contacts that nobody declared (household, same place) with a day, one exposure each. */
export const contactFacts = (
  contacts: {
    otherId: string
    name: string
    level: string | null
    kind: string
    firstOn: string | null
    lastOn: string | null
    reason: { vi: string; en: string }
  }[],
): PersonFact[] =>
  contacts.flatMap((c, i) => {
    const on = c.firstOn ?? c.lastOn
    if (!on) return []
    const level = c.level ? ` (${c.level})` : ''
    return [
      {
        id: `contact-${c.otherId}-${i}`,
        kind: 'exposure' as const,
        on,
        untilOn: c.lastOn ?? on,
        words: say(`Gặp ${c.name}${level}: ${c.reason.vi}`, `Met ${c.name}${level}: ${c.reason.en}`),
      },
    ]
  })

/** Contacts as declared, those that do not count and those voided too; one whose day nobody knew stands on the day it was written down. */
export const declaredFacts = (
  contacts: {
    contactId: string
    firstOn: string | null
    lastOn: string | null
    recordedOn: string
    placeText: string | null
    counts: boolean
    reason: { vi: string; en: string }
    voidReason: string | null
    name: string
    level: string | null
  }[],
): PersonFact[] =>
  contacts.map((c) => {
    const on = c.firstOn ?? c.lastOn
    const level = c.level ? ` (${c.level})` : ''
    const where = c.placeText ? `, ${c.placeText}` : ''
    const [vi, en] = [on ? '' : ' (không rõ ngày, ngày ghi)', on ? '' : ' (day not known, day of record)']
    const not = c.counts ? say('', '') : say(' (không tính)', ' (does not count)')
    return {
      id: `contact-${c.contactId}`,
      kind: 'exposure',
      on: on ?? c.recordedOn,
      ...(on && { untilOn: c.lastOn ?? on }),
      words: say(
        `Gặp ${c.name}${level}${where}: ${c.reason.vi}${not.vi}${vi}`,
        `Met ${c.name}${level}${where}: ${c.reason.en}${not.en}${en}`,
      ),
      ...(c.voidReason && { source: c.voidReason }),
      voided: c.voidReason !== null,
      fact: { kind: 'contact', id: c.contactId },
    }
  })

export const visitFact = (v: {
  visitId: string
  placeName: string
  fromAt: string
  source: string
  voided: boolean
}): PersonFact => ({
  id: `visit-${v.visitId}`,
  kind: 'exposure',
  on: new Date(Date.parse(v.fromAt) + 7 * 3600_000).toISOString().slice(0, 10),
  words: say(`Có mặt ở ${v.placeName}`, `At ${v.placeName}`),
  source: v.source,
  voided: v.voided,
  fact: { kind: 'visit', id: v.visitId },
})

/** A health declaration on the time axis: late and false say so. */
export const declarationFact = (d: {
  declarationId: string
  onDay: string
  kinds: readonly string[]
  fromPlace: string | null
  lateHours: number | null
  evidence: string | null
  source: 'self' | 'gate'
}): PersonFact => ({
  id: `declaration-${d.declarationId}`,
  kind: d.kinds.length > 0 ? 'symptom' : 'order',
  on: d.onDay,
  words: {
    vi: [
      `Khai báo y tế${d.fromPlace ? `, đi từ ${d.fromPlace}` : ''}`,
      ...(d.kinds.length > 0 ? ['có triệu chứng'] : []),
      ...(d.lateHours === null ? [] : [`KHAI MUỘN ${d.lateHours} giờ`]),
      ...(d.evidence === null ? [] : [`ĐÃ CHỨNG MINH LÀ SAI: ${d.evidence}`]),
    ].join('; '),
    en: [
      `Health declaration${d.fromPlace ? `, from ${d.fromPlace}` : ''}`,
      ...(d.kinds.length > 0 ? ['with symptoms'] : []),
      ...(d.lateHours === null ? [] : [`LATE by ${d.lateHours} h`]),
      ...(d.evidence === null ? [] : [`PROVED FALSE: ${d.evidence}`]),
    ].join('; '),
  },
  source: d.source === 'gate' ? 'chốt khai hộ' : 'tự khai',
})
