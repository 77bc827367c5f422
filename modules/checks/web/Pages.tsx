import { Button, Group } from '@mantine/core'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'

/** How many refused things stand on one page. */
export const PAGE = 100

/** Which of all are shown, the oldest first, and the way to the others. Nothing where all are. */
export function Pages(p: { offset: number; shown: number; total: number; what: Words; onGo: (offset: number) => void }) {
  const { w } = useLanguage()
  const { offset, shown, total } = p
  if (offset === 0 && shown >= total) return null
  const of = `${number(offset + 1)}–${number(offset + shown)} / ${number(total)}`
  return (
    <Group gap="sm" align="center" component="nav" aria-label={w({ vi: `Các trang: ${p.what.vi}`, en: `Pages: ${p.what.en}` })}>
      <span>
        {shown > 0
          ? w({ vi: `${p.what.vi} ${of}, cũ nhất trước.`, en: `${p.what.en} ${of}, the oldest first.` })
          : w({ vi: 'Trang này không còn gì.', en: 'Nothing is left on this page.' })}
      </span>
      <Button variant="default" disabled={offset === 0} onClick={() => p.onGo(Math.max(0, offset - PAGE))}>
        {w({ vi: 'Trang trước', en: 'Previous' })}
      </Button>
      <Button variant="default" disabled={shown === 0 || offset + shown >= total} onClick={() => p.onGo(offset + PAGE)}>
        {w({ vi: 'Trang sau', en: 'Next' })}
      </Button>
    </Group>
  )
}
