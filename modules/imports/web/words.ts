import type { Words } from '@phaodai/ui/language.tsx'
import type { Field, Job } from '../imports.contract.ts'

export const fieldWords: Record<Field, Words> = {
  id: { vi: 'Mã ca bệnh', en: 'Case id' },
  name: { vi: 'Họ tên', en: 'Name' },
  birth: { vi: 'Ngày sinh', en: 'Birth' },
  age: { vi: 'Tuổi', en: 'Age' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  nationality: { vi: 'Quốc tịch', en: 'Nationality' },
  occupation: { vi: 'Nghề nghiệp', en: 'Occupation' },
  idNumber: { vi: 'Số giấy tờ', en: 'Identity number' },
  phone: { vi: 'Điện thoại', en: 'Phone' },
  province: { vi: 'Tỉnh', en: 'Province' },
  district: { vi: 'Huyện', en: 'District' },
  commune: { vi: 'Xã', en: 'Commune' },
  address: { vi: 'Địa chỉ', en: 'Address' },
  onset: { vi: 'Ngày khởi phát', en: 'Onset' },
  sampled: { vi: 'Ngày lấy mẫu', en: 'Sampled' },
  confirmed: { vi: 'Ngày xác định', en: 'Confirmed' },
  reported: { vi: 'Ngày công bố', en: 'Reported' },
  outcome: { vi: 'Kết cục', en: 'Outcome' },
  died: { vi: 'Tử vong (có, không)', en: 'Died (yes, no)' },
  deathOn: { vi: 'Ngày tử vong', en: 'Day of death' },
  outcomeOn: { vi: 'Ngày ra viện', en: 'Day of discharge' },
  origin: { vi: 'Nguồn phát hiện', en: 'Origin' },
  placeFound: { vi: 'Nơi phát hiện', en: 'Where found' },
  infector: { vi: 'Người lây', en: 'Infector' },
}

export const stateWords: Record<Job['state'], Words> = {
  waiting: { vi: 'Đang chờ', en: 'Waiting' },
  running: { vi: 'Đang chạy', en: 'Running' },
  done: { vi: 'Xong', en: 'Done' },
  failed: { vi: 'Hỏng', en: 'Failed' },
}

export const basisWords: Record<'given' | 'remembered' | 'proposed', Words> = {
  given: { vi: 'theo lựa chọn ở dưới', en: 'as chosen below' },
  remembered: { vi: 'như lần trước với tệp cùng tiêu đề', en: 'as last time for these headings' },
  proposed: { vi: 'đề xuất theo tên cột', en: 'proposed by the names of the columns' },
}

/** What 03/04/2021 means. */
export type Order = 'dmy' | 'mdy'
export const orders: readonly { value: Order; words: Words }[] = [
  { value: 'dmy', words: { vi: 'Ngày trước (03/04 là 3 tháng 4)', en: 'Day first' } },
  { value: 'mdy', words: { vi: 'Tháng trước (03/04 là 4 tháng 3)', en: 'Month first' } },
]
