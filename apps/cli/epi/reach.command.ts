import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { type PairContacts, type PairReach, pairReach } from '@phaodai/modules/tracing/engine/edges.ts'
import { readTable } from '@phaodai/tabular/read.ts'
import type { Command } from 'commander'
import { needColumn } from '../columns.ts'
import { readTableFile, type TableFile } from '../table-file.ts'
import { given, numberFor } from './flags.ts'
import { type EpiIo, type OutRow, printTable } from './table-out.ts'

type Flags = Partial<Record<'contacts' | 'index' | 'from' | 'to' | 'windows' | 'step', string>> & {
  toIncluded?: boolean
  csv?: boolean
  json?: boolean
}

const COLUMNS = [
  'index',
  't_from',
  't_to',
  'direct_contacts',
  'direct_ge_300s',
  'direct_ge_900s',
  'forward_reach',
  'backward_reach',
]

/**
 * Adds `epi reach`: whom a person met in a window of a contact network, and whom time-respecting paths join to them. One row of the file is
 * one step of time that two ids were together. Throws UsageError; prints through `io.out` alone, in one call.
 */
export function registerReach(epi: Command, io: EpiIo): void {
  epi
    .command('reach')
    .description('tiếp xúc trực tiếp và theo chuỗi trong mạng tiếp xúc (direct contacts and time-respecting reach)')
    .option(
      '--contacts <file>',
      'tiếp xúc t,i,j: mỗi dòng một bước thời gian hai người ở gần nhau; CSV, XLSX hoặc CSV nén gzip; - là đầu vào chuẩn',
    )
    .option('--index <id>', 'người cần truy vết (index person)')
    .option('--from <t>', 'từ thời điểm này; mặc định đầu tệp')
    .option('--to <t>', 'đến trước thời điểm này; mặc định hết tệp')
    .option('--to-included', 'tính cả thời điểm cuối (the end belongs to the window)')
    .option('--windows <file>', 'hoặc nhiều câu hỏi: CSV có cột index,t_from,t_to')
    .option('--step <seconds>', 'độ dài một bước thời gian, giây', '20')
    .option('--csv', 'kết quả là CSV')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const step = numberFor(flags.step, '--step', { above: 0 })!
      const network = await readNetwork(given(flags.contacts, '--contacts'))
      const end = network.last + step
      const asked =
        flags.windows === undefined
          ? [
              {
                index: given(flags.index, '--index'),
                from: numberFor(flags.from, '--from', {}) ?? network.first,
                to: numberFor(flags.to, '--to', {}) ?? end,
              },
            ]
          : await readWindows(flags.windows)
      const found = asked.map((q) => {
        const n = network.ids.get(q.index)
        if (n === undefined)
          throw new UsageError(`Không có người mã ${q.index} trong tệp tiếp xúc.\nNobody in the contacts has the id ${q.index}.`)
        // the next instant that a double can tell
        const to = flags.toIncluded ? q.to + Math.max(Math.abs(q.to) * Number.EPSILON, Number.MIN_VALUE) : q.to
        return { q, reach: pairReach(network.contacts, n, q.from, to) }
      })
      const rows = found.map(({ q, reach }) => rowOf(q, reach, step))
      if (flags.json && flags.windows === undefined) {
        const { reach } = found[0]!
        const names = (list: number[]) => list.map((i) => network.names[i]!).sort(byName)
        const contacts = [...reach.direct]
          .map(([i, steps]) => ({ id: network.names[i]!, seconds: steps * step }))
          .sort((a, b) => b.seconds - a.seconds || byName(a.id, b.id))
        io.out(`${JSON.stringify({ ...rows[0], contacts, forward: names(reach.forward), backward: names(reach.backward) })}\n`)
        return
      }
      printTable(io, flags, COLUMNS, rows, network.notes, () => rows.map(textOf).join('\n'))
    })
}

const byName = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

