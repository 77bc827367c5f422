import { date } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import type { PolicyDocument } from '../policy.contract.ts'

/** The documents of a pack or profile in one line. */
export const documentsText = (documents: readonly PolicyDocument[], w: (words: Words) => string): string =>
  documents.map((d) => [d.code, w(d.title), d.issuer, d.issuedOn && date(d.issuedOn)].filter(Boolean).join(', ')).join('; ')
