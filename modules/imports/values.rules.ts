/** What the words in a line list mean. Folded text, so accents and case do not matter; what is not known says nothing. */
import { fold } from '@phaodai/text/fold.ts'

const spread = <T extends string>(table: Record<T, string>): Map<string, T> =>
  new Map(Object.entries<string>(table).flatMap(([value, words]) => words.split('|').map((w) => [w, value as T] as const)))

const EMPTY = new Set('na|n/a|n.a.|nan|null|none|-|--|---|.|..|...|…|?|??|???|nat|<na>'.split('|'))
const UNKNOWN = new Set(
  'unknown|not known|unk|undetermined|unidentified|not available|khong ro|khong biet|chua ro|chua biet|khong xac dinh|chua xac dinh|khong co|chua co'.split(
    '|',
  ),
)
/** What spreadsheets and R write where nothing is known. */
export const isNone = (text: string): boolean => text === '' || (text.length < 5 && EMPTY.has(text.toLowerCase()))
/** Whether a cell's text stands for nothing known, in words too. */
export const saysNothing = (text: string): boolean => isNone(text) || (text.length < 16 && UNKNOWN.has(fold(text)))

const TOTAL =
  /^(?:tong cong|tong so|tong|cong|grand total|totals?)(?:(?: ?[:=(] ?| )\d*(?: ?(?:ca|ca benh|benh nhan|bn|nguoi|cases?))?\)?)?$/
/** 'Công' and 'Tống' are names of people. */
const SUM_WORD = /^(?:t[oổ]ng|c[oộ]ng|total|grand)/iu
/**
 * Whether the text in place of an id says that the row is a total: 'Tổng cộng', 'Tổng số: 30 ca', 'Total'. CONG12 and CONG-12 are ids of a commune
 * that numbers its cases.
 */
export const isTotal = (text: string): boolean =>
  text.length < 40 && SUM_WORD.test(text.normalize('NFC')) && !/^\p{L}+[-_./]\d/u.test(text) && TOTAL.test(fold(text))

const SEX = spread({ male: 'male|m|nam|man|boy', female: 'female|f|nu|woman|girl' })
export const readSex = (text: string): 'male' | 'female' | null => SEX.get(fold(text)) ?? null

const ORIGIN = spread({
  imported:
    'imported|imported case|import|from oversea|from overseas|oversea|overseas|nhap canh|ca nhap canh|ca nhap canh|nhap khau|nuoc ngoai|illegal immigrated|ngoai nhap|abroad|travel',
  quarantine:
    'quarantine|quarantined|in quarantine|quarantine upon entry|cach ly|khu cach ly|trong khu cach ly|da cach ly|cach ly tap trung|cach ly tai nha|f1 da cach ly',
  zone: 'zone|blockade|lockdown|lockdown zone|phong toa|khu phong toa|trong khu phong toa|vung phong toa',
  community:
    'community|social setting|domestic|domestic case|local|locally acquired|cong dong|trong cong dong|ca cong dong|trong nuoc|noi dia|unquarantined',
})
export type Origin = 'imported' | 'quarantine' | 'zone' | 'community'
export const readOrigin = (text: string): Origin | null => ORIGIN.get(fold(text)) ?? null

const OUTCOME = spread({
  died: 'died|dead|death|deceased|fatal|tu vong|chet|da mat|da tu vong|nang xin ve',
  recovered: 'recovered|recover|cured|khoi|khoi benh|da khoi|da khoi benh|hoi phuc|binh phuc',
  discharged: 'discharged|discharge|xuat vien|ra vien|da ra vien|da xuat vien',
  none: 'alive|active|song|con song|dang dieu tri|dieu tri|ongoing|hospitalised|hospitalized|in treatment|not yet|chua',
})
/** null: not understood; 'none': said, but no outcome yet. */
export const readOutcome = (text: string): 'died' | 'recovered' | 'discharged' | 'none' | null => OUTCOME.get(fold(text)) ?? null

const YES = spread({ yes: 'yes|y|1|true|x|co|da tu vong|tu vong|died|dead|death', no: 'no|n|0|false|khong|alive|chua' })
export const readYes = (text: string): boolean | null => {
  const said = YES.get(fold(text))
  return said === undefined ? null : said === 'yes'
}

/** Age in years, decimals as written: '35', '35 tuổi', '0.5', '8 tháng'. null where it says none or is impossible. */
export function readAge(text: string): number | null {
  const said = /^(\d{1,3})(?:[.,](\d{1,3}))?\s*(thang|months?|m)?\s*(?:tuoi|years?|yrs?|y)?$/.exec(fold(text))
  if (!said) return null
  const value = Number(`${said[1]}.${said[2] ?? 0}`)
  const years = said[3] ? Math.floor(value / 12) : value
  return years <= 125 ? years : null
}
