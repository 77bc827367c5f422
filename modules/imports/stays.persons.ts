/** Which person on record a row of a list means. A name alone never says; two who fit are given back, not chosen between. */
import type { Ctx } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { fold, toneCanonical } from '@phaodai/text/fold.ts'
import { lists } from '../areas/areas.reading.ts'
import { pathOf } from '../areas/areas.rules.ts'
import { matchNumbers } from '../people/numbers.store.ts'
import { sealSubject } from '../people/people.numbers.ts'
import { codeForms, codeOf } from '../people/people.rules.ts'
import { canonicalOf, insertPersons, type PersonRow, putSubjects } from '../people/people.store.ts'
import { said } from '../tracing/sources/row.ts'
import type { Reason } from '../tracing/sources/stay.ts'
import { placer } from './placing.ts'
import type { PersonSaid } from './stays.reading.ts'
import { type KnownPerson, listByCode, listByNameAndBirth, listBySubject } from './stays-in.store.ts'

export interface Found {
  subjectId: string
  communeId: number
}
export type Match = { found: Found; note: Reason | null; fresh: boolean } | { refused: Reason }

/** The same words for one person in all rows of a list. */
export const personKey = (p: PersonSaid): string =>
  [p.code, p.id?.number, p.phone, p.name, p.birth?.year, p.birth?.month, p.birth?.day].map((v) => v ?? '').join('\u0000')

const sameName = (a: string, b: string): boolean => {
  const [x, y] = [toneCanonical(a).toLowerCase(), toneCanonical(b).toLowerCase()]
  // a list without accents says the same name; one with other accents does not
  return x === y || (fold(a) === fold(b) && (fold(a) === x || fold(b) === y))
}

const refuse = (field: string, rule: string, vi: string, en: string): Match => ({ refused: said(field, rule, vi, en) })

