import { Button } from '@mantine/core'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { type KeyboardEvent, memo } from 'react'
import type { Item } from '../draft.contract.ts'
import { isSure } from '../draft.rules.ts'
import { measureOf } from '../measures.rules.ts'
import styles from './ReadDirective.module.css'
import { decisionWords, whenWords } from './words.ts'

export interface TaskCardProps {
  item: Item
  n: number
  active: boolean
  /** Why it cannot be issued yet; null: it can, or was dropped. */
  why: { vi: string; en: string } | null
  onPoint: (key: string | null) => void
  onDecide: (key: string, decision: Item['decision']) => void
  onEdit: (key: string) => void
  onSplit: (key: string) => void
  /** With the next of the list; null: it is the last. */
  onMerge: ((key: string) => void) | null
  onFind: (key: string) => void
  onMove: (key: string, step: 1 | -1) => void
}

/** One task of a draft: the words, whose it is in the document and in the register, by when; and what to do with it. */
export const TaskCard = memo(function TaskCard(props: TaskCardProps) {
  const { item, n, active, why, onPoint, onDecide, onEdit, onSplit, onMerge, onFind, onMove } = props
  const { w } = useLanguage()
  const when = whenWords(item)
  const measure = item.measure ? measureOf(item.measure) : undefined
  const dropped = item.decision === 'dropped'
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const acts: Record<string, () => void> = {
      g: () => onDecide(item.key, 'kept'),
      Enter: () => onDecide(item.key, 'kept'),
      b: () => onDecide(item.key, 'dropped'),
      s: () => onEdit(item.key),
      t: () => onSplit(item.key),
      n: () => onMerge?.(item.key),
      ArrowDown: () => onMove(item.key, 1),
      ArrowUp: () => onMove(item.key, -1),
    }
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <li>
      <article
        id={`task-${item.key}`}
        className={`pd-surface ${styles.card}`}
        data-tone={item.decision}
        data-active={active || undefined}
        aria-label={w({
          vi: `Nhiệm vụ ${n}, ${decisionWords[item.decision].vi}`,
          en: `Task ${n}, ${decisionWords[item.decision].en}`,
        })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the card takes the keys of its acts
        tabIndex={0}
        onKeyDown={onKeyDown}
        onMouseEnter={() => onPoint(item.key)}
        onMouseLeave={() => onPoint(null)}
        onFocus={() => onPoint(item.key)}
        onBlur={() => onPoint(null)}
      >
        <div className={styles.head}>
          <strong className="pd-digits">{number(n)}</strong>
          <span>{w(decisionWords[item.decision])}</span>
          {when && <strong>{w(when)}</strong>}
          {item.product && <span className="pd-muted">→ {item.product}</span>}
        </div>
        <p className={styles.words}>{item.words}</p>
        {!dropped && (
          <ul className={styles.who} aria-label={w({ vi: 'Nơi nhận', en: 'Assignees' })}>
            {item.assignees.length === 0 && (
              <li className={styles.flag}>
                <IconAlertTriangle size={14} aria-hidden />{' '}
                {w({ vi: 'Văn bản không nêu ai: chọn nơi nhận', en: 'The document names nobody: choose who' })}
              </li>
            )}
            {item.assignees.map((a) => (
              <li key={a.written}>
                <span className="pd-muted">{a.written} → </span>
                {a.to.length > 0 ? (
                  <>
                    {a.sure ? <IconCheck size={14} aria-hidden /> : <IconAlertTriangle size={14} aria-hidden />}{' '}
                    <strong>{a.to.map((t) => t.name).join('; ')}</strong>
                    {!a.sure && ` ${w({ vi: '(đề nghị, cần xem)', en: '(proposed, look at it)' })}`}
                  </>
                ) : (
                  <span className={styles.flag}>
                    <IconAlertTriangle size={14} aria-hidden /> {w({ vi: 'chưa có trong danh bạ', en: 'in no register' })}
                  </span>
                )}
              </li>
            ))}
            {item.responsible && (
              <li>
                <span className="pd-muted">{w({ vi: 'Chịu trách nhiệm: ', en: 'Responsible: ' })}</span>
                {item.responsible}
              </li>
            )}
            {item.helpers.length > 0 && (
              <li>
                <span className="pd-muted">{w({ vi: 'Phối hợp: ', en: 'With: ' })}</span>
                {item.helpers.join('; ')}
              </li>
            )}
            {item.reportTo && (
              <li>
                <span className="pd-muted">{w({ vi: 'Báo cáo: ', en: 'Reports to: ' })}</span>
                {item.reportTo}
              </li>
            )}
            {measure && (
              <li>
                <span className="pd-muted">{w({ vi: 'Thước đo: ', en: 'Measure: ' })}</span>
                {w(measure.words)}
              </li>
            )}
          </ul>
        )}
        {why && <p style={{ margin: '0 0 6px' }}>{w(why)}</p>}
        <div className={`${styles.acts} pd-no-print`}>
          {item.decision !== 'kept' && (
            <Button
              size="compact-sm"
              variant={isSure(item) && !dropped ? 'filled' : 'default'}
              onClick={() => onDecide(item.key, 'kept')}
            >
              {w({ vi: 'Giữ', en: 'Keep' })}
            </Button>
          )}
          {item.decision === 'kept' && (
            <Button size="compact-sm" variant="default" onClick={() => onDecide(item.key, 'open')}>
              {w({ vi: 'Xem lại', en: 'Look again' })}
            </Button>
          )}
          {!dropped && (
            <>
              <Button size="compact-sm" variant="default" onClick={() => onEdit(item.key)}>
                {w({ vi: 'Sửa', en: 'Edit' })}
              </Button>
              {item.span && (
                <Button size="compact-sm" variant="default" onClick={() => onSplit(item.key)}>
                  {w({ vi: 'Tách', en: 'Split' })}
                </Button>
              )}
              {onMerge && (
                <Button size="compact-sm" variant="default" onClick={() => onMerge(item.key)}>
                  {w({ vi: 'Gộp với việc sau', en: 'Merge with the next' })}
                </Button>
              )}
              <Button size="compact-sm" variant="default" onClick={() => onDecide(item.key, 'dropped')}>
                {w({ vi: 'Bỏ', en: 'Drop' })}
              </Button>
            </>
          )}
          {item.span && (
            <Button size="compact-sm" variant="subtle" onClick={() => onFind(item.key)}>
              {w({ vi: 'Xem câu gốc', en: 'See its sentence' })}
            </Button>
          )}
        </div>
      </article>
    </li>
  )
})
