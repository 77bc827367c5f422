import { Button, Stack } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { addDays, date, daysBetween, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { PersonField } from '@phaodai/web/fields/PersonField.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { DayInput, levelMark } from '@phaodai/web/screens/listParts.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { sources } from '../meetings.contract.ts'
import { MOST_PERSONS, windows } from '../windows.contract.ts'
import { AnsweredBy } from './AnsweredBy.tsx'
import { HowToRead } from './HowToRead.tsx'
import styles from './Meetings.module.css'
import { placeKindWords } from './PlaceField.tsx'
import { chanceWords, doubts } from './surprise.words.ts'
import { endOf, MOST_DAYS, startOf } from './times.ts'

type Case = z.output<typeof windows.output>['rows'][number]
const ID = /^[0-9a-f-]{36}$/

/** Nơi chung của nhiều ca: pick several F0, see what places and events they share, ranked by surprise. */
export default function Shared() {
  const { w } = useLanguage()
  const [f, change] = useFiltersInUrl(['ids', 'disease', 'from', 'until'] as const)
  const disease = f.disease ?? 'covid19'
  const all = useMemo(() => [...new Set((f.ids ?? '').split(',').filter((id) => ID.test(id)))], [f.ids])
  const ids = all.slice(0, MOST_PERSONS)
  const [adding, setAdding] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const found = useRead(windows, { subjectIds: ids, disease }, { enabled: ids.length > 0, keep: true })
  const set = (next: readonly string[]) => change({ ids: next.join(',') || undefined })
  const cases = (ids.length > 0 ? (found.data?.rows ?? []) : []).filter((c) => ids.includes(c.subjectId))
  return (
    <Page
      title={{ vi: 'Nơi chung của nhiều ca', en: 'Places that cases share' }}
      actions={
        <>
          <Go href="/cases">{w({ vi: 'Chọn trong Ca bệnh', en: 'Choose among the cases' })}</Go>
          <Go href="/chain">{w({ vi: 'Chọn trong Chuỗi lây', en: 'Choose in the chain' })}</Go>
        </>
      }
    >
      <Part title={{ vi: `Các ca (${number(ids.length)})`, en: `Cases (${number(ids.length)})` }}>
        {all.length > MOST_PERSONS && (
          <p role="note" style={{ margin: '0 0 8px' }}>
            {w({
              vi: `Mỗi lần xét ${number(MOST_PERSONS)} ca; ${number(all.length - MOST_PERSONS)} ca sau không được xét.`,
              en: `${number(MOST_PERSONS)} cases at once; the ${number(all.length - MOST_PERSONS)} after them are left out.`,
            })}
          </p>
        )}
        {ids.length > 0 && (
          <Read of={found}>
            {() => (
              <>
                <ul className={styles.picked} aria-label={w({ vi: 'Các ca đã chọn', en: 'Cases chosen' })}>
                  {cases.map((c) => (
                    <li key={c.subjectId}>
                      {c.level && levelMark(c.level)} <a href={`/people/${c.subjectId}/meetings?way=back`}>{c.name}</a>{' '}
                      <span className="pd-muted">
                        {c.code}
                        {c.onsetOn && w({ vi: ` · khởi phát ${date(c.onsetOn)}`, en: ` · onset ${date(c.onsetOn)}` })}
                      </span>{' '}
                      <Button
                        className="pd-no-print"
                        variant="subtle"
                        size="compact-sm"
                        rightSection={<IconX size={14} aria-hidden />}
                        onClick={() => set(all.filter((id) => id !== c.subjectId))}
                      >
                        {w({ vi: 'Bỏ', en: 'Remove' })}
                        <span className="pd-hidden">: {c.name}</span>
                      </Button>
                    </li>
                  ))}
                </ul>
                {found.data && !found.isPlaceholderData && cases.length < ids.length && (
                  <p className="pd-muted">
                    {w({
                      vi: `${number(ids.length - cases.length)} người không ở địa bàn của bạn nên không được xét.`,
                      en: `${number(ids.length - cases.length)} are not in your area and are left out.`,
                    })}
                  </p>
                )}
              </>
            )}
          </Read>
        )}
        <div className="pd-no-print" style={{ maxWidth: '28rem', marginTop: 8 }}>
          <PersonField
            key={round}
            label={{ vi: 'Thêm một người', en: 'Add a person' }}
            value={adding}
            onChange={(id) => {
              if (!id) return setAdding(null)
              set([...all, id])
              setAdding(null)
              setRound((was) => was + 1)
            }}
          />
        </div>
      </Part>
      {cases.length >= 2 ? (
        <Found cases={cases} from={f.from} until={f.until} onDays={(next) => change(next)} />
      ) : (
        <EmptyState
          title={{ vi: 'Cần ít nhất hai ca', en: 'At least two cases are needed' }}
          filledBy={{
            vi: 'Thêm người ở trên, hoặc chọn nhiều ca trong danh sách Ca bệnh hay trong Chuỗi lây. Trang này so lịch trình của họ và xếp những nơi, những dịp họ cùng có mặt.',
            en: 'Add persons above, or choose several in the list of cases or in the chain. Their itineraries are compared, and the places and events they share are ranked.',
          }}
        />
      )}
    </Page>
  )
}

/** The days in which these may have caught it: from the first of their windows to the last, 60 at most (the latest count). */
function windowOf(cases: readonly Case[], today: string): { from: string; until: string } {
  const caught = cases.flatMap((c) => (c.caught ? [c.caught] : []))
  const until =
    caught
      .map((c) => c.until)
      .sort()
      .at(-1) ?? today
  const from = caught.map((c) => c.from).sort()[0] ?? addDays(until, -13)
  return { from: daysBetween(from, until) >= MOST_DAYS ? addDays(until, 1 - MOST_DAYS) : from, until }
}

function Found(props: {
  cases: readonly Case[]
  from: string | undefined
  until: string | undefined
  onDays: (days: { from?: string | undefined; until?: string | undefined }) => void
}) {
  const { cases, onDays } = props
  const { w } = useLanguage()
  const { today } = useSession()
  const own = windowOf(cases, today)
  const from = props.from ?? own.from
  const until = props.until ?? own.until
  const found = useRead(
    sources,
    { subjectIds: cases.map((c) => c.subjectId), from: startOf(from), to: endOf(until), limit: 50 },
    { keep: true },
  )
  return (
    <Stack gap="lg">
      <Part title={{ vi: 'Khoảng thời gian', en: 'Window' }}>
        <div className={`${styles.fields} pd-no-print`}>
          <DayInput label={{ vi: 'Từ ngày', en: 'From' }} value={from} onChange={(day) => day && onDays({ from: day })} />
          <DayInput label={{ vi: 'Đến hết ngày', en: 'Until' }} value={until} onChange={(day) => day && onDays({ until: day })} />
          {(props.from || props.until) && (
            <Button variant="default" onClick={() => onDays({ from: undefined, until: undefined })}>
              {w({ vi: 'Theo thời kỳ ủ bệnh', en: 'By the incubation' })}
            </Button>
          )}
        </div>
        <p className="pd-print">
          {date(from)} – {date(until)}
        </p>
        <p className="pd-muted" style={{ margin: '8px 0 0' }}>
          {w({
            vi: 'Mặc định: từ ngày sớm nhất có thể bị lây của các ca đến ngày khởi phát muộn nhất.',
            en: 'By default: from the first day on which any of them may have caught it to the latest onset.',
          })}
        </p>
      </Part>
      <Part title={{ vi: 'Nơi và dịp cùng có mặt', en: 'Places and events shared' }}>
        <Read of={found}>
          {({ rows, population, found: many, answeredBy }) => {
            const sharing = new Set(rows.flatMap((r) => r.cases.map((c) => c.subjectId)))
            const withoutStays = cases.filter((c) => !sharing.has(c.subjectId)).length
            return (
              <Stack gap="sm">
                {doubts({
                  population,
                  cases: cases.length,
                  found: many,
                  withoutStays: many > rows.length ? 0 : withoutStays,
                }).map((doubt) => (
                  <p key={doubt.vi} role="note" className={styles.doubt}>
                    {w(doubt)}
                  </p>
                ))}
                {rows.length === 0 ? (
                  <p style={{ margin: 0 }}>
                    {w({
                      vi: 'Không có nơi nào hai ca trở lên cùng đến trong khoảng này, theo các lịch trình đã ghi.',
                      en: 'By the itineraries on record no place was visited by two or more of them in this window.',
                    })}
                  </p>
                ) : (
                  <Ranked rows={rows} cases={cases.length} from={from} until={until} />
                )}
                {many > rows.length && (
                  <p className="pd-muted" style={{ margin: 0 }}>
                    {w({
                      vi: `Hiện ${number(rows.length)} trong ${number(many)}.`,
                      en: `${number(rows.length)} of ${number(many)} shown.`,
                    })}
                  </p>
                )}
                <HowToRead population={population} />
                <AnsweredBy by={answeredBy} at={found.dataUpdatedAt} />
              </Stack>
            )
          }}
        </Read>
      </Part>
    </Stack>
  )
}

function Ranked(props: { rows: z.output<typeof sources.output>['rows']; cases: number; from: string; until: string }) {
  const { rows, cases, from, until } = props
  const { w } = useLanguage()
  const label = {
    who: w({ vi: 'Ca cùng có mặt', en: 'Cases there' }),
    all: w({ vi: 'Người đã đến', en: 'Visitors' }),
    chance: w({ vi: 'Do tình cờ', en: 'By chance' }),
  }
  return (
    <table className={styles.table}>
      <caption className="pd-hidden">
        {w({ vi: 'Nơi và dịp, đáng ngờ nhất trước', en: 'Places and events, the most surprising first' })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{w({ vi: 'Nơi, dịp', en: 'Place, event' })}</th>
          <th scope="col">{label.who}</th>
          <th scope="col">{label.all}</th>
          <th scope="col">{label.chance}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={`${r.placeId} ${r.onDay}`}>
            <th scope="row">
              <a href={`/places/${r.placeId}?from=${r.onDay ?? from}&until=${r.onDay ?? until}`}>{r.placeName}</a>{' '}
              <span className="pd-muted">
                {w(placeKindWords[r.placeKind as keyof typeof placeKindWords] ?? placeKindWords.other)} ·{' '}
                {r.onDay ? date(r.onDay) : w({ vi: 'cả khoảng thời gian', en: 'the whole window' })}
              </span>
            </th>
            <td data-label={label.who}>
              <strong>
                {number(r.cases.length)}/{number(cases)}
              </strong>
              :{' '}
              {r.cases.map((c, i) => (
                <span key={c.subjectId}>
                  {i > 0 && ', '}
                  {c.inScope ? <a href={`/people/${c.subjectId}`}>{c.name}</a> : c.name}
                </span>
              ))}
            </td>
            <td data-label={label.all} className={styles.digits}>
              {number(r.visitors)}{' '}
              <span className="pd-muted">
                {w({ vi: `(tình cờ: ${number(r.expected, 1)} ca)`, en: `(by chance: ${number(r.expected, 1)} cases)` })}
              </span>
            </td>
            <td data-label={label.chance}>
              <strong>{w(chanceWords(r.surprise))}</strong> <span className="pd-muted">({number(r.surprise, 1)})</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
