import { type LabInstance, type LabPlan, labAllocation } from '@phaodai/epi/lab-allocation.ts'
import { linearSolver } from '@phaodai/epi/linear-solver.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Command } from 'commander'
import { given } from './flags.ts'
import { digits, type Fields, isFields, printAnswer, readSpec, SpecReader } from './spec-file.ts'
import type { EpiIo, Note } from './table-out.ts'

type Flags = { spec?: string; csv?: boolean; json?: boolean }
type Asked = { id: string | number; instance: LabInstance; districts: string[]; laboratories: string[] }

/** Adds `epi allocate` to the command. */
export function registerAllocate(epi: Command, io: EpiIo): void {
  epi
    .command('allocate')
    .description('chia mẫu về phòng xét nghiệm, thời gian chờ ít nhất (samples to laboratories, least weighted hours)')
    .option('--spec <file>', 'mẫu, công suất, thời gian; một hoặc nhiều bài toán, tệp JSON; - là đầu vào chuẩn (instances, JSON)')
    .option('--csv', 'kết quả là CSV: instance,day,district,laboratory,tested_day,samples (ghi chú ra stderr)')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: Flags) => {
      const { name, spec } = await readSpec(given(flags.spec, '--spec'))
      const asked = instancesOf(spec, name)
      const solver = await linearSolver()
      const plans = asked.map((each) => ({ ...each, plan: solved(each, name, solver) }))
      const rows = plans.flatMap(({ id, districts, laboratories, plan }) =>
        plan.shipments.map((each) => ({
          instance: id,
          day: each.day,
          district: districts[each.district]!,
          laboratory: laboratories[each.laboratory]!,
          tested_day: each.tested,
          samples: each.samples,
        })),
      )
      const instances = plans.map(({ id, districts, plan }) => ({
        id,
        status: plan.status,
        objective: digits(plan.objective),
        load: plan.load,
        short: {
          samples: plan.short.samples,
          districts: plan.short.districts.map((each) => ({ ...each, district: districts[each.district]! })),
        },
      }))
      const notes = plans.flatMap((each) => shortage(each))
      const columns = ['instance', 'day', 'district', 'laboratory', 'tested_day', 'samples']
      printAnswer(io, flags, { columns, rows, notes, more: { instances } }, () => text(plans))
    })
}

const FIELDS = [
  'id',
  'supply',
  'urgency_weight',
  'capacity_per_day',
  'lab_turnaround_h',
  'transport_h',
  'districts',
  'laboratories',
]

function instancesOf(spec: unknown, file: string): Asked[] {
  const read = new SpecReader(file)
  const list = Array.isArray(spec) ? spec : isFields(spec) && Array.isArray(spec.instances) ? spec.instances : [spec]
  const asked = list.map((fields, i): Asked | null => {
    const path = list.length > 1 ? `[${i}].` : ''
    if (!isFields(fields)) {
      read.fault(path || '(gốc)', 'phải là một đối tượng { … }', 'must be an object { … }')
      return null
    }
    read.only(fields, [...FIELDS, 'objective', 'optimum', 'name'], path)
    const weights = read.numbers(fields.urgency_weight, `${path}urgency_weight`, { above: 0 })
    const turnaround = read.numbers(fields.lab_turnaround_h, `${path}lab_turnaround_h`, { from: 0 })
    const transport = Array.isArray(fields.transport_h) ? fields.transport_h : []
    if (transport.length === 0)
      read.fault(`${path}transport_h`, 'phải là bảng giờ: mỗi huyện một dòng', 'must be hours, one row for each district')
    const instance: LabInstance = {
      supply: amounts(read, fields.supply, `${path}supply`),
      urgency_weight: weights,
      capacity_per_day: amounts(read, fields.capacity_per_day, `${path}capacity_per_day`),
      lab_turnaround_h: turnaround,
      transport_h: transport.map((row, d) => hours(read, row, `${path}transport_h[${d}]`)),
    }
    const id = typeof fields.id === 'number' || typeof fields.id === 'string' ? fields.id : i
    const names = (key: string, n: number) => namesOf(read, fields, key, n, path)
    return { id, instance, districts: names('districts', weights.length), laboratories: names('laboratories', turnaround.length) }
  })
  read.done()
  return asked.flatMap((each) => (each ? [each] : []))
}

function amounts(read: SpecReader, value: unknown, field: string): number[] | number[][] {
  if (Array.isArray(value) && value.some(Array.isArray))
    return value.map((day, d) => read.numbers(day, `${field}[${d}]`, { from: 0 }))
  return read.numbers(value, field, { from: 0 })
}

function hours(read: SpecReader, row: unknown, field: string): (number | null)[] {
  if (!Array.isArray(row)) return read.numbers(row, field, { from: 0 })
  return row.map((each, l) => (each === null ? null : read.value(each, `${field}[${l}]`, { from: 0 })))
}

function namesOf(read: SpecReader, fields: Fields, key: string, n: number, path: string): string[] {
  const given = fields[key]
  if (given === undefined || given === null) return Array.from({ length: n }, (_, i) => String(i))
  if (Array.isArray(given) && given.length === n && given.every((each) => typeof each === 'string')) return given
  read.fault(path + key, `phải là danh sách ${n} tên`, `must be a list of ${n} names`)
  return []
}

function solved({ id, instance }: Asked, file: string, solver: Awaited<ReturnType<typeof linearSolver>>): LabPlan {
  try {
    return labAllocation(instance, solver)
  } catch (error) {
    if (error instanceof RangeError)
      throw new UsageError(`Tệp ${file}, bài toán ${id}: ${error.message}.\n${file}, instance ${id}: ${error.message}.`)
    throw error
  }
}

function shortage({ id, districts, plan }: Asked & { plan: LabPlan }): Note[] {
  if (plan.status === 'optimal') return []
  const n = plan.short.samples.toLocaleString('vi-VN')
  const where = plan.short.districts.map((each) => `${districts[each.district]}: ${each.samples}`).join(', ')
  return [
    {
      vi: `Bài toán ${id}: thiếu công suất cho ${n} mẫu (${where}). Phương án chia số mẫu còn lại. Hãy thêm công suất hoặc chuyển mẫu ra ngoài.`,
      en: `Instance ${id}: capacity is short by ${plan.short.samples} samples (${where}). The plan sends the rest. Add capacity or send samples elsewhere.`,
    },
  ]
}

function text(plans: (Asked & { plan: LabPlan })[]): string {
  const number = (value: number) =>
    typeof value === 'number' ? value.toLocaleString('vi-VN', { maximumFractionDigits: 1 }) : '–'
  return plans
    .flatMap(({ id, districts, laboratories, plan }) => [
      `Bài toán ${id}: ${number(plan.objective)} giờ có trọng số${plan.status === 'optimal' ? ', tối ưu' : ', thiếu công suất'}`,
      ...plan.shipments.map(
        (each) =>
          `  ${districts[each.district]} → ${laboratories[each.laboratory]}: ${number(each.samples)} mẫu` +
          (each.tested > each.day ? `, lấy ngày ${each.day}, xét nghiệm ngày ${each.tested}` : ''),
      ),
    ])
    .join('\n')
}
