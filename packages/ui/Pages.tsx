import { Button, Group } from '@mantine/core'
import { useLanguage, type Words } from './language.tsx'
import { around, type Place, placeWords } from './pages.ts'

interface Shown {
  /** What is listed. */
  what: Words
  /** On the buttons, where a list has better words for its two directions. */
  ways?: { before: Words; after: Words }
}
const plain = { before: { vi: 'Trang trước', en: 'Previous' }, after: { vi: 'Trang sau', en: 'Next' } }

/** The way through a list in pages of which nobody counts how many there are. Nothing where all is on one. */
export function Pages(p: Shown & { said?: Words; onBefore: (() => void) | null; onAfter: (() => void) | null }) {
  const { w } = useLanguage()
  const { what, said, onBefore, onAfter, ways = plain } = p
  if (!onBefore && !onAfter) return null
  return (
    <Group gap="sm" align="center" component="nav" aria-label={w({ vi: `Các trang: ${what.vi}`, en: `Pages: ${what.en}` })}>
      {said && <span>{w(said)}</span>}
      <Button variant="default" disabled={!onBefore} onClick={onBefore ?? undefined}>
        {w(ways.before)}
      </Button>
      <Button variant="default" disabled={!onAfter} onClick={onAfter ?? undefined}>
        {w(ways.after)}
      </Button>
    </Group>
  )
}

/** The same with which of all are shown, and in what order. */
export function CountedPages(p: Shown & Place & { size: number; order?: Words; onGo: (offset: number) => void }) {
  const { before, after } = around(p, p.size)
  return (
    <Pages
      what={p.what}
      said={placeWords(p, p.what, p.order)}
      onBefore={before === null ? null : () => p.onGo(before)}
      onAfter={after === null ? null : () => p.onGo(after)}
    />
  )
}
