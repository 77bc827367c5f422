import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planOf as plan } from './plan.fixtures.ts'
import { readDirective } from './read.rules.ts'

/** Whom each task is given to; `-` where the whole document's own are. */
const charges = (body: string) =>
  readDirective(plan(body)).tasks.map((t) => (t.assigneeFrom === 'document' ? '-' : t.assignees.join(' | ')))
const gives = (cases: readonly (readonly [string[], string])[]) =>
  assert.deepEqual(
    cases.map(([, body]) => [charges(body), body]),
    cases,
  )

test('a heading of bodies set apart by semicolons charges all of them', () => {
  gives([
    [
      ['Các Sở, ban, ngành, đoàn thể của tỉnh | UBND các huyện, thị xã, thành phố', 'Sở Y tế'],
      '1. Các Sở, ban, ngành, đoàn thể của tỉnh; UBND các huyện, thị xã, thành phố:\n- Rà soát người về từ vùng dịch.\n2. Sở Y tế:\n- Lấy mẫu xét nghiệm.',
    ],
    [
      ['Công an tỉnh | Bộ Chỉ huy Quân sự tỉnh | Sở Giao thông vận tải'],
      '1. Công an tỉnh; Bộ Chỉ huy Quân sự tỉnh; Sở Giao thông vận tải:\n- Duy trì chốt kiểm soát.',
    ],
  ])
})

test('names of a list are each their own, to their end', () => {
  gives([
    [
      ['Mặt trận Tổ quốc Việt Nam tỉnh | Tỉnh đoàn'],
      '1. Mặt trận Tổ quốc Việt Nam tỉnh, Tỉnh đoàn vận động nhân dân ủng hộ quỹ vắc xin.',
    ],
    [
      ['Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh | Tỉnh đoàn | Hội Liên hiệp Phụ nữ tỉnh'],
      '1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, Tỉnh đoàn, Hội Liên hiệp Phụ nữ tỉnh vận động đoàn viên.',
    ],
    [['Sở Y tế | CDC tỉnh | TTYT các huyện'], '1. Sở Y tế, CDC tỉnh, TTYT các huyện truy vết F1.'],
    [
      ['Đài Phát thanh và Truyền hình tỉnh | Báo Hà Mẫu | Cổng Thông tin điện tử tỉnh'],
      '1. Đài Phát thanh và Truyền hình tỉnh, Báo Hà Mẫu, Cổng Thông tin điện tử tỉnh tăng thời lượng tuyên truyền.',
    ],
    [
      ['Sở Thông tin và Truyền thông | VNPT Hà Mẫu | Viettel Hà Mẫu'],
      '1. Sở Thông tin và Truyền thông, VNPT Hà Mẫu, Viettel Hà Mẫu lắp camera tại khu cách ly.',
    ],
    [
      ['UBND xã Trung | UBND xã Thượng | Trạm Y tế các xã'],
      '1. UBND xã Trung, UBND xã Thượng, Trạm Y tế các xã quản lý F1 tại nhà.',
    ],
    [
      ['Đồng chí Nguyễn Văn A, Phó Chủ tịch UBND tỉnh | Giám đốc Sở Y tế'],
      '1. Đồng chí Nguyễn Văn A, Phó Chủ tịch UBND tỉnh; Giám đốc Sở Y tế chỉ đạo tổ chức tiêm.',
    ],
    [
      ['Sở Y tế - cơ quan Thường trực Ban Chỉ đạo tỉnh'],
      '1. Giao Sở Y tế - cơ quan Thường trực Ban Chỉ đạo tỉnh - tổng hợp báo cáo.',
    ],
  ])
})

test('schools, shops and offices of a kind are told what to do', () => {
  gives([
    [
      ['Các trường đại học, cao đẳng, trung cấp chuyên nghiệp'],
      '1. Các trường đại học, cao đẳng, trung cấp chuyên nghiệp chủ động điều chỉnh kế hoạch học tập.',
    ],
    [['Các nhà hàng, quán ăn, quán cà phê trên địa bàn'], '1. Các nhà hàng, quán ăn, quán cà phê trên địa bàn bố trí vách ngăn.'],
    [
      ['Các cơ quan, công sở trên địa bàn'],
      '1. Các cơ quan, công sở trên địa bàn bố trí không quá 1/3 số cán bộ làm việc trực tiếp.',
    ],
    [
      ['Các cửa hàng tiện ích, tiệm tạp hóa, quầy thịt cá'],
      '1. Các cửa hàng tiện ích, tiệm tạp hóa, quầy thịt cá bố trí nước sát khuẩn.',
    ],
    [['Các tiệm cắt tóc, gội đầu'], '1. Các tiệm cắt tóc, gội đầu chỉ phục vụ 50% công suất.'],
    [['Các xã'], '1. Các xã, khẩn trương rà soát người về từ vùng dịch.'],
    [['-'], '1. Tạm dừng các hoạt động: karaoke; quán bar; quán cà phê; tiệm làm tóc; các điểm du lịch.'],
    [
      ['Các trường học, cơ sở giáo dục nghề nghiệp | trung tâm ngoại ngữ, tin học', 'Sở Y tế'],
      '1. Các trường học, cơ sở giáo dục nghề nghiệp, trung tâm ngoại ngữ, tin học\nTạm dừng tổ chức dạy học trực tiếp.\n2. Sở Y tế:\n- Lấy mẫu.',
    ],
  ])
})

