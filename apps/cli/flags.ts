import { idOf } from '@phaodai/kernel/ids.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { formatDate, isLocalDate } from '@phaodai/text/dates.ts'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { GlobalFlags } from './runtime.ts'

/** What every command of data takes. */
export const acting = (command: Command): Command =>
  command
    .option('--json', 'in một tài liệu JSON')
    .option('--as <username>', 'làm việc bằng tài khoản này')
    .option('--op <uuid>', 'mã thao tác: chạy lại không ghi hai lần')

/** The group of that name, made by whoever comes first. */
export const group = (program: Command, name: string, description: string): Command =>
  program.commands.find((c) => c.name() === name) ?? program.command(name).description(description)

export const oneOf = (flag: string, description: string, choices: readonly string[]): Option =>
  new Option(flag, description).choices([...choices])

/** @throws InvalidArgumentError: usage, exit 2 */
export function day(text: string): string {
  if (!isLocalDate(text)) throw new InvalidArgumentError('ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2021-02-22.')
  return text
}

export function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('phải là một số.')
  return value
}

export const disease = ['--disease <code>', 'bệnh', 'covid19'] as const
export const limit = (command: Command): Command => command.option('--limit <n>', 'số dòng nhiều nhất', number, 200)

/**
 * An instant as typed, in local time: 08:00 (of `today`), 2021-02-22T08:00, or ISO 8601 with its offset. Undefined for nothing.
 * @throws UsageError
 */
export function instant(text: string | undefined, today: string, option: string): string | undefined {
  if (text === undefined) return undefined
  const found = /^(?:(\d{4}-\d{2}-\d{2})[T ])?(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text)
  const at = found && `${found[1] ?? today}T${found[2]}${found[3] ?? ':00'}${found[4] ?? '+07:00'}`
  if (!at || Number.isNaN(Date.parse(at)))
    throw new UsageError(`${option} "${text}" không phải giờ: dùng 08:00 hoặc 2021-02-22T08:00 (not a time).`)
  return at
}

export const shownDay = (value: string | null | undefined): string => (value ? formatDate(value) : '')
/** Local date and time to the minute. */
export const shownTime = (at: string): string => {
  const local = new Date(Date.parse(at) + 7 * 3600_000).toISOString()
  return `${formatDate(local.slice(0, 10))} ${local.slice(11, 16)}`
}
export const lines = <T>(rows: readonly T[], text: (row: T) => string, none: string): string => rows.map(text).join('\n') || none
export const total = (shown: number, all: number): string => (all > shown ? `\n(${shown} trong ${all} dòng; thêm --limit)` : '')

/** The operation id of one part of a command that writes several: from --op, so that the whole can be sent again. */
export const partOp = (flags: GlobalFlags, part: string, parts: number): string | undefined =>
  flags.op === undefined || parts === 1 ? flags.op : idOf('command-line', flags.op, part)

/** One after another, in order: a refusal stops there, and what came before it stands. */
export async function inTurn<T, R>(items: readonly T[], work: (item: T, at: number) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const [at, item] of items.entries()) done.push(await work(item, at))
  return done
}
