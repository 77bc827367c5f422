import { defineProblems } from '@phaodai/kernel/problem.ts'

const again = { vi: 'Sửa rồi gửi lại; chưa có gì được ghi.', en: 'Mend it and send again; nothing was written.' }

/** The refusals of this module. Those of sign-in say the same whether or not the name exists. */
export const identityProblems = defineProblems({
  'sign-in-failed': {
    status: 401,
    title: { vi: 'Tên đăng nhập, mã hoặc mật khẩu không đúng', en: 'The user name, the code or the password is wrong' },
    hint: {
      vi: 'Xem lại từng chữ rồi thử lại. Mã một lần chỉ dùng được một lần: dùng rồi thì xin trạm y tế (tổ viên) hoặc quản trị của đơn vị cấp mã mới.',
      en: 'Look at each letter and try again. A code works once: for a new one ask the health station (members) or the administrator of your unit.',
    },
  },
  'totp-required': {
    status: 401,
    title: { vi: 'Cần mã 6 số từ ứng dụng xác thực', en: 'The 6-digit code of the authenticator is needed' },
  },
  'totp-wrong': {
    status: 401,
    title: { vi: 'Mã xác thực không đúng hoặc đã dùng', en: 'The authenticator code is wrong or was used' },
    hint: { vi: 'Chờ mã kế tiếp; kiểm tra giờ của điện thoại.', en: 'Wait for the next code; check the clock of the phone.' },
  },
  locked: {
    status: 429,
    title: { vi: 'Tạm khóa đăng nhập đến {until} vì sai nhiều lần', en: 'Sign-in is locked until {until} after many failures' },
    hint: { vi: 'Chờ hết giờ khóa rồi thử lại.', en: 'Wait until then and try again.' },
  },
  'password-must-change': {
    status: 403,
    title: { vi: 'Phải đổi mật khẩu một lần trước khi làm việc', en: 'The one-time password must be replaced first' },
  },
  'device-only': {
    status: 403,
    title: {
      vi: 'Mã của điện thoại chỉ gửi và nhận việc trên điện thoại',
      en: 'A phone’s token opens the phone’s own work only',
    },
    hint: { vi: 'Đăng nhập trên trang Pháo Đài để làm việc khác.', en: 'Sign in to Pháo Đài for anything else.' },
  },
  'totp-must-enrol': {
    status: 403,
    title: { vi: 'Vai trò này phải cài mã xác thực trước khi làm việc', en: 'This role must enrol an authenticator first' },
  },
  'no-post': {
    status: 403,
    title: { vi: 'Tài khoản hiện không có nhiệm vụ nào còn hiệu lực', en: 'The account holds no post in force' },
    hint: { vi: 'Xin quản trị của đơn vị giao nhiệm vụ.', en: 'Ask the administrator of your unit for a post.' },
  },
  'password-wrong': { status: 403, title: { vi: 'Mật khẩu hiện tại không đúng', en: 'The current password is wrong' } },
  'password-too-short': {
    status: 422,
    title: { vi: 'Mật khẩu phải có ít nhất {least} ký tự', en: 'The password needs at least {least} characters' },
  },
  'password-too-plain': {
    status: 422,
    title: { vi: 'Mật khẩu quá dễ đoán', en: 'The password is too easy to guess' },
    hint: {
      vi: 'Dùng vài từ không liên quan đến tên và đơn vị.',
      en: 'Use a few words that have nothing to do with your name or unit.',
    },
  },
  'password-same': { status: 422, title: { vi: 'Mật khẩu mới trùng mật khẩu cũ', en: 'The new password is the old one' } },
  'totp-expired': {
    status: 409,
    title: {
      vi: 'Mã cài đặt đã quá 15 phút hoặc không phải của tài khoản này',
      en: 'The enrolment is older than 15 minutes or another account’s',
    },
    hint: { vi: 'Bắt đầu cài lại.', en: 'Start the enrolment again.' },
  },
  'username-taken': {
    status: 409,
    title: { vi: 'Tên đăng nhập {username} đã có', en: 'The user name {username} is taken' },
    hint: again,
  },
  'account-exists': {
    status: 409,
    title: {
      vi: 'Đã có tài khoản {username} cùng họ tên, vai trò, đơn vị',
      en: 'The account {username} has this name, role and unit already',
    },
    hint: { vi: 'Nếu là người khác, ghi rõ tên đăng nhập.', en: 'If this is another person, give a user name.' },
  },
  'role-above': { status: 403, title: { vi: 'Bạn không được giao vai trò {role}', en: 'You may not grant the role {role}' } },
  'role-not-here': {
    status: 422,
    title: { vi: 'Vai trò {role} không có ở cấp này', en: 'The role {role} does not exist at this tier' },
    hint: again,
  },
  'body-needed': {
    status: 422,
    title: { vi: 'Vai trò {role} phải gắn với một cơ sở', en: 'The role {role} needs a body of its own' },
    hint: again,
  },
  'hamlet-elsewhere': {
    status: 422,
    title: { vi: 'Thôn này không thuộc xã đã chọn', en: 'The hamlet is not in that commune' },
    hint: again,
  },
  'not-yourself': { status: 409, title: { vi: 'Không làm việc này với chính mình', en: 'Not on your own account' } },
  'account-above': {
    status: 403,
    title: { vi: 'Tài khoản này có nhiệm vụ ngoài quyền quản lý của bạn', en: 'This account holds a post beyond your authority' },
  },
  'days-reversed': {
    status: 422,
    title: { vi: 'Ngày kết thúc trước ngày bắt đầu', en: 'The last day is before the first' },
    hint: again,
  },
  'delegation-too-long': {
    status: 422,
    title: { vi: 'Ủy quyền phải kết thúc không muộn hơn nhiệm vụ của bạn', en: 'A delegation must not outlast your own post' },
    hint: again,
  },
  'delegation-of-delegation': {
    status: 403,
    title: { vi: 'Quyền được ủy không được ủy tiếp', en: 'Delegated powers are not delegated again' },
  },
  'file-refused': { status: 422, title: { vi: '{vi}', en: '{en}' } },
  'column-missing': {
    status: 422,
    title: { vi: 'Tệp thiếu cột: {column}', en: 'The file lacks the column: {column}' },
    hint: again,
  },
  'too-many-rows': {
    status: 422,
    title: { vi: 'Tệp có {rows} dòng, mỗi lần nhận {most}', en: 'The file has {rows} rows; {most} are taken at a time' },
    hint: { vi: 'Chia tệp rồi gửi từng phần; chưa có gì được ghi.', en: 'Split it and send the parts; nothing was written.' },
  },
  'area-unknown': {
    status: 422,
    title: { vi: 'Không có đơn vị "{area}" trong địa bàn của bạn', en: 'No unit "{area}" in your area' },
  },
  'area-ambiguous': {
    status: 422,
    title: {
      vi: 'Có nhiều đơn vị tên "{area}": ghi mã hoặc thêm tên huyện',
      en: 'Several units are called "{area}": give the code or the district',
    },
  },
  'body-unknown': { status: 422, title: { vi: 'Không có cơ sở "{body}" ở đơn vị này', en: 'No body "{body}" in that unit' } },
  'role-unknown': { status: 422, title: { vi: 'Không hiểu vai trò "{role}"', en: 'The role "{role}" is not known' } },
  'name-missing': { status: 422, title: { vi: 'Thiếu họ tên', en: 'The full name is missing' } },
  'username-bad': {
    status: 422,
    title: {
      vi: 'Tên đăng nhập "{username}" chỉ được có chữ thường không dấu, số, . _ - (3 đến 64 ký tự)',
      en: 'The user name "{username}" may hold only a-z, 0-9, . _ - (3 to 64 characters)',
    },
  },
})
