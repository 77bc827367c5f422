import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planOf as plan } from './plan.fixtures.ts'
import { readDirective } from './read.rules.ts'

/** `>` a start, `<` a "trước ngày", month and day. */
const terms = (body: string) =>
  readDirective(plan(body))
    .deadlines.map((d) => (d.isStart ? '>' : d.before ? '<' : '') + d.date.slice(5))
    .join(' ')
const reads = (cases: readonly (readonly [string, string])[]) =>
  assert.deepEqual(
    cases.map(([, body]) => [terms(body), body]),
    cases,
  )

test('a list of phases under a heading of time gives each its start and its end', () => {
  reads([
    [
      '>08-16 08-25 >08-26 09-05',
      '1. Thời gian thực hiện:\n- Đợt 1: từ ngày 16/8/2021 đến ngày 25/8/2021.\n- Đợt 2: từ ngày 26/8/2021 đến ngày 05/9/2021.',
    ],
    ['>08-16 08-20 >08-21 08-25', '2. Thời gian:\n- Vòng 1: Từ 16/8/2021 - 20/8/2021\n- Vòng 2: Từ 21/8/2021 - 25/8/2021'],
    ['>08-16 08-20 >08-21 08-25', 'Thời gian thực hiện:\n- Đợt 1: 16/8 - 20/8/2021\n- Đợt 2: 21/8 - 25/8/2021'],
    [
      '>08-16 08-22 >08-23 08-29',
      '2. Thời gian thực hiện: Chia làm 02 giai đoạn\na) Giai đoạn 1 (từ ngày 16/8 đến ngày 22/8/2021)\nb) Giai đoạn 2 (từ ngày 23/8 đến ngày 29/8/2021)',
    ],
    [
      '>08-16 08-18',
      '3. Thời gian, địa điểm\n3.1. Thời gian\n- Lần 1: Từ ngày 16/8/2021 đến hết ngày 18/8/2021.\n3.2. Địa điểm: tại các xã.',
    ],
    [
      '>08-16 >08-17',
      '2. Thời gian áp dụng đối với từng địa bàn:\n- Thành phố Mẫu: Từ 00 giờ ngày 16/8/2021.\n- Các huyện: Từ 00 giờ ngày 17/8/2021.',
    ],
    ['08-23 09-06', '2. Thời gian tựu trường:\n- Khối 9: ngày 23/8/2021.\n- Các khối khác: ngày 06/9/2021.'],
  ])
})

test('the list of terms ends with its heading, and a time that has passed opens none', () => {
  reads([
    [
      '>08-16 08-25',
      '1. Thời gian thực hiện:\n- Đợt 1: từ ngày 16/8/2021 đến ngày 25/8/2021.\n2. Đối tượng: F1 của ca mắc ngày 20/8/2021.',
    ],
    ['', 'Thời gian qua, các huyện đã tích cực chống dịch:\n- Huyện Sơn: từ ngày 16/8/2021 không có ca mắc.'],
    ['', '1. Thời gian mắc bệnh:\n- Ca 1: ngày 10/8/2021.'],
  ])
})

test('terms as plans write them, and days of a case that may come or of what has been reached', () => {
  reads([
    ['>08-16', '1. Thời gian bắt đầu: 00 giờ 00 phút ngày 16 tháng 8 năm 2021.'],
    [
      '>08-16',
      '1. Người dân không ra khỏi nhà từ 18 giờ ngày hôm trước đến 05 giờ sáng ngày hôm sau, kể từ ngày 16/8/2021 (trừ trường hợp cấp cứu y tế).',
    ],
    ['>08-16 08-20', '1. Chiến dịch xét nghiệm diễn ra trong 05 ngày, từ 16/8 đến hết 20/8/2021.'],
    ['08-31', '- Tạm hoãn các kỳ thi, lễ hội, hội nghị đông người đến hết tháng 8/2021.'],
    ['08-16', '- Tập trung tại Nhà Văn hóa tỉnh lúc 6h30 ngày 16/8/2021 để làm nhiệm vụ.'],
    [
      '>08-16 08-20 08-22',
      'PHỤ LỤC\nTT\tNội dung công việc\tĐơn vị chủ trì\tThời gian\n1\tLấy mẫu toàn huyện\tTrung tâm Y tế huyện\t16/8 - 20/8/2021\n2\tTrả kết quả\tCDC tỉnh\t22/8',
    ],
    ['', '1. Chuẩn bị các điều kiện tổ chức kỳ họp thứ 3 HĐND tỉnh vào ngày 25/8/2021.'],
    ['', '1. Sở Y tế chuẩn bị phương án nếu đến ngày 30/8/2021 dịch chưa được kiểm soát.'],
    ['', 'Đến ngày 15/8/2021, tỉnh đã tiêm được 120.000 liều.'],
  ])
})

