import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf, newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { undone } from '@phaodai/kernel/sql.ts'
import { type Cell, isBlank } from '@phaodai/tabular/cells.ts'
import { readTable, type Table, TableProblem } from '@phaodai/tabular/read.ts'
import { clean, fold } from '@phaodai/text/fold.ts'
import { tidyName } from '@phaodai/text/names.ts'
import { addHamlet } from '../areas/areas.commands.ts'
import { findByCode, type StoredArea } from '../areas/areas.store.ts'
import { sameHamlet } from '../areas/hamlets.rules.ts'
import { listHamlets } from '../areas/hamlets.store.ts'
import { seatFor } from '../identity/accounts.commands.ts'
import { hashOfNobody } from '../identity/identity.passwords.ts'
import { wallClock } from '../identity/identity.signin.ts'
import { insertTeamAccounts } from '../identity/identity.store.ts'
import { insertHouseholds } from '../people/households.store.ts'
import { communeOf } from '../people/people.brief.ts'
import { assignTo } from './assign.commands.ts'
import { listOpenOfTeam, updateWalkingOrder } from './assignments.store.ts'
import { importTeams as contract } from './homes.contract.ts'
import { paceFor } from './pace.ts'
import { sizeState } from './slots.rules.ts'
import { addMember, makeTeam } from './teams.commands.ts'
import { findPostByName, getTeam, insertMembers, listMembers, listTeamsOf, type TeamFact } from './teams.store.ts'
import { fullNames, hamletParts, type SheetColumn, sheetColumns, usernames } from './teamsheet.rules.ts'

type Said = Record<SheetColumn, string>
interface Fault {
  row: number
  field: string
  vi: string
  en: string
}
interface Line {
  row: number
  said: Said
  commune: StoredArea
}
interface Counts {
  hamlets: number
  teams: number
  households: number
  assigned: number
  members: number
  /** Accounts made for members. */
  accounts: number
  unchanged: number
}

const textOf = (cell: Cell | undefined): string =>
  isBlank(cell) ? '' : clean(cell instanceof Date ? cell.toISOString() : String(cell))
const faultOf = (row: number, field: string, error: Problem): Fault => {
  const { title, titleEn } = error.toJSON()
  return { row, field, vi: title, en: titleEn }
}

async function tableOf(bytes: Uint8Array, fileName: string): Promise<Table> {
  try {
    return await readTable(bytes, fileName)
  } catch (error) {
    if (error instanceof TableProblem) throw new Problem('file-refused', { ...error.text })
    throw error
  }
}

/** The rows that say enough, each with its commune; the others with the reason. */
async function linesOf(ctx: Ctx, table: Table, communeId: number | undefined, faults: Fault[]): Promise<Line[]> {
  const column = sheetColumns(table.wordings)
  if (column.team < 0 || column.address < 0) {
    const missing = [column.team < 0 ? 'Tổ' : '', column.address < 0 ? 'Địa chỉ' : ''].filter(Boolean)
    throw new Problem('import-columns', { columns: missing.join(', ') })
  }
  const known = new Map<string, StoredArea | null>()
  const own = column.commune < 0 || communeId !== undefined ? ((await communeOf(ctx, communeId)) as StoredArea) : null
  const lines: Line[] = []
  for (const { row, cells } of table.rows) {
    const said = Object.fromEntries(Object.entries(column).map(([name, at]) => [name, textOf(cells[at])])) as Said
    const missing = (field: string, vi: string, en: string) => faults.push({ row, field, vi, en })
    if (said.commune && !known.has(said.commune)) known.set(said.commune, await findByCode(ctx.db, said.commune, ctx.today))
    const commune = said.commune ? known.get(said.commune)! : own
    if (!said.team) missing('team', 'Thiếu tên tổ', 'The team is missing')
    else if (!said.address) missing('address', 'Thiếu địa chỉ', 'The address is missing')
    else if (commune?.tier !== 'commune' || commune.lo < ctx.actor.lo || commune.hi > ctx.actor.hi)
      missing('commune', `Không có xã mã "${said.commune}" trong địa bàn`, `No commune "${said.commune}" in the area`)
    else if (said.hamlet && !hamletParts(said.hamlet))
      missing(
        'hamlet',
        `"${said.hamlet}" không bắt đầu bằng thôn, xóm, tổ dân phố, khu…`,
        `"${said.hamlet}" does not begin with a kind of hamlet`,
      )
    else if (said.order && !/^\d{1,4}$/.test(said.order)) missing('order', 'Thứ tự không phải số', 'The order is not a number')
    else lines.push({ row, said, commune })
  }
  return lines
}

