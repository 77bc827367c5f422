import { SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useLanguage } from '@phaodai/ui/language.tsx'
import type { ReactNode } from 'react'
import styles from './ReadDirective.module.css'

export type Pane = 'text' | 'tasks'

/** Whether the text and its tasks have no room beside each other. */
export const useNarrow = (): boolean => useMediaQuery('(max-width: 999px)') ?? false

export interface TextAndTasksProps {
  /** How many tasks there are. */
  count: number
  /** Which of the two is shown where there is room for one. */
  pane: Pane
  onPane: (pane: Pane) => void
  text: ReactNode
  tasks: ReactNode
}

/** A document and what came of it, side by side; on a narrow screen one of them at a time. */
export function TextAndTasks({ count, pane, onPane, text, tasks }: TextAndTasksProps) {
  const { w } = useLanguage()
  const narrow = useNarrow()
  const hidden = (which: Pane) => (narrow && pane !== which ? styles.hidden : '')
  return (
    <>
      {narrow && (
        <SegmentedControl
          fullWidth
          aria-label={w({ vi: 'Xem', en: 'Show' })}
          value={pane}
          onChange={(value) => onPane(value as Pane)}
          data={[
            { value: 'text', label: w({ vi: 'Văn bản', en: 'Text' }) },
            { value: 'tasks', label: w({ vi: `Nhiệm vụ (${count})`, en: `Tasks (${count})` }) },
          ]}
        />
      )}
      <div className={styles.columns}>
        <section
          className={`pd-surface ${styles.pane} ${hidden('text')}`}
          aria-label={w({ vi: 'Văn bản', en: 'The document' })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
          tabIndex={0}
        >
          {text}
        </section>
        <section
          className={`${styles.pane} ${hidden('tasks')}`}
          aria-label={w({ vi: 'Nhiệm vụ', en: 'Tasks' })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
          tabIndex={0}
        >
          {tasks}
        </section>
      </div>
    </>
  )
}
