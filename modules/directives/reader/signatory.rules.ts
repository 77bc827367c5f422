/** Who signed: name, title, and for whom (T/M, TM. on behalf; T/L, TL. by order; K/T, KT. in place of). */
import { cellsOf, type Piece } from './layout.rules.ts'
import { properly } from './proper.rules.ts'

export interface Signatory {
  name: string | null
  title: string | null
  onBehalfOf: string | null
  /** 'thay mặt', 'thừa lệnh', 'ký thay', 'thừa ủy quyền', 'quyền'; null where the head signs for himself. */
  capacity: string | null
}

const CAPACITY: [RegExp, string][] = [
  [/^(?:T\s?\/\s?M|TM|THAY MẶT)\s?[./]?\s*/u, 'thay mặt'],
  [/^(?:T\s?\/\s?L|TL|THỪA LỆNH)\s?[./]?\s*/u, 'thừa lệnh'],
  [/^(?:K\s?\/\s?T|KT|KÝ THAY)\s?[./]?\s*/u, 'ký thay'],
  [/^(?:T\s?\/\s?UQ|TUQ|T\.UQ|THỪA ỦY QUYỀN)\s?[./]?\s*/u, 'thừa ủy quyền'],
]
const TITLE =
  /^(?:(?:Q|QUYỀN)\.?\s*)?(?:PHÓ\s+)?(?:CHỦ TỊCH|BÍ THƯ|TRƯỞNG BAN|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG|CHỦ NHIỆM|VIỆN TRƯỞNG|HIỆU TRƯỞNG|CHỈ HUY TRƯỞNG|TRƯỞNG PHÒNG|CHÁNH THANH TRA|CHÁNH VP)(?:\s|$)/u
const NAME =
  /^(?:(?:GS|PGS|TS|ThS|BS|BSCKI{1,2}|TTND|TTƯT|Đại tá|Thượng tá|Thiếu tướng|Trung tướng|BS\.?CKI{1,2})[.,\s]+){0,3}(\p{Lu}[\p{L}'’]*(?:[\s-]+\p{Lu}[\p{L}'’]*){1,5})\.?$/u
/** "Nguyễn Như Hải" and "Nguyễn Lưu Trung" are names; "Như trên" and "Lưu VT" are not. */
const NO_NAME =
  /^(?:Như\s|Lưu\s(?:\p{Lu}+(?:\s|$)|Văn phòng|văn))|(?:^|\s)(?:Sở|Ban|Văn phòng|Tỉnh|UBND|Nơi|Đã ký|Việt Nam|Hạnh phúc)(?:\s|$)/u

const loud = (text: string) => text === text.toUpperCase() && /\p{Lu}{2}/u.test(text)

/** A signature block that has lost its line breaks: before each capacity and title, and between the capitals and the name. */
const RUN_TOGETHER = /(?:^|\s)(?:T\s?\/\s?[ML]|K\s?\/\s?T|TM|TL|KT|TUQ)[./]?\s\p{Lu}{2}.{4,}\p{Lu}{2}\s\p{Lu}\p{Ll}/u
/** "CHỦ TỊCH Trương Quốc Mẫu": a title and a name in one cell of a table. */
const TITLE_AND_NAME =
  /^(?:PHÓ )?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|THỦ TƯỚNG|TRƯỞNG BAN|BỘ TRƯỞNG|CHÁNH VĂN PHÒNG)\s(?:\(\s?Đã ký\s?\)\s)?\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){1,4}$/u
const APART = /\s+(?=(?:T\/M|T\/L|K\/T|TM|TL|KT|TUQ)[./]?\s\p{Lu}{2}|PHÓ\s)|(?<=\p{Lu}{2})\s+(?=\p{Lu}\p{Ll})/u

/** The last signature block of the document. `at` is the line where it begins, for the end of the body; -1 where there is none. */
export function signatoryOf(lines: readonly Piece[]): Signatory & { at: number } {
  const cells = lines.flatMap((line, at) =>
    line.text.length > 400
      ? []
      : cellsOf(line)
          .flatMap((cell) =>
            RUN_TOGETHER.test(cell.text) || TITLE_AND_NAME.test(cell.text) ? cell.text.split(APART) : [cell.text],
          )
          .map((text) => ({ text: text.replace(/^["“_#\s]+|["”_\s]+$/gu, ''), at })),
  )
  let begin = -1
  for (let i = cells.length - 1; i >= 0 && begin < 0; i -= 1) if (opens(cells[i]!.text)) begin = i
  if (begin < 0) return { name: null, title: null, onBehalfOf: null, capacity: null, at: -1 }
  // "TM. ỦY BAN NHÂN DÂN" above "KT. CHỦ TỊCH" above "PHÓ CHỦ TỊCH": back to the first of them
  while (begin > 0) {
    const above = [1, 2, 3].find((n) => begin - n >= 0 && opens(cells[begin - n]!.text))
    if (above === undefined) break
    begin -= above
  }
  let capacity: string | null = null
  let onBehalfOf: string | null = null
  const titles: string[] = []
  let name: string | null = null
  for (const { text } of cells.slice(begin, begin + 60)) {
    const found = CAPACITY.find(([pattern]) => pattern.test(text) && loud(text.slice(0, 12)))
    if (found && titles.length === 0) {
      capacity ??= found[1]
      onBehalfOf ??= properly(text.replace(found[0], ''))
      continue
    }
    if (
      name === null &&
      titles.length < 3 &&
      loud(text) &&
      !/^[-–+•]/u.test(text) &&
      (TITLE.test(text) ||
        (titles.length === 0 && capacity !== null) ||
        /^(?:BAN|TỈNH|KIÊM|TRƯỞNG|ỦY VIÊN|THÀNH VIÊN|PHÓ TRƯỞNG|THƯỜNG TRỰC)(?!\p{L})/u.test(text))
    ) {
      if (titles.length === 0 && capacity !== null && !TITLE.test(text) && onBehalfOf !== null)
        onBehalfOf = `${onBehalfOf} ${lowered(text)}`
      else titles.push(text)
      continue
    }
    const named = NAME.exec(text)
    if (named && !NO_NAME.test(text) && (titles.length > 0 || capacity !== null) && !TITLE.test(text)) {
      name = loud(named[1]!) ? named[1]!.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (c) => c.toUpperCase()) : named[1]!
      break
    }
  }
  return {
    name,
    title: titles.length > 0 ? properly(joined(titles)) : null,
    onBehalfOf,
    capacity,
    at: cells[begin]!.at,
  }
}

/** "CHÁNH VĂN PHÒNG UBND TỈNH / ỦY VIÊN BAN CHỈ ĐẠO": two offices of one person, each on its line. */
const joined = (titles: readonly string[]): string =>
  titles.reduce(
    (all, title) => all + (/^(?:ỦY|THÀNH) VIÊN/u.test(title) && !/(?:[,;–-]|HỘI ĐỒNG)$/u.test(all) ? ', ' : ' ') + title,
  )
const lowered = (text: string) => properly(text).replace(/^./u, (c) => c.toLowerCase())
const opens = (text: string): boolean =>
  text.length < 120 &&
  loud(text) &&
  (CAPACITY.some(([pattern]) => pattern.test(text)) || TITLE.test(text)) &&
  !/(?:^|\s)(?:ĐIỆN|QUYẾT ĐỊNH|YÊU CẦU|CHỈ THỊ|KẾT LUẬN)\s*:?$/u.test(text) &&
  !/:$/u.test(text)
