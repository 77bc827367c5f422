/** Reads a whole document: pure, total, in linear time. What the document leaves blank is null. */
import type { LocalDate } from '@phaodai/text/dates.ts'
import { addresseesOf } from './addressees.rules.ts'
import { meetingIn, placeOf, withYear } from './calendar.rules.ts'
import { type Calendar, datesIn } from './dates.rules.ts'
import { type Deadline, deadlinesIn, type PlacedDeadline } from './deadlines.rules.ts'
import { type Figure, figuresIn } from './figures.rules.ts'
import {
  completed,
  issuerInHeader,
  issuerInText,
  issuerMentioned,
  issuerTold,
  officeOfSymbol,
  provinceOf,
  spokenFor,
} from './issuer.rules.ts'
import { kindOfHeadline, kindOfSymbol, namedFirst, titleOf, toldOf } from './kind.rules.ts'
import { cellsOf, linesOf, type Paragraph, type Piece, paragraphsOf } from './layout.rules.ts'
import { numberOf } from './number.rules.ts'
import { helpersIn, productIn, reportToIn } from './product.rules.ts'
import { type Recipient, recipientsLine, recipientsOf } from './recipients.rules.ts'
import { type Reference, referencesIn } from './references.rules.ts'
import { rhythmIn } from './rhythm.rules.ts'
import { type Section, sectionTree } from './sections.rules.ts'
import { signatoryOf } from './signatory.rules.ts'
import { asWritten, type Span, sourceOf } from './source.rules.ts'
import { subjectOf } from './subject.rules.ts'
import { type WorkRow, workTables } from './tables.rules.ts'
import { type AssigneeFrom, type Found, type SentenceRead, tasksIn } from './tasks.rules.ts'
import { withTermLists } from './terms.rules.ts'

export interface TaskRead {
  /** The words of the order as they stand in the source. */
  text: string
  /** `text` is source.slice(...span). */
  span: Span
  assignees: string[]
  assigneeFrom: AssigneeFrom | null
  /** Bodies that the assignee directs: "đồng chí A chỉ đạo Sở B". */
  through: string[]
  helpers: string[]
  /** The first end that it names. */
  deadline: LocalDate | null
  /** The other ends: a second dose, a next batch. In the order of the text. */
  laterEnds: LocalDate[]
  deadlineTime: string | null
  /** 'trước ngày': the day itself is late. */
  before: boolean
  startsOn: LocalDate | null
  forDays: number | null
  perDay: number | null
  everyDays: number | null
  continuous: boolean
  product: string | null
  reportTo: string | null
  figures: Figure[]
  section: string[]
}

export interface DirectiveRead {
  document: {
    kind: string | null
    number: string | null
    symbol: string | null
    issuer: string | null
    province: string | null
    place: string | null
    date: LocalDate | null
    meetingDate: LocalDate | null
    subject: string | null
    signatory: { name: string | null; title: string | null; onBehalfOf: string | null; capacity: string | null }
    /** As written. */
    recipients: string[]
    distribution: Recipient[]
    addressees: string[]
    /** The lines "Căn cứ …" of a decision. */
    basis: string[]
    /** The urgency and secrecy stamps: 'hỏa tốc', 'khẩn', 'mật'. */
    stamps: string[]
    layout: 'state' | 'party' | null
  }
  references: Reference[]
  deadlines: Deadline[]
  tasks: TaskRead[]
  sections: Section[]
}

export interface ReadOptions {
  /** The province of a district by its name, for a document without a header. */
  provinceOfDistrict?: (name: string) => string | null
}

