/** The text of a document as it was handed in: .txt in any encoding that offices use, .docx, or .pdf with a text layer. */
import { Problem } from '@phaodai/kernel/problem.ts'
import { decodeText } from '@phaodai/tabular/decode.ts'
import './directives.problems.ts'
import { textOfHtml } from './html.rules.ts'
import { type Glyphs, textOfPage } from './page.rules.ts'

export type Format = 'txt' | 'docx' | 'pdf'
export interface DocumentText {
  format: Format
  /** What the spans of a reading index. */
  text: string
}

/** Larger files are no directives. */
export const LARGEST_FILE = 25 * 1024 * 1024
/** Letters of some 200 pages. Reading more would keep a server from everybody else for seconds, and only an annex is longer. */
export const LONGEST_TEXT = 600_000

const refuse = (vi: string, en: string) => new Problem('document-unreadable', { vi, en })

/** Told by its bytes, not by its name. @throws Problem document-unreadable */
export async function textOfFile(bytes: Uint8Array): Promise<DocumentText> {
  const found = await textIn(bytes)
  if (found.text.length > LONGEST_TEXT)
    throw refuse(
      'dài hơn 600.000 chữ cái (khoảng 200 trang); tách phụ lục ra, chỉ gửi phần giao nhiệm vụ',
      'longer than 600,000 letters (some 200 pages); hand in the part that gives the work, without the annex',
    )
  return found
}

async function textIn(bytes: Uint8Array): Promise<DocumentText> {
  if (bytes.length > LARGEST_FILE) throw refuse('tệp lớn hơn 25 MB', 'the file is larger than 25 MB')
  const head = String.fromCharCode(...bytes.subarray(0, 8))
  if (head.startsWith('%PDF')) return { format: 'pdf', text: await textOfPdf(bytes) }
  if (head.startsWith('PK')) return { format: 'docx', text: await textOfDocx(bytes) }
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0'))
    throw refuse('tệp .doc đời cũ; mở bằng Word hoặc LibreOffice rồi lưu thành .docx', 'an old .doc file; save it as .docx')
  const { text } = decodeText(bytes)
  if (text.trim() === '') throw refuse('tệp không có chữ nào', 'there is no text in the file')
  return { format: 'txt', text }
}

async function textOfDocx(bytes: Uint8Array): Promise<string> {
  const { default: mammoth } = await import('mammoth')
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    )
    const text = textOfHtml(value)
    if (text.trim() !== '') return text
  } catch {
    throw refuse('tệp không phải .docx hoặc bị hỏng', 'not a .docx file, or a damaged one')
  }
  throw refuse('tệp .docx không có chữ nào', 'there is no text in the .docx')
}

async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { extractTextItems } = await import('unpdf')
  let pages: Glyphs[][]
  try {
    // the library takes the buffer for itself
    pages = (await extractTextItems(new Uint8Array(bytes))).items as Glyphs[][]
  } catch {
    throw refuse('tệp .pdf bị hỏng hoặc có mật khẩu', 'the .pdf is damaged or has a password')
  }
  const text = pages.map(textOfPage).join('\n\n')
  if (text.trim() === '') throw refuse('tệp .pdf chỉ có ảnh quét, không có lớp chữ', 'the .pdf is a scan without a text layer')
  return text
}
