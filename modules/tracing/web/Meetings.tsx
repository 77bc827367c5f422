import { SegmentedControl, Stack } from '@mantine/core'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { DayInput, levelMark } from '@phaodai/web/screens/listParts.tsx'
import { ToldOnVoid } from '@phaodai/web/screens/Told.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { meetings, path, reach } from '../meetings.contract.ts'
import { candidates, itinerary } from '../tracing.contract.ts'
import { windows } from '../windows.contract.ts'
import { AnsweredBy } from './AnsweredBy.tsx'
import { type Asked, Decide } from './Decide.tsx'
import styles from './Meetings.module.css'
import { MeetingsAxis } from './MeetingsAxis.tsx'
import { type Known, MetTable, meetingKey, standing } from './MetTable.tsx'
import { PathBetween } from './PathBetween.tsx'
import { StaysTable } from './StaysTable.tsx'
import { endOf, startOf } from './times.ts'
import { daysFor, sentence, type Way, type Windows, wayWords, why } from './ways.ts'

/** Lịch trình và gặp gỡ: where a person was, whom they met there, and why each counts or does not. */
export default function MeetingsPage() {
  const { subjectId } = useParams({ strict: false }) as { subjectId: string }
  const { w } = useLanguage()
  const [{ disease = 'covid19' }] = useFiltersInUrl(['disease'] as const)
  const found = useRead(windows, { subjectIds: [subjectId], disease })
  return (
    <Page
      title={{ vi: 'Lịch trình và gặp gỡ', en: 'Itinerary and meetings' }}
      actions={
        <>
          <a href={`/people/${subjectId}`}>{w({ vi: 'Hồ sơ một người', en: 'The person' })}</a>
          <a href={`/shared?ids=${subjectId}`}>{w({ vi: 'Nơi chung với ca khác', en: 'Places shared with other cases' })}</a>
        </>
      }
    >
      <Read of={found}>
        {({ rows: [of] }) =>
          of ? (
            <OfPerson key={subjectId} of={of} disease={disease} />
          ) : (
            <p>{w({ vi: 'Người này không ở địa bàn của bạn.', en: 'This person is not in your area.' })}</p>
          )
        }
      </Read>
    </Page>
  )
}

