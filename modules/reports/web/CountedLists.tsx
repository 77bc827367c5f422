import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import type { z } from 'zod'
import type { Item } from '../briefing.contract.ts'

/** The lists behind a point of the agenda, each with how many rows it has. */
export function CountedLists({ lists }: { lists: z.output<typeof Item>['lists'] }) {
  const { w } = useLanguage()
  if (lists.length === 0) return null
  return (
    <div>
      {lists.map((l, n) => (
        <span key={l.href}>
          {n > 0 && ' · '}
          <Go href={l.href}>
            {number(l.n)} {w(l.words)}
          </Go>
        </span>
      ))}
    </div>
  )
}
