/** A document of an authority, as its parts; how it looks on paper is the layout's matter. */
export interface Letter {
  layout: 'state' | 'party'
  /** A drill's document says so on every page. */
  drill: boolean
  issuerAbove: string | null
  issuer: string
  /** '12/BC-BCĐ'; null: left open, as in a draft. */
  number: string | null
  /** The part of the number that is known in a draft. */
  symbol: string
  place: string
  /** Null: the day is left open. */
  on: string | null
  kind: string
  subject: string
  /** Kính gửi; none in most kinds. */
  to: readonly string[]
  body: readonly Block[]
  signature: Signature
  recipients: readonly string[]
}
export interface Signature {
  /** 'TM. BAN CHỈ ĐẠO', 'T/M BAN THƯỜNG VỤ'; empty where the head signs as such. */
  capacity: string
  title: string
  /** Empty: not signed yet. */
  name: string
}
export type Block = { heading: string } | { text: string; bold?: boolean } | { items: readonly string[] } | { table: Table }
export interface Table {
  head: readonly string[]
  rows: readonly (readonly string[])[]
  /** Relative widths; columns after the first are aligned right where `figures`. */
  widths: readonly number[]
  figures?: boolean
}

/** One measure of a layout, in millimetres or points, with where it is written. */
export interface Measure {
  value: number
  source: string
  confirmed: boolean
}
const ND30 = 'NĐ 30/2020/NĐ-CP, Phụ lục I'
const HD36 = 'HD 36-HD/VPTW 2018'
const found = (value: number): Measure => ({ value, source: ND30, confirmed: true })
const recalled = (value: number, source: string): Measure => ({ value, source, confirmed: false })

/**
 * Measures of both layouts. NĐ 30: margins, page number, quốc hiệu, tiêu ngữ as read in copies of the decree; the rest of it, and all of HD 36, is recalled and not
 * checked against the text (`confirmed: false`).
 */
export const measures = {
  state: {
    topMm: found(20),
    bottomMm: found(20),
    leftMm: found(30),
    rightMm: found(15),
    pageNumberPt: found(14),
    statePt: found(12),
    mottoPt: found(13),
    issuerPt: recalled(12, ND30),
    numberPt: recalled(13, ND30),
    datePt: recalled(14, ND30),
    kindPt: recalled(14, ND30),
    subjectPt: recalled(14, ND30),
    bodyPt: recalled(14, ND30),
    indentMm: recalled(12.7, ND30),
    gapPt: recalled(6, ND30),
    line: recalled(1.15, ND30),
    signPt: recalled(14, ND30),
    recipientsPt: recalled(12, ND30),
    recipientPt: recalled(11, ND30),
  },
  party: {
    topMm: recalled(20, HD36),
    bottomMm: recalled(20, HD36),
    leftMm: recalled(30, HD36),
    rightMm: recalled(15, HD36),
    pageNumberPt: recalled(14, HD36),
    statePt: recalled(15, HD36),
    mottoPt: recalled(14, HD36),
    issuerPt: recalled(14, HD36),
    numberPt: recalled(14, HD36),
    datePt: recalled(14, HD36),
    kindPt: recalled(16, HD36),
    subjectPt: recalled(14, HD36),
    bodyPt: recalled(14, HD36),
    indentMm: recalled(12.7, HD36),
    gapPt: recalled(6, HD36),
    line: recalled(1.15, HD36),
    signPt: recalled(14, HD36),
    recipientsPt: recalled(14, HD36),
    recipientPt: recalled(12, HD36),
  },
} as const satisfies Record<Letter['layout'], Record<string, Measure>>
export type Measures = { [K in keyof (typeof measures)['state']]: number }

/** The numbers of a layout alone. */
export const sizesOf = (layout: Letter['layout']): Measures =>
  Object.fromEntries(Object.entries(measures[layout]).map(([key, m]) => [key, m.value])) as Measures

export const STATE = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc'
export const PARTY = 'ĐẢNG CỘNG SẢN VIỆT NAM'
export const DRILL = 'DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ'

/** 'Số: 12/BC-BCĐ' of the state, 'Số 12 - BC/TU' of the Party; a draft leaves room for the number. */
export function numberText({ layout, number, symbol }: Pick<Letter, 'layout' | 'number' | 'symbol'>): string {
  const open = '        '
  return layout === 'state' ? `Số: ${number ?? `${open}/${symbol}`}` : `Số ${number ?? `${open} - ${symbol}`}`
}

/** Hải Dương, ngày 05 tháng 02 năm 2021: days below 10 and the months 1 and 2 have two digits (NĐ 30). */
export function placeAndDate(place: string, on: string | null): string {
  if (on === null) return `${place}, ngày      tháng      năm      `
  const [year, month, day] = on.split('-') as [string, string, string]
  return `${place}, ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
}

/** Each entry of a list ends with a semicolon, the last with a full stop. */
export const closed = (items: readonly string[]): string[] =>
  items.map((item, i) => `${item.replace(/[;.,\s]+$/u, '')}${i === items.length - 1 ? '.' : ';'}`)
