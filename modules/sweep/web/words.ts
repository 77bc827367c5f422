import type { Words } from '@phaodai/ui/language.tsx'

export const measureWords: Record<'site' | 'home' | 'watch' | 'test', Words> = {
  site: { vi: 'cách ly tập trung', en: 'quarantine site' },
  home: { vi: 'cách ly tại nhà', en: 'home isolation' },
  watch: { vi: 'theo dõi sức khỏe', en: 'health watch' },
  test: { vi: 'xét nghiệm', en: 'test' },
}
export const basisWords: Record<'ct16' | 'cases' | 'hospital', Words> = {
  ct16: { vi: 'đang theo Chỉ thị 16', en: 'under Directive 16' },
  cases: { vi: 'có ca bệnh', en: 'with cases' },
  hospital: { vi: 'bệnh viện có dịch', en: 'hospital with cases' },
}