/** Finds the persons of some rows, each once, in the importer's area. `register`: who is not on record is written down where enough is said. */
export async function matchPersons(
  ctx: Ctx,
  persons: readonly PersonSaid[],
  options: { register: boolean; dryRun: boolean },
): Promise<Map<string, Match>> {
  const { lo, hi } = ctx.actor
  const asked = [...new Map(persons.map((p) => [personKey(p), p])).values()]
  const codes = asked.flatMap((p) => (p.code === null ? [] : codeForms(p.code)))
  const byCode = Map.groupBy(codes.length > 0 ? await listByCode(ctx.db, lo, hi, codes) : [], (p) => p.code)
  const index = (field: 'id' | 'phone', number: string) => ctx.secrets.blindIndex(field, number)
  const numbers = new Map<string, { field: 'id' | 'phone'; number: string; index: Buffer }>()
  for (const p of asked) {
    if (p.id) numbers.set(`id ${p.id.number}`, { field: 'id', number: p.id.number, index: index('id', p.id.number) })
    if (p.phone) numbers.set(`phone ${p.phone}`, { field: 'phone', number: p.phone, index: index('phone', p.phone) })
  }
  const byNumber = await holders(ctx, [...numbers.values()])
  const born = asked.flatMap(({ name, birth }) =>
    name !== null && birth?.month != null && birth.day !== null
      ? [{ nameKey: fold(name), year: birth.year, month: birth.month, day: birth.day }]
      : [],
  )
  const bornKey = (nameKey: string, y: number | null, m: number | null, d: number | null) => `${nameKey}/${y}/${m}/${d}`
  const byBirth = Map.groupBy(born.length > 0 ? await listByNameAndBirth(ctx.db, lo, hi, born) : [], (p) =>
    bornKey(p.nameKey, p.birthYear, p.birthMonth, p.birthDay),
  )
  const everyone = [...byCode.values(), ...byNumber.values(), ...byBirth.values()].flat()
  const root = await canonicalOf(ctx.db, [...new Set(everyone.map((p) => p.subjectId))])

  const one = (found: readonly KnownPerson[] | undefined): KnownPerson | 'several' | null => {
    if (!found || found.length === 0) return null
    const humans = new Set(found.map((p) => root.get(p.subjectId) ?? p.subjectId))
    if (humans.size > 1) return 'several'
    return found.find((p) => humans.has(p.subjectId)) ?? found[0]!
  }
  const matched = new Map<string, Match>()
  const fresh: PersonSaid[] = []
  for (const p of asked) {
    const match = matchOf(p)
    if (match === null && options.register) fresh.push(p)
    else matched.set(personKey(p), match ?? unknown(p))
  }
  if (fresh.length > 0) await registerThem(ctx, fresh, options.dryRun, matched)
  return matched

  function matchOf(p: PersonSaid): Match | null {
    const named = (k: KnownPerson) => p.name === null || sameName(p.name, k.fullName)
    const differs = (k: KnownPerson): Reason | null =>
      named(k)
        ? null
        : said(
            'name',
            'other-name',
            'họ tên khác hồ sơ có số giấy tờ này; đã theo số giấy tờ',
            'the name differs from the record with this identity number, which was followed',
          )
    const accept = (k: KnownPerson, note: Reason | null = null): Match => ({
      found: { subjectId: k.subjectId, communeId: k.communeId },
      note,
      fresh: false,
    })
    if (p.code !== null) {
      const known = one(
        codeForms(p.code)
          .flatMap((c) => byCode.get(c) ?? [])
          .filter((k, i, all) => all.indexOf(k) === i),
      )
      if (known === 'several')
        return refuse('code', 'several', 'nhiều hồ sơ trong địa bàn có mã này', 'several records of the area have this code')
      if (known && !named(known))
        return refuse('code', 'other-name', 'mã hồ sơ này mang họ tên khác', 'the record with this code has another name')
      if (known) return accept(known)
      if (p.id === null && p.phone === null && p.birth === null)
        return refuse(
          'code',
          'unknown-person',
          'không có hồ sơ nào trong địa bàn mang mã này',
          'no record of the area has this code',
        )
    }
    if (p.id !== null) {
      const known = one(byNumber.get(`id ${p.id.number}`))
      if (known === 'several')
        return refuse(
          'idNumber',
          'several',
          'nhiều hồ sơ trong địa bàn có số giấy tờ này',
          'several records of the area have this identity number',
        )
      if (known) return accept(known, differs(known))
    }
    if (p.phone !== null) {
      const all = byNumber.get(`phone ${p.phone}`) ?? []
      // a family shares a phone: the name says which of them
      const known = one(p.name === null ? all : all.filter(named))
      if (known === 'several')
        return refuse(
          'phone',
          'several',
          'nhiều hồ sơ trong địa bàn có số điện thoại này',
          'several records of the area have this phone number',
        )
      if (known) return accept(known)
      if (all.length > 0 && p.birth === null && !options.register)
        return refuse(
          'phone',
          'other-name',
          'số điện thoại này là của người mang họ tên khác',
          'this phone number is of someone with another name',
        )
    }
    if (p.name !== null && p.birth?.month != null && p.birth.day !== null) {
      const all = byBirth.get(bornKey(fold(p.name), p.birth.year, p.birth.month, p.birth.day)) ?? []
      const known = one(all.filter(named))
      if (known === 'several')
        return refuse(
          'birth',
          'several',
          'nhiều hồ sơ trong địa bàn trùng họ tên và ngày sinh',
          'several records of the area have this name and date of birth',
        )
      if (known) return accept(known)
    }
    return null
  }
}

function unknown(p: PersonSaid): Match {
  if (p.id === null && p.phone === null && p.code === null && (p.birth?.day ?? null) === null)
    return refuse(
      'name',
      'name-alone',
      p.name === null
        ? 'không có mã hồ sơ, số giấy tờ, điện thoại hay họ tên và ngày sinh'
        : 'chỉ có họ tên: cần mã hồ sơ, số giấy tờ, điện thoại hoặc đủ ngày sinh',
      p.name === null
        ? 'no code, identity number, phone, or name with date of birth'
        : 'a name alone: a code, identity number, phone or whole date of birth is needed',
    )
  return refuse('', 'unknown-person', 'người này chưa có hồ sơ trong địa bàn', 'this person is not on record in the area')
}

