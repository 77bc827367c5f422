import { type TableState, tableStateFromSearch, tableStateToSearch } from '@phaodai/ui/tableView.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

const isTable = (key: string) => key === 'q' || key === 'sort' || key.startsWith('f.')

/**
 * The state of a page's list, kept in its URL: a link shows the same list. What is typed shows at once; the URL follows 200 ms after
 * the last key, replacing, so that Back leaves the page and not a letter.
 */
export function useTableInUrl(): [TableState, (state: TableState) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const [state, setState] = useState(() => tableStateFromSearch(search))
  const written = useRef(JSON.stringify(tableStateToSearch(state)))
  useEffect(() => {
    const found = tableStateFromSearch(search)
    const text = JSON.stringify(tableStateToSearch(found))
    if (text === written.current) return
    written.current = text
    setState(found)
  }, [search])
  useEffect(() => {
    const params = tableStateToSearch(state)
    const text = JSON.stringify(params)
    if (text === written.current) return
    const later = setTimeout(() => {
      written.current = text
      navigate({
        to: '.',
        replace: true,
        search: ((old: Record<string, unknown>) => ({
          ...Object.fromEntries(Object.entries(old).filter(([key]) => !isTable(key))),
          ...params,
        })) as never,
      })
    }, 200)
    return () => clearTimeout(later)
  }, [state, navigate])
  return [state, setState]
}
