/** Words of Vietnamese administration that the reader knows. Lists, not logic: to teach it a word, add it here. */

/** Kinds of document as `kind` says them, by the letters of their title without marks or spaces. The longer title first. */
export const KINDS: readonly (readonly [bones: string, kind: string, symbols: readonly string[]])[] = [
  ['thongcaobaochi', 'thông cáo báo chí', ['TCBC']],
  ['thongtri', 'thông tri', ['TT/TU']],
  ['thongbao', 'thông báo', ['TB']],
  ['chithi', 'chỉ thị', ['CT']],
  ['congdien', 'công điện', ['CĐ', 'CD']],
  ['quyetdinh', 'quyết định', ['QĐ', 'QD']],
  ['quydinh', 'quy định', ['QĐi', 'QyĐ']],
  ['quyche', 'quy chế', ['QC']],
  ['nghiquyet', 'nghị quyết', ['NQ']],
  ['nghidinh', 'nghị định', ['NĐ']],
  ['thongtu', 'thông tư', ['TT']],
  ['ketluan', 'kết luận', ['KL']],
  ['kehoach', 'kế hoạch', ['KH']],
  ['phuongan', 'phương án', ['PA']],
  ['huongdan', 'hướng dẫn', ['HD']],
  ['totrinh', 'tờ trình', ['TTr']],
  ['baocao', 'báo cáo', ['BC']],
  ['bienban', 'biên bản', ['BB']],
  ['giaymoi', 'giấy mời', ['GM']],
  ['chuongtrinh', 'chương trình', ['CTr']],
  ['congvan', 'công văn', ['CV']],
  ['dien', 'công điện', ['Đ']],
]

/** The 63 provinces of 2008 to 2025. */
export const PROVINCES: readonly string[] =
  `Hà Nội|Hà Giang|Cao Bằng|Bắc Kạn|Tuyên Quang|Lào Cai|Điện Biên|Lai Châu|Sơn La|Yên Bái|Hòa Bình|Thái Nguyên|Lạng Sơn|Quảng Ninh|Bắc Giang|Phú Thọ|Vĩnh Phúc|Bắc Ninh|Hải Dương|Hải Phòng|Hưng Yên|Thái Bình|Hà Nam|Nam Định|Ninh Bình|Thanh Hóa|Nghệ An|Hà Tĩnh|Quảng Bình|Quảng Trị|Thừa Thiên Huế|Đà Nẵng|Quảng Nam|Quảng Ngãi|Bình Định|Phú Yên|Khánh Hòa|Ninh Thuận|Bình Thuận|Kon Tum|Gia Lai|Đắk Lắk|Đắk Nông|Lâm Đồng|Bình Phước|Tây Ninh|Bình Dương|Đồng Nai|Bà Rịa - Vũng Tàu|Hồ Chí Minh|Long An|Tiền Giang|Bến Tre|Trà Vinh|Vĩnh Long|Đồng Tháp|An Giang|Kiên Giang|Cần Thơ|Hậu Giang|Sóc Trăng|Bạc Liêu|Cà Mau`.split(
    '|',
  )

