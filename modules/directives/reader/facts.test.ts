import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planOf } from './plan.fixtures.ts'
import { readDirective } from './read.rules.ts'

/** Whom each task is given to, `-` where the document's own are, with its term; one a task. */
const tasks = (body: string) =>
  readDirective(planOf(body)).tasks.map((t) =>
    [t.assigneeFrom === 'document' ? '-' : t.assignees.join(' | '), t.startsOn && `>${t.startsOn.slice(5)}`, t.deadline?.slice(5)]
      .filter(Boolean)
      .join(' '),
  )
const gives = (cases: readonly (readonly [string[], string])[]) =>
  assert.deepEqual(
    cases.map(([, body]) => [tasks(body), body]),
    cases,
  )
const days = (body: string) => readDirective(planOf(body)).deadlines.map((d) => d.date.slice(5))

test('who has not yet done something is told to do it; who only has not is told nothing', () => {
  gives([
    [
      ['Các địa phương chưa thành lập Trung tâm Chỉ huy 08-20'],
      '1. Các địa phương chưa thành lập Trung tâm Chỉ huy khẩn trương thành lập trước ngày 20/8/2021.',
    ],
    [['Các đơn vị chưa gửi báo cáo 08-18'], '1. Các đơn vị chưa gửi báo cáo khẩn trương gửi về Sở Nội vụ trước ngày 18/8/2021.'],
    [['Người dân'], '1. Người dân vẫn phải thực hiện 5K sau khi tiêm.'],
    [['Các đơn vị'], '1. Các đơn vị vẫn tiếp tục duy trì chế độ trực.'],
    [['Sở Y tế', 'doanh nghiệp >08-18'], '1. Sở Y tế kiểm tra; doanh nghiệp chưa đáp ứng tạm dừng từ ngày 18/8/2021.'],
    [[], '1. Nhiều đơn vị vẫn lơ là; một số huyện chưa triển khai quyết liệt.'],
    [[], '1. Các cấp ủy vẫn phải thừa nhận rằng công tác dự báo còn hạn chế.'],
  ])
})

test('what has been handed in, barred or finished is told; what is to be is a task', () => {
  gives([
    [[], '1. Kết quả xét nghiệm gửi về CDC tỉnh chậm 02 ngày so với quy định.'],
    [[], '1. Hồ sơ hỗ trợ của người lao động nộp về UBND xã chưa đầy đủ.'],
    [[], '1. Phương án gửi lên cấp trên nhiều lần nhưng chưa được duyệt.'],
    [[], '1. Dự thảo Nghị quyết trình lên HĐND tỉnh đã được thẩm tra.'],
    [['- 08-17'], '1. Kết quả xét nghiệm gửi về CDC tỉnh chậm nhất ngày 17/8/2021.'],
    [['- 08-17'], '1. Danh sách người chưa tiêm gửi về Sở Y tế trước ngày 17/8/2021.'],
    [[], '1. Các hoạt động tôn giáo đông người dừng từ giữa tháng 7, được bà con đồng tình.'],
    [[], '1. Hoạt động giám sát chỉ mang tính hình thức.'],
    [[], '1. Hội nghị thống nhất một số nội dung, chỉ đạo các huyện.'],
    [['-'], '1. Dịch vụ ăn uống chỉ bán mang về.'],
    [['-'], '1. Danh sách gửi về Sở Y tế nhiều lần trong ngày.'],
    [['- 08-18'], '1. Kết quả rà soát gửi về Sở Nội vụ, kể cả trường hợp đã được tiêm, trước ngày 18/8/2021.'],
    [['-'], '1. Các đám cưới tạm hoãn, kể cả đám đã được đăng ký.'],
    [['- >08-16'], '1. Các hoạt động không thiết yếu dừng từ ngày 16/8/2021, nhưng phải bảo đảm cung ứng hàng hóa.'],
    [[], '1. Việc lấy mẫu vòng 1 đã hoàn thành trước kế hoạch 02 ngày.'],
    [[], '1. Việc xét nghiệm vừa qua hoàn thành trong 05 ngày.'],
    [['- 08-25'], '1. Việc tiêm cho người đã mắc bệnh hoàn thành trước ngày 25/8/2021.'],
  ])
})

