import { useLanguage } from './language.tsx'
import styles from './Notices.module.css'
import { patternBackground } from './patterns.ts'
import { type Level, levels, type Pattern } from './tokens.ts'

/** A square of a colour with its pattern; the words stand beside it. */
export function Swatch({ colour, pattern, ink, size = 16 }: { colour: string; pattern: Pattern; ink: string; size?: number }) {
  return (
    <span
      aria-hidden
      style={{
        display: 'inline-block',
        flex: 'none',
        width: size,
        height: size,
        borderRadius: 3,
        border: '1px solid var(--pd-edge)',
        background: patternBackground(colour, pattern, ink),
      }}
    />
  )
}

/** The level of an area: colour, pattern and word together. */
export function LevelMark({ level }: { level: Level }) {
  const { w } = useLanguage()
  const token = levels[level]
  return (
    <span className={styles.level}>
      <Swatch colour={token.colour} pattern={token.pattern} ink={token.ink} />
      {w(token.words)}
    </span>
  )
}
