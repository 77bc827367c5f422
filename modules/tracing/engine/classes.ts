/** Kinds of places, in the order in which the engine numbers them. */
export const KINDS = ['household', 'room', 'class', 'shift', 'office', 'ward', 'vehicle', 'market', 'venue', 'other'] as const

/** Rows of seats apart, up to 15 ("15 or more"); the last of the 17 values is "not known". */
export const ROWS_UNKNOWN = 16
const ROWS = 17
const PAIR = 3 * 2 * ROWS

/** Three-valued: 0 not known, 1 yes, 2 no. */
export const three = (value: boolean | null | undefined): 0 | 1 | 2 => (value == null ? 0 : value ? 1 : 2)
export const ofThree = (value: number): boolean | null => (value === 0 ? null : value === 1)

/** What a place says of every meeting there: its kind and whether it is a closed space. -1: a kind that is not known. */
export function placeClass(kind: string, closed: boolean | null): number {
  const k = (KINDS as readonly string[]).indexOf(kind)
  return k < 0 ? -1 : k * 3 + three(closed)
}

/** What two stays say of their meeting: masks (of both), two different parts of the place, rows apart. */
export const pairClass = (masked: number, apart: boolean, rows: number): number => (masked * 2 + (apart ? 1 : 0)) * ROWS + rows

export const classOf = (place: number, pair: number): number => place * PAIR + pair
export const CLASSES = KINDS.length * 3 * PAIR

/** The facts behind a class of meetings. */
export interface MeetingClass {
  kind: (typeof KINDS)[number]
  closed: boolean | null
  masked: boolean | null
  /** In two parts of the place that are known and differ. */
  apart: boolean
  rowsApart: number | null
}

export function describeClass(c: number): MeetingClass {
  const place = Math.floor(c / PAIR)
  const pair = c % PAIR
  const rows = pair % ROWS
  const rest = Math.floor(pair / ROWS)
  return {
    kind: KINDS[Math.floor(place / 3)]!,
    closed: ofThree(place % 3),
    masked: ofThree(rest >> 1),
    apart: rest % 2 === 1,
    rowsApart: rows === ROWS_UNKNOWN ? null : rows,
  }
}

/**
 * The closeness in force, as the engine and SQL read it: for each class of meetings the seconds within 24 hours that make a contact
 * (0: any; -1: never), and from when each table holds, earliest first.
 */
export interface Closeness {
  /** Seconds since 1970; the first is 0. */
  from: number[]
  /** CLASSES figures for each of them, one after another. */
  need: Int32Array
}
