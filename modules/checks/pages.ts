import { type Doc, type PackedColumns, type PackedHome, SINCE_2000 } from './packed.rules.ts'
import type { PageAnswers, PageDoors, PageHomes } from './pages.rules.ts'

const inBytes = (ids: readonly string[]): string => base64(ids.join('').replaceAll('-', ''))
const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64')
/** Milliseconds since 1970, of instants as the database sends them: 8 bytes each, microseconds since 2000. */
function instantsIn(hex: string): number[] {
  const bytes = Buffer.from(hex, 'hex')
  const list: number[] = []
  for (let at = 0; at < bytes.length; at += 8) {
    const micros = bytes.readInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4)
    list.push(SINCE_2000 + Math.round(micros / 1000))
  }
  return list
}

/**
 * The rows of a page of homes (pages.rules.ts); none where there are none. Their ids begin with no home's: a tab of an older version, which does not
 * unpack them, would take them away with that home. @param lastOn the last day of the answers; null: there are none
 */
export function packPage({
  homes,
  aging,
  lastOn,
}: {
  homes: readonly (readonly [string, PackedHome])[]
  aging: PackedColumns
  lastOn: string | null
}): Doc[] {
  const [first] = homes
  if (!first) return []
  const teams = [...new Set(homes.map(([, home]) => home.teamId))]
  const ids = inBytes(homes.map(([id]) => id))
  const doors: PageDoors = {
    ...{ homes: ids, teams },
    doors: homes.map(([, { teamId, order, door }]) => [teams.indexOf(teamId), order, door]),
  }
  const people = homes.flatMap(([, home]) => home.people)
  const whole: PageHomes = {
    ...{ homes: ids, teams },
    of: homes.map(([, h]) => [teams.indexOf(h.teamId), h.order, h.door, h.address, h.headName, h.people.length]),
    subjects: inBytes(people.map(([subjectId]) => subjectId)),
    people: people.map(([, name, birthYear, sex, frail]) => [name, birthYear, sex, frail ? 1 : 0]),
    others: homes.flatMap(([, home]) => home.others),
  }
  const row = (collection: string, body: object, day?: string): Doc => ({
    ...{ collection, id: `-:${first[0]}`, version: '', ...(day !== undefined && { day }) },
    body: { ...body },
  })
  const days = [...aging.others.flatMap((o) => o.day ?? []), ...(lastOn === null ? [] : [lastOn])]
  const last = days.sort().at(-1)
  return [row('page-doors', doors), row('page-homes', whole), ...(last ? [row('page-answers', answersOf(aging), last)] : [])]
}

function answersOf({ from, homes, counts, ids, said, captured, received, more, others }: PackedColumns): PageAnswers {
  const whats = Buffer.from(said, 'hex')
  const [at, arrived] = [instantsIn(captured), instantsIn(received)]
  const page = { said: [] as number[], captured: [] as number[], received: [] as number[] }
  let last = 0
  for (let n = 0; n < at.length; n++) {
    page.said.push(whats.readUInt16BE(2 * n))
    page.captured.push(at[n]! - last)
    page.received.push(arrived[n]! - at[n]!)
    last = at[n]!
  }
  return { ...{ from, homes: inBytes(homes), counts, ids: base64(ids) }, ...page, more, others }
}
