/** People, owners and firms: no office sees to an order to them unless it is said which one demands it. */
import type { Order } from './bare.rules.ts'

const ALL = String.raw`(?:(?:các|những|mọi|toàn bộ|tất cả|toàn thể|từng|mỗi|riêng|cả|\d{1,3}\s?%(?:\ssố)?)\s){0,3}`
const FOLK = new RegExp(
  String.raw`^${ALL}(?:người(?! đứng đầu| phát ngôn| phụ trách| có thẩm quyền)|nhân dân|công dân|bà con|toàn dân|chủ (?:cơ sở|nhà|hộ|doanh nghiệp|cửa hàng|quán|phương tiện|tàu|thuyền|ghe|xe|hàng|kinh doanh|trọ|khu|vựa|sạp|đầu tư)|hộ(?! tịch)|gia đình|doanh nghiệp|công ty|tổng công ty|tập đoàn|xí nghiệp|nhà máy|hợp tác xã|thương nhân|thương lái|tiểu thương|lái xe|tài xế|hành khách|thuyền viên|ngư dân|nông dân|công nhân|lao động|học sinh|sinh viên|phụ huynh|cha mẹ|nhà (?:hàng|trọ|nghỉ|xe|thầu)|khách sạn|quán|cửa hàng|cửa hiệu|nhà thuốc|quầy thuốc|phòng khám (?:tư nhân|ngoài công lập)|siêu thị|cơ sở (?:kinh doanh|sản xuất|dịch vụ|lưu trú|thu mua|chế biến|ăn uống))(?!\p{L})`,
  'iu',
)
/** Whether a name is of people, owners or firms. */
export const isFolk = (name: string): boolean => FOLK.test(name)

/** "Yêu cầu các chủ nhà trọ …", "Đề nghị người dân …" at the beginning. */
export const isDemand = (low: string): boolean => {
  const word = /^(?:yêu cầu|đề nghị|kêu gọi)\s+/u.exec(low)?.[0].length
  return word !== undefined && isFolk(low.slice(word))
}

/** Whether a name is of people, whatever they have done. */
export const isPeople = (name: string): boolean => PEOPLE_BY_NAME.test(name)
const PEOPLE_BY_NAME = /^(?:tất cả |mọi |toàn thể |toàn bộ |các ){0,3}(?:người|nhân dân|người dân|công dân)(?!\p{L})/iu
/** A place does nothing itself: whoever the heading names sees to it. */
const PLACE =
  /^(?:các |mỗi |từng |mọi |tất cả các |toàn bộ các )*(?:khu (?:cách ly|phong tỏa|vực)|vùng |điểm |chốt |bến xe|bến bãi|cửa khẩu)/iu
export const isPlace = (name: string): boolean => PLACE.test(name)

/** Each of the communes, of the hamlets: parts of the one that the order is to. */
const EACH_PART =
  /^(?:mỗi|từng)\s(?:xã|phường|thị trấn|thôn|bản|buôn|làng|ấp|khóm|khu phố|tổ dân phố|cụm|huyện|khu|điểm|đơn vị|địa phương)(?!\p{L})/iu
export const isEachPart = (name: string): boolean => EACH_PART.test(name)
/** Who serves in an office, spoken of as a person. */
const STAFF =
  /^(?:(?:các|mỗi|từng|mọi|toàn thể|đội ngũ|tập thể)\s){0,2}(?:cán bộ|đảng viên|công chức|viên chức|giáo viên|nhân viên)(?!\p{L})/iu
const PERSONS = new RegExp(
  String.raw`^${ALL}(?:người(?! đứng đầu| phát ngôn| phụ trách| có thẩm quyền)|nhân dân|công dân|bà con|hộ gia đình|hộ dân|hành khách|lái xe|tài xế|thuyền viên)(?!\p{L})`,
  'u',
)

/**
 * Whether a part behind a semicolon says what those are to do whom the body before it has in its care: "…; yêu cầu chủ cơ sở
 * ký cam kết, báo cáo kết quả về UBND tỉnh", "…; người chưa tiêm phải cách ly". It is a part of that body's order.
 * @param low the part in lower case
 * @param body whom the part before it is to
 */
export function isForCare(order: Order, low: string, body: string): boolean {
  const who = order.who
  if (!who || isFolk(body) || STAFF.test(body)) return false
  const name = low.slice(who.start, who.end)
  if (order.issued) return isFolk(name) && /^(?:yêu cầu|đề nghị|nhắc nhở|kêu gọi|chỉ đạo)/u.test(low.slice(order.from))
  return PERSONS.test(name)
}

/** Whether it is who issues the document, or one above it, that speaks. */
export function isSpeaker(name: string, issuer: string | null): boolean {
  const bare = (text: string) => text.toLowerCase().replaceAll('ủy ban nhân dân', 'ubnd').replace(OFFICE_OF, '')
  const [who, whole] = [bare(name), bare(issuer ?? '')]
  return issuer === null || ABOVE.test(who) || who.startsWith(whole) || whole.includes(who)
}
const OFFICE_OF = /^(?:(?:đồng chí|phó|chủ tịch|bí thư|giám đốc|ban thường vụ|thường trực|chánh văn phòng|văn phòng)\s)+/u
const ABOVE = /^(?:bộ (?!chỉ huy|phận)|chính phủ|thủ tướng|trung ương|ban chỉ đạo|ubnd tỉnh|tỉnh ủy|thành ủy|hđnd)(?!\p{L})/u