async function hamletOf(ctx: Ctx, commune: StoredArea, written: string, counts: Counts): Promise<number> {
  if (!written) return 0
  const { type, name } = hamletParts(written)!
  const there = await listHamlets(ctx.db, commune.lo, commune.hi, ctx.today)
  const [same] = sameHamlet(there, written)
  if (same) return same.hamletId
  counts.hamlets++
  return (await addHamlet.handle(ctx, { communeId: commune.areaId, type, name } as never)).hamletId
}

/** One team with its rows: hamlet and team where they are new, the homes, who serves, the order of the doors. */
async function takeTeam(ctx: Ctx, lines: readonly Line[], counts: Counts, faults: Fault[]): Promise<string> {
  const { commune, said } = lines[0]!
  const communeId = commune.areaId
  const hamletId = await hamletOf(ctx, commune, said.hamlet, counts)
  const same = (await listTeamsOf(ctx.db, communeId)).find((t) => t.hamletId === hamletId && fold(t.name) === fold(said.team))
  if (!same) counts.teams++
  const teamId = same?.teamId ?? (await makeTeam.handle(ctx, { communeId, hamletId, name: said.team } as never)).teamId
  const team = await getTeam(ctx.db, teamId)
  const homes = lines.map((l) => ({
    communeId,
    // the same words are the same home: a list taken in twice adds nothing
    householdId: idOf(
      'team-sheet',
      String(communeId),
      String(hamletId),
      fold(l.said.address),
      fold(l.said.door),
      fold(l.said.head),
    ),
    hamletId,
    door: l.said.door || null,
    address: l.said.address,
    headName: l.said.head ? tidyName(l.said.head) : null,
    createdAt: ctx.now,
    opId: ctx.opId,
  }))
  counts.households += await insertHouseholds(ctx.db, homes)
  const done = await assignTo(
    ctx,
    team,
    homes.map((h) => h.householdId),
    ctx.today,
    null,
  )
  counts.assigned += done.assigned
  counts.unchanged += done.unchanged
  for (const r of done.refused)
    faults.push({ row: lines[homes.findIndex((h) => h.householdId === r.householdId)]!.row, field: 'team', vi: r.vi, en: r.en })
  if (lines.some((l) => l.said.order)) await orderDoors(ctx, team, lines, homes)
  await takeMembers(ctx, team, lines, counts, faults)
  await takeNames(ctx, team, lines, counts, faults)
  return teamId
}

async function orderDoors(
  ctx: Ctx,
  team: { communeId: number; teamId: string },
  lines: readonly Line[],
  homes: readonly { householdId: string }[],
) {
  const said = new Map(lines.map((l, i) => [homes[i]!.householdId, l.said.order ? Number(l.said.order) : null]))
  const open = await listOpenOfTeam(ctx.db, team.communeId, team.teamId)
  const placed = open.map((h, i) => ({ ...h, at: said.get(h.householdId) ?? 10_000 + i })).sort((a, b) => a.at - b.at)
  await updateWalkingOrder(
    ctx.db,
    team.communeId,
    team.teamId,
    placed.map((h) => h.householdId),
  )
}

async function takeMembers(
  ctx: Ctx,
  team: { communeId: number; teamId: string },
  lines: readonly Line[],
  counts: Counts,
  faults: Fault[],
) {
  const seen = new Set<string>()
  for (const { row, said } of lines) {
    for (const username of usernames(said.account)) {
      if (seen.has(username)) continue
      seen.add(username)
      const post = await findPostByName(ctx.db, username, team.communeId, ctx.today)
      if (!post) {
        const vi = `Xã này không có tài khoản tổ viên "${username}"; hộ vẫn được nhập. Cần tài khoản mới: ghi họ tên ở cột Họ tên tổ viên`
        const en = `No member's account "${username}" in this commune; the home goes in. For a new one write the full name in the column Members`
        faults.push({ row, field: 'account', vi, en })
        continue
      }
      const members = await listMembers(ctx.db, team.communeId, team.teamId)
      if (members.some((m) => m.postId === post.postId && m.untilOn === null)) continue
      try {
        const lead = !members.some((m) => m.isLead && m.untilOn === null)
        await addMember.handle(ctx, { teamId: team.teamId, postId: post.postId, lead })
        counts.members++
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        faults.push(faultOf(row, 'account', error))
      }
    }
  }
}

