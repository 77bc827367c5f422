/** Days that bind nobody: of counts, feasts, meetings, laws cited, what is foreseen, what has been; and what binds all the same. */

/** "Ngày 23/5, các địa phương tổ chức bầu cử": when something takes place. */
export const TAKES_PLACE =
  /^\s(?:là|sẽ)\s|^,?[^.;]{0,60}?(?:họp|hội nghị|bầu cử|khai mạc|khai giảng|lễ|kỳ thi|phiên|làm việc|dự)(?!\p{L})/u
/** "người hoàn thành cách ly từ ngày 25/02 trở đi phải …": whom it concerns, for what they must comes after; "người dân ở nhà từ ngày 25/02 trở đi" is a start. */
export const WHO_MUST =
  /^\s*trở (?:(?:lại|về)(?!\p{L})|đi,?\s(?:thì |đều |vẫn )?(?:phải|được|cần|chỉ|không được|bắt buộc)(?!\p{L}))/u
export const WHO_DID = /(?<!\p{L})(?:người|trường hợp|công dân|bệnh nhân|đối tượng)(?!\p{L})[^.;:,]{0,80}$/u
/** "Đến 6 giờ ngày 24/7 là 12 ca": the day of a count. */
export const COUNTED =
  /^[\s,]*(?:có ý nghĩa|là (?:giai đoạn|thời gian|thời điểm)|là \d|(?:(?:toàn|cả) \p{L}+|trên địa bàn[^,.;]{0,40})?\s*(?:đã |mới )?(?:có|ghi nhận|phát hiện) (?:thêm )?\d|số (?:ca|người) (?:mắc|nhiễm|bệnh)|có thể (?:có|lên|tăng)|(?:còn|vẫn|tiếp tục) (?:diễn biến |rất |hết sức )*phức tạp|diễn biến|tiềm ẩn|có nguy cơ)/u
/** The time of a feast or a term: when something takes place, not by when it must be done. */
export const OCCASION =
  /(?:cập nhật tình hình|số liệu thống kê|kỷ niệm|tưởng niệm|chào mừng|\d+ năm (?:ngày|thành lập|cách mạng)|dịp|kỳ nghỉ|nghỉ lễ|nghỉ tết|ngày nghỉ|ngày lễ|dịp tết|bầu cử|năm học(?!\p{L})(?![^.;:]*\s(?:được|hoạt động|mở|bán|dừng)\s)|kỳ thi|(?<!(?:chiến dịch|đợt|xét nghiệm|tiêm chủng|lấy mẫu)[^.;:]{0,60})diễn ra|nhiệm kỳ|tổ chức vào)(?![^.;:]*,\s(?:tạm )?(?:dừng|cấm|hoãn|đóng|áp dụng|thực hiện))[^.;:]{0,60}$/u
export const PAST =
  /(?:^|[\s,])(?:đã|vừa qua|từ đầu|ghi nhận|phát hiện(?! sớm| kịp thời| nhanh| và | các | những | người)|sau hơn|trong đợt|xuất hiện|xảy ra|đến nay)(?!\p{L})/u
export const BARRED = /^[-+\s]*(?:không|chưa|tạm dừng|dừng|tạm hoãn|hoãn|cấm|nghiêm cấm)(?!\p{L})/u
/** "Trong 02 ngày 14, 15/8, người dân được mua sắm": they may. */
export const MAY = /^[^.;]{0,40}\sđược (?:phép )?(?:mua|hoạt động|ra|đi|bán|mở)(?!\p{L})/u
/** "quyết toán chi phí từ ngày 27/01 đến hết ngày 31/3", the first of them past: what is looked into, not by when. */
export const PERIOD =
  /(?:quyết toán|thanh tra|kiểm toán|thống kê|số liệu|phát sinh|(?:sơ|tổng) kết|vi phạm(?: \p{L}+){0,2} trong|(?:ngừng|mất|nghỉ) việc|(?:hỗ trợ|chi trả|trợ cấp)[^.;]{0,80} (?:phải|bị) (?:tạm )?(?:dừng|ngừng|nghỉ)|(?:tạm hoãn|chấm dứt) hợp đồng|(?:qua|sau) \d{1,2} (?:ngày|tuần|tháng)|(?:báo cáo|đánh giá|tổng hợp)(?: \p{L}+){0,2} kết quả)(?![^.;]*(?:tiếp tục|kéo dài|duy trì|gia hạn))[^.;]{0,200}$/u
/** "người về từ tỉnh X (thời điểm từ 0 giờ ngày …)". */
export const MOMENT = /thời điểm từ$/u
/** "tính toán nhu cầu ô xy trong 7 ngày tới": what is looked ahead to. */
export const FORESEEN =
  /(?:nhu cầu|dự báo|dự kiến(?! hoàn thành| xong| kết thúc| bàn giao)|kịch bản|tình huống)(?!\p{L})(?:[^,;.:]|(?<=\d)[.,](?=\d)){0,80}$/u
