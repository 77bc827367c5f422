import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type PairContacts, pairReach } from '@phaodai/modules/tracing/engine/edges.ts'
import { Command } from 'commander'
import fc from 'fast-check'
import { sharedPath } from '../../../test/shared.ts'
import { registerReach } from './reach.command.ts'

const folder = sharedPath('data/epi/contacts')

async function run(...words: string[]): Promise<string> {
  let text = ''
  const epi = new Command('epi').exitOverride()
  registerReach(epi, {
    out(part) {
      text += part
    },
    note() {},
  })
  await epi.parseAsync(words, { from: 'user' })
  return text
}

for (const set of ['primary_school_2009', 'workplace_2013'])
  test(`every figure of the real contact network ${set} is exact, direct, cumulated, forward and backward`, async (t) => {
    const windows = join(folder, `${set}_ref_tracing.csv`)
    if (!existsSync(windows)) return t.skip(`shared reference data is absent: ${windows}`)
    const found = await run('reach', '--contacts', join(folder, `${set}_tij.csv.gz`), '--windows', windows, '--csv')
    assert.equal(found.replaceAll('\r\n', '\n').trim(), readFileSync(windows, 'utf8').replaceAll('\r\n', '\n').trim())
  })

test('one question answers with the persons too, and an end that belongs to the window is asked for', async (t) => {
  const own = mkdtempSync(join(tmpdir(), 'phaodai-reach-'))
  t.after(() => rmSync(own, { recursive: true }))
  const file = join(own, 'tij.csv')
  // at 20 b could pass on what it had at 0; at 0 itself it could not
  writeFileSync(file, 't,i,j\n0,a,b\n0,b,d\n20,b,c\n40,a,c\n')
  const ask = async (...more: string[]) =>
    JSON.parse(await run('reach', '--contacts', file, '--index', 'a', '--from', '0', ...more, '--json'))
  const first = await ask('--to', '40')
  assert.deepEqual([first.contacts, first.forward, first.backward], [[{ id: 'b', seconds: 20 }], ['b', 'c'], ['b']])
  const whole = await ask('--to', '40', '--to-included')
  assert.deepEqual([whole.direct_contacts, whole.backward], [2, ['b', 'c', 'd']])
  await assert.rejects(ask('--index', 'nobody'), /nobody/)
})

/** Every path, tried one after another. */
function slowly(c: PairContacts, index: number, from: number, to: number, forward: boolean): Set<number> {
  const found = new Set<number>()
  const walk = (at: number, since: number) => {
    for (let k = 0; k < c.t.length; k++) {
      const t = c.t[k]!
      if (t < from || t >= to || (forward ? t <= since : t >= since)) continue
      const next = c.i[k] === at ? c.j[k]! : c.j[k] === at ? c.i[k]! : -1
      if (next < 0) continue
      found.add(next)
      walk(next, t)
    }
  }
  walk(index, forward ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY)
  found.delete(index)
  return found
}

test('reach over random networks equals what trying every path finds, whatever the order of rows and the unit of time', () => {
  const row = fc.tuple(fc.nat(6), fc.nat(4), fc.nat(4)).filter(([, i, j]) => i !== j)
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 14 }), fc.nat(4), (rows, index) => {
      const of = (list: [number, number, number][], scale = 1): PairContacts => ({
        t: Float64Array.from(list, (r) => r[0] * scale),
        i: Uint32Array.from(list, (r) => r[1]),
        j: Uint32Array.from(list, (r) => r[2]),
        people: 5,
      })
      const found = pairReach(of(rows), index, 1, 6)
      assert.deepEqual(new Set(found.forward), slowly(of(rows), index, 1, 6, true))
      assert.deepEqual(new Set(found.backward), slowly(of(rows), index, 1, 6, false))
      const turned = pairReach(of([...rows].reverse(), 20), index, 20, 120)
      assert.deepEqual(new Set(turned.forward), new Set(found.forward))
      assert.deepEqual(new Map([...turned.direct].sort()), new Map([...found.direct].sort()))
    }),
    { numRuns: 500 },
  )
})
