import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import styles from '@phaodai/web/screens/Policy.module.css'
import { Fragment } from 'react'
import type { z } from 'zod'
import type { Change } from '../shipped.verbs.ts'

type Row = z.output<typeof Change>

/** What changes, rule by rule and number by number: what it was, what it would be, each with its article and how sure it is. */
export function ChangeTable({
  rows,
  was,
  now = { vi: 'Theo gói này', en: 'By this pack' },
  whole = { vi: 'Gói', en: 'The pack' },
}: {
  rows: readonly Row[]
  /** What it is told against. */
  was: Words
  now?: Words
  /** Over what belongs to no rule. */
  whole?: Words
}) {
  const { w } = useLanguage()
  const head = [{ vi: 'Quy định', en: 'Rule' }, was, now]
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {head.map((h) => (
            <th key={h.vi} scope="col">
              {w(h)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((c, n) => (
          <Fragment key={c.path}>
            {(n === 0 || c.ruleKey !== rows[n - 1]!.ruleKey) && (
              <tr>
                <th scope="colgroup" colSpan={3} className={styles.item}>
                  {w(c.ruleTitle ?? whole)}
                </th>
              </tr>
            )}
            <tr data-path={c.path}>
              <th scope="row">
                {w(c.title)}
                {c.item && <span className="pd-muted"> – {w(c.item)}</span>}
                {c.was && c.now && w(c.was.text) === w(c.now.text) && (
                  <span className="pd-muted">
                    {' '}
                    ({w({ vi: 'giá trị không đổi, căn cứ khác', en: 'the same value, another source' })})
                  </span>
                )}
              </th>
              <td>
                <Side of={c.was} label={head[1]!} />
              </td>
              <td>
                <Side of={c.now} label={head[2]!} strong />
              </td>
            </tr>
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

/** A side of a change. On a phone, where the table has no head, it says which side it is. */
function Side({ of, label, strong }: { of: Row['was']; label: Words; strong?: boolean }) {
  const { w } = useLanguage()
  const text = of ? w(of.text) : w({ vi: 'không có', en: 'none' })
  return (
    <>
      <span className={styles.side}>{w(label)}: </span>
      {strong && of ? <strong>{text}</strong> : text}
      {of?.sourceText && (
        <span className="pd-muted">
          {' '}
          {of.confirmed === false && <span className={styles.mark}>{w({ vi: 'chưa xác nhận', en: 'unconfirmed' })}</span>}{' '}
          {w(of.sourceText)}
        </span>
      )}
    </>
  )
}