/** "dự kiến phương án cách ly từ ngày 01/3": not yet ordered; "thực hiện kịch bản 2 từ ngày 25/02" is. */
export const PLANNED = /(?<!\p{L})(?:dự báo|dự kiến|theo tiến độ)(?!\p{L})(?:[^,;.:]|(?<=\d)[.,](?=\d)){0,80}$/u
/** "đề xuất miễn phí thị thực đến hết năm 2021": what is proposed. */
export const PROPOSED =
  /(?:đề xuất|kiến nghị|nghiên cứu)(?: việc| chính sách| cho)? (?:miễn|giảm|giãn|hoãn|gia hạn|kéo dài|hỗ trợ)(?!\p{L})[^,;.:]{0,120}$/u
export const GATHERING =
  /(?:họp|hội nghị|phiên|đại hội|hội thảo|khai giảng|khai mạc|bế mạc|tham dự|làm việc với|(?:đón|tiếp) (?:đoàn|tiếp)|tổ chức[^,.;]{0,16} bầu cử)[^,.;]{0,70} vào$/u
/** "Bộ Y tế sẽ kiểm tra tỉnh vào 14 giờ ngày …": what somebody else will do then. */
export const VISITS = /(?<!\p{L})sẽ (?:kiểm tra|làm việc|họp|về|đến|thăm)(?!\p{L})[^.;:]{0,60} vào$/u
/** "Sở X tham mưu tổ chức hội nghị vào ngày …": by then it must stand. */
export const PREPARED = /(?:tham mưu|chuẩn bị)[^,.;:]{0,40} tổ chức [^,.;:]{0,80}$/u
/** Its day is not set by whoever prepares it. */
export const STATUTORY = /(?:kỳ họp|phiên họp|kỳ thi|đại hội|bầu cử|khai giảng|khai mạc|bế mạc)[^,.;]{0,70} vào$/u
/** "Nghị định 80/2021/NĐ-CP … có hiệu lực từ ngày 15/10": a law that is cited, not this document. */
export const LAW_CITED =
  /(?:luật|nghị định|thông tư|nghị quyết|pháp lệnh)(?!\p{L})(?:(?!(?<!\p{L})này(?!\p{L}))[^;]){0,160}hiệu lực(?: thi hành)?(?: kể)? từ$/u
/** "Hồ sơ nộp trước ngày 10/9 giải quyết theo quy định cũ": which ones are meant. */
export const WHICH_BEFORE =
  /(?:^|[,:]\s)(?:(?:các|những|mọi)\s)?(?:hồ sơ|giấy|đơn|hợp đồng|phiếu|mẫu|người|trường hợp|công dân|đối tượng)(?!\p{L})[^.;:,]{0,80}$/u
export const THEY_ARE =
  /^\s(?:thì |đều |vẫn )?(?:được|giải quyết|hết|tiếp tục|không phải|miễn|thực hiện|có giá trị|xử lý)(?!\p{L})/u
/** "rà soát người về từ ngày 01/7 đến nay, gửi về …": what is looked into has been, the word of handing in stands nearer. */
export const THEN_HANDED = /(?:gửi|nộp|trình|báo cáo|hoàn thành|hoàn tất|xong)(?!\p{L})(?:(?! đã |vừa qua)[^.;]){0,60}$/u
export const MEETS = /họp|hội nghị|phiên|kỳ thi|đại hội|bầu cử|lễ|khai giảng|số \S+$/u
/** "Tạm hoãn các kỳ thi, lễ hội đến hết tháng 8": a feast that is barred. */
export const BARS_IT =
  /(?<!\p{L})(?:dừng|hoãn|cấm|hủy|chưa tổ chức|không (?:tổ chức|ra|về|rời|đi|tụ tập|tập trung|tham gia))(?!\p{L})[^.;:]{0,120}$/u
/** "Trong dịp nghỉ lễ (từ ngày 02/9 đến hết ngày 05/9), cán bộ không ra khỏi tỉnh": what is barred as long. */
export const BARRED_THEN =
  /^(?:\s(?:đến|tới)[^.;)]{0,40}|\s?[-–][^.;)]{0,30})?\)?,\s[^.;:]{0,80}?(?:không|dừng|cấm|hạn chế)(?!\p{L})/u
/** "Đến ngày 15/8, tỉnh đã tiêm được …": what has been reached. */
export const REACHED = /^,?\s(?!\s*(?:phải|cần))(?:(?!phải|hoàn thành|xong)[^.;:]){0,60}?\sđã\s(?!được phê duyệt)/u
