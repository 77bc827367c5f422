import { defineProblems, Problem } from '@phaodai/kernel/problem.ts'

/** Why a backup or a restore did not go on. In every case the database is as it was. */
export const backupProblems = defineProblems({
  'backup-file-exists': {
    status: 409,
    title: { vi: 'Đã có tệp {file}; bản sao lưu không ghi đè', en: 'There is a file {file}; a backup overwrites nothing' },
    hint: { vi: 'Chọn tên tệp khác.', en: 'Choose another file name.' },
  },
  'backup-cannot-write': {
    status: 507,
    title: {
      vi: 'Không ghi được {file} ({why}); không để lại tệp dở dang',
      en: 'Cannot write {file} ({why}); no partial file is left',
    },
  },
  'backup-damaged': {
    status: 422,
    title: {
      vi: 'Tệp {file} không phải bản sao lưu nguyên vẹn ({why}); chưa có gì được ghi',
      en: 'The file {file} is not a whole backup ({whyEn}); nothing was written',
    },
    hint: { vi: 'Dùng bản sao lưu khác.', en: 'Use another backup.' },
  },
  'backup-newer': {
    status: 422,
    title: {
      vi: 'Bản sao lưu mới hơn phần mềm này ({what}); chưa có gì được ghi',
      en: 'The backup is newer than this software ({what}); nothing was written',
    },
    hint: { vi: 'Cập nhật phần mềm rồi khôi phục lại.', en: 'Update the software, then restore again.' },
  },
  'backup-other-schema': {
    status: 422,
    title: {
      vi: 'Bảng {table} trong bản sao lưu khác lược đồ của phần mềm này; chưa có gì được ghi',
      en: 'The table {table} in the backup differs from the schema of this software; nothing was written',
    },
  },
  'backup-wrong-key': {
    status: 422,
    title: {
      vi: 'Khóa ở đây không mở được dữ liệu của bản sao lưu; chưa có gì được ghi',
      en: 'The key here does not open what this backup seals; nothing was written',
    },
    hint: {
      vi: 'Dùng thư mục dữ liệu cũ, PHAODAI_KEY của nó, hoặc bản sao lưu có khóa với --with-keys.',
      en: 'Use the old data folder, its PHAODAI_KEY, or a backup with its keys and --with-keys.',
    },
  },
  'backup-no-key': {
    status: 422,
    title: {
      vi: 'Bản sao lưu không kèm khóa và ở đây chưa có khóa; chưa có gì được ghi',
      en: 'The backup holds no keys and there is none here; nothing was written',
    },
    hint: {
      vi: 'Đặt PHAODAI_DATA tới thư mục giữ khóa cũ, hoặc đặt PHAODAI_KEY; bản sao lưu có khóa thì thêm --with-keys TỆP.',
      en: 'Set PHAODAI_DATA to the folder that kept the key, or set PHAODAI_KEY; for a backup with keys add --with-keys FILE.',
    },
  },
  'backup-wrong-passphrase': {
    status: 422,
    title: {
      vi: 'Mật khẩu không mở được khóa trong bản sao lưu; chưa có gì được ghi',
      en: 'The passphrase does not open the keys in the backup; nothing was written',
    },
  },
  'restore-not-empty': {
    status: 409,
    title: {
      vi: 'Cơ sở dữ liệu đích đã có dữ liệu ({table}); không khôi phục đè lên',
      en: 'The target database holds data ({table}); a restore overwrites nothing',
    },
    hint: {
      vi: 'Đặt PHAODAI_DATA tới thư mục mới, hoặc DATABASE_URL tới một cơ sở dữ liệu trống.',
      en: 'Set PHAODAI_DATA to a new folder, or DATABASE_URL to an empty database.',
    },
  },
  'restore-other-mode': {
    status: 409,
    title: {
      vi: 'Bản sao lưu và thư mục dữ liệu không cùng loại (diễn tập hay thật); chưa có gì được ghi',
      en: 'The backup and the data folder are not of one kind (drill or real); nothing was written',
    },
    hint: { vi: 'Đặt PHAODAI_DATA tới thư mục mới.', en: 'Set PHAODAI_DATA to a new folder.' },
  },
})

/** What can be wrong with a file, in both languages. */
const damages = {
  foreign: ['không phải bản sao lưu của Pháo Đài', 'not a backup of Pháo Đài'],
  cut: ['tệp bị cụt', 'the file is cut short'],
  content: ['nội dung bị hỏng', 'its content is damaged'],
  checksum: ['mã kiểm SHA-256 không khớp', 'its SHA-256 does not match'],
  surplus: ['có dữ liệu thừa ở cuối', 'something follows its end'],
  missing: ['không có tệp này', 'there is no such file'],
  unreadable: ['không đọc được tệp', 'the file cannot be read'],
} as const

export const damagedBackup = (file: string, what: keyof typeof damages): Problem =>
  new Problem('backup-damaged', { file, why: damages[what][0], whyEn: damages[what][1] })