test('an order behind the word of blame stays, and one behind a season or “thì” has whom it is to', () => {
  gives([
    [
      ['Chủ các cơ sở sản xuất'],
      '1. Chủ các cơ sở sản xuất phải chịu trách nhiệm nếu để dịch lây lan từ cơ sở, thường xuyên kiểm tra việc thực hiện 5K.',
    ],
    [[], '1. Chủ các cơ sở sản xuất phải chịu trách nhiệm nếu để dịch lây lan, bùng phát.'],
    [['Sở Nông nghiệp và PTNT'], '1. Vụ Đông xuân, Sở Nông nghiệp và PTNT hướng dẫn gieo trồng.'],
    [['Sở Y tế'], '1. Đối với Sở Y tế thì tập trung xét nghiệm.'],
    [['Các tiệm vàng, tiệm thuốc'], '1. Các tiệm vàng, tiệm thuốc ghi nhật ký khách hàng.'],
  ])
})

test('the press and those who speak to people are names of their own in a list', () => {
  gives([
    [['Sở Y tế | báo chí | đài truyền thanh'], '1. Sở Y tế, báo chí, đài truyền thanh tuyên truyền.'],
    [
      ['Cổng Thông tin điện tử tỉnh | báo cáo viên các cấp'],
      '1. Cổng Thông tin điện tử tỉnh, báo cáo viên các cấp tuyên truyền.',
    ],
  ])
})

test('one office in brackets, or an office with others, is charged also behind the word for a place', () => {
  gives([
    [['Trạm Y tế xã'], '1. Lập các khu cách ly tại xã (Trạm Y tế xã thực hiện).'],
    [
      ['Trung tâm Y tế huyện | Ban Chỉ huy Quân sự huyện'],
      '1. Mở các khu cách ly (Trung tâm Y tế huyện, Ban Chỉ huy Quân sự huyện thực hiện).',
    ],
    [['Bệnh viện Đa khoa tỉnh'], '1. Vận hành các tầng điều trị (Bệnh viện Đa khoa tỉnh phụ trách tầng 3).'],
  ])
})

test('what is to be handed in behind a comma is of all, not of the last item’s body', () => {
  gives([
    [
      ['Sở Y tế', 'Công an tỉnh', '- 08-20'],
      '1. Sở Y tế lấy mẫu.\n2. Công an tỉnh truy vết.\n\nKết quả thực hiện, đề nghị báo cáo về UBND tỉnh trước ngày 20/8/2021.',
    ],
  ])
})

test('an hour at which somebody was or will be somewhere, a time of cases and of holidays bind nobody', () => {
  for (const body of [
    '1. Những người có mặt tại Bệnh viện huyện lúc 7 giờ ngày 16/8/2021 phải khai báo y tế.',
    '1. Bộ Y tế sẽ kiểm tra tỉnh vào 14 giờ ngày 19/8/2021; Sở Y tế chuẩn bị nội dung.',
    '1. Thời gian phát hiện các ca bệnh:\n- Ca thứ nhất: 16/8/2021.\n- Ca thứ hai: 17/8/2021.',
    '1. Về thời gian nghỉ Tết\n- Cán bộ nghỉ từ ngày 29/01/2022 đến hết ngày 06/02/2022.',
  ])
    assert.deepEqual([days(body), body], [[], body])
  assert.deepEqual(days('1. Thời gian nghỉ học của học sinh:\n- Mầm non: từ ngày 16/8/2021 đến ngày 31/8/2021.'), [
    '08-16',
    '08-31',
  ])
  assert.deepEqual(days('1. Các tổ có mặt tại xã Hồng lúc 7 giờ ngày 16/8/2021.'), ['08-16'])
  assert.deepEqual(days('1. Các huyện công bố lại vùng nguy cơ vào 14 giờ ngày 19/8/2021.'), ['08-19'])
})

