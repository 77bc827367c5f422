import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readDirective } from './read.rules.ts'

const orders = (text: string) => readDirective(text).tasks.map((t) => [t.assignees.join('; '), t.text.replace(/\s+/gu, ' ')])
const whose = (text: string) => orders(text).map(([who]) => who)

describe('orders told in running text, without items', () => {
  test('after the first word of an issuer what follows is ordered too, and goes on with whom it spoke of', () => {
    const read = whose(
      'Tối 24/7, Thành ủy Hà Mẫu họp. Dịch bệnh cơ bản được kiểm soát.\n\nThường trực Thành ủy đề nghị các địa phương, đơn vị tiếp tục thực hiện nghiêm các biện pháp.\n\nPhát huy vai trò của các tổ tự quản.\n\nBan cán sự đảng UBND thành phố chỉ đạo: Xây dựng kịch bản phòng, chống dịch.\n\nTiếp tục đẩy nhanh tiến độ tiêm chủng.\n\nChỉ đạo các quận, huyện hoàn thiện kế hoạch.\n',
    )
    assert.deepEqual(read.slice(0, 4), [
      'các địa phương, đơn vị',
      'các địa phương, đơn vị',
      'Ban cán sự đảng UBND thành phố',
      'Ban cán sự đảng UBND thành phố',
    ])
    assert.match(read[4]!, /các quận, huyện; Ban cán sự đảng UBND thành phố/u)
  })
  test('"Theo đó" opens what the document says; a report before it orders nothing', () => {
    const told =
      'Theo đó, kể từ 0 giờ ngày 24/7/2021 tạm dừng vận tải hành khách liên tỉnh.\nCông an tỉnh chỉ đạo các chốt kiểm tra, xử lý nghiêm các trường hợp vi phạm.\nSở Giao thông vận tải hướng dẫn các doanh nghiệp thực hiện.\nHiện nay, tỉnh có 2 ca mắc đã được cách ly.\n'
    assert.deepEqual(whose(told), ['', 'Công an tỉnh', 'Sở Giao thông vận tải'])
    assert.deepEqual(whose('Công an tỉnh tổ chức hội nghị sơ kết công tác năm.\n'), [])
  })
  test('"như sau" opens a list also where its colon is lost', () => {
    const read = whose(
      'Ban Chỉ đạo tỉnh thông báo bổ sung một số biện pháp, cụ thể như sau\n   Thực hiện cách ly tập trung người về từ vùng dịch từ 0 giờ ngày 24/7/2021.\n',
    )
    assert.deepEqual(read, [''])
  })
  test('in a text with items the words before the first one stay what they were', () => {
    const read = orders(
      'THÔNG BÁO\nKết luận của Ban Thường vụ Tỉnh ủy\n\nBan Thường vụ Tỉnh ủy yêu cầu các cấp ủy khắc phục ngay hạn chế.\n\nCông an tỉnh phát huy tốt vai trò nòng cốt trong thời gian qua.\n\n1. Sở Y tế khẩn trương truy vết.\n\n2. Công an tỉnh lập chốt.\n',
    )
    assert.deepEqual(
      read.map(([who]) => who),
      ['các cấp ủy', 'Sở Y tế', 'Công an tỉnh'],
    )
  })
})

