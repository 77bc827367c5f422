import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'

const whenNot: readonly Words[] = [
  {
    vi: 'Nơi có danh sách đầy đủ (ca làm, lớp) được thấy rõ hơn nơi không ai ghi: quán ăn, đám cưới, xe ôm. Không thấy không có nghĩa là không có.',
    en: 'Places with full lists (shifts, classes) are seen better than those that nobody writes down: eateries, weddings, motorbike taxis. Not seen does not mean not there.',
  },
  {
    vi: 'Các ca được tìm ra qua truy vết ở một nơi thì đương nhiên chung nơi đó: con số chỉ xác nhận cách họ được tìm ra.',
    en: 'Cases that were found by tracing at one place naturally share it: the figure only repeats how they were found.',
  },
  {
    vi: 'Nhiều nơi được so cùng lúc: cứ 1.000 nơi thì một nơi đạt 1 trong 1.000 do tình cờ. Chỉ tin khi hạng nhất cách xa hạng sau.',
    en: 'Many places are compared at once: of 1,000 one reaches 1 in 1,000 by chance. Believe it only where the first stands far above the next.',
  },
  {
    vi: 'Người cùng nhà, cùng xóm hay đi cùng nhau: một nơi chung có thể là hệ quả, không phải nguồn lây.',
    en: 'People of one home or hamlet go together: a shared place may follow from that and not be the source.',
  },
]

/** How the measure of surprise is read, and when it should not be believed. */
export function HowToRead({ population }: { population: number }) {
  const { w } = useLanguage()
  return (
    <details>
      <summary>
        {w({ vi: 'Đọc con số này thế nào, và khi nào không nên tin', en: 'How to read this figure, and when not to believe it' })}
      </summary>
      <p style={{ maxWidth: '80ch' }}>
        {w({
          vi: `"Do tình cờ" là xác suất có chừng ấy ca trở lên trong số người đã đến nơi đó, nếu các ca chỉ là những người ngẫu nhiên trong ${number(population)} người có lịch trình (phân phối siêu bội). Số trong ngoặc là −log10 của xác suất: 3 là 1 trong 1.000. Chợ đông người thì có vài ca cũng là thường; phòng nhỏ mà có mấy ca thì đáng ngờ.`,
          en: `"By chance" is the probability of so many cases or more among the visitors of a place, if the cases were random among the ${number(population)} persons with an itinerary (hypergeometric). The figure in brackets is −log10 of it: 3 is 1 in 1,000. A few cases in a crowded market are usual; several in a small room are not.`,
        })}
      </p>
      <p style={{ margin: 0, fontWeight: 600 }}>{w({ vi: 'Không nên tin khi', en: 'Do not believe it when' })}</p>
      <ul style={{ margin: '4px 0 0', paddingLeft: 20, maxWidth: '80ch' }}>
        {whenNot.map((words) => (
          <li key={words.en}>{w(words)}</li>
        ))}
      </ul>
    </details>
  )
}
