import { readFile } from 'node:fs/promises'
import { UsageError } from '@phaodai/kernel/usage.ts'
import type { ByteStream } from '../table-file.ts'
import { type EpiIo, type Note, type OutRow, printTable } from './table-out.ts'

export type Fields = Record<string, unknown>

/** Twelve digits and no more: what lies beyond is the computer's, not the method's. */
export const digits = (value: number): number => Number(value.toPrecision(12))

/** As printTable; the one JSON document also holds what is no row. */
export function printAnswer(
  io: EpiIo,
  flags: { csv?: boolean | undefined; json?: boolean | undefined },
  answer: { columns: readonly string[]; rows: readonly OutRow[]; notes: readonly Note[]; more: Fields },
  text: () => string,
): void {
  const { columns, rows, notes, more } = answer
  if (flags.json) io.out(`${JSON.stringify({ rows, notes, ...more })}\n`)
  else printTable(io, flags, columns, rows, notes, text)
}

/** The JSON document in a file; `-` is standard input. Throws UsageError saying where it is broken. */
export async function readSpec(path: string, stdin: ByteStream = process.stdin): Promise<{ name: string; spec: unknown }> {
  const name = path === '-' ? 'stdin' : path
  let text: string
  try {
    text = path === '-' ? await readText(stdin) : await readFile(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new UsageError(`Không đọc được tệp ${name} (${code}).\nCannot read ${name} (${code}).`)
  }
  try {
    return { name, spec: JSON.parse(text.replace(/^\ufeff/, '')) }
  } catch (error) {
    const why = (error as Error).message
    throw new UsageError(`Tệp ${name} không phải JSON: ${why}.\n${name} is not JSON: ${why}.`)
  }
}

async function readText(stream: ByteStream): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array))
  return Buffer.concat(parts).toString('utf8')
}

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

type Rule = { from?: number; to?: number; above?: number; whole?: boolean; otherwise?: number }

/** Reads the fields of a document one by one and keeps every fault, so that a person corrects them all at once. */
export class SpecReader {
  readonly faults: { vi: string; en: string }[] = []
  readonly name: string

  constructor(name: string) {
    this.name = name
  }

  fault(field: string, vi: string, en: string): void {
    this.faults.push({ vi: `Tệp ${this.name}, trường ${field}: ${vi}.`, en: `${this.name}, field ${field}: ${en}.` })
  }

  /** A number under its rule. A missing one is a fault unless `otherwise` says what it is then. */
  number(fields: Fields, key: string, path: string, rule: Rule): number {
    const value = fields[key]
    if (value === undefined || value === null) {
      if ('otherwise' in rule) return rule.otherwise!
      this.fault(path + key, 'thiếu', 'is missing')
      return Number.NaN
    }
    return this.value(value, path + key, rule)
  }

  value(value: unknown, field: string, { from, to, above, whole }: Rule): number {
    const ok =
      typeof value === 'number' &&
      Number.isFinite(value) &&
      (from === undefined || value >= from) &&
      (to === undefined || value <= to) &&
      (above === undefined || value > above) &&
      (!whole || Number.isInteger(value))
    if (ok) return value
    const vi = [
      whole ? 'phải là số nguyên' : 'phải là số',
      above === undefined ? '' : ` lớn hơn ${above}`,
      from === undefined ? '' : ` từ ${from}`,
      to === undefined ? '' : ` đến ${to}`,
    ]
    const en = [
      whole ? 'must be a whole number' : 'must be a number',
      above === undefined ? '' : ` above ${above}`,
      from === undefined ? '' : ` from ${from}`,
      to === undefined ? '' : ` to ${to}`,
    ]
    const said = JSON.stringify(value)
    this.fault(field, `${vi.join('')}, đang là ${said}`, `${en.join('')}, but is ${said}`)
    return Number.NaN
  }

  numbers(value: unknown, field: string, rule: Rule): number[] {
    if (Array.isArray(value)) return value.map((each, i) => this.value(each, `${field}[${i}]`, rule))
    this.fault(field, 'phải là một danh sách số', 'must be a list of numbers')
    return []
  }

  /** Fields that mean nothing here, each with the nearest that does. */
  only(fields: Fields, keys: readonly string[], path: string): void {
    for (const key of Object.keys(fields)) {
      if (keys.includes(key)) continue
      const list = keys.join(', ')
      this.fault(path + key, `không có trường này; các trường là ${list}`, `there is no such field; the fields are ${list}`)
    }
  }

  /** Throws UsageError with all faults, if there is one. */
  done(): void {
    if (this.faults.length === 0) return
    throw new UsageError(this.faults.map(({ vi, en }) => `${vi}\n${en}`).join('\n'))
  }
}