describe('whose order it is', () => {
  const item = (text: string) => whose(`1. ${text}\n`)
  test('the paper that gives it stands between who speaks and whom it is to', () => {
    assert.deepEqual(item('Sở Y tế ban hành công văn số 12/SYT-NVY yêu cầu các cơ sở khám bệnh tổ chức phân luồng.'), [
      'các cơ sở khám bệnh',
    ])
    assert.deepEqual(item('Ban Chỉ đạo huyện tiếp tục yêu cầu BCĐ các xã tạm dừng ngay các lễ hội.'), ['BCĐ các xã'])
  })
  test("a term stands between the issuer's word and whom it is to", () => {
    assert.deepEqual(item('Yêu cầu từ nay đến ngày 30/7/2021, các huyện, thành phố phải xét nghiệm xong cho người dân.'), [
      'các huyện, thành phố',
    ])
  })
  test('by whom it is done, and whose charge it is', () => {
    assert.deepEqual(item('Công tác xét nghiệm do Sở Y tế chủ trì, các huyện phối hợp thực hiện.'), ['Sở Y tế'])
    assert.deepEqual(item('Trách nhiệm quản lý người về từ vùng dịch thuộc về Chủ tịch UBND cấp xã.'), ['Chủ tịch UBND cấp xã'])
    assert.deepEqual(item('Nhiệm vụ của Ban Tuyên giáo Tỉnh ủy: chủ động định hướng dư luận.'), ['Ban Tuyên giáo Tỉnh ủy'])
  })
  test('a group by who heads it, a body by what it is, a work by who does it and when', () => {
    assert.deepEqual(item('Tổ công tác do đồng chí Phó Bí thư làm Tổ trưởng tiếp tục bám sát huyện Mẫu.'), ['Tổ công tác'])
    assert.deepEqual(item('Bệnh viện Đa khoa tỉnh là tuyến cuối, có trách nhiệm hội chẩn, hỗ trợ tuyến dưới.'), [
      'Bệnh viện Đa khoa tỉnh',
    ])
    const text =
      'THÔNG BÁO\nHà Nam, ngày 24 tháng 7 năm 2021\n\n1. Sở Y tế khẩn trương truy vết. Việc tiêm cho công nhân hoàn thành trước 05/8, do Ban Quản lý các KCN phối hợp Sở Y tế thực hiện.\n'
    assert.deepEqual(
      readDirective(text).tasks.map((t) => [t.assignees[0], t.deadline]),
      [
        ['Sở Y tế', null],
        ['Ban Quản lý các KCN', '2021-08-05'],
      ],
    )
  })
  test('names of comrades after a colon, bodies of the loudspeaker, and what goes from door to door', () => {
    assert.match(
      item('Các đồng chí Ủy viên Ban Thường vụ: Nguyễn Văn Mẫu, Trần Thị Thử thường xuyên có mặt tại địa bàn.')[0]!,
      /Thử$/u,
    )
    assert.deepEqual(item('Cơ quan báo chí, hệ thống truyền thanh cơ sở tăng thời lượng tuyên truyền.'), [
      'Cơ quan báo chí, hệ thống truyền thanh cơ sở',
    ])
    assert.deepEqual(item('Hằng ngày, Tổ COVID cộng đồng đi từng ngõ, gõ từng nhà.'), ['Tổ COVID cộng đồng'])
    assert.deepEqual(item('Thủ trưởng các cơ quan cho 50% cán bộ làm việc trực tuyến.'), ['Thủ trưởng các cơ quan'])
  })
  test('who is to answer for what they neglect is threatened, not ordered', () => {
    assert.deepEqual(item('Chính quyền cơ sở mà buông lỏng thì người đứng đầu phải kiểm điểm.'), [])
  })
  test('who speaks is named by its place, or is a party committee', () => {
    assert.deepEqual(item('Ủy ban nhân dân thành phố Hà Mẫu đề nghị các cơ quan, đơn vị treo cờ.'), ['các cơ quan, đơn vị'])
    assert.deepEqual(item('Thường trực Đảng ủy yêu cầu toàn hệ thống chính trị vào cuộc quyết liệt.'), [
      'toàn hệ thống chính trị',
    ])
    assert.deepEqual(item('Chủ tịch UBND TP yêu cầu các quận bắt buộc đeo khẩu trang.'), ['các quận'])
  })
  test('a list of bodies set apart by semicolons is one list up to its verb', () => {
    assert.deepEqual(
      item(
        'Chủ tịch UBND tỉnh yêu cầu các thành viên Ban Chỉ đạo các cấp; Thủ trưởng các sở, ban, ngành; Công an tỉnh; UBND các huyện, thành phố thực hiện nghiêm việc cách ly.',
      ).length,
      1,
    )
    assert.match(
      item(
        'Chủ tịch UBND tỉnh yêu cầu Các sở: Y tế, Giáo dục; Công an tỉnh;Bộ Chỉ huy Quân sự tỉnh; UBND các huyện thực hiện việc cách ly.',
      )[0]!,
      /Y tế.*Công an tỉnh.*UBND các huyện/u,
    )
  })
  test('people who are told what they must do, after the word of an issuer', () => {
    assert.deepEqual(item('Yêu cầu các trường hợp về từ vùng dịch phải thực hiện khai báo y tế.'), [
      'các trường hợp về từ vùng dịch',
    ])
  })
  test('"Đối với" people in office, with a comma: they are to do it; with a place: it is about it', () => {
    assert.deepEqual(item('Đối với cán bộ, công chức, viên chức, thực hiện nghiêm việc khai báo y tế.'), [
      'cán bộ, công chức, viên chức',
    ])
    assert.deepEqual(item('Đối với các khu cách ly, tăng cường kiểm tra.'), [''])
  })
  test("what must be done with something is nobody's where the document names nobody, whoever the sentence before spoke of", () => {
    const read = whose(
      'THÔNG BÁO\nKết luận của Ban Thường vụ Tỉnh ủy\n\n1. Về xét nghiệm\n\nĐồng chí Phó Chủ tịch UBND tỉnh trực tiếp chỉ đạo xét nghiệm. Các khu cách ly tập trung cần được kiểm tra lại. Việc truy vết phải được hoàn thành trong vòng 24 giờ.',
    )
    assert.deepEqual(read, ['Đồng chí Phó Chủ tịch UBND tỉnh', '', ''])
  })
  test('who agrees on what to order gives the orders; how often stands before who is to do it', () => {
    const read = whose(
      'THÔNG BÁO\nÝ kiến chỉ đạo của Thường trực Tỉnh ủy\n\nThường trực Tỉnh ủy thống nhất chỉ đạo:\n\n1. Đánh giá đây là ổ dịch nguy hiểm.\n\n2. Từ 6h00 ngày 29/01/2021 dừng toàn bộ hoạt động của cảng.\n\n3. Mỗi ngày 2 lần (trước 10h và trước 17h) các địa phương báo cáo về Văn phòng Tỉnh ủy.\n',
    )
    assert.deepEqual(read, ['', 'các địa phương'])
  })
  test('a line that ends in a list of places is the order itself', () => {
    const read = orders(
      'Ban Chỉ đạo thành phố yêu cầu:\nBan Chỉ đạo phường, xã khẩn trương rà soát, lập danh sách người đến từ các địa điểm sau:\n1. Chợ Mẫu;\n2. Bến xe Mẫu.\n',
    )
    assert.equal(read.length, 1)
    assert.match(read[0]![0]!, /Ban Chỉ đạo phường, xã/u)
  })
})

