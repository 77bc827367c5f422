import { number } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'

/** -log10 of a chance, in words: 3 → "1 trong 1.000"; under 1 in 10 it is nothing unusual. */
export function chanceWords(surprise: number): Words {
  if (surprise < 1) return { vi: 'không bất thường', en: 'nothing unusual' }
  if (surprise >= 9) return { vi: 'dưới 1 trong 1 tỷ', en: 'below 1 in a billion' }
  // one leading digit: the measure is no finer
  const exact = 10 ** surprise
  const size = 10 ** Math.floor(surprise)
  const round = Math.round(exact / size) * size
  return { vi: `khoảng 1 trong ${number(round)}`, en: `about 1 in ${number(round)}` }
}

/** Why a ranking should not be believed yet, by what it rests on; empty where nothing speaks against it. */
export function doubts(of: { population: number; cases: number; found: number; withoutStays: number }): Words[] {
  const said: Words[] = []
  if (of.population < 100)
    said.push({
      vi: `Mới có ${number(of.population)} người có lịch trình được ghi: xác suất tính trên số đó chưa nói được gì; chỉ đọc xem ai cùng ở đâu.`,
      en: `Only ${number(of.population)} persons have a recorded itinerary: a chance worked out on so few says nothing; read only who was where.`,
    })
  if (of.withoutStays > 0)
    said.push({
      vi: `${number(of.withoutStays)} trong ${number(of.cases)} ca không chung nơi nào được ghi: có thể vì chưa hỏi lịch trình.`,
      en: `${number(of.withoutStays)} of ${number(of.cases)} cases share no recorded place: their itineraries may not have been asked.`,
    })
  return said
}
