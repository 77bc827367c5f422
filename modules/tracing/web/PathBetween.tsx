import { Button, Group, SegmentedControl } from '@mantine/core'
import { instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { PersonField } from '@phaodai/web/fields/PersonField.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useState } from 'react'
import { path } from '../meetings.contract.ts'
import styles from './Meetings.module.css'

/** A way by which one person may have reached another: close contacts one after the other in time, as steps. */
export function PathBetween(props: { subjectId: string; disease: string; fromAt: string; toAt: string }) {
  const { subjectId, disease, fromAt, toAt } = props
  const { w, language } = useLanguage()
  const [goalId, setGoalId] = useState<string | null>(null)
  const [way, setWay] = useState<'to' | 'from'>('to')
  const [asked, setAsked] = useState<{ from: string; to: string } | null>(null)
  const found = useRead(
    path,
    { subjectId: asked?.from ?? subjectId, goalId: asked?.to ?? subjectId, disease, from: fromAt, to: toAt },
    { enabled: asked !== null },
  )
  return (
    <div className={asked ? undefined : 'pd-no-print'}>
      <Part title={{ vi: 'Đường lây có thể giữa hai người', en: 'A possible path between two persons' }}>
        <p className="pd-muted" style={{ margin: '0 0 8px' }}>
          {w({
            vi: 'Các lần tiếp xúc gần nối nhau theo thời gian, trong khoảng đang xem, qua nhiều nhất 4 bước. Có đường không có nghĩa là đã lây.',
            en: 'Close contacts one after the other in time, within the window shown, 4 steps at most. A path does not mean that infection passed.',
          })}
        </p>
        <form
          className="pd-no-print"
          onSubmit={(event) => {
            event.preventDefault()
            if (goalId) setAsked(way === 'to' ? { from: subjectId, to: goalId } : { from: goalId, to: subjectId })
          }}
        >
          <Group gap="md" align="flex-end">
            <div style={{ flex: '1 1 16rem', minWidth: 0, maxWidth: '28rem' }}>
              <PersonField
                label={{ vi: 'Người kia', en: 'The other person' }}
                value={goalId}
                onChange={setGoalId}
                except={subjectId}
              />
            </div>
            <SegmentedControl
              aria-label={w({ vi: 'Chiều', en: 'Direction' })}
              value={way}
              onChange={(value) => setWay(value as typeof way)}
              data={[
                { value: 'to', label: w({ vi: 'Từ người này đến người kia', en: 'From this person' }) },
                { value: 'from', label: w({ vi: 'Từ người kia đến người này', en: 'To this person' }) },
              ]}
            />
            <Button type="submit" variant="default" disabled={!goalId}>
              {w({ vi: 'Tìm đường', en: 'Find a path' })}
            </Button>
          </Group>
        </form>
        <div role="status">
          {asked && (
            <Read of={found}>
              {({ found: is, steps, searched, bounded }) =>
                is ? (
                  <ol className={styles.steps}>
                    {steps.map((step, i) => (
                      <li key={`${step.code} ${step.at}`}>
                        {step.inScope && step.subjectId ? <a href={`/people/${step.subjectId}`}>{step.name}</a> : step.name}{' '}
                        <span className="pd-muted">{step.code}</span>
                        {i > 0 && (
                          <div>
                            {step.placeName && `${step.placeName}, `}
                            {w({ vi: 'đủ tiếp xúc gần từ', en: 'a close contact from' })} {instant(step.at, language)}
                          </div>
                        )}
                      </li>
                    ))}
                  </ol>
                ) : (
                  <p style={{ margin: '12px 0 0' }}>
                    {bounded
                      ? w({
                          vi: `Chưa thấy đường nào trong ${number(searched)} người đã xét; có thể vẫn có. Thu hẹp khoảng thời gian rồi tìm lại.`,
                          en: `No path among the ${number(searched)} persons looked at; there may be one. Narrow the window and look again.`,
                        })
                      : w({
                          vi: `Không có đường nào trong khoảng này (đã xét ${number(searched)} người).`,
                          en: `There is no path in this window (${number(searched)} persons looked at).`,
                        })}
                  </p>
                )
              }
            </Read>
          )}
        </div>
      </Part>
    </div>
  )
}