describe('parts of a document', () => {
  const orders2 = (item: string) => orders(`1. ${item}\n`)
  test('(i), (ii), (iii) within a paragraph are items of their own', () => {
    assert.deepEqual(
      orders2(
        'Về xét nghiệm: (i) Ngành Y tế xét nghiệm toàn dân 3 ngày/lần; (ii) kết quả phải được trả trong vòng 24 giờ; (iii) Sở Y tế tham mưu mua thêm sinh phẩm.',
      ).map(([who]) => who),
      ['Ngành Y tế', '', 'Sở Y tế'],
    )
  })
  test('"Theo dõi, đôn đốc các cơ quan, đơn vị thực hiện …" is what its heading is to do', () => {
    assert.deepEqual(whose('1. Giao Văn phòng Đảng ủy:\n- Theo dõi, đôn đốc các cơ quan, đơn vị thực hiện đúng tiến độ.\n'), [
      'Văn phòng Đảng ủy',
    ])
  })
  test('a sentence begins behind an empty line also where the one before has lost its full stop', () => {
    assert.deepEqual(
      whose(
        'Ban Chỉ đạo phòng, chống dịch tỉnh thông báo các biện pháp giám sát đối với người từ vùng dịch đến địa bàn tỉnh Hà Mẫu\n\nTheo đó, các huyện rà soát người về từ vùng dịch.\n',
      ),
      ['các huyện'],
    )
  })
  test('what was done before, and the line under a picture, order nothing', () => {
    assert.deepEqual(orders2('Trước đó, Sở Y tế cũng ban hành công văn số 12/SYT-NVY về phân luồng.'), [])
    assert.deepEqual(whose('1. Sở Y tế khẩn trương truy vết.\nChốt kiểm soát ở xã Thụy Mẫu. Ảnh: Bộ Y tế\n').length, 1)
  })
  test('the first words of a notice are not its subject', () => {
    const read = readDirective(
      'ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: /TB-UBND\n\nTHÔNG BÁO\nVề việc treo cờ\n\nNhân dịp ngày lễ. Ủy ban nhân dân thành phố Hà Nội đề nghị các cơ quan; các hộ gia đình treo cờ từ ngày 10/5/2026 đến hết ngày 14/5/2026.\n\nThủ trưởng các cơ quan kiểm tra việc treo cờ ở đơn vị mình.\n',
    )
    assert.equal(read.document.subject, 'Về việc treo cờ')
    assert.deepEqual(
      read.deadlines.map((d) => [d.date, d.isStart]),
      [
        ['2026-05-10', true],
        ['2026-05-14', false],
      ],
    )
    assert.equal(read.tasks.length, 2)
  })
})

