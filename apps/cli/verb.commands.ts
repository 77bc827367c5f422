import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Operation } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Command } from 'commander'
import { operations } from '../api/wiring.ts'
import { acting, group } from './flags.ts'
import { writeNew } from './printed.ts'
import { type GlobalFlags, inSession, out, print } from './runtime.ts'

interface VerbFlags extends GlobalFlags {
  file?: string
  out?: string
}

/** The verb of that name. @throws UsageError with the verbs of the same module */
function operationOf(name: string): Operation {
  const found = operations.find((o) => o.verb.name === name)
  if (found) return found
  const near = operations.filter((o) => o.verb.name.startsWith(name.split('.')[0]!)).map((o) => o.verb.name)
  const say = near.length > 0 ? `Có: ${near.join(', ')}.` : 'Danh sách: phaodai call.'
  throw new UsageError(`Không có chức năng ${name}. ${say}\nThere is no verb ${name}.`)
}

/** The input as an object: the argument itself, or standard input where it is `-`. @throws UsageError */
function inputOf(text: string | undefined, flags: VerbFlags, operation: Operation): Record<string, unknown> {
  let input: unknown = {}
  try {
    if (text !== undefined) input = JSON.parse(text === '-' ? readFileSync(0, 'utf8') : text)
  } catch (error) {
    throw new UsageError(`Dữ liệu vào không phải JSON: ${(error as Error).message} (the input is not JSON).`)
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new UsageError('Dữ liệu vào phải là một đối tượng JSON: \'{"…": …}\' (the input must be a JSON object).')
  if (operation.verb.upload && !flags.file) throw new UsageError(`${operation.verb.name} nhận một tệp: --file TỆP.`)
  if (!flags.file) return input as Record<string, unknown>
  try {
    return { fileName: basename(flags.file), ...input, bytes: new Uint8Array(readFileSync(flags.file)) }
  } catch (error) {
    throw new UsageError(`Không đọc được tệp ${flags.file} (${(error as NodeJS.ErrnoException).code}).`)
  }
}

const isFile = (answer: unknown): answer is FileAnswer =>
  typeof answer === 'object' && answer !== null && 'bytes' in answer && answer.bytes instanceof Uint8Array

/** call VERB JSON: every capability of the HTTP API by its name. */
export function registerVerbs(program: Command): void {
  const call = group(program, 'call', 'gọi truy vết; hoặc gọi một chức năng theo tên (calls to contacts; or any verb by name)')
  acting(
    call
      // else --json would be taken from `call add`
      .enablePositionalOptions()
      .usage('[options] [verb] [json]\n       phaodai call add|list [options]')
      .argument('[verb]', 'tên chức năng, như laboratory.orders; không có thì liệt kê')
      .argument('[json]', 'dữ liệu vào, một đối tượng JSON; - là đầu vào chuẩn')
      .option('--file <file>', 'tệp gửi lên, với chức năng nhận tệp')
      .option('--out <file>', 'ghi tệp trả về vào đây'),
  ).action(async (name: string | undefined, text: string | undefined, flags: VerbFlags) => {
    if (name === undefined) {
      const all = operations.map(({ verb: v, kind }) => ({ verb: v.name, kind, method: v.method, path: v.path, title: v.title }))
      return print(flags, { verbs: all }, () => all.map((v) => `${v.verb}\t${v.title.vi}`).join('\n'))
    }
    const operation = operationOf(name)
    const input = inputOf(text, flags, operation)
    await inSession(flags, async (s) => {
      const answer = (await s.run(operation as Operation<never>, input as never)) as unknown
      if (!isFile(answer)) return out(JSON.stringify(answer ?? null, null, flags.json ? undefined : 2))
      const { fileName, mime, bytes } = answer
      if (flags.out) writeNew(flags.out, bytes)
      const said = {
        fileName,
        mime,
        ...(flags.out ? { file: resolve(flags.out) } : { base64: Buffer.from(bytes).toString('base64') }),
      }
      print(flags, said, () => (flags.out ? `Đã ghi ${resolve(flags.out)}` : Buffer.from(bytes).toString('utf8')))
    })
  })
}
