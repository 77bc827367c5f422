import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Problem } from '@phaodai/kernel/problem.ts'
import { readTable } from '@phaodai/tabular/read.ts'
import { toXlsx } from '@phaodai/tabular/write.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { report } from '../cases/cases.commands.ts'
import { decideDuplicate } from '../people/duplicates.commands.ts'
import { register } from '../people/people.commands.ts'
import { voidVisit } from '../tracing/stays.commands.ts'
import { addPlace, decideCandidate, itinerary, recordVisits } from '../tracing/tracing.commands.ts'
import { around, candidates, verify } from '../tracing/tracing.reads.ts'
import { cancel } from './imports.commands.ts'
import { job, jobs, refused } from './imports.reads.ts'
import { runJob } from './imports.run.ts'
import { startStays } from './stays.commands.ts'

let t: TestApp
let cdc: TestPost
let communeId: number
before(async () => {
  t = await testApp()
  cdc = await t.post('operator', '30')
  communeId = (await t.area('10783')).areaId
})
after(() => t?.close())

const disease = 'covid19'
const bytes = (text: string) => new TextEncoder().encode(text)
const withCode = (code: string) => (e: unknown) => e instanceof Problem && e.code === code

type More = { mapping?: object; register?: boolean; dryRun?: boolean; post?: TestPost; fileName?: string }
async function bring(source: string, content: string | Uint8Array, more: More = {}) {
  const post = more.post ?? cdc
  const { jobId } = await post.as(startStays, {
    bytes: typeof content === 'string' ? bytes(content) : new Uint8Array(content),
    fileName: more.fileName ?? 'danh-sach.csv',
    source: source as never,
    mapping: more.mapping && JSON.stringify(more.mapping),
    register: more.register ? 'true' : 'false',
    dryRun: more.dryRun ? 'true' : 'false',
  })
  await runJob(t.app, post.postId, jobId)
  return post.as(job, { jobId })
}
let count = 0
const person = async (more: Record<string, unknown> = {}) => {
  count++
  const said = { fullName: `Người Có Mặt ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[count % 26]} ${count}`, ...more }
  const made = await cdc.as(register, { communeId, sex: 'female', ...said } as never)
  return { ...made, fullName: said.fullName as string }
}
const visitsOf = async (subjectId: string) =>
  (await cdc.as(itinerary, { subjectId })).visits.map(({ placeName, placeKind, space, seatRow, fromAt, toAt }) => ({
    placeName,
    placeKind,
    space,
    seatRow,
    fromAt,
    toAt,
  }))
const reasonsOf = (j: Awaited<ReturnType<typeof bring>>) =>
  j.problems.filter((p) => p.kind === 'refused').map((p) => [p.row, p.field, p.rule])
const agrees = async () => {
  const v = await cdc.as(verify, {})
  assert.deepEqual(
    v.diseases.flatMap((d) => d.differences),
    [],
    'stored levels equal those rebuilt from the facts',
  )
}

