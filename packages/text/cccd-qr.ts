import { isLocalDate } from './dates.ts'
import { clean } from './fold.ts'

/** What the QR on a chip-based CCCD says. */
export interface CccdQr {
  idNumber: string
  /** Nine digits; null where the card names none. */
  oldNumber: string | null
  fullName: string
  /** YYYY-MM-DD. */
  bornOn: string | null
  sex: 'male' | 'female' | null
  address: string | null
  issuedOn: string | null
}

/** ddMMyyyy as a local date. */
const dayOf = (text: string | undefined): string | null => {
  const parts = /^(\d{2})(\d{2})(\d{4})$/u.exec(text ?? '')
  const day = parts ? `${parts[3]}-${parts[2]}-${parts[1]}` : ''
  return isLocalDate(day) ? day : null
}

/**
 * Reads `CCCD|old CMND|name|ddMMyyyy|sex|address|ddMMyyyy`. Null where it is another QR; a field that cannot be read is null. The order is as
 * remembered, not from a published specification.
 */
export function readCccdQr(text: string): CccdQr | null {
  const [idNumber = '', oldNumber = '', fullName = '', born, sex = '', address = '', issued] = text
    .split('|')
    .map((f) => clean(f))
  if (!/^0\d{11}$/u.test(idNumber) || fullName === '') return null
  return {
    idNumber,
    oldNumber: /^\d{9}$/u.test(oldNumber) ? oldNumber : null,
    fullName,
    bornOn: dayOf(born),
    sex: sex === 'Nam' ? 'male' : sex === 'Nữ' ? 'female' : null,
    address: address || null,
    issuedOn: dayOf(issued),
  }
}
