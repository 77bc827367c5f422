import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execute } from '@phaodai/kernel/command.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { codeSheets } from '@phaodai/modules/checks/members.commands.ts'
import type { Session } from '../apps/cli/runtime.ts'
import { importSheet } from '../apps/cli/team-sheet.ts'
import { testApp } from '../test/database.ts'

const HOMES = 60
const seconds = (from: number) => Number(((performance.now() - from) / 1000).toFixed(1))

/** One sheet: so many teams of 60 homes over all communes of the province, two to five made-up members each, one bad row in ten thousand. */
function sheetOf(communes: readonly string[], teams: number): string {
  const names = ['Nguyễn Văn Thử', 'Trần Thị Thử', 'Lê Hoàng Thử', 'Phạm Thị Thử', 'Vũ Minh Thử']
  const lines = ['Mã xã,Thôn,Tổ,Thứ tự,Số nhà,Địa chỉ,Chủ hộ,Họ tên tổ viên']
  for (let t = 0; t < teams; t++) {
    const commune = communes[t % communes.length]
    const n = Math.floor(t / communes.length) + 1
    const hamlet = `Thôn ${Math.ceil(n / 5)}`
    const members = names.slice(0, 2 + (t % 4)).map((name) => `${name} ${t}`)
    for (let k = 1; k <= HOMES; k++) {
      const bad = (t * HOMES + k) % 10_000 === 7
      lines.push(
        `${commune},${bad ? 'Lạ' : hamlet},Tổ số ${n},${k},${k},"Số ${k}, ngõ ${n}, ${hamlet}",Lê Văn Thử ${t}.${k},${k === 1 ? `"${members.join('; ')}"` : ''}`,
      )
    }
  }
  return `${lines.join('\n')}\n`
}

/**
 * `npm run bench -- teams [--teams 10000] [--json]`: accounts, hamlets, teams and 60 homes a team from one spreadsheet, as `phaodai team import`
 * takes it; broken off after a third and begun again; the whole sheet once more; the code sheet of one commune.
 */
export async function bench(): Promise<{ name: string; results: Record<string, unknown> }> {
  const at = process.argv.indexOf('--teams')
  const teams = at > 0 ? Number(process.argv[at + 1]) : 10_000
  const t = await testApp()
  const folder = mkdtempSync(join(tmpdir(), 'phaodai-teams-'))
  try {
    const { postId } = await t.post('operator', '30')
    const session: Session = {
      ...{ instance: null as never, app: t.app, postId, today: '2021-02-22' },
      run: (operation, input, opId) => execute(t.app, operation, input, { postId, opId: opId ?? newId() }) as never,
      close: async () => {},
    }
    const codes = await t.rows<{ code: string }>(
      `select c.code from area c join area p on p.tier = 'province' and p.code = '30' and c.lo between p.lo and p.hi
       where c.tier = 'commune' and c.valid_from <= '2021-02-22' and (c.valid_until is null or c.valid_until > '2021-02-22') order by 1`,
    )
    const file = join(folder, 'to.csv')
    const text = sheetOf(
      codes.map((c) => c.code),
      teams,
    )
    writeFileSync(file, text)
    const rows = teams * HOMES
    let from = performance.now()
    const broken = await importSheet(session, file, undefined, undefined, (part, of) => {
      if (part > of / 3) throw new Error('broken off')
    }).catch((e: Error) => e.message)
    const third = seconds(from)
    from = performance.now()
    const done = await importSheet(session, file, undefined, undefined, () => {})
    const rest = seconds(from)
    from = performance.now()
    const again = await importSheet(session, file, undefined, undefined, () => {})
    const repeat = seconds(from)
    const commune = await t.area(codes[0]!.code)
    from = performance.now()
    const sheet = await session.run(codeSheets, { communeId: commune.areaId })
    const { hamlets, households, assigned, accounts, failed } = done
    const [kept] = await t.rows(
      'select (select count(*) from team)::int as teams, (select count(*) from household_team)::int as homes, (select count(*) from team_member)::int as members',
    )
    return {
      name: 'teams',
      results: {
        rows,
        megabytes: Math.round(Buffer.byteLength(text) / 1e6),
        ...{ broken, thirdSeconds: third, restSeconds: rest, rowsPerSecond: Math.round(rows / (third + rest)) },
        ...{ hamlets, teams: done.teams, households, assigned, accounts, failed: failed.length, kept },
        againSeconds: repeat,
        againAdds: again.teams + again.households + again.assigned + again.accounts,
        codeSheet: { codes: sheet.issued, seconds: seconds(from) },
      },
    }
  } finally {
    rmSync(folder, { recursive: true })
    await t.close()
  }
}
