import { writeFileSync } from 'node:fs'
import { UsageError } from '@phaodai/kernel/usage.ts'

/** Writes a new file, for its owner's eyes; one that is there already is never overwritten. @throws UsageError */
export function writeNew(file: string, text: string | Uint8Array): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'EEXIST' ? 'đã có tệp này; chọn tên khác (there is such a file)' : `không ghi được (${code})`
    throw new UsageError(`${file}: ${why}.`)
  }
}

const BLOCK = /<\/?(?:p|div|h1|header|section|aside|body|br)[^>]*>/g

/** The words of a printed page, a paragraph a line; what is shown on screen only is left out. */
export function pageText(html: string): string {
  return html
    .replace(/<(title|style|aside)[\s\S]*?<\/\1>/g, '')
    .replace(/\n/g, ' ')
    .replace(BLOCK, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, n: string) => String.fromCharCode(Number(n)))
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n')
}
