import type { ReactNode } from 'react'
import styles from './Chart.module.css'
import { useLanguage, type Words } from './language.tsx'

export interface TableColumn {
  words: Words
  /** As they are read on the page. */
  cells: readonly ReactNode[]
  /** As they are exported: numbers and ISO days as such. */
  raw: readonly (string | number | null)[]
  /** What only a screen can use: buttons. */
  acts?: true
}

/** A column from its values and how they are read. */
export function columnOf<T extends string | number | null>(
  words: Words,
  raw: readonly T[],
  shown: (value: T, row: number) => ReactNode = (value) => value ?? '–',
): TableColumn {
  return { words, raw, cells: raw.map(shown) }
}

/** A short table (every column as long as the first) in a box that scrolls and is reached by keyboard. `words`: texts, not figures. */
export function PlainTable({ label, table, words }: { label: Words; table: readonly TableColumn[]; words?: boolean }) {
  const { w } = useLanguage()
  const box = words ? `${styles.table} ${styles.words}` : styles.table
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reached by keyboard
    <section className={box} tabIndex={0} aria-label={w({ vi: `${label.vi} (bảng)`, en: `${label.en} (table)` })}>
      <table>
        <thead>
          <tr>
            {table.map((column) => (
              <th key={w(column.words)} scope="col" className={column.acts && 'pd-no-print'}>
                {w(column.words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table[0]?.raw.map((first, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name and keep their order
            <tr key={`${first} ${row}`}>
              {table.map((column, n) =>
                n === 0 ? (
                  <th key="first" scope="row">
                    {column.cells[row]}
                  </th>
                ) : (
                  <td key={w(column.words)} data-label={w(column.words)} className={column.acts && 'pd-no-print'}>
                    {column.cells[row]}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
