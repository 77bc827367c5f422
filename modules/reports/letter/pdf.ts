import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
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
  STATE,
  sizesOf,
} from './letter.rules.ts'

/* Tinos has the widths of Times New Roman, so lines break where they do in the .docx. */
const tinos = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))
const face = (name: string) => join(tinos, name, `Tinos_${name}.ttf`)
pdfmake.setFonts({
  Tinos: {
    normal: face('400Regular'),
    bold: face('700Bold'),
    italics: face('400Regular_Italic'),
    bolditalics: face('700Bold_Italic'),
  },
})
// what is in a letter is text: it names no file and no address to fetch
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path.startsWith(tinos))

const MM = 72 / 25.4
const middle = (text: string, fontSize: number, more: object = {}): Content => ({ text, fontSize, alignment: 'center', ...more })
const rule = (widthMm: number, after = 0): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 2, x2: widthMm * MM, y2: 2, lineWidth: 0.75 }],
  alignment: 'center',
  margin: [0, 0, 0, after],
})

function heading(letter: Letter, m: Measures): Content {
  const party = letter.layout === 'party'
  const left = [
    ...(letter.issuerAbove ? [middle(letter.issuerAbove, m.issuerPt)] : []),
    middle(letter.issuer, m.issuerPt, { bold: true }),
    party ? middle('*', m.issuerPt) : rule(26),
    middle(numberText(letter), m.numberPt, { margin: [0, party ? 0 : 5, 0, 0], preserveLeadingSpaces: true }),
  ]
  const dated = middle(placeAndDate(letter.place, letter.on), m.datePt, { italics: true, margin: [0, 6, 0, 0] })
  const right = party
    ? [middle(PARTY, m.statePt, { bold: true }), rule(74), dated]
    : [middle(STATE, m.statePt, { bold: true }), middle(MOTTO, m.mottoPt, { bold: true }), rule(58), dated]
  return {
    columns: [
      { width: party ? '45%' : '42%', stack: left },
      { width: '*', stack: right },
    ],
  }
}

function blocks(body: readonly Block[], m: Measures): Content[] {
  const text = (words: string, bold = false): Content => ({
    text: words,
    bold,
    alignment: 'justify',
    leadingIndent: m.indentMm * MM,
    margin: [0, 0, 0, m.gapPt],
  })
  return body.flatMap((b): Content[] => {
    if ('heading' in b) return [{ ...(text(b.heading, true) as object), headlineLevel: 1 } as Content]
    if ('text' in b) return [text(b.text, b.bold ?? false)]
    if ('items' in b) return b.items.map((item) => text(`- ${item}`))
    const { head, rows, widths, figures } = b.table
    const all = widths.reduce((a, w) => a + w, 0)
    const cell = (words: string, i: number): Content => ({ text: words, alignment: figures && i > 0 ? 'right' : 'left' })
    return [
      {
        fontSize: Math.min(12, m.bodyPt),
        margin: [0, 2, 0, m.gapPt + 4],
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: widths.map((w) => `${(100 * w) / all}%`),
          body: [head.map((h): Content => middle(h, Math.min(12, m.bodyPt), { bold: true })), ...rows.map((r) => r.map(cell))],
        },
        layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, paddingTop: () => 1, paddingBottom: () => 1 },
      },
    ]
  })
}

function closing(letter: Letter, m: Measures): Content {
  const party = letter.layout === 'party'
  const { capacity, title, name } = letter.signature
  return {
    unbreakable: true,
    margin: [0, 6, 0, 0],
    columns: [
      {
        width: '48%',
        stack: [
          party
            ? { text: 'Nơi nhận:', decoration: 'underline', fontSize: m.recipientsPt }
            : { text: 'Nơi nhận:', bold: true, italics: true, fontSize: m.recipientsPt },
          ...closed(letter.recipients).map((r): Content => ({ text: `- ${r}`, fontSize: m.recipientPt })),
        ],
      },
      {
        width: '*',
        stack: [
          ...(capacity ? [middle(capacity, m.signPt, { bold: true })] : []),
          middle(title, m.signPt, { bold: !party, margin: [0, 0, 0, 56] }),
          middle(name, m.signPt, { bold: true }),
        ],
      },
    ],
  }
}

/** The same letter as a PDF, with its fonts inside. */
export async function toPdf(letter: Letter): Promise<Uint8Array> {
  const m = sizesOf(letter.layout)
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [m.leftMm * MM, m.topMm * MM, m.rightMm * MM, m.bottomMm * MM],
    info: { title: `${letter.kind} ${letter.subject}`, author: letter.issuer },
    defaultStyle: { font: 'Tinos', fontSize: m.bodyPt, lineHeight: 1.08 },
    // a heading does not stay alone at the foot of a page
    pageBreakBefore: (node, { getFollowingNodesOnPage }) => node.headlineLevel === 1 && getFollowingNodesOnPage().length === 0,
    header: (page) => [
      { text: page > 1 ? String(page) : ' ', alignment: 'center', fontSize: m.pageNumberPt, margin: [0, 7 * MM, 0, 0] },
      ...(letter.drill ? [middle(DRILL, 10, { bold: true })] : []),
    ],
    content: [
      heading(letter, m),
      middle(letter.kind, m.kindPt, { bold: true, margin: [0, 14, 0, 0] }),
      middle(letter.subject, m.subjectPt, { bold: true }),
      letter.layout === 'party' ? middle('-----', m.subjectPt, { margin: [0, 0, 0, 8] }) : rule(40, 8),
      ...(letter.to.length > 0 ? [middle(`Kính gửi: ${letter.to.join('; ')}`, m.bodyPt, { margin: [0, 0, 0, 8] })] : []),
      ...blocks(letter.body, m),
      closing(letter, m),
    ],
  }
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}
