import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { inTransaction, sql } from '@phaodai/kernel/sql.ts'
import { type TestApp, type TestPost, testApp } from '../../test/database.ts'
import { valueText } from './figures.rules.ts'
import { figureWords, unitWords } from './figures.words.ts'
import { holdSchedule, unknownStatus } from './holds.rules.ts'
import { history, inForce, loadProfile, pack, packs, profiles } from './policy.commands.ts'
import type { PolicyPack } from './policy.contract.ts'
import { loadPacks, loadProfiles } from './policy.packs.ts'
import { rulesFor } from './policy.reading.ts'
import { countShipped, shipped as shippedPacks } from './shipped.reads.ts'
import { loadPack, takeShipped, withdrawPack } from './taking.commands.ts'
import { insertWithdrawal, lockVersions } from './versions.store.ts'

let t: TestApp
let province: TestPost
let commune: TestPost
const shipped = (code: string): PolicyPack => structuredClone(loadPacks().find((p) => p.code === code)!)
const body = (p: unknown) => p as Record<string, unknown>
const refused = (code: string) => (e: unknown) => e instanceof Problem && e.code === code
/** The document of the province that orders a pack into force. */
const order = { documentNo: '12/QĐ-UBND', issuedOn: '2021-02-20', signer: 'Nguyễn Văn Mẫu' }
const hold14 = 'vn-covid19-2020-03-18-hold14'

before(async () => {
  t = await testApp()
  province = await t.post('province', '30')
  commune = await t.post('commune', '10783')
})
after(() => t.close())

test('the rules in force read as sentences, each with its source, its pack and whether it is confirmed', async () => {
  const now = (await commune.as(inForce, { disease: 'Covid-19' }))!
  assert.deepEqual([now.disease, now.provinceCode, now.day], ['covid19', '30', '2021-02-22'])
  const team = now.figures.find((f) => f.ruleKey === 'communityTeam' && f.path === 'householdsMin')!
  assert.deepEqual(
    [team.ruleTitle.vi, team.title.vi, team.text, team.confirmed, team.packCode],
    [
      'Tổ Covid cộng đồng',
      'Số hộ mỗi tổ, ít nhất',
      { vi: 'từ 50 hộ trở lên', en: 'at least 50 households' },
      true,
      'hai-duong-covid19-2021-02-22-tb95',
    ],
  )
  assert.match(team.sourceText.vi, /TB 95-TB\/TU Hải Dương, Mục 3/)
  const days = now.figures.find((f) => f.ruleKey === 'f1Hold' && f.path === 'rows.0.testDays')!
  assert.deepEqual([days.text.vi, days.confirmed], ['ngày 1, 14', false])
  assert.match(days.sourceText.vi, /chưa kiểm chứng/)
  assert.equal(now.unconfirmed, now.figures.filter((f) => !f.confirmed).length)
  assert.ok(now.documents.some((d) => d.code === 'TB 95-TB/TU Hải Dương'))
  assert.equal(now.layers.at(-1)?.code, 'hai-duong-covid19-2021-02-22-tb95')
})

test('on a day without a rule there is none, and no older one in its place', async () => {
  assert.equal(await commune.as(inForce, { disease: 'covid19', day: '2019-12-31' }), null)
  assert.equal(await commune.as(inForce, { disease: 'covid19', day: '2030-01-01' }), null)
  assert.equal(await commune.as(inForce, { disease: 'dengue' }), null)
})

test('every figure of every shipped pack has a name and a unit in both languages', async () => {
  for (const { code } of (await province.as(packs, {})).packs) {
    const { versions } = await province.as(pack, { code })
    for (const f of versions[0]!.figures) {
      assert.ok(
        Object.values(figureWords).some((known) => known.vi === f.title.vi),
        `${code} ${f.ruleKey}.${f.path}`,
      )
      assert.ok(f.unit === null || unitWords[f.unit], `${code} ${f.ruleKey}.${f.path}: ${f.unit}`)
      assert.ok(f.text.vi && f.text.en && !/object|undefined/.test(f.text.vi), `${code} ${f.ruleKey}.${f.path}: ${f.text.vi}`)
    }
    const paths = versions[0]!.figures.map((f) => `${f.ruleKey}.${f.path}`)
    assert.equal(new Set(paths).size, paths.length, code)
  }
})

