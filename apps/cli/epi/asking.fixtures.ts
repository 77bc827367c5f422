import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { Command } from 'commander'

type Register = (epi: Command, io: { out(text: string): void; note(text: string): void }) => void

/** A command of `phaodai epi` asked in this process: what it prints, what it says beside, and what it refuses with. */
export function asking(register: Register, name: string) {
  const run = async (...words: string[]): Promise<{ printed: string; said: string }> => {
    const [printed, said]: [string[], string[]] = [[], []]
    const program = new Command().exitOverride()
    register(program, { out: (text) => void printed.push(text), note: (text) => void said.push(text) })
    await program.parseAsync([name, ...words], { from: 'user' })
    return { printed: printed.join(''), said: said.join('') }
  }
  const refusal = async (...words: string[]): Promise<string> => {
    try {
      await run(...words)
    } catch (error) {
      if (error instanceof UsageError) return error.message
      throw error
    }
    throw new Error('was not refused')
  }
  return { run, refusal }
}

/** Writes files into a folder that goes with the test file. @returns path of the file */
export function files(): (name: string, content: unknown) => string {
  const folder = mkdtempSync(join(tmpdir(), 'phaodai-epi-'))
  after(() => rmSync(folder, { recursive: true }))
  return (name, content) => {
    const path = join(folder, name)
    writeFileSync(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content))
    return path
  }
}
