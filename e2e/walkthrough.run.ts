import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { writeKept } from '../apps/api/data-folder.ts'
import { type TestApp, testApp } from '../test/database.ts'
import { builtCommand } from './processes.ts'
import { agrees, asWritten, filled, isKnown, type Known, plain, stepsOf, wordsOf } from './walkthrough.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
// WALKTHROUGH=write writes the answers of this run into the document: read the difference before it goes anywhere
const write = process.env.WALKTHROUGH === 'write'

/** A test that every command of a document answers what the document says, on a drill of its own. @param name the document, from the root */
export function walkThrough(name: string, atLeast: number): void {
  const file = join(root, name)
  const folder = mkdtempSync(join(tmpdir(), 'phaodai-walk-'))
  let t: TestApp
  let command: string

  before(async () => {
    command = await builtCommand()
    t = await testApp()
    // a drill founded as by `npm start`, but for the demonstration, which lives in other communes
    writeKept(folder, {
      mode: 'drill',
      database: 'unused',
      masterKey: Buffer.alloc(32, 7).toString('base64'),
      appPassword: 'test-only',
    })
  })
  after(async () => {
    rmSync(folder, { recursive: true })
    await t.close()
  })

  /** Runs `phaodai` with these words in a process of its own; its output as a person sees it, with the exit status where that is not 0. */
  function phaodai(words: string[]): Promise<string> {
    return new Promise((done, fail) => {
      const child = spawn(process.execPath, [command, ...words], {
        cwd: root,
        env: { ...process.env, PHAODAI_DATA: folder, DATABASE_URL: t.adminUrl },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
      child.on('error', fail)
      child.on('close', (status) => done(plain(`${plain(said)}${status === 0 ? '' : `\n(mã thoát ${status})`}`)))
    })
  }

  test(`every command of ${name} answers what the document says`, async () => {
    const document = readFileSync(file, 'utf8')
    const known: Known = new Map()
    const answers = new Map<number, string>()
    const steps = stepsOf(document)
    assert.ok(steps.length >= atLeast, 'the document has its commands')
    for (const step of steps) {
      // being written, it may name what a later line of it still has to say
      if (write && !isKnown(step.command, known)) break
      const answer = await phaodai(wordsOf(filled(step.command, known)))
      const expected = plain(step.expected.join('\n'))
      const same = agrees(expected, answer, known)
      if (!same && !write) assert.equal(asWritten(answer, known), expected, `${name}:${step.line}: ${step.command}`)
      // a new value is learnt from the one line that names it
      if (!same) for (const line of step.expected) answer.split('\n').some((said) => agrees(line, said, known))
      answers.set(step.line, same ? expected : asWritten(answer, known))
    }
    if (!write) return
    const kept = document.split('\n').flatMap((text, i) => {
      const step = [...steps].reverse().find((s) => s.line <= i + 1)
      const isAnswer = step && answers.has(step.line) && i + 1 > step.line && i + 1 <= step.line + step.expected.length
      const answer = answers.get(i + 1)
      return isAnswer ? [] : answer === undefined ? [text] : [text, ...(answer === '' ? [] : answer.split('\n'))]
    })
    writeFileSync(file, kept.join('\n'))
  })
}
