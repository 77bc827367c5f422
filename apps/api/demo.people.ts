/** Made-up people for the drill: common syllables put together by a seeded draw; numbers from the ranges that no real person has. */
import { fakeCccd, fakePhone } from '@phaodai/text/ids.ts'

// Shares of the ten commonest surnames (published 2005), in the northern spelling.
const SURNAMES = [
  ['Nguyễn', 38],
  ['Trần', 12],
  ['Lê', 10],
  ['Phạm', 7],
  ['Hoàng', 5],
  ['Phan', 4],
  ['Vũ', 4],
  ['Đặng', 2],
  ['Bùi', 2],
  ['Đỗ', 2],
] as const
const MIDDLE = { male: ['Văn', 'Đức', 'Quang', 'Minh', 'Hữu'], female: ['Thị', 'Ngọc', 'Thu', 'Thanh', 'Kim'] }
const GIVEN = {
  male: ['An', 'Bình', 'Cường', 'Dũng', 'Hải', 'Hùng', 'Khánh', 'Long', 'Nam', 'Phúc', 'Quân', 'Sơn', 'Thắng', 'Tùng', 'Việt'],
  female: ['Anh', 'Chi', 'Dung', 'Hà', 'Hạnh', 'Hương', 'Lan', 'Linh', 'Mai', 'Nga', 'Oanh', 'Phương', 'Thảo', 'Trang', 'Yến'],
}

export interface MadeUpPerson {
  fullName: string
  sex: 'male' | 'female'
  birthYear: number
  idNumber: string
  phone: string
}

/** A seeded draw (mulberry32): the same demonstration every time. */
export function drawFrom(seed: number): (n: number) => number {
  let a = seed
  return (n) => {
    a = (a + 0x6d2b79f5) | 0
    let x = Math.imul(a ^ (a >>> 15), 1 | a)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return Math.floor((((x ^ (x >>> 14)) >>> 0) / 4294967296) * n)
  }
}

export function peopleMaker(seed: number): (about?: { surname?: string; born?: [number, number] }) => MadeUpPerson {
  const draw = drawFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[draw(list.length)]!
  const total = SURNAMES.reduce((n, [, share]) => n + share, 0)
  const surname = () => {
    let left = draw(total)
    return SURNAMES.find(([, share]) => {
      left -= share
      return left < 0
    })![0]
  }
  let n = 0
  return ({ surname: family, born: [from, to] = [1955, 2002] } = {}) => {
    n++
    const sex = draw(2) === 0 ? 'male' : 'female'
    const birthYear = from + draw(to - from + 1)
    const fullName = `${family ?? surname()} ${pick(MIDDLE[sex])} ${pick(GIVEN[sex])}`
    return { fullName, sex, birthYear, idNumber: fakeCccd(seed + n, { sex, birthYear }), phone: fakePhone(seed + n) }
  }
}
