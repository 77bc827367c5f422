import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { Command } from 'commander'
import { registerPool } from './pool.command.ts'

async function run(...words: string[]): Promise<string> {
  let printed = ''
  const program = new Command().exitOverride()
  registerPool(program, { out: (text) => (printed += text), note: () => {} })
  await program.parseAsync(['pool', ...words], { from: 'user' })
  return printed
}

test('the best plan as one JSON document, with the keys of the reference', async () => {
  const words = ['--prevalence', '0.05', '--sensitivity', '0.95', '--specificity', '0.99', '--json']
  const found = JSON.parse(await run(...words, '--method', 'D3'))
  assert.equal(found.config, 'Stage1=9;Stage2=3/3/3')
  assert.ok(Math.abs(found.value_tests_per_person - 0.3612394099) < 1e-6)
  assert.deepEqual(Object.keys(found.rows[0]), [
    ...['algorithm', 'p', 'Se', 'Sp', 'config', 'ET', 'value_tests_per_person', 'PSe', 'PSp', 'PPPV', 'PNPV'],
  ])
  const small = JSON.parse(await run(...words, '--method', 'A2', '--max-size', '6'))
  assert.equal(small.n, 6)
  assert.equal(small.notes.length, 1)
})

test('shares may be typed in percent and with a comma, and the text is Vietnamese', async () => {
  const text = await run('--prevalence', '1%', '--sensitivity', '0,95', '--people', '1000', '--capacity', '100')
  assert.match(text, /Mẫu gộp +11 người/)
  assert.match(text, /Số ngày +\d+ \(xét nghiệm riêng: 10\)/)
})

test('a prevalence of 20 is refused, and households go with Dorfman pooling only', async () => {
  await assert.rejects(run('--prevalence', '20'), UsageError)
  await assert.rejects(run('--prevalence', '0.1', '--method', 'A2', '--household', '3'), UsageError)
  await assert.rejects(run('--prevalence', '0.1', '--max-size', '1'), UsageError)
  await assert.rejects(run('--prevalence', '0.1', '--method', 'X'), UsageError)
})
