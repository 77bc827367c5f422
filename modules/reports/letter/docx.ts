import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  type IParagraphOptions,
  type ISectionOptions,
  convertMillimetersToTwip as mm,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import {
  type Block,
  closed,
  DRILL,
  type Letter,
  type Measures,
  MOTTO,
  numberText,
  PARTY,
  placeAndDate,
  type Table as Rows,
  STATE,
  sizesOf,
} from './letter.rules.ts'

const FONT = 'Times New Roman'
/** Half-points, as the format counts sizes. */
const half = (pt: number) => Math.round(pt * 2)
const twips = (pt: number) => Math.round(pt * 20)
const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' } as const
const bare = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none } as const
const WIDE = { size: 100, type: WidthType.PERCENTAGE } as const

interface Look {
  bold?: boolean
  italics?: boolean
  underline?: object
  align?: (typeof AlignmentType)[keyof typeof AlignmentType]
  after?: number
  before?: number
  keep?: boolean
}
const line = (
  text: string,
  pt: number,
  { bold, italics, underline, align = AlignmentType.CENTER, after = 0, before = 0, keep }: Look = {},
) =>
  new Paragraph({
    alignment: align,
    keepNext: keep ?? false,
    spacing: { before: twips(before), after: twips(after) },
    children: [
      new TextRun({ text, size: half(pt), bold: bold ?? false, italics: italics ?? false, ...(underline && { underline }) }),
    ],
  })

/** A rule in the middle of its column, over a share of its width (millimetres left free on either side). */
const rule = (freeMm: number, after = 0) =>
  new Paragraph({
    indent: { left: mm(freeMm), right: mm(freeMm) },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    spacing: { before: 0, after: twips(after), line: 60 },
    children: [],
  })

const cell = (children: Paragraph[], percent: number) =>
  new TableCell({ borders: bare, width: { size: percent, type: WidthType.PERCENTAGE }, margins: { left: 0, right: 0 }, children })
const twoColumns = (left: Paragraph[], right: Paragraph[], share: [number, number]) =>
  new Table({
    width: WIDE,
    layout: TableLayoutType.FIXED,
    columnWidths: share.map((s) => Math.round((mm(165) * s) / 100)),
    borders: bare,
    rows: [new TableRow({ cantSplit: true, children: [cell(left, share[0]), cell(right, share[1])] })],
  })

/** Who issues it and its number on the left; the state's or the Party's name, place and date on the right. */
function heading(letter: Letter, m: Measures): Table {
  const above = letter.issuerAbove ? [line(letter.issuerAbove, m.issuerPt)] : []
  const left = [...above, line(letter.issuer, m.issuerPt, { bold: true })]
  const dated = line(placeAndDate(letter.place, letter.on), m.datePt, { italics: true, before: 6 })
  if (letter.layout === 'party')
    return twoColumns(
      [...left, line('*', m.issuerPt), line(numberText(letter), m.numberPt)],
      [line(PARTY, m.statePt, { bold: true }), rule(8), dated],
      [45, 55],
    )
  return twoColumns(
    [...left, rule(22), line(numberText(letter), m.numberPt, { before: 6 })],
    [line(STATE, m.statePt, { bold: true }), line(MOTTO, m.mottoPt, { bold: true }), rule(19), dated],
    [42, 58],
  )
}

function tableOf({ head, rows, widths, figures }: Rows, m: Measures): Table {
  const all = widths.reduce((a, b) => a + b, 0)
  const small = Math.min(12, m.bodyPt)
  const row = (cells: readonly string[], bold: boolean) =>
    new TableRow({
      tableHeader: bold,
      cantSplit: true,
      children: cells.map(
        (text, i) =>
          new TableCell({
            width: { size: (100 * widths[i]!) / all, type: WidthType.PERCENTAGE },
            verticalAlign: VerticalAlignTable.CENTER,
            margins: { left: 60, right: 60, top: 20, bottom: 20 },
            children: [
              line(text, small, {
                bold,
                align: bold ? AlignmentType.CENTER : figures && i > 0 ? AlignmentType.RIGHT : AlignmentType.LEFT,
              }),
            ],
          }),
      ),
    })
  return new Table({
    width: WIDE,
    layout: TableLayoutType.FIXED,
    columnWidths: widths.map((w) => Math.round((mm(165) * w) / all)),
    rows: [row(head, true), ...rows.map((r) => row(r, false))],
  })
}

