import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { dbOf, inTransaction, openPool, sql } from '@phaodai/kernel/sql.ts'
import { startTracingEngine } from '../../apps/api/tracing.engine.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { report } from '../cases/cases.commands.ts'
import { register } from '../people/people.commands.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { verifyStays } from './engine.verify.ts'
import { voidVisits } from './investigation.store.ts'
import { engine, meetings, path, purgeStays, reach, site, sources } from './meetings.reads.ts'
import { Neighbourhood } from './neighbourhood.ts'
import { computeAround } from './reclassify.ts'
import { currentCursor, engineScope, purgeStays as purgeSql } from './stays.store.ts'
import { addPlace, recordVisits } from './tracing.commands.ts'
import { verify } from './tracing.reads.ts'
import { insertVisits } from './tracing.store.ts'

let t: TestApp
let cdc: TestPost
let station: TestPost
let home: number
let beyond: number
before(async () => {
  t = await testApp()
  cdc = await t.post('operator', '30')
  station = await t.post('station', '10783')
  home = (await t.area('10783')).areaId
  beyond = (await t.area('10507')).areaId
})
after(() => t.close())

const disease = 'covid19'
let count = 0
const person = async (communeId = home) =>
  (await cdc.as(register, { communeId, fullName: `Người Diễn Tập ${++count}`, sex: 'male' } as never)).subjectId
const place = async (kind: string, closedSpace: boolean | null = null, name = `Nơi ${++count}`) =>
  (await cdc.as(addPlace, { communeId: home, name, kind: kind as never, closedSpace })).placeId
const day = (d: number, time: string) => `2021-02-${String(d).padStart(2, '0')}T${time}:00+07:00`
const there = (subjectId: string, placeId: string, d: number, from: string, to: string, masked: boolean | null = null) =>
  cdc.as(recordVisits, { subjectId, disease, visits: [{ placeId, fromAt: day(d, from), toAt: day(d, to), masked }] })
const window = { from: day(1, '00:00'), to: day(28, '00:00') }

const agree = async () => {
  const verdict = await verifyStays(t.app.pool)
  assert.deepEqual(verdict.differences, [])
  assert.ok(verdict.agrees)
  return verdict
}

describe('a person’s meetings', () => {
  test('say who is F1 and why, who only shared the place, and how many live elsewhere', async () => {
    const [a, b, c, d] = [await person(), await person(), await person(), await person(beyond)]
    const shift = await place('shift', true, 'Xưởng may 2')
    const market = await place('market')
    for (const p of [a, b, d]) await there(p, shift, 16, '06:00', '14:00')
    for (const p of [a, c]) await there(p, market, 17, '08:00', '08:20')
    const found = await station.as(meetings, { subjectId: a, disease, ...window })
    assert.equal(found.answeredBy, 'sql')
    assert.deepEqual(found.totals, { close: 1, candidates: 1, elsewhereClose: 1, elsewhereCandidates: 0 })
    assert.deepEqual(
      found.rows.map((r) => [r.otherId, r.counts, r.minutes, r.meetings.length]),
      [
        [b, true, 480, 1],
        [c, false, 20, 1],
      ],
    )
    assert.match(found.rows[0]!.because.vi, /cùng ca.*thứ Ba.*6:00–14:00.*8 giờ.*không gian kín/)
    const province = await cdc.as(meetings, { subjectId: a, disease, ...window })
    assert.equal(province.totals.close, 2)
    await agree()
  })

  test('reach to F2 only from the meeting on, with the F1 between them, who is not named where they live elsewhere', async () => {
    const [a, b, c, early] = [await person(), await person(beyond), await person(), await person()]
    const [shop, office] = [await place('shift', true), await place('class', true)]
    for (const p of [a, b]) await there(p, shop, 18, '08:00', '10:00')
    for (const p of [b, c]) await there(p, office, 19, '08:00', '10:00')
    for (const p of [b, early]) await there(p, office, 17, '08:00', '10:00')
    const found = await station.as(reach, { subjectId: a, disease, ...window })
    assert.deepEqual([found.totals.elsewhereClose, found.totals.second, found.totals.elsewhereSecond], [1, 1, 0])
    assert.deepEqual(
      found.second.map((s) => [s.otherId, s.via.otherId, s.via.name]),
      [[c, null, 'người ở địa bàn khác']],
    )
    const whole = await cdc.as(reach, { subjectId: a, disease, ...window })
    assert.deepEqual(
      whole.second.map((s) => [s.otherId, s.via.otherId]),
      [[c, b]],
    )
    await agree()
  })

  test('of someone in another area are not told', async () => {
    const far = await person(beyond)
    await assert.rejects(station.as(meetings, { subjectId: far, disease, ...window }), { code: 'not-found' })
    await assert.rejects(station.as(meetings, { subjectId: await person(), disease, from: window.to, to: window.from }), {
      code: 'window-order',
    })
  })
})

