import { Button, Group } from '@mantine/core'
import { openNumbers } from '@phaodai/modules/people/people.contract.ts'
import { OpenNumbers } from '@phaodai/modules/people/web/PersonActs.tsx'
import { Clock } from '@phaodai/ui/Clock.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { Page, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { nowOf } from '@phaodai/web/now.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import { callList } from '../calls.contract.ts'
import { outcomeWords, RecordCall } from './RecordCall.tsx'

type Only = 'late' | 'refused' | 'home-visit'
const onlyWords: Record<Only, Words> = {
  late: { vi: 'Quá hạn', en: 'Late' },
  refused: { vi: 'Từ chối trả lời', en: 'Refused' },
  'home-visit': { vi: 'Cần đến nhà', en: 'Go to the door' },
}

/** Who is to be called, those past their clock first; each with what they were told last. */
export default function CallList() {
  const { w, language } = useLanguage()
  const { may, today, instance } = useSession()
  const [only, setOnly] = useState<Only | ''>('')
  const [level, setLevel] = useState<'F0' | 'F1' | 'F2' | ''>('')
  const list = useRead(callList, { ...(only && { only }), ...(level && { level }) }, { keep: true })
  const [doing, setDoing] = useState<{ form: 'call' | 'numbers'; subjectId: string } | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const now = nowOf(instance)
  const Form = doing?.form === 'call' ? RecordCall : OpenNumbers
  return (
    <Page title={{ vi: 'Gọi điện', en: 'Calls' }}>
      <Said words={said} />
      <Group gap="md" align="flex-end" className="pd-no-print">
        <ChoiceField
          label={{ vi: 'Chỉ xem', en: 'Only' }}
          none={{ vi: 'Tất cả', en: 'All' }}
          choices={(Object.keys(onlyWords) as Only[]).map((value) => ({ value, words: onlyWords[value] }))}
          value={only}
          onChange={setOnly}
        />
        <ChoiceField
          label={{ vi: 'Mức', en: 'Level' }}
          none={{ vi: 'Mọi mức', en: 'All' }}
          choices={(['F0', 'F1', 'F2'] as const).map((value) => ({ value, words: { vi: value, en: value } }))}
          value={level}
          onChange={setLevel}
        />
      </Group>
      <Read of={list}>
        {(l) => (
          <>
            <p className="pd-digits" style={{ margin: 0 }}>
              {w({ vi: 'Chờ gọi', en: 'Waiting' })} <strong>{number(l.waiting)}</strong> · {w({ vi: 'quá hạn', en: 'late' })}{' '}
              <strong>{number(l.late)}</strong> · {w({ vi: 'từ chối', en: 'refused' })} {number(l.refused)} ·{' '}
              {w({ vi: 'cần đến nhà', en: 'go to the door' })} {number(l.homeVisits)}
              {l.clock && (
                <span className="pd-muted">
                  {' '}
                  ({w({ vi: `hạn ${l.clock.hours} giờ`, en: `within ${l.clock.hours} h` })}, {w(l.clock.source)}
                  {l.clock.unconfirmed && w({ vi: ', chưa có văn bản xác nhận', en: ', not confirmed by a source' })})
                </span>
              )}
            </p>
            {l.rows.length === 0 ? (
              <EmptyState
                title={{ vi: 'Không còn ai phải gọi', en: 'Nobody waits for a call' }}
                filledBy={{
                  vi: 'Người vừa thành F0, F1, F2 hoặc đổi mức hiện ở đây cho đến khi được báo.',
                  en: 'Those who become F0, F1 or F2, or change level, stand here until they are told.',
                }}
              />
            ) : (
              <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
                {l.rows.map((row) => (
                  <li key={row.subjectId} className="pd-surface" style={{ padding: 12 }}>
                    <Group justify="space-between" gap="sm" align="flex-start">
                      <div style={{ flex: '1 1 320px', minWidth: 0 }}>
                        <strong>{row.level}</strong> <a href={`/people/${row.subjectId}`}>{row.name}</a>{' '}
                        <span className="pd-muted">
                          {row.code} · {row.areaName} · {row.phoneMasked ?? w({ vi: 'chưa có số', en: 'no number' })}
                        </span>{' '}
                        {row.dueAt && <Clock at={row.dueAt} now={now} />}
                        <div>{w(row.sentence)}</div>
                        {row.attempts > 0 && (
                          <div>
                            {w({ vi: `Đã gọi ${row.attempts} lần`, en: `${row.attempts} attempts` })}
                            {row.lastOutcome && `: ${w(outcomeWords[row.lastOutcome])}`}
                            {row.lastAt && `, ${instant(row.lastAt, language)}`}
                          </div>
                        )}
                        {row.refusal && (
                          <div>
                            {w({ vi: 'Lời từ chối:', en: 'They said:' })} {row.refusal}
                          </div>
                        )}
                        {row.homeVisit && <strong>{w(row.homeVisit)}</strong>}
                      </div>
                      <Group gap="xs">
                        {may(openNumbers) && row.phoneMasked && (
                          <Button variant="default" onClick={() => setDoing({ form: 'numbers', subjectId: row.subjectId })}>
                            {w({ vi: 'Mở số', en: 'Open the number' })}
                          </Button>
                        )}
                        <Button variant="default" onClick={() => setDoing({ form: 'call', subjectId: row.subjectId })}>
                          {w({ vi: 'Ghi cuộc gọi', en: 'Record a call' })}
                        </Button>
                      </Group>
                    </Group>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Read>
      {doing && (
        <Form
          subjectId={doing.subjectId}
          disease="covid19"
          today={today}
          onClose={() => setDoing(null)}
          onDone={(words) => {
            setDoing(null)
            setSaid(words)
          }}
        />
      )}
    </Page>
  )
}