/** Provincial towns that bear another name than their province, as they stand in "Phủ Lý, ngày …". */
export const TOWNS: Readonly<Record<string, string>> = {
  'Phủ Lý': 'Hà Nam',
  'Phan Rang - Tháp Chàm': 'Ninh Thuận',
  'Phan Rang-Tháp Chàm': 'Ninh Thuận',
  'Hạ Long': 'Quảng Ninh',
  'Việt Trì': 'Phú Thọ',
  'Vĩnh Yên': 'Vĩnh Phúc',
  Vinh: 'Nghệ An',
  'Đồng Hới': 'Quảng Bình',
  'Đông Hà': 'Quảng Trị',
  Huế: 'Thừa Thiên Huế',
  'Tam Kỳ': 'Quảng Nam',
  'Quy Nhơn': 'Bình Định',
  'Tuy Hòa': 'Phú Yên',
  'Nha Trang': 'Khánh Hòa',
  'Phan Thiết': 'Bình Thuận',
  Pleiku: 'Gia Lai',
  'Buôn Ma Thuột': 'Đắk Lắk',
  'Gia Nghĩa': 'Đắk Nông',
  'Đà Lạt': 'Lâm Đồng',
  'Đồng Xoài': 'Bình Phước',
  'Thủ Dầu Một': 'Bình Dương',
  'Biên Hòa': 'Đồng Nai',
  'Bà Rịa': 'Bà Rịa - Vũng Tàu',
  'Vũng Tàu': 'Bà Rịa - Vũng Tàu',
  'Tân An': 'Long An',
  'Mỹ Tho': 'Tiền Giang',
  'Cao Lãnh': 'Đồng Tháp',
  'Long Xuyên': 'An Giang',
  'Rạch Giá': 'Kiên Giang',
  'Vị Thanh': 'Hậu Giang',
}

const words = (text: string): string[] =>
  text
    .split(/[\n|]/u)
    .map((word) => word.trim())
    .filter(Boolean)
    // the longest first, so that "phó chủ tịch" is not read as "phó"
    .sort((a, b) => b.length - a.length)
const oneOf = (list: readonly string[]): string => list.map((word) => word.replace(/[.*+?^${}()[\]\\]/gu, '\\$&')).join('|')

