import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execute, type Operation } from '@phaodai/kernel/command.ts'
import type { Role, Verb } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { dbOf, inTransaction, openPool } from '@phaodai/kernel/sql.ts'
import { addHamlet } from '@phaodai/modules/areas/areas.commands.ts'
import { insertBody, listUnits } from '@phaodai/modules/areas/areas.store.ts'
import { recordOnset } from '@phaodai/modules/cases/cases.commands.ts'
import { createAccountWithPost } from '@phaodai/modules/identity/identity.founding.ts'
import { oneTimePassword } from '@phaodai/modules/identity/identity.passwords.ts'
import { orderTest, receive, releaseResult, takeSample } from '@phaodai/modules/laboratory/laboratory.commands.ts'
import { addHousehold, register } from '@phaodai/modules/people/people.commands.ts'
import { rulesFor } from '@phaodai/modules/policy/policy.reading.ts'
import { issue } from '@phaodai/modules/quarantine/quarantine.commands.ts'
import { addPlace, declareContact, recordVisits } from '@phaodai/modules/tracing/tracing.commands.ts'
import { addDays } from '@phaodai/text/dates.ts'
import type { z } from 'zod'
import { foundDesk } from './demo.desk.ts'
import { foundDirective } from './demo.directive.ts'
import { drawFrom, peopleMaker } from './demo.people.ts'
import { foundTeam } from './demo.team.ts'
import { type Instance, operatorName, postOf, setDrillDay } from './instance.ts'

const DISEASE = 'covid19'

interface Seat {
  username: string
  role: Role
  fullName: string
  areaId: number
  body?: string
}

/** Accounts of the drill: one for each role, with one-time passwords, printed and kept in a file for the owner's eyes. */
async function foundAccounts(instance: Instance, seats: Seat[], say: (line: string) => void): Promise<Map<string, string>> {
  const posts = new Map<string, string>()
  const lines: string[] = []
  const admin = openPool(instance.adminUrl, { max: 1 })
  await inTransaction(admin, async (db) => {
    for (const s of seats) {
      const password = oneTimePassword()
      const bodyId = s.body
        ? (await insertBody(db, { areaId: s.areaId, kind: s.role, side: 'state', name: s.body, parentBodyId: null })).bodyId
        : 0
      const { username, fullName, role, areaId } = s
      const made = await createAccountWithPost(db, {
        username,
        fullName,
        password,
        mustChange: true,
        role,
        areaId,
        bodyId,
        fromOn: '2020-01-01',
      })
      posts.set(username, made.postId)
      lines.push(`${username.padEnd(16)} ${password}   ${fullName}`)
    }
  })
  await admin.end()
  const file = join(instance.folder, 'tai-khoan-dien-tap.txt')
  writeFileSync(file, `Tài khoản diễn tập, mật khẩu dùng một lần:\n${lines.join('\n')}\n`, { mode: 0o600 })
  chmodSync(file, 0o600)
  say('Tài khoản diễn tập (mật khẩu dùng một lần, đổi khi đăng nhập lần đầu):')
  for (const line of lines) say(`  ${line}`)
  say('  to1, to2 là tổ viên tổ Covid cộng đồng: mở /field/ trên điện thoại, đăng nhập bằng mã, chọn mã PIN rồi đi một lượt.')
  return posts
}

/**
 * A small scripted outbreak of made-up people, played day by day through the same commands as a real one, ending on the drill's day: a garment
 * worker found with fever, her household, her shift, a class, a second commune; one result corrected, one order late.
 */
