import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readDirective } from './read.rules.ts'

const MOTTO = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc'
const header = (text: string) => {
  const { kind, number, date, province, issuer } = readDirective(text).document
  return { kind, number, date, province, issuer }
}
const orders = (text: string) => readDirective(text).tasks.map((t) => [t.assignees.join('; '), t.text.replace(/\s+/gu, ' ')])

describe('headers as law sites, stamps and scanners leave them', () => {
  test('the second line of the issuer is lost: it is the committee of the province that the header is dated in', () => {
    const text = `ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 24/CT-UBND | Hà Nam, ngày 24 tháng 7 năm 2021 |\nVỀ VIỆC PHÒNG, CHỐNG DỊCH\nChủ tịch UBND tỉnh Chỉ thị:\n1. Sở Y tế khẩn trương truy vết.\n`
    const read = { kind: 'chỉ thị', number: '24/CT-UBND', date: '2021-07-24', province: 'Hà Nam' }
    assert.deepEqual(header(text), { ...read, issuer: 'Ủy ban nhân dân tỉnh Hà Nam' })
    const related = `- 1 Nghị quyết 68/NQ-CP năm 2021 về một số chính sách hỗ trợ người lao động và người sử dụng lao động gặp khó khăn do đại dịch COVID-19 do Chính phủ ban hành, còn hiệu lực\n`
    assert.deepEqual(header(related + text), { ...read, issuer: 'Ủy ban nhân dân tỉnh Hà Nam' })
  })
  test('a number and a day stamped on digit by digit are read as one', () => {
    const text = `BỘ Y TẾ ${MOTTO}\nSố: 1 0 9 4 3 /BYT-MT Hà Nội, ngày 2 4 tháng 12 năm 2021\nV/v hướng dẫn\nKính gửi:\n- Ủy ban nhân dân các tỉnh.\nBộ Y tế đề nghị Ủy ban nhân dân các tỉnh tổ chức thực hiện.\n`
    const { number, date } = header(text)
    assert.deepEqual({ number, date }, { number: '10943/BYT-MT', date: '2021-12-24' })
  })
  test('what a letter is about: after V/v, as a scanner leaves it, or "Về …" under the number', () => {
    const letter = (about: string) =>
      readDirective(
        `ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\n${MOTTO}\nSố: 24/UBND-VX\n${about}\nHà Nam, ngày 24 tháng 7 năm 2021\nKính gửi: Sở Y tế.\nSở Y tế khẩn trương truy vết.\n`,
      ).document.subject
    for (const about of ['V/v phòng, chống\ndịch', 'VWv phòng, chống\ndịch', 'V/v: phòng, chống dịch'])
      assert.equal(letter(about), 'phòng, chống dịch')
    assert.equal(letter('Về áp dụng các biện pháp phòng, chống dịch'), 'Về áp dụng các biện pháp phòng, chống dịch')
  })
  test('a first line that names the document stands for the header; one that only speaks of it does not', () => {
    const named = (first: string) => header(`${first}\nThủ tướng Chính phủ yêu cầu:\n1. Bộ Y tế khẩn trương truy vết.\n`)
    const { kind, number, date } = named('Công điện số 149/CĐ-TTg ngày 28/8/2021 về phòng, chống dịch')
    assert.deepEqual([kind, number, date], ['công điện', '149/CĐ-TTg', '2021-08-28'])
    assert.equal(named('Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ đã được thực hiện nghiêm.').number, null)
    assert.equal(named('Thực hiện Công điện số 149/CĐ-TTg ngày 28/8/2021 về phòng, chống dịch').number, null)
  })
  test('a letter that tells what a leader says, in one paragraph without a mark', () => {
    const read = orders(
      `VĂN PHÒNG CHÍNH PHỦ\n${MOTTO}\nSố: 6869/VPCP-KGVX\nHà Nội, ngày 25 tháng 9 năm 2021\nKính gửi: Bí thư Tỉnh ủy Hà Nam.\nVề việc này, Thủ tướng Chính phủ có ý kiến như sau:\nĐồng chí Bí thư Tỉnh ủy Hà Nam chỉ đạo việc thực hiện nghiêm Công điện số 1102/CĐ-TTg ngày 23 tháng 8 năm 2021.\nVăn phòng Chính phủ xin thông báo để các Bộ, cơ quan liên quan biết, thực hiện./.\n`,
    )
    assert.deepEqual(
      read.map(([who]) => who),
      ['Đồng chí Bí thư Tỉnh ủy Hà Nam'],
    )
  })
  test('a letter stays a letter, signed and sent as it was, whatever document is attached to it', () => {
    const part = (about: string, order: string, to: string, name: string) =>
      `ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\n${MOTTO}\n${about}\n${order}\n\nNơi nhận:\n- Như trên;\n- ${to}.\n\nCHỦ TỊCH\n\n${name}\n`
    const letter = part(
      'Số: 24/UBND-VX\nV/v phòng, chống dịch\nHà Nam, ngày 24 tháng 7 năm 2021\nKính gửi: Sở Y tế.',
      'UBND tỉnh yêu cầu Sở Y tế khẩn trương truy vết.',
      'Lưu: VT',
      'Đinh Văn Mẫu',
    )
    const plan = part(
      'Số: 25/KH-UBND\nHà Nam, ngày 25 tháng 7 năm 2021\nKẾ HOẠCH\nXét nghiệm diện rộng',
      '1. Công an tỉnh lập chốt.',
      'Sở Y tế;\n- Lưu: VT',
      'Trần Thị Thử',
    )
    const [alone, both] = [readDirective(letter), readDirective(`${letter}\n${plan}`)]
    assert.deepEqual(both.document, alone.document)
    assert.equal(both.document.signatory.name, 'Đinh Văn Mẫu')
    assert.deepEqual(
      both.tasks.map((t) => t.assignees[0]),
      ['Sở Y tế', 'Công an tỉnh'],
    )
  })
  test('header and signature as the cells of a table', () => {
    const { document } = readDirective(
      `| ỦY BAN NHÂN DÂN TỈNH HÀ NAM ------- | ${MOTTO.replace('\n', ' ')} |\n| --- | --- |\n| Số: 15/QĐ-UBND | Hà Nam, ngày 24 tháng 7 năm 2021 |\n\nQUYẾT ĐỊNH\n\nVề phòng, chống dịch\n\nĐiều 1. Phong tỏa xã Thụy Lôi từ 0 giờ ngày 25/7/2021.\n\n| Nơi nhận: - Như Điều 2; - Lưu: VT. | CHỦ TỊCH Trương Quốc Mẫu |\n| --- | --- |\n`,
    )
    assert.deepEqual(
      [document.number, document.date, document.signatory.name, document.signatory.title, document.recipients.length],
      ['15/QĐ-UBND', '2021-07-24', 'Trương Quốc Mẫu', 'Chủ tịch', 2],
    )
  })
  test('a header without an issuer: the office of the centre is known by its symbol, and has no province', () => {
    const text = `Độc lập - Tự do - Hạnh phúc\n\nSố: 5255/VPCP-KGVX\nV/v bổ sung\n\nHà Nội, ngày 31 tháng 7 năm 2021\n\nKính gửi:\n- Các Bộ trưởng;\n\nTiếp theo chỉ đạo của Thủ tướng Chính phủ, Văn phòng Chính phủ xin bổ sung.\n`
    const { issuer, province } = header(text)
    assert.deepEqual({ issuer, province }, { issuer: 'Văn phòng Chính phủ', province: null })
  })
  test('a title that a scanner has left rubbish before, and recipients without their marks', () => {
    const read = readDirective(
      `THỦ TƯỚNG CHÍNH PHỦ ${MOTTO}\nDEN i: : _¬ CHỈ THỊ\nVề phòng, chống dịch\nThủ tướng Chính phủ yêu cầu:\n1. Bộ Y tế khẩn trương truy vết.\n\nNoi nhận: THỦ TƯỚNG\n- Bộ Y tế;\n- Lưu: VT.\n`,
    )
    assert.equal(read.document.kind, 'chỉ thị')
    assert.deepEqual(read.document.recipients, ['Bộ Y tế', 'Lưu: VT'])
  })
})

