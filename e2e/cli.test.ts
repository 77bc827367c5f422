/** What every command of `phaodai` owes a script: one JSON document on standard output, exit 0, 1 or 2, and help that lists all. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Command } from 'commander'
import { makeProgram } from '../apps/cli/program.ts'
import { explain } from '../apps/cli/runtime.ts'
import { clear, dataFolder, phaodai } from './processes.ts'

const real = dataFolder()
const empty = dataFolder()
after(clear)
before(async () => {
  const init = phaodai({ PHAODAI_DATA: real }, 'init', '--real', '--province', '31', '--json')
  assert.equal(await init.code, 0, init.said())
})

interface Leaf {
  words: string[]
  command: Command
}
const leaves = (command: Command, words: string[] = []): Leaf[] =>
  command.commands.length === 0 ? [{ words, command }] : command.commands.flatMap((c) => leaves(c, [...words, c.name()]))
const all = leaves(makeProgram())
/** It answers by serving; its lines are for people. */
const noAnswer = ['serve']

interface Said {
  code: number | null
  out: string
  said: string
}
async function say(folder: string, words: string[]): Promise<Said> {
  const run = phaodai({ PHAODAI_DATA: folder }, ...words)
  const code = await run.code
  return { code, out: run.out(), said: run.said() }
}
/** The same in this process, as main.ts runs it: a process for each command would take minutes. */
async function inProcess(folder: string, words: string[]): Promise<Said> {
  let [text, all] = ['', '']
  const kept = { out: process.stdout.write, err: process.stderr.write, data: process.env.PHAODAI_DATA }
  // the test runner writes bytes there meanwhile, the command line text
  const hear = (stream: 'out' | 'err') =>
    function (this: NodeJS.WriteStream, ...args: Parameters<typeof kept.out>) {
      if (typeof args[0] !== 'string') return kept[stream].apply(this, args)
      if (stream === 'out') text += args[0]
      all += args[0]
      return true
    }
  process.stdout.write = hear('out') as typeof kept.out
  process.stderr.write = hear('err') as typeof kept.err
  process.env.PHAODAI_DATA = folder
  try {
    await makeProgram().parseAsync(['node', 'phaodai', ...words])
    return { code: 0, out: text, said: all }
  } catch (error) {
    const code = explain(error, words.includes('--json'))
    return { code, out: text, said: all }
  } finally {
    process.stdout.write = kept.out
    process.stderr.write = kept.err
    if (kept.data === undefined) delete process.env.PHAODAI_DATA
    else process.env.PHAODAI_DATA = kept.data
  }
}
function oneDocument(said: Said, words: string[]): Record<string, unknown> {
  const what = `${words.join(' ')}: ${said.said}`
  assert.equal(said.out.trim().split('\n').length, 1, what)
  return JSON.parse(said.out) as Record<string, unknown>
}

test('--help lists every command, and the help of a group lists its own', async () => {
  const help = await say(empty, ['--help'])
  assert.equal(help.code, 0)
  for (const command of makeProgram().commands) assert.match(help.out, new RegExp(`^\\s+${command.name()}\\b`, 'm'))
  const listed = (group: Command): void => {
    for (const c of group.commands) {
      assert.match(group.helpInformation(), new RegExp(`^\\s+${c.name()}\\b`, 'm'))
      listed(c)
    }
  }
  listed(makeProgram())
})

test('every command takes --json', () => {
  const without = all.filter(
    ({ words, command }) => !noAnswer.includes(words[0]!) && !command.options.some((o) => o.long === '--json'),
  )
  assert.deepEqual(
    without.map(({ words }) => words.join(' ')),
    [],
  )
})

test('an unknown option is exit 2, with nothing on standard output, for every command', async () => {
  for (const { words } of all) {
    const said = await inProcess(empty, [...words, '--no-such-option', '--json'])
    assert.deepEqual([said.code, said.out], [2, ''], words.join(' '))
    assert.notEqual(said.said, '')
  }
  assert.deepEqual((({ code, out }) => [code, out])(await say(empty, ['day', '--no-such-option', '--json'])), [2, ''])
})

test('where there is no data every command with --json says so in one document, or asks for what it lacks', async () => {
  for (const { words, command } of all) {
    if (['serve', 'init'].includes(words[0]!)) continue
    const given = [
      ...command.registeredArguments.filter((a) => a.required).map(() => '1'),
      ...command.options.filter((o) => o.mandatory).flatMap((o) => [o.long!, ...(o.required ? ['1'] : [])]),
    ]
    const said = await inProcess(empty, [...words, ...given, '--json'])
    if (said.code === 2) {
      assert.equal(said.out, '', words.join(' '))
      continue
    }
    assert.equal(said.code, 1, `${words.join(' ')}: ${said.said}`)
    const problem = oneDocument(said, words)
    assert.ok(problem.code && problem.title && problem.titleEn, said.said)
  }
})

test('on real, empty data an answer is one document with exit 0, and a refusal one Problem with exit 1', async () => {
  const good = [
    ['day'],
    ['case', 'list', '--disease', 'covid19'],
    ['order', 'list', '--disease', 'covid19'],
    ['person', 'search', 'Nguyễn'],
    ['verify'],
    ['chains', '--disease', 'covid19'],
  ]
  for (const words of good) {
    const said = await say(real, [...words, '--json'])
    assert.equal(said.code, 0, `${words.join(' ')}: ${said.said}`)
    oneDocument(said, words)
  }
  const refused = [
    ['day', '+1'],
    ['person', 'show', '01a204d0-87f1-7140-b243-469d4acb667c'],
    ['init', '--real', '--province', '31'],
  ]
  for (const words of refused) {
    const said = await say(real, [...words, '--json'])
    assert.equal(said.code, 1, `${words.join(' ')}: ${said.said}`)
    assert.ok(oneDocument(said, words).code)
  }
})
