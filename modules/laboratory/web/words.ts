import type { Words } from '@phaodai/ui/language.tsx'
import type { OrderReason } from '../laboratory.contract.ts'

export const checkWords: Record<'cccd' | 'cmnd' | 'passport' | 'known-to-taker' | 'household-head', Words> = {
  cccd: { vi: 'Căn cước công dân', en: 'Citizen identity card' },
  cmnd: { vi: 'Chứng minh nhân dân', en: 'Old identity card' },
  passport: { vi: 'Hộ chiếu', en: 'Passport' },
  'known-to-taker': { vi: 'Người lấy mẫu biết rõ', en: 'Known to the sampler' },
  'household-head': { vi: 'Chủ hộ xác nhận', en: 'Head of the household vouches' },
}

export const reasonWords: Record<OrderReason, Words> = {
  symptom: { vi: 'Có triệu chứng', en: 'Symptoms' },
  F1: { vi: 'F1', en: 'F1' },
  F2: { vi: 'F2', en: 'F2' },
  'F0-release': { vi: 'F0 chờ ra viện', en: 'F0 before discharge' },
  zone: { vi: 'Trong vùng phong tỏa', en: 'In a sealed zone' },
  worker: { vi: 'Người lao động', en: 'Worker' },
  screening: { vi: 'Sàng lọc', en: 'Screening' },
  inpatient: { vi: 'Người bệnh nội trú', en: 'Inpatient' },
}

export const methodWords: Record<'pcr' | 'antigen' | 'sequencing' | 'serology', Words> = {
  pcr: { vi: 'Realtime RT-PCR', en: 'RT-PCR' },
  antigen: { vi: 'Test nhanh kháng nguyên', en: 'Antigen' },
  sequencing: { vi: 'Giải trình tự', en: 'Sequencing' },
  serology: { vi: 'Huyết thanh', en: 'Serology' },
}

export const valueWords: Record<'positive' | 'negative' | 'inconclusive', Words> = {
  positive: { vi: 'Dương tính', en: 'Positive' },
  negative: { vi: 'Âm tính', en: 'Negative' },
  inconclusive: { vi: 'Chưa xác định', en: 'Inconclusive' },
}

export const verdictWords: Record<'confirmed' | 'follow-up' | 'suspect' | 'none', Words> = {
  confirmed: { vi: 'Đủ căn cứ xác định ca bệnh.', en: 'This confirms a case.' },
  'follow-up': { vi: 'Là kết quả theo dõi của một ca bệnh đã có.', en: 'A follow-up of a case already known.' },
  suspect: { vi: 'Là ca nghi ngờ; cần xét nghiệm khẳng định.', en: 'A suspect; a confirming test is needed.' },
  none: { vi: '', en: '' },
}
