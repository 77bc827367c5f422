import type { Letter } from './letter.rules.ts'

/** A letter as a file. What draws PDF and .docx is large and loaded by the first letter only: commands and the server start without it. */
export async function written(letter: Letter, format: 'docx' | 'pdf'): Promise<Uint8Array> {
  return format === 'pdf' ? (await import('./pdf.ts')).toPdf(letter) : (await import('./docx.ts')).toDocx(letter)
}
