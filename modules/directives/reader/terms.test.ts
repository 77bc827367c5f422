import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDirective } from './read.rules.ts'

/** A notice of Monday 22 February 2021 with one item. */
const notice = (item: string, day = 'ngày 22 tháng 02') =>
  `TỈNH ỦY HÀ MẪU\n*\nSố 12-TB/TU\n\nHà Nam, ${day} năm 2021\n\nTHÔNG BÁO\nKẾT LUẬN CỦA THƯỜNG TRỰC TỈNH ỦY\n\nThường trực Tỉnh ủy kết luận như sau:\n\n1. ${item}\n\nNơi nhận:\n- Lưu: VT.\n\nT/L THƯỜNG TRỰC\nCHÁNH VĂN PHÒNG\n\nNguyễn Văn Mẫu\n`
/** `>` a start, `<` a "trước ngày", month and day. */
const terms = (item: string, day?: string) =>
  readDirective(notice(item, day))
    .deadlines.map((d) => (d.isStart ? '>' : d.before ? '<' : '') + d.date.slice(5))
    .join(' ')

const TERMS: [string, string][] = [
  // from one day to another
  ['>02-25 03-10', 'UBND các huyện thực hiện giãn cách (25/02-10/3).'],
  ['>03-01 03-15', 'Sở Y tế tổ chức xét nghiệm diện rộng (từ 01/3-15/3).'],
  ['>03-01 03-15', 'Sở Y tế tổ chức xét nghiệm diện rộng, thời gian: 01/3 - 15/3/2021.'],
  ['02-24', 'Sở Y tế cấp phát vật tư cho các huyện, hoàn thành trong 2 ngày 23 - 24/02.'],
  // counted from a day that is named: what is to be finished, and what goes on
  ['02-27', 'Sở Tài chính hoàn tất thủ tục trong vòng 5 ngày kể từ ngày 22/02/2021.'],
  ['>02-23', 'Huyện Mẫu Sơn cách ly xã hội trong vòng 15 ngày kể từ ngày 23/02/2021.'],
  ['>02-23', 'Huyện Mẫu Sơn phong tỏa thôn Mẫu trong 14 ngày kể từ ngày 23/02/2021, báo cáo Thường trực Tỉnh ủy.'],
  ['02-26', 'Bệnh viện dã chiến đưa 300 giường vào hoạt động ngày 26/02.'],
  // back to school
  ['>03-01 >03-08', 'Đồng ý cho học sinh lớp 9 đi học từ ngày 01/3/2021, các khối còn lại từ ngày 08/3/2021.'],
  ['>03-01', 'Học sinh các cấp trở lại trường từ 01/3/2021.'],
  ['03-08', 'Sở Công Thương tham mưu tổ chức hội nghị tiêu thụ nông sản vào ngày 08/3/2021.'],
  ['', 'Ban Chỉ đạo họp phiên sau vào ngày 08/3/2021.'],
  ['<02-26', 'Sở Y tế gửi danh sách trước thứ Sáu (26/02).'],
  ['02-24 02-26', 'Bộ CHQS tỉnh bàn giao đợt 1 chậm nhất ngày 24/02, đợt 2 ngày 26/02/2021.'],
  // the day by another name, before it in brackets
  ['<02-25', 'Huyện Mẫu Sơn hoàn thành xét nghiệm trước 14 Tết (25/02).'],
  ['>02-25', 'Các chợ đóng cửa từ 12 giờ ngày 14 tháng Giêng (25/02/2021).'],
  // the day stands first, or before what must be
  ['02-24', 'Ngày 24/02, Sở Y tế hoàn thành phương án.'],
  ['02-24', 'Vào 8h00 ngày 24/02/2021, Bộ CHQS tỉnh bàn giao khu cách ly.'],
  ['02-24', 'Sáng 24/02 phải hoàn thành phun khử khuẩn.'],
  ['02-22', 'Hôm nay phải truy vết hết F1.'],
  ['', 'Ngày 23/5/2021, các địa phương tổ chức bầu cử đại biểu Quốc hội.'],
  ['', 'Ngày 15/3/2021 là hạn nộp thuế; Cục Thuế tỉnh hướng dẫn gia hạn.'],
  ['>02-23 <03-02', 'Huyện Mẫu Sơn lấy mẫu từ ngày 23/02 đến trước ngày 02/3/2021.'],
  ['', 'Người hoàn thành cách ly từ ngày 25/02 trở đi phải theo dõi thêm 14 ngày tại nhà.'],
  ['>02-25', 'Từ ngày 25/02 trở đi, dừng các quán ăn.'],
  // it binds people, and says no more of them: a start
  ['>02-25', 'Người dân không ra khỏi nhà từ 0 giờ ngày 25/02 trở đi.'],
  ['>02-25', 'Dừng tiếp nhận người về từ huyện Mẫu từ 0 giờ ngày 25/02 trở đi.'],
  // what was foreseen and is now ordered
  ['>02-25', 'UBND các huyện áp dụng kịch bản 3 của phương án từ ngày 25/02/2021.'],
  ['>02-24', 'Sở Y tế kích hoạt tình huống 3 từ 12 giờ ngày 24/02/2021.'],
  // what goes on, and another work behind the comma
  ['>02-23', 'Công an tỉnh tổ chức trực chốt trong 14 ngày kể từ ngày 23/02/2021, báo cáo Thường trực Tỉnh ủy.'],
  ['>02-23 <02-24', 'Sở Y tế lập chốt trong 15 ngày kể từ ngày 23/02/2021, hoàn thành việc lập chốt trước ngày 24/02.'],
  ['>02-23', 'Sở Y tế hằng ngày báo cáo số F1 trong 14 ngày kể từ ngày 23/02/2021.'],
  ['03-05', 'Tỉnh hỗ trợ chi phí ăn ở cho lực lượng trực chốt từ ngày 20/02/2021 đến hết ngày 05/3/2021.'],
  ['>02-23 02-25', 'Thời gian thực hiện: 23/02 - 25/02/2021.'],
  // begun already, and still to be done until a day
  ['02-28', 'Sở Y tế lấy mẫu, trả kết quả từ ngày 20/02/2021 đến hết ngày 28/02/2021.'],
  ['03-05', 'Công an tỉnh mở đợt cao điểm xử lý vi phạm từ ngày 20/02 đến ngày 05/3/2021.'],
  ['03-08', 'Trong 02 tuần tới, các huyện lấy mẫu toàn bộ công nhân.'],
  ['06-30', 'Sở Y tế hoàn thành trong quý II.'],
  ['', 'Chưa điều chỉnh tăng giá trong quý I.'],
  ['03-31', 'Từ nay cho đến hết Quý I/2021, các huyện kiểm tra toàn bộ doanh nghiệp.'],
  ['02-25', 'Thời điểm hoàn thành: ngày 25/02/2021.'],
  ['>03-01', 'Bệnh viện dã chiến số 2 hoạt động từ 01/3/2021.'],
  ['02-25', 'Trong vòng 3 ngày kể từ ngày 22/02/2021, Sở Công Thương hoàn thành việc ký cam kết.'],
  ['02-25', 'UBND các huyện lấy mẫu toàn bộ, hoàn thành trong 2 ngày, 24 và 25/02.'],
  ['>02-24 02-28 >03-01 03-05', 'Công an tỉnh rà soát người nước ngoài (đợt 1: 24/02 - 28/02; đợt 2: 01/3 - 05/3/2021).'],
  // a stretch that is looked into, and one that is to come
  ['', 'Sở Tài chính quyết toán chi phí chống dịch từ ngày 27/01 đến hết ngày 31/3/2021.'],
  ['>02-26 03-15', 'Công an tỉnh tổng rà soát người nước ngoài, mở đợt cao điểm từ ngày 26/02 đến hết ngày 15/3/2021.'],
  ['', 'Ban Chỉ đạo tỉnh dự kiến các phương án cách ly xã hội từ ngày 01/3/2021.'],
  ['', 'Lấy mẫu các trường hợp về từ huyện Mẫu (thời điểm từ 0h00 ngày 22/02/2021).'],
  ['02-25 02-26', 'Lấy mẫu toàn xã, hoàn thành ngày 25/02. Kết quả phải có trước 06h00 ngày 26/02/2021.'],
  ['', 'Sở Y tế thực hiện Công văn số 512/BYT-DP ngày 26/02/2021 của Bộ Y tế.'],
  // the day straight after the hour, after a colon, after "lễ"
  ['>02-25', 'Huyện Mẫu Sơn cách ly xã hội, tính từ 0 giờ 25/02.'],
  ['02-25', 'Các xã gửi danh sách trước 17h30’ 25/02.'],
  ['02-25', 'Sở Xây dựng nghiệm thu khu cách ly số 2 (hạn: 25/02).'],
  ['<04-30', 'Sở Y tế tiêm xong đợt 1 trước lễ 30/4.'],
  ['02-28', 'Sở Y tế tiêm hết số liều được phân bổ đến trước 18h00 ngày 28/02/2021.'],
  ['', 'Người từ huyện Mẫu về đến trước 18h00 ngày 28/02/2021 được miễn cách ly tập trung.'],
  ['>02-24 02-26 >02-27 03-01', 'Trung tâm Y tế huyện lấy mẫu đợt 1 từ 24 - 26/02, đợt 2 từ 27/02 - 01/3/2021.'],
  // whom the first day is for stands between
  ['<02-28 <03-05', 'Hoàn thành kế hoạch trước ngày 28/02/2021 (đối với cấp xã) và ngày 05/3/2021 (đối với cấp huyện).'],
  // what is looked back on, and what goes on
  ['<03-05', 'Văn phòng chủ trì sơ kết 01 tháng chống dịch (27/01/2021 - 27/02/2021), trình Thường trực trước 05/3/2021.'],
  ['', 'Qua 8 ngày cách ly (từ 15/02 đến 22/02/2021), dịch cơ bản được kiểm soát.'],
  ['', 'Đảng viên vi phạm trong thời gian cách ly từ 16/02 đến 02/3/2021 phải được kiểm điểm.'],
  ['03-02', 'Sơ kết bước một, tiếp tục cách ly từ 16/02 đến 02/3/2021.'],
  // people it is done for or barred to, and people whom a condition concerns
  ['>02-25', 'Dừng các sự kiện tập trung đông người tại nơi công cộng từ ngày 25/02/2021.'],
  ['03-15', 'Tạm dừng việc tiếp công dân tại trụ sở đến hết ngày 15/3/2021.'],
  ['>02-25 03-05', 'Sở Y tế tổ chức tiêm cho người lao động tại khu công nghiệp từ ngày 25/02 đến ngày 05/3/2021.'],
  ['>02-25', 'Cho phép đón khách nội tỉnh đến tham quan tại các khu du lịch từ ngày 25/02/2021.'],
  ['>02-25 03-02', 'Yêu cầu mọi người dân ở nhà từ ngày 25/02 đến ngày 02/3/2021.'],
  ['>02-25', 'Bệnh viện chỉ nhận bệnh nhân nặng, các trường hợp khác chuyển về tuyến huyện từ ngày 25/02/2021.'],
  ['03-15', 'Đối với các trường hợp F1 cách ly tại nhà, tiếp tục thí điểm tại huyện Mẫu Sơn đến hết ngày 15/3/2021.'],
  ['', 'Người từ huyện Mẫu về địa phương từ ngày 25/02/2021 phải cách ly tập trung.'],
  ['', 'Các trường hợp về từ huyện Mẫu từ ngày 15/02/2021 đến hết ngày 25/02/2021 phải xét nghiệm.'],
  ['', 'Người về từ huyện Mẫu đã hoàn thành cách ly đến hết ngày 25/02/2021 được cấp giấy xác nhận.'],
  ['03-05', 'Giữ nguyên việc phong tỏa đối với Bệnh viện Mẫu, không tiếp nhận thêm bệnh nhân đến hết ngày 05/3/2021.'],
  ['>02-25', 'Tăng cường xét nghiệm ngẫu nhiên người đến khám tại các bệnh viện, thực hiện từ ngày 25/02/2021.'],
  ['', 'Hỗ trợ người lao động phải ngừng việc từ ngày 01/02/2021 đến ngày 31/12/2021 theo quy định.'],
  ['>02-25', 'Đưa lao động tại khu trọ về nơi cư trú từ ngày 25/02/2021 nếu có kết quả âm tính.'],
  // a word of what has been, and a day to come
  ['>02-25 03-05', 'Tiếp tục phong tỏa các thôn xuất hiện ca mắc từ ngày 25/02 đến ngày 05/3/2021.'],
  ['>02-25', 'Mở lại các chợ đã kiểm soát được dịch từ ngày 25/02/2021.'],
  ['>04-30 05-03', 'Trong dịp nghỉ lễ, dừng các hoạt động du lịch từ ngày 30/4 đến hết ngày 03/5/2021.'],
  // what is foreseen or proposed
  ['', 'Dự báo số ca mắc tiếp tục tăng đến ngày 05/3/2021.'],
  ['03-31', 'Sở Tài chính đề xuất miễn phí chợ đến hết năm 2021, báo cáo UBND tỉnh trong tháng 3.'],
  // begins, though no word of an order is known
  ['>02-25', 'Các cơ quan giảm 50% số người làm việc trực tiếp bắt đầu từ thứ Năm (25/02/2021).'],
  ['>02-25', 'Tạm đóng các lối mở biên giới từ 0 giờ ngày 25 tháng 02 năm 2021.'],
  ['>03-01', 'Thống nhất phương án tựu trường trực tuyến từ ngày 01/3/2021 đối với khối 9.'],
  ['02-28', 'Sở Khoa học và Công nghệ theo dõi thử nghiệm, báo cáo kết quả cuối tháng 02/2021.'],
  ['', 'Sở Tài chính đề xuất chính sách, trình kỳ họp Hội đồng nhân dân tỉnh cuối tháng 02/2021.'],
]
test('terms as orders of the first outbreaks write them', () => {
  for (const [wanted, words] of TERMS) assert.equal(terms(words), wanted, words)
})

