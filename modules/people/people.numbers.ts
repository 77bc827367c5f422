import { type FieldError, Problem } from '@phaodai/kernel/problem.ts'
import type { Secrets } from '@phaodai/kernel/secrets.ts'
import { type IdentityKind, maskNumber, readIdentity } from '@phaodai/text/ids.ts'
import { normalisePhone } from '@phaodai/text/phone.ts'
import type { SealedNumbers } from './numbers.store.ts'
import type { SubjectRow } from './people.store.ts'

/** Numbers already read and normalised (readIdentity, normalisePhone). */
export interface PlainNumbers {
  id?: { kind: IdentityKind | 'other'; number: string } | null
  phone?: string | null
}

/** A subject's row with its numbers sealed and their blind indexes; the one way numbers go into the database. */
export const sealSubject = (secrets: Secrets, subjectId: string, { id, phone }: PlainNumbers): SubjectRow => ({
  subjectId,
  ...(id && { idKind: id.kind, idSealed: secrets.seal('id', id.number), idIndex: secrets.blindIndex('id', id.number) }),
  ...(phone && { phoneSealed: secrets.seal('phone', phone), phoneIndex: secrets.blindIndex('phone', phone) }),
})

/**
 * Numbers as a person typed them; empty text is none.
 * @throws Problem invalid-input naming the field; a number is never guessed
 */
export function readNumbers(input: { idNumber?: string | null; phone?: string | null }): PlainNumbers {
  const id = readIdentity(input.idNumber ?? '')
  const phone = normalisePhone(input.phone ?? '')
  const errors: FieldError[] = []
  if (!id.ok && id.problem !== 'empty')
    errors.push({
      field: 'idNumber',
      vi: 'CCCD có 12 chữ số và bắt đầu bằng 0; CMND có 9 chữ số; hộ chiếu có 6 đến 9 chữ và số',
      en: 'A CCCD has 12 digits and begins with 0; a CMND has 9 digits; a passport has 6 to 9 letters and digits',
    })
  if (!phone.ok && phone.problem !== 'empty')
    errors.push({
      field: 'phone',
      vi: phone.problem === 'several' ? 'Chỉ ghi một số điện thoại' : 'Không đọc được số điện thoại',
      en: phone.problem === 'several' ? 'Give one phone number only' : 'The phone number cannot be read',
    })
  if (errors.length > 0) throw new Problem('invalid-input', {}, errors)
  return { id: id.ok ? { kind: id.kind, number: id.number } : null, phone: phone.ok ? phone.phone : null }
}

/** Blind indexes under which a text may stand as a number; empty where it can be none. */
export function indexesOf(secrets: Secrets, text: string): Buffer[] {
  const id = readIdentity(text)
  const phone = normalisePhone(text)
  return [
    ...(id.ok ? [secrets.blindIndex('id', id.number)] : []),
    ...(phone.ok ? [secrets.blindIndex('phone', phone.phone)] : []),
  ]
}

export interface OpenNumbers {
  idKind: string | null
  idNumber: string | null
  phone: string | null
}

/** Opens the numbers of one human, whose subjects come canonical first: of each kind the first that is known. */
export function unseal(secrets: Secrets, sealed: readonly Omit<SealedNumbers, 'subjectId'>[]): OpenNumbers {
  const id = sealed.find((s) => s.idSealed)
  const phone = sealed.find((s) => s.phoneSealed)?.phoneSealed
  return {
    idKind: id?.idKind ?? null,
    idNumber: id?.idSealed ? secrets.open('id', id.idSealed) : null,
    phone: phone ? secrets.open('phone', phone) : null,
  }
}

/** The same as it may be shown: '0540***123'. */
export const masked = (open: OpenNumbers) => ({
  idKind: open.idKind,
  idMasked: open.idNumber === null ? null : maskNumber(open.idNumber),
  phoneMasked: open.phone === null ? null : maskNumber(open.phone),
})
