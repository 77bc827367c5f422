import styles from './Chart.module.css'
import { useLanguage } from './language.tsx'
import { generationColours, originOrder, origins } from './tokens.ts'
import { useScheme } from './useScheme.ts'

/** What colour and shape mean in a chain; `places` where colour tells them, most people first. */
export function ChainLegend({ places }: { places?: readonly string[] }) {
  const { w } = useLanguage()
  const { scheme } = useScheme()
  const colourAt = (n: number, known: number) => generationColours[scheme][n < known ? n : 5]
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
      {places ? (
        <ul className={styles.legend} aria-label={w({ vi: 'Màu: nơi ở', en: 'Colour: place' })}>
          {[...places, w({ vi: 'nơi khác, nhóm gộp', en: 'elsewhere, folded groups' })].map((place, n) => (
            <li key={place}>
              <span aria-hidden style={{ width: 12, height: 12, borderRadius: 6, background: colourAt(n, places.length) }} />
              {place}
            </li>
          ))}
        </ul>
      ) : (
        <ul className={styles.legend} aria-label={w({ vi: 'Màu: đời lây', en: 'Colour: generation' })}>
          {generationColours[scheme].map((colour, n) => (
            <li key={colour}>
              <span aria-hidden style={{ width: 12, height: 12, borderRadius: 6, background: colour }} />
              {w({ vi: `đời ${n}`, en: `generation ${n}` })}
              {n === 5 && w({ vi: ' trở đi', en: ' on' })}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