test('a disease that is not known is refused with those that are', async () => {
  await assert.rejects(commune.as(inForce, { disease: 'cúm' }), (e: unknown) => {
    assert.ok(e instanceof Problem && e.code === 'unknown-disease' && e.status === 404)
    assert.match(e.toJSON().hint ?? '', /covid19/)
    return true
  })
})

test('how long a contact is held, over time: 14 days, 21 from May 2021, 14 again in July', async () => {
  const { steps } = await commune.as(history, { disease: 'covid19', rule: 'f1Hold' })
  const held = steps.map((s) => [s.from, s.figures.find((f) => f.path === 'rows.0.holdDays')?.value])
  assert.deepEqual(held.slice(0, 3), [
    ['2020-03-18', 14],
    ['2021-05-05', 21],
    ['2021-07-14', 14],
  ])
  assert.equal(steps[2]?.reachesOpenOrders, true)
  assert.match(steps[2]?.reachesText.vi ?? '', /5599/)
})

test('packs and profiles are listed with what is in force here today', async () => {
  const { packs: all } = await commune.as(packs, { disease: 'covid19' })
  const of = (code: string) => all.find((p) => p.code === code)!
  assert.deepEqual(
    [of('hai-duong-covid19-2021-02-22-tb95').here, of('hai-duong-covid19-2021-02-22-tb95').inForceToday],
    [true, true],
  )
  assert.deepEqual([of('bac-giang-covid19-2021-08-22').here, of('bac-giang-covid19-2021-08-22').inForceToday], [false, false])
  const { profiles: known } = await commune.as(profiles, {})
  assert.deepEqual(
    known.map((p) => [p.body.code, p.inForceToday]),
    [
      ['covid19', true],
      ['dengue', false],
      ['ebola', true],
      ['hfmd', false],
      ['measles', true],
      ['mers', true],
      ['pertussis', false],
      ['rabies', false],
    ],
  )
  await assert.rejects(commune.as(pack, { code: 'khong-co' }), refused('not-found'))
})

test('loading a changed pack changes a schedule, without a change of code', async () => {
  const schedule = () =>
    inTransaction(t.app.pool, async (db) => {
      const rules = await rulesFor(db, 'covid19')
      const order = {
        level: 'F1' as const,
        personStatus: unknownStatus,
        lastExposureOn: '2021-02-20',
        orderedOn: '2021-02-21',
        place: 'site' as const,
      }
      return holdSchedule(order, rules.timeline, '2021-02-22')!
    })
  const before = await schedule()
  assert.deepEqual([before.releaseOn, before.testDays.map((d) => d.dayNumber)], ['2021-03-06', [1, 14]])
  const changed = shipped(hold14)
  const row = changed.rules.f1Hold!.rule.rows[0]!
  row.holdDays.value = 10
  row.testDays.value = [1, 5, 10]
  assert.deepEqual(await province.as(loadPack, { pack: body(changed), order }), {
    code: hold14,
    version: 2,
    disease: 'covid19',
    changed: true,
  })
  const later = await schedule()
  assert.deepEqual([later.releaseOn, later.testDays.map((d) => d.dayNumber)], ['2021-03-02', [1, 5, 10]])
  assert.equal(
    (await province.as(loadPack, { pack: body(changed), order })).changed,
    false,
    'the same content again is no new version',
  )
  const { versions } = await province.as(pack, { code: hold14 })
  assert.deepEqual(
    versions.map((v) => [v.version, v.loadedBy]),
    [
      [2, province.accountId],
      [1, null],
    ],
  )
  await province.as(loadPack, { pack: body(shipped(hold14)), order })
  assert.equal((await schedule()).releaseOn, '2021-03-06', 'the first text loaded again is version 3')
})

