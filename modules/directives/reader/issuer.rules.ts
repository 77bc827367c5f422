/** Who issued the document, of which province, and the place and date of its header. */
import type { LocalDate } from '@phaodai/text/dates.ts'
import { local } from './dates.rules.ts'
import { cellsOf, type Piece } from './layout.rules.ts'
import { PROVINCES, TOWNS } from './lexicon.rules.ts'
import { properly } from './proper.rules.ts'
import { bones } from './source.rules.ts'

const NOT_ISSUER =
  /^(?:chủ nghĩa việt nam|cộng hòa|độc lập|đảng cộng sản|số(?!\p{L})|ngày|hỏa tốc|khẩn|mật|v\/v|trích yếu|thượng khẩn|dự thảo|\d)/iu
const ISSUER =
  /^(?:ỦY BAN|UBND|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|THỊ ỦY|ĐẢNG ỦY|BAN CHỈ ĐẠO|BCĐ|BAN THƯỜNG VỤ|BAN |SỞ|BỘ|CHÍNH PHỦ|THỦ TƯỚNG|HỘI ĐỒNG|VĂN PHÒNG|CÔNG AN|TRUNG TÂM|CỤC|CHI CỤC|ĐẢNG BỘ|TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|PHÒNG, CHỐNG|MẶT TRẬN|XÃ|PHƯỜNG|QUẬN|CHỦ TỊCH|BAN CHẤP HÀNH)/u
const HIGHER = /^(?:CHÍNH PHỦ|BỘ [A-ZĐ ]+|ĐẢNG BỘ .+|BAN CHẤP HÀNH TRUNG ƯƠNG)$/u

export interface PlaceDate {
  place: string | null
  date: LocalDate | null
  /** What the header gives of a date whose day is left blank. */
  year: number | null
  month: number | null
}

