import assert from 'node:assert/strict'
import { test } from 'node:test'
import { provinceOfDistrict } from '../places.ts'
import { readDirective } from './read.rules.ts'

interface Made {
  items: string
  issuer?: string
  place?: string
  title?: string
  name?: string
}
/** A letter of orders of 2 August 2021 with these items. */
const letter = ({
  items,
  issuer = 'ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM',
  place = 'Hà Nam',
  title = 'THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh',
  name = 'Nguyễn Văn Mẫu',
}: Made) =>
  `${issuer}\nSố: 12/TB-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n${place}, ngày 02 tháng 8 năm 2021\n\n${title}\n\nChủ tịch UBND tỉnh kết luận như sau:\n\n${items}\n\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n${name}\n`
const read = (made: Made | string) =>
  readDirective(letter(typeof made === 'string' ? { items: made } : made), { provinceOfDistrict })
const whose = (items: string) => read(items).tasks.map((t) => t.assignees.join(' | ') || '-')

test('a name and a subject keep the tones as they were written', () => {
  const old = read({
    items: '1. Sở Y tế lấy mẫu.',
    title: 'KẾ HOẠCH\nXét nghiệm trên địa bàn thị xã Đông Hoà',
    name: 'Trần Quốc Thuỵ',
  }).document
  assert.deepEqual([old.signatory.name, old.subject], ['Trần Quốc Thuỵ', 'Xét nghiệm trên địa bàn thị xã Đông Hoà'])
  // spelled otherwise within the text: as it is signed
  const cited = read({ items: '1. Đồng chí Trần Quốc Thụy chỉ đạo lấy mẫu.', name: 'Trần Quốc Thuỵ' }).document
  assert.equal(cited.signatory.name, 'Trần Quốc Thuỵ')
  assert.equal(read({ items: '1. Sở Y tế lấy mẫu.', name: 'TRẦN QUỐC THUỴ' }).document.signatory.name, 'Trần Quốc Thuỵ')
  assert.equal(read({ items: '1. Sở Y tế lấy mẫu.', name: 'Trần Quốc Thụy' }).document.signatory.name, 'Trần Quốc Thụy')
})

test('places with an apostrophe date the header, and keep their capitals in the name of who issues', () => {
  for (const name of ["Cư M'gar", "Ea H'leo", "Đắk R'lấp", "M'Đrắk", 'Krông Năng', 'Ia Grai']) {
    const place = read({
      items: '1. Sở Y tế lấy mẫu.',
      issuer: `ỦY BAN NHÂN DÂN\nHUYỆN ${name.toUpperCase()}`,
      place: name,
    }).document
    assert.deepEqual([place.place, place.date, place.issuer], [name, '2021-08-02', `Ủy ban nhân dân huyện ${name}`])
    const elsewhere = read({ items: '1. Sở Y tế lấy mẫu.', issuer: `ỦY BAN NHÂN DÂN\nHUYỆN ${name.toUpperCase()}` }).document
    assert.equal(elsewhere.issuer, `Ủy ban nhân dân huyện ${name}`)
  }
  const curly = read({ items: '1. Sở Y tế lấy mẫu.', issuer: 'ỦY BAN NHÂN DÂN\nHUYỆN CƯ M’GAR', place: 'Cư M’gar' }).document
  assert.deepEqual([curly.date, curly.issuer, curly.province], ['2021-08-02', 'Ủy ban nhân dân huyện Cư M’gar', 'Đắk Lắk'])
  assert.deepEqual([provinceOfDistrict('Ia H’Drai'), provinceOfDistrict("Đắk R'lấp")], ['Kon Tum', 'Đắk Nông'])
})

test('what a Party directive is about stands behind whose it is', () => {
  const subject = (title: string) => read({ items: '1. Sở Y tế lấy mẫu.', title }).document.subject
  assert.equal(subject('CHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề tăng cường phòng, chống dịch'), 'tăng cường phòng, chống dịch')
  assert.equal(subject('CHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nVề việc cách ly y tế'), 'cách ly y tế')
  assert.equal(subject('THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh'), 'Kết luận của Chủ tịch UBND tỉnh')
})

