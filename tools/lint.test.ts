import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

test('every small name of browsers that servers lack is a lint error on the server, as the types know it there', () => {
  const [file, ...more] = globSync('node_modules/@typescript/*/lib/lib.dom.d.ts', { cwd: root })
  assert.ok(file && more.length === 0)
  const names = readFileSync(`${root}${file}`, 'utf8').matchAll(/^declare (?:var|function|const) ([a-z]\w*)/gm)
  // of a process of its own: tests of the phone's parts give this one some of a browser's names
  const there = new Set(
    execFileSync(process.execPath, ['-p', 'Object.getOwnPropertyNames(globalThis).join()'], { encoding: 'utf8' })
      .trim()
      .split(','),
  )
  const lacking = [...new Set([...names].map((m) => m[1]!))].filter((n) => !there.has(n) && !n.startsWith('on'))
  assert.ok(lacking.length > 80)
  const { overrides } = JSON.parse(readFileSync(`${root}biome.json`, 'utf8')) as {
    overrides: { linter: { rules: { style: { noRestrictedGlobals: { options: { deniedGlobals: Record<string, string> } } } } } }[]
  }
  const { deniedGlobals } = overrides[0]!.linter.rules.style.noRestrictedGlobals.options
  assert.deepEqual(
    lacking.filter((n) => !(n in deniedGlobals)),
    [],
  )
})
