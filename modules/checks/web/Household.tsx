import { Button, Stack } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, instant } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { personPath } from '@phaodai/web/paths.ts'
import { DayInput } from '@phaodai/web/screens/listParts.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { type Answer, householdChecks, voidCheck } from '../checks.contract.ts'
import { householdTeams } from '../homes.contract.ts'
import { sinceSaidWords } from '../since.words.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { answerWords, latenessWords, shortInstant, slotWords } from './words.ts'

type Days = z.output<typeof householdChecks.output>['days']
type Version = Days[number]['versions'][number]

/** One home: who lives there, what was answered each day and slot with every version, and which teams have had it. The address has no name. */
export default function Household() {
  const { householdId } = useParams({ strict: false }) as { householdId: string }
  const { w, language } = useLanguage()
  const { may, today } = useSession()
  const [f, change] = useFiltersInUrl(['until'] as const)
  const read = useRead(householdChecks, { householdId, ...(f.until && { until: f.until }) })
  const teams = useRead(householdTeams, { householdId }, { enabled: may(householdTeams) })
  const [voiding, setVoiding] = useState<Version | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const write = useWrite(voidCheck)
  const shown = (answer: Answer | null, conflict: boolean, late: boolean) =>
    answer === null ? (
      '–'
    ) : (
      <>
        {answer === 'symptom' ? <strong>{w(answerWords[answer])}</strong> : w(answerWords[answer])}
        {conflict && ` · ${w({ vi: 'trái nhau', en: 'in conflict' })}`}
        {late && ` · ${w({ vi: 'muộn', en: 'late' })}`}
      </>
    )
  return (
    <Page title={{ vi: 'Một hộ', en: 'A home' }}>
      <Read of={read}>
        {({ household: h, days }) => (
          <Stack gap="lg">
            <section className="pd-surface" style={{ padding: 16 }}>
              <p style={{ margin: 0, fontSize: '1.125rem', fontWeight: 600 }}>
                {[h.door && `${w({ vi: 'Số', en: 'No.' })} ${h.door}`, h.address].filter(Boolean).join(', ')}
              </p>
              <p style={{ margin: '4px 0 0' }}>
                {[h.hamletName, h.areaName].filter(Boolean).join(', ')}
                {h.headName && ` · ${w({ vi: 'chủ hộ', en: 'head' })} ${h.headName}`}
              </p>
              <p style={{ margin: '8px 0 0' }}>
                {h.people.length === 0
                  ? w({ vi: 'Chưa có ai được xếp vào hộ này.', en: 'Nobody is on record here.' })
                  : h.people.map((p, n) => (
                      <span key={p.subjectId}>
                        {n > 0 && ', '}
                        <Go href={personPath(p.subjectId)}>{p.name}</Go>
                        {p.birthYear && ` (${p.birthYear})`}
                        {p.frail && ` · ${w({ vi: 'thăm hằng ngày', en: 'visited daily' })}`}
                      </span>
                    ))}
              </p>
            </section>
            <Said words={said} />
            <Part
              title={{ vi: 'Lượt hỏi theo ngày', en: 'Checks by day' }}
              actions={
                <DayInput label={{ vi: 'Đến ngày', en: 'Until' }} value={f.until} onChange={(until) => change({ until })} />
              }
            >
              {days.length === 0 ? (
                <EmptyState
                  title={{ vi: 'Chưa có lượt hỏi nào trong 14 ngày', en: 'No check within 14 days' }}
                  filledBy={{ vi: 'Tổ hỏi hộ này sáng và chiều mỗi ngày.', en: 'The team asks here each morning and evening.' }}
                />
              ) : (
                <PlainTable
                  label={{ vi: 'Lượt hỏi theo ngày', en: 'Checks by day' }}
                  table={[
                    columnOf(
                      { vi: 'Ngày', en: 'Day' },
                      days.map((d) => d.day),
                      (day) => date(day),
                    ),
                    columnOf(
                      { vi: 'Sáng', en: 'Morning' },
                      days.map((d) => d.morning.answer),
                      (a, n) => shown(a, days[n]!.morning.conflict, days[n]!.morning.late),
                    ),
                    columnOf(
                      { vi: 'Chiều', en: 'Evening' },
                      days.map((d) => d.evening.answer),
                      (a, n) => shown(a, days[n]!.evening.conflict, days[n]!.evening.late),
                    ),
                    columnOf(
                      { vi: 'Cả ngày', en: 'The day' },
                      days.map((d) => d.worst),
                      (a) => shown(a, false, false),
                    ),
                  ]}
                />
              )}
            </Part>
            {days.length > 0 && (
              <Part title={{ vi: 'Mọi lần ghi', en: 'Every version' }}>
                <ol style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
                  {days.flatMap((d) =>
                    d.versions.map((v) => (
                      <li key={v.checkId} style={{ display: 'flex', flexWrap: 'wrap', gap: '2px 12px', alignItems: 'baseline' }}>
                        <span>
                          {date(d.day)}, {w(slotWords[v.slot]).toLowerCase()}:
                        </span>
                        {v.voidedAt ? <del>{w(answerWords[v.answer])}</del> : <strong>{w(answerWords[v.answer])}</strong>}
                        <span className="pd-muted">
                          {w({ vi: 'hỏi', en: 'asked' })} {shortInstant(v.capturedAt, d.day)}, {w({ vi: 'nhận', en: 'received' })}{' '}
                          {shortInstant(v.receivedAt, d.day)} ({w(latenessWords[v.lateness])}){v.by && `, ${v.by}`}
                          {v.replaces && `, ${w({ vi: 'thay lần ghi trước', en: 'replaces an earlier one' })}`}
                          {v.note && `, “${v.note}”`}
                          {v.voidedAt &&
                            `, ${w({ vi: 'hủy', en: 'void' })} ${instant(v.voidedAt, language)}: ${v.voidReason ?? ''}`}
                        </span>
                        {v.sinceSaid.length > 0 && <strong>{w(sinceSaidWords(...v.sinceSaid))}</strong>}
                        {!v.voidedAt && may(voidCheck) && (
                          <Button
                            size="compact-xs"
                            variant="subtle"
                            className="pd-no-print"
                            onClick={() => setVoiding(v)}
                            aria-label={w({
                              vi: `Hủy lượt hỏi ${slotWords[v.slot].vi.toLowerCase()} ${date(d.day)}`,
                              en: `Void the check of ${date(d.day)}`,
                            })}
                          >
                            {w({ vi: 'Hủy', en: 'Void' })}
                          </Button>
                        )}
                      </li>
                    )),
                  )}
                </ol>
              </Part>
            )}
            {teams.data && (
              <Part title={{ vi: 'Các tổ đã phụ trách', en: 'Teams that have had it' }}>
                {teams.data.history.length === 0 ? (
                  <p style={{ margin: 0 }}>{w({ vi: 'Hộ này chưa có tổ nào.', en: 'No team has had this home.' })}</p>
                ) : (
                  <ul style={{ margin: 0, paddingLeft: 20 }}>
                    {teams.data.history.map((t) => (
                      <li key={`${t.teamId} ${t.fromOn}`}>
                        <Go href={`/teams/${t.teamId}`}>{t.code}</Go> {w({ vi: 'từ', en: 'from' })} {date(t.fromOn)}
                        {t.untilOn
                          ? ` ${w({ vi: 'đến', en: 'until' })} ${date(t.untilOn)}`
                          : t.fromOn > today
                            ? ''
                            : ` ${w({ vi: 'đến nay', en: 'until now' })}`}
                        {t.reason && `: ${t.reason}`}
                      </li>
                    ))}
                  </ul>
                )}
              </Part>
            )}
          </Stack>
        )}
      </Read>
      {voiding && (
        <ReasonDialog
          title={{ vi: 'Hủy lượt hỏi ghi nhầm', en: 'Void a check' }}
          consequence={{
            vi: 'Lượt hỏi được giữ và gạch bỏ; dấu hiệu dựa trên nó cũng được rút lại; lần ghi mà nó thay sẽ đứng lại.',
            en: 'It is kept and struck out; the signals that rested on it fall; what it had replaced stands again.',
          }}
          submit={{ vi: 'Hủy lượt hỏi', en: 'Void it' }}
          write={write}
          onClose={() => setVoiding(null)}
          onReason={async (reason) => {
            if (!(await write.send({ checkId: voiding.checkId, reason }))) return
            setVoiding(null)
            setSaid({ vi: 'Đã hủy lượt hỏi.', en: 'The check is void.' })
          }}
        />
      )}
    </Page>
  )
}