/** Who of the area holds each number. */
async function holders(
  ctx: Ctx,
  numbers: readonly { field: 'id' | 'phone'; number: string; index: Buffer }[],
): Promise<Map<string, KnownPerson[]>> {
  const found = new Map<string, KnownPerson[]>()
  if (numbers.length === 0) return found
  const keyOf = new Map(numbers.map((n) => [`${n.field} ${n.index.toString('hex')}`, `${n.field} ${n.number}`]))
  const matches = await matchNumbers(
    ctx.db,
    numbers.map((n) => n.index),
    ctx.opId,
    ctx.now,
  )
  const { lo, hi } = ctx.actor
  const known = new Map(
    (await listBySubject(ctx.db, lo, hi, [...new Set(matches.map((m) => m.subjectId))])).map((k) => [k.subjectId, k]),
  )
  for (const m of matches) {
    const key = keyOf.get(`${m.field} ${m.index.toString('hex')}`)
    const person = known.get(m.subjectId)
    if (key && person) found.set(key, [...(found.get(key) ?? []), person])
  }
  return found
}

/** Writes down those of whom enough is said: a whole name, a commune of the area, and an identity number, a phone or a date of birth. */
async function registerThem(
  ctx: Ctx,
  persons: readonly PersonSaid[],
  dryRun: boolean,
  matched: Map<string, Match>,
): Promise<void> {
  const { areaId, lo, hi } = ctx.actor
  const { index } = lists()
  const place = placer({ areaId, lo, hi }, { province: false })
  const rows: PersonRow[] = []
  const numbers = []
  const seen = new Set<string>()
  for (const p of persons) {
    const key = personKey(p)
    if (p.name === null || !p.name.includes(' ') || (p.id === null && p.phone === null && (p.birth?.day ?? null) === null)) {
      matched.set(key, unknown(p))
      continue
    }
    const home = place(p.home, ctx.today)
    const commune = index.byId.get(home.communeId)
    if (commune?.tier !== 'commune') {
      matched.set(
        key,
        refuse(
          'homeCommune',
          'no-commune',
          'chưa có hồ sơ, và không rõ xã cư trú để đăng ký',
          'not on record, and no commune of residence to register them in',
        ),
      )
      continue
    }
    const birth = p.birth ? `${p.birth.year}-${p.birth.month}-${p.birth.day}` : ''
    const subjectId = p.id
      ? idOf('stays-person', 'id', ctx.secrets.blindIndex('id', p.id.number).toString('hex'))
      : idOf(
          'stays-person',
          fold(p.name),
          birth,
          p.phone ? ctx.secrets.blindIndex('phone', p.phone).toString('hex') : '',
          String(home.communeId),
        )
    matched.set(key, { found: { subjectId, communeId: home.communeId }, note: null, fresh: !seen.has(subjectId) })
    if (seen.has(subjectId)) continue
    seen.add(subjectId)
    numbers.push(sealSubject(ctx.secrets, subjectId, { id: p.id, phone: p.phone }))
    rows.push({
      communeId: home.communeId,
      personId: idOf('stays-person', 'residence', subjectId, String(home.communeId)),
      subjectId,
      code: codeOf(subjectId, pathOf(index, commune, ctx.today).province?.name ?? commune.provinceCode),
      fromOn: ctx.today,
      fullName: p.name,
      birthYear: p.birth?.year ?? null,
      birthMonth: p.birth?.month ?? null,
      birthDay: p.birth?.day ?? null,
      sex: p.sex,
      address: home.address,
      residenceText: home.residenceText,
      source: 'import-stays',
      createdAt: ctx.now,
      opId: ctx.opId,
    })
  }
  if (dryRun || rows.length === 0) return
  await putSubjects(ctx.db, numbers, ctx.now)
  await insertPersons(ctx.db, rows)
  ctx.touch(...rows.map((r) => r.subjectId))
}
