import type { Words } from '@phaodai/ui/language.tsx'

export type Colour = 'green' | 'yellow' | 'red'
export const colourWords: Record<Colour, Words> = {
  green: { vi: 'XANH', en: 'GREEN' },
  yellow: { vi: 'VÀNG', en: 'YELLOW' },
  red: { vi: 'ĐỎ', en: 'RED' },
}
export const whyWords: Record<string, Words> = {
  symptom: { vi: 'có triệu chứng', en: 'symptoms' },
  contact: { vi: 'tiếp xúc ca bệnh', en: 'contact with a case' },
  ct16: { vi: 'đến từ nơi theo Chỉ thị 16', en: 'from an area under Directive 16' },
  hospital: { vi: 'đến từ bệnh viện có dịch', en: 'from a hospital with cases' },
  cases: { vi: 'đến từ nơi có ca bệnh', en: 'from an area with cases' },
  false: { vi: 'đã được ghi là khai sai', en: 'marked false' },
}
/** A code as it is read aloud: K7M2-9QXR. */
export const spelled = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`
