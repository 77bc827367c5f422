import { defineProblems } from '@phaodai/kernel/problem.ts'

/** Refusals of the HTTP edge itself: before any operation ran, so nothing was written. */
export const serverProblems = defineProblems({
  'too-many-requests': {
    status: 429,
    title: { vi: 'Gửi quá nhiều lần trong ít phút', en: 'Too many requests within minutes' },
    hint: {
      vi: 'Nội dung vẫn còn trên máy. Chờ một phút rồi gửi lại.',
      en: 'What you typed is kept. Wait a minute, then send again.',
    },
  },
  'no-such-route': {
    status: 404,
    title: { vi: 'Không có địa chỉ này', en: 'There is no such address' },
    hint: { vi: 'Xem danh mục địa chỉ ở /docs.', en: 'The list of addresses is at /docs.' },
  },
  'bad-request': {
    status: 400,
    title: { vi: 'Yêu cầu không đọc được', en: 'The request cannot be read' },
    hint: { vi: 'Chưa có gì được ghi. Xem cách gọi ở /docs.', en: 'Nothing was written. See /docs for how to call.' },
  },
  'invalid-json': {
    status: 400,
    title: { vi: 'Nội dung gửi lên không phải là JSON đúng', en: 'The body is not valid JSON' },
    hint: {
      vi: 'Chưa có gì được ghi. Gửi một đối tượng JSON, mã UTF-8.',
      en: 'Nothing was written. Send one JSON object in UTF-8.',
    },
  },
  'too-deep': {
    status: 400,
    title: { vi: 'JSON lồng quá {limit} tầng', en: 'The JSON is nested deeper than {limit} levels' },
    hint: { vi: 'Chưa có gì được ghi.', en: 'Nothing was written.' },
  },
  'bad-characters': {
    status: 400,
    title: {
      vi: 'Có ký tự không lưu được (ký tự rỗng hoặc nửa ký tự)',
      en: 'A character cannot be stored (NUL or half a surrogate pair)',
    },
    hint: { vi: 'Chưa có gì được ghi. Bỏ ký tự đó rồi gửi lại.', en: 'Nothing was written. Remove it and send again.' },
  },
  'too-large': {
    status: 413,
    title: { vi: 'Nội dung gửi lên lớn hơn {limitMb} MB', en: 'The body is larger than {limitMb} MB' },
    hint: { vi: 'Chưa có gì được ghi. Chia nhỏ rồi gửi lại.', en: 'Nothing was written. Send it in parts.' },
  },
  'unsupported-media': {
    status: 415,
    title: { vi: 'Địa chỉ này nhận {wanted}', en: 'This address takes {wanted}' },
    hint: {
      vi: 'Chưa có gì được ghi. Sửa Content-Type rồi gửi lại.',
      en: 'Nothing was written. Mend Content-Type and send again.',
    },
  },
  'cross-site': {
    status: 403,
    title: { vi: 'Lệnh đến từ một trang khác nên bị từ chối', en: 'The write came from another site and was refused' },
    hint: { vi: 'Chưa có gì được ghi. Mở Pháo Đài và làm lại từ đó.', en: 'Nothing was written. Open Pháo Đài and do it there.' },
  },
  'not-ready': {
    status: 503,
    title: { vi: 'Máy chủ chưa sẵn sàng: {reason}', en: 'The server is not ready: {reasonEn}' },
    hint: {
      vi: 'Gửi lại sau ít giây; nếu còn, báo quản trị.',
      en: 'Send again in a few seconds; if it persists, tell the administrator.',
    },
  },
})