function blocks(body: readonly Block[], m: Measures): (Paragraph | Table)[] {
  const flowing: Partial<IParagraphOptions> = {
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(m.indentMm) },
    spacing: { before: 0, after: twips(m.gapPt), line: Math.round(240 * m.line) },
  }
  const text = (words: string, bold = false, more: Partial<IParagraphOptions> = {}) =>
    new Paragraph({ ...flowing, ...more, children: [new TextRun({ text: words, size: half(m.bodyPt), bold })] })
  return body.flatMap((b) => {
    if ('heading' in b) return [text(b.heading, true, { keepNext: true })]
    if ('text' in b) return [text(b.text, b.bold ?? false)]
    if ('items' in b) return b.items.map((item) => text(`- ${item}`))
    return [tableOf(b.table, m), new Paragraph({ spacing: { after: twips(m.gapPt) }, children: [] })]
  })
}

/** Recipients on the left, who signs on the right; they stay together on a page. */
function closing(letter: Letter, m: Measures): Table {
  const party = letter.layout === 'party'
  const listed = closed(letter.recipients).map((r) => line(`- ${r}`, m.recipientPt, { align: AlignmentType.LEFT }))
  const mark = party ? { underline: {} } : { bold: true, italics: true }
  const { capacity, title, name } = letter.signature
  return twoColumns(
    [line('Nơi nhận:', m.recipientsPt, { ...mark, align: AlignmentType.LEFT }), ...listed],
    [
      ...(capacity ? [line(capacity, m.signPt, { bold: true, keep: true })] : []),
      line(title, m.signPt, { bold: !party, keep: true, after: 56 }),
      line(name, m.signPt, { bold: true }),
    ],
    [48, 52],
  )
}

/** Number in the middle of the top margin, from the second page on. */
const running = (letter: Letter, m: Measures, first: boolean) =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: first ? [] : [new TextRun({ children: [PageNumber.CURRENT], size: half(m.pageNumberPt) })],
      }),
      ...(letter.drill ? [line(DRILL, 10, { bold: true })] : []),
    ],
  })

/** The letter as a .docx in its official layout. Text in it is text: nothing runs. */
export async function toDocx(letter: Letter): Promise<Uint8Array> {
  const m = sizesOf(letter.layout)
  const section: ISectionOptions = {
    properties: {
      titlePage: true,
      page: {
        size: { width: mm(210), height: mm(297) },
        margin: {
          top: mm(m.topMm),
          bottom: mm(m.bottomMm),
          left: mm(m.leftMm),
          right: mm(m.rightMm),
          header: mm(8),
          footer: mm(8),
        },
      },
    },
    headers: { default: running(letter, m, false), first: running(letter, m, true) },
    children: [
      heading(letter, m),
      line(letter.kind, m.kindPt, { bold: true, before: 14, keep: true }),
      line(letter.subject, m.subjectPt, { bold: true, keep: true }),
      ...(letter.layout === 'party' ? [line('-----', m.subjectPt, { after: 8 })] : [rule(62, 8)]),
      ...(letter.to.length > 0 ? [line(`Kính gửi: ${letter.to.join('; ')}`, m.bodyPt, { after: 8 })] : []),
      ...blocks(letter.body, m),
      new Paragraph({ spacing: { after: 0, line: 120 }, children: [] }),
      closing(letter, m),
    ],
  }
  const doc = new Document({
    title: `${letter.kind} ${letter.subject}`,
    creator: letter.issuer,
    styles: {
      default: { document: { run: { font: FONT, size: half(m.bodyPt), color: '000000', language: { value: 'vi-VN' } } } },
    },
    sections: [section],
  })
  return new Uint8Array(await Packer.toBuffer(doc))
}
