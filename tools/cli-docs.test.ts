import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { makeProgram } from '../apps/cli/program.ts'
import { cliDocs, file } from './cli-docs.ts'

test('docs/cli.md says what the commands say of themselves (else: node tools/cli-docs.ts)', () => {
  assert.equal(readFileSync(file, 'utf8'), cliDocs())
})

test('every command of data can answer in JSON', () => {
  const without = makeProgram().commands.flatMap((c) => {
    const leaves = c.commands.length > 0 ? c.commands : [c]
    return leaves.filter((l) => !l.options.some((o) => o.long === '--json')).map((l) => `${c.name()} ${l.name()}`)
  })
  // a server answers on its port
  assert.deepEqual(without, ['serve serve'])
})