test('what is to be done with people is a task of whoever the document is to', () => {
  gives([
    [['-'], '1. Đối với người đến từ vùng dịch thì thực hiện cách ly tại nhà 14 ngày, xét nghiệm 02 lần.'],
    [['-'], '1. Đối với các trường hợp F1 thực hiện cách ly tập trung ngay.'],
  ])
})

test('who answers for an outbreak is told nothing to do; who answers for the work is', () => {
  gives([
    [[], '1. Chủ tịch UBND các huyện chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để dịch bệnh lây lan trên địa bàn.'],
    [[], '1. Chủ tịch UBND xã chịu hoàn toàn trách nhiệm nếu để xảy ra lây nhiễm.'],
    [[], '1. Giao Giám đốc doanh nghiệp chịu trách nhiệm trước pháp luật nếu để dịch bệnh bùng phát.'],
    [['UBND các huyện'], '1. UBND các huyện chỉ đạo rà soát; chịu trách nhiệm nếu để dịch bệnh lây lan.'],
    [['Thủ trưởng các đơn vị'], '1. Thủ trưởng các đơn vị chịu trách nhiệm về công tác phòng, chống dịch tại đơn vị mình.'],
    [['Trưởng Công an xã'], '1. Trưởng Công an xã chịu trách nhiệm nếu để người dân tự ý ra vào khu phong tỏa.'],
  ])
})

test('hospitals in brackets say which places are meant; who is charged there is named with the work', () => {
  gives([
    [['-'], '1. Thiết lập các khu điều trị (Bệnh viện đa khoa huyện Sơn, Trung tâm Y tế huyện thực hiện).'],
    [['Trung tâm Y tế huyện'], '1. Tổ chức tiêm cho công nhân (Trung tâm Y tế huyện thực hiện).'],
    [['Bệnh viện Phổi'], '1. Lấy mẫu toàn bộ nhân viên y tế (Bệnh viện Phổi chủ động thực hiện).'],
  ])
})

test('a product is named to its end; a notice that is waited for is none', () => {
  const product = (item: string) => readDirective(plan(`1. ${item}`)).tasks[0]!.product
  assert.equal(
    product('Sở Y tế xây dựng kế hoạch lấy mẫu cho 5.000 công nhân, xong trong tháng 8.'),
    'kế hoạch lấy mẫu cho 5.000 công nhân',
  )
  assert.equal(
    product('Sở Y tế xây dựng phương án phòng, chống dịch trong khu công nghiệp.'),
    'phương án phòng, chống dịch trong khu công nghiệp',
  )
  assert.equal(product('Dừng hoạt động chợ cho đến khi có thông báo mới của UBND tỉnh.'), null)
})

test('the line right under the title is what the document is about, whatever word it begins with', () => {
  const subject = (title: string) => readDirective(plan('1. Sở Y tế lấy mẫu.', title)).document.subject
  for (const title of [
    'Thực hiện cách ly y tế tại nhà đối với F1',
    'Xét nghiệm sàng lọc SARS-CoV-2',
    'Tình hình mới và công tác tiêm chủng',
  ])
    assert.equal(subject(title), title)
  assert.equal(subject('\nCăn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21/11/2007'), null)
})

test('what is to be handed in is a task of all whom the document is to, not of the last item’s body; an address is none', () => {
  gives([
    [
      ['Công an tỉnh', '-'],
      '1. Công an tỉnh lập chốt.\n2. Mức hỗ trợ theo quy định.\n\nKết quả thực hiện báo cáo về UBND tỉnh trước 16 giờ ngày 20/8/2021./.',
    ],
    [
      ['Công an tỉnh', '-'],
      '1. Công an tỉnh lập chốt.\n2. Mức hỗ trợ theo quy định.\n\nDanh sách đăng ký gửi về Sở Nội vụ trước ngày 18/8/2021.',
    ],
    [['Công an tỉnh'], '1. Công an tỉnh lập chốt.\n2. Mọi thông tin liên hệ bác sĩ A, số điện thoại 0912345678.'],
  ])
})