function OfPerson({ of, disease }: { of: Windows; disease: string }) {
  const { subjectId } = of
  const { w } = useLanguage()
  const { today, may } = useSession()
  const [f, change] = useFiltersInUrl(['way', 'from', 'until'] as const)
  const [said, setSaid] = useState<{ words: Words; opId: string | null } | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const ways = (['forward', 'back', 'recent'] as const).filter((way) => daysFor(way, of, today) !== null)
  const way: Way = f.from && f.until ? 'own' : (ways.find((known) => known === f.way) ?? ways[0]!)
  const days = way === 'own' ? { from: f.from!, until: f.until! } : daysFor(way, of, today)!
  const [fromAt, toAt] = [startOf(days.from), endOf(days.until)]
  const forward = way !== 'back'
  const asking = { subjectId, disease, from: fromAt, to: toAt }
  const onward = useRead(reach, asking, { enabled: forward, keep: true })
  const backward = useRead(meetings, asking, { enabled: !forward, keep: true })
  const query = forward ? onward : backward
  const answer = { data: forward ? onward.data : backward.data, error: query.error, isPending: query.isPending }
  const stays = useRead(itinerary, { subjectId })
  const told = useRead(candidates, { subjectId, disease }, { enabled: may(candidates) })
  const known = useMemo<Known>(
    () => new Map((told.data?.rows ?? []).map((r) => [meetingKey(r.otherId, r.placeId, r.onDay), r])),
    [told.data],
  )
  const here = useMemo(
    () =>
      (stays.data?.visits ?? []).filter(
        (v) => !v.voided && Date.parse(v.toAt) > Date.parse(fromAt) && Date.parse(v.fromAt) < Date.parse(toAt),
      ),
    [stays.data, fromAt, toAt],
  )
  const outside = (stays.data?.visits ?? []).filter((v) => !v.voided).length - here.length
  const first = forward ? onward.data?.first : backward.data?.rows
  const drawn = useMemo(
    () =>
      (first ?? []).flatMap((r) => {
        const stands = standing(r, known)
        return r.meetings.map((m) => ({
          ...m,
          otherId: r.otherId,
          name: r.name,
          counts: stands === 'rule' || stands === 'tracer',
        }))
      }),
    [first, known],
  )
  const setDays = (next: Partial<typeof days>) => {
    const { from, until } = { ...days, ...next }
    change({ way: undefined, from, until })
  }
  return (
    <Stack gap="lg">
      <header className="pd-surface" style={{ padding: 16 }}>
        <p style={{ margin: '0 0 4px', fontSize: '1.125rem', fontWeight: 600 }}>
          <a href={`/people/${subjectId}`}>{of.name}</a> <span className="pd-muted">{of.code}</span>{' '}
          {of.level && levelMark(of.level)}
        </p>
        <p style={{ margin: 0, maxWidth: '80ch' }}>{sentence(of, w)}</p>
      </header>
      <Said words={said?.words ?? null} />
      {said?.opId && <ToldOnVoid opId={said.opId} disease={disease} />}
      <Part title={{ vi: 'Khoảng thời gian', en: 'Window' }}>
        <div className={`${styles.fields} pd-no-print`}>
          <SegmentedControl
            aria-label={w({ vi: 'Xem theo', en: 'Look at' })}
            value={way}
            onChange={(next) =>
              next === 'own'
                ? setDays({})
                : change({ way: next === ways[0] ? undefined : next, from: undefined, until: undefined })
            }
            data={[...ways, 'own' as const].map((value) => ({ value, label: w(wayWords[value]) }))}
          />
          <DayInput label={{ vi: 'Từ ngày', en: 'From' }} value={days.from} onChange={(from) => from && setDays({ from })} />
          <DayInput
            label={{ vi: 'Đến hết ngày', en: 'Until' }}
            value={days.until}
            onChange={(until) => until && setDays({ until })}
          />
        </div>
        <p className="pd-print">
          {w(wayWords[way])}: {date(days.from)} – {date(days.until)}
        </p>
        <p className="pd-muted" style={{ margin: '8px 0 0' }}>
          {why(way, of, w)}
        </p>
      </Part>
      <Read of={answer}>
        {({ totals, answeredBy }) => (
          <>
            <Part title={{ vi: 'Trên trục thời gian', en: 'On the axis of time' }}>
              {here.length === 0 && drawn.length === 0 ? (
                <p className="pd-muted" style={{ margin: 0 }}>
                  {stays.data
                    ? w({
                        vi: `Chưa ghi lần có mặt nào trong khoảng này${outside > 0 ? `; có ${number(outside)} lần ở ngoài khoảng` : ''}. Ghi lịch trình ở hồ sơ, hoặc nhập bảng phân ca, danh sách lớp, phòng, chuyến xe.`,
                        en: `No stay is recorded in this window${outside > 0 ? `; ${number(outside)} lie outside it` : ''}. Record an itinerary, or import a roster, class, room or vehicle list.`,
                      })
                    : w({ vi: 'Đang đọc dữ liệu…', en: 'Reading…' })}
                </p>
              ) : (
                <MeetingsAxis
                  label={{
                    vi: 'Nơi đã đến và người đã gặp theo ngày; bảng dưới ghi đủ',
                    en: 'Places and people met by day; the tables below say the same',
                  }}
                  stays={here}
                  meetings={drawn}
                  fromAt={fromAt}
                  toAt={toAt}
                />
              )}
            </Part>
            <Part title={{ vi: 'Đã gặp ai', en: 'Whom they met' }}>
              <dl className={styles.totals}>
                {(
                  [
                    [{ vi: 'tiếp xúc gần', en: 'close contacts' }, totals.close],
                    [{ vi: 'cùng nơi, chưa tính', en: 'same place, not counted' }, totals.candidates],
                    ...('second' in totals ? [[{ vi: 'F2 có thể', en: 'possible F2' }, totals.second] as const] : []),
                    [{ vi: 'tiếp xúc gần ở địa bàn khác', en: 'close contacts elsewhere' }, totals.elsewhereClose],
                    [{ vi: 'cùng nơi, ở địa bàn khác', en: 'same place, elsewhere' }, totals.elsewhereCandidates],
                  ] as [Words, number][]
                ).map(([words, n]) => (
                  <div key={words.en}>
                    <dd>{number(n)}</dd>
                    <dt>{w(words)}</dt>
                  </div>
                ))}
              </dl>
              {totals.elsewhereClose + totals.elsewhereCandidates > 0 && (
                <p className="pd-muted" style={{ margin: '0 0 8px' }}>
                  {w({
                    vi: 'Người ở địa bàn khác chỉ được đếm; xã của họ được chuyển thông tin khi họ thành F1.',
                    en: 'People of other areas are only counted; their communes are told when they become F1.',
                  })}
                </p>
              )}
              {first && first.length < totals.close + totals.candidates && (
                <p role="note" style={{ margin: '0 0 8px' }}>
                  {w({
                    vi: `Giải thích ${number(first.length)} người đáng chú ý nhất trong ${number(totals.close + totals.candidates)}; số ở trên là của tất cả.`,
                    en: `The ${number(first.length)} that matter most of ${number(totals.close + totals.candidates)} are explained; the figures above are of all.`,
                  })}
                </p>
              )}
              {first && first.length > 0 ? (
                <MetTable caption={{ vi: 'Những người đã gặp', en: 'People met' }} rows={first} known={known} onAsk={setAsked} />
              ) : (
                <p className="pd-muted" style={{ margin: 0 }}>
                  {w({
                    vi: 'Không ai trong địa bàn có mặt cùng nơi cùng lúc trong khoảng này.',
                    en: 'Nobody of the area was at the same place at the same time in this window.',
                  })}
                </p>
              )}
              <div style={{ marginTop: 12 }}>
                <AnsweredBy by={answeredBy} at={query.dataUpdatedAt} />
              </div>
            </Part>
            {forward && onward.data && onward.data.totals.second + onward.data.totals.elsewhereSecond > 0 && (
              <Part
                title={{
                  vi: `F2 có thể: người mà các tiếp xúc gần đã gặp sau đó (${number(onward.data.totals.second)})`,
                  en: `Possible F2: whom the close contacts met afterwards (${number(onward.data.totals.second)})`,
                }}
              >
                {onward.data.totals.elsewhereSecond > 0 && (
                  <p className="pd-muted" style={{ margin: '0 0 8px' }}>
                    {w({
                      vi: `Thêm ${number(onward.data.totals.elsewhereSecond)} người ở địa bàn khác.`,
                      en: `And ${number(onward.data.totals.elsewhereSecond)} in other areas.`,
                    })}
                  </p>
                )}
                <MetTable caption={{ vi: 'F2 có thể', en: 'Possible F2' }} rows={onward.data.second} known={nothing} />
              </Part>
            )}
          </>
        )}
      </Read>
      <StaysTable stays={here} outside={outside} from={days.from} until={days.until} />
      {/* only when what stands above it is here: its list of options would lose its field when that moves */}
      {may(path) && answer.data && !told.isLoading && !stays.isLoading && (
        <PathBetween subjectId={subjectId} disease={disease} fromAt={fromAt} toAt={toAt} />
      )}
      <Decide
        subjectId={subjectId}
        disease={disease}
        asked={asked}
        onClose={() => setAsked(null)}
        onSaid={(words, opId = null) => setSaid({ words, opId })}
      />
    </Stack>
  )
}

const nothing: Known = new Map()
