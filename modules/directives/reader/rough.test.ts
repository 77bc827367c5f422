import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { provinceOfDistrict } from '../places.ts'
import { type DirectiveRead, readDirective } from './read.rules.ts'

const text = (name: string) => readFileSync(new URL(`made-up/${name}`, import.meta.url), 'utf8')
const telegram = text('cong-dien-ubnd.txt')
const gist = (r: DirectiveRead) => ({
  ...r.document,
  subject: null,
  basis: [],
  distribution: [],
  recipients: r.document.recipients.length,
  tasks: r.tasks.map((t) => [t.assignees, t.deadline, t.startsOn, t.perDay, t.everyDays]),
  deadlines: r.deadlines.map((d) => [d.date, d.isStart, d.before]),
})

test('the same document reads the same decomposed, with CRLF, no-break spaces, stars, byte-order and right-to-left marks', () => {
  const plain = gist(readDirective(telegram))
  const same = (changed: string) =>
    assert.deepEqual(JSON.parse(JSON.stringify(gist(readDirective(changed))).normalize('NFC')), JSON.parse(JSON.stringify(plain)))
  same(telegram.normalize('NFD'))
  same(telegram.replace(/\n/gu, '\r\n'))
  same(`\ufeff${telegram.replace(/(?<=\p{L}) (?=\p{L})/gu, '\u00a0')}`)
  same(telegram.replace(/Sở Y tế/gu, '**Sở Y tế**').replace(/tỉnh/gu, 'tỉnh\u200f'))
  same(telegram.replace(/Ủy/gu, 'Uỷ').replace(/hòa/gu, 'hoà'))
  same(`${telegram}\u0000`)
})

test('a task is the very words of the source at its span, also in decomposed text', () => {
  const source = telegram.normalize('NFD')
  for (const t of readDirective(source).tasks) {
    assert.equal(source.slice(...t.span), t.text)
    for (const f of t.figures) assert.match(source.slice(...f.span), /\d/u)
  }
})

test('the header is read whichever of its two columns comes first', () => {
  const [left, right] = [
    'ỦY BAN NHÂN DÂN\nTỈNH YÊN BÁI\nSố: 07/CĐ-UBND',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nYên Bái, ngày 03 tháng 8 năm 2021',
  ]
  const rest = telegram.slice(telegram.indexOf('HỎA TỐC'))
  for (const header of [`${left}\n\n${right}`, `${right}\n\n${left}`]) {
    const { document: d } = readDirective(`${header}\n\n${rest}`)
    assert.deepEqual(
      [d.kind, d.number, d.date, d.province, d.issuer],
      ['công điện', '07/CĐ-UBND', '2021-08-03', 'Yên Bái', 'Ủy ban nhân dân tỉnh Yên Bái'],
    )
  }
})

test('the subject keeps its closing bracket', () => {
  const title =
    'THÔNG BÁO\nKết luận tại hội nghị giao ban (ngày 22/8/2021)\n\nNgày 22/8/2021, Chủ tịch UBND tỉnh chủ trì hội nghị.'
  assert.equal(readDirective(title).document.subject, 'Kết luận tại hội nghị giao ban (ngày 22/8/2021)')
})

test('what the document leaves blank is null, never filled in from elsewhere', () => {
  const { document: d } = readDirective(
    telegram.replace('Số: 07/', 'Số:     /').replace('ngày 03 tháng', 'ngày     tháng').replace('Lò Văn Mẫu', ''),
  )
  assert.deepEqual([d.number, d.symbol, d.date, d.signatory.name], [null, 'CĐ-UBND', null, null])
})

test('a document that has lost its header still names who speaks; its province is that of the districts it names, or none', () => {
  const read = (name: string) => {
    const whole = text(name)
    return readDirective(whole.slice(whole.indexOf('\nTHÔNG BÁO')), { provinceOfDistrict }).document
  }
  const { issuer, province, number, date } = read('hop-thuong-truc.txt')
  assert.deepEqual([issuer, province, number, date], ['Thường trực Tỉnh ủy Khánh Hòa', 'Khánh Hòa', null, null])
  assert.equal(read('ket-luan-chu-tich.txt').province, 'Ninh Bình', 'a neighbour that is only mentioned does not count')
  assert.equal(read('thong-bao-ubnd-doan-van.txt').province, null)
})

