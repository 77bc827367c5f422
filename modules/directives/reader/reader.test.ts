import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { provinceOfDistrict } from '../places.ts'
import { readDirective } from './read.rules.ts'
import { type Key, score } from './score.fixtures.ts'

const madeUp = new URL('made-up/', import.meta.url)
const shared = process.env.PHAODAI_SHARED
  ? new URL('data/directives/', pathToFileURL(`${process.env.PHAODAI_SHARED}/`))
  : new URL('../../../../shared/data/directives/', import.meta.url)

const scored = (folder: URL, file: string) => {
  const raw = readFileSync(new URL(file, folder), 'utf8')
  const key = JSON.parse(readFileSync(new URL(file.replace('.txt', '.gold.json'), folder), 'utf8')) as Key
  const read = readDirective(raw, { provinceOfDistrict })
  return { raw, read, ...score(raw, read, key) }
}
const wholly = (folder: URL, file: string) => {
  const s = scored(folder, file)
  const wrong = s.wrong.filter((line) => !line.startsWith('not in the key'))
  assert.deepEqual(wrong, [], file)
  return s
}

describe('documents made up in the shapes that provinces write, each with a key made by reading', () => {
  for (const file of readdirSync(madeUp).filter((name) => name.endsWith('.txt')))
    test(`${file}: header, deadlines, tasks and whose they are`, () => {
      const s = wholly(madeUp, file)
      // these keys are complete: what is not in them is no task
      assert.equal(s.tasks.unkeyed, 0, s.wrong.join('\n'))
    })
})

const skip = existsSync(shared) ? false : 'the shared directives are not here'
describe('the three real directives', { skip }, () => {
  for (const file of ['bac-giang-2021-08-22.txt', 'hai-duong-2021-02-22.txt', 'quang-ninh-2020-03.txt'])
    test(`${file}: all that its key lists is found, no deadline that is none, no task outside the orders`, () => {
      const { raw, read, deadlines } = wholly(shared, file)
      assert.equal(deadlines.given, deadlines.of)
      const longest = Math.max(...read.tasks.map((t) => t.text.length))
      assert.ok(longest < 2500, `a task of ${longest} letters is a page, not an order`)
      for (const t of read.tasks) assert.equal(raw.slice(...t.span), t.text)
    })
})