test('a day in brackets behind "tonight" is a term also where the document bears no date', () => {
  assert.equal(terms('Chủ tịch UBND xã thông báo đến từng hộ ngay trong tối nay (22/02/2021).', 'ngày    tháng 02'), '02-22')
})

const WHOSE: [string, string][] = [
  ['', 'Thường trực Tỉnh ủy ghi nhận cố gắng của các lực lượng tham gia diễn tập.'],
  ['', 'Ban Thường vụ Tỉnh ủy hoan nghênh tinh thần chủ động của các huyện.'],
  ['', 'Thường trực Tỉnh ủy lưu ý nguy cơ dịch xâm nhập từ bên ngoài là rất lớn.'],
  ['các huyện ủy', 'Thường trực Tỉnh ủy ghi nhận cố gắng của các lực lượng; yêu cầu các huyện ủy tiếp tục rà soát.'],
  ['các cấp ủy', 'Thường trực Tỉnh ủy lưu ý các cấp ủy không chủ quan, lơ là.'],
  ['Sở Y tế', 'Thường trực Tỉnh ủy thống nhất giao Sở Y tế chủ trì mua sắm vật tư.'],
  ['Sở Y tế', 'Sở Y tế hằng ngày trước 6 giờ và 18 giờ tổng hợp tình hình báo cáo Chủ tịch UBND tỉnh.'],
  ['đơn vị sử dụng lao động', 'Đối với việc đưa đón công nhân, đơn vị sử dụng lao động phải báo trước cho xã.'],
  ['Các đoàn kiểm tra', 'Các đoàn kiểm tra do đồng chí Ủy viên Ban Thường vụ làm trưởng đoàn tiếp tục kiểm tra đột xuất.'],
  [
    'Ban Quản lý các khu công nghiệp tỉnh',
    'Về các cụm công nghiệp: trước ngày 25/02 (ngày làm việc đầu tiên sau Tết), Ban Quản lý các khu công nghiệp tỉnh phải kiểm tra xong doanh nghiệp.',
  ],
  ['chủ tịch UBND các huyện', 'Ông Mẫu giao chủ tịch UBND các huyện mở lại khu cách ly.'],
  ['Các chợ', 'Các chợ được phép hoạt động nhưng yêu cầu chấp hành nghiêm 5K.'],
  ['', 'Nếu để dịch bùng phát, người đứng đầu phải chịu trách nhiệm trước Tỉnh ủy.'],
  ['', 'Từ ngày 05/02 đến 16h00 ngày 21/02, tỉnh ghi nhận 16 ca mắc.'],
  [
    'Sở Giáo dục và Đào tạo',
    'Sở Giáo dục và Đào tạo: học sinh các cấp nghỉ học từ ngày 25/02; hoàn thành kiểm tra học kỳ trước 25/5.',
  ],
  [
    'các cấp ủy | bí thư chi bộ',
    'Yêu cầu các cấp ủy phân công đảng viên bám thôn. Chậm nhất ngày 25/02, bí thư chi bộ phải quán triệt đến từng đảng viên.',
  ],
  ['CDC tỉnh', 'CDC tỉnh phân công cán bộ trực đường dây nóng.'],
  ['Công an các huyện', 'Công an tỉnh giao Công an các huyện phân công cán bộ bám địa bàn.'],
  [
    'Giám đốc Sở Y tế',
    'Nếu còn thiếu giường bệnh, Giám đốc Sở Y tế phải chịu trách nhiệm trưng dụng khách sạn trước ngày 25/02.',
  ],
  ['Các trạm y tế', 'Các trạm y tế ghi nhận đầy đủ các trường hợp ho, sốt và báo cáo trước 16 giờ hằng ngày.'],
  ['-', 'Hằng ngày trước 6 giờ và 18 giờ tổng hợp tình hình báo cáo Thường trực Tỉnh ủy.'],
  ['-', 'Từ 12h00’ ngày 24/02/2021 áp dụng cách ly tập trung đối với người về từ vùng dịch.'],
  ['các cơ quan, đơn vị, doanh nghiệp', 'Đối với các cơ quan, đơn vị, doanh nghiệp hạn chế tối đa việc cử cán bộ đi công tác.'],
  ['Các bến xe, cảng bến tàu khách, bến phà', 'Các bến xe, cảng bến tàu khách, bến phà dừng đón khách.'],
]
test('who is charged, and what who speaks only finds or praises', () => {
  for (const [wanted, words] of WHOSE)
    assert.equal(
      readDirective(notice(words))
        .tasks.map((t) => t.assignees.join('; ') || '-')
        .join(' | '),
      wanted,
      words,
    )
})

