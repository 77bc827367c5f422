import { Button, Group } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { TakeBack } from '@phaodai/web/fields/TakeBack.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import { decide, type EventRow, list, register, voidDecision } from '../events.contract.ts'
import { DecideEvents, RegisterEvent } from './EventForms.tsx'
import { howWords, settingWords, verdictWords } from './words.ts'

const keys = ['state'] as const
const states = [
  { value: 'coming', words: { vi: 'Sắp tới', en: 'Coming' } },
  { value: 'affected', words: { vi: 'Phải xem lại', en: 'To be looked at' } },
  { value: 'past', words: { vi: 'Đã qua', en: 'Past' } },
  { value: 'all', words: { vi: 'Tất cả', en: 'All' } },
] as const
/** What is decided about is read whole. */
const whole = (text: string) => <span style={{ whiteSpace: 'normal' }}>{text}</span>
type State = (typeof states)[number]['value']

/** Sự kiện, cuộc họp: against what is in force where and when they are held; those affected are decided about with one act. */
export default function Events() {
  const { w } = useLanguage()
  const { may } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [deciding, setDeciding] = useState<readonly EventRow[] | null>(null)
  const [registering, setRegistering] = useState(false)
  const state = (f.state ?? 'coming') as State
  const found = useRead(list, { state, limit: 1000 }, { keep: true })
  const stands = (r: EventRow) => {
    if (!r.how) return w({ vi: 'chưa quyết định', en: 'not decided' })
    const to =
      r.how === 'postponed'
        ? r.held
          ? ` ${w({ vi: 'đến', en: 'to' })} ${date(r.held.fromOn)}`
          : w({ vi: ' đến khi có thông báo mới', en: ' until further notice' })
        : ''
    return `${w(howWords[r.how])}${to}${r.document ? ` (${r.document})` : ''}`
  }
  const checked = (r: EventRow) => {
    if (!r.checked) return '–'
    const why = r.checked.findings
      .filter((x) => x.verdict !== 'allowed')
      .map(
        (x) =>
          `${w(x.words)}: ${w(x.name)}, ${w(x.document)}${x.confirmed ? '' : w({ vi: ' (chưa kiểm chứng)', en: ' (unconfirmed)' })}`,
      )
    const rooms =
      r.roomsNeeded && r.checked.verdict === 'over'
        ? [
            w({
              vi: `cần ${r.roomsNeeded} phòng, mỗi phòng không quá ${r.checked.most} người`,
              en: `${r.roomsNeeded} rooms of ${r.checked.most} at most`,
            }),
          ]
        : []
    return [w(verdictWords[r.checked.verdict]), ...why, ...rooms].join('; ')
  }
  return (
    <Page
      title={{ vi: 'Sự kiện, cuộc họp', en: 'Events and meetings' }}
      actions={
        may(register) && (
          <Button onClick={() => setRegistering(true)}>{w({ vi: 'Đăng ký sự kiện', en: 'Register an event' })}</Button>
        )
      }
    >
      <Read of={found}>
        {(a) => {
          const affected = a.rows.filter((r) => r.affected)
          const picked = a.rows.filter((r) => chosen.has(r.eventId))
          return (
            <Part
              title={{
                vi: `${number(a.total)} sự kiện, ${number(a.affected)} phải xem lại`,
                en: `${number(a.total)} events, ${number(a.affected)} to be looked at`,
              }}
              actions={
                <ChoiceField
                  label={{ vi: 'Sự kiện nào', en: 'Which' }}
                  choices={states}
                  value={state}
                  onChange={(next) => change({ state: next === 'coming' ? undefined : next })}
                />
              }
            >
              {may(decide) && affected.length + picked.length > 0 && (
                <Group gap="sm" mb="sm">
                  {affected.length > 0 && (
                    <Button onClick={() => setDeciding(affected)}>
                      {w({
                        vi: `Quyết định cho ${affected.length} sự kiện phải xem lại`,
                        en: `Decide about the ${affected.length} affected`,
                      })}
                    </Button>
                  )}
                  {picked.length > 0 && (
                    <Button variant="default" onClick={() => setDeciding(picked)}>
                      {w({
                        vi: `Quyết định cho ${picked.length} sự kiện đã chọn`,
                        en: `Decide about the ${picked.length} chosen`,
                      })}
                    </Button>
                  )}
                </Group>
              )}
              <DataTable
                label={{ vi: 'Sự kiện, cuộc họp', en: 'Events and meetings' }}
                rows={a.rows}
                rowKey={(r) => r.eventId}
                {...(may(decide) && { chosen, onChosen: setChosen })}
                empty={{
                  vi: 'Chưa đăng ký sự kiện nào. Chọn Đăng ký sự kiện; giới hạn đang áp dụng được đối chiếu ngay.',
                  en: 'None. Register one; it is checked at once.',
                }}
                columns={[
                  {
                    key: 'name',
                    header: { vi: 'Sự kiện', en: 'Event' },
                    value: (r) => r.name,
                    draw: (r) => whole(r.name),
                    width: 'minmax(160px, 2fr)',
                  },
                  {
                    key: 'day',
                    header: { vi: 'Ngày', en: 'Day' },
                    value: (r) => r.fromOn,
                    text: (r) => (r.untilOn === r.fromOn ? date(r.fromOn) : `${date(r.fromOn)} – ${date(r.untilOn)}`),
                    width: '110px',
                  },
                  {
                    key: 'place',
                    header: { vi: 'Nơi', en: 'Where' },
                    value: (r) => `${r.place}, ${r.areaName}`,
                    draw: (r) => whole(`${r.place}, ${r.areaName}`),
                    width: 'minmax(140px, 1fr)',
                  },
                  {
                    key: 'organiser',
                    header: { vi: 'Tổ chức', en: 'Organiser' },
                    value: (r) => r.organiser,
                    draw: (r) => whole(r.organiser),
                    width: 'minmax(120px, 1fr)',
                  },
                  {
                    key: 'people',
                    header: { vi: 'Số người', en: 'People' },
                    value: (r) => r.people,
                    text: (r) =>
                      `${number(r.people)} ${w(settingWords[r.setting])}${r.rooms > 1 ? `, ${r.rooms} ${w({ vi: 'phòng', en: 'rooms' })}` : ''}`,
                    width: '130px',
                  },
                  {
                    key: 'checked',
                    header: { vi: 'Đối chiếu', en: 'Check' },
                    value: checked,
                    draw: (r) => whole(checked(r)),
                    width: 'minmax(240px, 3fr)',
                  },
                  {
                    key: 'stands',
                    header: { vi: 'Quyết định', en: 'Decision' },
                    value: stands,
                    draw: (r) => whole(stands(r)),
                    width: 'minmax(130px, 1fr)',
                  },
                  ...(may(voidDecision) && a.rows.some((r) => r.decisionId)
                    ? [
                        {
                          key: 'act',
                          acts: true as const,
                          header: { vi: 'Việc', en: 'Act' },
                          value: () => '',
                          width: '120px',
                          draw: (r: EventRow) =>
                            r.decisionId && (
                              <TakeBack
                                verb={voidDecision}
                                of={{ decisionId: r.decisionId }}
                                label={{ vi: 'Ghi nhầm', en: 'Wrong' }}
                                what={`${r.name}: ${stands(r)}`}
                                follows={{
                                  vi: 'Quyết định trước đó về sự kiện này, nếu có, lại có hiệu lực; nếu không thì sự kiện thành chưa quyết định. Bản ghi được lưu kèm lý do.',
                                  en: 'The decision before it holds again; where there is none, the event is not decided. It is kept with the reason.',
                                }}
                              />
                            ),
                        },
                      ]
                    : []),
                ]}
              />
            </Part>
          )
        }}
      </Read>
      {registering && <RegisterEvent onClose={() => setRegistering(false)} />}
      {deciding && (
        <DecideEvents
          rows={deciding}
          onClose={() => setDeciding(null)}
          onDone={() => {
            setDeciding(null)
            setChosen(new Set())
          }}
        />
      )}
    </Page>
  )
}