/**
 * Members who are named but have no account yet get one: the user name is the team's code and a number, 10783-t03-1. Nobody knows the password
 * of it until a code sheet is printed, so no secret leaves with this answer. A name that serves in the team already is the same person.
 */
async function takeNames(ctx: Ctx, team: TeamFact, lines: readonly Line[], counts: Counts, faults: Fault[]) {
  const wanted = new Map<string, { name: string; row: number }>()
  for (const { row, said } of lines)
    for (const name of fullNames(said.people)) if (!wanted.has(fold(name))) wanted.set(fold(name), { name, row })
  if (wanted.size === 0) return
  const members = await listMembers(ctx.db, team.communeId, team.teamId)
  const serving = new Set(members.filter((m) => m.untilOn === null).map((m) => fold(m.name)))
  const added = [...wanted.values()].filter(({ name }) => !serving.has(fold(name)))
  if (added.length === 0) return
  try {
    await seatFor(ctx, { role: 'team', areaId: team.communeId, hamletId: 0, bodyId: 0 })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    for (const { row } of added) faults.push(faultOf(row, 'people', error))
    return
  }
  const rows = added.map(({ name, row }, i) => ({
    ...{ accountId: newId(), postId: newId(), username: `${team.code.toLowerCase()}-${members.length + i + 1}` },
    ...{ fullName: tidyName(name), nameKey: fold(name), row },
  }))
  const { communeId } = team
  const made = await insertTeamAccounts(ctx.db, rows, {
    ...{ communeId, passwordHash: await hashOfNobody(), at: wallClock(), fromOn: ctx.today, grantedBy: ctx.actor.accountId },
  })
  for (const r of rows)
    if (!made.has(r.accountId)) faults.push(faultOf(r.row, 'people', new Problem('username-taken', { username: r.username })))
  const fresh = rows.filter((r) => made.has(r.accountId))
  const leaderless = !members.some((m) => m.isLead && m.untilOn === null)
  await insertMembers(
    ctx.db,
    team,
    fresh.map((r, i) => ({ memberId: newId(), postId: r.postId, accountId: r.accountId, isLead: leaderless && i === 0 })),
    { fromOn: ctx.today, by: ctx.actor.accountId, opId: ctx.opId },
  )
  counts.accounts += fresh.length
  counts.members += fresh.length
}

type Outcome = Counts & { rows: number; failed: Fault[]; sizes: { code: string; households: number; size: 'under' | 'over' }[] }

async function takeSheet(
  ctx: Ctx,
  input: { bytes: Uint8Array; fileName: string; communeId?: number | undefined },
): Promise<Outcome> {
  const table = await tableOf(input.bytes, input.fileName)
  const counts: Counts = { hamlets: 0, teams: 0, households: 0, assigned: 0, members: 0, accounts: 0, unchanged: 0 }
  const failed: Fault[] = []
  const lines = await linesOf(ctx, table, input.communeId, failed)
  const groups = Map.groupBy(lines, (l) => `${l.commune.areaId} ${fold(l.said.hamlet)} ${fold(l.said.team)}`)
  const touched: string[] = []
  for (const of of groups.values()) touched.push(await takeTeam(ctx, of, counts, failed))
  const { size } = (await paceFor(ctx, 'covid19')).on(ctx.today)
  const sizes: Outcome['sizes'] = []
  for (const teamId of new Set(touched)) {
    const { communeId, code } = await getTeam(ctx.db, teamId)
    const households = (await listOpenOfTeam(ctx.db, communeId, teamId)).length
    const state = sizeState(households, size)
    if (state === 'under' || state === 'over') sizes.push({ code, households, size: state })
  }
  failed.sort((a, b) => a.row - b.row)
  return { rows: table.rows.length, ...counts, failed, sizes }
}

/**
 * Teams, hamlets and homes from one spreadsheet, with the accounts that serve. Good rows are in; the others come back with the reason and
 * hold nobody up. Taken in again it adds nothing. Looked at first, it is taken in and taken back: what it says is what would be.
 */
export const importTeams = command(contract, async (ctx, { mode, ...input }) => {
  const done = mode === 'look' ? await undone(ctx.db, () => takeSheet(ctx, input)) : await takeSheet(ctx, input)
  const { failed, sizes: _, ...counts } = done
  ctx.note({ mode, ...counts, failed: failed.length })
  return done
})