test('days with points, bare days of a list and days to come by which something is reached', () => {
  reads([
    [
      '>08-16 08-31',
      '1. Người dân không ra đường từ 18 giờ hôm trước đến 6 giờ sáng hôm sau, áp dụng từ 00 giờ 16.8 đến hết 31.8.',
    ],
    ['>08-17 08-31', '1. Tiếp tục áp dụng giãn cách xã hội thêm 15 ngày, từ 17.8 đến hết 31.8.'],
    ['>08-16 08-18 >08-19 08-21', '1. Lịch lấy mẫu:\n- Xã Hồng: 16 - 18/8/2021;\n- Xã Nguyên: 19 - 21/8/2021.'],
    ['08-25', '- Tỷ lệ bao phủ vắc xin mũi 1 đạt 40% vào ngày 25/8/2021.'],
    ['08-25', '- Sở Tài chính tham mưu bổ sung kinh phí; hoàn thành: 25/8/2021.'],
    ['08-24 08-25 08-26', '1. Tổ chức lấy mẫu toàn dân, hoàn thành: lần 1 ngày 24/8; lần 2 ngày 25/8; lần 3 ngày 26/8/2021.'],
    ['>08-25 08-31', '1. Tuần lễ cao điểm tổng vệ sinh, khử khuẩn từ ngày 25 đến ngày 31 tháng 8 năm 2021.'],
    ['08-24', '1. Tổ chức tập huấn trực tuyến trong 03 ngày: 22, 23, 24/8/2021.'],
    [
      '08-24',
      'Riêng kết quả rà soát người về từ Thành phố Hồ Chí Minh từ ngày 01/8/2021 đến nay, gửi về Công an tỉnh trước 16h00 ngày 24/8/2021.',
    ],
    ['', '1. Đón đoàn công tác của Bộ Y tế vào ngày 23/8/2021.'],
    ['', '1. Chuẩn bị các điều kiện để khai giảng năm học mới vào ngày 05/9/2021 an toàn.'],
    ['', '1. Bộ Y tế dự kiến phân bổ 100.000 liều đến hết tháng 8/2021.'],
    ['', '1. Tổ chức tưởng niệm 76 năm Cách mạng tháng Tám (19/8/1945 - 19/8/2021).'],
    ['', '1. Cấp cho mỗi chốt từ 22.7 đến 31.8 triệu đồng.'],
  ])
})

test('what begins no sooner than a day, and a feast over which something is barred', () => {
  reads([
    ['>08-28', '1. Việc mở lại từng doanh nghiệp do Chủ tịch UBND tỉnh quyết định, thực hiện không sớm hơn ngày 28/8/2021.'],
    [
      '>09-02 09-05',
      '1. Trong dịp nghỉ lễ Quốc khánh (từ ngày 02/9 đến hết ngày 05/9/2021), cán bộ, công chức không ra khỏi địa bàn.',
    ],
    ['>09-02 09-05', '1. Vận động nhân dân không về quê trong dịp nghỉ lễ Quốc khánh (từ ngày 02/9 đến ngày 05/9/2021).'],
    ['', '1. Trong dịp nghỉ lễ Quốc khánh (từ ngày 02/9 đến hết ngày 05/9/2021), cán bộ trực theo lịch.'],
  ])
})

