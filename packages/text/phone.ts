/** Telephone numbers for contact tracing: the aim is to reach the person, so what is not known is kept with a warning. */
import { clean } from './fold.ts'

/**
 * 11-digit mobile prefixes that ended with the renumbering of 15 September to 14 November 2018 and still stand in old lists.
 * Source: plan of the Ministry of Information and Communications, 2018; facts as the operators published them.
 */
const RENUMBERED: Record<string, string> = {
  // Viettel
  '0162': '032',
  '0163': '033',
  '0164': '034',
  '0165': '035',
  '0166': '036',
  '0167': '037',
  '0168': '038',
  '0169': '039',
  // MobiFone
  '0120': '070',
  '0121': '079',
  '0122': '077',
  '0126': '076',
  '0128': '078',
  // VinaPhone
  '0123': '083',
  '0124': '084',
  '0125': '085',
  '0127': '081',
  '0129': '082',
  // Vietnamobile, Gmobile
  '0186': '056',
  '0188': '058',
  '0199': '059',
}

const MOBILE = /^0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}$/u
const LANDLINE = /^02\d{9}$/u

export type PhoneWarning = 'renumbered_2018' | 'leading_zero_restored' | 'unknown_prefix' | 'unusual_length'
export type PhoneReading =
  | { ok: true; phone: string; kind: 'mobile' | 'landline' | 'foreign' | 'unknown'; warnings: PhoneWarning[] }
  | { ok: false; problem: 'empty' | 'several' | 'unreadable'; text: string }

/**
 * One number in one form: +84 and 84 become 0, old 11-digit mobiles are renumbered, a zero lost by a spreadsheet comes back (with a
 * warning). Unknown prefixes are kept with a warning; numbers of other countries keep their +. Never throws.
 */
export function normalisePhone(cell: unknown): PhoneReading {
  const text = typeof cell === 'string' || typeof cell === 'number' ? clean(String(cell)) : ''
  if (text === '') return { ok: false, problem: 'empty', text }
  const pieces = text.split(/[,;/]|\s-\s/u).map((piece) => piece.replace(/\D/gu, ''))
  if (pieces.filter((piece) => piece.length >= 8).length > 1) return { ok: false, problem: 'several', text }
  const bare = text
    .replace(/\(0\)/u, '')
    .replace(/^[^\d+(]*/u, '')
    .replace(/[\s().,-]/gu, '')
  if (!/^\+?\d{8,15}$/u.test(bare)) return { ok: false, problem: 'unreadable', text }

  const international = bare.replace(/^00/u, '+')
  if (international.startsWith('+') && !international.startsWith('+84'))
    return { ok: true, phone: international, kind: 'foreign', warnings: [] }
  const warnings: PhoneWarning[] = []
  let phone = international.replace(/^\+84(0?)/u, '0')
  if (/^84\d{9,10}$/u.test(phone)) phone = `0${phone.slice(2)}`
  else if (/^[35789]\d{8}$/u.test(phone)) {
    phone = `0${phone}`
    warnings.push('leading_zero_restored')
  }
  const renumbered = phone.length === 11 ? RENUMBERED[phone.slice(0, 4)] : undefined
  if (renumbered) {
    phone = renumbered + phone.slice(4)
    warnings.push('renumbered_2018')
  }
  if (MOBILE.test(phone)) return { ok: true, phone, kind: 'mobile', warnings }
  if (LANDLINE.test(phone)) return { ok: true, phone, kind: 'landline', warnings }
  warnings.push(phone.length === 10 && phone.startsWith('0') ? 'unknown_prefix' : 'unusual_length')
  return { ok: true, phone, kind: 'unknown', warnings }
}
