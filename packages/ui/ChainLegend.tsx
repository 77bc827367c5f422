import styles from './Chart.module.css'
import { useLanguage } from './language.tsx'
import { generationColours, originOrder, origins } from './tokens.ts'
import { useScheme } from './useScheme.ts'

/** What colour and shape mean in a chain. */
export function ChainLegend() {
  const { w } = useLanguage()
  const { scheme } = useScheme()
  return (
    <>
      <ul className={styles.legend} aria-label={w({ vi: 'Hình: nơi phát hiện', en: 'Shape: where found' })}>
        {originOrder.map((o) => (
          <li key={o}>
            <span aria-hidden>{origins[o].mark}</span>
            {w(origins[o].words)}
          </li>
        ))}
      </ul>
      <ul className={styles.legend} aria-label={w({ vi: 'Màu: đời lây', en: 'Colour: generation' })}>
        {generationColours[scheme].map((colour, n) => (
          <li key={colour}>
            <span aria-hidden style={{ width: 12, height: 12, borderRadius: 6, background: colour }} />
            {w({ vi: `đời ${n}`, en: `generation ${n}` })}
            {n === 5 && w({ vi: ' trở đi', en: ' on' })}
          </li>
        ))}
      </ul>
    </>
  )
}