test('a telling names the document by the word "văn bản", with the day behind its number or before who issues it', () => {
  const told = (text: string) => {
    const { kind, number, date, issuer } = readDirective(text).document
    return { kind, number, date, issuer }
  }
  const issuer = 'Chủ tịch Ủy ban nhân dân thành phố Hà Mẫu'
  assert.deepEqual(
    told(`${issuer} ban hành văn bản số 85/VP-BC ngày 13/4/2020 gửi các quận. Văn bản nêu rõ:\n1. Giao các quận lập chốt.`),
    { kind: 'công văn', number: '85/VP-BC', date: '2020-04-13', issuer },
  )
  assert.equal(
    told('Tối 15/4/2020, UBND tỉnh Hà Mẫu ban hành Công văn số 28/UBND-VX. Theo đó, các huyện lập chốt.').date,
    '2020-04-15',
  )
  const news =
    'Ngày 7/02, UBND tỉnh Hà Nam cho biết ông Nguyễn Văn Mẫu, Chủ tịch UBND tỉnh này đã có văn bản chỉ đạo các địa phương. Chủ tịch UBND tỉnh Hà Nam yêu cầu Giám đốc Công an tỉnh lập chốt.'
  assert.equal(told(news).issuer, 'Chủ tịch UBND tỉnh Hà Nam')
})

