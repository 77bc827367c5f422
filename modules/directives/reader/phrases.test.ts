import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDirective } from './read.rules.ts'

/** A notice of 24 July 2021 with one item. */
const notice = (item: string) =>
  `TỈNH ỦY HÀ NAM\n*\nSố 95 - TB/TU\n\nHà Nam, ngày 24 tháng 7 năm 2021\n\nTHÔNG BÁO\nKết luận của Ban Thường vụ Tỉnh ủy\n\nNgày 23/7/2021, Ban Thường vụ Tỉnh ủy họp. Ban Thường vụ Tỉnh ủy kết luận như sau:\n\n1. ${item}\n\nNơi nhận:\n- Lưu VPTU.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nĐinh Văn Mẫu\n`

/** What binds: a day of July, or month and day; `<` before it, `s` a start. */
const TERMS: [string, string][] = [
  ['25', 'Sở Y tế hoàn thành việc lấy mẫu trước 24 giờ ngày 25/7.'],
  ['26', 'Sở Y tế hoàn thành việc lấy mẫu trong các ngày 25 và 26/7/2021.'],
  ['26', 'Sở Y tế trả kết quả xét nghiệm trước 6h00 sáng 26/7.'],
  ['25', 'Sở Y tế trả kết quả xét nghiệm trước 6h sáng ngày mai (25/7).'],
  ['<30', 'Sở Y tế rà soát, báo cáo về UBND tỉnh trước ngày 30/7/2021 (qua Văn phòng UBND tỉnh).'],
  ['', 'Sở Y tế tham mưu kế hoạch tiêm vắc xin, xong trong tuần này.'],
  ['28', 'Sở Y tế hoàn thành kế hoạch tiêm vắc xin chậm nhất vào 17 giờ 00 phút, ngày 28 tháng 7 năm 2021.'],
  ['<28', 'Sở Y tế trình kế hoạch tiêm vắc xin trước 28/7.'],
  ['<28', 'Sở Y tế trình kế hoạch tiêm vắc xin (trước ngày 28 tháng 7).'],
  ['28', 'Sở Y tế trình kế hoạch (hoàn thành ngày 28/7/2021).'],
  ['28', 'Sở Y tế trình kế hoạch (thời hạn: 28/7/2021).'],
  ['28', 'Sở Y tế trình kế hoạch - hạn 28/7/2021.'],
  ['', 'Sở Y tế hoàn thành truy vết trong vòng 24 giờ.'],
  ['s8-01', 'Sở Y tế thiết lập bệnh viện dã chiến, đi vào hoạt động từ ngày 01/8/2021.'],
  ['<8-01', 'Sở Y tế sớm đưa bệnh viện dã chiến vào hoạt động trước 01/8/2021.'],
  ['s25', 'Các huyện dừng các hoạt động không thiết yếu kể từ 12h ngày 25/7 cho đến khi có thông báo mới.'],
  ['s25 8-08', 'Các huyện dừng các hoạt động không thiết yếu từ 0h00 ngày 25/7/2021 đến hết ngày 08/8/2021.'],
  ['s25', 'Các huyện thực hiện giãn cách 15 ngày kể từ 06 giờ ngày 25 tháng 7 năm 2021.'],
  ['s25 8-08', 'Toàn tỉnh thực hiện giãn cách xã hội thêm 14 ngày, từ 0 giờ ngày 25/7 đến 0 giờ ngày 08/8/2021.'],
  ['31', 'Các huyện tiếp tục giãn cách đến hết tháng 7/2021.'],
  ['8-05', 'Các huyện kết thúc đợt kiểm tra vào ngày 05/8/2021.'],
  ['<27', 'Các huyện rà soát người từ TP. Hồ Chí Minh về từ ngày 01/7/2021, báo cáo trước ngày 27/7/2021.'],
  ['26', 'Các huyện rà soát toàn bộ người về địa phương từ 15/7 đến nay, xong trong ngày 26/7.'],
  ['25', 'Các huyện thực hiện Công điện số 07/CĐ-UBND ngày 20/7/2021 của Chủ tịch UBND tỉnh, hoàn thành trong ngày 25/7.'],
  ['', 'Công an tỉnh điều tra vụ việc xảy ra ngày 22/7/2021 tại huyện Kim Bảng.'],
  ['', 'Sở Giáo dục và Đào tạo chuẩn bị kỳ thi ngày 06/8/2021.'],
  ['', 'Sở Giáo dục và Đào tạo tổ chức kỳ thi tốt nghiệp THPT đợt 2 (ngày 06, 07/8/2021) an toàn.'],
  ['30', 'Sở Y tế nâng công suất xét nghiệm, đến ngày 30/7/2021 đạt 10.000 mẫu/ngày.'],
  ['<30', 'Sở Y tế nâng công suất xét nghiệm lên 10.000 mẫu/ngày vào trước ngày 30/7/2021.'],
  ['26', 'Sở Y tế hoàn thiện kịch bản, gửi Văn phòng Tỉnh ủy không muộn hơn 16 giờ ngày 26/7/2021.'],
  ['25', 'Sở Y tế hoàn thiện kịch bản, chậm nhất đến 25/7 phải trình UBND tỉnh.'],
  ['<26', 'Sở Y tế hoàn thiện kịch bản. Việc này phải xong trước ngày 26/7.'],
  ['<26', 'Sở Y tế hoàn thiện kịch bản. Yêu cầu hoàn thành trước ngày 26/7/2021.'],
  ['<26', 'Sở Y tế hoàn thiện kịch bản. Thời gian xong trước ngày 26/7.'],
  ['<26', 'Sở Y tế hoàn thiện kịch bản. Báo cáo Thường trực Tỉnh ủy trước 26/7.'],
  ['31', 'Sở Y tế hoàn thiện kịch bản và báo cáo Thường trực Tỉnh ủy trong tháng 7.'],
  ['9-30', 'Sở Y tế sơ kết đợt tiêm trong tháng 9 năm 2021.'],
  ['12-31', 'Sở Y tế hoàn thành tiêm mũi 2 trong quý IV năm 2021.'],
  ['<9-15', 'Sở Y tế hoàn thành tiêm mũi 2 trước ngày 15 tháng 9.'],
  ['s26 30', 'Sở Y tế tổ chức tiêm từ ngày 26 đến ngày 30/7/2021.'],
  ['s26 30', 'Sở Y tế tổ chức tiêm từ 26-30/7/2021.'],
  ['24', 'Sở Y tế lấy mẫu xong trong hôm nay, 24/7.'],
  ['24', 'Sở Y tế lấy mẫu xong trong ngày hôm nay (24/7/2021).'],
  ['24', 'Sở Y tế lấy mẫu xong ngay trong chiều nay.'],
  ['24', 'Sở Y tế lấy mẫu xong trước 20 giờ tối nay.'],
  ['s25', 'Sở Y tế bắt đầu tiêm từ sáng mai 25/7.'],
  ['29', 'Sở Y tế trình đề án chậm nhất 05 ngày kể từ ngày ký thông báo này.'],
  ['31', 'Sở Y tế trình đề án trong thời hạn 7 ngày kể từ ngày ban hành thông báo kết luận này.'],
  ['', 'Sở Y tế trình đề án trong 3 ngày làm việc kể từ ngày ký.'],
  ['8-03', 'Sở Y tế trình đề án sau 10 ngày kể từ ngày ký.'],
  ['', 'Sở Y tế duy trì chốt kiểm soát đến khi có thông báo mới.'],
  ['s25', 'Sở Y tế báo cáo trước 16 giờ hằng ngày, bắt đầu từ ngày 25/7/2021.'],
  ['', 'Sở Y tế báo cáo kết quả vào ngày 15 và ngày 30 hằng tháng.'],
  ['', 'Sở Y tế báo cáo kết quả định kỳ vào ngày 25 hằng tháng.'],
  ['s24', 'Thời gian áp dụng: từ 18 giờ ngày 24/7/2021 đến khi có chỉ đạo mới.'],
  ['s26', 'Đồng ý cho phép cơ sở ăn uống hoạt động trở lại từ ngày 26/7/2021.'],
  ['s25', 'Thống nhất chủ trương thực hiện cách ly xã hội huyện Kim Bảng từ 0 giờ ngày 25/7/2021.'],
  ['', 'Tính đến 6 giờ ngày 24/7/2021, toàn tỉnh có 58 ca mắc; Sở Y tế tiếp tục truy vết.'],
  ['s26', 'Kể từ ngày 26/7/2021, tất cả người vào tỉnh phải có kết quả xét nghiệm âm tính trong vòng 72 giờ.'],
  ['', 'Giao Văn phòng Tỉnh ủy chuẩn bị cuộc họp Ban Thường vụ ngày 28/7/2021.'],
  [
    's26 <8-05',
    'Sở Y tế khẩn trương tiếp nhận 20.000 liều vắc xin; triển khai tiêm ngay từ ngày 26/7/2021 và hoàn thành trước ngày 05/8/2021.',
  ],
  ['8-30', 'Mục tiêu: đến 30/8/2021 kiểm soát được dịch bệnh.'],
  ['<8-30', 'Phấn đấu trước ngày 30/8/2021 kiểm soát được dịch bệnh.'],
  ['27', 'Các huyện thành lập Tổ COVID cộng đồng, hoàn thành việc thành lập và đi vào hoạt động trong ngày 27/7/2021.'],
  ['<27', 'Các huyện thành lập Tổ COVID cộng đồng (hoàn thành trước 27/7/2021); mỗi tổ báo cáo 2 lần/ngày.'],
  ['27', 'Các huyện gửi danh sách về Sở Nội vụ (trước 16h30’ ngày 27/7/2021).'],
  ['<27', 'Các huyện gửi danh sách về Sở Nội vụ trước ngày\n\n27/7/2021.'],
  ['<27', 'Các huyện gửi danh sách về Sở Nội vụ trước ngày 27 -7 -2021.'],
  ['<27', 'Các huyện gửi danh sách về Sở Nội vụ trước ngày 27/ 7/ 2021.'],
  ['<27', 'Các huyện gửi danh sách, thời gian trước ngày 27.7.'],
  ['30', 'Sở Y tế phải hoàn thành việc mua sắm trong thời gian sớm nhất, muộn nhất là 30/7.'],
  ['8-31', 'Sở Y tế tiêm mũi 1 cho 70% dân số; mốc hoàn thành 31/8/2021.'],
  ['31', 'Từ nay đến 31/7, các huyện tập trung bóc tách F0.'],
  ['31', 'Từ nay tới hết ngày 31/7/2021, các huyện tập trung bóc tách F0.'],
  ['8-05', 'Kéo dài thời gian giãn cách trên địa bàn huyện Kim Bảng đến hết ngày 05/8/2021.'],
  ['s26', 'Gia hạn thời gian giãn cách thêm 7 ngày kể từ 0 giờ ngày 26/7/2021.'],
  ['s24 8-07', 'Thời gian thực hiện giãn cách: 14 ngày, từ 12 giờ ngày 24/7 đến 12 giờ ngày 07/8/2021.'],
  ['s25', 'Áp dụng Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ tại huyện Kim Bảng từ 6h ngày 25/7.'],
  ['26', 'Yêu cầu các huyện triển khai xong trong ngày thứ Hai (26/7/2021).'],
  ['26', 'Yêu cầu các huyện báo cáo trước 10 giờ thứ Hai ngày 26/7/2021.'],
  ['<26', 'Yêu cầu các huyện báo cáo trước thứ Hai, ngày 26/7/2021.'],
  ['26', 'Các huyện gửi kết quả về Sở Y tế trước 14h, ngày 26/7.'],
  ['<26', 'Các huyện gửi kết quả về Sở Y tế trước ngày 26 tháng 7 năm 2021.'],
  ['<26', 'Các huyện gửi kết quả về Sở Y tế trước ngày 26 tháng 7.'],
  ['26', 'Các huyện rà soát xong chậm nhất trong hai ngày (25 và 26/7/2021).'],
  ['8-31', 'Các huyện duy trì chốt kiểm soát cho đến hết ngày 31/8/2021 hoặc khi có chỉ đạo mới.'],
  ['31', 'Giao Công an tỉnh khẩn trương kết luận điều tra, khởi tố vụ án trong tháng 7/2021.'],
  [
    '25 s26',
    'Ban Tổ chức Tỉnh ủy tham mưu Quyết định thành lập Trung tâm Chỉ huy, ban hành trong ngày 25/7/2021 và đi vào hoạt động từ ngày 26/7/2021.',
  ],
  [
    '<26 s8-01',
    'Sở Nội vụ thẩm định, trình Chủ tịch UBND tỉnh ký quyết định trước ngày 26/7/2021 để kịp triển khai từ ngày 01/8/2021.',
  ],
  ['31 <8-15', 'Sở Y tế nâng số giường điều trị lên 1.000 giường vào cuối tháng 7 và 2.000 giường trước 15/8/2021.'],
  ['24', 'Đến 20 giờ hôm nay, các huyện phải hoàn thành việc lập chốt.'],
  ['s25 31', 'Trong 07 ngày tới (từ 25/7 đến 31/7/2021), Sở Y tế tập trung lấy mẫu tại Kim Bảng.'],
  ['', 'Sở Y tế rà soát những người có mặt tại chợ Quế từ ngày 15/7/2021 đến ngày 23/7/2021.'],
  ['<26', 'Những người đến chợ Quế từ ngày 15/7/2021 phải khai báo trước ngày 26/7/2021.'],
  ['', 'Theo dõi sức khỏe người trở về từ TP. Hồ Chí Minh từ ngày 09/7/2021.'],
  ['', 'Ban Thường vụ Tỉnh ủy đã họp ngày 20/7/2021 và chỉ đạo các huyện xây dựng kế hoạch trước ngày 22/7/2021.'],
  ['', 'Bổ sung kinh phí năm 2021 và quý I năm 2022 cho Sở Y tế.'],
  ['30', 'Hạn cuối nộp báo cáo: 17h00 ngày 30/7/2021.'],
  ['30', 'Thời hạn báo cáo: trước 17h00 ngày 30/7/2021.'],
  ['30', 'Thời gian: hoàn thành trong ngày 30/7/2021.'],
  ['<30 s8-01', 'Các huyện sơ kết, rút kinh nghiệm (xong trước 30/7/2021) và nhân rộng mô hình từ 01/8/2021.'],
  ['<31 <8-31', 'Hoàn thành giải ngân gói hỗ trợ đợt 1 trước 31/7, đợt 2 trước 31/8/2021.'],
  ['26', 'Công an tỉnh cấp xong giấy đi đường cho các đối tượng trước 0 giờ ngày 26/7/2021.'],
  ['s26', 'Sở Y tế sẵn sàng bệnh viện dã chiến 500 giường từ 26/7.'],
  ['s27', 'Đưa Trạm Y tế lưu động vào hoạt động từ ngày 27-7.'],
  ['12-31', 'Sở Y tế hoàn thành tiêm mũi 2 cho người từ 18 tuổi trong năm 2021.'],
  ['12-31', 'Sở Y tế duy trì các chốt kiểm soát đến hết năm 2021.'],
  ['', 'Sở Tài chính bố trí kinh phí trong năm 2021 từ nguồn dự phòng.'],
  ['', 'Không tổ chức thanh tra, kiểm tra định kỳ doanh nghiệp trong năm 2021.'],
  ['<9-02', 'Sở Y tế hoàn thành tiêm mũi 1 trước ngày Quốc khánh 02/9/2021.'],
  ['', 'Tạm hoãn Đại hội Đoàn trường dự kiến ngày 30/7/2021.'],
  ['30', 'Sở Y tế xây dựng khu điều trị, dự kiến hoàn thành ngày 30/7/2021.'],
  ['', 'Số ca mắc tính từ 18 giờ ngày 23/7 đến 6 giờ ngày 24/7/2021 là 12 ca; các huyện tập trung truy vết.'],
  ['s26 31', 'Đợt 1: từ ngày 26/7 đến 31/7/2021, lấy mẫu toàn bộ người dân huyện Kim Bảng.'],
  ['s26', 'Công ty TNHH A được hoạt động trở lại từ ngày 26/7/2021 sau khi bảo đảm đủ điều kiện.'],
  ['', 'Nghị định số 117/2020/NĐ-CP (có hiệu lực kể từ ngày 15/11/2020) quy định mức phạt; Công an tỉnh xử lý nghiêm.'],
  ['26', 'Sở Y tế trình kế hoạch chậm nhất là 17h00 ngày 26/7/2021 để UBND tỉnh xem xét tại phiên họp ngày 28/7/2021.'],
  [
    '31',
    'Sở Y tế phối hợp với Sở Tài chính rà soát, báo cáo UBND tỉnh trong tháng 7 năm 2021 các nội dung sau:\n- Nhu cầu vật tư.',
  ],
  ['', 'Ban Chỉ đạo thông tin về công tác xét nghiệm, cập nhật tình hình từ ngày 24/7/2021 đến 18h00 ngày 25/7/2021.'],
  ['<1-15', 'Giao Sở Tài chính tổng hợp, quyết toán xong trước ngày 15 tháng 01 năm 2022.'],
]

