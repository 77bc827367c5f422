import { UsageError } from '@phaodai/kernel/usage.ts'
import type { Command } from 'commander'
import { registerAberration } from './epi/aberration.command.ts'
import { registerAllocate } from './epi/allocate.command.ts'
import { registerBeds } from './epi/beds.command.ts'
import { registerCurve } from './epi/curve.command.ts'
import { registerForecast } from './epi/forecast.command.ts'
import { registerGrowth } from './epi/growth.command.ts'
import { registerLink } from './epi/link.command.ts'
import { registerNowcast } from './epi/nowcast.command.ts'
import { registerPool } from './epi/pool.command.ts'
import { registerReach } from './epi/reach.command.ts'
import { registerRt } from './epi/rt.command.ts'
import { registerScan } from './epi/scan.command.ts'
import { registerScenario } from './epi/scenario.command.ts'
import { chainsText, epiChains } from './epi-chains.ts'

type ChainFlags = {
  linelist?: string
  contacts?: string
  id?: string
  onset?: string
  from?: string
  to?: string
  dateOrder?: string
  leaveOutSelfLinks?: boolean
  json?: boolean
}

/** Adds `epi chains` to the command. Throws UsageError; prints through `io.out` alone, one call, ending in a line break. The caller uses parseAsync. */
export function registerEpi(program: Command, io: { out(text: string): void }): void {
  const epi = program.command('epi').description('dịch tễ học (epidemiology)')
  registerRt(epi, io)
  registerGrowth(epi, io)
  registerCurve(epi, io)
  registerNowcast(epi, io)
  registerForecast(epi, io)
  registerPool(epi, io)
  registerAberration(epi, io)
  registerScan(epi, io)
  registerReach(epi, io)
  registerScenario(epi, io)
  registerBeds(epi, io)
  registerAllocate(epi, io)
  registerLink(epi, io)
  epi
    .command('chains')
    .description('chuỗi lây từ danh sách ca bệnh và liên kết (transmission chains of a line list and its links)')
    .option('--linelist <file>', 'danh sách ca bệnh, CSV hoặc XLSX; - là đầu vào chuẩn')
    .option('--contacts <file>', 'liên kết ai lây cho ai, CSV hoặc XLSX; - là đầu vào chuẩn')
    .option('--id <column>', 'cột mã ca bệnh trong danh sách')
    .option('--onset <column>', 'cột ngày khởi phát trong danh sách')
    .option('--from <column>', 'cột nguồn lây trong tệp liên kết')
    .option('--to <column>', 'cột người bị lây trong tệp liên kết')
    .option('--date-order <order>', 'dmy (ngày/tháng) hoặc mdy (tháng/ngày)')
    .option('--leave-out-self-links', 'không tính dòng ghi một ca tự lây cho mình')
    .option('--json', 'kết quả là một tài liệu JSON')
    .action(async (flags: ChainFlags) => {
      const order = flags.dateOrder
      if (order !== undefined && order !== 'dmy' && order !== 'mdy')
        throw new UsageError('--date-order là dmy hoặc mdy.\n--date-order is dmy or mdy.')
      const found = await epiChains({
        linelist: given(flags.linelist, '--linelist'),
        contacts: given(flags.contacts, '--contacts'),
        id: given(flags.id, '--id'),
        onset: flags.onset,
        from: flags.from,
        to: flags.to,
        dateOrder: order,
        selfLinks: flags.leaveOutSelfLinks ? 'leave-out' : 'count',
      })
      io.out(`${flags.json ? JSON.stringify(found) : chainsText(found)}\n`)
    })
}

function given(value: string | undefined, option: string): string {
  if (value !== undefined && value !== '') return value
  throw new UsageError(`Thiếu ${option}.\n${option} is missing.`)
}
