import type { Words } from '@phaodai/ui/language.tsx'
import type { OrderPlace, OwedKind } from '../quarantine.contract.ts'

export const placeWords: Record<OrderPlace, Words> = {
  home: { vi: 'Tại nhà', en: 'At home' },
  site: { vi: 'Khu cách ly tập trung', en: 'Quarantine site' },
  hotel: { vi: 'Khách sạn có thu phí', en: 'Paid hotel' },
  treatment: { vi: 'Cơ sở điều trị', en: 'Treatment facility' },
}

export const owedWords: Record<OwedKind, Words> = {
  isolate: { vi: 'Ra quyết định cách ly', en: 'Issue an order' },
  test: { vi: 'Lấy mẫu xét nghiệm', en: 'Take a test' },
  release: { vi: 'Kết thúc cách ly', en: 'Release' },
  revoke: { vi: 'Xem xét hủy bỏ', en: 'Consider revoking' },
  call: { vi: 'Gọi điện', en: 'Call' },
  'no-policy': { vi: 'Chưa có quy định', en: 'No rule in force' },
}

export const orderStateWords: Record<'open' | 'released' | 'revoked' | 'replaced', Words> = {
  open: { vi: 'đang hiệu lực', en: 'in force' },
  released: { vi: 'đã kết thúc', en: 'released' },
  revoked: { vi: 'đã hủy bỏ', en: 'revoked' },
  replaced: { vi: 'đã thay thế', en: 'replaced' },
}