test('in running text who speaks anew turns to nobody, not to whom the paragraph before spoke of; quoted words name whom they are for', () => {
  const text =
    'UBND tỉnh Hà Mẫu vừa có công văn số 12/UBND-VX về phòng, chống dịch.\n\nTheo đó, riêng chốt số 1 phải kiểm soát chặt chẽ người vào tỉnh.\n\nUBND tỉnh Hà Mẫu yêu cầu tạm dừng xe khách liên tỉnh.\n\nChủ tịch UBND tỉnh yêu cầu: “Các cấp ủy, chính quyền tiếp tục tuyên truyền đến từng hộ”.\n'
  assert.deepEqual(
    readDirective(text).tasks.map((t) => t.assignees.join('; ')),
    ['chốt số 1', '', 'Các cấp ủy, chính quyền'],
  )
})

test('every so many weeks; a province that bears the name of who orders, not the one that is spoken of more', () => {
  const { tasks } = readDirective(notice('Sở Y tế xét nghiệm ngẫu nhiên 2 tuần/lần tại các chợ.'))
  assert.equal(tasks[0]!.everyDays, 14)
  const { document } = readDirective(
    'Dịch diễn biến phức tạp tại tỉnh Bắc Ninh. UBND tỉnh Bắc Giang yêu cầu các huyện rà soát người về từ tỉnh Bắc Ninh và các địa phương giáp tỉnh Bắc Ninh.',
  )
  assert.deepEqual([document.province, document.issuer], ['Bắc Giang', 'UBND tỉnh Bắc Giang'])
})
