import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readDirective } from './read.rules.ts'

/** A notice of 2 August 2021 with one item. */
const notice = (item: string) =>
  `UBND TỈNH HÀ MẪU\n\nSố: 12/TB-UBND\n\nHà Nam, ngày 02 tháng 8 năm 2021\n\nTHÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh\n\nChủ tịch UBND tỉnh kết luận như sau:\n\n1. ${item}\n\nNơi nhận:\n- Lưu: VT.\n\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nNguyễn Văn Mẫu\n`
const whose = (text: string) => readDirective(text).tasks.map((t) => t.assignees.join('; ') || '-')

/** Who is charged, order by order; `-` where nobody is named, nothing where there is no order. */
const ORDERS: [string, string][] = [
  ['-', 'Hằng năm tổ chức diễn tập phương án ứng phó.'],
  ['Huyện Mẫu Sơn', 'Huyện Mẫu Sơn dồn toàn lực dập dịch tại xã Mẫu Thạch.'],
  ['Các phòng, ban, ngành', 'Các phòng, ban, ngành tham gia kế hoạch chung của thành phố.'],
  ['-', 'Cùng với UBND các phường triển khai truyền thông tại khu dân cư.'],
  ['Thủ trưởng các đơn vị', 'Ủy ban nhân dân quận đề nghị Thủ trưởng các đơn vị thực hiện nghiêm túc nội dung này.'],
  ['BTL Quân khu 3, 4, 5; Quân chủng Hải quân', 'BTL Quân khu 3, 4, 5; Quân chủng Hải quân duy trì lực lượng ứng trực.'],
  ['', 'Cấp độ rủi ro thiên tai: Cấp 3.'],
  ['Sở Giao thông vận tải', 'Việc vận chuyển nông sản ra khỏi vùng dịch giao Sở Giao thông vận tải chủ trì hướng dẫn.'],
  ['các địa phương', 'Trên tinh thần "4 tại chỗ", các địa phương rà soát lại phương án cách ly.'],
  ['UBND xã', 'Các thôn có ca bệnh thì UBND xã lập danh sách hộ khó khăn để hỗ trợ.'],
  ['UBND các huyện, thành phố', 'Trách nhiệm quản lý người cách ly tại nhà thuộc UBND các huyện, thành phố.'],
  ['-', 'Không vì có ít ca mắc mà lơ là, mất cảnh giác.'],
  ['-', 'Từ 0 giờ ngày 03/8/2021, tất cả các phương tiện vào tỉnh phải có giấy xét nghiệm âm tính.'],
  ['-', 'Hằng ngày họp giao ban vào 17 giờ, đánh giá kết quả trong ngày.'],
  ['-', 'Việc giải quyết thủ tục hành chính thực hiện trực tuyến.'],
  [
    'Các cơ quan báo chí, mạng xã hội, loa truyền thanh cơ sở',
    'Các cơ quan báo chí, mạng xã hội, loa truyền thanh cơ sở kịp thời đưa tin.',
  ],
  [
    'người có kết quả dương tính',
    'Xác định người có kết quả dương tính. Ngay sau đó, người có kết quả dương tính chuyển ngay đến bệnh viện.',
  ],
  ['Sở Y tế', 'Sở Y tế điện thoại thăm hỏi từng người cách ly.'],
  ['Công an tỉnh', 'Giao Công an tỉnh bịt kín các lối mòn.'],
  ['', 'Sở Y tế cho biết số ca mắc giảm.'],
  ['Samsung Bắc Mẫu', 'Samsung Bắc Mẫu bố trí chỗ ở cho công nhân.'],
  ['UBND cấp xã', 'Người cách ly tại nhà do UBND cấp xã chịu trách nhiệm quản lý, giám sát.'],
  ['Sở Y tế', 'Yêu cầu ngay trong đêm nay Sở Y tế điều động 200 cán bộ.'],
  [
    'Các cơ sở khám bệnh, chữa bệnh ngoài công lập',
    'Các cơ sở khám bệnh, chữa bệnh ngoài công lập tạm dừng tiếp nhận người sốt.',
  ],
  ['Chủ đầu tư các công trình', 'Chủ đầu tư các công trình dừng thi công.'],
  ['', 'Khắc phục ô nhiễm môi trường là nhiệm vụ cấp bách hiện nay.'],
  ['', 'Nếu để lây nhiễm trong doanh nghiệp thì giám đốc chịu trách nhiệm.'],
  ['Sở Tài chính', 'Kinh phí: Sở Tài chính hướng dẫn các đơn vị thanh toán phụ cấp.'],
  ['Bộ đội Biên phòng', 'Bộ đội Biên phòng kiểm soát chặt đường mòn, lối mở.'],
  ['Lực lượng làm việc tại bến bãi', 'Lực lượng làm việc tại bến bãi cứ 3 ngày phải xét nghiệm một lần.'],
  ['Bộ Thông tin và Truyền thông', 'Bộ Thông tin và Truyền thông đưa vào sử dụng tổng đài tiếp nhận phản ánh.'],
  ['Các cơ sở sản xuất, kinh doanh', 'Các cơ sở sản xuất, kinh doanh dừng hoạt động, trừ cơ sở bảo đảm an toàn.'],
  ['Các nhà máy, công trình xây dựng', 'Các nhà máy, công trình xây dựng được tiếp tục hoạt động nhưng phải bảo đảm an toàn.'],
  ['Các huyện, thành phố', 'Các huyện, thành phố mỗi nơi có ít nhất một khu cách ly 300 chỗ.'],
  ['địa phương nơi có người dân đi qua', 'Đối với người về quê: địa phương nơi có người dân đi qua phải hỗ trợ, dẫn đường.'],
  ['Sở Công Thương', 'Sở Công Thương: trong hai ngày tới xây dựng xong phương án cung ứng hàng hóa.'],
  ['', 'Người đứng đầu chịu trách nhiệm nếu để xảy ra vi phạm mà không xử lý.'],
  ['Sở Tài chính | Công an tỉnh', 'Sở Tài chính bố trí kinh phí, Công an tỉnh bảo đảm an ninh trật tự.'],
  ['Sở Y tế', 'Sở Y tế phối hợp với Sở Giáo dục và Đào tạo, Công an tỉnh kiểm tra các trường học.'],
  ['Chủ tịch UBND các huyện', 'Giao Chủ tịch UBND các huyện ra quyết định và tổ chức thực hiện.'],
  ['', 'UBND tỉnh đồng ý chủ trương triển khai thí điểm cách ly tại nhà.'],
  ['', 'Nhiều doanh nghiệp vẫn phải dừng hoạt động vì thiếu nguyên liệu.'],
]

