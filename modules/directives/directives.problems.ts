import { defineProblems } from '@phaodai/kernel/problem.ts'

export const problems = defineProblems({
  'document-unreadable': {
    status: 422,
    title: { vi: 'Không đọc được văn bản: {vi}', en: 'The document cannot be read: {en}' },
    hint: {
      vi: 'Gửi tệp .txt, .docx, hoặc .pdf có lớp chữ (không phải ảnh quét).',
      en: 'Hand in .txt, .docx, or a .pdf with a text layer (not a scan).',
    },
  },
  'directive-issued': {
    status: 409,
    title: { vi: 'Văn bản này đã được giao nhiệm vụ ({by})', en: 'The tasks of this document were issued already ({by})' },
    hint: { vi: 'Đổi hạn, rút hoặc giao thêm ở từng nhiệm vụ.', en: 'Change the deadline, withdraw or give more at each task.' },
  },
  'directive-voided': { status: 409, title: { vi: 'Văn bản này đã bỏ', en: 'This document is void' } },
  'directive-secret': {
    status: 409,
    title: { vi: 'Văn bản đóng dấu Mật không chuyển qua phần mềm', en: 'A document stamped secret is not sent by this software' },
    hint: { vi: 'Chuyển theo quy định về bí mật nhà nước.', en: 'Send it as the rules on state secrets say.' },
  },
  'nobody-to-send': {
    status: 422,
    title: { vi: 'Chưa chọn nơi nhận nào ở dưới', en: 'Nobody below was chosen' },
    hint: { vi: 'Chọn đơn vị, cơ quan nhận.', en: 'Choose a unit or body.' },
  },
  'forward-not-yours': {
    status: 403,
    title: { vi: 'Văn bản này chuyển đến {name}, đơn vị đó xác nhận', en: 'It was sent to {name}; they say that they have it' },
  },
  'nobody-above': {
    status: 422,
    title: { vi: 'Không có cấp trên trong phần mềm này để đề nghị', en: 'There is no level above in this instance' },
    hint: { vi: 'Gửi bằng văn bản lên cơ quan trung ương.', en: 'Write to the central authority.' },
  },
  'proposal-day': {
    status: 422,
    title: { vi: 'Hạn trả lời {day} đã qua', en: 'The day for the answer, {day}, has passed' },
  },
  'proposal-not-yours': {
    status: 403,
    title: { vi: 'Đề nghị này do đơn vị khác trả lời, hoặc của đơn vị khác', en: 'Another unit has to answer it, or asked it' },
  },
  'proposal-answered': {
    status: 409,
    title: { vi: 'Đề nghị này đã được trả lời hoặc đã rút', en: 'It was answered or taken back already' },
  },
  'forward-withdrawn': {
    status: 409,
    title: { vi: 'Nơi gửi đã thu hồi văn bản này: {reason}', en: 'The sender took this document back: {reason}' },
  },
  'draft-changed': {
    status: 409,
    title: { vi: 'Người khác vừa sửa bản này', en: 'Somebody else has just changed this draft' },
    hint: { vi: 'Tải lại để xem bản mới rồi sửa tiếp.', en: 'Reload to see it, then go on.' },
  },
  'draft-not-ready': {
    status: 422,
    title: { vi: 'Còn {n} nhiệm vụ chưa soát xong', en: '{n} tasks are not ready' },
    hint: {
      vi: 'Mỗi nhiệm vụ phải được giữ hoặc bỏ, và có nơi nhận trong danh bạ; chưa giao gì cho ai.',
      en: 'Each must be kept or dropped, and go to somebody of the register; nothing was given to anybody.',
    },
  },
  'task-not-yours': {
    status: 403,
    title: { vi: 'Nhiệm vụ này giao cho {name}; chỉ nơi đó báo cáo được', en: 'This task is for {name}; only they report on it' },
  },
  'task-not-given': {
    status: 403,
    title: {
      vi: 'Nhiệm vụ này do {name} giao; chỉ nơi giao quyết định được',
      en: 'This task was given by {name}; only they decide on it',
    },
  },
  'task-state': {
    status: 409,
    title: { vi: 'Không làm được vì nhiệm vụ {state}', en: 'Not possible: the task is {stateEn}' },
    hint: { vi: 'Mở nhiệm vụ để xem việc đã làm.', en: 'Open the task to see what was done.' },
  },
  'task-not-open': {
    status: 409,
    title: {
      vi: 'Nhiệm vụ đã kết thúc hoặc không được nhận: không giao tiếp được',
      en: 'The task is closed or refused: it cannot be passed on',
    },
  },
  'task-exists': {
    status: 409,
    title: { vi: 'Đã có nhiệm vụ mang mã này', en: 'There is a task of that id already' },
  },
  'task-rhythm': {
    status: 422,
    title: {
      vi: 'Chỉ ghi một nhịp: mấy lần mỗi ngày, hoặc mấy ngày một lần',
      en: 'One rhythm only: times a day, or once in so many days',
    },
  },
  'task-dates': {
    status: 422,
    title: { vi: 'Hạn {dueOn} ở trước ngày bắt đầu {startsOn}', en: 'The deadline {dueOn} is before the first day {startsOn}' },
  },
  'task-due-after-parent': {
    status: 422,
    title: {
      vi: 'Hạn {dueOn} muộn hơn hạn của nhiệm vụ được giao ({parentDueOn})',
      en: 'The deadline {dueOn} is after that of the task itself ({parentDueOn})',
    },
  },
  'task-report-empty': {
    status: 422,
    title: { vi: 'Báo cáo cần có lời, phần trăm hoặc số liệu', en: 'A report needs words, a percentage or a figure' },
  },
  'task-report-day': {
    status: 422,
    title: {
      vi: 'Ngày báo cáo {onDay} phải từ {startsOn} đến {today}',
      en: 'The day {onDay} must lie from {startsOn} to {today}',
    },
  },
  'derive-nobody': {
    status: 422,
    title: { vi: 'Chưa chọn nơi nhận', en: 'Nobody was chosen' },
  },
  'measure-unknown': {
    status: 422,
    title: { vi: 'Không có thước đo {measure}', en: 'There is no measure {measure}' },
  },
  'evidence-too-large': {
    status: 422,
    title: { vi: 'Tệp lớn hơn {megabytes} MB', en: 'The file is larger than {megabytes} MB' },
    hint: { vi: 'Giảm cỡ ảnh, hoặc chia tệp.', en: 'Make the photo smaller, or part the file.' },
  },
  'evidence-kind': {
    status: 422,
    title: {
      vi: 'Chỉ nhận ảnh (JPEG, PNG, WebP), PDF, .docx, .xlsx, văn bản',
      en: 'Photos (JPEG, PNG, WebP), PDF, .docx, .xlsx or text only',
    },
  },
})
