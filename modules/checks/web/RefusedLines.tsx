import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Fragment, type ReactNode } from 'react'

/** What was sent, line by line; `children`: further lines that hold links. */
export function RefusedLines({ lines, children }: { lines: readonly { words: Words; value: Words }[]; children?: ReactNode }) {
  const { w } = useLanguage()
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', gap: '2px 16px', margin: '0 0 12px' }}>
      {lines.map(({ words, value }) => (
        <Fragment key={words.en}>
          <dt className="pd-muted">{w(words)}</dt>
          <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{w(value)}</dd>
        </Fragment>
      ))}
      {children}
    </dl>
  )
}
