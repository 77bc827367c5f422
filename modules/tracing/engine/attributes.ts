import { pairClass, ROWS_UNKNOWN, three } from './classes.ts'

/**
 * What a stay says besides who, where and when: masks, part of the place, row of seats. Few combinations occur, so each is kept once and
 * the stay holds its number; 0, 1 and 2 are masks alone (not known, worn, not worn).
 */
export class Attributes {
  readonly #byKey = new Map<string, number>()
  readonly #spaces = new Map<string, number>()
  readonly #spaceText: string[] = ['']
  readonly #masked: number[] = []
  readonly #space: number[] = []
  readonly #row: number[] = []

  constructor() {
    for (const masked of [null, true, false]) this.number(masked, null, null)
  }

  number(masked: boolean | null, space: string | null, seatRow: number | null): number {
    const key = `${three(masked)} ${seatRow ?? ''} ${space ?? ''}`
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const n = this.#masked.length
    this.#byKey.set(key, n)
    this.#masked.push(three(masked))
    this.#space.push(space === null ? 0 : this.#spaceNumber(space))
    this.#row.push(seatRow ?? -1)
    return n
  }

  #spaceNumber(text: string): number {
    const known = this.#spaces.get(text)
    if (known !== undefined) return known
    this.#spaceText.push(text)
    this.#spaces.set(text, this.#spaceText.length - 1)
    return this.#spaceText.length - 1
  }

  masked = (n: number): number => this.#masked[n]!
  space = (n: number): string | null => (this.#space[n] === 0 ? null : this.#spaceText[this.#space[n]!]!)
  seatRow = (n: number): number | null => (this.#row[n]! < 0 ? null : this.#row[n]!)

  /** The class of a meeting of two stays at one place. */
  pair(a: number, b: number): number {
    const ma = this.#masked[a]!
    const mb = this.#masked[b]!
    const masked = ma === 2 || mb === 2 ? 2 : ma === 1 && mb === 1 ? 1 : 0
    if (a < 3 && b < 3) return pairClass(masked, false, ROWS_UNKNOWN)
    const sa = this.#space[a]!
    const sb = this.#space[b]!
    const ra = this.#row[a]!
    const rb = this.#row[b]!
    const rows = ra < 0 || rb < 0 ? ROWS_UNKNOWN : Math.min(15, Math.abs(ra - rb))
    return pairClass(masked, sa !== 0 && sb !== 0 && sa !== sb, rows)
  }
}
