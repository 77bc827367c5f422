import { useLanguage } from '@phaodai/ui/language.tsx'
import { type Settled, settledWords } from './settled.words.ts'

/** First in the card of what is settled: whether it was set right, by whom, when and why. */
export function SettledLine({ of }: { of: Settled }) {
  const { w } = useLanguage()
  const words = settledWords(of)
  return words && <p style={{ margin: '0 0 8px', fontWeight: 600, overflowWrap: 'anywhere' }}>{w(words)}</p>
}