describe('from when it holds', () => {
  const starts = (text: string) => readDirective(`1. ${text}\n`).deadlines.map((d) => [d.date, d.isStart, d.time])
  test('a dash behind a word is no range, and what is barred for a month is not due in it', () => {
    const notice = 'THÔNG BÁO\nKết luận của Ban Thường vụ Tỉnh ủy\n\nHà Nam, ngày 24 tháng 7 năm 2021\n\n'
    const due = (text: string) => readDirective(`${notice}1. ${text}\n`).deadlines.map((d) => d.date)
    assert.deepEqual(due('BHN - Ngày 31/7, các huyện rà soát.'), [])
    assert.deepEqual(due('Không tổ chức lễ hội trong tháng 8/2021.'), [])
    assert.deepEqual(due('Các huyện tổ chức tiêm từ ngày 26/7 - 30/7/2021.'), ['2021-07-26', '2021-07-30'])
  })
  test('an hour stands also behind what people have done, and where the scanner has lost a letter', () => {
    assert.deepEqual(
      starts('Thực hiện cách ly 21 ngày đối với công dân đã đi qua tỉnh Hà Mẫu từ 00 giờ 00 phút, ngày 23/7/2021.'),
      [['2021-07-23', true, '00:00']],
    )
    assert.deepEqual(starts('Tiếp tục giãn cách toàn tỉnh thêm 14 ngày kể từ 00 gi 00 ngày 15 tháng 7 năm 2021.'), [
      ['2021-07-15', true, '00:00'],
    ])
  })
})

