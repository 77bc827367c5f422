import { shown, shownInstant } from './figures.rules.ts'
import { spoken, spokenDay, unaccented } from './words.rules.ts'

export const textKinds = ['bulletin', 'press', 'loudspeaker', 'sms', 'sms-plain', 'remarks'] as const
export type TextKind = (typeof textKinds)[number]
/** Those that are proposed from the figures; remarks are a person's own. */
export const draftedKinds = ['bulletin', 'press', 'loudspeaker', 'sms', 'sms-plain'] as const satisfies TextKind[]

/** What a text is made of: the frozen figures, the unit, the hour. No person is in it, so none can come out. */
export interface TextFacts {
  areaName: string
  day: string
  knownAt: string
  drill: boolean
  disease: string
  values: ReadonlyMap<string, number | null>
  rows: readonly { name: string; values: Readonly<Record<string, number | null>> }[]
  /** 0: the first report of the day. */
  correction: number
}

const shownDay = (day: string) => day.split('-').reverse().join('/')
const hourOf = (at: string) =>
  shownInstant(at)
    .replace(/ ngày .*/, '')
    .replace(' giờ 00', ' giờ')
type Read = (key: string) => number | null

/** "3 ca mắc mới"; undefined where there is no figure, so that a text never says zero of what is not known. */
const phrase = (
  read: Read,
  key: string,
  words: (n: string) => string,
  say: (n: number) => string = shown,
): string | undefined => {
  const value = read(key)
  return value === null ? undefined : words(say(value))
}
const joined = (parts: (string | undefined)[], by = '; ') => parts.filter((p) => p !== undefined).join(by)
const sentence = (text: string) => (text === '' ? '' : `${text[0]!.toLocaleUpperCase('vi')}${text.slice(1)}.`)

function caseLine(read: Read): string {
  return joined([
    phrase(read, 'f0.new', (n) => `ghi nhận ${n} ca mắc mới`),
    phrase(read, 'f0.total', (n) => `lũy kế ${n} ca`),
    phrase(read, 'f0.active', (n) => `đang điều trị, theo dõi ${n} ca`),
    phrase(read, 'f0.recovered', (n) => `khỏi, ra viện ${n} ca`),
    phrase(read, 'f0.died', (n) => `tử vong ${n} ca`),
  ])
}
const traceLine = (read: Read) =>
  joined([
    phrase(read, 'f1.current', (n) => `đang theo dõi ${n} người tiếp xúc gần (F1)`),
    phrase(read, 'f2.current', (n) => `${n} người F2`),
    phrase(read, 'held.site.current', (n) => `${n} người cách ly tập trung`),
    phrase(read, 'held.home.current', (n) => `${n} người cách ly tại nhà`),
  ])
const testLine = (read: Read) =>
  joined([
    phrase(read, 'samples.new', (n) => `lấy ${n} mẫu`),
    phrase(read, 'samples.negative', (n) => `${n} mẫu âm tính`),
    phrase(read, 'samples.positive', (n) => `${n} mẫu dương tính`),
    phrase(read, 'samples.pending', (n) => `${n} mẫu chờ kết quả`),
  ])

const ADVICE = 'Người có ho, sốt, khó thở báo ngay cho tổ Covid cộng đồng hoặc trạm y tế, không tự mua thuốc điều trị.'
/** Units with new cases, the most first. */
const withCases = (rows: TextFacts['rows']) =>
  rows.flatMap((r) => (r.values['f0.new'] ? [{ name: r.name, n: r.values['f0.new'] }] : [])).sort((a, b) => b.n - a.n)

function bulletin(f: TextFacts, read: Read): string {
  const where = withCases(f.rows).map((r) => `${r.name} ${shown(r.n)} ca`)
  return [
    `BẢN TIN PHÒNG, CHỐNG DỊCH ${f.disease.toLocaleUpperCase('vi')}`,
    `${f.areaName}, ngày ${shownDay(f.day)} (số liệu đến ${shownInstant(f.knownAt)})`,
    '',
    `1. Ca bệnh: ${caseLine(read)}.`,
    ...(where.length > 0 ? [`   Theo đơn vị: ${where.join('; ')}.`] : []),
    `2. Truy vết, cách ly: ${traceLine(read)}.`,
    `3. Xét nghiệm: ${testLine(read) || 'chưa có số liệu'}.`,
    ...(read('teams.all') === null
      ? []
      : [`4. Tổ Covid cộng đồng: ${shown(read('teams.reported') ?? 0)}/${shown(read('teams.all'))} tổ đã báo cáo trong ngày.`]),
    '',
    ADVICE,
  ].join('\n')
}