export async function foundDemonstration(instance: Instance, say: (line: string) => void): Promise<void> {
  const { app, row } = instance
  const last = row.drillOn!
  const units = await listUnits(dbOf(app.pool), instance.provinceRange.lo, instance.provinceRange.hi, last, null)
  const province = units.find((u) => u.tier === 'province')!
  const communes = units.filter((u) => u.tier === 'commune')
  const districts = units.filter((u) => u.tier === 'district')
  const preferred = communes.find((u) => u.code === '10783') ?? communes[Math.floor(communes.length / 2)]!
  const district = districts.find((d) => d.areaId === preferred.parentId) ?? province
  const inDistrict = communes.filter((c) => c.lo >= district.lo && c.hi <= district.hi)
  const second = inDistrict.find((c) => c.areaId !== preferred.areaId) ?? preferred
  // since 2025-07-01 there are no districts: any other commune is as far
  const third =
    communes.find((c) => c.lo > district.hi || c.hi < district.lo) ??
    communes.find((c) => c.areaId !== preferred.areaId && c.areaId !== second.areaId) ??
    second

  const seats: Seat[] = [
    { username: 'tinh', role: 'province', fullName: `Thường trực Ban Chỉ đạo ${province.fullName}`, areaId: province.areaId },
    { username: 'cdc', role: 'cdc', fullName: 'Điều tra dịch tễ, CDC tỉnh', areaId: province.areaId },
    ...(district === province
      ? []
      : [
          {
            username: 'huyen',
            role: 'district' as const,
            fullName: `Thường trực Ban Chỉ đạo ${district.fullName}`,
            areaId: district.areaId,
          },
        ]),
    { username: 'xa', role: 'commune', fullName: `Thường trực Ban Chỉ đạo ${preferred.fullName}`, areaId: preferred.areaId },
    { username: 'tram', role: 'station', fullName: `Trạm y tế ${preferred.fullName}`, areaId: preferred.areaId },
    { username: 'to1', role: 'team', fullName: 'Bùi Thị Diễn', areaId: preferred.areaId },
    { username: 'to2', role: 'team', fullName: 'Hồ Văn Tập', areaId: preferred.areaId },
    { username: 'xa2', role: 'commune', fullName: `Thường trực Ban Chỉ đạo ${second.fullName}`, areaId: second.areaId },
    {
      username: 'xetnghiem',
      role: 'laboratory',
      fullName: 'Phòng xét nghiệm CDC tỉnh',
      areaId: province.areaId,
      body: 'Phòng xét nghiệm CDC tỉnh',
    },
    {
      username: 'khucachly',
      role: 'site',
      fullName: 'Quản lý khu cách ly tập trung',
      areaId: district.areaId,
      body: `Khu cách ly tập trung ${district.fullName}`,
    },
    { username: 'kiemtra', role: 'inspector', fullName: 'Tổ kiểm tra của tỉnh', areaId: province.areaId },
    { username: 'kiemtoan', role: 'auditor', fullName: 'Kiểm toán hệ thống', areaId: province.areaId },
    { username: 'quantri', role: 'administrator', fullName: 'Quản trị hệ thống', areaId: province.areaId },
  ]
  const posts = await foundAccounts(instance, seats, say)
  const operator = await postOf(app.pool, operatorName, last)
  const as =
    (username: string) =>
    <I extends z.ZodType, O extends z.ZodType>(operation: Operation<Verb<I, O>>, input: z.input<I>) =>
      execute(app, operation, input, { postId: username === operatorName ? operator : posts.get(username)! }) as Promise<
        z.output<O>
      >
  const cdc = as('cdc')
  const all = as(operatorName)

  const make = peopleMaker(row.provinceCode.charCodeAt(0) * 100 + row.provinceCode.charCodeAt(1))
  const draw = drawFrom(30)
  const on = (ago: number) => addDays(last, -ago)
  let today = 14
  const toDay = (ago: number) => {
    today = ago
    return setDrillDay(app, on(ago))
  }
  const at = (ago: number, time: string) => `${on(ago)}T${time}:00+07:00`

  interface Known {
    subjectId: string
    communeId: number
  }
  const hamlets = new Map<number, number[]>()
  for (const c of new Set([preferred, second, third])) {
    const made: number[] = []
    for (const name of ['1', '2', '3']) {
      const hamlet = await all(addHamlet, { communeId: c.areaId, type: 'thôn', name })
      made.push(hamlet.hamletId)
    }
    hamlets.set(c.areaId, made)
  }
  const home = async (commune: number, size: number): Promise<Known[]> => {
    const hamletId = hamlets.get(commune)![draw(3)]!
    const { householdId } = await all(addHousehold, { communeId: commune, hamletId, address: `Số ${1 + draw(90)}` })
    const first = make({ born: [1970, 1995] })
    const members: Known[] = []
    for (let i = 0; i < size; i++) {
      const p =
        i === 0 ? first : make(i === 1 ? { born: [1968, 1996] } : { surname: first.fullName.split(' ')[0]!, born: [2008, 2015] })
      const { subjectId } = await all(register, {
        communeId: commune,
        hamletId,
        householdId,
        fullName: p.fullName,
        sex: p.sex,
        birth: { year: p.birthYear, month: null, day: null },
        idNumber: p.idNumber,
        phone: p.phone,
      })
      members.push({ subjectId, communeId: commune })
    }
    return members
  }
  let tube = 0
  /** Sampled on the afternoon before by those on the spot, received in the evening, answered on the drill's day. */
  const test = async (who: Known, value: 'positive' | 'negative', ct: number | null = null) => {
    const barcode = `DT${String(++tube).padStart(5, '0')}`
    const sampledAt = at(today + 1, `1${4 + (tube % 4)}:${10 + (tube % 5) * 10}`)
    await all(takeSample, { subjectId: who.subjectId, disease: DISEASE, barcode, identityCheck: 'cccd', sampledAt })
    await all(receive, { barcode, receivedAt: at(today + 1, '20:30') })
    return all(releaseResult, { barcode, method: 'pcr', value, ct })
  }
  /** Where the rules of the day give a sample no hours, a person states them. */
  const orderSample = async (who: Known) => {
    const asked = { subjectId: who.subjectId, disease: DISEASE, reason: 'symptom' as const }
    try {
      await all(orderTest, asked)
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'order-needs-clock')) throw error
      await all(orderTest, { ...asked, dueAt: at(today - 1, '12:00') })
    }
  }
  const order = (people: Known[], place: 'site' | 'treatment') =>
    all(issue, {
      subjectIds: people.map((p) => p.subjectId),
      disease: DISEASE,
      place,
      placeName: place === 'site' ? `Khu cách ly tập trung ${district.fullName}` : 'Bệnh viện dã chiến số 1 (diễn tập)',
      signer: 'Nguyễn Văn Diễn, Chủ tịch (diễn tập)',
    })

  say('Đang dựng ổ dịch diễn tập (người và ổ dịch đều là hư cấu)…')
  await toDay(14)
  const index = await home(preferred.areaId, 4)
  const neighbours = await home(preferred.areaId, 3)
  const mates: Known[][] = []
  for (let i = 0; i < 5; i++) mates.push(await home(i < 3 ? preferred.areaId : second.areaId, 2 + draw(2)))
  const farther = await home(third.areaId, 3)
  const well: Known[][] = []
  for (let i = 0; i < 6; i++) well.push(await home([preferred, second, third][i % 3]!.areaId, 3))
  const shift = await all(addPlace, {
    communeId: preferred.areaId,
    name: 'Công ty may Diễn Tập, chuyền 3, ca sáng',
    kind: 'shift',
    closedSpace: true,
  })
  const room = await all(addPlace, {
    communeId: preferred.areaId,
    name: 'Trường THCS Diễn Tập, lớp 6A',
    kind: 'class',
    closedSpace: true,
  })
  const market = await all(addPlace, { communeId: preferred.areaId, name: `Chợ ${preferred.name} (diễn tập)`, kind: 'market' })
  const [worker, spouse, child, grandchild] = index as [Known, Known, Known, Known]

  await toDay(9)
  for (const [i, mate] of mates.entries()) await visit(mate[0]!, shift.placeId, [12, 11, 10, 9], i < 4)
  await visit(worker, shift.placeId, [12, 11, 10, 9], true)
  await visit(child, room.placeId, [11, 10], true)
  await visit(mates[0]!.at(-1)!, room.placeId, [11, 10], true)
  await visit(worker, market.placeId, [10], true)
  for (const family of well.slice(0, 3)) await visit(family[0]!, market.placeId, [10], true)
  async function visit(who: Known, placeId: string, days: number[], go: boolean): Promise<void> {
    if (!go) return
    await all(recordVisits, {
      subjectId: who.subjectId,
      disease: DISEASE,
      source: 'bảng phân ca, điểm danh',
      visits: days.map((d) => ({ placeId, fromAt: at(d, '06:00'), toAt: at(d, '13:30') })),
    })
  }

  const rules = await inTransaction(app.pool, (db) => rulesFor(db, DISEASE))
  const team = () =>
    foundTeam({
      ...{ communeId: preferred.areaId, all, station: as('tram'), lead: as('to1'), on, toDay },
      posts: [posts.get('to1')!, posts.get('to2')!],
    })
  const directives = () => foundDirective({ province, district, commune: preferred, all, committee: as('tinh'), on, toDay })
  if ([8, 0].some((ago) => rules.on(on(ago)) === null)) {
    await team()
    await directives()
    say(`Ngày ${last} không có quy định nào về ${DISEASE} đang hiệu lực: đã dựng người, hộ và nơi chốn, không dựng ổ dịch.`)
    return
  }
  // the worker's fever is found, sampled at once, positive the next day
  await toDay(8)
  await cdc(recordOnset, {
    subjectId: worker.subjectId,
    disease: DISEASE,
    onsetOn: on(10),
    symptoms: ['sốt', 'ho'],
    source: 'tổ Covid cộng đồng',
  })
  await orderSample(worker)
  await test(worker, 'positive', 21.4)
  await toDay(7)
  await order([worker], 'treatment')
  await order([spouse, child, grandchild], 'site')
  await cdc(declareContact, {
    subjectId: worker.subjectId,
    otherId: neighbours[0]!.subjectId,
    disease: DISEASE,
    firstOn: on(9),
    lastOn: on(9),
    physical: true,
    placeText: 'nhà hàng xóm',
  })
  await order(
    mates.slice(0, 4).map((m) => m[0]!),
    'site',
  )
  for (const p of [spouse, child, grandchild, mates[0]![0]!, mates[1]![0]!, mates[2]![0]!]) await test(p, 'negative')

  // two contacts turn positive in quarantine; those around them move up in the same transaction
  await toDay(4)
  await cdc(recordOnset, {
    subjectId: spouse.subjectId,
    disease: DISEASE,
    onsetOn: on(4),
    symptoms: ['ho'],
    source: 'khu cách ly',
  })
  await test(spouse, 'positive', 24.8)
  await toDay(3)
  await test(mates[1]![0]!, 'positive', 29.1)
  await cdc(declareContact, {
    subjectId: mates[1]![0]!.subjectId,
    otherId: farther[0]!.subjectId,
    disease: DISEASE,
    firstOn: on(9),
    lastOn: on(9),
    minutes: 45,
    distanceM: 1,
    masked: false,
    closedSpace: true,
    placeText: 'đi chung xe',
  })

  // the second commune: a fever that nobody reported, found late
  await toDay(1)
  await cdc(recordOnset, {
    subjectId: farther[0]!.subjectId,
    disease: DISEASE,
    onsetOn: on(5),
    symptoms: ['sốt'],
    source: 'bệnh viện',
  })
  await test(farther[0]!, 'positive', 17.9)
  await order([farther[0]!], 'treatment')
  await test(farther[1]!, 'negative')

  await toDay(0)
  await test(neighbours[0]!, 'positive', 26.3)
  await test(neighbours[1]!, 'negative')
  await orderSample(well[0]![0]!)
  await all(takeSample, {
    subjectId: neighbours[2]!.subjectId,
    disease: DISEASE,
    barcode: 'DT90001',
    identityCheck: 'household-head',
  })
  await team()
  await foundDesk({ communes: [preferred, second], all, on, toDay })
  await directives()
  say('Ổ dịch diễn tập đã sẵn sàng.')
}