describe('lists of stays', () => {
  test('a roster in Vietnamese headings comes in once: the same file again adds nothing, and a night shift lasts 8 hours', async () => {
    const a = await person()
    const text = `BẢNG PHÂN CA THÁNG 2\n\nMã hồ sơ;Họ và tên;Công ty;Chuyền;Ngày;Ca;Giờ vào;Giờ ra\n${a.code};${a.fullName};Công ty May Diễn Tập;chuyền 3;16/02/2021;1;6:00;14:00\n${a.code};${a.fullName};Công ty May Diễn Tập;chuyền 3;17/02/2021;3;22h;6h\n`
    const first = await bring('shift', text)
    assert.deepEqual([first.added, first.refused, first.stays], [2, 0, { source: 'shift', stays: 2, places: 1, persons: 0 }])
    assert.deepEqual(await visitsOf(a.subjectId), [
      {
        placeName: 'Công ty May Diễn Tập',
        placeKind: 'shift',
        space: 'chuyền 3',
        seatRow: null,
        fromAt: '2021-02-15T23:00:00.000Z',
        toAt: '2021-02-16T07:00:00.000Z',
      },
      {
        placeName: 'Công ty May Diễn Tập',
        placeKind: 'shift',
        space: 'chuyền 3',
        seatRow: null,
        fromAt: '2021-02-17T15:00:00.000Z',
        toAt: '2021-02-17T23:00:00.000Z',
      },
    ])
    const again = await bring('shift', text, { fileName: 'khác tên.csv' })
    assert.deepEqual([again.added, again.unchanged, again.stays!.stays, again.stays!.places], [0, 2, 0, 0])
    assert.equal((await visitsOf(a.subjectId)).length, 2)
  })

  test('each kind of list makes stays at places of its kind, none over 14 hours', async () => {
    const [a, b] = [await person(), await person()]
    await bring(
      'class',
      `code,school,class,from date,until date,weekdays,start,end,desk row\n${a.code},THCS Diễn Tập,6A,2021-02-01,2021-02-07,T2-T6,07:00,11:30,2\n`,
    )
    await bring(
      'room',
      `mã hồ sơ,khu cách ly,phòng,từ ngày,đến ngày\n${a.code},Khu cách ly Diễn Tập,204,2021-02-08 10:00,2021-02-10 10:00\n`,
    )
    await bring(
      'vehicle',
      `code,flight,seat,departure,arrival\n${a.code},VN 1,12A,2021-01-10 08:00,2021-01-10 10:00\n${b.code},VN 1,14C,2021-01-10 08:00,2021-01-10 10:00\n`,
    )
    await bring('checkpoint', `mã hồ sơ,chốt,thời điểm\n${a.code},Chốt cầu Diễn Tập,2021-01-11 08:00\n`)
    await bring(
      'venue',
      `mã hồ sơ,địa điểm,loại,check in,check out\n${a.code},Siêu thị Diễn Tập,siêu thị,2021-01-12 08:00,\n${a.code},Quán Diễn Tập,quán ăn,2021-01-12 18:00,2021-01-12 19:15\n`,
    )
    await bring(
      'itinerary',
      `mã hồ sơ,nơi đến,ngày,từ giờ,đến giờ\n${a.code},Chợ Diễn Tập,2021-01-13,6h30,7h\n${a.code},nhà chị Ba,2021-01-13,8h,9h\n`,
    )
    const seen = await visitsOf(a.subjectId)
    const hours = (v: { fromAt: string; toAt: string }) => (Date.parse(v.toAt) - Date.parse(v.fromAt)) / 3_600_000
    assert.ok(seen.every((v) => hours(v) > 0 && hours(v) <= 14))
    const by = Map.groupBy(seen, (v) => v.placeName)
    const told = [...by].map(([name, of]) => [
      name,
      of[0]!.placeKind,
      of[0]!.space,
      of[0]!.seatRow,
      of.length,
      of.reduce((n, v) => n + hours(v), 0),
    ])
    assert.deepEqual(told, [
      ['VN 1', 'vehicle', null, 12, 1, 2],
      ['Chốt cầu Diễn Tập', 'other', null, null, 1, 1 / 6],
      ['Siêu thị Diễn Tập', 'market', null, null, 1, 1],
      ['Quán Diễn Tập', 'venue', null, null, 1, 1.25],
      ['Chợ Diễn Tập', 'market', null, null, 1, 0.5],
      ['nhà chị Ba', 'other', null, null, 1, 1],
      ['THCS Diễn Tập', 'class', 'lớp 6A', 2, 5, 22.5],
      ['Khu cách ly Diễn Tập', 'room', 'phòng 204', null, 4, 48],
    ])
    const rows = await t.rows<{ detail: { assumed?: string[] }; expires: string | null }>(
      `select detail, expires_on::text as expires from visit v join place p using (place_id) where p.name in ('Siêu thị Diễn Tập', 'Chốt cầu Diễn Tập', 'Quán Diễn Tập') order by p.name`,
    )
    assert.deepEqual(
      rows.map((r) => [r.detail.assumed ?? [], r.expires]),
      [
        [['to'], '2021-02-10'],
        [[], '2021-02-11'],
        [['to'], '2021-02-11'],
      ],
      'what was assumed is marked, and places that people only passed are kept for a while',
    )
  })

  test('a person is known by code, identity number, phone, or name with date of birth; a name alone comes back', async () => {
    const birth = { year: 1990, month: 5, day: 17 }
    const a = await person({ fullName: 'Trần Thị Nhận Ra', idNumber: '003190900001', phone: '0540900001', birth })
    const b = await person({ fullName: 'Trần Văn Cùng Máy', phone: '0540900001' })
    const head = 'mã hồ sơ,số CCCD,số điện thoại,họ tên,ngày sinh,công ty,ngày,giờ vào,giờ ra\n'
    const at = 'Xưởng Nhận Ra,2021-02-10,06:00,14:00'
    const j = await bring(
      'shift',
      `${head}${a.code},,,,,${at}\n,003190900001,,Tran Thi Nhan Ra,,${at}\n,,0540 900 001,Trần Văn Cùng Máy,,${at}\n,,,Trần Thị Nhận Ra,17/05/1990,${at}\n,,,Trần Thị Nhận Ra,,${at}\n,,,Trần Thị Nhận Ra,18/05/1990,${at}\n,,0540900001,,,${at}\n${a.code},,,Lê Văn Khác,,${at}\nHD-ZZZZZ,,,,,${at}\n,123,,,,${at}\n`,
    )
    assert.deepEqual([j.added, j.unchanged, j.refused], [2, 2, 6])
    assert.deepEqual(reasonsOf(j), [
      [6, 'name', 'name-alone'],
      [7, '', 'unknown-person'],
      [8, 'phone', 'several'],
      [9, 'code', 'other-name'],
      [10, 'code', 'unknown-person'],
      [11, 'idNumber', 'not-a-number-of-identity'],
    ])
    assert.equal((await visitsOf(b.subjectId)).length, 1)
    const back = await readTable((await cdc.as(refused, { jobId: j.jobId })).bytes, 'back.csv')
    assert.equal(back.rows.length, 6, 'each row comes back')
    const reason = back.headers.indexOf('Lý do')
    assert.equal(back.rows[0]!.cells[reason], 'chỉ có họ tên: cần mã hồ sơ, số giấy tờ, điện thoại hoặc đủ ngày sinh')
    assert.equal(back.rows[0]!.cells[back.headers.indexOf('họ tên')], 'Trần Thị Nhận Ra')
    assert.ok(
      j.problems.every((p) => !JSON.stringify(p).includes('Nhận Ra')),
      'reasons name nobody',
    )
  })

  test('two records of one name and birth are given back until they are said to be one human', async () => {
    const birth = { year: 1980, month: 1, day: 2 }
    const [a, b] = [
      await person({ fullName: 'Phạm Thị Sinh Đôi', birth }),
      await person({ fullName: 'Phạm Thị Sinh Đôi', birth }),
    ]
    const text = 'họ tên,ngày sinh,công ty,ngày,giờ vào,giờ ra\nPhạm Thị Sinh Đôi,02/01/1980,Xưởng Đôi,2021-02-10,06:00,14:00\n'
    assert.deepEqual(reasonsOf(await bring('shift', text)), [[2, 'birth', 'several']])
    await cdc.as(decideDuplicate, {
      aSubjectId: a.subjectId,
      bSubjectId: b.subjectId,
      decision: 'same',
      reason: 'cùng một người, nhập hai lần',
    } as never)
    assert.equal((await bring('shift', text)).added, 1)
  })

  test('who is not on record is given back, or registered once where the row says enough and it is asked for', async () => {
    const commune = (await t.area('10783')).fullName
    const text = `họ tên,ngày sinh,số CCCD,xã,giới tính,công ty,ngày,giờ vào,giờ ra\nĐỗ Thị Mới,03/04/1991,003191800001,${commune},nữ,Xưởng Mới,2021-02-10,06:00,14:00\nĐỗ Thị Mới,03/04/1991,003191800001,${commune},nữ,Xưởng Mới,2021-02-11,06:00,14:00\nVô Danh,,,${commune},,Xưởng Mới,2021-02-10,06:00,14:00\nNguyễn Không Xã,01/01/1990,,,,Xưởng Mới,2021-02-10,06:00,14:00\n`
    const without = await bring('shift', text)
    assert.deepEqual([without.added, without.refused], [0, 4])
    const tried = await bring('shift', text, { register: true, dryRun: true })
    assert.deepEqual([tried.added, tried.refused, tried.stays!.persons], [2, 2, 1])
    assert.equal((await t.rows(`select 1 from person where full_name = 'Đỗ Thị Mới'`)).length, 0, 'a dry run writes nothing')
    const made = await bring('shift', text, { register: true })
    assert.deepEqual([made.added, made.refused, made.stays!.persons], [2, 2, 1])
    assert.deepEqual(reasonsOf(made), [
      [4, 'name', 'name-alone'],
      [5, 'homeCommune', 'no-commune'],
    ])
    const again = await bring('shift', text, { register: true })
    assert.deepEqual([again.added, again.unchanged, again.stays!.persons], [0, 2, 0])
    assert.deepEqual(await t.rows(`select commune_id, sex from person where full_name = 'Đỗ Thị Mới'`), [
      { commune_id: communeId, sex: 'female' },
    ])
  })

  test('a row that cannot be read comes back with its field, and the rest of the file is in', async () => {
    const a = await person()
    const good = `${a.code},Xưởng Lỗi,2021-02-12,06:00,14:00`
    const j = await bring(
      'shift',
      `mã hồ sơ,công ty,ngày,giờ vào,giờ ra\n${good}\n${a.code},Xưởng Lỗi,03/04/2021,06:00,14:00\n${a.code},Xưởng Lỗi,2021-02-30,06:00,14:00\n${a.code},Xưởng Lỗi,2021-02-12,sáng,14:00\n${a.code},,2021-02-12,06:00,14:00\n${a.code},Xưởng Lỗi,2021-02-12,06:00,06:00\n`,
    )
    assert.equal(j.added, 1)
    assert.deepEqual(reasonsOf(j), [
      [3, 'date', 'ambiguous-date'],
      [4, 'date', 'impossible-date'],
      [5, 'start', 'unreadable-time'],
      [6, 'workplace', 'missing'],
      [7, 'end', 'same-minute'],
    ])
  })

  test('columns are remembered; a mapping mends one of them; a file without a needed column is refused whole', async () => {
    const a = await person()
    const text = `mã hồ sơ,nơi X,ngày,giờ vào,giờ ra\n${a.code},Xưởng Nhớ,2021-02-12,06:00,14:00\n`
    await assert.rejects(bring('shift', text), withCode('stays-columns'))
    assert.equal((await bring('shift', text, { mapping: { workplace: 'nơi X', dateOrder: 'dmy' } })).added, 1)
    assert.equal((await bring('shift', text)).unchanged, 1, 'the same headings are read as last time')
    await assert.rejects(bring('shift', text, { mapping: { nothing: 'nơi X' } }), withCode('import-mapping'))
    await assert.rejects(bring('shift', text, { mapping: { workplace: 'nơi Y' } }), withCode('import-column-missing'))
  })

  test('a spreadsheet with typed dates and times reads as the same file in text does', async () => {
    const a = await person()
    const headers = ['Mã hồ sơ', 'Công ty', 'Ngày', 'Giờ vào', 'Giờ ra']
    const sheet = await toXlsx([{ name: 'Ca', headers, rows: [[a.code, 'Xưởng Bảng Tính', 44242, 0.25, 14 / 24]] }])
    assert.equal((await bring('shift', sheet, { fileName: 'ca.xlsx' })).added, 1)
    assert.deepEqual(
      (await visitsOf(a.subjectId)).map((v) => [v.fromAt, v.toAt]),
      [['2021-02-14T23:00:00.000Z', '2021-02-15T07:00:00.000Z']],
    )
    assert.equal(
      (await bring('shift', `mã hồ sơ,công ty,ngày,giờ vào,giờ ra\n${a.code},Xưởng Bảng Tính,15/02/2021,6h,14h\n`)).unchanged,
      1,
    )
  })

  test('a place is made once by kind, name and commune: accents tell places apart, and one made by hand is found', async () => {
    const a = await person()
    const { placeId } = await cdc.as(addPlace, { communeId: cdc.area.areaId, name: 'Quán Hùng', kind: 'venue' })
    const at = (name: string, hour: number) =>
      `${a.code},${name},2021-02-13 ${String(hour).padStart(2, '0')}:00,2021-02-13 ${String(hour).padStart(2, '0')}:30\n`
    const j = await bring('venue', `mã hồ sơ,địa điểm,vào,ra\n${at('Quán Hùng', 8)}${at('Quán Hưng', 9)}${at('quán hùng', 10)}`)
    assert.equal(j.stays!.places, 1)
    const places = (await cdc.as(itinerary, { subjectId: a.subjectId })).visits.map((v) => v.placeId)
    assert.deepEqual([places[0], places[2]], [placeId, placeId])
    assert.notEqual(places[1], placeId)
  })

  test('another commune’s people are not found by a district, and its jobs are its own', async () => {
    const away = await cdc.as(register, {
      communeId: (await t.area('10507')).areaId,
      fullName: 'Người Nơi Khác',
      sex: 'male',
    } as never)
    const district = await t.post('district', '290')
    const text = `mã hồ sơ,công ty,ngày,giờ vào,giờ ra\n${away.code},Xưởng Huyện,2021-02-12,06:00,14:00\n`
    const j = await bring('shift', text, { post: district })
    assert.deepEqual(reasonsOf(j), [[2, 'code', 'unknown-person']])
    const other = await t.post('district', '288')
    assert.equal(
      (await other.as(jobs, {})).jobs.some((x) => x.jobId === j.jobId),
      false,
    )
  })

  test('a job that was stopped goes no further', async () => {
    const a = await person()
    const { jobId } = await cdc.as(startStays, {
      bytes: bytes(`mã hồ sơ,công ty,ngày,giờ vào,giờ ra\n${a.code},Xưởng Dừng,2021-02-12,06:00,14:00\n`),
      fileName: 'dung.csv',
      source: 'shift',
    })
    await cdc.as(cancel, { jobId })
    await assert.rejects(runJob(t.app, cdc.postId, jobId), withCode('import-ended'))
    assert.equal((await visitsOf(a.subjectId)).length, 0)
  })
})

