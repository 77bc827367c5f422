/** What a file is, by its first bytes: only what a browser shows or a clerk opens; null for anything else. */
export function fileKindOf(bytes: Uint8Array): { mime: string; photo: boolean } | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12))
  if (head.startsWith('\u00ff\u00d8\u00ff')) return { mime: 'image/jpeg', photo: true }
  if (head.startsWith('\u0089PNG')) return { mime: 'image/png', photo: true }
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return { mime: 'image/webp', photo: true }
  if (head.startsWith('%PDF')) return { mime: 'application/pdf', photo: false }
  if (head.startsWith('PK')) return { mime: 'application/octet-stream', photo: false }
  const text = bytes.length > 0 && !bytes.subarray(0, 4096).includes(0)
  return text ? { mime: 'text/plain; charset=utf-8', photo: false } : null
}