test('a load is audited and told to the modules that keep schedules', async () => {
  const events = await t.rows<{ body: unknown }>("select body from event where name = 'policy.loaded'")
  assert.deepEqual(events, [{ body: { disease: 'covid19' } }, { body: { disease: 'covid19' } }])
  const audit = await t.rows<{ details: { pack?: string; version?: number } }>(
    "select details from audit where action = 'policy.load-pack' and kind = 'write' order by wall_at",
  )
  assert.deepEqual(
    audit.map((a) => a.details.version),
    [2, undefined, 3],
  )
})

test('a faulty pack is refused whole, each fault by its path in both languages, and nothing changes', async () => {
  const bad = shipped(hold14)
  bad.rules.f1Hold!.rule.rows[0]!.holdDays.source.document = 'CV 0000'
  bad.effectiveUntil = '2020-01-01'
  const count = async () => (await t.rows<{ n: number }>('select count(*)::int as n from policy_pack'))[0]!.n
  const held = await count()
  await assert.rejects(province.as(loadPack, { pack: body(bad), order }), (e: unknown) => {
    assert.ok(e instanceof Problem && e.code === 'pack-invalid' && e.status === 422)
    const field = (name: string) => e.errors?.find((f) => f.field === name)
    assert.equal(field('effectiveUntil')?.vi, 'phải sau ngày bắt đầu hiệu lực (effectiveFrom)')
    assert.match(field('rules.f1Hold.rule.rows.0.holdDays.source.document')?.vi ?? '', /CV 0000 không có trong danh mục/)
    return true
  })
  await assert.rejects(province.as(loadPack, { pack: {}, order }), refused('pack-invalid'))
  const elsewhere = { ...shipped('hai-duong-covid19-2021-02-22-tb95'), provinces: ['99'] }
  await assert.rejects(province.as(loadPack, { pack: body(elsewhere), order }), refused('pack-invalid'))
  const other = { ...shipped(hold14), disease: 'mers' as const }
  await assert.rejects(province.as(loadPack, { pack: body(other), order }), refused('pack-invalid'))
  await assert.rejects(province.as(loadProfile, { profile: { code: 'covid19' } }), refused('profile-invalid'))
  assert.equal(await count(), held)
})

test('rules are loaded for the whole province by those who answer for it, and by nobody else', async () => {
  const text = body(shipped(hold14))
  await assert.rejects(commune.as(loadPack, { pack: text, order }), refused('forbidden'))
  const local = await t.post('administrator', '293')
  await assert.rejects(local.as(loadPack, { pack: text, order }), refused('outside-area'))
  const cdc = await t.post('cdc', '30')
  assert.equal((await cdc.as(loadPack, { pack: text, order })).changed, false)
})

test('the document that orders a text which stands already is kept beside it; the first one stays', async () => {
  const text = body(shipped('product-covid19'))
  const asked = (documentNo: string) => province.as(loadPack, { pack: text, order: { ...order, documentNo } })
  assert.deepEqual(
    [await asked('12/QĐ-UBND'), await asked('13/QĐ-UBND')].map((m) => [m.changed, m.ordered]),
    [
      [false, true],
      [false, false],
    ],
  )
  assert.deepEqual((await province.as(pack, { code: 'product-covid19' })).versions[0]!.order, order)
})

test('a changed profile is a new version: a new alias finds the disease', async () => {
  const profile = structuredClone(loadProfiles().find((p) => p.code === 'covid19')!)
  profile.aliases.push('viêm phổi Vũ Hán')
  const made = await province.as(loadProfile, { profile: body(profile) })
  assert.deepEqual([made.version, made.changed], [2, true])
  assert.equal((await commune.as(inForce, { disease: 'Viêm phổi Vũ Hán' }))?.disease, 'covid19')
})

test('twelve people loading at once make twelve versions, none lost', async () => {
  const texts = Array.from({ length: 12 }, (_, i) => ({
    ...shipped('product-covid19'),
    datesNote: { vi: `Lần ${i}`, en: `Load ${i}` },
  }))
  const made = await Promise.all(texts.map((p) => province.as(loadPack, { pack: body(p), order })))
  assert.deepEqual(
    made.map((m) => m.version).sort((a, b) => a - b),
    Array.from({ length: 12 }, (_, i) => i + 2),
  )
})