test('who is to carry out a decision is all whom it names, though a semicolon stands among them', () => {
  assert.deepEqual(
    whose(
      'Điều 1. Sở Y tế lấy mẫu.\n\nĐiều 3. Chánh Văn phòng HĐND và UBND huyện, Trưởng các phòng: Y tế, Tài chính - Kế hoạch; Giám đốc Trung tâm Y tế huyện, Trưởng Công an huyện chịu trách nhiệm thi hành Quyết định này.',
    )[1],
    'Chánh Văn phòng HĐND và UBND huyện | Trưởng các phòng: Y tế, Tài chính - Kế hoạch | Giám đốc Trung tâm Y tế huyện | Trưởng Công an huyện',
  )
  assert.deepEqual(
    whose('1. Các ông (bà): Chánh Văn phòng UBND huyện, Trưởng phòng Y tế; Chủ tịch UBND xã Mẫu chịu trách nhiệm thi hành.'),
    ['Chánh Văn phòng UBND huyện | Trưởng phòng Y tế | Chủ tịch UBND xã Mẫu'],
  )
})

test('bodies that are asked in a heading are named without the word that asks them, each its own', () => {
  const asked = (heading: string, order: string) => whose(`1. Sở Y tế\nLấy mẫu.\n2. ${heading}\n${order}`)[1]
  assert.equal(
    asked('Đề nghị UBMTTQ tỉnh và các tổ chức chính trị - xã hội', 'Vận động Nhân dân hưởng ứng, đưa trẻ đi tiêm.'),
    'UBMTTQ tỉnh | các tổ chức chính trị - xã hội',
  )
  assert.equal(
    asked('Đề nghị Quận đoàn, Hội Liên hiệp Phụ nữ quận', 'Huy động 120 tình nguyện viên.'),
    'Quận đoàn | Hội Liên hiệp Phụ nữ quận',
  )
  assert.deepEqual(whose('1. Sở Y tế, Trường Cao đẳng Y tế, Viện Sốt rét lấy mẫu.'), [
    'Sở Y tế | Trường Cao đẳng Y tế | Viện Sốt rét',
  ])
  assert.deepEqual(whose('1. Hiệu trưởng các trường đại học, cao đẳng, Trường Chính trị tỉnh cho sinh viên nghỉ học.'), [
    'Hiệu trưởng các trường đại học, cao đẳng | Trường Chính trị tỉnh',
  ])
  assert.deepEqual(whose('1. Đề nghị Bệnh viện Đa khoa thị xã, Trường Cao đẳng Y tế Phú Mẫu hỗ trợ nhân lực.'), [
    'Bệnh viện Đa khoa thị xã | Trường Cao đẳng Y tế Phú Mẫu',
  ])
})

test('heads of offices, units and firms are the heads of all three', () => {
  assert.deepEqual(
    whose('1. Thủ trưởng các cơ quan, đơn vị, doanh nghiệp trên địa bàn bố trí tối đa 30% cán bộ làm việc tại trụ sở.'),
    ['Thủ trưởng các cơ quan, đơn vị, doanh nghiệp trên địa bàn'],
  )
})