describe('a text that tells what a document says', () => {
  const header = (text: string) => {
    const { kind, number, date, issuer } = readDirective(text).document
    return [kind, number, date, issuer]
  }
  test('kind, number, day and issuer are those of the document told of', () => {
    assert.deepEqual(
      header('Ngày 24/7/2021, Sở Y tế ban hành công văn số 12/SYT-NVY yêu cầu các bệnh viện phân luồng người bệnh.\n'),
      ['công văn', '12/SYT-NVY', '2021-07-24', 'Sở Y tế'],
    )
    assert.deepEqual(header('Chủ tịch UBND tỉnh vừa Quyết định số 5/QĐ-UBND về phong tỏa xã Thụy Mẫu.\n'), [
      'quyết định',
      '5/QĐ-UBND',
      null,
      'Chủ tịch UBND tỉnh',
    ])
    assert.deepEqual(
      header(
        'Cách ly người về từ vùng dịch (Thông báo 94 của BCĐ phòng chống dịch tỉnh)\nCụ thể như sau\n   Thực hiện cách ly 21 ngày.\n',
      ).slice(0, 2),
      ['thông báo', '94'],
    )
  })
  test('a first line that is nothing but kind and number, and whose conclusion it is', () => {
    assert.deepEqual(
      header(
        'Thông báo số 42-TB/ĐU\nKết luận của Thường trực Đảng ủy về trật tự đô thị\n\nGiao Văn phòng Đảng ủy theo dõi, đôn đốc.\n',
      ),
      ['thông báo', '42-TB/ĐU', null, 'Thường trực Đảng ủy'],
    )
  })
  test('"Công điện nêu rõ" says the kind; who speaks first is the issuer, not who is cited', () => {
    const text =
      'Ban Thường vụ Tỉnh ủy đề nghị các cấp ủy triển khai một số nội dung sau:\nTập trung phòng, chống dịch theo chỉ đạo của Thủ tướng Chính phủ.\n'
    assert.equal(readDirective(text).document.issuer, 'Ban Thường vụ Tỉnh ủy')
    const named =
      'Thực hiện ý kiến chỉ đạo của Thủ tướng Chính phủ, Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh Hà Nam yêu cầu các địa phương rà soát.\n'
    assert.match(readDirective(named).document.issuer!, /^Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh/u)
    const told = readDirective(
      'Công điện nêu rõ, tạm dừng các lễ hội từ 18h ngày 29/4/2021.\nUBND tỉnh cũng yêu cầu rà soát, kích hoạt lại toàn bộ lực lượng.\n',
    )
    assert.equal(told.document.kind, 'công điện')
    assert.deepEqual(
      told.tasks.map((t) => t.assignees),
      [[], []],
    )
  })
  test('an order that cites what was issued before has no number of its own', () => {
    for (const text of [
      'Ngày 18/7/2021, UBND tỉnh đã ban hành Công văn số 12/UBND-VX.\n\nĐể tiếp tục phòng, chống dịch, Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế khẩn trương triển khai.\n2. Công an tỉnh lập chốt.\n',
      'Ngày 18/7/2021, Thủ tướng Chính phủ ban hành Công điện số 12/CĐ-TTg.\n\nChủ tịch UBND tỉnh yêu cầu Sở Y tế khẩn trương triển khai.\n',
    ])
      assert.deepEqual(header(text).slice(0, 3), [null, null, null])
  })
  test('a document of its own is not mistaken for one that it cites', () => {
    const text =
      'Ngày 20/7/2021, Chính phủ ban hành Nghị quyết số 78/NQ-CP.\nChủ tịch UBND tỉnh yêu cầu Sở Y tế khẩn trương triển khai.\n\nNơi nhận:\n- Lưu: VT.\n'
    assert.deepEqual(header(text).slice(0, 2), [null, null])
  })
})

describe('what the words around an order do not take from it', () => {
  const first = (text: string) => orders(`1. ${text}\n`)
  test('why it is ordered is not who is to do it', () => {
    assert.deepEqual(
      first('Do một số địa phương thực hiện chưa nghiêm, yêu cầu Chủ tịch UBND các huyện chấn chỉnh ngay.').map(([who]) => who),
      ['Chủ tịch UBND các huyện'],
    )
    assert.deepEqual(
      first('Do các huyện thực hiện tốt, yêu cầu Sở Y tế nhân rộng cách làm.').map(([who]) => who),
      ['Sở Y tế'],
    )
  })
  test('a condition with its order is no threat, and a term to finish stands also where something is stopped', () => {
    assert.equal(first('Người nhà mà chưa khai báo thì Trạm Y tế xã phải rà soát ngay.').length, 1)
    const notice = 'THÔNG BÁO\nHà Nam, ngày 24 tháng 7 năm 2021\n\n1. Dừng các lớp học thêm, hoàn thành trong tháng 8/2021.\n'
    assert.deepEqual(
      readDirective(notice).deadlines.map((d) => d.date),
      ['2021-08-31'],
    )
  })
  test('a list with its own bodies is not for whom a paragraph above it spoke of', () => {
    const read = orders(
      'UBND tỉnh yêu cầu Sở Y tế kiểm tra các khu cách ly.\n\nYêu cầu UBND các huyện thực hiện các nội dung sau:\n\nRà soát toàn bộ người về từ vùng dịch.\n\nSở Giao thông vận tải lập chốt.\n\nTăng cường tuyên truyền.\n',
    )
    assert.deepEqual(
      read.slice(-3).map(([who]) => who),
      ['UBND các huyện', 'Sở Giao thông vận tải', 'UBND các huyện'],
    )
  })
})