test('terms as offices write them: until, before, from, counted from the day of the document; no date of what is past or of a meeting', () => {
  const short = (date: string) => (date.startsWith('2021-07-') ? date.slice(8) : date.slice(5).replace(/^0/u, ''))
  const read = (words: string) =>
    readDirective(notice(words))
      .deadlines.map((d) => (d.isStart ? 's' : d.before ? '<' : '') + short(d.date))
      .join(' ')
  assert.deepEqual(
    TERMS.map(([, words]) => [read(words), words]),
    TERMS,
  )
})

/** Whom each order is given to (a part of it); `-` where the document names nobody; nothing where there is no order. */
const ORDERS: [string, string][] = [
  ['', 'Cách ly tại cơ sở tập trung: tổng số 2.449; trong đó: đang cách ly 2.424 người.'],
  ['', 'Xét nghiệm: đã lấy 4.089 mẫu, 45 mẫu dương tính.'],
  ['Các tỉnh: Bắc Ninh, Hưng Yên', 'Các tỉnh: Bắc Ninh, Hưng Yên khẩn trương truy vết các trường hợp liên quan.'],
  ['Các sở: Y tế, Công Thương', 'Các sở: Y tế, Công Thương phối hợp tháo gỡ khó khăn cho doanh nghiệp.'],
  [
    'Các địa phương đang thực hiện giãn cách',
    'Các địa phương đang thực hiện giãn cách xã hội phải kiểm soát chặt chẽ người ra vào.',
  ],
  ['UBND các xã có dịch', 'UBND các xã có dịch khẩn trương khoanh vùng, truy vết.'],
  ['', 'Các địa phương đã triển khai nghiêm túc, chủ động rà soát người về từ vùng dịch.'],
  ['người dân đã đến chợ Quế', 'Tất cả người dân đã đến chợ Quế trong tháng 7 phải khai báo y tế.'],
  ['-', 'Chưa tổ chức các lễ hội, sự kiện tập trung đông người.'],
  ['', 'Từ đầu năm đến nay, các cấp ủy đã lãnh đạo, chỉ đạo, triển khai nhiều biện pháp phòng, chống dịch.'],
  ['', 'Trong 15 ngày qua, toàn tỉnh kiểm soát tốt dịch bệnh, thực hiện nghiêm giãn cách.'],
  ['Bí thư Đảng ủy xã', 'Bí thư Đảng ủy xã, phường, thị trấn trực tiếp làm Trưởng Ban Chỉ đạo cấp xã.'],
  ['Chủ đầu tư các dự án', 'Chủ đầu tư các dự án chịu trách nhiệm về phòng, chống dịch tại công trường.'],
  ['giảng viên, sinh viên', 'Cán bộ, giảng viên, sinh viên nhà trường nghiêm túc thực hiện 5K.'],
  [
    '- | -',
    'Phong tỏa toàn bộ xã Thụy Lôi và áp dụng nghiêm các biện pháp giãn cách, trong đó:\n- Dừng mọi hoạt động không thiết yếu.',
  ],
  ['Sở Y tế', 'Giao Sở Y tế chủ trì, phối hợp với các đơn vị liên quan xây dựng phương án.'],
  ['Chủ tịch UBND tỉnh', 'Giao cho đồng chí Chủ tịch UBND tỉnh chỉ đạo các sở, ngành rà soát lại các phương án.'],
  ['Ban Thường vụ Tỉnh ủy', 'Yêu cầu các đồng chí trong Ban Thường vụ Tỉnh ủy phụ trách các huyện tăng cường xuống cơ sở.'],
  ['Thường trực HĐND tỉnh', 'Đề nghị Thường trực HĐND tỉnh, Ủy ban MTTQ Việt Nam tỉnh giám sát việc thực hiện.'],
  ['Ban cán sự đảng UBND tỉnh', 'Ban Thường vụ Tỉnh ủy giao Ban cán sự đảng UBND tỉnh chỉ đạo thực hiện các nội dung trên.'],
  ['cấp ủy, chính quyền các địa phương', 'Thường trực Tỉnh ủy yêu cầu cấp ủy, chính quyền các địa phương không được chủ quan.'],
  [
    'Sở Lao động | Công an tỉnh | Bộ Chỉ huy Quân sự',
    'Để tổ chức tốt việc đón công dân, giao Sở Lao động - Thương binh và Xã hội tổng hợp danh sách; Công an tỉnh xác minh nhân thân; Bộ Chỉ huy Quân sự tỉnh bố trí phương tiện.',
  ],
  ['cán bộ, đảng viên', 'Từng cán bộ, đảng viên phải gương mẫu chấp hành quy định phòng, chống dịch.'],
  ['Nhân dân', 'Nhân dân trong tỉnh thực hiện nghiêm 5K.'],
  ['Bí thư Huyện ủy Kim Bảng', 'Bí thư Huyện ủy Kim Bảng chịu trách nhiệm trước Ban Thường vụ Tỉnh ủy về kết quả dập dịch.'],
  ['Huyện Kim Bảng', 'Huyện Kim Bảng: Khẩn trương truy vết; lấy mẫu xét nghiệm toàn xã Thụy Lôi.'],
  ['huyện Kim Bảng', 'Đối với huyện Kim Bảng: tập trung truy vết F1; phong tỏa xã Thụy Lôi.'],
  [
    'Ban Quản lý các khu công nghiệp',
    'Đối với các khu công nghiệp, Ban Quản lý các khu công nghiệp tỉnh phối hợp các huyện kiểm tra việc thực hiện.',
  ],
  ['Ngành y tế | Công an tỉnh', 'Ngành y tế chuẩn bị đầy đủ thuốc, vật tư, sinh phẩm. Công an tỉnh bảo đảm an ninh trật tự.'],
  ['- | Sở Y tế', 'Về cách ly: thực hiện nghiêm việc cách ly tập trung; không để lây nhiễm chéo. Sở Y tế hướng dẫn cụ thể.'],
  [
    'Ban cán sự | Ban cán sự | Ban cán sự',
    'Ban cán sự đảng UBND tỉnh:\n- Chỉ đạo ngành y tế đẩy nhanh tiêm chủng.\n- Chỉ đạo Sở Tài chính cấp kinh phí.\n- Có giải pháp hỗ trợ doanh nghiệp.',
  ],
  [
    'UBND tỉnh | Sở Y tế',
    'Ban cán sự đảng UBND tỉnh lãnh đạo, chỉ đạo UBND tỉnh:\n- Ban hành quyết định giãn cách.\n- Sở Y tế tham mưu kế hoạch.',
  ],
  ['cơ quan chức năng', 'Chỉ đạo các cơ quan chức năng xử lý nghiêm các trường hợp vi phạm.'],
  ['', 'Hoan nghênh tinh thần trách nhiệm của huyện Kim Bảng. Phê bình UBND xã Thụy Lôi đã để lọt F1.'],
  ['-', 'Xử lý nghiêm cán bộ, đảng viên vi phạm quy định phòng, chống dịch.'],
  ['', 'Kinh phí thực hiện từ nguồn dự phòng ngân sách tỉnh.'],
  ['', 'UBND tỉnh đã ban hành Kế hoạch số 100/KH-UBND; các huyện đã triển khai nghiêm túc.'],
  ['Các địa phương', 'Dịch bệnh còn diễn biến phức tạp. Các địa phương phải luôn trong tư thế sẵn sàng.'],
  [
    'Đinh Thị Mẫu',
    'Giao đồng chí Đinh Thị Mẫu - Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh trực tiếp chỉ đạo công tác tiêm vắc xin.',
  ],
  [
    'A Văn Mẫu | B Văn Mẫu',
    'Phân công đồng chí A Văn Mẫu phụ trách huyện Lý Nhân; đồng chí B Văn Mẫu phụ trách huyện Thanh Liêm.',
  ],
  ['Tổ giúp việc', 'Tổ giúp việc do đồng chí Chánh Văn phòng Tỉnh ủy làm tổ trưởng có nhiệm vụ tổng hợp tình hình.'],
  ['chủ doanh nghiệp', 'Các chủ doanh nghiệp chịu trách nhiệm về công tác phòng, chống dịch tại doanh nghiệp mình.'],
  ['Báo Hà Nam', 'Báo Hà Nam, Đài Phát thanh và Truyền hình tỉnh, Cổng thông tin điện tử tỉnh tăng thời lượng tuyên truyền.'],
  ['-', 'Huy động sự tham gia của các đoàn thể; phát huy vai trò của người có uy tín.'],
  ['-', 'Công tác tiêm chủng phải bảo đảm an toàn, khoa học.'],
  ['- | Sở Y tế', 'Việc đón công dân phải bảo đảm an toàn; Sở Y tế bố trí xe cứu thương.'],
  ['Mỗi xã, phường, thị trấn', 'Mỗi xã, phường, thị trấn thành lập ít nhất 01 tổ phản ứng nhanh.'],
  ['hệ thống chính trị', 'Toàn bộ hệ thống chính trị vào cuộc với quyết tâm cao nhất.'],
  [
    'Sở Giao thông vận tải | các doanh nghiệp vận tải',
    'Sở Giao thông vận tải và Công an tỉnh tổ chức phân luồng từ xa; các doanh nghiệp vận tải tuân thủ hướng dẫn.',
  ],
  [
    'Sở Y tế | Công an tỉnh',
    'Giao Sở Y tế và UBND huyện Kim Bảng khẩn trương khoanh vùng; đồng thời giao Công an tỉnh hỗ trợ truy vết.',
  ],
  [
    '- | Sở Kế hoạch và Đầu tư',
    'Tiếp tục thực hiện mục tiêu kép. Sở Kế hoạch và Đầu tư, Sở Công Thương tham mưu giải pháp tháo gỡ khó khăn cho doanh nghiệp.',
  ],
  ['Đảng đoàn MTTQ', 'Đảng đoàn MTTQ Việt Nam tỉnh, Đảng đoàn các tổ chức chính trị - xã hội tỉnh lãnh đạo công tác vận động.'],
  ['Cấp ủy các cấp', 'Cấp ủy các cấp, nhất là người đứng đầu, phải thường xuyên kiểm tra.'],
  [
    'Ban Thường vụ Huyện ủy Kim Bảng',
    'Ban Thường vụ Huyện ủy Kim Bảng, Ban Thường vụ Thị ủy Duy Tiên kiểm điểm, rút kinh nghiệm sâu sắc.',
  ],
  ['Thường trực Tỉnh ủy', 'Ủy quyền cho Thường trực Tỉnh ủy xem xét, quyết định các vấn đề phát sinh.'],
  ['-', 'Cần tập trung cao độ, huy động tổng lực cho công tác truy vết.'],
  ['Sở Y tế', 'Sở Y tế, CDC, trung tâm y tế các huyện tổ chức trực 24/24 giờ.'],
]

test('orders as offices write them: who is charged, one order a clause that names its own body, none in praise and findings', () => {
  for (const [whose, words] of ORDERS) {
    const given = readDirective(notice(words)).tasks.map((t) => [...t.assignees, ...t.through].join('; ') || '-')
    const wanted = whose === '' ? [] : whose.split(' | ')
    assert.equal(given.length, wanted.length, `${words}: ${given.join(' | ')}`)
    wanted.forEach((part, i) => {
      assert.ok(part === '-' ? given[i] === '-' : given[i]!.includes(part), `${words}: ${given.join(' | ')}`)
    })
  }
})
