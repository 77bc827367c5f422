import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { roleWords } from '@phaodai/kernel/contract.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { type Cell, isBlank } from '@phaodai/tabular/cells.ts'
import { readTable, type Table, TableProblem } from '@phaodai/tabular/read.ts'
import { toCsv } from '@phaodai/tabular/write.ts'
import { formatDate } from '@phaodai/text/dates.ts'
import { clean, fold } from '@phaodai/text/fold.ts'
import { makeAccount, seatFor } from './accounts.commands.ts'
import { codeSheet, type Slip } from './identity.codesheet.ts'
import { importAccounts as contract } from './identity.contract.ts'
import { hashPassword, oneTimePassword } from './identity.passwords.ts'
import { USERNAME } from './identity.rules.ts'
import { getInstance, listBodies, listPlaces, type Place } from './identity.store.ts'
import { type ColumnName, findColumns, findUnit, readRole } from './import.rules.ts'

/** Each row costs one argon2id hash (about 15 ms): this many keep the request under half a minute on two cores. */
const MOST_ROWS = 2000

async function tableOf(bytes: Uint8Array, fileName: string, sheet: string | undefined): Promise<Table> {
  try {
    return await readTable(bytes, fileName, sheet === undefined ? {} : { sheet })
  } catch (error) {
    if (error instanceof TableProblem) throw new Problem('file-refused', { ...error.text })
    throw error
  }
}

const textOf = (cell: Cell | undefined): string =>
  isBlank(cell) ? '' : clean(cell instanceof Date ? cell.toISOString() : String(cell))

interface Known {
  places: Place[]
  bodies: { bodyId: number; areaId: number; name: string }[]
}

/** What a row asks for, with its unit and body found. @throws Problem why the row is not taken */
async function readRow(ctx: Ctx, said: Record<ColumnName, string>, known: Known) {
  if (!said.fullName) throw new Problem('name-missing')
  const username = said.username.toLowerCase() || undefined
  if (username && !USERNAME.test(username)) throw new Problem('username-bad', { username })
  const role = readRole(said.role)
  if (!role) throw new Problem('role-unknown', { role: said.role })
  const area = [said.area, said.district].filter(Boolean).join(', ')
  const unit = findUnit(known.places, /^\d+$/.test(said.area) ? said.area : area)
  if (typeof unit === 'string') throw new Problem(unit, { area })
  const isHamlet = unit.tier === 'hamlet'
  const areaId = isHamlet ? unit.parentId! : unit.areaId
  const inside = known.bodies.filter((b) => b.areaId >= unit.lo && b.areaId <= unit.hi)
  const bodyId = said.body ? inside.find((b) => fold(b.name) === fold(said.body))?.bodyId : 0
  if (bodyId === undefined) throw new Problem('body-unknown', { body: said.body })
  const ask = { username, fullName: said.fullName, role, areaId, hamletId: isHamlet ? unit.areaId : 0, bodyId }
  return { ask, place: await seatFor(ctx, ask) }
}

/**
 * Accounts from a spreadsheet: columns for the full name, role, unit (code or names), and where given the user name and body. Good rows are
 * in; the others come back with the reason. The codes leave with this answer and are kept nowhere.
 */
export const importAccounts = command(contract, async (ctx, input) => {
  const table = await tableOf(input.bytes, input.fileName, input.sheet)
  if (table.rows.length > MOST_ROWS) throw new Problem('too-many-rows', { rows: table.rows.length, most: MOST_ROWS })
  const column = findColumns(table.wordings)
  const missing = (['fullName', 'role', 'area'] as const).filter((c) => column[c] < 0)
  if (missing.length > 0) {
    const words = { fullName: 'Họ và tên', role: 'Vai trò', area: 'Mã đơn vị' }
    throw new Problem('column-missing', { column: missing.map((c) => words[c]).join(', ') })
  }
  const { lo, hi } = ctx.actor
  const known = { places: await listPlaces(ctx.db, lo, hi, ctx.today), bodies: await listBodies(ctx.db, lo, hi) }
  const codes = table.rows.map(oneTimePassword)
  // as many at once as the thread pool takes; the rows themselves go in one by one
  const hashes = await Promise.all(codes.map(hashPassword))

  const slips: Slip[] = []
  const accountIds: string[] = []
  const failed: { row: number; code: string; vi: string; en: string; cells: Cell[] }[] = []
  for (const [i, { row, cells }] of table.rows.entries()) {
    const said = Object.fromEntries(Object.entries(column).map(([name, at]) => [name, textOf(cells[at])])) as Record<
      ColumnName,
      string
    >
    try {
      const { ask, place } = await readRow(ctx, said, known)
      const made = await makeAccount(ctx, place, ask, hashes[i]!)
      accountIds.push(made.accountId)
      const area = ask.hamletId ? `${said.area}, ${place.fullName}` : place.fullName
      slips.push({
        ...{ fullName: clean(said.fullName), role: roleWords[ask.role].vi, area, username: made.username, code: codes[i]! },
        byPhone: ask.role === 'team',
      })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { title, titleEn } = error.toJSON()
      failed.push({ row, code: error.code, vi: title, en: titleEn, cells })
    }
  }
  ctx.note({ created: accountIds.length, failed: failed.length })
  const { mode } = await getInstance(ctx.db)
  const drill = mode === 'drill'
  const on = formatDate(ctx.today)
  const mark = drill ? ['DIỄN TẬP'] : []
  const sheet = slips.map((s) => [s.fullName, s.role, s.area, s.username, s.code, ...mark])
  const csv = { mime: 'text/csv; charset=utf-8' }
  const headers = ['Họ và tên', 'Vai trò', 'Đơn vị', 'Tên đăng nhập', 'Mã một lần', ...(drill ? ['Ghi chú'] : [])]
  const files = [
    { fileName: 'phieu-ma.html', mime: 'text/html; charset=utf-8', text: await codeSheet(slips, { drill, on }) },
    { fileName: 'phieu-ma.csv', ...csv, text: toCsv(headers, sheet) },
  ]
  if (failed.length > 0) {
    const rows = failed.map((f) => [...table.headers.map((_, c) => f.cells[c] ?? null), f.row, f.vi])
    files.push({ fileName: 'dong-chua-nhan.csv', ...csv, text: toCsv([...table.headers, 'Dòng', 'Lý do'], rows) })
  }
  return { created: accountIds.length, accountIds, failed: failed.map(({ cells: _, ...why }) => why), files }
})
