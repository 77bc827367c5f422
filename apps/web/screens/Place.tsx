import { TextInput } from '@mantine/core'
import { site } from '@phaodai/modules/tracing/meetings.contract.ts'
import { members } from '@phaodai/modules/tracing/stays.contract.ts'
import { AnsweredBy } from '@phaodai/modules/tracing/web/AnsweredBy.tsx'
import { PlaceDay } from '@phaodai/modules/tracing/web/PlaceDay.tsx'
import { placeKindWords } from '@phaodai/modules/tracing/web/PlaceField.tsx'
import { endOf, MOST_DAYS, startOf } from '@phaodai/modules/tracing/web/times.ts'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { addDays, daysBetween, hour, instant, localDate, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { instantOf } from '../fields/act.ts'
import { useFiltersInUrl } from '../filtersInUrl.ts'
import { personPath } from '../paths.ts'
import { useSession } from '../useSession.ts'
import { useWholeList } from '../wholeList.ts'
import { ListPage } from './ListPage.tsx'
import { DayInput, whoColumns } from './listParts.tsx'

type Site = z.output<typeof site.output>
type Row = Site['rows'][number]

/** An instant as a spreadsheet in the province reads it: 2021-02-10 06:00. */
const localOf = (at: string) => `${localDate(at)} ${hour(at)}`

/** Who was at a place in a window: all of the area by name, the others counted; exported and printed as seen. */
export default function Place() {
  const { placeId } = useParams({ strict: false }) as { placeId: string }
  const { w, language } = useLanguage()
  const { today, may } = useSession()
  const [f, change] = useFiltersInUrl(['from', 'until', 'fromHour', 'untilHour', 'on'] as const)
  const from = f.from ?? addDays(today, -13)
  const until = f.until ?? today
  const fromAt = (f.fromHour && instantOf(from, f.fromHour)) || startOf(from)
  const toAt = (f.untilHour && instantOf(until, f.untilHour)) || endOf(until)
  const asked = useMemo(() => ({ placeId, from: fromAt, to: toAt }), [placeId, fromAt, toAt])
  const list = useWholeList<Row>(site, asked)
  const first = list.first as Site | undefined
  const columns = useMemo<Column<Row>[]>(
    () => [
      ...whoColumns<Row>(),
      {
        key: 'minutes',
        header: { vi: 'Có mặt (phút)', en: 'There (minutes)' },
        value: (r) => Math.floor(r.minutes),
        text: (r) => number(Math.floor(r.minutes)),
        align: 'right',
        width: '150px',
      },
      {
        key: 'first',
        header: { vi: 'Đến lần đầu', en: 'First came' },
        value: (r) => localOf(r.firstAt),
        text: (r) => instant(r.firstAt, language),
        width: '190px',
      },
      {
        key: 'last',
        header: { vi: 'Rời lần cuối', en: 'Last left' },
        value: (r) => localOf(r.lastAt),
        text: (r) => instant(r.lastAt, language),
        width: '190px',
      },
    ],
    [language],
  )
  const days = daysBetween(from, until)
  // the day whose hours are shown: the chosen one as long as it lies in the window, else the last with anyone
  const last = list.rows.reduce((latest, r) => (r.lastAt > latest ? r.lastAt : latest), '')
  const lastDay = last ? localDate(new Date(Date.parse(last) - 1000).toISOString()) : until
  const on = f.on && f.on >= from && f.on <= until ? f.on : lastDay
  return (
    <ListPage
      title={{ vi: 'Ai đã có mặt ở một nơi', en: 'Who was at a place' }}
      fileName="co-mat"
      list={list}
      columns={columns}
      rowKey={(r) => r.subjectId}
      hrefOf={(r) => personPath(r.subjectId)}
      about={first ? `${first.place.name}: ${instant(fromAt, language)} – ${instant(toAt, language)}` : ''}
      filters={
        <>
          <DayInput label={{ vi: 'Từ ngày', en: 'From' }} value={from} onChange={(day) => day && change({ from: day })} />
          <HourInput
            placeholder="00:00"
            label={w({ vi: 'Từ giờ', en: 'From hour' })}
            value={f.fromHour}
            onChange={(fromHour) => change({ fromHour })}
          />
          <DayInput label={{ vi: 'Đến ngày', en: 'Until' }} value={until} onChange={(day) => day && change({ until: day })} />
          <HourInput
            placeholder="24:00"
            label={w({ vi: 'Đến giờ', en: 'Until hour' })}
            value={f.untilHour}
            onChange={(untilHour) => change({ untilHour })}
          />
        </>
      }
      empty={{
        title: { vi: 'Chưa ghi ai có mặt trong khoảng này', en: 'Nobody is recorded there in this window' },
        filledBy: {
          vi: 'Người có mặt đến từ lịch trình đã ghi và từ bảng phân ca, danh sách lớp, phòng, chuyến xe, mã QR được nhập. Đổi khoảng thời gian để xem lúc khác.',
          en: 'People come from recorded itineraries and from imported rosters, classes, rooms, vehicles and QR lists. Change the window to see another time.',
        },
      }}
    >
      {first && (
        <section className="pd-surface" style={{ padding: 16 }}>
          <h2 style={{ margin: '0 0 4px', fontSize: '1.125rem' }}>{first.place.name}</h2>
          <p style={{ margin: 0 }}>
            {w(placeKindWords[first.place.kind as keyof typeof placeKindWords] ?? placeKindWords.other)} ·{' '}
            {first.place.closedSpace === null
              ? w({ vi: 'chưa rõ có phải không gian kín', en: 'not known whether closed' })
              : first.place.closedSpace
                ? w({ vi: 'không gian kín', en: 'closed space' })
                : w({ vi: 'không gian thoáng', en: 'open space' })}
          </p>
          <p style={{ margin: '4px 0' }} className="pd-digits">
            <strong>{number(first.total)}</strong> {w({ vi: 'người trong địa bàn', en: 'people of the area' })} ·{' '}
            <strong>{number(first.elsewhere)}</strong>{' '}
            {w({ vi: 'người ở địa bàn khác (chỉ đếm)', en: 'of other areas (only counted)' })}
          </p>
          <AnsweredBy by={first.answeredBy} at={list.readAt} />
        </section>
      )}
      {days >= MOST_DAYS && (
        <p role="note" style={{ margin: 0 }}>
          {w({ vi: 'Khoảng xem tối đa 60 ngày: thu hẹp lại.', en: 'A window is 60 days at most: narrow it.' })}
        </p>
      )}
      {may(members) && first && (
        <PlaceDay placeId={placeId} on={on} from={from} until={until} onDay={(day) => change({ on: day })} />
      )}
    </ListPage>
  )
}

/** An hour such as 07:30; what cannot be read yet does not count. */
function HourInput(props: {
  label: string
  /** The hour that counts where none is written. */
  placeholder: string
  value: string | undefined
  onChange: (hour: string | undefined) => void
}) {
  const { label, placeholder, value, onChange } = props
  const { w } = useLanguage()
  const [text, setText] = useState(value ?? '')
  const [left, setLeft] = useState(false)
  const good = text.trim() === '' || instantOf('2021-01-01', text) !== null
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={text}
      w="6.5rem"
      autoComplete="off"
      error={left && !good ? w({ vi: 'Ghi như 07:30.', en: 'Write 07:30.' }) : undefined}
      onChange={(event) => {
        const typed = event.currentTarget.value
        setText(typed)
        if (typed.trim() === '') onChange(undefined)
        else if (instantOf('2021-01-01', typed) !== null) onChange(typed.trim())
      }}
      onBlur={() => setLeft(true)}
    />
  )
}