/** First words of a body or office that can be given a task. Lower case. */
export const HEADS: readonly string[] = words(`
sở|ban|bộ|ubnd|ủy ban|hđnd|hội đồng|công an|bộ chỉ huy|bộ chqs|bch|bộ đội biên phòng|bđbp|biên phòng|quân sự|quân đội|trung tâm|cdc|ttyt|ttksbt|bệnh viện|phòng khám
mặt trận|mttq|ubmttq|đoàn thanh niên|tỉnh đoàn|thành đoàn|huyện đoàn|đoàn tncs|đoàn thể|hội|liên đoàn|liên minh|hiệp hội|công đoàn|văn phòng|thanh tra|cục|chi cục|tổng cục|vụ|kho bạc|ngân hàng|bảo hiểm|bhxh|viện|tòa án|đài
báo|các báo|cổng thông tin|cơ quan báo chí|ban quản lý|bql|tổ|tiểu ban|đội|đoàn công tác|đoàn kiểm tra|đảng ủy|huyện ủy|thành ủy|thị ủy|quận ủy|tỉnh ủy|cấp ủy|chi bộ|chi ủy|chi, đảng bộ|các chi|đảng bộ|tổ chức|chính quyền
ban thường vụ|btv|thường trực|tt hđnd|ban chỉ đạo|bcđ|bcđ|đảng đoàn|ban cán sự|bcs|địa phương|đơn vị|cơ quan|doanh nghiệp|công ty|cơ sở|nhà trường|trường|xã|phường|huyện|thị xã|thành phố|tỉnh|quận|thôn|khu phố|khu dân cư
các cấp|các ngành|ngành|cấp huyện|cấp xã|cấp tỉnh|lực lượng|chốt|trạm|nhà thuốc|quầy thuốc|cửa hiệu|cửa hàng|chợ|siêu thị|hộ|hộ gia đình|gia đình|người dân|nhân dân|công dân|người lao động|mọi người|phòng|khoa|nhà máy|chủ|hệ thống chính trị|tập thể|phân hiệu|học viện|đại học|kbnn|sở chỉ huy|quân khu|trung đoàn|nhóm|tổng công ty|tập đoàn|khu công nghiệp|khu cách ly
đồng chí|đ/c|đc|ông|bà|chủ tịch|phó chủ tịch|các phó chủ tịch|bí thư|phó bí thư|giám đốc|phó giám đốc|thủ trưởng|người đứng đầu|trưởng|phó trưởng|trưởng ban|phó trưởng ban|chánh|phó chánh|chánh văn phòng|chánh thanh tra|ủy viên|thành viên|cán bộ|đảng viên|công chức|chỉ huy trưởng|chính ủy|cục trưởng|tổng biên tập|hiệu trưởng|trạm trưởng|tổng giám đốc|chủ nhiệm|người|bộ trưởng|thứ trưởng|thủ tướng|phó thủ tướng|thống đốc|lãnh đạo|cá nhân|phóng viên|chuyên gia|y tế|dân quân|đại biểu|giáo viên|giảng viên|nhà giáo|học viên|học sinh|bác sĩ|nhân viên|tiểu thương|lái xe|các sở|trưởng thôn|tổ trưởng|ubmttqvn|ub|đoàn đại biểu|đoàn luật sư|ubkt|vptu|syt|bv|tp|tx|khóm|ấp|buôn|tình nguyện viên|cộng tác viên|chức sắc|già làng|linh mục|sư sãi|phật tử|đoàn viên|hội viên|công nhân|hải quan|cảng vụ|cảng cá|cảng bến|bến cảng|bến phà|bến đò|bến tàu|cảng hàng không|cảng biển|sân bay|nhà hàng|nhà nghỉ|nhà trọ|công sở|rạp chiếu phim|phòng tập|quán cà phê|quán cafe|quán bia|quán nước|hồ bơi|bể bơi|báo cáo viên|tuyên truyền viên|trại tạm giam|trại giam|thư viện|nhà văn hóa|nhà thi đấu|khu trọ|khu nhà trọ|dãy trọ|chung cư|ký túc xá|khu du lịch|điểm du lịch|nhà xe|công trường|phòng mạch|khách sạn|bến xe|hành khách|tài xế|nhà thầu|kỹ thuật viên|điều dưỡng|viên chức|chiến sĩ|sĩ quan|sinh viên|hộ lý|cha mẹ|hợp tác xã|cụm|bưu điện|viễn thông|điện lực|thí sinh|phụ huynh|hệ thống siêu thị|khối dân vận|khối mttq|khối các cơ quan|hệ thống loa|hệ thống truyền thanh|hệ thống thông tin cơ sở|loa truyền thanh
vnpt|viettel|mobifone|vinaphone|sàn|tiểu đoàn|đại đội|nhà hát|bảo tàng|tòa giám mục|y, bác sĩ|đoàn đbqh|btl|quân chủng|binh chủng|cảnh sát|kiểm lâm|hạt kiểm lâm|hạt quản lý|xí nghiệp|lữ đoàn|sư đoàn|giáo xứ|câu lạc bộ|ngư dân|nông dân|thương nhân|thương lái|hãng taxi|hãng xe|đồn biên phòng|hải đội|nhà đầu tư|nhà mạng|thầy thuốc|y bác sĩ|thầy cô|toàn dân|hệ thống y tế|khối trường học|cử tri|dân phòng|tự vệ|htx|đại lý|bếp ăn|quán ăn|phương tiện thông tin đại chúng
`)

/** Words before a head: all, each, every. */
export const EACH = String.raw`(?:các|mỗi|từng|toàn bộ|toàn thể|toàn|tất cả|tất cả các|những|cả|mọi|riêng|nhất là|trực tiếp là|trước hết là|một số|đề nghị|đ/c|đồng chí|tập thể|đội ngũ|hai|ba|\d{1,3}\s?%(?: số)?(?=\s(?:cán bộ|đảng viên|công chức|người|hộ|học sinh|giáo viên|nhân viên))|\d{1,3})`

