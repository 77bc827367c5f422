import { existsSync, writeFileSync } from 'node:fs'
import { UsageError } from '@phaodai/kernel/usage.ts'

const taken = (file: string) => new UsageError(`${file}: đã có tệp này; chọn tên khác (there is such a file).`)

/** For what is written down before its file is: a name that is taken is told while nothing has been done. @throws UsageError */
export function assertNew(file: string): void {
  if (existsSync(file)) throw taken(file)
}

/** Writes a new file, for its owner's eyes; one that is there already is never overwritten. @throws UsageError */
export function writeNew(file: string, text: string | Uint8Array): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === 'EEXIST' ? taken(file) : new UsageError(`${file}: không ghi được (${code}).`)
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