test('orders as they are seldom written', () => {
  for (const [wanted, words] of ORDERS) assert.equal(whose(notice(words)).join(' | '), wanted, words)
})

/** What looks like one of the above and is not. */
const LOOKALIKES: [string, string][] = [
  ['Các Tỉnh ủy viên phụ trách địa bàn', 'Các Tỉnh ủy viên phụ trách địa bàn kiểm tra công tác phòng, chống dịch.'],
  ['Công an địa phương', 'Giao Công an địa phương lập danh sách người lưu trú.'],
  ['Công an cơ sở', 'Công an cơ sở phối hợp với Tổ COVID cộng đồng rà soát người về từ vùng dịch.'],
  ['Sở Giao thông vận tải; Sở Y tế', 'Sở Giao thông vận tải, Sở Y tế mỗi chốt cử ít nhất hai người.'],
  ['UBND từng xã', 'UBND từng xã thành lập tổ truy vết.'],
  ['Trung tâm Y tế dự phòng tỉnh', 'Trung tâm Y tế dự phòng tỉnh lấy mẫu xét nghiệm toàn bộ F1.'],
  ['Ban Quản lý Khu di tích Căn cứ Mẫu', 'Ban Quản lý Khu di tích Căn cứ Mẫu phối hợp với Sở Y tế đo thân nhiệt khách.'],
  ['Sở Giao thông vận tải', 'Sở Giao thông vận tải phối hợp với các nhà xe, Công an tỉnh rà soát hành khách.'],
  ['', 'Chủ tịch UBND tỉnh xin cảm ơn đội ngũ y tế.'],
  ['', 'Sở Y tế thiếu máy thở và vật tư.'],
  ['', 'Số người phải nhập viện tăng nhanh.'],
  ['', 'Dịch bệnh khiến hàng nghìn công nhân phải nghỉ việc.'],
  ['', 'Không nhận được báo cáo của 3 huyện.'],
  ['', 'Hằng năm có 200 người mắc sốt xuất huyết.'],
  ['', 'Liên kết vùng còn yếu.'],
  ['-', 'Khắc phục tình trạng tiến độ tiêm còn chậm.'],
  ['-', 'Chấn chỉnh những nơi còn lỏng lẻo.'],
  ['', 'Kết quả: Sở Y tế lấy 5.000 mẫu.'],
  ['', 'Nếu để bùng phát thì hệ thống y tế không đáp ứng được.'],
  ['', 'Hà Mẫu tiếp tục ghi nhận nhiều ca mắc.'],
  ['', 'Các xã mỗi nơi có 5 ca mắc.'],
  ['', 'Đoàn kiểm tra do Sở Y tế chủ trì đã phát hiện 5 vi phạm.'],
]
test('names that go on behind an office, and findings in the words of orders', () => {
  for (const [wanted, words] of LOOKALIKES) assert.equal(whose(notice(words)).join(' | '), wanted, words)
})

