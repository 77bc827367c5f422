import { useLanguage } from '@phaodai/ui/language.tsx'

/** The first rows of a file, as they are written in it. */
export function FirstRows({
  headers,
  rows,
}: {
  headers: readonly string[]
  rows: readonly { row: number; cells: readonly string[] }[]
}) {
  const { w } = useLanguage()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section style={{ overflowX: 'auto' }} tabIndex={0} aria-label={w({ vi: 'Các dòng đầu', en: 'The first rows' })}>
      <table style={{ borderCollapse: 'collapse', fontSize: '0.75rem', whiteSpace: 'nowrap' }}>
        <thead>
          <tr>
            <th scope="col" style={{ padding: 4, textAlign: 'left' }}>
              {w({ vi: 'Dòng', en: 'Row' })}
            </th>
            {headers.map((header, at) => (
              <th key={at} scope="col" style={{ padding: 4, textAlign: 'left' }}>
                {header || '–'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row} style={{ borderTop: '1px solid var(--pd-line)' }}>
              <td style={{ padding: 4 }}>{row.row}</td>
              {row.cells.map((cell, at) => (
                <td key={at} style={{ padding: 4, maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis' }}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
