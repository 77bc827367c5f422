import { newId } from '@phaodai/kernel/ids.ts'
import { dbOf, sql } from '@phaodai/kernel/sql.ts'
import { execute, command } from '@phaodai/kernel/command.ts'
import { verb } from '@phaodai/kernel/contract.ts'
import { z } from 'zod'
import { testApp } from '../../test/database.ts'
import { insertConfirmations } from '../cases/cases.store.ts'
import { insertPersons, putSubjects } from '../people/people.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { Neighbourhood } from './neighbourhood.ts'
import { insertContact, insertDecision, insertPlace, insertVisits, listMeetings } from './tracing.store.ts'
import { computeAround, reclassify } from './reclassify.ts'

const t = await testApp()
const cdc = await t.post('operator', '30')
const communeId = (await t.area('10783')).areaId
const N = Number(process.argv[2] ?? 2000)
const TOTAL = Number(process.argv[3] ?? 20000)
const households = process.argv[4] === 'h'
const run = command(verb({ name: 'x.bench', method: 'POST', path: '/x', title: { vi: '', en: '' }, roles: ['operator'], input: z.any(), output: z.any() }), async (ctx: any) => {
  const ids = Array.from({ length: TOTAL }, () => newId())
  await putSubjects(ctx.db, ids.map((subjectId) => ({ subjectId })), ctx.now)
  const hh = Array.from({ length: TOTAL / 2 }, () => newId())
  await insertPersons(ctx.db, ids.map((subjectId, i) => ({ communeId, personId: newId(), subjectId, code: 'X', fromOn: '2021-02-01', fullName: 'Nguyễn Văn A', source: 's', createdAt: ctx.now, opId: ctx.opId, householdId: households ? hh[i >> 1] : null })))
  await insertConfirmations(ctx.db, ids.map((subjectId) => ({ communeId, confirmationId: newId(), subjectId, disease: 'covid19', basis: 'notified' as const, resultId: null, sampledOn: '2021-02-20', confirmedOn: '2021-02-20', reportedOn: '2021-02-20', origin: null, placeFound: null, listName: null, listRef: null, details: {} })), ctx.now, ctx.opId)
  if (process.argv[4] === 'v') {
    const places = hh.map(() => newId())
    for (const placeId of places) await insertPlace(ctx.db, { communeId, placeId, name: 'Chợ', nameKey: 'cho', kind: 'market', closedSpace: null, address: null }, ctx.now, ctx.opId)
    await insertVisits(ctx.db, ids.map((subjectId, i) => ({ communeId, visitId: newId(), subjectId, placeId: places[i >> 1]!, fromAt: '2021-02-19T07:00:00+07:00', toAt: '2021-02-19T08:00:00+07:00', masked: null, source: 'x' })), ctx.now, ctx.opId)
    for (let i = 0; i < 4000; i++) await insertDecision(ctx.db, { communeId, decisionId: newId(), subjectId: ids[i]!, otherId: ids[i ^ 1]!, placeId: places[i >> 1]!, onDay: '2021-02-19', disease: 'covid19', decision: 'counts', reason: 'x', by: ctx.actor.accountId }, ctx.now, ctx.opId)
    if (process.argv[5]) await ctx.acrossAreas(async () => {
    let st: any
    await listMeetings({ many: async (s: any) => { st = s; return [] } } as never, ids.slice(0, N))
    for (const r of await ctx.db.many({ text: 'explain (analyze, buffers) ' + st.text, values: st.values })) console.log((r as any)['QUERY PLAN'].slice(0, 180))
  })
  }
  if (process.argv[4] === 'c') {
    for (let i = 0; i < TOTAL; i++) await insertContact(ctx.db, { communeId, contactId: newId(), subjectId: ids[i]!, otherId: ids[i ^ 1]!, disease: 'covid19', kind: 'declared', firstOn: '2021-02-19', lastOn: '2021-02-19', minutes: null, distanceM: null, masked: null, closedSpace: null, physical: true, care: null, placeText: null, counts: true, reason: { vi: '', en: '' }, otherSnapshot: {} }, ctx.now, ctx.opId)
  }
  const raw = ctx.db.many
  const timed: any = { ...ctx.db, many: async (s: any) => { const a = performance.now(); const r = await raw(s); const d = performance.now() - a; if (d > 20) console.log('   ', Math.round(d), 'ms', r.length, 'rows', s.text.replace(/\s+/g, ' ').slice(0, 90)); return r } }
  if (process.argv[5]) await ctx.acrossAreas(async () => {
    const { listHouseholdStays } = await import('./tracing.store.ts')
    let st: any
    await listHouseholdStays({ many: async (s: any) => { st = s; return [] } } as never, ids.slice(0, N))
    for (const r of await ctx.db.many({ text: 'explain (analyze, buffers) ' + st.text, values: st.values })) console.log((r as any)['QUERY PLAN'].slice(0, 180))
  })
  await ctx.acrossAreas(async () => {
    const rules = await rulesFor(ctx.db, 'covid19')
    for (const at of [0, Math.floor((TOTAL - N) / 2), TOTAL - N]) {
      const a = performance.now()
      const r = await computeAround(new Neighbourhood(timed, rules), ids.slice(at, at + N))
      console.log('computeAround', Math.round(performance.now() - a), 'ms', r.size)
    }
  })
  for (let at = 0; at < Math.min(TOTAL, N * 5); at += N) {
    const a = performance.now()
    await reclassify({ ...ctx, db: timed } as never, 'covid19', ids.slice(at, at + N))
    console.log('reclassify', Math.round(performance.now() - a), 'ms')
  }
  return {}
})
try { await execute(t.app, run as never, {}, { postId: cdc.postId }) } finally { await t.close() }
