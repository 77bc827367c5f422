/** Reads a list of stays, giving way to other work in between: who each row is of, where they were, and why a row is given back. */
import { setImmediate as turn } from 'node:timers/promises'
import type { Cell } from '@phaodai/tabular/cells.ts'
import type { Table, TableRow } from '@phaodai/tabular/read.ts'
import { parseBirth } from '@phaodai/text/birth.ts'
import { readIdentity } from '@phaodai/text/ids.ts'
import { tidyName } from '@phaodai/text/names.ts'
import { normalisePhone } from '@phaodai/text/phone.ts'
import type { PlainNumbers } from '../people/people.numbers.ts'
import { Row } from '../tracing/sources/row.ts'
import type { Source } from '../tracing/sources/source.ts'
import type { Draft, Reason } from '../tracing/sources/stay.ts'
import { placesOf, type StaysMapping } from './stays.columns.ts'
import { readSex } from './values.rules.ts'

/** Whom a row names, read; what was not said is null. */
export interface PersonSaid {
  code: string | null
  id: NonNullable<PlainNumbers['id']> | null
  phone: string | null
  name: string | null
  birth: { year: number; month: number | null; day: number | null } | null
  sex: 'male' | 'female' | null
  home: { province: string | null; district: string | null; commune: string | null; address: string | null }
}

export interface ReadStay {
  row: number
  cells: Cell[]
  person: PersonSaid
  drafts: Draft[]
  refused: Reason[]
  notes: Reason[]
}

const TURN = 500

function personOf(row: Row, order: 'dmy' | 'mdy' | undefined): PersonSaid {
  const idText = row.text('idNumber')
  const id = idText === null ? null : readIdentity(idText)
  if (id && !id.ok)
    row.refuse(
      'idNumber',
      'not-a-number-of-identity',
      'không phải CCCD 12 số, CMND 9 số hay hộ chiếu',
      'is no CCCD of 12 digits, CMND of 9 or passport',
    )
  const phoneText = row.text('phone')
  const phone = phoneText === null ? null : normalisePhone(phoneText)
  if (phone && !phone.ok)
    row.note('phone', 'not-understood', 'không đọc được số điện thoại, bỏ qua', 'the phone number cannot be read, left out')
  const name = row.text('name')
  const birthCell = row.cell('birth')
  const birth = birthCell === null || row.text('birth') === null ? null : parseBirth(birthCell, { order: order ?? 'dmy' })
  if (birth && !birth.ok)
    row.note('birth', 'not-understood', 'không đọc được ngày sinh, bỏ qua', 'the date of birth cannot be read, left out')
  const sex = row.text('sex')
  return {
    code: row.text('code', 40),
    id: id?.ok ? { kind: id.kind, number: id.number } : null,
    phone: phone?.ok ? phone.phone : null,
    name: name === null ? null : tidyName(name),
    birth: birth?.ok ? { year: birth.year, month: birth.month, day: birth.day } : null,
    sex: sex === null ? null : readSex(sex),
    home: {
      province: row.text('homeProvince'),
      district: row.text('homeDistrict'),
      commune: row.text('homeCommune'),
      address: row.text('address'),
    },
  }
}

export async function readStays(
  source: Source,
  table: Pick<Table, 'headers' | 'rows'>,
  mapping: StaysMapping,
  today: string,
  cellsOf: (row: TableRow) => Cell[],
): Promise<ReadStay[]> {
  const { at } = placesOf(table.headers, mapping)
  const read: ReadStay[] = []
  for (const [i, source_] of table.rows.entries()) {
    if (i % TURN === TURN - 1) await turn()
    const row = new Row(source_.cells, at, mapping.dateOrder)
    if (
      source_.cells.length > table.headers.length &&
      source_.cells.slice(table.headers.length).some((c) => c !== null && String(c).trim() !== '')
    )
      row.refused.push({
        field: '',
        rule: 'too-many-cells',
        vi: 'dòng có nhiều ô hơn dòng tiêu đề: các ô có thể đã lệch cột',
        en: 'the row has more cells than the header: cells may have moved',
      })
    const person = personOf(row, mapping.dateOrder)
    const drafts = source.stays(row, today)
    read.push({
      row: source_.row,
      cells: cellsOf(source_),
      person,
      drafts: row.refused.length > 0 ? [] : drafts,
      refused: row.refused,
      notes: row.notes,
    })
  }
  return read
}
