import type { Verb } from '@phaodai/kernel/contract.ts'
import type { Words } from '@phaodai/kernel/words.ts'

const words: Record<string, Words> = {
  identity: { vi: 'Tài khoản và phân quyền', en: 'Accounts and powers' },
  areas: { vi: 'Đơn vị hành chính', en: 'Administrative units' },
  policy: { vi: 'Quy định đang áp dụng', en: 'Rules in force' },
  people: { vi: 'Người và hộ', en: 'People and households' },
  cases: { vi: 'Ca bệnh và tiếp xúc', en: 'Cases and contacts' },
  tracing: { vi: 'Truy vết', en: 'Tracing' },
  laboratory: { vi: 'Xét nghiệm', en: 'Laboratory' },
  quarantine: { vi: 'Cách ly', en: 'Quarantine' },
  checks: { vi: 'Tổ Covid cộng đồng', en: 'Community teams' },
  devices: { vi: 'Điện thoại của các tổ', en: 'Phones of the teams' },
  sentinels: { vi: 'Điểm báo: nhà thuốc, phòng khám, bệnh viện', en: 'Sentinels' },
  sweep: { vi: 'Tổng rà soát', en: 'Sweep' },
  declarations: { vi: 'Khai báo y tế', en: 'Health declarations' },
  imports: { vi: 'Nhập dữ liệu', en: 'Imports' },
  situation: { vi: 'Tình hình', en: 'Situation' },
  server: { vi: 'Máy chủ và phiên làm việc', en: 'Server and sessions' },
}

/** A verb's module: what stands before the first dot of its name. */
export const moduleOf = (v: Pick<Verb, 'name'>): string => v.name.split('.')[0]!
export const moduleWords = (name: string): Words => words[name] ?? { vi: name, en: name }