/** A word that ends the name of whoever acts: what follows is what is done. Lower case. */
export const VERBS: readonly string[] = words(`
phải|cần|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|có kế hoạch|có giải pháp|có biện pháp|có phương án|có văn bản|được giao|không được|không để|không|tuyệt đối|nghiêm cấm|chỉ
tiếp tục|ra quyết định|ra văn bản|ra quân|tăng cường|đẩy mạnh|chủ trì|phối hợp|chỉ đạo|tổ chức|thực hiện|triển khai|rà soát|xây dựng|ban hành|tham mưu|hướng dẫn|kiểm tra|giám sát|đôn đốc|theo dõi|tổng hợp|báo cáo|đề xuất|trình|lập|thành lập|kiện toàn|củng cố|bố trí|bảo đảm|đảm bảo|chuẩn bị|huy động|tuyên truyền|vận động|quán triệt|thông báo|thông tin|cung cấp|cập nhật|công khai|công bố|tiếp nhận|phân công|giao|yêu cầu|đề nghị|quyết định|xem xét|xử lý|xử phạt|quản lý|kiểm soát|phát hiện|truy vết|khoanh vùng|cách ly|điều trị|xét nghiệm|lấy mẫu|tiêm|mua sắm|hỗ trợ|vận hành|thiết lập|duy trì|mở|đóng cửa|tạm dừng|dừng|hạn chế|cấm|phong tỏa|giải tỏa|khảo sát|nghiên cứu|ứng dụng|hoàn thiện|hoàn thành|hoàn tất|khắc phục|chấn chỉnh|nâng cao|phát huy|đổi mới|tạo điều kiện|tháo gỡ|giải quyết|kêu gọi|phát động|gửi|nộp|đăng tải|đưa tin|in ấn|phát hành|phát sóng|sử dụng|áp dụng|chấp hành|tuân thủ|tự giác|khai báo|cài đặt|thường xuyên|khẩn trương|kịp thời|chủ động|tích cực|nghiêm túc|tập trung|quyết liệt|trực tiếp|căn cứ|dành|đến từng|chịu|làm tốt|làm|nắm|bám sát|quan tâm|lưu ý|chú trọng|ưu tiên|sẵn sàng|kích hoạt|điều động|điều phối|điều tra|điều chỉnh|tăng|giảm|khống chế|ngăn chặn|bảo vệ|tuần tra|trực|phân luồng|niêm yết|ký|ký cam kết|cam kết|phê duyệt|thẩm định|cấp|chi trả|thanh toán|bổ sung|tham gia|đồng hành|vào cuộc|nêu cao|xác định|lãnh đạo|cụ thể hóa|phân bổ|đánh giá|tính toán|dự báo|liên hệ|trao đổi|làm việc|bàn giao|đón|đưa|chuyển|vận chuyển|cử|hoãn|tạm hoãn|khuyến cáo|khuyến khích|nhắc nhở|thu hồi|xác minh|khởi tố|lập hồ sơ|lập danh sách|thống kê|kê khai|ra quân|rút kinh nghiệm|sơ kết|tổng kết|phê bình|kiểm điểm|giữ|giữ vững|ổn định|tận dụng|tranh thủ|đa dạng|thúc đẩy|phát triển|thu gom|khử khuẩn|phun|vệ sinh|tự quản|hiệp đồng|đóng góp|ủng hộ|kết nối|bình ổn|dự trữ|thí điểm|khám|sàng lọc|đo thân nhiệt|đeo|ở nhà|ở yên|ở tại nhà|ở tại chỗ|hạn chế ra|siết chặt|thắt chặt|thần tốc|nhanh chóng|sớm|linh hoạt|quyết tâm|phấn đấu|đồng tâm|phân loại|phân cấp|phân định|lồng ghép|quy định|thống nhất|cho phép|tiến hành|lựa chọn|trưng dụng|ngừng|chia sẻ|đáp ứng|rút ngắn|mở rộng|thay đổi|tạm thời|nghiêm chỉnh|thi hành|gương mẫu|nhận|khai thác|vận dụng|kiên quyết|dựng|đặt|kiểm kê|lắp đặt|lắp|trang bị|bố trí lực lượng|giao ban|đi kiểm tra|phụ trách|định kỳ|ủy quyền|xin ý kiến|tạm đóng cửa|trả kết quả|tập huấn|đào tạo|diễn tập|tăng tốc|bao vây|dập tắt|dập|đề cao|đẩy nhanh|giải ngân|gia hạn|miễn|tìm kiếm|chăm lo|bám|xác nhận|nhập dữ liệu|nhập|quét mã|thu dung|phân tầng|thay thế|rà|luân phiên|bảo quản|tiêu hủy|cưỡng chế|lên phương án|gắn|coi|xem|dừng hoạt động|tự|gửi báo cáo|phát|cung ứng|định hướng|đấu tranh|phản bác|khử trùng|trích|trưng tập|tạm ngừng|hủy|phân phối|tích hợp|kết hợp|phản ánh|tố giác|cảnh báo|đối chiếu|túc trực|nhắn tin|nắm bắt|làm rõ|kéo dài|hiến|biểu dương|khen thưởng|bắt buộc|thu thập|thu hút|đề ra|đầu tư|nâng|nâng cấp|đẩy lùi|hằng ngày|hàng ngày|mỗi ngày|lấy|tính|căng|khoanh|truy|tách|sắp xếp|nhân rộng|học tập|rút|kết thúc|khôi phục|phục hồi|tiêu thụ|thăm|động viên|chăm sóc|tư vấn|giải thích|trả lời|đăng ký|vừa
hoàn chỉnh|cân đối|điều hành|bắt đầu|là đầu mối|là cơ quan|là đơn vị|làm đầu mối|đóng vai trò|thẩm tra|giới thiệu|sửa chữa|cải tạo|tuyển chọn|phổ biến|truyền đạt|giảm thiểu|kéo giảm|phòng ngừa|chặn đứng|chốt chặn|canh gác|đưa đón|tiếp đón|tiếp tế|cứu trợ|dự trù|mua|trưng mua|đồng loạt|cương quyết|liên tục|lập tức|cấp tốc|gấp rút|mạnh dạn|từng bước|chung tay|xuống ngay|xuống cơ sở|xuống địa bàn|về cơ sở|mỗi tuần|hằng tuần|hàng tuần|trợ giúp|giúp đỡ|cấp phát|cấp phép|gỡ bỏ|dỡ bỏ|tháo dỡ|nới lỏng|thu hẹp|cắt cử|bố phòng|điều chuyển|điều tiết|chi viện|tăng viện|luân chuyển|biệt phái|truy tìm|giải tán|truy tố|lắng nghe|đối thoại|hoàn trả|đi đầu|cổ vũ|khích lệ|tôn vinh|truyền thông|ứng trực|ứng phó|đối phó|bóc tách|cô lập|di dời|sơ tán|giãn cách|nghiệm thu|thi công|khởi công|tạm ứng|quyên góp|tiết kiệm|cắt giảm|bảo trì|tổng rà soát|tổng vệ sinh|tuân theo|đi sâu|sâu sát|phân chia|phân tuyến|phân nhóm|phân vùng|san sẻ|liên thông|số hóa|đình chỉ|tạm đình chỉ|kỷ luật|cách chức|tịch thu|thu giữ|kiểm đếm|kiểm nghiệm|hậu kiểm|xét duyệt|bình xét|lấy ý kiến|hội ý|quản lí|kiểm tra lại|khoanh định|định kì|tiếp cận|kiềm chế|lan tỏa|bám nắm|nắm chắc|theo sát|đeo bám|cam đoan|hạ thấp|giải phóng|tổng kiểm tra|tổng kiểm soát|trả lương|treo|dán|lên kế hoạch|lên danh sách|lên lịch|ra văn bản|ra thông báo|ra lời kêu gọi|lưu trữ|lưu giữ|đùn đẩy|né tránh|đi từng ngõ|gõ từng nhà|rà từng|có mặt|thể hiện|chú ý|cho học sinh|cho sinh viên|cho học viên|cho cán bộ|cho công nhân|cho người lao động|cho 50%|cho toàn bộ|cho toàn thể|chấm dứt
tổng điều tra|khẩn cấp|hàng năm|hằng năm|hàng tháng|hằng tháng|hàng quý|hằng quý|bắt giữ|bóc gỡ|bù đắp|cảnh giác|cắm chốt|cắm biển|cầm tay chỉ việc|chấp thuận|chỉnh sửa|chỉnh trang|chia ca|chia nhỏ|cổ động|dồn lực|dồn toàn lực|dồn sức|dọn dẹp|duy tu|đề phòng|đo lường|đơn giản hóa|đúc rút|giải trình|gìn giữ|góp ý|hiện thực hóa|hình thành|huấn luyện|hướng tới|hưởng ứng|khơi thông|khơi dậy|khởi động|kiến nghị|liên kết|loại bỏ|loại trừ|lường trước|ngăn cấm|ngăn ngừa|niêm phong|phá dỡ|phản hồi|phân bố|phân tích|phân phát|phổ cập|rào chắn|rèn luyện|san lấp|soạn thảo|sửa đổi|tái khởi động|tái lập|tạo thuận lợi|tạo mọi điều kiện|tập hợp|tập kết|thiết kế|thực thi|thử nghiệm|thu mua|tiến tới|tiếp sức|tiêu độc|tinh giản|trao quyền|trao tặng|triệt để|triệt phá|triệu tập|tu bổ|ứng cứu|xác lập|biên soạn|bồi dưỡng|cải thiện|canh trực|cứu chữa|đảm đương|đảm nhận|đảm nhiệm|gia cố|hội chẩn|quán xuyến|tạm ngưng|ngưng|tiếp thu|xung phong|thực hành|thanh lọc|chọn|buộc|rào|dẹp|soạn|thay nhau|thay phiên|tìm mọi cách|tìm hiểu|giới hạn|xếp lịch|ghi tên|ghi chép|ghi lại|ghi nhật ký|bình tĩnh
khan trương|khấn trương|khân trương|day mạnh|đây mạnh|đây nhanh|day nhanh|tang cường|tap trung|triên khai|kiêm tra|dé xuất
`)

