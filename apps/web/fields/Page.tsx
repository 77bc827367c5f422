import { Group, Stack } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { type ReactNode, useEffect } from 'react'
import { problemOf } from '../api.ts'

/** A page: its heading, its name in the browser's tab (never a person's), what can be done at its top. */
export function Page({ title, actions, children }: { title: Words; actions?: ReactNode; children: ReactNode }) {
  const { w } = useLanguage()
  const named = w(title)
  useEffect(() => {
    document.title = `${named} · Pháo Đài`
  }, [named])
  return (
    <Stack gap="lg">
      <Group justify="space-between" gap="sm">
        <h1 style={{ margin: 0, fontSize: '1.5rem', lineHeight: 1.25 }}>{named}</h1>
        {actions && (
          <Group gap="sm" className="pd-no-print">
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </Stack>
  )
}

/** A part of a page, with its heading. */
export function Part({ title, children, actions }: { title: Words; children: ReactNode; actions?: ReactNode }) {
  const { w } = useLanguage()
  return (
    <section className="pd-surface" style={{ padding: 16, minWidth: 0 }}>
      <Group justify="space-between" gap="sm" mb="sm">
        <h2 style={{ margin: 0, fontSize: '1.125rem', lineHeight: 1.3334 }}>{w(title)}</h2>
        {actions}
      </Group>
      {children}
    </section>
  )
}

interface Reading<T> {
  data: T | undefined
  error: unknown
  isPending: boolean
}

/** What was read; while it comes, a line that says so; where it failed, why. */
export function Read<T>({ of, children }: { of: Reading<T>; children: (data: T) => ReactNode }) {
  const { w } = useLanguage()
  if (of.data !== undefined) return children(of.data)
  if (of.error) return <ProblemAlert problem={problemOf(of.error)} />
  return (
    <p role="status" className="pd-muted">
      {w({ vi: 'Đang đọc dữ liệu…', en: 'Reading…' })}
    </p>
  )
}

/** Says what was done, also to a screen reader; stays until the next act. */
export function Said({ words }: { words: Words | null }) {
  const { w } = useLanguage()
  return (
    <div role="status">
      {words && (
        <p className="pd-surface" style={{ margin: 0, padding: 12, borderLeft: '6px solid var(--pd-accent)' }}>
          {w(words)}
        </p>
      )}
    </div>
  )
}
