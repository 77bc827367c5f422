import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

/** What a page asks of the server, kept in its URL beside the table's own filter and order. */
export type UrlFilters<K extends string> = { readonly [key in K]?: string }

/**
 * The named search parameters and a way to change some of them (undefined removes one). A change replaces: Back leaves the page.
 * `keys` is read once.
 */
export function useFiltersInUrl<K extends string>(
  keys: readonly K[],
): [UrlFilters<K>, (change: { [key in K]?: string | undefined }) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const text = JSON.stringify(keys.map((k) => search[k] ?? null))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` is what of the search matters here
  const filters = useMemo(() => {
    const found: { [key in K]?: string } = {}
    for (const k of keys) if (search[k] !== undefined && search[k] !== '') found[k] = String(search[k])
    return found
  }, [text])
  const change = useCallback(
    (next: { [key in K]?: string | undefined }) => {
      navigate({ to: '.', replace: true, search: ((old: Record<string, unknown>) => ({ ...old, ...next })) as never })
    },
    [navigate],
  )
  return [filters, change]
}