test('members, amounts and telephones under the name of a body are no work; an order among places is one', () => {
  const under = (name: string, ...items: string[]) => whose(notice([`${name}:`, ...items.map((i) => `- ${i}`)].join('\n\n')))
  assert.deepEqual(
    under('Tổ truy vết số 1', 'Nguyễn Văn Mẫu, Phó Giám đốc Công an tỉnh, Tổ trưởng.', 'Trần Thị Mẫu, Tổ phó.'),
    [],
  )
  assert.deepEqual(under('Sở Y tế', 'Đường dây nóng: 0912 345 678.', 'Máy thở: 10 chiếc.', 'Giường hồi sức 20 giường.'), [])
  assert.deepEqual(
    under('Phong tỏa các khu vực sau', 'UBND xã Mẫu Sơn: thôn 1, thôn 2.', 'Công an xã tổ chức chốt chặn thôn 3.'),
    ['-', 'Công an xã'],
  )
})

test('an order behind what is carried out stays one, with its term, also above a list', () => {
  const text = notice('Lập chốt.').replace(
    'Chủ tịch UBND tỉnh kết luận như sau:',
    'Thực hiện Công điện số 05/CĐ-TTg của Thủ tướng Chính phủ, Chủ tịch UBND tỉnh yêu cầu Sở Y tế lấy mẫu F1 trước ngày 05/8/2021. UBND các huyện thực hiện các nội dung sau:',
  )
  const { tasks } = readDirective(text)
  assert.deepEqual(
    tasks.map((t) => [t.assignees.join(), t.deadline]),
    [
      ['Sở Y tế', '2021-08-05'],
      ['UBND các huyện', null],
    ],
  )
})

test('columns set by spaces keep their places where the first is empty', () => {
  const table = [
    'TT   Nội dung công việc              Đơn vị chủ trì        Thời hạn',
    '1    Truy vết F1 tại huyện Mẫu       Công an tỉnh          05/8/2021',
    '     Lấy mẫu F1 tại huyện Mẫu        Sở Y tế               06/8/2021',
  ]
  for (const indent of ['', '        ']) {
    const { tasks } = readDirective(notice(`Phân công như sau:\n\n${table.map((row) => indent + row).join('\n')}`))
    assert.deepEqual(
      tasks.filter((t) => t.deadline).map((t) => [t.assignees.join(), t.deadline]),
      [
        ['Công an tỉnh', '2021-08-05'],
        ['Sở Y tế', '2021-08-06'],
      ],
    )
  }
})

test('short lines that begin with a dash and a small letter are items, not names cut at their dash', () => {
  const items = ['lấy mẫu toàn bộ người tiếp xúc gần', 'truy vết người về từ vùng dịch', 'lập chốt tại các cửa ngõ của tỉnh']
  const said = (who: string) => `${who}:\n${items.map((i) => `- ${i}`).join('\n')}`
  const four = ['Sở Y tế', 'Công an', 'UBND xã', 'Công an xã'].map(said).join('\n\n')
  const read = whose(`UBND huyện yêu cầu:\n\n${four}\n`)
  assert.deepEqual([read.length, read[0], read[3], read[8], read[11]], [12, 'Sở Y tế', 'Công an', 'UBND xã', 'Công an xã'])
})

test('what is looked ahead to, and what was done this morning, is no term', () => {
  const due = (words: string) => readDirective(notice(words)).deadlines.map((d) => d.date)
  assert.deepEqual(due('Sở Y tế tính toán nhu cầu ô xy trong 7 ngày tới, báo cáo trước ngày 05/8/2021.'), ['2021-08-05'])
  assert.deepEqual(due('Sở Y tế dự kiến hoàn thành xét nghiệm trong 3 ngày tới.'), ['2021-08-05'])
  assert.deepEqual(due('Trong buổi sáng 02/8, Sở Y tế đã triển khai xét nghiệm 500 mẫu.'), [])
})

