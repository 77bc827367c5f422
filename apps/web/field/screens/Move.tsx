import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { dayOf } from '../model/clock.ts'
import { dayWanted } from '../model/days.ts'
import type { DoorShown } from '../model/round.ts'
import type { Recorded } from '../model/taps.ts'
import { DayChoice } from '../parts/DayChoice.tsx'
import { Foot } from '../parts/Foot.tsx'
import styles from '../parts/Form.module.css'
import { Icon } from '../parts/icons.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { back } from '../parts/route.ts'
import { useNow, usePhone } from '../parts/usePhone.tsx'
import { doorName } from './Round.tsx'

export type MoveKind = 'arrival' | 'departure' | 'new-resident'
const titles: Record<MoveKind, Words> = {
  arrival: { vi: 'Có người đến', en: 'Somebody came' },
  departure: { vi: 'Có người đi', en: 'Somebody left' },
  'new-resident': { vi: 'Người mới về ở', en: 'A new resident' },
}

/** Who came, left or moved in at a door. */
export default function Move({ shown, kind }: { shown: DoorShown; kind: MoveKind }) {
  const { w } = useLanguage()
  const { phone, act } = usePhone()
  const today = dayOf(useNow())
  const [people, setPeople] = useState(1)
  const [subjectId, setSubjectId] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [year, setYear] = useState('')
  const [sex, setSex] = useState<'male' | 'female' | null>(null)
  const [onDay, setDay] = useState(today)
  const [place, setPlace] = useState('')
  const { householdId } = shown.door
  const bornIn = Number(year)
  const badYear = year !== '' && !(bornIn >= 1900 && bornIn <= Number(today.slice(0, 4)))
  const wanted =
    kind === 'new-resident' && name.trim() === ''
      ? { vi: 'Gõ họ và tên.', en: 'Type the full name.' }
      : badYear
        ? {
            vi: 'Năm sinh gõ đủ 4 số, từ 1900 đến năm nay; không biết thì để trống.',
            en: 'Type the year in 4 digits, from 1900 on, or leave it.',
          }
        : dayWanted(onDay, today, { vi: 'Chọn ngày.', en: 'Choose the day.' })
  const record = () => {
    const { capturedAt, newId } = phone.moment()
    const body: Extract<Recorded, { kind: 'movement' }>['body'] = {
      ...{ movementId: newId(), householdId, kind, onDay, place: place.trim() || null, capturedAt },
      people: kind === 'new-resident' || subjectId ? 1 : people,
      ...(subjectId && { subjectId }),
      ...(kind === 'new-resident' && {
        person: {
          ...{ subjectId: newId(), personId: newId(), fullName: name.trim(), sex },
          birth: year ? { year: bornIn, month: null, day: null } : null,
        },
      }),
    }
    act(
      { kind: 'movement', body },
      {
        vi: `${doorName(shown).vi}: ${titles[kind].vi.toLowerCase()}`,
        en: `${doorName(shown).en}: ${titles[kind].en.toLowerCase()}`,
      },
    )
    back(`door/${householdId}`)
  }
  return (
    <>
      <PageHead title={w(titles[kind])} above={`door/${householdId}`} />
      {kind === 'new-resident' && (
        <>
          <label className={styles.field}>
            <span>{w({ vi: 'Họ và tên', en: 'Full name' })}</span>
            <input
              className={styles.input}
              value={name}
              maxLength={200}
              onChange={(e) => setName(e.target.value)}
              autoComplete="off"
            />
          </label>
          <label className={styles.field}>
            <span>{w({ vi: 'Năm sinh', en: 'Year of birth' })}</span>
            <input
              className={styles.input}
              value={year}
              inputMode="numeric"
              maxLength={4}
              aria-invalid={badYear}
              onChange={(e) => setYear(e.target.value.replace(/\D/g, ''))}
              autoComplete="off"
            />
          </label>
          <div className={styles.field}>
            <span>{w({ vi: 'Giới tính', en: 'Sex' })}</span>
            <div className={styles.two}>
              <button type="button" className={styles.choice} aria-pressed={sex === 'male'} onClick={() => setSex('male')}>
                {w({ vi: 'Nam', en: 'Male' })}
              </button>
              <button type="button" className={styles.choice} aria-pressed={sex === 'female'} onClick={() => setSex('female')}>
                {w({ vi: 'Nữ', en: 'Female' })}
              </button>
            </div>
          </div>
        </>
      )}
      {kind === 'departure' && shown.door.people.some((p) => p.name) && (
        <div className={styles.field}>
          <span>{w({ vi: 'Ai đi', en: 'Who' })}</span>
          <ul className={styles.two}>
            {shown.door.people.map((p) => (
              <li key={p.subjectId} style={{ display: 'grid' }}>
                <button
                  type="button"
                  className={styles.choice}
                  aria-pressed={subjectId === p.subjectId}
                  onClick={() => setSubjectId(subjectId === p.subjectId ? null : p.subjectId)}
                >
                  {p.name}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {kind !== 'new-resident' && subjectId === null && (
        <div className={styles.field}>
          <span>{w({ vi: 'Mấy người', en: 'How many' })}</span>
          <div className={styles.stepper}>
            <button
              type="button"
              onClick={() => setPeople(Math.max(1, people - 1))}
              aria-label={w({ vi: 'Bớt một người', en: 'One less' })}
            >
              <Icon name="minus" size={28} />
            </button>
            <input readOnly value={people} aria-label={w({ vi: 'Số người', en: 'People' })} />
            <button
              type="button"
              onClick={() => setPeople(Math.min(50, people + 1))}
              aria-label={w({ vi: 'Thêm một người', en: 'One more' })}
            >
              <Icon name="plus" size={28} />
            </button>
          </div>
        </div>
      )}
      <div className={styles.field}>
        <span>{w({ vi: 'Ngày nào', en: 'Which day' })}</span>
        <DayChoice
          label={w({ vi: 'Ngày đến hoặc đi', en: 'Day of coming or leaving' })}
          today={today}
          back={2}
          day={onDay}
          onDay={(day) => setDay(day ?? today)}
        />
      </div>
      <label className={styles.field}>
        <span>{kind === 'departure' ? w({ vi: 'Đi đâu', en: 'Where to' }) : w({ vi: 'Từ đâu', en: 'Where from' })}</span>
        <input
          className={styles.input}
          value={place}
          maxLength={200}
          onChange={(e) => setPlace(e.target.value)}
          placeholder={w({ vi: 'xã, huyện, tỉnh (nếu biết)', en: 'commune, district, province' })}
        />
      </label>
      <Foot label={{ vi: 'Ghi', en: 'Record' }} wanted={wanted} onPress={record} />
    </>
  )
}
