import type { FigureShape } from '@phaodai/modules/policy/policy.verbs.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Fragment } from 'react'
import type { z } from 'zod'
import styles from './Policy.module.css'

type Figure = z.output<typeof FigureShape>

/** Figures of a rule, each with the article it rests on and whether that is confirmed. */
export function FigureTable({ figures }: { figures: readonly Figure[] }) {
  const { w } = useLanguage()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{w({ vi: 'Quy định', en: 'Rule' })}</th>
          <th scope="col">{w({ vi: 'Giá trị', en: 'Value' })}</th>
          <th scope="col">{w({ vi: 'Căn cứ', en: 'Source' })}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure, n) => {
          const newItem = figure.item && figure.item.vi !== figures[n - 1]?.item?.vi
          return (
            <Fragment key={figure.path}>
              {newItem && (
                <tr>
                  <th scope="colgroup" colSpan={3} className={styles.item}>
                    {w(figure.item!)}
                  </th>
                </tr>
              )}
              <tr data-confirmed={figure.confirmed}>
                <th scope="row">{w(figure.title)}</th>
                <td className="pd-digits">
                  <strong>{w(figure.text)}</strong>
                </td>
                <td>
                  {!figure.confirmed && <span className={styles.mark}>{w({ vi: 'chưa xác nhận', en: 'unconfirmed' })}</span>}{' '}
                  {w(figure.sourceText)}
                </td>
              </tr>
            </Fragment>
          )
        })}
      </tbody>
    </table>
  )
}