const PLACE_DATE =
  /^["“(\s]*(\p{Lu}[\p{L}'’.\s–-]{1,40}?)\s{0,3}[,.]\s{0,3}ngày\s{0,6}(\d\s\d|[\d.…_/]{0,12})\s{0,6}tháng\s{0,6}([\d.…_]{0,6})\s{0,6}năm\s{0,4}(\d{4})?/iu
const CUT_DATE = /,\s{0,3}ngày\s{0,3}\d{1,2}(?:\s{1,3}tháng\s{1,3}\d{1,2})?$/iu
const PLACE_SHORT = /^(\p{Lu}[\p{L}'’.\s–-]{1,40}?)\s{0,3},\s{0,3}ngày\s{0,3}(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})/iu

/** "Hải Dương, ngày 22 tháng 02 năm 2021"; blanks stay blank. */
export function placeDateOf(lines: readonly Piece[]): PlaceDate {
  const near = [...lines.slice(0, 60), ...lines.slice(-40)]
  for (const [i, line] of near.entries()) {
    if (line.text.length > 200) continue
    const next = near[i + 1]
    // "Đắk Lắk, ngày 21 / tháng 11 năm 2025"
    const cut = next && CUT_DATE.test(line.text) && /^(?:tháng|năm)(?!\p{L})/iu.test(next.text)
    for (const cell of cut ? [{ ...line, text: `${line.text} ${next.text}` }] : cellsOf(line)) {
      const m = PLACE_DATE.exec(cell.text) ?? PLACE_SHORT.exec(cell.text)
      if (!m || (line.text.length > 90 && cell === cellsOf(line)[0] && cell.text.length > m[0].length + 20)) continue
      const [d, month, year] = [m[2]?.replace(/\s/gu, ''), m[3], m[4]].map((n) => (n && /^\d+$/u.test(n) ? Number(n) : null))
      const date = d && month && year ? local(year, month, d) : null
      return { place: m[1]!.replace(/\s+/gu, ' ').trim(), date, year: year ?? null, month: month ?? null }
    }
  }
  // a header that has lost its line breaks: "Số: 12/UBND-VX Hà Giang, ngày 14 tháng 7 năm 2021"
  for (const line of lines.slice(0, 12)) {
    const m = line.text.length > 240 || !/^số\s*[:.\d]|cộng hòa|đảng cộng sản/iu.test(line.text) ? null : RUN_IN.exec(line.text)
    const words = (m?.[1] ?? '').split(/\s+/u)
    const place = words.map((_, i) => words.slice(i).join(' ')).find((name) => exactly(name))
    if (m && place) return { place, date: local(+m[4]!, digits(m[3]!), digits(m[2]!)), year: +m[4]!, month: digits(m[3]!) }
  }
  return { place: null, date: null, year: null, month: null }
}
const digits = (text: string): number => Number(text.replace(/\s/gu, ''))
const RUN_IN =
  /((?:\p{Lu}[\p{L}'’-]*\s?){1,6}),\s{0,2}ngày\s{1,3}(\d\s?\d?)\s{1,3}tháng\s{1,3}(\d\s?\d?)\s{1,3}năm\s{1,3}(\d{4})/u

/**
 * The lines of the header that name the issuer, joined: 'Ủy ban nhân dân tỉnh Sơn La'. The body above it is left out.
 * @param place where the header is dated: how a name in capitals is written
 */
export function issuerInHeader(lines: readonly Piece[], title: number, place: string | null): string | null {
  const named: string[] = []
  const motto = lines.slice(0, title).findIndex((l) => /conghoaxahoi|dangcongsanviet/u.test(bones(l.text.slice(0, 160))))
  for (const [i, line] of lines.slice(0, title).entries()) {
    if (line.text.length > 160) {
      // what a law site puts above the header
      if (i < motto && named.length === 0) continue
      break
    }
    if (/^số\s*[:.\d/]/iu.test(line.text) && named.length > 0) break
    for (const cell of cellsOf(line)) {
      const text = cell.text
        .replace(/^[#"“\s]+/u, '')
        .replace(/\s*(?:C[ỘO]NG H\p{Lu}A X[ÃA] H[ỘO]I|ĐẢNG CỘNG SẢN|Độc lập|Số\s*:).*$/u, '')
      if (text.length < 3 || NOT_ISSUER.test(text) || text !== text.toUpperCase() || !/\p{Lu}/u.test(text)) continue
      if (/^(?:conghoa|doclap|dangcongsan)/u.test(bones(text))) continue
      if (named.length > 0 || ISSUER.test(text)) named.push(text)
    }
  }
  while (
    named.length > 1 &&
    HIGHER.test(named[0]!) &&
    ISSUER.test(named[1]!) &&
    !/^(?:TỈNH|THÀNH PHỐ|HUYỆN|PHÒNG|THỊ XÃ|QUẬN)(?!\p{L})/u.test(named[1]!)
  )
    named.shift()
  // "ỦY BAN NHÂN DÂN / TỈNH X / SỞ Y TẾ": the last body of its own is the issuer
  const own = named.findLastIndex(
    (text, i) =>
      i > 0 &&
      /^(?:SỞ|BAN CHỈ ĐẠO|VĂN PHÒNG|TRUNG TÂM|CHI CỤC|CỤC |BAN |CÔNG AN|BỆNH VIỆN|PHÒNG (?!CHỐNG))/u.test(text) &&
      !/^BAN CHỈ ĐẠO.*(?:\/|CỦA)$/u.test(text),
  )
  // "TỈNH ỦY X / VĂN PHÒNG": whose office
  const office = own > 0 && named[own] === 'VĂN PHÒNG' ? [named[own]!, ...named.slice(0, own)] : null
  const used = office ?? (own > 0 ? named.slice(own) : named)
  return used.length > 0 ? placeNamed(properly(used.slice(0, 4).join(' '), place ? [...PROVINCES, place] : PROVINCES)) : null
}

/** "Ủy ban nhân dân huyện tân yên": what stands last behind the word for a unit is its name. */
const placeNamed = (name: string): string =>
  name.replace(
    /(?<=(?:^|\s)(?:tỉnh|huyện|thành phố|quận|thị xã|xã|phường|thị trấn|(?:Tỉnh|Thành|Huyện|Thị|Quận) ủy)\s)(?!.*(?:^|\s)(?:phòng|chống|dịch|và|khóa)(?:\s|,|$))[\p{Ll}'’]+(?:[\s-]+[\p{Ll}'’]+){0,3}$/u,
    // M'gar, H'leo, R'lấp; only M'Đrắk has a second capital
    (place) => place.replace(/(?<![\p{L}'’])\p{Ll}|(?<=m['’])đ/gu, (letter) => letter.toUpperCase()),
  )

/** "ỦY BAN NHÂN DÂN" whose second line is lost: of the province that the header is dated in. */
export function completed(issuer: string | null, place: string | null): string | null {
  const province = issuer && /^(?:ủy ban nhân dân|hội đồng nhân dân)$/iu.test(issuer) && place ? exactly(place) : null
  return province ? `${issuer} ${CENTRAL.has(province) ? 'thành phố' : 'tỉnh'} ${province}` : issuer
}

const BODY = String.raw`(?:(?:ban thường vụ|thường trực|bí thư|phó bí thư) (?:tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy|đảng ủy)|(?:phó )?chủ tịch (?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố|huyện|thị xã|quận)|ban chỉ đạo phòng,? chống dịch(?: bệnh)?(?: covid[\s-]*19)? (?:tỉnh|thành phố|huyện|quốc gia)|(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố|tp|huyện|quận|thị xã)|(?:tỉnh|thành|huyện|thị) ủy|thủ tướng chính phủ|sở y tế)`
const OF = new RegExp(
  String.raw`(?:kết luận|ý kiến|chỉ đạo|chỉ thị|thông báo|công điện|kế hoạch)\s(?:\p{L}+\s){0,3}?của\s(?:đồng chí\s)?(${BODY})`,
  'iu',
)
const SAYS = new RegExp(
  String.raw`(${BODY})\s(?:(?-i:\p{Lu})\p{L}*\s(?:(?:-\s)?(?-i:\p{Lu})\p{L}*\s){0,3})?(?:\(\p{L}+\)\s)?(?:thông báo|kết luận|yêu cầu|chỉ thị|chỉ đạo|ban hành|có ý kiến|điện|giao|thống nhất|quyết định|đề nghị)`,
  'iu',
)

const ANY = new RegExp(`(${BODY})(?!\\p{L})`, 'iu')

/** The last resort: the first authority that the opening names. */
export const issuerMentioned = (opening: string): string | null => {
  const found = ANY.exec(opening.slice(0, 600).replace(/sở y tế|thủ tướng chính phủ/giu, ''))?.[1]?.replace(/\s+/gu, ' ')
  return found ? properly(found).replace(/^\p{Ll}/u, (c) => c.toUpperCase()) : null
}

const CENTRE = /^(?:thủ tướng|chính phủ|bộ )/iu
const CITED = /(?:thực hiện|theo|tinh thần|quán triệt|căn cứ|chờ|khi|sau khi)\s(?:\p{L}+\s){0,3}$/iu
/** The first match; the centre only where it is not whose word is carried out. */
const speaks = (pattern: RegExp, text: string): RegExpExecArray | null =>
  [...text.matchAll(new RegExp(pattern, 'giu'))].find(
    (m) => !CENTRE.test(m[1]!) || !CITED.test(text.slice(Math.max(0, m.index - 60), m.index)),
  ) ?? null
const firstOf = (a: RegExpExecArray | null, b: RegExpExecArray | null) => (a && b && b.index < a.index ? b : (a ?? b))

/** Where the header does not say: from the title ("của Ban Thường vụ Tỉnh ủy"), or from who orders in the first paragraphs. */
export function issuerInText(opening: string, province: string | null): string | null {
  const said =
    (/^\s*của\s/iu.test(opening) ? new RegExp(`(${BODY})`, 'iu').exec(opening.slice(0, 120)) : null) ??
    firstOf(speaks(OF, opening.slice(0, 1500)), speaks(SAYS, opening))
  if (!said) return null
  const body = said[1]!.replace(/\s+/gu, ' ')
  const name = body === body.toUpperCase() ? properly(body) : body.replace(/^\p{Ll}/u, (c) => c.toUpperCase())
  return issuerTold(name, province)
}

/** Who orders in the opening, with the province that its name bears: "UBND tỉnh Bắc Giang yêu cầu …", though another is spoken of more. */
export function spokenFor(opening: string): string | null {
  for (const m of opening.matchAll(NAMES_ITSELF)) {
    const words = m[2]!.split(/\s+/u)
    const place = words.map((_, i) => words.slice(0, words.length - i).join(' ')).find((name) => exactly(name))
    if (place && !CENTRE.test(m[1]!)) return `${m[1]!} ${place}`
  }
  return null
}
const NAMES_ITSELF = new RegExp(
  String.raw`(${BODY})\s((?-i:\p{Lu})\p{L}*(?:\s(?:-\s)?(?-i:\p{Lu})\p{L}*){0,4})\s(?:vừa |đã |cũng |tiếp tục )?(?:yêu cầu|chỉ thị|chỉ đạo|ban hành|giao|quyết định|đề nghị|phát đi|có công|có văn)(?!\p{L})`,
  'giu',
)

/** "Ban Thường vụ Tỉnh ủy" of which province. */
export const issuerTold = (name: string, province: string | null): string =>
  province && /(?:tỉnh|tỉnh ủy|thành phố|tp|thành ủy)$/iu.test(name) ? `${name} ${province}` : name

const provinceKeys = [...PROVINCES.map((p) => [p, p] as const), ...Object.entries(TOWNS)].map(([key, province]) => ({
  key: plain(key),
  province,
}))
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s*[-–]\s*/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim()
}
/** Offices of the centre by the first letters of a symbol: VPCP-KGVX, BYT-DP. */
const OFFICES: Readonly<Record<string, string>> = {
  TTg: 'Thủ tướng Chính phủ',
  VPCP: 'Văn phòng Chính phủ',
  BCĐQG: 'Ban Chỉ đạo Quốc gia',
  BYT: 'Bộ Y tế',
  BCA: 'Bộ Công an',
  BQP: 'Bộ Quốc phòng',
  BTC: 'Bộ Tài chính',
  BCT: 'Bộ Công Thương',
  BNV: 'Bộ Nội vụ',
  BGDĐT: 'Bộ Giáo dục và Đào tạo',
  BGTVT: 'Bộ Giao thông vận tải',
  BLĐTBXH: 'Bộ Lao động - Thương binh và Xã hội',
  BTTTT: 'Bộ Thông tin và Truyền thông',
}
export const officeOfSymbol = (symbol: string | null): string | null =>
  symbol?.split(/[-/]/u).flatMap((part) => OFFICES[part] ?? [])[0] ?? null

const inside = (text: string): string | null => {
  const low = ` ${plain(text).replace(/[.,;:()]/gu, ' ')} `
  let best: { province: string; length: number } | null = null
  for (const { key, province } of provinceKeys)
    if (low.includes(` ${key} `) && (!best || key.length > best.length)) best = { province, length: key.length }
  return best?.province ?? null
}
const CENTRAL = new Set(['Hà Nội', 'Hồ Chí Minh', 'Đà Nẵng', 'Hải Phòng', 'Cần Thơ'])
const exactly = (place: string): string | null => {
  const low = plain(place).replace(/^(?:tp\.?|thành phố|tx\.?|tỉnh|t\.)\s*/u, '')
  return provinceKeys.find(({ key }) => key === low)?.province ?? null
}

/** From the issuer's name, the place of the header, then the province that the text speaks of most. Bodies of the state's centre have none. */
export function provinceOf(
  issuer: string | null,
  place: string | null,
  text: string,
  ofDistrict: (name: string) => string | null = () => null,
): string | null {
  if (
    issuer &&
    /^(?:chính phủ|thủ tướng|bộ |ban bí thư|bộ chính trị|văn phòng (?:chính phủ|trung ương)|ban chỉ đạo quốc gia)/iu.test(issuer)
  )
    return null
  const named = (issuer && inside(issuer)) || (place && exactly(place))
  if (named) return named
  const district = /(?:huyện|quận|thị xã|thành phố)(?: ủy)? (\p{Lu}[\p{L}'’ -]*)$/u.exec(issuer ?? '')?.[1]
  const above = (place && ofDistrict(place)) || (district && ofDistrict(district))
  if (above) return above
  const counts = new Map<string, number>()
  const add = (province: string | null, weight: number) => province && counts.set(province, (counts.get(province) ?? 0) + weight)
  for (const m of text.matchAll(
    /(?<!các |với |từ |đến |sang |giáp |ngoài |và )(?<!\p{L})(?:tỉnh|Tỉnh|TỈNH|Tỉnh ủy|TỈNH ỦY|Báo|Đài PTTH|Công an)\s(\p{Lu}[\p{L}-]*(?:\s(?:-\s)?\p{Lu}[\p{L}-]*){0,4})/gu,
  )) {
    const words = m[1]!.split(/\s+/u)
    for (let n = words.length; n > 0; n -= 1) {
      const province = exactly(words.slice(0, n).join(' '))
      if (province) {
        add(province, m[0].startsWith('Báo') ? 2 : 3)
        break
      }
    }
  }
  // each district that the text names speaks for its province; cities of the centre are where the disease came from
  const seen = new Set<string>()
  for (const m of text.matchAll(
    /(?<!\p{L})(?:huyện|thị xã|thành phố|Thành ủy|Huyện ủy|TP\.?|quận)\s(\p{Lu}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*){0,3})/gu,
  )) {
    const words = m[1]!.split(/\s+/u)
    for (let n = words.length; n > 0; n -= 1) {
      const name = words.slice(0, n).join(' ')
      if (seen.has(name)) break
      const province = ofDistrict(name)
      if (!province || CENTRAL.has(name)) continue
      seen.add(name)
      add(province, 2)
      break
    }
  }
  // a city of the centre, where no province is spoken of
  if (counts.size === 0)
    for (const m of text.matchAll(
      /(?<!\p{L})(?:Thành ủy|UBND Thành phố|UBND thành phố|TP\.?)\s(\p{Lu}[\p{L}]*(?:\s\p{Lu}[\p{L}]*){1,2})/gu,
    )) {
      const city = exactly(m[1]!.split(/\s+/u).slice(0, 3).join(' ')) ?? exactly(m[1]!.split(/\s+/u).slice(0, 2).join(' '))
      if (city && CENTRAL.has(city)) add(city, 1)
    }
  const ranked = [...counts].sort((a, b) => b[1] - a[1])
  return ranked[0]?.[0] ?? null
}
