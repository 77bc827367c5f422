import { dbOf } from '@phaodai/kernel/sql.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { addDays, isLocalDate } from '@phaodai/text/dates.ts'
import type { Command } from 'commander'
import { readInstance, setDrillDay } from '../api/instance.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

const dayOf = (text: string | undefined, what: string): string | undefined => {
  if (text !== undefined && !isLocalDate(text))
    throw new UsageError(`${what} phải là ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2021-02-22.`)
  return text
}

/** The server's libraries are a third of what a command would load: only those that need them wait for them. */
const server = () => import('../api/main.ts')

/** serve, init and day: the instance itself. */
export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('chạy máy chủ: API và trang web trên một cổng (run the server)')
    .option('--province <code>', 'mã tỉnh của dữ liệu diễn tập, chỉ khi khởi tạo')
    .option('--on <date>', 'ngày của diễn tập')
    .action(async (flags: { province?: string; on?: string }) => {
      const on = dayOf(flags.on, '--on')
      await (await server()).serve({ province: flags.province, on })
    })

  program
    .command('init')
    .description('khởi tạo dữ liệu thật, trống, với một tài khoản quản trị (found a real, empty instance)')
    .requiredOption('--real', 'dữ liệu thật, đồng hồ thật')
    .requiredOption('--province <code>', 'mã tỉnh hiện hành')
    .option('--admin <name>', 'tên đăng nhập của quản trị', 'quan-tri')
    .option('--json')
    .action(async (flags: { province: string; admin: string } & GlobalFlags) => {
      const made = await (await server()).initReal(flags.province, flags.admin)
      print(
        flags,
        made,
        (m) =>
          `Đã khởi tạo dữ liệu thật ở ${m.folder}.\nĐăng nhập: ${m.username}\nMật khẩu dùng một lần: ${m.password}\nChạy: npm start`,
      )
    })

  program
    .command('day')
    .description('xem hoặc dời ngày của diễn tập: phaodai day, phaodai day 2021-02-25, phaodai day +1 (the drill day)')
    .argument('[day]')
    .option('--json')
    .action(async (day: string | undefined, flags: GlobalFlags) => {
      await inSession(flags, async ({ app, today }) => {
        const plus = /^\+(\d{1,3})$/.exec(day ?? '')
        const wanted = plus ? addDays(today, Number(plus[1])) : dayOf(day, 'ngày')
        if (wanted) await setDrillDay(app, wanted)
        const row = await readInstance(dbOf(app.pool))
        print(
          flags,
          { today: wanted ?? today, mode: row?.mode },
          (a) => `${a.mode === 'drill' ? 'Diễn tập, ngày' : 'Dữ liệu thật, hôm nay'} ${a.today}`,
        )
      })
    })
}
