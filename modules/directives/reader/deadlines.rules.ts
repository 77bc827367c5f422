/** Dates that bind someone. A date of a meeting, of a document cited or of what has happened is none. */
import type { LocalDate } from '@phaodai/text/dates.ts'
import type { FoundDate } from './dates.rules.ts'
import type { Source, Span } from './source.rules.ts'

export interface Deadline {
  date: LocalDate
  /** The day it begins, not the day it must be done by. */
  isStart: boolean
  /** 'trước ngày': that day itself is late. With an hour ("trước 17 giờ ngày …") that day still counts, up to the hour. */
  before: boolean
  /** The words that are bound and the date, to its end. */
  span: Span
  /** Only the words of time: 'trước ngày 01/3/2021'. */
  phrase: Span
  time: string | null
  /** 'trong vòng ít nhất 14 ngày từ …' */
  forDays: number | null
  atLeast: boolean
}
/** A deadline with its place in the view, for the tasks. */
export interface PlacedDeadline extends Deadline {
  at: number
}

type Sort = 'by' | 'before' | 'start' | 'end' | 'on'
/** Where the words before the date end in one of these; the first that fits. */
const WORDS: [Sort | null, RegExp][] = [
  [null, /(?:từ|như|kể từ|ghi nhận|có mặt|về|(?<!\d |nay )đến) trước$/u],
  [null, /(?:tính đến|đến thời điểm|tính tới|so với|cập nhật đến|số liệu đến|tổng hợp đến)(?: hết)?$/u],
  [null, /(?:ban hành|ký|họp|hội nghị|cuộc họp|văn bản|công văn|kỳ họp|sinh|phiên họp|kết luận|thông báo)(?: vào)?$/u],
  [null, /sau(?: khi)?$/u],
  // "nếu đến ngày 30/8 chưa …": a case that may come
  [null, /(?<!\p{L})nếu(?: như)? (?:đến|tới|trước|từ)(?: hết)?$/u],
  // how long a paper or a dose is good, and a decision that ends
  [
    null,
    /(?:hạn (?:sử )?dụng|hạn dùng|giá trị(?: sử dụng)?|có (?:thời )?hạn|hết hiệu lực(?: thi hành)?)(?: là| kể)?(?: đến| tới| từ)?(?: hết)?:?$/u,
  ],
  ['before', /(?:^|\s|\()trước ngày (?:quốc khánh|khai giảng|tựu trường|bầu cử|thi|lễ|tết|khai mạc|đại hội)[^,.;:\d]{0,40}$/u],
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
  ['on', /(?:^|\s)(?:vào|trong các)$/u],
]
/** Between two days of one term; whom the first is for may stand in brackets. */
const AND_BY =
  /^(?:\s?\((?:đối với|của|cho|cấp|khu vực|vùng|đợt)\s[^().;\d]{2,50}\))?(?:,?\s*(?:(?:và|,|hoặc)?|(?:và )?(?:đợt|lần|mũi|vòng|giai đoạn) \d{1,2}(?: là| vào)?)|;\s*(?:và )?(?:đợt|lần|mũi|vòng|giai đoạn) \d{1,2}(?: là| vào)?)\s*$/u
/** "… ngày 24/02 phải hoàn thành". */
const MUST_BE = /^,?\s(?:thì )?phải (?:có|xong|hoàn thành|hoàn tất|kết thúc|truy vết|báo cáo|gửi|đưa)/u
/** "Ngày 23/5, các địa phương tổ chức bầu cử": when something takes place. */
const TAKES_PLACE =
  /^\s(?:là|sẽ)\s|^,?[^.;]{0,60}?(?:họp|hội nghị|bầu cử|khai mạc|khai giảng|lễ|kỳ thi|phiên|làm việc|dự)(?!\p{L})/u
/** "người hoàn thành cách ly từ ngày 25/02 trở đi phải …": whom it concerns, for what they must comes after; "người dân ở nhà từ ngày 25/02 trở đi" is a start. */
const WHO_MUST = /^\s*trở (?:(?:lại|về)(?!\p{L})|đi,?\s(?:thì |đều |vẫn )?(?:phải|được|cần|chỉ|không được|bắt buộc)(?!\p{L}))/u
const WHO_DID = /(?<!\p{L})(?:người|trường hợp|công dân|bệnh nhân|đối tượng)(?!\p{L})[^.;:,]{0,80}$/u
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
const BEGINS = /,\s(?:(?:thực hiện|áp dụng|triển khai|bắt đầu|thời gian)(?: kể)?|kể|tính) từ$/u
const THEY_MUST = /^,?\s(?:trở (?:đi|lại|về)|phải|thực hiện|được|đều|thì|không|chưa|có|mà)(?!\p{L})/u
const FROM_NOW = /(?<!\p{L})từ (?:nay|giờ)(?: cho)? (?:đến|tới)(?: hết| cuối)?$/u
/** "Đến 6 giờ ngày 24/7 là 12 ca": the day of a count. */
const COUNTED =
  /^[\s,]*(?:có ý nghĩa|là (?:giai đoạn|thời gian|thời điểm)|là \d|(?:(?:toàn|cả) \p{L}+|trên địa bàn[^,.;]{0,40})?\s*(?:đã |mới )?(?:có|ghi nhận|phát hiện) (?:thêm )?\d|số (?:ca|người) (?:mắc|nhiễm|bệnh)|có thể (?:có|lên|tăng))/u
/** "Không kiểm tra định kỳ trong năm 2021": a year is a term only of what is to be finished or handed in. */
const FINISHED =
  /(?:hoàn thành|hoàn tất|xong|kết thúc|trình|báo cáo|ban hành|gửi|sơ kết|tổng kết|bàn giao|đưa vào (?:hoạt động|sử dụng))[^,;.]{0,60}$/u
/** The time of a feast or a term: when something takes place, not by when it must be done. */
const OCCASION =
  /(?:cập nhật tình hình|số liệu thống kê|kỷ niệm|tưởng niệm|chào mừng|\d+ năm (?:ngày|thành lập|cách mạng)|dịp|kỳ nghỉ|nghỉ lễ|nghỉ tết|ngày nghỉ|ngày lễ|dịp tết|bầu cử|năm học(?!\p{L})(?![^.;:]*\s(?:được|hoạt động|mở|bán|dừng)\s)|kỳ thi|(?<!(?:chiến dịch|đợt|xét nghiệm|tiêm chủng|lấy mẫu)[^.;:]{0,60})diễn ra|nhiệm kỳ|tổ chức vào)(?![^.;:]*,\s(?:tạm )?(?:dừng|cấm|hoãn|đóng|áp dụng|thực hiện))[^.;:]{0,60}$/u
const PAST =
  /(?:^|[\s,])(?:đã|vừa qua|từ đầu|ghi nhận|phát hiện(?! sớm| kịp thời| nhanh| và | các | những | người)|sau hơn|trong đợt|xuất hiện|xảy ra|đến nay)(?!\p{L})/u
const FOR_DAYS =
  /(?:trong|thời gian|trong vòng|trong thời gian|đủ)\s(?:vòng\s)?(ít nhất\s|tối thiểu\s)?(\d{1,3})\s?ngày[^.;]{0,30}$/u
const DAYS_AFTER = /^[\s,(]*(?:trong (?:vòng |thời gian )?|thời gian )(ít nhất\s|tối thiểu\s)?(\d{1,3}) ngày(?! qua)/u
const FOR_DAYS_BEFORE = /(ít nhất\s|tối thiểu\s)?(\d{1,3})\s?ngày,?\s?\(?(?:tính |kể )?$/u
/** Words of a duty: with them a date after the issue is a deadline also outside a task. */
const BINDS =
  /phấn đấu|phải có|hoạt động (?:kể )?từ|thực hiện|áp dụng|hoạt động trở lại|trở lại hoạt động|đi học|trở lại (?:trường|lớp|học|làm việc)|đến trường|học trực tuyến|nghỉ học|giãn cách|phong tỏa|cách ly|tạm dừng|hiệu lực|thời gian|thời hạn|hoàn thành|báo cáo|gửi|nộp|xong|chậm nhất|ngay|triển khai|thiết lập|duy trì|cho phép|dừng|tiêm|xét nghiệm|mục tiêu|kiểm soát được|đóng(?! góp)|mở lại|mở cửa|thí điểm|vận hành|dỡ bỏ|tựu trường|thống nhất|bắt đầu từ|đạt|phủ|cao điểm|chiến dịch|lấy mẫu|tổng vệ sinh|khử khuẩn|tập huấn|phát động|ra quân|điều chỉnh|nới lỏng|muộn nhất|hạn (?:chót|cuối|nộp|gửi|nhận|đăng ký)|mốc/u
const HANDED_IN = /(?<!\p{L})(?:gửi|nộp|trình|báo cáo|hoàn thành|hoàn tất|bàn giao|ban hành)[^,;.:()]{0,70}$/u
const BARRED = /^[-+\s]*(?:không|chưa|tạm dừng|dừng|tạm hoãn|hoãn|cấm|nghiêm cấm)(?!\p{L})/u
/** "Trong 02 ngày 14, 15/8, người dân được mua sắm": they may. */
const MAY = /^[^.;]{0,40}\sđược (?:phép )?(?:mua|hoạt động|ra|đi|bán|mở)(?!\p{L})/u
/** "quyết toán chi phí từ ngày 27/01 đến hết ngày 31/3", the first of them past: what is looked into, not by when. */
const PERIOD =
  /(?:quyết toán|thanh tra|kiểm toán|thống kê|số liệu|phát sinh|(?:sơ|tổng) kết|vi phạm(?: \p{L}+){0,2} trong|(?:ngừng|mất|nghỉ) việc|(?:hỗ trợ|chi trả|trợ cấp)[^.;]{0,80} (?:phải|bị) (?:tạm )?(?:dừng|ngừng|nghỉ)|(?:tạm hoãn|chấm dứt) hợp đồng|(?:qua|sau) \d{1,2} (?:ngày|tuần|tháng)|(?:báo cáo|đánh giá|tổng hợp)(?: \p{L}+){0,2} kết quả)(?![^.;]*(?:tiếp tục|kéo dài|duy trì|gia hạn))[^.;]{0,200}$/u
/** "người về từ tỉnh X (thời điểm từ 0 giờ ngày …)". */
const MOMENT = /thời điểm từ$/u
/** "tính toán nhu cầu ô xy trong 7 ngày tới": what is looked ahead to. */
const FORESEEN =
  /(?:nhu cầu|dự báo|dự kiến(?! hoàn thành| xong| kết thúc| bàn giao)|kịch bản|tình huống)(?!\p{L})(?:[^,;.:]|(?<=\d)[.,](?=\d)){0,80}$/u
/** "dự kiến phương án cách ly từ ngày 01/3": not yet ordered; "thực hiện kịch bản 2 từ ngày 25/02" is. */
const PLANNED = /(?<!\p{L})(?:dự báo|dự kiến|theo tiến độ)(?!\p{L})(?:[^,;.:]|(?<=\d)[.,](?=\d)){0,80}$/u
/** "đề xuất miễn phí thị thực đến hết năm 2021": what is proposed. */
const PROPOSED =
  /(?:đề xuất|kiến nghị|nghiên cứu)(?: việc| chính sách| cho)? (?:miễn|giảm|giãn|hoãn|gia hạn|kéo dài|hỗ trợ)(?!\p{L})[^,;.:]{0,120}$/u
const GATHERING =
  /(?:họp|hội nghị|phiên|đại hội|hội thảo|khai giảng|khai mạc|bế mạc|tham dự|làm việc với|(?:đón|tiếp) (?:đoàn|tiếp)|tổ chức[^,.;]{0,16} bầu cử)[^,.;]{0,70} vào$/u
/** "Sở X tham mưu tổ chức hội nghị vào ngày …": by then it must stand. */
const PREPARED = /(?:tham mưu|chuẩn bị)[^,.;:]{0,40} tổ chức [^,.;:]{0,80}$/u
/** Its day is not set by whoever prepares it. */
const STATUTORY = /(?:kỳ họp|phiên họp|kỳ thi|đại hội|bầu cử|khai giảng|khai mạc|bế mạc)[^,.;]{0,70} vào$/u
/** "Nghị định 80/2021/NĐ-CP … có hiệu lực từ ngày 15/10": a law that is cited, not this document. */
const LAW_CITED =
  /(?:luật|nghị định|thông tư|nghị quyết|pháp lệnh)(?!\p{L})(?:(?!(?<!\p{L})này(?!\p{L}))[^;]){0,160}hiệu lực(?: thi hành)?(?: kể)? từ$/u
/** "Hồ sơ nộp trước ngày 10/9 giải quyết theo quy định cũ": which ones are meant. */
const WHICH_BEFORE =
  /(?:^|[,:]\s)(?:(?:các|những|mọi)\s)?(?:hồ sơ|giấy|đơn|hợp đồng|phiếu|mẫu|người|trường hợp|công dân|đối tượng)(?!\p{L})[^.;:,]{0,80}$/u
const THEY_ARE = /^\s(?:thì |đều |vẫn )?(?:được|giải quyết|hết|tiếp tục|không phải|miễn|thực hiện|có giá trị|xử lý)(?!\p{L})/u
/** "đạt 40% vào ngày 15/8": by when it is to be reached. */
const TO_REACH = /(?:đạt|phủ|tiêm|hoàn thành|hoàn tất)(?!\p{L})(?:[^.;:]|(?<=\d)[.,](?=\d)){0,80} vào$/u
/** "rà soát người về từ ngày 01/7 đến nay, gửi về …": what is looked into has been, the word of handing in stands nearer. */
const THEN_HANDED = /(?:gửi|nộp|trình|báo cáo|hoàn thành|hoàn tất|xong)(?!\p{L})(?:(?! đã |vừa qua)[^.;]){0,60}$/u
const MEETS = /họp|hội nghị|phiên|kỳ thi|đại hội|bầu cử|lễ|khai giảng|số \S+$/u
/** A sentence that is nothing but a term, under a heading "Thời gian". */
const ONLY_TERM = /^(?:kể |bắt đầu )?từ\s[^.;]{0,30}\d[^.;]{0,50}\d{4}\.?$/u
/** "Đợt 1: từ ngày … đến ngày …", "Tuần 2 (23/8 - 29/8)": a stretch of a plan, told by its number. */
const PHASE =
  /^(?:đợt|vòng|lần|giai đoạn|bước|tuần|mũi|chặng|ca|kíp) (?:\d{1,2}|[ivx]{1,4}|một|hai|ba|bốn)(?: \p{L}+){0,2}\s?[:(,–-]?\s?(?:(?:kể |bắt đầu |thực hiện )?(?:từ|ngày)|\d{1,2}[\s/-])/u
/** Words with which whom or what a day is for stands before it in a list: "Thành phố Mẫu: 16/8", "Khối 9 (23/8)". */
const LABELLED = /^[^.;:\d(]{0,60}\d{0,2}\s?[:(]\s?$/u
/** "tập trung tại … lúc 6h30 ngày 16/8": when they must be there. */
const THERE_AT = /(?<!\p{L})(?:có mặt|tập trung|tập kết|bàn giao|xuất phát|nhận nhiệm vụ)(?!\p{L})[^.;:]{0,90}$/u
const AT_HOUR = /^(?:vào )?lúc\s/u
/** "Tạm hoãn các kỳ thi, lễ hội đến hết tháng 8": a feast that is barred. */
const BARS_IT = /(?<!\p{L})(?:dừng|hoãn|cấm|hủy|không tổ chức|chưa tổ chức)(?!\p{L})[^.;:]{0,120}$/u
/** "Trong dịp nghỉ lễ (từ ngày 02/9 đến hết ngày 05/9), cán bộ không ra khỏi tỉnh": what is barred as long. */
const BARRED_THEN = /^(?:\s(?:đến|tới)[^.;)]{0,40}|\s?[-–][^.;)]{0,30})?\)?,\s[^.;:]{0,80}?(?:không|dừng|cấm|hạn chế)(?!\p{L})/u
/** "Đến ngày 15/8, tỉnh đã tiêm được …": what has been reached. */
const REACHED = /^,?\s(?!\s*(?:phải|cần))(?:(?!phải|hoàn thành|xong)[^.;:]){0,60}?\sđã\s(?!được phê duyệt)/u

/**
 * @param sentences stretches of the body; `order` where the sentence gives one, `term` where it is a cell of a column of time,
 *   `listed` where it stands under a heading of time
 * @param known the day of the document, of its meeting, or of the last document it cites: a date before that day binds nobody any more
 */
export function deadlinesIn(
  source: Source,
  dates: readonly FoundDate[],
  sentences: readonly { start: number; end: number; order: boolean; term?: boolean; listed?: boolean }[],
  known: LocalDate | null,
): PlacedDeadline[] {
  const found: PlacedDeadline[] = []
  let s = 0
  let last: { date: FoundDate; sort: Sort } | null = null
  let passed: FoundDate | null = null
  let gone: FoundDate | null = null
  for (const date of dates) {
    while (s < sentences.length && sentences[s]!.end <= date.start) s += 1
    const sentence = sentences[s]
    if (!sentence || sentence.start > date.start) continue
    const from = Math.max(sentence.start, date.start - 400)
    const left = source.low.slice(from, date.start).replace(/\s+/gu, ' ').trimEnd()
    const tail = left.slice(-90)
    let sort = date.counted === 'by' ? 'by' : sortOf(tail, source.low.slice(date.start, date.end), date.counted === 'day')
    // "trước ngày 25/7 và ngày 30/7", "chậm nhất ngày 25/7, đợt 2 ngày 30/7": the second as the first
    if (sort === undefined && last && date.start - last.date.end < 90 && AND_BY.test(source.low.slice(last.date.end, date.start)))
      sort = last.sort
    const after = source.low.slice(date.end, date.end + 60).replace(/\s+/gu, ' ')
    // "gửi báo cáo về Ban Chỉ đạo ngày 30/7": a day to come, of a document to be handed in
    if (
      sort === undefined &&
      sentence.order &&
      !date.ofMonth &&
      known &&
      date.date > known &&
      HANDED_IN.test(tail) &&
      !MEETS.test(tail.slice(-40))
    )
      sort = 'by'
    // "thời gian: 28/7 - 03/8", "(25/7-10/8)": the first day of a stretch
    const stretch = /^\s*[-–]\s*(?:ngày\s*)?\d/u.test(source.low.slice(date.end, date.end + 16))
    const phase = PHASE.test(source.low.slice(sentence.start, sentence.start + 60))
    if (
      stretch &&
      ((sort === undefined && (sentence.order || phase) && (source.low[date.start] === '(' || /(?::|^)$/u.test(tail))) ||
        (sort === 'by' && /:$/u.test(tail)))
    )
      sort = 'start'
    if (sort === undefined && date.counted === 'day' && sentence.order && known && date.date > known) sort = 'by'
    // "Ngày 24/02, Sở Y tế hoàn thành …", "Sở Y tế ngày 24/02 phải hoàn thành …"
    if (sort === undefined && sentence.order && !date.ofMonth && known && date.date >= known) {
      const opens = /^(?:ngay )?(?:vào )?$/u.test(left) && date.date > known && !TAKES_PLACE.test(after)
      if (opens || MUST_BE.test(after)) sort = 'by'
    }
    if (sort === undefined && (sentence.listed || phase) && LABELLED.test(left)) sort = 'on'
    if (
      sort === undefined &&
      sentence.order &&
      known &&
      date.date > known &&
      AT_HOUR.test(source.low.slice(date.start, date.end))
    )
      if (THERE_AT.test(left)) sort = 'by'
    if (sort === 'on' && known && date.date > known && TO_REACH.test(tail) && !GATHERING.test(tail)) sort = 'by'
    if (sort === 'start' && LAW_CITED.test(left)) continue
    if (sort === 'before' && date.time === null && THEY_ARE.test(after) && WHICH_BEFORE.test(left)) continue
    if (sort === 'start' && WHO_MUST.test(after) && WHO_DID.test(left)) continue
    if (sort === 'by' && MAY.test(after)) continue
    if (date.counted === 'by' && FORESEEN.test(left)) continue
    if ((sort === 'start' || sort === 'end') && PLANNED.test(left)) continue
    if (sort === 'by' && !sentence.order && FORESEEN.test(left)) continue
    if (sort === 'end' && PROPOSED.test(left)) continue
    if (sort === 'by' && !sentence.order && /(?<!người|ai|hộ|ca|trẻ)\sđã\s/u.test(after)) continue
    if (sort !== undefined && COUNTED.test(after)) continue
    if (sort === 'end' && !sentence.order && /^(?:đến|tới)(?: hết)?$/u.test(left) && REACHED.test(after)) continue
    if (sort === 'by' && /^năm\s\d{4}$/u.test(source.low.slice(date.start, date.end)) && date.ofMonth && !FINISHED.test(left))
      continue
    if (sort === 'by' && /^tháng (?:này|tới|sau)$/u.test(source.low.slice(date.start, date.end)) && !FINISHED.test(left)) continue
    // "không tổ chức … trong tháng 8": how long it is barred
    if (
      sort === 'by' &&
      date.ofMonth &&
      !FINISHED.test(left) &&
      BARRED.test(source.low.slice(sentence.start, sentence.start + 20))
    )
      continue
    if (sort === 'on' && GATHERING.test(tail) && !(PREPARED.test(left) && !STATUTORY.test(tail))) continue
    if (sort === undefined && sentence.term)
      sort = /^\s*(?:-|–|đến)\s*(?:ngày\s*)?\d/u.test(source.low.slice(date.end, date.end + 16)) ? 'start' : 'by'
    if (!sort) continue
    if (known && date.date < known) {
      gone = date
      continue
    }
    if (sort === 'end' && gone && date.start - gone.end < 16 && PERIOD.test(left)) continue
    if (sort === 'start' && /^\s*(?:đến nay|đến thời điểm|trở về trước)/u.test(after)) continue
    // "… từ ngày 02/9 đến ngày 05/9": the second is passed over with the first
    const chained =
      passed && date.start - passed.end < 14 && /^\s*(?:-|–|đến|tới)/u.test(source.low.slice(passed.end, passed.end + 8))
    if (
      (sort === 'start' || sort === 'end') &&
      (chained ||
        ((date.time === null || MOMENT.test(tail)) &&
          !FROM_NOW.test(tail) &&
          !BEGINS.test(tail) &&
          concerns(
            left,
            /^hết\s/u.test(source.low.slice(date.start, date.end)) ? tail.replace(/\s(?:cho )?(?:đến|tới)$/u, '') : tail,
            known !== null && date.date > known ? after : null,
          )) ||
        (OCCASION.test(tail) && !BARS_IT.test(left) && !BARRED_THEN.test(source.low.slice(date.end, date.end + 160))))
    ) {
      passed = date
      continue
    }
    const past =
      PAST.test(left.slice(-160)) &&
      !((sort === 'by' || sort === 'before') && known !== null && date.date > known && THEN_HANDED.test(left))
    const whole = source.low.slice(sentence.start, Math.min(sentence.end, sentence.start + 1500))
    if (!sentence.order && (past || !(BINDS.test(whole) || ONLY_TERM.test(whole) || phase))) continue
    // "công dân đã đến từ tỉnh X từ 0 giờ ngày 23/6": what people have done, and an hour from which it holds
    const toCome = sentence.order && known !== null && date.date > known
    const fromHour = sort === 'start' && sentence.order && date.time !== null && (known === null || date.date >= known)
    if (
      past &&
      !fromHour &&
      !toCome &&
      (sort === 'start' || sort === 'on' || sort === 'end') &&
      !/(?:phải|thực hiện|áp dụng)[^,;]{0,80}$/u.test(left)
    )
      continue
    if (sort === 'on' && !(sentence.order && known)) continue
    if (date.ofMonth && sort === 'start') continue
    last = { date, sort }
    const words = /(?:\S+\s){0,3}\S*$/u.exec(tail)?.[0] ?? ''
    const lead = leadOf(words)
    const days =
      sort === 'start'
        ? (FOR_DAYS.exec(left) ??
          DAYS_AFTER.exec(after) ??
          FOR_DAYS_BEFORE.exec(left.replace(/\s?(?:kể |tính |bắt đầu )?từ$/u, ' ')))
        : null
    const phraseStart = Math.max(sentence.start, backBy(source.low, date.start, lead))
    found.push({
      date: date.date,
      isStart: sort === 'start',
      before: sort === 'before' && date.time === null,
      span: source.span(clauseStart(source.text, sentence.start, phraseStart), date.end),
      phrase: source.span(phraseStart, date.end),
      time: date.time,
      forDays: days ? Number(days[2]) : null,
      atLeast: days?.[1] !== undefined,
      at: date.start,
    })
  }
  return found
}

/** @param after the words behind a day to come; null of another day */
function concerns(left: string, tail: string, after: string | null): boolean {
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
  /\s(?:(?:đêm|tối|chiều|trưa|sáng|ngày|hôm|ngày hôm)\s(?:nay|mai)|(?:\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2})?(?:\s?phút)?,?\s)?(?:(?:đêm|sáng|chiều|tối|trưa)\s)?(?:ngày\s)?(?:(?:mùng|mồng)\s)?\d{1,2}\s(?:tết|tháng (?:chạp|giêng)|âm lịch))$/u

function sortOf(tail: string, words: string, today: boolean): Sort | null | undefined {
  const text = (words.startsWith('(') ? tail.replace(SAME_DAY, '') : tail)
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

/** How much of the words before a date belong to it: 'xong trước', 'chậm nhất là', 'bắt đầu từ'. */
function leadOf(words: string): string {
  return (
    /(?:(?:xong|hoàn thành|không|muộn hơn|chậm nhất|muộn nhất|bắt đầu|kể|cho|ngay|thực hiện|áp dụng|hạn|vào|là|trước|trong|từ|đến|hết|tới|tính)\s?)+$/u.exec(
      words,
    )?.[0] ?? ''
  )
}
/** The place so many letters before `at`, counting white space as it stands. */
function backBy(low: string, at: number, lead: string): number {
  const want = lead.replace(/\s/gu, '').length
  let [i, n] = [at, 0]
  while (i > 0 && n < want) {
    i -= 1
    if (!/\s/u.test(low[i]!)) n += 1
  }
  return i
}
function clauseStart(text: string, from: number, to: number): number {
  const floor = Math.max(from, to - 300)
  for (let i = to - 1; i > floor; i -= 1)
    if (/[;:(]/u.test(text[i]!)) {
      let start = i + 1
      while (start < to && /\s/u.test(text[start]!)) start += 1
      return start
    }
  return floor
}
