import { addDays } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { dayOf } from '../model/clock.ts'
import type { DoorShown } from '../model/round.ts'
import type { Recorded } from '../model/taps.ts'
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
  const [ago, setAgo] = useState(0)
  const [place, setPlace] = useState('')
  const { householdId } = shown.door
  const bornIn = Number(year)
  const badYear = year !== '' && !(bornIn >= 1900 && bornIn <= Number(today.slice(0, 4)))
  const missing = (kind === 'new-resident' && name.trim() === '') || badYear
  const record = () => {
    const { capturedAt, newId } = phone.moment()
    const body: Extract<Recorded, { kind: 'movement' }>['body'] = {
      ...{ movementId: newId(), householdId, kind, onDay: addDays(today, -ago), place: place.trim() || null, capturedAt },
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
        <div className={styles.two}>
          {[0, 1].map((n) => (
            <button key={n} type="button" className={styles.choice} aria-pressed={ago === n} onClick={() => setAgo(n)}>
              {n === 0 ? w({ vi: 'Hôm nay', en: 'Today' }) : w({ vi: 'Hôm qua', en: 'Yesterday' })}
            </button>
          ))}
        </div>
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
      <div className={styles.foot}>
        <button type="button" className={styles.primary} disabled={missing} onClick={record}>
          <Icon name="check" />
          {w({ vi: 'Ghi', en: 'Record' })}
        </button>
      </div>
    </>
  )
}