describe('backward, and exposure sites', () => {
  test('places that several cases share are ranked by surprise; a site lists who was there', async () => {
    const cases = [await person(), await person(), await person()]
    const bar = await place('venue', true, 'Quán karaoke')
    const market = await place('market', false, 'Chợ lớn')
    for (const p of cases) {
      await there(p, bar, 13, '19:00', '22:00')
      await there(p, market, 14, '06:00', '07:00')
    }
    const others = [await person(), await person(), await person(beyond)]
    for (const p of others) await there(p, market, 14, '06:30', '07:30')
    const found = await cdc.as(sources, { subjectIds: cases, ...window })
    assert.deepEqual(
      found.rows.slice(0, 3).map((r) => [r.placeName, r.onDay, r.cases.length, r.visitors]),
      [
        ['Quán karaoke', null, 3, 3],
        ['Quán karaoke', '2021-02-13', 3, 3],
        ['Chợ lớn', null, 3, 6],
      ].sort((x, y) => (x[0] === y[0] ? 0 : x[0] === 'Quán karaoke' ? -1 : 1)),
    )
    const seen = await station.as(site, { placeId: market, ...window })
    assert.deepEqual([seen.total, seen.elsewhere, seen.rows[0]!.minutes], [5, 1, 60])
    await agree()
  })
})

describe('the engine', () => {
  test('answers as SQL does, follows what is written, and is built anew after a purge', async () => {
    const running = startTracingEngine(t.appUrl, t.app.secrets)
    try {
      await running.ready()
      const [a, b, c] = [await person(), await person(), await person()]
      const shift = await place('shift', true)
      for (const p of [a, b]) await there(p, shift, 20, '06:00', '14:00')
      const first = await cdc.as(meetings, { subjectId: a, disease, ...window })
      assert.deepEqual([first.answeredBy, first.totals.close], ['engine', 1], 'what was written just before is in the answer')
      assert.equal((await cdc.as(engine, {})).state, 'ready')

      const late = await there(c, shift, 20, '07:00', '08:00')
      assert.equal((await cdc.as(meetings, { subjectId: a, disease, ...window })).totals.close, 2)
      await inTransaction(t.app.pool, async (db) => {
        await engineScope(db, 'transaction')
        await voidVisits(db, late.visitIds, new Date().toISOString(), newId(), 'ghi nhầm người')
      })
      const after = await cdc.as(meetings, { subjectId: a, disease, ...window })
      assert.deepEqual([after.answeredBy, after.totals.close], ['engine', 1])

      const way = await cdc.as(path, { subjectId: a, goalId: b, disease, ...window })
      assert.deepEqual([way.found, way.steps.map((s) => s.subjectId)], [true, [a, b]])

      // a location past its last day, of someone without a level
      await inTransaction(t.app.pool, async (db) => {
        await engineScope(db, 'transaction')
        const row = {
          communeId: home,
          visitId: newId(),
          subjectId: c,
          placeId: shift,
          fromAt: day(20, '09:00'),
          toAt: day(20, '10:00'),
        }
        await insertVisits(
          db,
          [{ ...row, masked: null, source: 'thử', expiresOn: '2021-02-21' }],
          new Date().toISOString(),
          newId(),
        )
      })
      assert.equal((await cdc.as(meetings, { subjectId: a, disease, ...window })).totals.close, 2)
      assert.equal((await cdc.as(purgeStays, {})).purged, 1)
      const gone = await cdc.as(meetings, { subjectId: a, disease, ...window })
      assert.equal(gone.totals.close, 1, 'engine or SQL, whichever is ready')
      await running.ready()
      await agree()
    } finally {
      await running.close()
    }
    assert.equal((await cdc.as(engine, {})).state, 'off')
  })

  test('passes over what a restored backup says of another server’s transactions', async () => {
    await t.rows("insert into tracing_change (commune_id, tx, kind, ids) values ($1, '99999999999', 'stays-purged', '{}')", [
      home,
    ])
    const running = startTracingEngine(t.appUrl, t.app.secrets)
    try {
      await running.ready()
      const { strangers } = await inTransaction(t.app.pool, async (db) => {
        await engineScope(db, 'transaction')
        return currentCursor(db)
      })
      assert.equal(strangers.length, 1)
    } finally {
      await running.close()
    }
  })

  test('says why its thread ended, and answers again from another', async () => {
    const said: string[] = []
    let heard = () => {}
    const ended = new Promise<void>((go) => {
      heard = go
    })
    const running = startTracingEngine(t.appUrl, t.app.secrets, {
      error: (message) => {
        said.push(message)
        if (/ended with/.test(message)) heard()
      },
    })
    try {
      await running.ready()
      await t.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'phaodai-tracing' and datname = current_database()",
      )
      await ended
      assert.match(said[0]!, /terminating connection/)
      await running.ready()
      assert.equal(running.state().state, 'ready')
    } finally {
      await running.close()
    }
  })

  test('misses no transaction that began early and ended late, and takes none twice', async () => {
    const running = startTracingEngine(t.appUrl, t.app.secrets)
    const slow = openPool(t.appUrl, { max: 1 })
    try {
      await running.ready()
      const [a, b] = [await person(), await person()]
      const room = await place('room', true)
      const row = (subjectId: string) => ({
        communeId: home,
        visitId: newId(),
        subjectId,
        placeId: room,
        fromAt: day(21, '00:00'),
        toAt: day(21, '08:00'),
        masked: null,
        source: 'thử',
      })
      const before = running.state().stays
      await inTransaction(slow, async (db) => {
        await engineScope(db, 'transaction')
        await insertVisits(db, [row(a)], new Date().toISOString(), newId())
        // others write and the engine looks meanwhile
        await inTransaction(t.app.pool, async (other) => {
          await engineScope(other, 'transaction')
          await insertVisits(other, [row(b)], new Date().toISOString(), newId())
        })
        const q = {
          ask: 'site',
          placeId: room,
          from: Date.parse(day(21, '00:00')) / 1000,
          to: Date.parse(day(22, '00:00')) / 1000,
        } as const
        assert.deepEqual(
          (await running.ask(q)).present.map((p) => p.subjectId),
          [b],
        )
      })
      const q = {
        ask: 'site',
        placeId: room,
        from: Date.parse(day(21, '00:00')) / 1000,
        to: Date.parse(day(22, '00:00')) / 1000,
      } as const
      for (let i = 0; i < 3; i++)
        assert.deepEqual(new Set((await running.ask(q)).present.map((p) => p.subjectId)), new Set([a, b]))
      assert.equal(running.state().stays, before + 2)
    } finally {
      await slow.end()
      await running.close()
    }
  })
})

