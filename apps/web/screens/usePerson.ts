import { results, samples, orders as testOrders } from '@phaodai/modules/laboratory/laboratory.contract.ts'
import { methodWords, valueWords } from '@phaodai/modules/laboratory/web/words.ts'
import { show } from '@phaodai/modules/people/people.contract.ts'
import { order, orders, personOwed } from '@phaodai/modules/quarantine/quarantine.contract.ts'
import { orderStateWords, placeWords } from '@phaodai/modules/quarantine/web/words.ts'
import { around } from '@phaodai/modules/tracing/tracing.contract.ts'
import { date, localDate } from '@phaodai/ui/formats.ts'
import type { PersonFact } from '@phaodai/ui/TimeAxis.tsx'
import { useMemo } from 'react'
import { useRead } from '../useRead.ts'
import { useSession } from '../useSession.ts'

/** All that the post may read of one person. Each part is asked only of those who may; a part that fails does not take the others with it. */
export function usePerson(subjectId: string, disease: string) {
  const { may } = useSession()
  const person = useRead(show, { subjectId }, { enabled: may(show) })
  const why = useRead(around, { subjectId, disease }, { enabled: may(around) })
  const owed = useRead(personOwed, { subjectId, disease }, { enabled: may(personOwed) })
  const held = useRead(orders, { subjectId, disease, state: 'all' }, { enabled: may(orders) })
  const asked = useRead(testOrders, { subjectId, disease, state: 'all' }, { enabled: may(testOrders) })
  const taken = useRead(samples, { subjectId, disease, state: 'all' }, { enabled: may(samples) })
  const answered = useRead(results, { subjectId, disease, state: 'all' }, { enabled: may(results) })
  const open = held.data?.rows.find((o) => o.state === 'open')
  const openOrder = useRead(order, { orderId: open?.orderId ?? '' }, { enabled: Boolean(open) && may(order) })

  const facts = useMemo<PersonFact[]>(() => {
    const list: PersonFact[] = []
    for (const c of why.data?.contacts ?? []) {
      const on = c.firstOn ?? c.lastOn
      if (!on) continue
      const whom = `${c.name}${c.placeText ? `, ${c.placeText}` : ''}`
      list.push({
        id: `contact ${c.otherId} ${on} ${c.kind}`,
        kind: 'exposure',
        on,
        ...(c.lastOn && c.lastOn !== on && { untilOn: c.lastOn }),
        words: { vi: `Tiếp xúc với ${whom}`, en: `Contact with ${whom}` },
        ...(c.inScope && { href: `/people/${c.otherId}` }),
      })
    }
    for (const s of taken.data?.rows ?? [])
      list.push({
        id: s.sampleId,
        kind: 'sample',
        on: localDate(s.sampledAt),
        words: { vi: `Lấy mẫu ${s.barcode}`, en: `Sample ${s.barcode}` },
        voided: s.state === 'voided',
      })
    for (const r of answered.data?.rows ?? [])
      list.push({
        id: r.resultId,
        kind: 'result',
        on: r.sampledOn,
        words: {
          vi: `${valueWords[r.value].vi}, ${methodWords[r.method].vi}${r.ct ? `, Ct ${String(r.ct).replace('.', ',')}` : ''}; trả ngày ${date(localDate(r.releasedAt))}`,
          en: `${valueWords[r.value].en}, ${methodWords[r.method].en}${r.ct ? `, Ct ${r.ct}` : ''}; released ${date(localDate(r.releasedAt))}`,
        },
        voided: r.voidedAt !== null,
        ...(r.voidReason && { source: r.voidReason }),
      })
    for (const o of held.data?.rows ?? [])
      list.push({
        id: o.orderId,
        kind: 'held',
        on: o.fromOn,
        untilOn:
          o.state === 'open'
            ? o.orderId === openOrder.data?.orderId
              ? (openOrder.data.today?.holdUntilOn ?? null)
              : null
            : (o.releasedOn ?? o.fromOn),
        words: {
          vi: `Quyết định ${o.number} (${o.level}), ${placeWords[o.place].vi.toLowerCase()}: ${orderStateWords[o.state].vi}`,
          en: `Order ${o.number} (${o.level}), ${placeWords[o.place].en.toLowerCase()}: ${orderStateWords[o.state].en}`,
        },
        voided: o.state === 'revoked',
      })
    return list
  }, [why.data, taken.data, answered.data, held.data, openOrder.data])

  return { person, why, owed, held, asked, taken, answered, open, openOrder, facts }
}
