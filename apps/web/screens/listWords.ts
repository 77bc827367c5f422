import type { Words } from '@phaodai/ui/language.tsx'

const words = (vi: string, en: string): Words => ({ vi, en })

export const sexWords = { male: words('Nam', 'Male'), female: words('Nữ', 'Female') }
export const basisWords = { result: words('Xét nghiệm', 'Result'), notified: words('Được thông báo', 'Notified') }
export const outcomeWords = {
  recovered: words('Khỏi bệnh', 'Recovered'),
  discharged: words('Ra viện', 'Discharged'),
  died: words('Tử vong', 'Died'),
}
export const reasonWords = {
  symptom: words('Có triệu chứng', 'Symptoms'),
  F1: words('F1', 'F1'),
  F2: words('F2', 'F2'),
  'F0-release': words('F0 chờ ra viện', 'F0 before release'),
  zone: words('Khu phong tỏa', 'Sealed zone'),
  worker: words('Người lao động', 'Worker'),
  screening: words('Sàng lọc', 'Screening'),
  inpatient: words('Nội trú', 'Inpatient'),
}
export const testOrderWords = {
  due: words('Chờ lấy mẫu', 'To be sampled'),
  late: words('Quá hạn', 'Late'),
  sampled: words('Đã lấy mẫu', 'Sampled'),
  voided: words('Đã hủy', 'Voided'),
}
export const sampleWords = {
  waiting: words('Chờ kết quả', 'Waiting'),
  answered: words('Có kết quả', 'Answered'),
  voided: words('Đã hủy', 'Voided'),
}
export const methodWords = {
  pcr: words('PCR', 'PCR'),
  antigen: words('Test nhanh', 'Rapid test'),
  sequencing: words('Giải trình tự', 'Sequencing'),
  serology: words('Huyết thanh', 'Serology'),
}
export const valueWords = {
  positive: words('Dương tính', 'Positive'),
  negative: words('Âm tính', 'Negative'),
  inconclusive: words('Không xác định', 'Inconclusive'),
}
export const owedWords = {
  isolate: words('Ra quyết định cách ly', 'Isolation order'),
  test: words('Lấy mẫu xét nghiệm', 'Test'),
  release: words('Kết thúc cách ly', 'Release'),
  revoke: words('Hủy quyết định', 'Revoke an order'),
  call: words('Gọi điện báo', 'Call'),
  'no-policy': words('Chưa có quy định', 'No rule'),
}
export const owedStateWords = {
  late: words('Quá hạn', 'Late'),
  due: words('Hôm nay', 'Today'),
  upcoming: words('Sắp tới', 'Upcoming'),
}
export const levelWords = {
  F0: words('F0', 'F0'),
  F1: words('F1', 'F1'),
  F2: words('F2', 'F2'),
  arrival: words('Về từ vùng dịch', 'Arrival'),
}
export const placeWords = {
  home: words('Tại nhà', 'Home'),
  site: words('Khu cách ly tập trung', 'Quarantine site'),
  hotel: words('Khách sạn', 'Hotel'),
  treatment: words('Cơ sở điều trị', 'Treatment facility'),
}
export const orderStateWords = {
  open: words('Đang hiệu lực', 'Open'),
  released: words('Đã kết thúc', 'Released'),
  revoked: words('Đã hủy bỏ', 'Revoked'),
  replaced: words('Đã thay thế', 'Replaced'),
}