function press(f: TextFacts, read: Read): string {
  const where = withCases(f.rows).slice(0, 5)
  return [
    `THÔNG CÁO BÁO CHÍ`,
    `Về tình hình dịch ${f.disease} trên địa bàn ${f.areaName} ngày ${shownDay(f.day)}`,
    '',
    `Tính đến ${shownInstant(f.knownAt)}, ${f.areaName} ${caseLine(read)}.`,
    ...(where.length > 0 ? [`Các ca mới ghi nhận tại: ${where.map((r) => `${r.name} (${shown(r.n)} ca)`).join(', ')}.`] : []),
    sentence(traceLine(read)),
    ...(testLine(read) ? [`Trong kỳ báo cáo, ${f.areaName} ${testLine(read)}.`] : []),
    'Ban Chỉ đạo đề nghị các cơ quan báo chí sử dụng số liệu kèm giờ chốt và không đăng thông tin riêng của người bệnh, người cách ly.',
    ADVICE,
  ]
    .filter((line, i) => line !== '' || i === 2)
    .join('\n')
}

/** Short sentences, numbers in words, each said in one breath; figures first, then what to do. */
function loudspeaker(f: TextFacts, read: Read): string {
  const say = (key: string, words: (n: string) => string) => phrase(read, key, words, spoken)
  return [
    `Kính thưa bà con ${f.areaName}.`,
    `Sau đây là thông báo của Ban Chỉ đạo phòng, chống dịch, ${spokenDay(f.day)}.`,
    read('f0.new') === 0
      ? 'Từ hôm qua đến nay không có ca mắc mới.'
      : say('f0.new', (n) => `Từ hôm qua đến nay có ${n} ca mắc mới.`),
    say('f0.active', (n) => `Số ca đang điều trị, theo dõi là ${n}.`),
    say('f1.current', (n) => `Số người tiếp xúc gần đang theo dõi là ${n}.`),
    read('samples.pending') ? say('samples.pending', (n) => `Còn ${n} mẫu đang chờ kết quả.`) : undefined,
    'Bà con ai ho, sốt, khó thở, hãy báo ngay cho tổ Covid cộng đồng.',
    'Ra ngoài thì đeo khẩu trang, giữ khoảng cách.',
    'Không nghe, không truyền tin chưa kiểm chứng.',
    'Xin cảm ơn bà con.',
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}

function sms(f: TextFacts, read: Read): string {
  const body = joined(
    [
      phrase(read, 'f0.new', (n) => `${n} ca mới`),
      phrase(read, 'f0.active', (n) => `${n} đang điều trị, theo dõi`),
      phrase(read, 'f1.current', (n) => `${n} F1`),
    ],
    ', ',
  )
  return `${f.drill ? 'DIỄN TẬP. ' : ''}BCĐ ${f.areaName}, ${hourOf(f.knownAt)} ${f.day.slice(8)}/${f.day.slice(5, 7)}: ${body}. Ho, sốt, khó thở báo ngay tổ Covid.`
}

const ONE_MESSAGE = 160
/** One message in letters of every telephone: the advice goes first where it is too long, then the unit's kind. */
export function plainSms(full: string): string {
  const text = unaccented(full)
  const shorter = [text, text.replace(/ Ho, sot.*$/u, ' Ho, sot bao to Covid.'), text.replace(/ Ho, sot.*$/u, '')]
  const fits = shorter.find((t) => t.length <= ONE_MESSAGE)
  return fits ?? `${shorter[2]!.slice(0, ONE_MESSAGE - 3).replace(/\s\S*$/u, '')}...`
}

/** The draft of a text from the frozen figures; a person edits and publishes it. */
export function draft(kind: (typeof draftedKinds)[number], f: TextFacts): string {
  const read: Read = (key) => f.values.get(key) ?? null
  if (kind === 'sms') return sms(f, read)
  if (kind === 'sms-plain') return plainSms(sms(f, read))
  const text = { bulletin, press, loudspeaker }[kind](f, read)
  const marks = [
    ...(f.drill ? [kind === 'loudspeaker' ? 'Đây là buổi diễn tập.' : 'DIỄN TẬP'] : []),
    ...(f.correction > 0 && kind !== 'loudspeaker' ? [`(Đính chính lần ${f.correction})`] : []),
  ]
  return [...marks, text].join('\n')
}