test('a place does nothing itself: whoever the heading names sees to it', () => {
  const read = whose(notice('Chủ tịch UBND các huyện:\n\n- Mỗi khu cách ly phải có ban quản lý.\n\n- Rà soát các khu cách ly.'))
  assert.deepEqual(read, ['Chủ tịch UBND các huyện; Mỗi khu cách ly', 'Chủ tịch UBND các huyện'])
})

test('under a line that only names a body each item is what it is to do, though its first word is not known; a list of places is none', () => {
  assert.deepEqual(
    whose(notice('Sở Y tế:\n\n- Chốt danh sách tiêm.\n\n- In phiếu hẹn tiêm cho người dân.\n\n- Số lượng phiếu: 500.')),
    ['Sở Y tế', 'Sở Y tế'],
  )
  const places = 'Giao Công an tỉnh phong tỏa các nơi sau:\n\n- Trường Trung học phổ thông Mẫu Đông.\n\n- Nhà trọ số 5 đường Mẫu.'
  assert.deepEqual(whose(notice(places)), ['Công an tỉnh'])
})

test('"chỉ đạo:" before who is directed; exceptions under an order are no orders', () => {
  const led = readDirective(
    notice('Giao Ban cán sự đảng UBND tỉnh chỉ đạo: Sở Y tế xây dựng quy trình; Sở Giáo dục và Đào tạo chuẩn bị đón học sinh.'),
  ).tasks
  assert.deepEqual(
    led.map((t) => [...t.assignees, ...t.through]),
    [['Ban cán sự đảng UBND tỉnh', 'Sở Y tế'], ['Sở Giáo dục và Đào tạo']],
  )
  const barred = notice('Người dân không ra khỏi nhà, trừ các trường hợp sau:\n\n- Người đi cấp cứu.\n\n- Cán bộ làm nhiệm vụ.')
  assert.deepEqual(whose(barred), ['Người dân'])
})

test('one sentence is enough: who speaks bears the name of the place', () => {
  const read = readDirective('Giám đốc Sở Y tế Nghệ An yêu cầu huyện Hưng Mẫu cần chủ động xây dựng kịch bản.\n')
  assert.deepEqual(
    read.tasks.map((t) => t.assignees.join()),
    ['huyện Hưng Mẫu'],
  )
})

test('among items that are all orders one whose first word is not known is an order too', () => {
  const items = [
    'Thu gom rác thải sau lũ.',
    'Khơi thông cống rãnh.',
    'Châm Clo các bể nước lớn theo quy trình.',
    'Số lượng bể: 20.',
  ]
  const text = notice(`Vệ sinh môi trường\n\n${items.map((i) => `- ${i}`).join('\n\n')}`)
  assert.equal(whose(text).length, 3)
})

test('an item that sets a term for what stands under it is an order itself; how long it holds may follow the day', () => {
  const item =
    'Từ 06 giờ 00 ngày 06/8/2021 trong thời gian 21 ngày, thực hiện phân vùng phòng, chống dịch trên địa bàn thành phố (Phụ lục kèm theo):\n\n- Vùng 1: UBND các quận kiểm soát chặt người ra vào;\n\n- Vùng 2: UBND các huyện lập chốt.'
  const read = readDirective(notice(item))
  assert.deepEqual(
    read.tasks.map((t) => t.assignees.join()),
    ['', 'UBND các quận', 'UBND các huyện'],
  )
  assert.deepEqual(
    read.deadlines.map((d) => [d.date, d.isStart, d.forDays]),
    [['2021-08-06', true, 21]],
  )
})

