import { defineProblems } from '@phaodai/kernel/problem.ts'
import type { Words } from '@phaodai/kernel/words.ts'
import type { RefusalReason } from './checks.contract.ts'
import { FARTHEST_DAYS } from './checks.rules.ts'
import { sinceSaidWords } from './since.words.ts'

export const problems = defineProblems({
  'team-ended': {
    status: 409,
    title: { vi: 'Tổ {code} đã kết thúc hoạt động ngày {endedOn}', en: 'Team {code} ended on {endedOn}' },
  },
  'team-not-yours': {
    status: 403,
    title: { vi: 'Hộ hoặc tổ này không thuộc tổ của bạn', en: 'That household or team is not of your team' },
    hint: {
      vi: 'Hỏi tổ trưởng hoặc Ban Chỉ đạo xã; chưa có gì được ghi.',
      en: 'Ask the lead or the commune; nothing was written.',
    },
  },
  'hamlet-not-of-commune': {
    status: 422,
    title: { vi: 'Thôn {hamletId} không thuộc xã này', en: 'Hamlet {hamletId} is not of this commune' },
  },
  'member-not-team-post': {
    status: 422,
    title: {
      vi: 'Tài khoản này không giữ vai trò tổ Covid cộng đồng ở xã của tổ',
      en: 'That post is no team post in the team’s commune',
    },
    hint: { vi: 'Giao vai trò tổ Covid cộng đồng ở xã này trước.', en: 'Grant the role in this commune first.' },
  },
  'member-other-hamlet': {
    status: 422,
    title: {
      vi: 'Tài khoản này chỉ thấy thôn khác, không thấy các hộ của tổ',
      en: 'That post sees another hamlet, not the team’s homes',
    },
  },
  'member-already': { status: 409, title: { vi: 'Người này đang là tổ viên của tổ', en: 'That officer is in the team already' } },
  'member-ended': { status: 409, title: { vi: 'Tổ viên này đã thôi từ {untilOn}', en: 'That member left on {untilOn}' } },
  'checks-day-ahead': { status: 400, title: { vi: 'Ngày {on} chưa đến', en: 'The day {on} has not come yet' } },
  'checks-day-far': {
    status: 400,
    title: {
      vi: 'Ngày {on} cách hôm nay hơn {days} ngày: kiểm tra lại năm',
      en: 'The day {on} lies more than {days} days back: look at the year again',
    },
  },
  'checks-clock-ahead': {
    status: 400,
    title: {
      vi: 'Giờ ghi ở sau giờ máy chủ: đồng hồ máy sai, chưa biết sai bao nhiêu',
      en: 'Captured after the server’s own time: the clock is wrong by an unknown amount',
    },
    hint: { vi: 'Chỉnh giờ máy theo mạng, rồi ghi lại.', en: 'Set the clock by the network, then record it again.' },
  },
  'check-voided': { status: 409, title: { vi: 'Lượt hỏi này đã được hủy: {reason}', en: 'That check was taken back: {reason}' } },
  'door-voided': { status: 409, title: { vi: 'Nội dung này đã được hủy: {reason}', en: 'That was voided: {reason}' } },
  'refused-settled': {
    status: 409,
    title: { vi: 'Lượt hỏi này đã được xử lý lúc {at}', en: 'That check was settled at {at}' },
  },
  'refused-still': {
    status: 422,
    title: { vi: 'Vẫn chưa nhận được: {vi}', en: 'It is still refused: {en}' },
    hint: {
      vi: 'Sửa mục được nêu rồi gửi lại, hoặc bỏ và ghi lý do.',
      en: 'Mend what is named and send again, or discard it with a reason.',
    },
  },
  'signal-closed': {
    status: 409,
    title: { vi: 'Dấu hiệu này đã được kết luận: {reason}', en: 'That signal was closed: {reason}' },
  },
  'signal-known': {
    status: 409,
    title: { vi: 'Dấu hiệu này đã ghi là của một người', en: 'That signal has its person already' },
  },
  'frail-already': {
    status: 409,
    title: { vi: 'Người này đang được theo dõi hằng ngày', en: 'That person is visited daily already' },
  },
  'frail-no-household': {
    status: 422,
    title: { vi: 'Người này chưa được xếp vào hộ nào', en: 'That person is in no household' },
    hint: { vi: 'Xếp vào hộ trước để biết tổ nào đến thăm.', en: 'Put them into a household first, so that a team can visit.' },
  },
  'import-columns': {
    status: 422,
    title: { vi: 'Bảng thiếu cột: {columns}', en: 'The table lacks columns: {columns}' },
    hint: {
      vi: 'Cần: Tổ, Địa chỉ; có thể thêm Mã xã, Thôn, Số nhà, Chủ hộ, Thứ tự, Tài khoản.',
      en: 'Needed: team, address; optional: commune code, hamlet, door, head, order, account.',
    },
  },
})

/** Why a check was not taken, and what to do. */
const refusalWords: Record<RefusalReason, Words> = {
  shape: { vi: 'Nội dung không đúng mẫu: {fields}', en: 'Not of the right shape: {fields}' },
  'id-used': { vi: 'Mã lượt hỏi đã dùng cho nội dung khác', en: 'The id is used by another check' },
  'household-unknown': { vi: 'Không có hộ này trong địa bàn', en: 'No such household in the area' },
  'household-no-team': { vi: 'Hộ này chưa được giao cho tổ nào vào ngày đó', en: 'The household had no team on that day' },
  'not-yours': {
    vi: 'Hộ này không thuộc tổ của người gửi vào ngày đó',
    en: 'The household was not of the sender’s team on that day',
  },
  'clock-ahead': {
    vi: 'Giờ ghi ở sau giờ nhận: đồng hồ máy sai, chưa biết sai bao nhiêu',
    en: 'Captured after it was received: the clock is wrong by an unknown amount',
  },
  'day-ahead': { vi: 'Ghi cho một ngày chưa đến', en: 'For a day that had not come' },
  'slot-not-begun': { vi: 'Ghi cho buổi chiều khi buổi chiều chưa đến', en: 'For the evening before the evening had begun' },
  'day-too-old': { vi: 'Ghi bù quá số ngày cho phép', en: 'Entered too many days late' },
  'person-unknown': {
    vi: 'Người có dấu hiệu không có trong danh sách của xã',
    en: 'The person with symptoms is not in the commune’s register',
  },
  'since-impossible': {
    vi: `Ngày bắt đầu có dấu hiệu ở sau ngày ghi, hoặc trước đó hơn ${FARTHEST_DAYS} ngày`,
    en: `The first day of the symptoms lies after the day of recording, or more than ${FARTHEST_DAYS} days before it`,
  },
}

/** Of what was taken with its signal, and without the first day that was said; none where only that it was so is known. */
export function remarkText(said: readonly string[]): Words {
  const { vi, en } = sinceSaidWords(...said)
  return { vi: `Đã nhận, trạm y tế đã thấy dấu hiệu; ${vi}`, en: `Taken in, the station sees the signal; ${en}` }
}

/** The same with the fields named, where the shape was wrong. */
export function refusalText(reason: RefusalReason, details: Record<string, unknown>): Words {
  const errors = Array.isArray(details.errors) ? (details.errors as { field: string; vi: string; en: string }[]) : []
  const fields = (lang: 'vi' | 'en') => errors.map((e) => `${e.field} (${e[lang]})`).join(', ') || '…'
  const words = refusalWords[reason]
  return { vi: words.vi.replace('{fields}', fields('vi')), en: words.en.replace('{fields}', fields('en')) }
}
