import { number } from './formats.ts'
import type { Words } from './language.tsx'

/** Which rows of how many stand on a page. */
export interface Place {
  /** How many rows stand before it. */
  offset: number
  shown: number
  total: number
}

/** Where the pages before and after begin; null: there is none. Back from past the end leads to the last one that holds anything. */
export function around({ offset, shown, total }: Place, size: number): { before: number | null; after: number | null } {
  const last = total === 0 ? 0 : Math.floor((total - 1) / size) * size
  return {
    before: offset === 0 ? null : Math.max(0, Math.min(offset - size, last)),
    after: shown === 0 || offset + shown >= total ? null : offset + size,
  }
}

/** "Lượt hỏi 101–200 / 1.250, cũ nhất trước." */
export function placeWords({ offset, shown, total }: Place, what: Words, order?: Words): Words {
  if (shown === 0)
    return {
      vi: `Trang này không còn gì; ${what.vi.toLowerCase()} có tất cả ${number(total)}.`,
      en: `Nothing is left on this page; ${what.en.toLowerCase()} in all: ${number(total)}.`,
    }
  const of = `${number(offset + 1)}–${number(offset + shown)} / ${number(total)}`
  return { vi: `${what.vi} ${of}${order ? `, ${order.vi}` : ''}.`, en: `${what.en} ${of}${order ? `, ${order.en}` : ''}.` }
}