/** Verbs that may open an order without saying who: what a sentence of a directive begins with. */
export const NOT_OPENING: ReadonlySet<string> = new Set(
  words(
    'không|chỉ|được giao|quyết định|xác định|thống nhất|sớm|nhận|coi|xem|chịu|phát hiện|tự|vừa|tính|trực|đưa|cho phép|nhanh chóng|hằng ngày|hàng ngày|mỗi ngày|phê bình|phát triển|ổn định|thay đổi|tập trung đông|buộc|hình thành|chọn lọc|hướng tới|tiến tới',
  ),
)

/** Words after which a verb only qualifies a noun: being given, the work of, so as to. */
export const QUALIFIES = words(
  'được|bị|đang|đã|do|việc|công tác|nhiệm vụ|chức năng|hoạt động|biện pháp|năng lực|kết quả|kế hoạch|phương án|quy trình|quy định|thời gian|nội dung|tình hình|có liên quan đến|thuộc diện|khả năng|theo|tại|thẩm quyền|đối tượng|mục tiêu|trách nhiệm|chế độ|nhu cầu|kinh phí|mô hình|ý thức|chủ trương',
)

/** Names in lower case that hold a verb: the verb is part of the name. */
export const NAMED = new RegExp(
  String.raw`(?:ban|trưởng ban|phó trưởng ban|phó ban|ủy viên ban) chỉ đạo|(?:tổ|chốt|đội|đoàn|ban|khu|khu vực|vùng|bộ phận|trung tâm|lực lượng|cơ sở|điểm|trạm|ủy ban|(?<!quốc |văn |biên |dự )phòng|bql|công trình|cán bộ|người|nhân viên|cổng|đoàn viên)(?: y tế| liên ngành| công tác| bộ)? (?:${oneOf(
    words(
      'cách ly y tế tập trung|cách ly tập trung|kiểm tra, giám sát|kiểm tra giám sát|kiểm tra|giám sát|kiểm soát dịch|kiểm soát|quản lý|tuần tra|phục vụ|tiếp nhận và trả kết quả|tiếp nhận|cách ly|điều trị|xét nghiệm|truy vết|thu dung|tuyên truyền|tham mưu|kiểm dịch|phản ứng nhanh|hỗ trợ|khám chữa bệnh|khám bệnh, chữa bệnh|khám|tiêm chủng|tiêm|lấy mẫu|chỉ đạo|tổ chức|thông tin|bảo vệ|trực|vận động|công tác|tự quản|dập dịch|bán|nhập|mua|phong tỏa|hướng dẫn|điều phối|điều hành',
    ),
  )})|(?:ngành|lực lượng|cơ quan|đơn vị|bộ phận|các) chức năng|(?:người|đơn vị|doanh nghiệp|cơ sở) sử dụng lao động|cơ quan (?:tuyên truyền, báo chí|thông tấn, báo chí|quản lý|chuyên môn|thường trực|tham mưu|báo chí|thông tin)|(?:các |những )?tổ chức (?:đảng|chính trị|đoàn thể|cá nhân|tôn giáo|xã hội|chính quyền|hội(?! nghị| thảo| họp| chợ| thi)|công đoàn|kinh tế|cơ sở)|tổ chức,|không (?:thiết yếu|cần thiết|chính thức|triệu chứng)|tự phát|tự do|(?:tuyên truyền|báo cáo) viên|phòng,? chống|bầu cử|hậu cần|thông tin và truyền thông|thông tin, truyền thông|phát triển nông thôn|phát triển doanh nghiệp|hỗ trợ phát triển|giáo dục và đào tạo|và đào tạo|kế hoạch và đầu tư|thông tin điện tử|kiểm soát bệnh tật|xây dựng đảng|phục vụ hành chính|phát thanh|có nguy cơ|thường trực|đơn vị sự nghiệp|sản xuất|hợp tác|không có vùng|giao thông|ngoại giao|xuất nhập cảnh|nhập cảnh|(?:sở|bộ|phòng|cục|chi cục|văn phòng) (?:xây dựng|giao thông|kiểm lâm|quản lý|đăng kiểm|kiểm định|thi hành án|điều phối)|quản lý thị trường|(?:công|chương|quá|quy|lộ|giáo|hành) trình|(?:công|dân|độc) lập|giao (?:hàng|dịch)|dân quân tự vệ|bảo vệ dân phố|chỉ huy thống nhất|giám sát, xét nghiệm|(?:dương|âm|ác|lành|nam|nữ) tính|quản lý rừng|đăng kiểm|lãnh đạo (?:ubnd|sở|ban(?! hành)|các|tỉnh|huyện|văn phòng|chủ chốt)|(?:trung|sơ|nhà cung) cấp|ký túc xá|tiệm (?:cắt|làm|uốn|sửa|giặt|bán|rửa)|cấp (?:ủy|tỉnh|huyện|xã|trên|dưới|cơ sở|trưởng|phó)|các cấp|dự phòng|chỉ huy|quản lý khu|tập đoàn|giám sát cộng đồng|chủ động liên|trực thuộc|trực tiếp là(?!\p{L})|chủ đầu tư|hàng không|phát sinh|phát biểu|được giao|(?:đồng chí|cán bộ|người|viên|lãnh đạo) (?:được phân công )?phụ trách|(?:cán bộ|người|nhân viên|viên chức|lực lượng) làm (?:công tác|nhiệm vụ)|(?:lực lượng|những người|người) làm việc (?:tại|ở|trong)`,
  'gu',
)

