/** Names that end where they end, whatever word follows: the offices of a province, by their full names. */

const LEVEL = String.raw`(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|trung ương)`
const OF = String.raw`(?:\s(?:cấp\s|các\s|toàn\s)?${LEVEL}(?:(?:,|\svà)\s${LEVEL}(?=[\s,;])(?!\s(?:đoàn|ủy)(?!\p{L})))*)?`
const PARTY = String.raw`(?:tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy)`
const UBND = String.raw`(?:ubnd|ủy ban nhân dân)`
const NAME = new RegExp(
  String.raw`^(?:các\s|giám đốc\s|phó giám đốc\s|lãnh đạo\s)?(?:sở (?:y tế|công thương|tài chính|nội vụ|tư pháp|xây dựng|du lịch|ngoại vụ|giao thông vận tải|gtvt|thông tin (?:và|&) truyền thông|tt&tt|kế hoạch (?:và|&) đầu tư|kh&đt|giáo dục (?:và|&) đào tạo|gd&đt|nông nghiệp (?:và|&) (?:phát triển nông thôn|ptnt|môi trường)|tài nguyên (?:và|&) môi trường|khoa học (?:và|&) công nghệ|văn hóa, thể thao (?:và|&) du lịch|văn hóa (?:và|&) thể thao|lao động - thương binh (?:và|&) xã hội|lao động, thương binh (?:và|&) xã hội)|công an|(?:bộ )?chỉ huy (?:quân sự|bộ đội biên phòng)|bộ chqs|(?:chủ tịch |phó chủ tịch )?${UBND}|văn phòng (?:${UBND}|${PARTY}|hđnd)|ban (?:tuyên giáo|dân vận|tổ chức|nội chính|thường vụ) (?:các )?${PARTY}|ban cán sự đảng ${UBND}|ủy ban kiểm tra ${PARTY}|ban quản lý các khu công nghiệp|trung tâm (?:y tế|kiểm soát bệnh tật)|cdc|(?:ủy ban )?mặt trận tổ quốc(?: việt nam)?|(?:tỉnh|thành|huyện|thị|quận) đoàn|đoàn thanh niên(?: cộng sản hồ chí minh)?|liên đoàn lao động|hội (?:liên hiệp phụ nữ|nông dân|chữ thập đỏ|cựu chiến binh)|cục (?:thuế|hải quan|quản lý thị trường|thống kê)|thanh tra(?= tỉnh| huyện)|${PARTY})${OF}(?!\p{L})`,
  'u',
)
/** Words that still say which one is meant, or whom else, or what is so; the rest is what it is to do. */
const GOES_ON =
  /^(?:viên|nhân dân|cơ sở|địa phương|dự phòng|cửa khẩu|đặc khu|thôn|bản|ấp|khóm|xóm|buôn|khu|đồn|trạm|chính quy|bán chuyên trách|những|(?:từng|mọi|mỗi) (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|thôn|bản|cấp|địa phương)|năm|sáu|bảy|tám|chín|mười|một|các|cấp|và|cùng|tỉnh|huyện|xã|phường|thị|thành|quận|trên|trong|ngoài|tại|thuộc|ở|của|theo|nơi|liên|phụ|với|để|giáp|có|còn|vẫn|chưa|đã|đang|sẽ|là|bị|vừa|mới|cũng|đều|thì|mà|nào|nếu|khi|được|do|về|cho biết|cho rằng|nhận định|nhận thấy|đánh giá|nêu|báo cáo tại|trình bày|cơ bản|việt nam|trực thuộc|phối hợp|chủ trì|khu vực|khóa|nhiệm kỳ|ngày|số|hiện|đến|từ|trước|sau|gồm|bao gồm|đóng|đứng|như|lần|tham dự|biên giới|giáp ranh|ven biển|miền|vùng|trọng điểm|trung tâm|phía|hai|ba|bốn|nằm|không có|nêu trên|mong|tin|cảm|chúc|biểu|ghi nhận|phê|thống nhất|nhất trí|đồng ý|kết luận|họp|quyết nghị|xin|trân trọng|sáng|trưa|chiều|tối|đêm|hôm|nỗ lực|thiếu|luôn|rất|gặp)(?!\p{L})/u

/**
 * How long the names of known offices are that stand at the beginning, with those that a comma or "và" joins to them.
 * @param low the same in lower case
 * @returns the length, where what they are to do follows at once in small letters; else 0
 */
export function knownNames(text: string, low: string): number {
  let end = 0
  for (;;) {
    const name = NAME.exec(low.slice(end))?.[0]
    if (!name) return 0
    end += name.length
    end += /^(?:\s\p{Lu}[\p{L}\d]*){1,4}/u.exec(text.slice(end))?.[0].length ?? 0
    const joined = /^(?:[,;]|\svà)\s/u.exec(low.slice(end))?.[0].length ?? 0
    if (joined === 0 || !NAME.test(low.slice(end + joined))) break
    end += joined
  }
  return /^\s\p{Ll}/u.test(text.slice(end)) && !GOES_ON.test(low.slice(end + 1)) ? end : 0
}