test('only stays with a last day can be deleted, and none of a person who has a level', async () => {
  const a = await person()
  await there(a, await place('room'), 20, '06:00', '14:00')
  await inTransaction(t.app.pool, async (db) => {
    await engineScope(db, 'transaction')
    assert.equal(await db.run(sql`delete from visit`), 0)
    assert.equal(await purgeSql(db, '2099-01-01', 0, 2_147_483_647), 0)
  })
})

test('without a scope nothing of the change log is seen', async () => {
  assert.deepEqual(await dbOf(t.app.pool).many(sql`select * from tracing_change`), [])
})

describe('a factory without lines, where everybody shares the hours with everybody', () => {
  /** A workshop with two F0 in it: what working out the levels around the second reads and asks. */
  async function workOf(workers: number): Promise<{ asked: number; rows: number; f1: number; first: string }> {
    const shop = await place('shift', true)
    const ids: string[] = []
    for (let i = 0; i < workers; i++) ids.push(await person())
    const visits = Array.from({ length: 4 }, (_, d) => ({
      placeId: shop,
      fromAt: day(18 + d, '06:00'),
      toAt: day(18 + d, '14:00'),
    }))
    for (const subjectId of ids)
      await cdc.as(recordVisits, { subjectId, disease, visits: visits.map((v) => ({ ...v, masked: null })) })
    for (const subjectId of ids.slice(0, 2))
      await cdc.as(report, {
        subjectId,
        disease,
        basis: 'notification',
        sampledOn: '2021-02-21',
        confirmedOn: '2021-02-22',
      } as never)
    return inTransaction(t.app.pool, async (bare) => {
      await engineScope(bare, 'transaction')
      let [asked, rows] = [0, 0]
      const db = {
        ...bare,
        many: async <R>(s: Parameters<typeof bare.many>[0]) => {
          const found = await bare.many<R>(s)
          rows += found.length
          return found
        },
      }
      const near = new Neighbourhood(db, await rulesFor(db, disease))
      const f0 = near.f0
      near.f0 = (id) => {
        asked++
        return f0(id)
      }
      const levels = await computeAround(near, [ids[1]!])
      return { asked, rows, f1: [...levels.values()].filter((c) => c?.level === 'F1').length, first: ids[0]! }
    })
  }

  test('a positive costs twice as much among twice as many people, not four times; the rebuilt levels agree', async () => {
    const [few, many] = [await workOf(20), await workOf(40)]
    assert.deepEqual([few.f1, many.f1], [18, 38])
    assert.ok(many.asked < 2.5 * few.asked, `facts asked: ${few.asked}, ${many.asked}`)
    assert.ok(many.rows < 2.5 * few.rows, `rows read: ${few.rows}, ${many.rows}`)
    const { agrees, diseases } = await cdc.as(verify, {})
    assert.deepEqual(
      diseases.flatMap((d) => d.differences),
      [],
    )
    assert.ok(agrees)
  })
})
