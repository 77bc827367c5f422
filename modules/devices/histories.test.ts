import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { idOf, newId } from '@phaodai/kernel/ids.ts'
import { dbOf } from '@phaodai/kernel/sql.ts'
import { type Client, ClientRefusal, openClient } from '@phaodai/sync/client.ts'
import { type MemoryDisk, memoryDisk } from '@phaodai/sync/memory-store.ts'
import { chance } from '@phaodai/sync/model/histories.ts'
import { httpTransport, type Transport, TransportError } from '@phaodai/sync/transport.ts'
import { readInstance } from '../../apps/api/instance.ts'
import { buildServer } from '../../apps/api/server.ts'
import { operations } from '../../apps/api/wiring.ts'
import { type TestPost, testApp } from '../../test/database.ts'
import { assign } from '../checks/assign.commands.ts'
import { makeField, resident } from '../checks/field.fixtures.ts'
import { undoOf, withoutNames } from '../checks/offline.rules.ts'
import { unpackRow } from '../checks/pages.rules.ts'
import { collections } from '../checks/replica.contract.ts'
import { addMember, makeTeam } from '../checks/teams.commands.ts'
import { verify } from '../checks/verify.reads.ts'
import { enrolledPhone, PIN } from './devices.fixtures.ts'
import { refused } from './devices.reads.ts'

const DAY = '2021-02-22'
const SEEDS = [1, 2, 3]
const STEPS = 45
const t = await testApp()
const server = buildServer({ app: t.app, operations, instance: () => readInstance(dbOf(t.app.pool)) })
const real = httpTransport({ base: await server.listen({ host: '127.0.0.1', port: 0 }) })
after(async () => {
  await server.close()
  await t.close()
})
await t.day(DAY)

interface Phone {
  member: TestPost
  client: Client
  disk: MemoryDisk
  transport: Transport
  promised: Set<string>
}

/** Everything that a phone shows, by collection and id. */
const shown = (client: Client) =>
  Object.fromEntries(collections.flatMap((c) => client.rows(c).map((r) => [`${c}/${r.id}`, r.body] as const)).sort())

