import { defineProblems } from '@phaodai/kernel/problem.ts'

export const problems = defineProblems({
  'report-too-early': {
    status: 409,
    title: { vi: 'Chưa đến giờ chốt số liệu: {cutOff}', en: 'The cut-off hour has not come: {cutOff}' },
    hint: {
      vi: 'Chờ đến giờ chốt, hoặc ấn định giờ khác kèm lý do.',
      en: 'Wait for the hour, or set another with a reason.',
    },
  },
  'report-no-hour': {
    status: 422,
    title: { vi: 'Chính sách ngày {day} không nêu giờ chốt báo cáo', en: 'The policy of {day} states no cut-off hour' },
    hint: { vi: 'Ấn định giờ chốt kèm lý do (--hour, --reason).', en: 'Set the hour with a reason.' },
  },
  'report-frozen': {
    status: 409,
    title: { vi: 'Báo cáo ngày {day} của {area} đã chốt', en: 'The report of {day} of {area} is frozen already' },
    hint: {
      vi: 'Chưa ký: rút lại rồi chốt lại. Đã ký: lập đính chính.',
      en: 'Unsigned: withdraw it first. Signed: make a correction.',
    },
  },
  'report-signed': {
    status: 409,
    title: { vi: 'Báo cáo đã được {signer} ký', en: 'The report was signed by {signer}' },
    hint: { vi: 'Sau khi ký chỉ còn đính chính có số.', en: 'After that only a numbered correction is made.' },
  },
  'report-unsigned': {
    status: 409,
    title: { vi: 'Báo cáo chưa ký', en: 'The report is not signed yet' },
    hint: { vi: 'Rút lại rồi chốt lại, hoặc ký trước.', en: 'Withdraw it and freeze it anew, or sign it first.' },
  },
  'report-withdrawn': {
    status: 409,
    title: { vi: 'Báo cáo đã rút: {reason}', en: 'The report was withdrawn: {reason}' },
  },
  'report-superseded': {
    status: 409,
    title: { vi: 'Đã có đính chính sau báo cáo này', en: 'There is a later correction of this report' },
    hint: { vi: 'Đính chính bản mới nhất.', en: 'Correct the latest one.' },
  },
  'report-not-own': {
    status: 403,
    title: {
      vi: 'Chỉ cấp của báo cáo mới chốt, ký, đính chính báo cáo của mình',
      en: 'A level freezes and signs its own reports only',
    },
  },
  'text-names-someone': {
    status: 422,
    title: { vi: 'Bài có tên của người trong hồ sơ: {words}', en: 'The text names somebody on record: {words}' },
    hint: { vi: 'Bỏ tên riêng rồi ghi lại; chưa có gì được ghi.', en: 'Take the name out; nothing was written.' },
  },
  'rumour-answered': {
    status: 409,
    title: { vi: 'Tin đồn đã có trả lời, không hủy được', en: 'The rumour was answered and cannot be voided' },
  },
  'publish-ahead': {
    status: 422,
    title: { vi: 'Giờ đăng ở tương lai', en: 'The hour of publication lies ahead' },
  },
  'briefing-closed': {
    status: 409,
    title: { vi: 'Giao ban đã kết thúc', en: 'The briefing is closed' },
  },
  'briefing-open': {
    status: 409,
    title: { vi: 'Giao ban chưa kết thúc', en: 'The briefing is not closed yet' },
    hint: { vi: 'Kết thúc giao ban rồi ký thông báo.', en: 'Close it, then sign.' },
  },
  'conclusion-signed': {
    status: 409,
    title: { vi: 'Thông báo kết luận đã được {signer} ký', en: 'The notice was signed by {signer}' },
    hint: { vi: 'Cần sửa thì lập bản đính chính, rồi ký bản đó.', en: 'Make a correction and sign that.' },
  },
  'conclusion-unsigned': {
    status: 409,
    title: { vi: 'Chưa có bản nào được ký, hoặc bản đính chính còn chờ ký', en: 'None is signed yet, or a correction waits' },
    hint: { vi: 'Sửa thẳng trong các kết luận rồi ký.', en: 'Change the decisions themselves, then sign.' },
  },
  'decision-is-task': {
    status: 409,
    title: { vi: 'Kết luận này đã thành nhiệm vụ', en: 'That decision is a task already' },
    hint: { vi: 'Nơi giao rút nhiệm vụ trong trang Chỉ đạo trước.', en: 'Its giver withdraws the task first.' },
  },
  'export-not-identified': {
    status: 403,
    title: {
      vi: 'Vai trò hoặc mục đích này chỉ được nhận danh sách đã thay mã',
      en: 'That role or purpose gets pseudonyms only',
    },
    hint: { vi: 'Xuất lại không kèm tên.', en: 'Ask for it without names.' },
  },
  'dhis2-mapping-moved': {
    status: 409,
    title: { vi: 'Bảng mã đã có bản mới (số {version})', en: 'There are newer codes (version {version})' },
    hint: {
      vi: 'Xem bản mới rồi sửa lại trên đó; chưa có gì được ghi.',
      en: 'Look at them and change those; nothing was written.',
    },
  },
  'report-no-facts': {
    status: 422,
    title: { vi: 'Số liệu này chưa có nguồn trong hệ thống', en: 'There are no facts behind that figure yet' },
  },
})