describe('an F1’s own contacts are ready before it turns positive', () => {
  const levelOf = async (subjectId: string) => (await cdc.as(around, { subjectId, disease })).level
  const positive = (subjectId: string, on: string, onsetOn?: string) =>
    cdc.as(report, { subjectId, disease, sampledOn: on, confirmedOn: on, reportedOn: on, onsetOn })

  test('an F1 with an imported roster turns positive: line mates are F1 in that operation, the market only candidates; a voided row takes it back', async () => {
    const [f0, f1, mate, night, other, shopper, mates2] = [
      await person(),
      await person(),
      await person(),
      await person(),
      await person(),
      await person(),
      await person(),
    ]
    const shift = (p: { code: string }, line: string, date: string, start = '6:00', end = '14:00') =>
      `${p.code},Nhà máy Sẵn Sàng,${line},${date},${start},${end},có\n`
    const head = 'mã hồ sơ,công ty,chuyền,ngày,giờ vào,giờ ra,không gian kín\n'
    await bring(
      'shift',
      head +
        shift(f1, 'chuyền 3', '16/02/2021') +
        shift(mate, 'chuyền 3', '16/02/2021') +
        shift(mates2, 'chuyền 3', '16/02/2021', '13:00', '21:00') +
        shift(night, 'chuyền 3', '16/02/2021', '22:00', '6:00') +
        shift(other, 'chuyền 5', '16/02/2021'),
    )
    await bring(
      'venue',
      `mã hồ sơ,địa điểm,vào,ra\n${f1.code},Chợ Sẵn Sàng,2021-02-16 17:00,2021-02-16 18:00\n${shopper.code},Chợ Sẵn Sàng,2021-02-16 17:30,2021-02-16 18:30\n`,
    )
    // an F0 met at home makes the worker an F1 first
    const home = await cdc.as(addPlace, { communeId, name: 'Nhà Sẵn Sàng', kind: 'room' })
    for (const p of [f0, f1])
      await cdc.as(recordVisits, {
        subjectId: p.subjectId,
        disease,
        visits: [{ placeId: home.placeId, fromAt: '2021-02-14T18:00:00+07:00', toAt: '2021-02-14T20:00:00+07:00' }],
      })
    await positive(f0.subjectId, '2021-02-18', '2021-02-15')
    assert.deepEqual(
      [await levelOf(f1.subjectId), await levelOf(mate.subjectId), await levelOf(other.subjectId)],
      ['F1', 'F2', null],
    )
    await agrees()

    const [before] = await t.rows<{ n: number }>('select count(*)::int as n from classification_change')
    await positive(f1.subjectId, '2021-02-19', '2021-02-17')
    const ops = await t.rows<{ op_id: string }>(
      `select distinct op_id from (select * from classification_change order by at, change_id offset $1) c`,
      [before!.n],
    )
    assert.equal(ops.length, 1, 'all of it in one operation')
    const levels = await Promise.all([f1, mate, mates2, night, other, shopper].map((p) => levelOf(p.subjectId)))
    assert.deepEqual(levels, ['F0', 'F1', 'F1', null, null, null])
    await agrees()

    const why = await cdc.as(around, { subjectId: mate.subjectId, disease })
    assert.match(
      why.sentence.vi,
      /^F1 của Người Có Mặt .* \(HD-.....\): cùng ca, chuyền 3, thứ Ba 16\/02\/2021 6:00–14:00, 8 giờ, không gian kín – Cùng phân xưởng, phòng làm việc – QĐ 3468\/QĐ-BYT.* \(Nhà máy Sẵn Sàng\), lần cuối 16\/02\/2021$/,
    )
    assert.match(why.sentence.en, /same shift, chuyền 3, Tuesday 16\/02\/2021 6:00–14:00, 8 h, closed space/)
    assert.equal(why.unconfirmed, true, 'a figure without a confirmed source is shown as such')

    const rows = (await cdc.as(candidates, { subjectId: f1.subjectId, disease })).rows
    const said = (p: { subjectId: string }) => rows.find((r) => r.otherId === p.subjectId)
    assert.equal(said(shopper)!.counts, false)
    assert.match(said(shopper)!.reason.vi, /^cùng chợ, thứ Ba 16\/02\/2021 17:30–18:00, 30 phút/)
    assert.equal(said(other)!.counts, false)
    assert.match(said(other)!.reason.vi, /^cùng nơi, khác bộ phận, (chuyền 3, chuyền 5|chuyền 5, chuyền 3)/)
    assert.equal(said(mate)!.counts, true)

    // a tracer's word still stands over the closeness
    const word = {
      subjectId: f1.subjectId,
      otherId: shopper.subjectId,
      placeId: said(shopper)!.placeId,
      onDay: '2021-02-16',
      disease,
      reason: 'đứng sát nhau ở quầy thịt',
    }
    await cdc.as(decideCandidate, { ...word, decision: 'counts' })
    assert.equal(await levelOf(shopper.subjectId), 'F1')
    await agrees()
    await cdc.as(decideCandidate, { ...word, decision: 'dismissed' })
    assert.equal(await levelOf(shopper.subjectId), null)

    const roster = (await cdc.as(itinerary, { subjectId: f1.subjectId })).visits.find((v) => v.placeName === 'Nhà máy Sẵn Sàng')!
    const fell = await cdc.as(voidVisit, {
      subjectId: f1.subjectId,
      visitId: roster.visitId,
      disease,
      reason: 'hôm đó nghỉ phép',
    })
    assert.deepEqual(
      fell.changed.map((c) => [c.subjectId, c.from, c.to]).sort(),
      [
        [mate.subjectId, 'F1', null],
        [mates2.subjectId, 'F1', null],
      ].sort(),
    )
    await assert.rejects(
      cdc.as(voidVisit, { subjectId: f1.subjectId, visitId: roster.visitId, reason: 'hôm đó nghỉ phép' }),
      withCode('already-voided'),
    )
    await agrees()
  })

  test('stays that come in after the positive result make the levels, in the same import', async () => {
    const [f0, mate] = [await person(), await person()]
    await positive(f0.subjectId, '2021-02-19', '2021-02-18')
    const line = (p: { code: string }) => `${p.code},Nhà máy Đến Sau,chuyền 1,2021-02-17,22:00,06:00\n`
    await bring('shift', `mã hồ sơ,công ty,chuyền,ngày,giờ vào,giờ ra\n${line(f0)}${line(mate)}`)
    const why = await cdc.as(around, { subjectId: mate.subjectId, disease })
    assert.deepEqual(
      [why.level, why.firstExposedOn, why.lastExposedOn],
      ['F1', '2021-02-17', '2021-02-18'],
      'a night is of two days',
    )
    await agrees()
  })

  test('20,000 rows of a roster come in, and the same file again adds nothing', { timeout: 120_000 }, async () => {
    const people = 4000
    await t.rows(
      `with s as (insert into subject (subject_id, created_at) select gen_random_uuid(), now() from generate_series(1, $1) returning subject_id)
       insert into person (commune_id, person_id, subject_id, code, from_on, full_name, name_key, given_key, source, created_at, op_id)
       select $2, gen_random_uuid(), subject_id, 'K' || row_number() over (), '2020-01-01', 'Công Nhân ' || row_number() over (), 'cong nhan ' || row_number() over (), '1', 'test', now(), gen_random_uuid() from s`,
      [people, communeId],
    )
    const lines = ['mã hồ sơ,công ty,chuyền,ngày,giờ vào,giờ ra']
    for (let i = 0; i < 20_000; i++) {
      const who = (i % people) + 1
      lines.push(
        `K${who},Nhà máy ${who % 8},chuyền ${who % 50},2021-01-${String(1 + (Math.floor(i / people) % 28)).padStart(2, '0')},06:00,14:00`,
      )
    }
    const j = await bring('shift', lines.join('\n'))
    assert.deepEqual([j.added, j.refused, j.stays!.stays, j.stays!.places], [20_000, 0, 20_000, 8])
    const again = await bring('shift', lines.join('\n'))
    assert.deepEqual([again.added, again.unchanged], [0, 20_000])
  })
})
