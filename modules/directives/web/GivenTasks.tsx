import { Stack } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Said } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { IconClockExclamation } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import type { z } from 'zod'
import type { directive } from '../directives.contract.ts'
import { DocumentText, type Lit } from './DocumentText.tsx'
import styles from './ReadDirective.module.css'
import { HeaderLines } from './ReadDirective.tsx'
import { type Pane, TextAndTasks } from './TextAndTasks.tsx'
import { stateWords, whenWords } from './words.ts'

/** A document that was issued: each sentence with the task that came of it, and how far that is. */
export function GivenTasks({ d, said }: { d: z.output<typeof directive.output>; said: Words | null }) {
  const { w } = useLanguage()
  const [pane, setPane] = useState<Pane>('tasks')
  const [active, setActive] = useState<string | null>(null)
  const lit = useMemo<Lit[]>(
    () => d.given.map((g, at) => ({ key: g.taskId, span: g.span, n: at + 1, title: g.words, tone: 'kept' })),
    [d.given],
  )
  const pick = useCallback((key: string) => {
    setPane('tasks')
    setActive(key)
    requestAnimationFrame(() => {
      const card = document.getElementById(`task-${key}`)
      card?.scrollIntoView({ block: 'nearest' })
      card?.focus({ preventScroll: true })
    })
  }, [])
  return (
    <Stack gap="md">
      <Said words={said} />
      <HeaderLines d={d} header={d.header} />
      <TextAndTasks
        count={d.given.length}
        pane={pane}
        onPane={setPane}
        text={<DocumentText text={d.text} lit={lit} active={active} onPick={pick} onPoint={setActive} />}
        tasks={
          d.given.length === 0 ? (
            <EmptyState
              title={{ vi: 'Văn bản này chưa giao gì cho đơn vị của bạn', en: 'Nothing in it was given to your unit' }}
              filledBy={{
                vi: 'Nhiệm vụ do cấp trên giao từ văn bản này sẽ hiện ở đây.',
                en: 'Tasks given from it will stand here.',
              }}
            />
          ) : (
            <ol className={styles.cards}>
              {d.given.map((g, at) => {
                const when = whenWords({ ...g, perDay: null, everyDays: null })
                return (
                  <li key={g.taskId}>
                    <article
                      id={`task-${g.taskId}`}
                      className={`pd-surface ${styles.card}`}
                      data-tone="kept"
                      data-active={active === g.taskId || undefined}
                      aria-label={w({ vi: `Nhiệm vụ ${at + 1}`, en: `Task ${at + 1}` })}
                      // biome-ignore lint/a11y/noNoninteractiveTabindex: the sentence of a focused task is lit
                      tabIndex={0}
                      onMouseEnter={() => setActive(g.taskId)}
                      onMouseLeave={() => setActive(null)}
                      onFocus={() => setActive(g.taskId)}
                      onBlur={() => setActive(null)}
                    >
                      <div className={styles.head}>
                        <strong className="pd-digits">{at + 1}</strong>
                        <strong>{g.assignee}</strong>
                        {when && <span>{w(when)}</span>}
                        {g.late && (
                          <strong>
                            <IconClockExclamation size={14} aria-hidden /> {w({ vi: 'quá hạn', en: 'late' })}
                          </strong>
                        )}
                      </div>
                      <p className={styles.words}>{g.words}</p>
                      <div className={styles.head}>
                        <span>{w(stateWords[g.state])}</span>
                        {g.children > 0 && (
                          <span>
                            {w({
                              vi: `${g.childrenClosed}/${g.children} phần việc đã nghiệm thu`,
                              en: `${g.childrenClosed} of ${g.children} parts accepted as done`,
                            })}
                          </span>
                        )}
                        <Go href={`/tasks/${g.taskId}`}>{w({ vi: 'Mở nhiệm vụ', en: 'Open the task' })}</Go>
                      </div>
                    </article>
                  </li>
                )
              })}
            </ol>
          )
        }
      />
    </Stack>
  )
}
