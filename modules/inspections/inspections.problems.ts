import { defineProblems } from '@phaodai/kernel/problem.ts'

export const problems = defineProblems({
  'inspection-ahead': {
    status: 422,
    title: {
      vi: 'Giờ ghi {capturedAt} ở sau giờ của máy chủ {now}',
      en: 'The time written, {capturedAt}, lies after the server’s {now}',
    },
    hint: { vi: 'Chỉnh lại đồng hồ của máy rồi gửi lại.', en: 'Set the clock of the device right and send again.' },
  },
  'inspection-place': {
    status: 422,
    title: {
      vi: 'Chưa rõ kiểm tra ở đâu: {why}',
      en: 'It is not clear what was inspected: {why}',
    },
    hint: { vi: 'Chọn một nơi trong danh sách, hoặc ghi loại và tên nơi đó.', en: 'Choose a place, or type its kind and name.' },
  },
  'inspection-answers': {
    status: 422,
    title: { vi: 'Bảng kiểm chưa đúng: {why}', en: 'The checklist does not fit: {whyEn}' },
  },
  'inspection-photo': {
    status: 422,
    title: { vi: 'Ảnh {name}: {why}', en: 'The photo {name}: {whyEn}' },
    hint: { vi: 'Gửi ảnh JPEG, PNG hoặc WebP, không quá 12 MB.', en: 'Send a JPEG, PNG or WebP of 12 MB at most.' },
  },
  'finding-has-task': {
    status: 409,
    title: {
      vi: 'Tồn tại này đã giao thành nhiệm vụ; nghiệm thu ở nhiệm vụ đó',
      en: 'This finding has a task already; accept it there',
    },
  },
  'finding-closed': {
    status: 409,
    title: { vi: 'Tồn tại này đã kết thúc', en: 'This finding is closed already' },
  },
  'inspection-not-yours': {
    status: 403,
    title: {
      vi: 'Biên bản do {name} lập; người lập hoặc cấp trên mới được hủy, thêm ảnh',
      en: 'It was written by {name}; they, or the level above, may void it or add photos',
    },
  },
  'review-exists': {
    status: 409,
    title: {
      vi: 'Đã có kết luận số {document}; rút kết luận đó trước khi ghi kết luận khác',
      en: 'There is a conclusion, number {document}; take it back before another is recorded',
    },
  },
  'review-dates': {
    status: 422,
    title: { vi: 'Ngày ký {signedOn} ở sau hôm nay {today}', en: 'The day of signing {signedOn} lies after today {today}' },
  },
})