test('a list of what is barred is one task; what is told is none; work that has a day by which it ends is one', () => {
  gives([
    [
      ['-', 'Sở Y tế'],
      '1. Các hoạt động sau đây tạm dừng từ 18 giờ ngày 16/8/2021:\n- Cơ sở kinh doanh dịch vụ không thiết yếu.\n- Chợ tự phát, bán hàng rong, vé số.\n2. Sở Y tế lấy mẫu.',
    ],
    [[], '1. Từ ngày 01/8/2021 đến 14/8/2021, toàn tỉnh đã ghi nhận 584 ca mắc, tập trung ở các khu công nghiệp.'],
    [['-'], '1. Việc kiểm tra cuối học kỳ thực hiện bằng hình thức trực tuyến, hoàn thành trước ngày 22/8/2021.'],
    [
      ['Chánh Văn phòng HĐND và UBND huyện | Trưởng Phòng Y tế'],
      'Điều 2. Chánh Văn phòng HĐND và UBND huyện; Trưởng Phòng Y tế chịu trách nhiệm thi hành.',
    ],
    [
      ['Giám đốc Công an tỉnh | Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh'],
      '1. Giám đốc Công an tỉnh, Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh thiết lập chốt kiểm soát.',
    ],
    [['Cơ quan thông tấn, báo chí'], '1. Cơ quan thông tấn, báo chí đưa tin kịp thời.'],
  ])
})

test('a line of time right under a task is its own; by when it is due is no part of the product', () => {
  const { tasks } = readDirective(
    plan(
      'Điều 1. Thiết lập vùng cách ly y tế tại ấp 3, xã Bình Mẫu.\nThời gian cách ly: 14 ngày, kể từ 18 giờ 00 phút ngày 16/8/2021 đến 18 giờ 00 phút ngày 30/8/2021.\nĐiều 2. Các trường hoàn thành chương trình năm học trước ngày 31/8/2021.',
    ),
  )
  assert.deepEqual(
    tasks.map((t) => [t.startsOn, t.deadline, t.product]),
    [
      ['2021-08-16', '2021-08-30', null],
      [null, '2021-08-31', 'chương trình năm học'],
    ],
  )
})

test('the name of a district, an office and the office of a committee are written as names', () => {
  const issuer = (head: string) =>
    readDirective(
      `${head}\nSố: 12/TB-X\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTân Mẫu, ngày 15 tháng 8 năm 2021\n\nTHÔNG BÁO\nVề việc lấy mẫu\n\n1. Trạm Y tế lấy mẫu.\n`,
    ).document.issuer
  assert.equal(issuer('ỦY BAN NHÂN DÂN\nHUYỆN TÂN MẪU'), 'Ủy ban nhân dân huyện Tân Mẫu')
  assert.equal(issuer('UBND TỈNH HÀ MẪU\nSỞ GIÁO DỤC VÀ ĐÀO TẠO'), 'Sở Giáo dục và Đào tạo')
  assert.equal(issuer('UBND HUYỆN SƠN HẠ\nPHÒNG Y TẾ'), 'Phòng y tế')
  assert.equal(issuer('BỘ Y TẾ\nCỤC Y TẾ DỰ PHÒNG'), 'Cục y tế dự phòng')
  assert.equal(issuer('ỦY BAN NHÂN DÂN\nTỈNH HÀ MẪU\nVĂN PHÒNG'), 'Văn phòng Ủy ban nhân dân tỉnh Hà Mẫu')
  assert.equal(
    issuer('BAN CHỈ ĐẠO\nPHÒNG, CHỐNG DỊCH COVID-19 TỈNH HÀ MẪU'),
    'Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh Hà Mẫu',
  )
})

test('a meeting that is held, what is barred by its kind, a stage that ends, and money that people must get', () => {
  gives([
    [
      ['Sở Công Thương'],
      '1. Sở Công Thương\n- Xây dựng phương án tiêu thụ nông sản; tổ chức hội nghị trực tuyến xúc tiến tiêu thụ vào đầu tháng 9.',
    ],
    [['-'], '1. Các đám cưới tạm hoãn; đám tang tổ chức gọn nhẹ, không quá 30 người.'],
    [['UBND các huyện'], '1. Kết thúc mỗi đợt, UBND các huyện gửi báo cáo về Sở Y tế.'],
    [
      ['Sở Lao động - Thương binh và Xã hội'],
      '1. Sở Lao động - Thương binh và Xã hội:\n- Chi hỗ trợ kịp thời; người lao động tự do phải nhận được tiền trước ngày 20/8/2021.',
    ],
    [
      ['Đảng ủy Quân sự huyện | Chi bộ Công an huyện'],
      '1. Đảng ủy Quân sự huyện, Chi bộ Công an huyện lãnh đạo lực lượng trực chốt.',
    ],
    [[], '1. Các cấp ủy phải thừa nhận rằng công tác dự báo còn hạn chế.'],
  ])
})