export function readDirective(raw: string, options: ReadOptions = {}): DirectiveRead {
  const source = sourceOf(raw)
  const lines = linesOf(source)
  const title = titleOf(lines)
  const written = numberOf(lines, title?.line ?? null)
  const named = title || written.symbol ? null : namedFirst(lines)
  const told = title || written.symbol || named ? null : toldOf(lines)
  const self = named ?? told
  const { number, symbol } = self ?? written
  const placed = placeOf(lines, self?.date ?? null)
  const kind =
    title?.kind ??
    self?.kind ??
    kindOfSymbol(symbol) ??
    (lines.some((l) => /^kính gửi/iu.test(l.text)) ? 'công văn' : kindOfHeadline(lines))
  const headed = title?.line ?? headerEnd(lines)
  const headerIssuer = completed(issuerInHeader(lines, headed, placed.place), placed.place) ?? officeOfSymbol(symbol)
  const opened = subjectOf(lines, title, headed, source.text)

  const own = firstOf(lines)
  const signatory = signatoryOf(own)
  const recipients = recipientsOf(own, recipientsLine(own))
  const sent = addresseesOf(lines, headed)
  const addressees = sent.names
  const tables = workTables(source.text, lines)
  const bodyLines = bodyOf(lines, opened.body, [
    recipientsLine(lines),
    own === lines ? signatory.at : signatoryOf(lines).at,
  ]).filter((line) => !tables.lines.has(line) && !sent.lines.has(line))
  const paragraphs = paragraphsOf(source, bodyLines)
  const above =
    self && !title
      ? lines
          .slice(0, headed)
          .map((l) => l.text)
          .join(' ')
      : ''
  const opening = `${title?.rest ?? ''} ${above} ${opened.subject ?? ''} ${paragraphs
    .slice(0, 8)
    .map((p) => p.text)
    .join(' ')
    .slice(0, 4000)}`.replace(/\s+/gu, ' ')

  const province = provinceOf(
    headerIssuer ?? told?.issuer ?? spokenFor(opening),
    placed.place,
    source.text.slice(0, 400_000),
    options.provinceOfDistrict,
  )
  const issuer =
    headerIssuer ??
    (told?.issuer ? issuerTold(told.issuer, province) : null) ??
    issuerInText(opening, province) ??
    issuerOfSymbol(symbol, province) ??
    issuerMentioned(opening)
  const rough: Calendar = { year: placed.year ?? Number(placed.date?.slice(0, 4) ?? 0), month: placed.month }
  const meetingDate =
    kind === 'thông báo' || kind === 'kết luận' || kind === 'biên bản' ? meetingIn(opening, withYear(rough, source.text)) : null
  const calendar = withYear(
    {
      year: rough.year || Number(meetingDate?.slice(0, 4) ?? 0),
      month: rough.month ?? (Number(meetingDate?.slice(5, 7) ?? 0) || null),
    },
    source.text,
  )

  const references = referencesIn(source, calendar, number)
  const cited = references.flatMap((r) => (r.date ? [r.date] : [])).sort()
  const known = placed.date ?? meetingDate ?? cited.at(-1) ?? null
  const orders = tasksIn(source, paragraphs, addressees, { kind, issuer })
  const tasks = inOrder<Found>([...orders.tasks, ...tables.rows.map(taskOfRow)])
  const sentences = inOrder<SentenceRead>([
    ...withTermLists(orders.sentences, paragraphs, source.low),
    ...tables.rows.flatMap(sentencesOfRow),
  ])
  const dates = datesIn(
    source.text,
    { ...calendar, day: placed.date },
    new Set(tables.rows.flatMap((r) => r.when.map((c) => c.start))),
  )
  const deadlines = deadlinesIn(source, dates, sentences, known)
  const inside = ({ start, end }: { start: number; end: number }) => {
    // in order of place: the first at or after `start` by halving
    let [a, b] = [0, deadlines.length]
    while (a < b) {
      const middle = (a + b) >> 1
      if (deadlines[middle]!.at < start) a = middle + 1
      else b = middle
    }
    const found = []
    for (; a < deadlines.length && deadlines[a]!.at < end; a += 1) found.push(deadlines[a]!)
    return found
  }

  return {
    document: {
      kind,
      number,
      symbol,
      issuer,
      province,
      place: placed.place,
      date: placed.date,
      meetingDate,
      subject: opened.subject && asWritten(source, opened.subject, 'first'),
      signatory: {
        name: signatory.name && asWritten(source, signatory.name, 'last'),
        title: signatory.title,
        onBehalfOf: signatory.onBehalfOf,
        capacity: signatory.capacity,
      },
      recipients: recipients.map((r) => r.name),
      distribution: recipients,
      addressees,
      basis: lines
        .filter((l) => /^[-\s]*căn cứ\s/iu.test(l.text) && l.start < (paragraphs[0]?.start ?? 0) + 6000)
        .map((l) => l.text.replace(/[;.]$/u, '')),
      stamps: stampsOf(lines, headed),
      layout:
        lines.some((l) => /ĐẢNG CỘNG SẢN VIỆT NAM/u.test(l.text)) ||
        /\/(?:TU|TW|HU|ThU|ĐU)$/u.test(symbol ?? '') ||
        /tỉnh ủy|thành ủy|huyện ủy/iu.test(issuer ?? '')
          ? 'party'
          : symbol || lines.some((l) => /CỘNG HÒA XÃ HỘI/u.test(l.text))
            ? 'state'
            : null,
    },
    references,
    deadlines: deadlines.map(({ at: _, ...deadline }) => deadline),
    tasks: tasks.map((task): TaskRead => {
      const [text, low] = [
        source.text.slice(task.start, task.end).replace(/[\n\t]/gu, ' '),
        source.low.slice(task.start, task.end).replace(/[\n\t]/gu, ' '),
      ]
      const span = source.span(task.start, task.end)
      const own = inside(task)
      const all = own.some((d) => !d.isStart) ? own : [...own, ...task.bound.flatMap(inside)]
      const ends = all.filter((d, i) => !d.isStart && !inBrackets(source.text, all[i - 1], d))
      const due = ends.find((d) => d.at >= task.start) ?? ends[0] ?? all.find((d) => !d.isStart)
      const begins = all.find((d) => d.isStart)
      return {
        text: raw.slice(...span),
        span,
        assignees: task.assignees,
        assigneeFrom: task.from,
        through: task.through,
        helpers: [...new Set([...task.helpers, ...helpersIn(text, low)])],
        deadline: due?.date ?? null,
        laterEnds: [...new Set(ends.filter((d) => d.at >= task.start && d.at < task.end).map((d) => d.date))].filter(
          (day) => day !== due?.date,
        ),
        deadlineTime: due?.time ?? null,
        before: due?.before ?? false,
        startsOn: begins?.date ?? null,
        forDays: begins?.forDays ?? null,
        ...rhythmIn(low),
        product: task.product ?? productIn(text, low),
        reportTo: reportToIn(text, low),
        figures: figuresIn(source, task.start, task.end),
        section: task.path,
      }
    }),
    sections: sectionTree(source, paragraphs),
  }
}