test('days that open an item of a list, days behind "thời hạn … là", and days of laws, papers and losses that bind nobody', () => {
  reads([
    [
      '08-23 08-25 08-28',
      '1. Tiến độ:\n- 23/8: hoàn thành khảo sát;\n- 25/8: hoàn thành lắp đặt;\n- 28/8: nghiệm thu, đưa vào sử dụng.',
    ],
    ['>08-23 08-25', 'Thời gian lấy mẫu:\n- 23/8 - 25/8: toàn bộ hộ gia đình.'],
    ['08-23', '1. Học sinh lớp 1, lớp 2 tựu trường ngày 23/8/2021.'],
    ['08-28', '1. Hạn chót nhận đăng ký: 16 giờ 30 ngày 28/8/2021.'],
    ['08-25', 'Thời hạn chậm nhất để các địa phương hoàn thành tiêm mũi 1 là ngày 25/8/2021.'],
    ['08-31', '- Tất cả các bệnh viện tuyến huyện có hệ thống oxy trung tâm muộn nhất đến hết tháng 8/2021.'],
    ['>08-25', '- Cơ sở kinh doanh sách, vở phục vụ năm học mới được hoạt động từ 25/8/2021.'],
    ['', '1. Hồ sơ nộp trước ngày 20/8/2021 giải quyết theo quy định cũ.'],
    ['<08-20', '1. Hồ sơ gửi về Sở Nội vụ trước ngày 20/8/2021.'],
    ['', '1. Giấy phép kinh doanh thuốc có thời hạn đến 31/12/2021 tiếp tục được sử dụng.'],
    ['', '1. Hỗ trợ hộ kinh doanh phải dừng hoạt động trong thời gian từ ngày 01/5/2021 đến ngày 31/12/2021.'],
    ['', '1. Nghị định 80/2021/NĐ-CP ngày 26/7/2021 có hiệu lực từ ngày 15/10/2021; Sở Kế hoạch và Đầu tư nghiên cứu.'],
    ['>08-16', 'Nghị quyết này có hiệu lực từ ngày 16/8/2021.'],
    ['', '1. Theo tiến độ Bộ Y tế cung cấp vắc xin đến ngày 30/9/2021, tỉnh nhận 200.000 liều.'],
  ])
})

test('what is foreseen of a harvest binds nobody; an aim to find cases early and a change of the level do', () => {
  reads([
    ['', 'Vụ vải thiều dự kiến bắt đầu từ ngày 20/8 và kết thúc vào cuối tháng 9, sản lượng trên 120.000 tấn.'],
    [
      '08-31 >09-01',
      'I. MỤC TIÊU\n- Phát hiện sớm, đưa toàn bộ F0 ra khỏi cộng đồng; phấn đấu đến ngày 31/8/2021 kiểm soát được dịch.\n- Làm cơ sở điều chỉnh mức độ nguy cơ từ ngày 01/9/2021.',
    ],
  ])
})

test('a weekday and a stretch in brackets, an hour that is set, and an end named twice', () => {
  reads([
    ['>08-23', '- Bệnh viện huyện hoạt động trở lại từ thứ Hai tuần sau (ngày 23/8/2021).'],
    ['>08-20 08-22', '- Thứ Sáu, thứ Bảy, Chủ nhật (20 - 22/8/2021) tổng vệ sinh môi trường toàn tỉnh.'],
    ['08-22', 'UBND các huyện rà soát, công bố lại các vùng nguy cơ vào 17 giờ ngày 22/8/2021.'],
    ['', 'Ban Chỉ đạo họp phiên sau vào 8 giờ ngày 22/8/2021.'],
    ['08-30', '1. Phấn đấu trong 15 ngày tới, đến 30/8/2021, tỉnh cơ bản khống chế được dịch.'],
    ['08-16', '- Sáng mai (16/8), Tổ chỉ huy họp trực tuyến; các huyện gửi báo cáo trước 7h sáng 16/8.'],
    ['', '1. Chỉ tiếp nhận bệnh nhân có giấy chuyển viện ký trước ngày 20/8/2021.'],
    ['', 'Đánh giá tình hình dịch từ nay đến 30/8/2021 còn phức tạp.'],
  ])
})