test('a heading in capitals ends the subject; a name may hold the words of a recipient line', () => {
  const read = (name: string) =>
    readDirective(
      plan('1. Sở Y tế lấy mẫu.', 'Xét nghiệm diện rộng\n\nI. MỤC TIÊU\n- Bóc tách F0.').replace('Nguyễn Văn Mẫu', name),
    ).document
  assert.equal(read('Nguyễn Lưu Trung').subject, 'Xét nghiệm diện rộng')
  for (const name of ['Nguyễn Lưu Trung', 'Lưu Văn Bản', 'Nguyễn Như Hải']) assert.equal(read(name).signatory.name, name)
})

test('more of those whom such documents charge, and what is only so', () => {
  gives([
    [['Báo cáo viên, tuyên truyền viên cơ sở'], '1. Báo cáo viên, tuyên truyền viên cơ sở bám sát địa bàn.'],
    [['Trại tạm giam Công an tỉnh'], '1. Trại tạm giam Công an tỉnh dừng thăm gặp, nhận quà.'],
    [['Thư viện, bảo tàng tỉnh'], '1. Thư viện, bảo tàng tỉnh đóng cửa, không đón khách tham quan.'],
    [['Công an tỉnh'], '1. Liên quan đến xe luồng xanh, Công an tỉnh phối hợp Sở Giao thông vận tải tháo gỡ ngay.'],
    [['-'], '1. Xe vận chuyển hàng hóa chỉ dừng đỗ tại các điểm quy định.'],
    [['-'], '1. Báo cáo kết quả rà soát về Sở Y tế.'],
    [['-'], '1. Trường hợp cần áp dụng biện pháp cao hơn phải báo cáo UBND tỉnh.'],
    [[], '1. Công tác tiêm chủng còn chậm, một số huyện chưa quyết liệt.'],
  ])
})

test('in a narrow column a heading of bodies stays apart from its order, and a full line goes on behind a semicolon', () => {
  const narrow = plan(
    '1. Sở Văn hóa, Thể thao và Du lịch\nChỉ đạo các cơ sở lưu trú thực hiện nghiêm 5K trong suốt\nthời gian phục vụ khách.\n2. Sở Thông tin và Truyền thông triển khai mã QR địa điểm;\n100% cơ quan nhà nước, cơ sở kinh doanh có mã QR đến hết\nngày 31 tháng 8 năm 2021.\n3. Sở Y tế cấp phát túi thuốc cho các xã, phường, thị trấn có người bệnh điều trị tại nhà; theo dõi sức khỏe người bệnh hằng ngày, không để người bệnh chuyển nặng mà không được đưa đến cơ sở điều trị kịp thời, phối hợp với Công an tỉnh quản lý chặt người đang cách ly tại nhà trên địa bàn.',
  )
    .split('\n')
    .flatMap((line) => line.match(/.{1,58}(?:\s|$)/gu)?.map((part) => part.trim()) ?? [''])
    .join('\n')
  const { tasks } = readDirective(narrow)
  assert.deepEqual(
    tasks.map((t) => [t.assignees.at(-1), t.deadline]),
    [
      ['Sở Văn hóa, Thể thao và Du lịch', null],
      ['Sở Thông tin và Truyền thông', '2021-08-31'],
      ['Sở Y tế', null],
    ],
  )
})

test('offices of a district, districts of a city and groups of the Party end where their names end', () => {
  gives([
    [
      ['Các phòng, ngành | UBND các xã, thị trấn'],
      '1. Các phòng, ngành, UBND các xã, thị trấn báo cáo kết quả trước 16h00 hằng ngày.',
    ],
    [['Phòng Tài chính - Kế hoạch'], '1. Phòng Tài chính - Kế hoạch tham mưu cấp kinh phí mua vật tư.'],
    [
      ['Đảng đoàn Hội đồng nhân dân tỉnh'],
      '1. Đảng đoàn Hội đồng nhân dân tỉnh lãnh đạo ban hành nghị quyết hỗ trợ lực lượng tuyến đầu.',
    ],
    [['Ủy ban nhân dân quận, huyện'], '1. Giao Ủy ban nhân dân quận, huyện phát phiếu đến từng hộ.'],
    [
      ['Chủ tịch Ủy ban nhân dân thành phố Mẫu và các quận, huyện'],
      '1. Chủ tịch Ủy ban nhân dân thành phố Mẫu và các quận, huyện rà soát khu phong tỏa.',
    ],
  ])
})