test('any text is read or is empty: cut short, shuffled, pure noise; spans stay inside it', () => {
  const sources = ['cong-dien-ubnd.txt', 'thong-bao-tinh-uy.txt', 'quyet-dinh.txt', 'ket-luan-pdf.txt'].map(text)
  const noise = fc.string({
    unit: fc.constantFrom(
      ...'((((;;;;....,,,,\n\n\t  ABCđạiượ0123456789/-:"“+*\u0000\u200f\u0301',
      'ngày ',
      'Giao Sở Y tế ',
      'trước ',
      'và ',
      'các ',
    ),
    maxLength: 400,
  })
  const cut = fc
    .tuple(fc.constantFrom(...sources), fc.nat(4000), fc.nat(4000))
    .map(([s, a, b]) => s.slice(Math.min(a, b), Math.max(a, b)))
  const shuffled = fc
    .constantFrom(...sources)
    .chain((s) => fc.shuffledSubarray(s.split('\n'), { minLength: 1 }).map((lines) => lines.join('\n')))
  fc.assert(
    fc.property(fc.oneof(noise, cut, shuffled), (raw) => {
      const read = readDirective(raw)
      for (const { span } of [...read.tasks, ...read.deadlines, ...read.references, ...read.sections])
        assert.ok(span[0] >= 0 && span[0] <= span[1] && span[1] <= raw.length)
    }),
    { numRuns: 150 },
  )
})

test('what scanners and copying do to a page changes nothing that is read: lost hooks, doubled spaces, page breaks within sentences', () => {
  const damages: [string, (s: string) => string][] = [
    ['the hook of ỉ lost', (s) => s.replace(/ỉ|Ỉ/gu, ' ')],
    ['and its gap closed', (s) => s.replace(/ỉ|Ỉ/gu, ' ').replace(/(?<=\S) {2}(?=\S)/gu, ' ')],
    ['spaces after an n doubled', (s) => s.replace(/(?<=n) (?=\S)/gu, '  ')],
    [
      'a page number within long paragraphs',
      (s) =>
        s.replace(/^.{200,}$/gmu, (p) => (/[\t|]/u.test(p) ? p : p.replace(/(?<=.{100}\p{Ll}) (?=\p{Ll})/u, '\n\n- 2 -\n\n'))),
    ],
  ]
  const whole = (raw: string) => {
    const { document: d, tasks, deadlines } = readDirective(raw)
    return {
      header: [d.kind, d.number, d.date, d.meetingDate, d.issuer, d.province, d.signatory.name, d.signatory.title],
      tasks: tasks.map((t) => [t.assignees, t.deadline, t.startsOn, t.perDay, t.everyDays]),
      deadlines: deadlines.map((x) => [x.date, x.isStart, x.before]),
    }
  }
  // those that are torn already stay out
  const files = readdirSync(new URL('made-up/', import.meta.url)).filter(
    (name) => name.endsWith('.txt') && !/ nh ủy| Ỉ/u.test(text(name)),
  )
  for (const file of files)
    for (const [what, damage] of damages) assert.deepEqual(whole(damage(text(file))), whole(text(file)), `${file}: ${what}`)
})

test('letters that never end cost no more than their length: 50 pages in a second, brackets, spaces and lists without end', () => {
  const page = telegram.slice(telegram.indexOf('1. Chủ tịch'), telegram.indexOf('Nhận được'))
  const long = [
    page.repeat(110),
    '('.repeat(150_000),
    'a '.repeat(75_000),
    'các sở, ban, '.repeat(12_000),
    ' '.repeat(150_000),
    'ngày 1/'.repeat(20_000),
    '1.'.repeat(70_000),
    'Giao '.repeat(30_000),
    `Giao Sở Y tế ${'rà soát hồ sơ; '.repeat(10_000)}`,
  ]
  for (const raw of long) {
    const began = process.cpuUsage()
    readDirective(raw)
    // of this processor, whatever else it has to do; 50 pages are 130,000 letters
    const ms = process.cpuUsage(began).user / 1000
    assert.ok(ms < 1000, `${raw.slice(0, 12)}: ${Math.round(ms)} ms`)
  }
})

test('lines that are cut and set in, as a page laid out in columns gives them: a date, a term and a name over two lines', () => {
  const indent = (text: string) => text.replace(/^(?=\S)/gmu, '        ')
  const { document, deadlines, tasks } = readDirective(
    indent(
      'UBND TỈNH HÀ MẪU\n\nSố: 12/TB-UBND\n\nHà Nam, ngày 02 tháng 8 năm 2021\n\nTHÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh\n\nNgày 01 tháng 8 năm 2021, Chủ tịch UBND tỉnh Hà Mẫu chủ trì\ncuộc họp và kết luận như sau:\n\n1. Sở Y tế hoàn thành lấy mẫu chậm nhất ngày\n05/8 và gửi kết quả về Trung tâm trước chiều\n06/8.\n\n2. Đề nghị Bộ\n\n2\n\nGiáo dục và Đào tạo hướng dẫn việc học, thời hạn:\n07/8/2021.\n',
    ),
  )
  assert.deepEqual([document.meetingDate, document.subject], ['2021-08-01', 'Kết luận của Chủ tịch UBND tỉnh'])
  assert.deepEqual(
    deadlines.map((d) => d.date),
    ['2021-08-05', '2021-08-06', '2021-08-07'],
  )
  assert.deepEqual(
    tasks.map((t) => t.assignees.join('; ')),
    ['Sở Y tế', 'Bộ Giáo dục và Đào tạo'],
  )
})