test('the name of a station cut at the end of a line goes on with the next', () => {
  const body =
    '1. Sở Thông tin và Truyền thông, Báo Hà Mẫu, Đài\nPhát thanh và Truyền hình tỉnh tuyên truyền.\n2. Công an tỉnh, Sở Giao thông vận tải, Ban An toàn giao thông, Thanh tra\nGiao thông duy trì chốt.'
  gives([
    [
      [
        'Sở Thông tin và Truyền thông | Báo Hà Mẫu | Đài Phát thanh và Truyền hình tỉnh',
        'Công an tỉnh | Sở Giao thông vận tải | Ban An toàn giao thông | Thanh tra Giao thông',
      ],
      body,
    ],
  ])
})

test('a paragraph set apart from the title is no part of the subject', () => {
  const opened = planOf('1. Sở Y tế lấy mẫu.', 'Lấy mẫu diện rộng\n\nXét nghiệm sàng lọc trong tháng 7 đạt kết quả tốt.')
  assert.equal(readDirective(opened).document.subject, 'Lấy mẫu diện rộng')
  const told = planOf('1. Sở Y tế lấy mẫu.', 'Lấy mẫu diện rộng\n\nDịch vụ vận tải hành khách tạm dừng từ ngày 16/8/2021.')
  assert.deepEqual(
    readDirective(told).deadlines.map((d) => d.date),
    ['2021-08-16'],
  )
  const cited = planOf('1. Sở Y tế lấy mẫu.', 'Căn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21/11/2007')
  assert.equal(readDirective(cited).document.subject, null)
})

test('a section right behind a table is the document’s own', () => {
  const table =
    'II. PHÂN CÔNG\nTT   Nội dung công việc            Đơn vị chủ trì               Thời gian hoàn thành\nA. Xét nghiệm\n1    Lấy mẫu vòng 1                Trung tâm Y tế huyện         16/8 - 18/8/2021\n'
  const after = 'III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nChủ trì, hướng dẫn chuyên môn.'
  gives([[['Trung tâm Y tế huyện >08-16 08-18', 'Sở Y tế'], table + after]])
})

test('a heading over a table orders nothing itself', () => {
  const table =
    'TT   Nội dung công việc            Đơn vị chủ trì               Thời gian hoàn thành\n1    Lấy mẫu vòng 1                Trung tâm Y tế huyện         18/8/2021'
  for (const heading of ['II. PHÂN CÔNG NHIỆM VỤ', 'II. TỔ CHỨC THỰC HIỆN', '2. Phân công nhiệm vụ cụ thể (có phụ lục kèm theo)'])
    gives([[['Sở Y tế', 'Trung tâm Y tế huyện 08-18'], `1. Sở Y tế hướng dẫn.\n${heading}\n${table}`]])
})

test('a stage has its days without a heading, lines without a mark go on with a heading of time, and what came to light is handed in by its day', () => {
  for (const [found, body] of [
    [['08-16', '08-25'], '1. Đợt 1: từ ngày 16/8/2021 đến ngày 25/8/2021, tại các xã vùng cao.'],
    [['08-23', '08-29'], '1. Tuần 2 (23/8 - 29/8/2021): các xã vùng cam.'],
    [['08-16', '08-17'], '1. Thời gian\nNgày 16/8/2021: xã Hồng.\nNgày 17/8/2021: xã Nguyên.'],
    [['08-18'], '1. Số F1 phát hiện thêm trong đợt này gửi về Sở Y tế trước ngày 18/8/2021.'],
    [[], '1. Họp Ban Chỉ đạo gửi công văn số 5 ngày 20/8/2021.'],
  ] as const)
    assert.deepEqual([days(body), body], [found, body])
})

test('what stands in a list of what is barred is part of that one task', () => {
  gives([[['-'], '1. Một số dịch vụ sau tiếp tục tạm dừng:\n- Karaoke phải xin phép.\n- Quán bar phải đóng cửa hoàn toàn.']])
})

test('twice in one week of watching is no work of every week', () => {
  const every = (body: string) => readDirective(planOf(body)).tasks.map((t) => t.everyDays)
  assert.deepEqual(every('1. Người hoàn thành cách ly phải theo dõi tại nhà 01 tuần, xét nghiệm 02 lần.'), [null])
  assert.deepEqual(every('1. Sở Y tế xét nghiệm công nhân một tuần 02 lần.'), [3])
})