test('a shipped pack that is not here is told number by number, comes into force only by a document, and goes out again with a reason', async () => {
  const code = 'hai-duong-covid19-2021-02-22-tb95'
  const waiting = async () => (await province.as(shippedPacks, {})).packs
  const states = async () => (await waiting()).map((p) => [p.code, p.state])
  // the one loaded twelve times above is the province's own: it is not told as new
  assert.deepEqual(await states(), [])
  // the product is newer than the instance: one pack was not there, of another a number was different
  await t.rows('delete from policy_pack where code = $1', [code])
  await t.rows(
    `update policy_pack set body = jsonb_set(body, '{rules,f1Hold,rule,rows,0,holdDays,value}', '13'), loaded_at = loaded_at + interval '1 second'
     where code = $1 and version = 1`,
    [hold14],
  )
  await t.rows('delete from policy_order where code = $1', [hold14])
  await t.rows('delete from policy_pack where code = $1 and version > 1', [hold14])
  const team = async () => (await commune.as(inForce, { disease: 'covid19' }))!.figures.find((f) => f.ruleKey === 'communityTeam')
  assert.notEqual((await team())?.packCode, code, 'never in force by itself')
  assert.deepEqual(await inTransaction(t.app.pool, countShipped), { packs: 2, profiles: 0 })
  const [fresh, other] = await waiting()
  assert.deepEqual(
    [fresh!.code, fresh!.state, fresh!.against, fresh!.inForceToday, fresh!.held],
    [code, 'new', 'in-force', true, null],
  )
  const least = fresh!.changes.find((c) => c.ruleKey === 'communityTeam' && c.path.endsWith('householdsMin'))!
  assert.deepEqual([least.now?.text.vi, least.now?.confirmed], ['từ 50 hộ trở lên', true])
  assert.match(least.now?.sourceText?.vi ?? '', /TB 95-TB\/TU Hải Dương, Mục 3/)
  assert.deepEqual([other!.code, other!.state, other!.held], [hold14, 'changed', { version: 1, own: false }])
  assert.deepEqual(
    other!.changes.map((c) => [c.path, c.was?.text.vi, c.now?.text.vi]),
    [[other!.changes[0]!.path, 'từ 13 ngày trở lên', 'từ 14 ngày trở lên']],
  )

  const ask = { code, fingerprint: fresh!.fingerprint, order }
  await assert.rejects(commune.as(takeShipped, ask), refused('forbidden'))
  await assert.rejects(province.as(takeShipped, { ...ask, fingerprint: other!.fingerprint }), refused('shipped-moved'))
  await assert.rejects(
    province.as(takeShipped, { ...ask, order: { ...order, issuedOn: '2021-03-01' } }),
    (e: unknown) => e instanceof Problem && e.errors?.[0]?.field === 'order.issuedOn',
  )
  assert.deepEqual(await province.as(takeShipped, ask), { code, version: 1, disease: 'covid19', changed: true })
  assert.equal((await team())?.packCode, code)
  assert.deepEqual(await states(), [[hold14, 'changed']])
  const kept = async () =>
    (await commune.as(pack, { code })).versions.map((v) => [v.version, v.standing, v.order, v.withdrawn?.reason])
  assert.deepEqual(await kept(), [[1, true, order, undefined]])

  const reason = 'đưa vào nhầm, chờ văn bản của tỉnh'
  await assert.rejects(province.as(withdrawPack, { code: 'product-covid19', version: 1, reason }), refused('pack-not-standing'))
  await assert.rejects(province.as(withdrawPack, { code: hold14, version: 1, reason }), refused('pack-founded'))
  assert.deepEqual(await province.as(withdrawPack, { code, version: 1, reason }), { code, standing: null })
  assert.notEqual((await team())?.packCode, code)
  assert.deepEqual(await kept(), [[1, false, order, reason]])
  assert.deepEqual(
    (await commune.as(packs, {})).withdrawn.map((p) => [p.code, p.reason]),
    [[code, reason]],
  )
  assert.deepEqual(await states(), [
    [hold14, 'changed'],
    [code, 'withdrawn'],
  ])
  assert.equal((await inTransaction(t.app.pool, countShipped)).packs, 1, 'what was withdrawn is no longer asked about')
  assert.equal((await province.as(takeShipped, ask)).version, 2, 'by a document it may come again')

  // a release brought 13 days and the province took them in; this one goes back to 14
  const mended = { ...body(shipped(hold14)), rules: structuredClone(shipped(hold14).rules) } as PolicyPack
  mended.rules.f1Hold!.rule.rows[0]!.holdDays.value = 13
  await province.as(takeShipped, { code: hold14, fingerprint: (await waiting())[0]!.fingerprint, order })
  const { version } = await province.as(loadPack, { pack: body(mended), order })
  assert.deepEqual(await states(), [], 'a text of its own that lies over a shipped one is the province’s decision')
  await t.rows('update policy_order set shipped = true where code = $1 and version = $2', [hold14, version])
  assert.deepEqual(await states(), [[hold14, 'changed']], 'one that an earlier release brought is not')
  assert.deepEqual((await waiting())[0]!.held, { version, own: false })
  assert.equal(
    (await province.as(takeShipped, { code: hold14, fingerprint: (await waiting())[0]!.fingerprint, order })).changed,
    true,
  )
})

