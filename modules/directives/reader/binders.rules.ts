/** How the words before a date bind it: by, before, from or until that day; or whom it concerns. */

export type Sort = 'by' | 'before' | 'start' | 'end' | 'on'
/** Where the words before the date end in one of these; the first that fits. */
const WORDS: [Sort | null, RegExp][] = [
  [null, /(?:từ|như|kể từ|ghi nhận|có mặt|về|(?<!\d |nay )đến) trước$/u],
  [null, /(?:tính đến|đến thời điểm|tính tới|so với|cập nhật đến|số liệu đến|tổng hợp đến)(?: hết)?$/u],
  [null, /(?:ban hành|ký|họp|hội nghị|cuộc họp|văn bản|công văn|kỳ họp|sinh|phiên họp|kết luận|thông báo)(?: vào)?$/u],
  [null, /sau(?: khi)?$/u],
  [null, /(?<!thực |phải )(?<!\p{L})thi trong$/u],
  // "giấy chuyển viện ký trước ngày 01/6": which ones
  [null, /(?:giấy|phiếu|đơn|hồ sơ|chứng nhận|hợp đồng)(?!\p{L})[^.;:,]{0,40} (?:ký|cấp|lập) trước$/u],
  // "nếu đến ngày 30/8 chưa …": a case that may come
  [null, /(?<!\p{L})nếu(?: như)? (?:đến|tới|trước|từ)(?: hết)?$/u],
  // how long a paper or a dose is good, and a decision that ends
  [
    null,
    /(?:hạn (?:sử )?dụng|hạn dùng|giá trị(?: sử dụng)?|có (?:thời )?hạn|hết hiệu lực(?: thi hành)?)(?: là| kể)?(?: đến| tới| từ)?(?: hết)?:?$/u,
  ],
  ['before', /(?:^|\s|\()trước ngày (?:quốc khánh|khai giảng|tựu trường|bầu cử|thi|lễ|tết|khai mạc|đại hội)[^,.;:\d]{0,40}$/u],
  ['before', /(?:^|\s|\()trước ngày cuối$/u],
  ['before', /(?:^|\s|\()trước (?:(?:kỳ )?nghỉ |dịp )?lễ$/u],
  ['before', /(?:^|\s|\()trước(?: thời điểm| thời hạn| thời gian)?$/u],
  [
    'by',
    /(?:không (?:muộn|chậm|trễ) hơn|không (?:để )?(?:chậm |muộn |trễ |kéo dài )?quá|chậm nhất|muộn nhất|hạn cuối|hạn chót)(?: hoàn thành| báo cáo| gửi| nộp)?(?: là| vào| đến| tới| trong| hết| cùng| cuối giờ| đầu giờ)*:?$/u,
  ],
  ['start', /(?:thời (?:gian|điểm)|lúc)(?: \p{L}+){0,3} (?:bắt đầu|áp dụng|có hiệu lực)(?: \p{L}+){0,3}\s?:$/u],
  [
    'by',
    /(?:thời hạn|hạn|thời gian|thời gian hoàn thành|thời điểm hoàn thành|tiến độ)(?: [\p{L}\d]+){0,4}(?: là| vào| đến| tới| hết)*:\s*(?:đến|trong|xong|hoàn thành)?(?: hết)?$/u,
  ],
  [
    'by',
    /(?:xong|hoàn thành|hoàn tất|kết thúc)(?: dứt điểm| toàn bộ| việc \p{L}+| cơ bản| các nội dung)?(?: trong| vào| ngay trong| ngay| trong cả)?$/u,
  ],
  ['by', /(?:^|\s|\()(?:ngay )?trong(?: cả| buổi)?$/u],
  [
    'by',
    /(?:^|\s)(?:vào |trong |trước |(?:hoàn thành|xong|báo cáo|ban hành)(?: (?!kỳ|họp|phiên|hội)[\p{L}\d]+){0,3} )cuối$|(?:^|\s)đúng$/u,
  ],
  ['by', /(?:xong|hoàn thành|hoàn tất|kết thúc)(?: dứt điểm| toàn bộ)?\s?:$/u],
  ['by', /(?:thời hạn|hạn (?:chót|cuối)|mốc thời gian|(?:chậm|muộn) nhất)(?!\p{L})[^.;:\d]{0,60}(?:\d+[^.;:\d]{0,20})? là$/u],
  // "hoàn thành: lần 1 ngày 24/7; lần 2 …"
  ['by', /(?:xong|hoàn thành|hoàn tất|kết thúc)\s?:?\s?(?:lần|đợt|mũi|vòng|giai đoạn|bước) \d{1,2}(?: vào| trong)?$/u],
  [
    'by',
    /(?:vào (?:hoạt động|sử dụng|vận hành|khai thác)|tựu trường|trở lại trường|khai trương|ra mắt|bàn giao)(?: trong| vào)?$/u,
  ],
  ['end', /(?:^|\s|[-–(])(?:cho )?(?:đến|tới)(?: hết| cuối)?$/u],
  ['end', /(?:^|\s)hết$|(?:^|\d)\s*[-–]$/u],
  ['by', /(?<!giới |có thời )(?<!\p{L})hạn(?: chót| cuối| hoàn thành| báo cáo)?(?: là| đến)?:?$/u],
  [
    'start',
    /(?:^|\s|\(|:)(?:kể |bắt đầu |tính |áp dụng |thực hiện )?(?:từ|kể từ|bắt đầu từ|có hiệu lực từ)(?: lúc| thời điểm| khi)?$/u,
  ],
  ['start', /(?:^|\s|\()(?:bắt đầu|khởi động|không sớm hơn|sớm nhất)(?: vào| lúc| là| từ)?$/u],
  ['by', /(?:^|\s)dự kiến (?:hoàn thành|xong|kết thúc|bàn giao)(?: vào| trong)?$/u],
  // "tiến độ: 500 giường ngày 23/8, 500 giường ngày 26/8"
  ['by', /tiến độ(?: thực hiện| hoàn thành)?\s?:(?:[^.;:]|(?<=\d)\.(?=\d)){1,80}$/u],
  ['on', /(?:^|\s)(?:vào|trong các)$/u],
]
/** "người về từ ngày 15/7": whom it concerns, not when it begins. */
const CRITERION =
  /(?<!\p{L})(?:(?<!đông |\d )người(?! dân (?:ở|tại) )|trường hợp|công dân|ca|bệnh nhân|đối tượng|lao động|ai|phương tiện|(?<!xe |hành |du )khách)(?!\p{L})[^.;:]{0,100}?(?<!\p{L})(?:về|đến(?! \d{1,2} ?(?:giờ|h))|qua(?! lại)|ở|tại|tiếp xúc|nhập cảnh|có mặt|ghi nhận|xuất hiện|hà nội|hồ chí minh|địa phương|tỉnh|phố|chợ|viện)[^.;:]{0,40}$/u
/** The word that goes with the date itself: "mở đợt cao điểm từ ngày 26/3 đến hết". */
const OWN_LEAD = /(?<=\d)\s(?:đến|tới)$|\s(?:cho )?(?:đến|tới) hết$/u
/** "dừng đón khách đến tỉnh từ ngày …", a day to come: what is done for people or barred to them, and begins with it. */
const DONE_FOR =
  /(?<!\p{L})(?:dừng|hoãn|cấm|không|hạn chế|tiêm|hỗ trợ|tiếp nhận|thu dung|điều trị|đón|đưa|cho phép|cấp|phát|chi trả|kiểm soát|vận chuyển|phục vụ|thăm|chăm sóc|tiếp|miễn|giảm)(?!\p{L})/u
/** "lấy mẫu người đến chợ từ ngày …": whom it concerns after all. */
const CONCERNED =
  /(?<!\p{L})(?:rà soát|lấy mẫu|xét nghiệm|cách ly|truy vết|khai báo|danh sách|thống kê|giám sát|theo dõi|quản lý|đối với|xác minh|xử phạt)(?!\p{L})/u
const THEY_MUST = /^,?\s(?:trở (?:đi|lại|về)|phải|thực hiện|được|đều|thì|không|chưa|có|mà)(?!\p{L})/u

/**
 * Whether the day says whom something concerns ("người về từ ngày 15/7"), and not when it begins or ends.
 * @param left the words of the sentence before the day, the last 400
 * @param tail the last 90 of them, without a word that goes with the day itself
 * @param after the words behind a day to come; null of another day
 */
export function concerns(left: string, tail: string, after: string | null): boolean {
  const m = CRITERION.exec(tail.replace(OWN_LEAD, ''))
  if (!m || after === null || THEY_MUST.test(after)) return m !== null
  const before = left.slice(0, Math.max(0, left.length - 90) + m.index).replace(/^.*[.;:]/u, '')
  // "lấy mẫu cho người …"; "đối với người …, dừng …"
  if (/\scho(?: (?:toàn bộ|tất cả|các|những|mọi|số))*\s*$/u.test(before)) return false
  if (/đối với(?: (?:các|những|mọi))?\s*$/u.test(before) && m[0].includes(', ')) return false
  return CONCERNED.test(before) || !(DONE_FOR.test(before) || /^\s*(?:[.;]|$)/u.test(after))
}

/** "ngay trong tối nay (19/5)", "trước ngày 28 Tết (09/02)": the day by another name, before it in brackets. */
const SAME_DAY =
  /\s(?:ngày cuối(?: cùng)?(?: của)? (?:tháng|quý|năm)(?: \d{1,2}| này)?(?:\/\d{4})?|(?:đêm|tối|chiều|trưa|sáng|ngày|hôm|ngày hôm)\s(?:nay|mai)|(?:thứ \p{L}+|chủ nhật)(?: tuần (?:này|sau|tới))?|(?:\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2})?(?:\s?phút)?,?\s)?(?:(?:đêm|sáng|chiều|tối|trưa)\s)?(?:ngày\s)?(?:(?:mùng|mồng)\s)?\d{1,2}\s(?:tết|tháng (?:chạp|giêng)|âm lịch))$/u

/**
 * @param tail the words before the date, in lower case
 * @param words the date itself, which may have taken "lúc", "hết" or a bracket along
 * @param today it is counted as a day: "hôm nay", "tối mai"
 * @returns how they bind it; null where they say that it binds nobody, undefined where they say nothing
 */
export function sortOf(tail: string, words: string, today: boolean): Sort | null | undefined {
  const text = (words.startsWith('(') || tail.endsWith('(') ? tail.replace(/\s?\($/u, '').replace(SAME_DAY, '') : tail)
    // "trong các ngày 25, 26/7": the last of them
    .replace(/\s(?:các |hai |ba |bốn |\d{1,2} )?ngày[,:]?(?: \(?\d{1,2}(?:\/\d{1,2})?(?:,| và))+\s*$/u, '')
    .replace(/\s(?:các|hai|ba|bốn|\d{1,2}) ngày \(?\d{1,2}(?:\/\d{1,2})? ?[-–]\s*$/u, '')
    .replace(/\s*(?:\(|,|vào)?\s*$/u, (m) => (m.includes('vào') ? m.trimEnd() : ''))
  // "tiêm hết đến trước 18 giờ ngày 30/8": an hour by which, where nobody is said to have come
  if (/^\d{1,2}\s?(?:giờ|h|g|:)/u.test(words) && /\s(?:đến|tới) trước$/u.test(text) && !CRITERION.test(text)) return 'before'
  // the hour may have taken the word along: "trước 17 giờ ngày …" leaves "trước"
  for (const [sort, pattern] of WORDS) if (pattern.test(text)) return sort
  if (/^hết\s/u.test(words)) return 'end'
  if (today && /(?:^|\s)ngay$/u.test(text)) return 'by'
  return undefined
}