test('how a thing is done, what is granted, and what a report asks of those above are no orders', () => {
  assert.deepEqual(whose('1. Sở Y tế lấy mẫu.\n\n2. Hình thức: Tổ chức tiêm chiến dịch tại trường học; tiêm tại trạm y tế.'), [
    'Sở Y tế',
  ])
  assert.deepEqual(whose('1. Chấp thuận đề nghị của Sở Y tế tại Tờ trình số 29/TTr-SYT.\n\n2. Sở Y tế lấy mẫu.'), ['Sở Y tế'])
  const report = (heading: string) =>
    read({
      items: `I. NHIỆM VỤ THỜI GIAN TỚI\n\n1. Trung tâm Y tế huyện tiêm mũi 2 trước ngày 30/8/2021.\n\n${heading}\n\nĐề nghị Sở Y tế hỗ trợ 5.000 test nhanh.`,
      title: 'BÁO CÁO\nKết quả phòng, chống dịch',
    }).tasks.map((t) => t.assignees.join())
  assert.deepEqual(report('II. KIẾN NGHỊ'), ['Trung tâm Y tế huyện'])
  assert.deepEqual(report('II. ĐỀ XUẤT, KIẾN NGHỊ'), ['Trung tâm Y tế huyện'])
  // who concludes on what districts have asked gives orders
  assert.deepEqual(whose('1. Sở Y tế lấy mẫu.\n\n2. Về kiến nghị của các huyện: Giao Sở Tài chính cấp kinh phí.'), [
    'Sở Y tế',
    'Sở Tài chính',
  ])
})

test('an hour of every day before who acts hides nobody', () => {
  for (const time of [
    'Định kỳ 16 giờ hằng ngày',
    'Định kỳ hằng tuần',
    'Lúc 7 giờ hằng ngày',
    'Định kỳ 3 ngày',
    'Định kỳ thứ Sáu hằng tuần',
  ])
    assert.deepEqual(whose(`1. ${time}, UBND cấp xã tổng hợp số người về địa phương.`), ['UBND cấp xã'], time)
})

test('each stage of a pace has its day, and the last day of a month is before it', () => {
  const days = (item: string) => read(`1. ${item}`).deadlines.map((d) => `${d.before ? '<' : ''}${d.date.slice(5)}`)
  assert.deepEqual(days('Sở Xây dựng lắp xong bệnh viện với tiến độ: 500 giường ngày 23/8, 1.500 giường ngày 26/8.'), [
    '08-23',
    '08-26',
  ])
  assert.deepEqual(days('Sở Y tế tiêm xong trước ngày cuối cùng của tháng 9 (30/9/2021).'), ['<09-30'])
  assert.deepEqual(days('Sở Y tế tiêm xong trước ngày cuối tháng 8 (31/8/2021).'), ['<08-31'])
})

test('so many times a week, and the hours of a day, are counted', () => {
  const rhythm = (item: string) => read(`1. ${item}`).tasks.map((t) => [t.perDay, t.everyDays])[0]
  assert.deepEqual(rhythm('Sở Y tế báo cáo số giường trống hàng ngày về UBND tỉnh trước 8g00 và 16g00.'), [2, null])
  assert.deepEqual(rhythm('Sở Y tế báo cáo hằng ngày vào 7 giờ, 11 giờ và 17 giờ.'), [3, null])
  assert.deepEqual(rhythm('Sở Y tế mở cửa hằng ngày từ 7 giờ đến 17 giờ.'), [null, null])
  // two in a week: one in three days at the latest
  assert.deepEqual(rhythm('Sở Y tế đi kiểm tra cơ sở, mỗi tuần ít nhất 2 lần.'), [null, 3])
  assert.deepEqual(rhythm('Sở Y tế phát phiếu đi chợ 02 lần/tuần.'), [null, 3])
  assert.deepEqual(rhythm('Sở Y tế kiểm tra mỗi tuần một lần.'), [null, 7])
})

test('what an order brings forth is neither how soon, nor for whom, nor the document itself', () => {
  const product = (item: string) => read(`1. Sở Y tế ${item}`).tasks[0]!.product
  assert.equal(product('ban hành văn bản ngay trong ngày 03/8/2021.'), 'văn bản')
  assert.equal(product('triển khai Kế hoạch này.'), null)
  assert.equal(product('triển khai Kế hoạch này; lập danh sách về Sở Nội vụ.'), 'danh sách')
  assert.equal(product('rà soát, gửi danh sách về Sở Lao động - Thương binh và Xã hội trước ngày 10/8/2021.'), 'danh sách')
  assert.equal(product('xây dựng kế hoạch về tiêm vắc xin.'), 'kế hoạch về tiêm vắc xin')
})