test('a disease profile that ships otherwise than held is told number by number, and the text that was looked at is what is loaded', async () => {
  const dengue = loadProfiles().find((p) => p.code === 'dengue')!
  const cases = dengue.cluster!.casesAtLeast
  await t.rows(
    `update disease_profile set body = jsonb_set(body, '{cluster,casesAtLeast,value}', '99') where code = 'dengue' and version = 1`,
  )
  await t.rows(`delete from disease_profile where code = 'rabies'`)
  assert.equal((await inTransaction(t.app.pool, countShipped)).profiles, 2)
  const waiting = async () => (await province.as(shippedPacks, {})).profiles
  const [one, fresh] = await waiting()
  assert.deepEqual([one!.code, one!.held, fresh!.code, fresh!.held], ['dengue', 1, 'rabies', null])
  assert.deepEqual(
    one!.changes.map((c) => [c.title.vi, c.was?.text.vi, c.now?.text.vi, c.now?.confirmed]),
    [['Số ca thành ổ dịch', valueText({ ...cases, value: 99 }).vi, valueText(cases).vi, cases.confirmed]],
  )
  assert.ok(fresh!.changes.length > 5 && fresh!.changes.every((c) => c.was === null))
  for (const p of await waiting()) await province.as(loadProfile, { profile: body(p.profile) })
  assert.deepEqual(await waiting(), [])
  assert.deepEqual((await inTransaction(t.app.pool, countShipped)).profiles, 0)

  // a later release had another text, which was loaded; this one is back at the text before it
  const later = (shipped: boolean) =>
    t.rows(
      `insert into disease_profile (code, version, body, loaded_at, shipped)
      select code, version + 1, jsonb_set(body, '{cluster,casesAtLeast,value}', '98'), now(), $1 from disease_profile where code = 'dengue' order by version desc limit 1`,
      [shipped],
    )
  await later(true)
  const [back, ...others] = await waiting()
  assert.deepEqual([back?.code, back?.held, others], ['dengue', 3, []])
  assert.equal((await inTransaction(t.app.pool, countShipped)).profiles, 1)
  await province.as(loadProfile, { profile: body(back!.profile) })
  assert.deepEqual(await waiting(), [])
  await later(false)
  assert.deepEqual(await waiting(), [], 'the province’s own text that lies over it had its decision')
})

