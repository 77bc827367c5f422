import { read } from '@phaodai/kernel/command.ts'
import { getAreas } from '../areas/areas.store.ts'
import { readsNames, shownName } from '../people/people.rules.ts'
import { currentPersons } from '../people/people.store.ts'
import { packInForce } from '../policy/inforce.rules.ts'
import { decisionPage } from './decision.page.ts'
import { loadOrder } from './quarantine.commands.ts'
import * as contract from './quarantine.contract.ts'
import type { SourcedWords } from './quarantine.rules.ts'
import { getInstance } from './quarantine.store.ts'

const places = { home: 'tại nhà', site: 'tập trung', hotel: 'tập trung tại khách sạn', treatment: 'tại cơ sở điều trị' } as const
const sexes = { male: 'nam', female: 'nữ' } as const
const COMMITTEE = 'Ban Chỉ đạo phòng, chống dịch'

/** The law in force that day: 03/2007/QH12 until Law 114/2025/QH15 took its place on 01/07/2026. */
const lawOn = (day: string): string =>
  day < '2026-07-01' ? 'Luật Phòng, chống bệnh truyền nhiễm số 03/2007/QH12;' : 'Luật Phòng bệnh số 114/2025/QH15;'

/** The printed decision, as of its own day: what it orders is what was frozen in it. */
export const decision = read(contract.decision, async (ctx, input) => {
  const { stored, rules } = await loadOrder(ctx, input.orderId)
  const [areas, persons] = await ctx.acrossAreas(
    async () =>
      [await getAreas(ctx.db, [stored.communeId, stored.issuerId]), await currentPersons(ctx.db, [stored.subjectId])] as const,
  )
  const issuer = areas.find((a) => a.areaId === stored.issuerId)
  const [above] = issuer?.parentId ? await getAreas(ctx.db, [issuer.parentId]) : []
  const commune = areas.find((a) => a.areaId === stored.communeId)
  const person = persons.get(stored.subjectId)
  const { mode } = await getInstance(ctx.db)
  const pack = packInForce(rules.timeline.packs, { ...rules.timeline, day: stored.issuedOn })
  const frozen = stored.basis as {
    sentence?: { vi: string }
    rules?: SourcedWords[]
    releaseOn?: string | null
    tests?: string[]
    citations?: string[]
    placeReason?: string | null
  }
  // only documents that carry the rules of this order and are known by number and day: a decision cites nothing that cannot be found
  const cited = new Set((frozen.rules ?? []).map((r) => r.source.vi.split(/,| \(/)[0]!))
  const documents = (pack?.documents ?? []).filter((d) => cited.has(d.code) && d.issuedOn !== null)
  const issuerName = `${COMMITTEE} ${issuer?.fullName ?? ''}`.trim()
  const page = decisionPage({
    drill: mode === 'drill',
    issuer: issuerName.toUpperCase(),
    issuerAbove: above ? `${COMMITTEE} ${above.fullName}`.toUpperCase() : 'BAN CHỈ ĐẠO QUỐC GIA PHÒNG, CHỐNG DỊCH',
    number: stored.number,
    place: issuer?.name ?? '',
    issuedOn: stored.issuedOn,
    person: {
      name: person ? shownName(ctx.actor.role, person.fullName) : '',
      code: person?.code ?? '',
      birth: person?.birthYear ? String(person.birthYear) : '…',
      sex: person?.sex ? sexes[person.sex] : '…',
      address: [readsNames(ctx.actor.role) ? person?.address : null, commune?.fullName].filter(Boolean).join(', '),
    },
    level: stored.level,
    disease: rules.profile.name.vi,
    sentence: frozen.sentence?.vi ?? '',
    heldAt: [places[stored.place], stored.placeName, frozen.placeReason && `(lý do: ${frozen.placeReason})`]
      .filter(Boolean)
      .join(' '),
    fromOn: stored.fromOn,
    untilOn: frozen.releaseOn ?? null,
    testDays: frozen.tests ?? [],
    citations: [
      lawOn(stored.issuedOn),
      ...documents.map((d) => `${d.code} ngày ${d.issuedOn!.split('-').reverse().join('/')} của ${d.issuer}: ${d.title.vi};`),
      ...(frozen.citations ?? []),
    ],
    recipients: [
      'Như Điều 1, Điều 3;',
      above ? `${COMMITTEE} ${above.fullName} (báo cáo);` : 'Ban Chỉ đạo quốc gia (báo cáo);',
      'Lưu: VT.',
    ],
    signer: stored.signer,
    unconfirmed: (frozen.rules ?? []).filter((r) => !r.confirmed).map((r) => `${r.vi} – ${r.source.vi}`),
  })
  return {
    fileName: `quyet-dinh-${stored.number.split('/')[0]}-${stored.issuedOn}.html`,
    mime: 'text/html; charset=utf-8',
    bytes: new TextEncoder().encode(page),
  }
})