test('random histories over PostgreSQL: phones killed, requests and answers lost, homes given away; every record ends where it is seen, and a phone of many small fetches holds what a new one fetches whole', async (c) => {
  const { commune, member, teamId, homes } = await makeField(t, '10783', 6)
  const people = await Promise.all(homes.slice(0, 3).map((h) => resident(commune, h)))
  const second = await t.post('team', '10783')
  const other = await t.post('team', '10783')
  await commune.as(addMember, { teamId, postId: second.postId, fromOn: '2021-02-20' })
  const { teamId: otherTeam } = await commune.as(makeTeam, { name: 'Tổ số 2', fromOn: '2021-02-20' })
  await commune.as(addMember, { teamId: otherTeam, postId: other.postId, fromOn: '2021-02-20' })
  const station = await t.post('station', '10783')
  const province = await t.post('province', '30')
  const said = { recorded: 0, accepted: 0, refused: 0, undone: 0, lost: 0, kills: 0, given: 0 }

  for (const seed of SEEDS) {
    const random = chance(seed)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
    let faults = 0
    const lossy = (work: () => Promise<unknown>) => async () => {
      if (random() < faults * 0.6) {
        said.lost++
        throw new TransportError('offline')
      }
      const answer = await work()
      if (random() < faults * 0.6) {
        said.lost++
        throw new TransportError('timeout')
      }
      return answer as never
    }
    const phones: Phone[] = []
    for (const who of [member, second, other]) {
      const transport: Transport = {
        push: (r, k) => lossy(() => real.push(r, k))(),
        pull: (r, k) => lossy(() => real.pull(r, k))(),
        lease: (d, k) => lossy(() => real.lease(d, k))(),
      }
      const disk = memoryDisk()
      const { client } = await enrolledPhone(who, transport, { disk })
      phones.push({ member: who, client, disk, transport, promised: new Set() })
    }
    const record = async (phone: Phone) => {
      const home = pick(homes)
      const at = { householdId: home, onDay: pick([DAY, '2021-02-21']) }
      const dice = random()
      const opId = newId()
      if (dice < 0.7) {
        const answer = pick(['well', 'well', 'absent', 'symptom'])
        const subjectId = pick(people)
        const symptoms = answer === 'symptom' ? { symptoms: [{ signalId: newId(), subjectId, kinds: ['cough'] }] } : {}
        const input = { checkId: opId, ...at, slot: 'morning', answer, ...symptoms }
        await phone.client.record({ opId, verb: 'checks.push-round', input })
      } else if (dice < 0.85) {
        const input = { movementId: newId(), ...at, kind: 'arrival', people: 1, place: 'Hải Phòng' }
        await phone.client.record({ opId, verb: 'checks.record-movement', input })
      } else {
        const input = { frailId: newId(), subjectId: pick(people), reasons: ['elderly'] }
        await phone.client.record({ opId, verb: 'checks.flag-frail', input })
      }
      phone.promised.add(opId)
    }
    for (let i = 0; i < STEPS; i++) {
      const phone = pick(phones)
      const dice = random()
      faults = random() < 0.5 ? random() : 0
      if (dice < 0.5) await record(phone)
      else if (dice < 0.58 && phone.promised.size > 0) {
        const opId = pick([...phone.promised])
        const by = await phone.client.undo(opId).catch((e: unknown) => {
          if (e instanceof ClientRefusal) return 'no'
          throw e
        })
        if (by === null) {
          phone.promised.delete(opId)
          said.undone++
        } else if (by !== 'no') phone.promised.add(by)
      } else if (dice < 0.82) await phone.client.sync()
      else if (dice < 0.9) {
        // the browser is killed and opened again on the same disk
        said.kills++
        phone.client = await openClient({
          ...{ store: phone.disk.open(), transport: phone.transport, newId, withoutNames, undoOf, unpack: unpackRow },
        })
        await phone.client.unlock(PIN)
      } else {
        said.given++
        await commune.as(assign, {
          ...{ teamId: random() < 0.5 ? teamId : otherTeam, householdIds: [pick(homes)], fromOn: DAY, reason: 'chia lại tổ' },
        })
      }
    }
    faults = 0
    for (let round = 0; round < 2; round++) for (const { client } of phones) assert.equal((await client.sync()).ok, true)
    const listed = new Set((await station.as(refused, { limit: 500 })).rows.map((r) => r.refusedId))
    const kept = new Set((await t.rows<{ id: string }>("select payload ->> 'checkId' as id from refused_check")).map((r) => r.id))
    for (const [n, { client, member: who, promised }] of phones.entries()) {
      const { recorded, accepted, refused: out } = client.counters()
      assert.equal(recorded, accepted + out, `history ${seed}, phone ${n}`)
      for (const op of client.operations().filter((o) => promised.has(o.opId))) {
        said.recorded++
        const [there] = await t.rows<{ outcome: string }>('select outcome from device_operation where op_id = $1', [op.opId])
        assert.ok(there, `history ${seed}: ${op.verb} ${op.opId} is nowhere`)
        if (op.state === 'accepted') said.accepted++
        else {
          said.refused++
          const seen = listed.has(idOf('refused operation', op.opId)) || kept.has(op.opId)
          assert.ok(seen, `history ${seed}: ${op.verb} was refused and nobody sees it`)
        }
        if (op.verb !== 'checks.push-round' || op.state !== 'accepted') continue
        const rows = await t.rows('select 1 from household_check where check_id = $1', [op.opId])
        assert.equal(rows.length, 1, `history ${seed}: an accepted check is there once`)
      }
      const fresh = await enrolledPhone(who, real)
      assert.equal((await fresh.client.sync()).ok, true)
      assert.deepEqual(shown(client), shown(fresh.client), `history ${seed}, phone ${n}`)
    }
    assert.equal((await province.as(verify, {})).agrees, true)
  }
  c.diagnostic(JSON.stringify(said))
})