test('an open order follows what each rule version states when a pack comes in, and again when it goes out', async () => {
  const schedule = () =>
    inTransaction(t.app.pool, async (db) => {
      const { timeline } = await rulesFor(db, 'covid19')
      const order = {
        level: 'F1',
        personStatus: unknownStatus,
        lastExposureOn: '2021-02-20',
        orderedOn: '2021-02-20',
        place: 'site',
      } as const
      return holdSchedule(order, timeline, '2021-02-22')!.releaseOn
    })
  const before = await schedule()
  const made = { ...shipped(hold14), code: 'thu-21-ngay', effectiveFrom: '2021-02-21', effectiveUntil: null }
  made.rules = { f1Hold: structuredClone(made.rules.f1Hold!) }
  for (const row of made.rules.f1Hold!.rule.rows) row.holdDays.value = 21
  for (const reaches of [false, true]) {
    made.rules.f1Hold!.reachesOpenOrders = reaches
    const { version } = await province.as(loadPack, { pack: body(made), order })
    assert.equal(await schedule(), reaches ? '2021-03-13' : before)
    await province.as(withdrawPack, { code: made.code, version, reason: 'đưa vào nhầm' })
    assert.equal(await schedule(), before)
  }
})

test('what a change saw that was taken back in the middle is not taken for the rules that stand', async () => {
  const [hold, team] = [shipped(hold14), shipped('hai-duong-covid19-2021-02-22-tb95')]
  const open = { provinces: ['30'], effectiveFrom: '2021-02-21', effectiveUntil: null }
  const made: PolicyPack[] = [
    { ...hold, ...open, code: 'thu-mot', rules: { f1Hold: hold.rules.f1Hold! } },
    { ...team, ...open, code: 'thu-hai', rules: { communityTeam: team.rules.communityTeam! } },
  ]
  const [one, two] = [made[0]!.code, made[1]!.code]
  // a withdrawal that fails after the rules were read in it, then one of the other pack
  for (const pack of made) await province.as(loadPack, { pack: body(pack), order })
  const lost = inTransaction(t.app.pool, async (db) => {
    const { accountId } = (await t.rows<{ accountId: string }>('select account_id as "accountId" from account limit 1'))[0]!
    await insertWithdrawal(db, { code: one, version: 1, reason: 'đưa vào nhầm' }, '2021-02-22T01:00:00Z', accountId, newId())
    assert.ok(!(await rulesFor(db, 'covid19')).on('2021-02-22')!.layers.includes(one))
    throw new Error('lost')
  })
  await assert.rejects(lost, /lost/)
  await province.as(withdrawPack, { code: two, version: 1, reason: 'đưa vào nhầm' })
  const standing = (await commune.as(inForce, { disease: 'covid19', day: '2021-02-22' }))!.layers.map((l) => l.code)
  assert.deepEqual([standing.includes(one), standing.includes(two)], [true, false])
  // a pack that fails likewise, then another with as many rows
  const again = inTransaction(t.app.pool, async (db) => {
    await db.run(sql`insert into policy_pack select code, version + 1, disease, provinces, effective_from, '2021-02-22', body || '{"effectiveUntil": "2021-02-22"}', loaded_at, loaded_by
      from policy_pack where code = ${one}`)
    assert.ok(!(await rulesFor(db, 'covid19')).on('2021-02-22')!.layers.includes(one))
    throw new Error('lost')
  })
  await assert.rejects(again, /lost/)
  await province.as(loadPack, { pack: body({ ...made[1]!, datesNote: { vi: 'Lần hai', en: 'Again' } }), order })
  const later = (await commune.as(inForce, { disease: 'covid19', day: '2021-02-22' }))!.layers.map((l) => l.code)
  assert.deepEqual([later.includes(one), later.includes(two)], [true, true])
})

test('of two changes of the rules of one disease at once the second waits, and works out what is owed by both', async () => {
  const text = { ...shipped('product-covid19'), datesNote: { vi: 'Chờ', en: 'Waits' } }
  const order2: string[] = []
  let second: Promise<unknown> | undefined
  await inTransaction(t.app.pool, async (db) => {
    await lockVersions(db, 'disease', 'covid19')
    second = province.as(loadPack, { pack: body(text), order }).then(() => order2.push('second'))
    const waits = async () =>
      (
        await t.rows<{ n: number }>(
          "select count(*)::int as n from pg_locks where locktype = 'advisory' and classid = 714205 and not granted and database = (select oid from pg_database where datname = current_database())",
        )
      )[0]!.n
    while (order2.length === 0 && (await waits()) === 0);
    order2.push('first')
  })
  await second
  assert.deepEqual(order2, ['first', 'second'])
})