test('lines cut anywhere, with blanks between the paragraphs: marks alone on their line, names and the date of the header cut in two', () => {
  const text = `ỦY BAN NHÂN DÂN\nTỈNH ĐẮK LẮK\n\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\n\nSố: 013/KH-UBND\n\nĐắk Lắk, ngày 21\ntháng 11 năm 2025\n\nKẾ HOẠCH\nPHÒNG, CHỐNG DỊCH\n\nI.\nTỔ CHỨC THỰC HIỆN\n\n${[
    '1.\nSở Y tế\nvà Bệnh viện\nđa khoa tỉnh:',
    'Rà soát hóa chất,\nmáy phun và\nvật tư hiện có.',
    '- Mặt trận Tổ quốc, Đoàn\nThanh niên hỗ\ntrợ người dân.',
    '2.\nSở Tài chính:',
    'Tham mưu nguồn kinh phí,\nnhằm kịp thời\nđáp ứng yêu cầu',
    '3.\nUBND các xã:',
    'Huy động lực\nlượng tại\nchỗ.',
  ].join('\n\n')}\n`
  const { document, tasks } = readDirective(text)
  assert.deepEqual([document.date, document.issuer], ['2025-11-21', 'Ủy ban nhân dân tỉnh Đắk Lắk'])
  assert.deepEqual(
    tasks.map((t) => t.assignees.join('; ')),
    ['Sở Y tế; Bệnh viện đa khoa tỉnh', 'Mặt trận Tổ quốc; Đoàn Thanh niên', 'Sở Tài chính', 'UBND các xã'],
  )
})

test('terms counted from the day of the document; a name cut at its dash is one', () => {
  const due = (words: string) => readDirective(notice(words)).deadlines.map((d) => d.date)
  assert.deepEqual(due('Sở Y tế trong ba ngày tới hoàn thành xét nghiệm.'), ['2021-08-05'])
  assert.deepEqual(due('Sở Y tế hoàn thành việc tiêm mũi 1 trong tháng này.'), ['2021-08-31'])
  assert.deepEqual(due('Sở Y tế cử 03 đội xuống địa bàn trong buổi sáng 03/8.'), ['2021-08-03'])
  assert.deepEqual(due('Sở Y tế gửi báo cáo trong tuần này.'), [])
  assert.deepEqual(whose(notice('Giao Sở Lao động\n- Thương binh và Xã hội rà soát người khó khăn.')), [
    'Sở Lao động - Thương binh và Xã hội',
  ])
})

test('an office in capitals under the title is no name', () => {
  const { signatory } = readDirective(
    notice('Sở Y tế truy vết.').replace('CHÁNH VĂN PHÒNG\n', 'CHÁNH VĂN PHÒNG UBND TỈNH\nỦY VIÊN BAN CHỈ ĐẠO\n'),
  ).document
  assert.equal(signatory.name, 'Nguyễn Văn Mẫu')
  assert.equal(signatory.title, 'Chánh Văn phòng UBND tỉnh, ủy viên Ban Chỉ đạo')
  const company = notice('Sở Y tế truy vết.').replace('CHÁNH VĂN PHÒNG\n', 'CHỦ TỊCH HỘI ĐỒNG THÀNH VIÊN\n')
  assert.equal(readDirective(company).document.signatory.title, 'Chủ tịch hội đồng thành viên')
})

describe('texts without a header', () => {
  test('the kind stands in the headline, also in small letters; who is obeyed is not who speaks', () => {
    const { document } = readDirective(
      'Chỉ thị về việc tăng cường phòng, chống dịch.\nThực hiện Chỉ thị số 23/CT-UBND của Ủy ban nhân dân thành phố Hà Mẫu.\nỦy ban nhân dân quận yêu cầu các phòng, ban, ngành thực hiện các nội dung sau:\n1. Xây dựng kế hoạch.\n',
    )
    assert.deepEqual([document.kind, document.number], ['chỉ thị', null])
    assert.equal(document.issuer, 'Ủy ban nhân dân quận')
  })
  test('the items are for whom the speaker of the opening line turns to; what is carried out is no order', () => {
    const text =
      'Ngày 29/10/2021, Cục Cứu hộ Mẫu đã có công điện số 37/TK gửi các đơn vị.\n\nThực hiện Công điện số 53/CĐ-TW ngày 28/10/2021 của Ban Chỉ đạo Trung ương. Cục Cứu hộ Mẫu đề nghị các đơn vị:\n\n1. Duy trì nghiêm chế độ trực.\n\n2. Bộ đội Biên phòng thông báo cho tàu thuyền.\n'
    const { document } = readDirective(text)
    assert.deepEqual([document.kind, document.number, document.date], ['công điện', '37/TK', '2021-10-29'])
    assert.deepEqual(whose(text), ['các đơn vị', 'Bộ đội Biên phòng'])
  })
  test('what is agreed binds by its date all the same', () => {
    const { deadlines } = readDirective(notice('Đồng ý chủ trương tạm thời đóng cửa các cửa khẩu phụ từ 0 giờ ngày 05/8/2021.'))
    assert.deepEqual(
      deadlines.map((d) => [d.date, d.isStart]),
      [['2021-08-05', true]],
    )
  })
})