/** Titles as they are written in a sentence, by their capitals. */
export const PROPER: readonly (readonly [low: string, proper: string])[] = [
  ['chánh văn phòng', 'Chánh Văn phòng'],
  ['phó chánh văn phòng', 'Phó Chánh Văn phòng'],
  ['văn phòng', 'Văn phòng'],
  ['phó chủ tịch', 'Phó Chủ tịch'],
  ['chủ tịch', 'Chủ tịch'],
  ['phó bí thư', 'Phó Bí thư'],
  ['bí thư', 'Bí thư'],
  ['thường trực', 'Thường trực'],
  ['ban thường vụ', 'Ban Thường vụ'],
  ['ban chấp hành', 'Ban Chấp hành'],
  ['phó trưởng ban', 'Phó Trưởng ban'],
  ['trưởng ban', 'Trưởng ban'],
  ['ban chỉ đạo', 'Ban Chỉ đạo'],
  ['phó giám đốc', 'Phó Giám đốc'],
  ['giám đốc', 'Giám đốc'],
  ['sở chỉ huy', 'Sở Chỉ huy'],
  ['sở y tế', 'Sở Y tế'],
  ['sở giáo dục và đào tạo', 'Sở Giáo dục và Đào tạo'],
  ['sở công thương', 'Sở Công Thương'],
  ['sở tài chính', 'Sở Tài chính'],
  ['sở nội vụ', 'Sở Nội vụ'],
  ['sở xây dựng', 'Sở Xây dựng'],
  ['sở giao thông vận tải', 'Sở Giao thông vận tải'],
  ['sở thông tin và truyền thông', 'Sở Thông tin và Truyền thông'],
  ['sở lao động - thương binh và xã hội', 'Sở Lao động - Thương binh và Xã hội'],
  ['sở văn hóa, thể thao và du lịch', 'Sở Văn hóa, Thể thao và Du lịch'],
  ['sở nông nghiệp và phát triển nông thôn', 'Sở Nông nghiệp và Phát triển nông thôn'],
  ['bộ y tế', 'Bộ Y tế'],
  ['bộ trưởng', 'Bộ trưởng'],
  ['thứ trưởng', 'Thứ trưởng'],
  ['thủ tướng chính phủ', 'Thủ tướng Chính phủ'],
  ['chính phủ', 'Chính phủ'],
  ['ủy ban nhân dân', 'Ủy ban nhân dân'],
  ['hội đồng nhân dân', 'Hội đồng nhân dân'],
  ['tỉnh ủy', 'Tỉnh ủy'],
  ['thành ủy', 'Thành ủy'],
  ['huyện ủy', 'Huyện ủy'],
  ['thị ủy', 'Thị ủy'],
  ['quận ủy', 'Quận ủy'],
  ['đảng ủy', 'Đảng ủy'],
  ['covid-19', 'Covid-19'],
  ['ubnd', 'UBND'],
  ['hđnd', 'HĐND'],
  ['bcđ', 'BCĐ'],
  ['quốc gia', 'Quốc gia'],
  ['phó thủ tướng', 'Phó Thủ tướng'],
  ['thủ tướng', 'Thủ tướng'],
]

/** What a task may have to bring forth. */
export const PRODUCTS = words(
  'kế hoạch|phương án|bộ tiêu chí|tiêu chí|báo cáo|hướng dẫn|văn bản|quyết định|chỉ thị|công điện|danh sách|quy chế|quy trình|quy định|tài liệu|phần mềm|đề án|tờ trình|dự toán|kịch bản|bản cam kết|thông báo|bản đồ|cơ sở dữ liệu|sổ tay|hồ sơ|nghị quyết|chương trình|tờ khai|thư kêu gọi|đường dây nóng',
)

export const headPattern = oneOf(HEADS)
export const verbPattern = oneOf(VERBS)
export const qualifiesPattern = oneOf(QUALIFIES)
export const productPattern = oneOf(PRODUCTS)