interface Network {
  contacts: PairContacts
  ids: Map<string, number>
  names: string[]
  first: number
  last: number
  notes: TableFile['notes']
}

async function readNetwork(path: string): Promise<Network> {
  const table = path.endsWith('.gz') ? await unzipped(path) : await readTableFile(path)
  const at = (name: string) => needColumn(table.headers, name, '--contacts', table.name)
  const [tAt, iAt, jAt] = [at('t'), at('i'), at('j')]
  const ids = new Map<string, number>()
  const number = (id: string) => {
    if (!ids.has(id)) ids.set(id, ids.size)
    return ids.get(id)!
  }
  const n = table.rows.length
  const contacts = { t: new Float64Array(n), i: new Uint32Array(n), j: new Uint32Array(n), people: 0 }
  table.rows.forEach(({ row, cells }, k) => {
    const t = Number(cells[tAt] ?? Number.NaN)
    const [i, j] = [String(cells[iAt] ?? '').trim(), String(cells[jAt] ?? '').trim()]
    if (!Number.isFinite(t) || i === '' || j === '')
      throw new UsageError(
        `${table.name}, dòng ${row}: cần t là số, i và j là mã hai người.\n` +
          `${table.name}, row ${row}: t must be a number, i and j the ids of two persons.`,
      )
    contacts.t[k] = t
    contacts.i[k] = number(i)
    contacts.j[k] = number(j)
  })
  if (n === 0) throw new UsageError(`${table.name} không có dòng tiếp xúc nào.\n${table.name} has no contacts.`)
  contacts.people = ids.size
  const first = contacts.t.reduce((a, b) => Math.min(a, b))
  const last = contacts.t.reduce((a, b) => Math.max(a, b))
  return { contacts, ids, names: [...ids.keys()], first, last, notes: table.notes }
}

async function unzipped(path: string): Promise<TableFile> {
  try {
    const table = await readTable(gunzipSync(await readFile(path)), path.slice(0, -3))
    return { ...table, name: path, notes: [] }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    throw new UsageError(`Không đọc được tệp ${path} (${code}).\nCannot read ${path} (${code}).`)
  }
}

interface Asked {
  index: string
  from: number
  to: number
}

async function readWindows(path: string): Promise<Asked[]> {
  const table = await readTableFile(path)
  const at = (name: string) => needColumn(table.headers, name, '--windows', table.name)
  const [index, from, to] = [at('index'), at('t_from'), at('t_to')]
  return table.rows.map(({ row, cells }) => {
    const asked = {
      index: String(cells[index] ?? '').trim(),
      from: Number(cells[from] ?? Number.NaN),
      to: Number(cells[to] ?? Number.NaN),
    }
    if (asked.index === '' || !Number.isFinite(asked.from) || !Number.isFinite(asked.to))
      throw new UsageError(
        `${table.name}, dòng ${row}: cần index, t_from và t_to.\n${table.name}, row ${row}: index, t_from and t_to are needed.`,
      )
    return asked
  })
}

function rowOf(q: Asked, reach: PairReach, step: number): OutRow {
  const steps = [...reach.direct.values()]
  const atLeast = (seconds: number) => steps.filter((n) => n * step >= seconds).length
  return {
    index: q.index,
    t_from: q.from,
    t_to: q.to,
    direct_contacts: steps.length,
    direct_ge_300s: atLeast(300),
    direct_ge_900s: atLeast(900),
    forward_reach: reach.forward.length,
    backward_reach: reach.backward.length,
  }
}

const textOf = (r: OutRow): string =>
  `${r.index}, ${r.t_from} đến ${r.t_to}: gặp trực tiếp ${r.direct_contacts} người (từ 5 phút: ${r.direct_ge_300s}, từ 15 phút: ${r.direct_ge_900s}); ` +
  `có thể đã lây tới ${r.forward_reach}, có thể đã lây từ ${r.backward_reach} người`