/** "lập kế hoạch đợt 4 (từ ngày 06/10 đến hết ngày 12/10), trình trước ngày 05/10": a stretch in brackets is of what is named before it. */
const inBrackets = (text: string, begins: PlacedDeadline | undefined, ends: PlacedDeadline): boolean =>
  begins?.isStart === true &&
  /\([^()\d]{0,24}$/u.test(text.slice(Math.max(0, begins.at - 26), begins.at)) &&
  !text.slice(begins.at, ends.at).includes(')')

const inOrder = <T extends { start: number }>(all: T[]): T[] => all.sort((a, b) => a.start - b.start)

/** A row of a table that shares out the work. */
const taskOfRow = (row: WorkRow): Found => ({
  start: row.start,
  end: row.end,
  assignees: row.who,
  from: row.who.length > 0 ? 'sentence' : null,
  through: [],
  helpers: row.help,
  bound: row.when,
  sentence: row.start,
  path: row.label ? [row.label] : [],
  product: row.product,
})
/** What the row says of time stands in its own cells; the rest of it is an order like any other. */
function sentencesOfRow(row: WorkRow): SentenceRead[] {
  const first = row.when[0]
  const terms = row.when.map(({ start, end }) => ({ start, end, order: true, term: true }))
  return [
    { start: row.start, end: Math.min(row.end, first && first.start > row.start ? first.start : row.end), order: true },
    ...terms,
  ]
}

/** Where the header ends in a letter without a title: at "Kính gửi", or at the first long line. */
function headerEnd(lines: readonly Piece[]): number {
  const sent = lines.slice(0, 40).findIndex((l) => /^kính gửi/iu.test(l.text))
  if (sent >= 0) return sent
  const motto = lines.slice(0, 40).findIndex((l) => /cộng hòa xã hội|đảng cộng sản việt nam/iu.test(l.text))
  const long = lines.slice(0, 40).findIndex((l, i) => i > motto && l.text.length > 120)
  const seen = (l: Piece) => /^số\s*[:.\d]/iu.test(l.text) || (l.text === l.text.toUpperCase() && /\p{Lu}{2}/u.test(l.text))
  // no header: a headline at most, and "Theo đó, UBND tỉnh chỉ đạo …:" above the first long line is none
  if (long > 0 && motto < 0 && !lines.slice(0, long).some(seen)) {
    const said = lines.slice(0, long).findIndex((l) => /[.:;]$/u.test(l.text))
    return said >= 0 ? said : long
  }
  if (long >= 0) return long
  // narrow columns: behind the line that dates the header, and no header where nothing of one is seen
  const dated = lines
    .slice(0, 24)
    .findIndex((l) => /^(?:.{0,60},\s)?ngày\s.{0,12}tháng\s.{0,6}năm/iu.test(l.text) && l.text.length < 90)
  return dated >= 0 ? dated + 1 : motto >= 0 ? Math.min(lines.length, 12) : 0
}

/** The lines of the document itself, up to the header of one that is attached behind its recipients. */
function firstOf(lines: readonly Piece[]): readonly Piece[] {
  const sent = lines.findIndex((l) => /^n\s?ơi\s+nhận\s*:/iu.test(l.text))
  const next = sent < 0 ? -1 : lines.findIndex((l, i) => i > sent + 1 && l.text.length < 160 && MOTTO.test(l.text))
  const before = lines.slice(0, Math.max(0, sent)).some((l) => MOTTO.test(l.text))
  return before && next > 0 ? lines.slice(0, next) : lines
}
const MOTTO = /CỘNG HÒA XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM/u

const bodyOf = (lines: readonly Piece[], from: number, ends: readonly number[]): Piece[] => {
  const end = Math.min(...ends.filter((at) => at > from), lines.length)
  return lines.slice(from, end)
}

const stampsOf = (lines: readonly Piece[], headed: number): string[] => {
  const found: string[] = []
  for (const line of lines.slice(0, headed + 6))
    for (const cell of cellsOf(line)) {
      const stamp = /^(?:HỎA TỐC|THƯỢNG KHẨN|KHẨN|TUYỆT MẬT|TỐI MẬT|MẬT|HỎA TỐC HẸN GIỜ|DỰ THẢO)$/iu
        .exec(cell.text)?.[0]
        .toLowerCase()
      if (stamp && !found.includes(stamp)) found.push(stamp)
    }
  return found
}

function issuerOfSymbol(symbol: string | null, province: string | null): string | null {
  const last = symbol?.split(/[-/]/u).at(-1)
  const of = province ? ` ${province}` : ''
  if (last === 'UBND' || symbol?.startsWith('UBND')) return `Ủy ban nhân dân tỉnh${of}`
  if (last === 'TU') return `Tỉnh ủy${of}`
  if (last === 'BCĐ') return `Ban Chỉ đạo${province ? ` tỉnh ${province}` : ''}`
  return null
}

export type { Paragraph }
