import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDirective } from './read.rules.ts'

/** A letter of the People's Committee of a province, 2 August 2021, with these items. */
const letter = (items: string) =>
  `ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nSố: 12/UBND-VX\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nam, ngày 02 tháng 8 năm 2021\n\nKính gửi: Các sở, ban, ngành.\n\nChủ tịch UBND tỉnh yêu cầu thực hiện các nội dung sau:\n\n${items}\n\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Mẫu\n`
/** Whom each task is given to, through whom behind `>`, and by when. */
const whose = (items: string) =>
  readDirective(letter(items)).tasks.map((t) =>
    [t.assignees.join(' | '), t.through.length > 0 ? `> ${t.through.join(' | ')}` : '', t.deadline?.slice(5) ?? '']
      .filter(Boolean)
      .join(' '),
  )
const gives = (cases: readonly (readonly [string[], string])[]) =>
  assert.deepEqual(
    cases.map(([, items]) => [whose(items), items]),
    cases,
  )

test('who demands it of firms, owners or people in the sentence is charged with it', () => {
  gives([
    [
      ['Ban Quản lý Khu kinh tế Đông Mẫu 08-14'],
      '1. Ban Quản lý Khu kinh tế Đông Mẫu yêu cầu các doanh nghiệp rà soát công nhân, gửi về Sở Y tế trước ngày 14/8/2021.',
    ],
    [['Sở Y tế | các cơ sở kinh doanh thuốc'], '1. Sở Y tế yêu cầu các cơ sở kinh doanh thuốc khai báo người mua thuốc ho.'],
    // who issues the document charges nobody with it
    [['người dân'], '1. Chủ tịch UBND tỉnh yêu cầu người dân ở tại nhà.'],
    [['người dân'], '1. Yêu cầu người dân ở tại nhà.'],
  ])
})

test('what a heading has people, owners or firms do is owed by the body of the heading', () => {
  gives([
    [
      ['UBND các xã, thị trấn 08-05', 'UBND các xã, thị trấn | các chủ nhà trọ'],
      '1. UBND các xã, thị trấn\n1.1. Lập danh sách nhà trọ trước ngày 05/8/2021.\n1.2. Yêu cầu các chủ nhà trọ ký cam kết.',
    ],
    [
      ['UBND các xã | các chủ nhà trọ', 'Sở Y tế'],
      '1. UBND các xã\n\nYêu cầu các chủ nhà trọ ký cam kết.\n\n2. Sở Y tế lấy mẫu.',
    ],
    [
      ['UBND các huyện | 100% hộ gia đình 08-06', 'Sở Y tế'],
      '1. UBND các huyện:\n- Yêu cầu 100% hộ gia đình ký cam kết trước ngày 06/8/2021.\n2. Sở Y tế lấy mẫu.',
    ],
    // behind the last item the word is to all
    [['Sở Y tế', 'người dân'], '1. Sở Y tế\n- Lấy mẫu.\n\nYêu cầu người dân chấp hành nghiêm.'],
    // no heading of a body: the order is to them
    [['Sở Y tế', 'Các doanh nghiệp'], '1. Sở Y tế lấy mẫu.\n2. Các doanh nghiệp xét nghiệm công nhân.'],
  ])
})

test('behind a semicolon what people, owners or firms are to do is a part of the order before it, with its report and its term', () => {
  gives([
    [
      ['Chủ tịch UBND các huyện > chủ cơ sở 08-08'],
      '1. Chủ tịch UBND các huyện:\na) Rà soát các cảng cá; yêu cầu chủ cơ sở ký cam kết, báo cáo kết quả về UBND tỉnh trước ngày 08/8/2021.',
    ],
    [
      ['UBND cấp xã | UBND các huyện > UBND cấp xã | người dân'],
      '1. Yêu cầu UBND các huyện:\na) Chỉ đạo UBND cấp xã thông báo đến từng hộ; yêu cầu người dân ở tại nhà.',
    ],
    [
      ['UBND các huyện > người chưa tiêm đủ liều'],
      '1. UBND các huyện:\n- Quản lý chặt chẽ người từ vùng dịch về; người chưa tiêm đủ liều phải cách ly tại nhà.',
    ],
    [
      ['Chủ tịch UBND các huyện > người dân'],
      '1. Chủ tịch UBND các huyện:\n- Chỉ đạo thực hiện nghiêm nguyên tắc xã cách ly với xã; người dân chỉ ra khỏi nhà khi thật sự cần thiết.',
    ],
    [['Sở Giao thông vận tải > lái xe'], '1. Sở Giao thông vận tải quản lý lái xe đường dài; lái xe xét nghiệm 3 ngày/lần.'],
    [
      ['Chủ tịch UBND các xã > hộ gia đình có người cách ly'],
      '1. Chủ tịch UBND các xã quản lý người cách ly; hộ gia đình có người cách ly phải treo biển.',
    ],
    // firms have duties of their own
    [
      ['Ban Quản lý khu công nghiệp', 'doanh nghiệp có trên 1.000 lao động'],
      '1. Ban Quản lý khu công nghiệp thẩm định phương án; doanh nghiệp có trên 1.000 lao động phải có khu cách ly.',
    ],
    // another office behind the semicolon has an order of its own
    [['Sở Y tế', 'Công an tỉnh'], '1. Sở Y tế lấy mẫu; yêu cầu Công an tỉnh lập chốt.'],
  ])
})

test('the part of each commune is owed by the body over it too', () => {
  gives([
    [
      ['UBND các huyện', 'UBND các huyện | mỗi xã có đông công dân trở về 08-03'],
      '1. UBND các huyện:\n- Củng cố Tổ Covid-19 cộng đồng; mỗi xã có đông công dân trở về phải thành lập 01 Trạm Y tế lưu động, xong trước ngày 03/8/2021.',
    ],
    [['Mỗi xã'], '1. Mỗi xã thành lập 01 Trạm Y tế lưu động.'],
  ])
})
