import { type Ctx, read } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { toCsv, toXlsx } from '@phaodai/tabular/write.ts'
import { getAreas } from '../areas/areas.store.ts'
import { briefOf, rangeOf } from './people.brief.ts'
import { type PersonBrief, exportPeople as verb } from './people.contract.ts'
import { hiddenIn } from './people.reads.ts'
import { currentPersons } from './people.store.ts'
import { getMode, listPersons } from './search.store.ts'

const HEADERS = ['Mã', 'Họ và tên', 'Giới tính', 'Năm sinh', 'Ngày sinh', 'Tuổi', 'Mã xã', 'Xã', 'Địa chỉ', 'Từ ngày', 'Ghi chú']
const SEX = { male: 'Nam', female: 'Nữ' }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** More than the people of any commune and most districts; a longer list is cut by area instead. */
const MOST = 250_000

/** The people of an area as a file, as the role reads a list: no identity number, no phone. A drill's file says so on every row. */
export const exportPeople = read(verb, async (ctx, { areaId, hamletId, format }): Promise<FileAnswer> => {
  const { lo, hi } = await rangeOf(ctx, areaId)
  const filter = {
    lo,
    hi,
    hamletId: hamletId ?? null,
    householdId: null,
    sex: null,
    bornFrom: null,
    bornUntil: null,
    hidden: await hiddenIn(ctx, lo, hi),
  }
  const listed = await listPersons(ctx.db, filter, null, MOST)
  const people = await currentPersons(
    ctx.db,
    listed.map((p) => p.subjectId),
  )
  ctx.touch(...people.keys())
  ctx.note({ rows: listed.length, format })
  const drill = (await getMode(ctx.db)) === 'drill'
  const briefs = listed.flatMap((p) => people.get(p.subjectId) ?? []).map((p) => briefOf(ctx.actor.role, p))
  const rows = await rowsOf(ctx, briefs, drill ? 'DIỄN TẬP' : '')
  const fileName = `${drill ? 'dien-tap-' : ''}nguoi-${ctx.today}.${format}`
  if (format === 'csv')
    return { fileName, mime: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(toCsv(HEADERS, rows)) }
  return { fileName, mime: XLSX, bytes: await toXlsx([{ name: drill ? 'DIỄN TẬP - Người' : 'Người', headers: HEADERS, rows }]) }
})

async function rowsOf(ctx: Ctx, people: PersonBrief[], remark: string) {
  const communes = new Map((await getAreas(ctx.db, [...new Set(people.map((p) => p.communeId))])).map((a) => [a.areaId, a]))
  const two = (n: number) => String(n).padStart(2, '0')
  return people.map((p) => [
    p.code,
    p.name,
    p.sex && SEX[p.sex],
    p.birthYear,
    p.birthYear && p.birthMonth && p.birthDay ? `${p.birthYear}-${two(p.birthMonth)}-${two(p.birthDay)}` : null,
    p.ageYears,
    communes.get(p.communeId)?.code ?? null,
    communes.get(p.communeId)?.fullName ?? null,
    p.address,
    p.fromOn,
    remark,
  ])
}