describe('bodies of text as pages and scanners cut them', () => {
  const opened = `ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\n${MOTTO}\nSố: 24/CT-UBND\nHà Nam, ngày 24 tháng 7 năm 2021\nCHỈ THỊ\nVề phòng, chống dịch\nChủ tịch UBND tỉnh yêu cầu:\n`
  test('a page break before a capital, with its number, does not end the sentence', () => {
    const [task, more] = orders(
      `${opened}1. Sở Y tế rà soát toàn bộ trang thiết bị, vật tư, sinh phẩm, báo cáo Thủ tướng\n\n2\n\n\n--- PAGE BREAK ---\n\nChính phủ trước ngày 30/7/2021.\n`,
    )
    assert.match(task![1]!, /trước ngày 30\/7\/2021/u)
    assert.equal(more, undefined)
  })
  test('short lines go on after a comma, after "các tỉnh:", and within the name of a place', () => {
    const read = orders(
      `${opened}1. Phong tỏa toàn bộ thành phố Phủ\nLý thuộc tỉnh Hà Nam từ ngày mai.\n2. Các Bộ: Công Thương, Nông nghiệp,\nNgoại giao khẩn trương phối hợp.\n3. Chủ tịch Ủy ban nhân dân các tỉnh:\nBắc Ninh, Hưng Yên rà soát, truy vết.\n`,
    )
    assert.deepEqual(read, [
      ['', 'Phong tỏa toàn bộ thành phố Phủ Lý thuộc tỉnh Hà Nam từ ngày mai.'],
      ['Các Bộ: Công Thương, Nông nghiệp, Ngoại giao', 'Các Bộ: Công Thương, Nông nghiệp, Ngoại giao khẩn trương phối hợp.'],
      [
        'Chủ tịch Ủy ban nhân dân các tỉnh: Bắc Ninh, Hưng Yên',
        'Chủ tịch Ủy ban nhân dân các tỉnh: Bắc Ninh, Hưng Yên rà soát, truy vết.',
      ],
    ])
  })
  test('narrow columns without a header: the first lines are text, and each is joined by the width of the column', () => {
    const words =
      'Để kịp thời ngăn chặn dịch bệnh lây lan trên địa bàn tỉnh, Thủ tướng Chính phủ yêu cầu: Bộ Y tế, Bộ Quốc phòng, Bộ Công an và Ủy ban nhân dân các tỉnh Bắc Ninh, Bắc Giang, Hưng Yên, Hải Dương, Quảng Ninh, thành phố Hải Phòng khẩn trương truy vết, khoanh vùng, xét nghiệm, cách ly, điều trị theo đúng quy định và hướng dẫn của Ban Chỉ đạo Quốc gia, hoàn thành trước ngày 30/7/2021. Bộ Giao thông vận tải tổ chức phân luồng từ xa, bảo đảm hàng hóa lưu thông thông suốt, không để ùn tắc tại các chốt kiểm soát.'
    const narrow = words.replace(/(.{1,44})(?:\s|$)/gu, '$1\n')
    const read = readDirective(narrow)
    assert.deepEqual(
      read.tasks.map((t) => [t.assignees.length, t.deadline]),
      [
        [readDirective(words).tasks[0]!.assignees.length, '2021-07-30'],
        [1, null],
      ],
    )
  })
  test('the list of those a telegram goes to begins no orders: what follows it is still the situation', () => {
    const read = orders(
      `CÔNG ĐIỆN\nVề phòng, chống dịch\nỦY BAN NHÂN DÂN TỈNH điện:\n- Giám đốc các sở;\n- Chủ tịch UBND các huyện.\n\nTrong tháng qua, dịch bệnh được kiểm soát, thực hiện tốt 5K. Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế khẩn trương truy vết.\n`,
    )
    assert.deepEqual(read, [['Sở Y tế', 'Sở Y tế khẩn trương truy vết.']])
  })
})
