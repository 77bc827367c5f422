import { defineProblems } from '@phaodai/kernel/problem.ts'

defineProblems({
  'device-unknown': {
    status: 404,
    title: { vi: 'Điện thoại này chưa được ghi nhận cho tài khoản của bạn', en: 'This phone is not enrolled for your account' },
    hint: { vi: 'Đăng nhập lại trên điện thoại để ghi nhận.', en: 'Sign in on the phone again to enrol it.' },
  },
  'device-revoked': {
    status: 403,
    title: { vi: 'Điện thoại này đã bị thu hồi ngày {on}', en: 'This phone was revoked on {on}' },
    hint: {
      vi: 'Tên người trên máy đã khóa. Việc chưa gửi vẫn xuất được ra tệp và nộp tại trạm y tế; muốn dùng tiếp thì đăng nhập lại bằng mã mới.',
      en: 'Names on it are locked. What was not sent can still be exported and handed in at the station; to go on, sign in with a new code.',
    },
  },
  'device-revoked-already': {
    status: 409,
    title: { vi: 'Điện thoại này đã được thu hồi rồi', en: 'This phone was revoked already' },
  },
  'offline-verb-unknown': {
    status: 422,
    title: { vi: 'Việc “{verb}” không ghi được từ điện thoại', en: '“{verb}” cannot be recorded on a phone' },
    hint: { vi: 'Cập nhật ứng dụng, hoặc nhờ trạm y tế ghi.', en: 'Update the app, or ask the station to write it.' },
  },
  'dependency-refused': {
    status: 409,
    title: {
      vi: 'Chờ: việc mà nó dựa vào chưa được nhận',
      en: 'Waiting: what it depends on was not accepted',
    },
    hint: { vi: 'Xử lý việc đó trước; việc này sẽ theo sau.', en: 'Settle that first; this one follows.' },
  },
  'dependency-discarded': {
    status: 409,
    title: { vi: 'Việc mà nó dựa vào đã bị bỏ', en: 'What it depends on was discarded' },
  },
  'operation-settled': {
    status: 409,
    title: { vi: 'Đã có người xử lý việc này lúc {at}', en: 'A person settled this at {at}' },
  },
  'refused-not-yours': {
    status: 403,
    title: { vi: 'Việc này không do nhiệm vụ của bạn xử lý', en: 'This is not for your post to settle' },
    hint: {
      vi: 'Ban chỉ đạo cùng cấp với người ghi xử lý; của tổ thì trạm y tế hoặc Ban chỉ đạo xã.',
      en: 'The committee of the recorder’s own level settles it; of teams, the station or the commune’s committee.',
    },
  },
  'sealed-not-ours': {
    status: 422,
    title: { vi: 'Đây không phải tệp xuất từ điện thoại của tổ', en: 'This is not a file exported by a team’s phone' },
  },
})
