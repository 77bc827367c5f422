import { Button, Group } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call, type DownloadedFile, problemOf } from '@phaodai/web/api.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { printHtml } from '@phaodai/web/saveFile.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { acknowledgeReferral, printReferral, referrals } from '../referrals.contract.ts'

/** Persons handed over between areas: received ones are acknowledged, sent ones are watched. */
export default function Referrals() {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const [state, setState] = useState<'all' | 'open'>('all')
  const list = useRead(referrals, { state }, { keep: true })
  const take = useWrite(acknowledgeReferral)
  const [said, setSaid] = useState<Words | null>(null)
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null)
  const print = (referralId: string) =>
    call(printReferral, { referralId })
      .then(async (answer) => printHtml(await (answer as unknown as DownloadedFile).blob.text()))
      .catch((error) => setProblem(problemOf(error)))
  const late = w({ vi: 'quá hạn tiếp nhận', en: 'not acknowledged in time' })
  return (
    <Page title={{ vi: 'Chuyển đến', en: 'Referred here' }}>
      <Said words={said} />
      {(take.problem ?? problem) && <ProblemAlert problem={(take.problem ?? problem)!} takeFocus />}
      <Group>
        <ChoiceField
          label={{ vi: 'Chỉ xem', en: 'Only' }}
          choices={[
            { value: 'all', words: { vi: 'Tất cả', en: 'All' } },
            { value: 'open', words: { vi: 'Chưa tiếp nhận', en: 'Not acknowledged' } },
          ]}
          value={state}
          onChange={setState}
        />
      </Group>
      <Read of={list}>
        {({ received, sent }) => (
          <>
            <Part title={{ vi: `Nhận về (${received.length})`, en: `Received (${received.length})` }}>
              {received.length === 0 ? (
                <EmptyState
                  title={{ vi: 'Chưa có ai được chuyển đến', en: 'Nobody referred here' }}
                  filledBy={{
                    vi: 'Khi nơi khác truy vết ra người ở địa bàn này, người đó hiện ở đây để tiếp nhận.',
                    en: 'When another area traces a person of this one, they stand here to be acknowledged.',
                  }}
                />
              ) : (
                <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 12 }}>
                  {received.map((r) => (
                    <li key={r.referralId}>
                      <Group justify="space-between" gap="sm" align="flex-start">
                        <div style={{ flex: '1 1 320px', minWidth: 0 }}>
                          <strong>{r.levelNow ?? r.snapshot.level}</strong> <a href={`/people/${r.subjectId}`}>{r.name}</a>{' '}
                          <span className="pd-muted">
                            {w({ vi: 'từ', en: 'from' })} {r.fromArea} · {instant(r.at, language)}
                          </span>
                          {r.late && <strong> · {late}</strong>}
                          {r.snapshot.reason && <div>{w(r.snapshot.reason)}</div>}
                          {r.acknowledgedAt && (
                            <div className="pd-muted">
                              {w({ vi: 'Đã tiếp nhận', en: 'Acknowledged' })} {instant(r.acknowledgedAt, language)}
                              {r.acknowledgedBy && `, ${r.acknowledgedBy}`}
                            </div>
                          )}
                        </div>
                        <Group gap="xs">
                          {!r.acknowledgedAt && may(acknowledgeReferral) && (
                            <Button
                              loading={take.busy}
                              onClick={async () => {
                                if (await take.send({ referralId: r.referralId }))
                                  setSaid({ vi: 'Đã xác nhận tiếp nhận.', en: 'Acknowledged.' })
                              }}
                            >
                              {w({ vi: 'Tiếp nhận', en: 'Acknowledge' })}
                            </Button>
                          )}
                          {may(printReferral) && (
                            <Button variant="default" onClick={() => print(r.referralId)}>
                              {w({ vi: 'In phiếu', en: 'Print' })}
                            </Button>
                          )}
                        </Group>
                      </Group>
                    </li>
                  ))}
                </ul>
              )}
            </Part>
            <Part title={{ vi: `Chuyển đi (${sent.length})`, en: `Sent (${sent.length})` }}>
              <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
                {sent.map((r) => (
                  <li key={r.referralId}>
                    <strong>{r.snapshot.level}</strong> {r.snapshot.name}{' '}
                    <span className="pd-muted">
                      {w({ vi: 'đến', en: 'to' })} {r.toArea} · {instant(r.at, language)}
                    </span>{' '}
                    {r.acknowledgedAt
                      ? w({ vi: 'đã tiếp nhận', en: 'acknowledged' })
                      : w({ vi: 'chưa tiếp nhận', en: 'not acknowledged' })}
                    {r.late && <strong> · {late}</strong>}
                  </li>
                ))}
              </ul>
            </Part>
          </>
        )}
      </Read>
    </Page>
  )
}
