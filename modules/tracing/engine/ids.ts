/** Four digits at a time: an answer of thousands of ids is mostly the writing of them. */
const HEX = Array.from({ length: 65_536 }, (_, b) => b.toString(16).padStart(4, '0'))

/** UUIDs numbered 0, 1, 2 … in the order in which they came: 16 bytes each and an open hash table, no strings. */
export class UuidTable {
  size = 0
  #words: Uint32Array
  #slots: Int32Array
  #mask: number

  constructor(expected = 1024) {
    this.#words = new Uint32Array(4 * Math.max(16, expected))
    const slots = 2 ** Math.ceil(Math.log2(Math.max(32, expected * 1.5)))
    this.#slots = new Int32Array(slots).fill(-1)
    this.#mask = slots - 1
  }

  #slot(a: number, b: number, c: number, d: number): number {
    const w = this.#words
    const slots = this.#slots
    // version 7 ids share their first words, version 8 ones share nothing: all four are mixed
    let h = Math.imul(a ^ (b >>> 15), 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ Math.imul(d, 0x27d4eb2f)
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
    h ^= h >>> 13
    for (let s = h & this.#mask; ; s = (s + 1) & this.#mask) {
      const n = slots[s]!
      if (n < 0) return s
      const at = n * 4
      if (w[at] === a && w[at + 1] === b && w[at + 2] === c && w[at + 3] === d) return s
    }
  }

  /** The number of the id of these four big-endian words; a new one where it was not there. */
  intern(a: number, b: number, c: number, d: number): number {
    const s = this.#slot(a, b, c, d)
    const known = this.#slots[s]!
    if (known >= 0) return known
    const n = this.size++
    if (n * 4 >= this.#words.length) {
      const more = new Uint32Array(Math.ceil(this.#words.length * 1.5))
      more.set(this.#words)
      this.#words = more
    }
    this.#words.set([a, b, c, d], n * 4)
    this.#slots[s] = n
    if (this.size * 4 > this.#slots.length * 3) this.#grow()
    return n
  }

  #grow(): void {
    const slots = this.#slots.length * 2
    this.#slots = new Int32Array(slots).fill(-1)
    this.#mask = slots - 1
    const w = this.#words
    for (let n = 0; n < this.size; n++) this.#slots[this.#slot(w[n * 4]!, w[n * 4 + 1]!, w[n * 4 + 2]!, w[n * 4 + 3]!)] = n
  }

  /** The number of a written id; -1 where it was never seen. */
  find(id: string): number {
    const [a, b, c, d] = wordsOf(id)
    return this.#slots[this.#slot(a, b, c, d)]!
  }

  add(id: string): number {
    return this.intern(...wordsOf(id))
  }

  text(n: number): string {
    const w = this.#words
    const a = w[n * 4]!
    const b = w[n * 4 + 1]!
    const c = w[n * 4 + 2]!
    const d = w[n * 4 + 3]!
    const middle = `${HEX[b >>> 16]}-${HEX[b & 0xffff]}-${HEX[c >>> 16]}-${HEX[c & 0xffff]}`
    return `${HEX[a >>> 16]}${HEX[a & 0xffff]}-${middle}${HEX[d >>> 16]}${HEX[d & 0xffff]}`
  }

  /** As their bytes compare, which is how PostgreSQL orders uuid. */
  compare(m: number, n: number): number {
    const w = this.#words
    for (let i = 0; i < 4; i++) {
      const d = w[m * 4 + i]! - w[n * 4 + i]!
      if (d !== 0) return d
    }
    return 0
  }

  bytes(): number {
    return this.#words.byteLength + this.#slots.byteLength
  }
}

function wordsOf(id: string): [number, number, number, number] {
  const hex = id.replaceAll('-', '')
  const word = (i: number) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16) >>> 0
  return [word(0), word(1), word(2), word(3)]
}
