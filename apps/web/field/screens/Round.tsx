import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useUpdate } from '../device/worker.ts'
import { dayOf } from '../model/clock.ts'
import { type DoorShown, find, inOrder, needles, roundOf } from '../model/round.ts'
import { choiceOf, reachable, type SlotRef, slotNow } from '../model/slots.ts'
import { answerAll } from '../model/taps.ts'
import { afterPaint } from '../parts/afterPaint.ts'
import { Icon } from '../parts/icons.tsx'
import { go, whereLeft } from '../parts/route.ts'
import { useNow, usePhone, useView } from '../parts/usePhone.tsx'
import { answerWords, lockedWords } from '../words.ts'
import styles from './Round.module.css'
import { SlotPicker } from './SlotPicker.tsx'

/** What the list was when it was left, so that whoever comes back from a door finds it so. */
export const kept: { at: SlotRef | null; text: string; stay: Set<string> } = { at: null, text: '', stay: new Set() }

/** Another member begins with a list of their own. */
export function forgetList(): void {
  Object.assign(kept, { at: null, text: '', stay: new Set() })
}

/** The slot that the pages of the round are about: the one chosen, else the one being asked now. */
export function useSlot(now: string): SlotRef {
  const { pace } = useView().held
  return kept.at ?? slotNow(now, pace)
}

/** Ca đi: the doors of a slot in walking order; a household that is well is one tap. */
export default function Round() {
  const { w } = useLanguage()
  const { phone, act } = usePhone()
  const { held, signedOut } = useView()
  const now = useNow()
  const today = dayOf(now)
  const update = useUpdate()
  const [chosen, setChosen] = useState(kept.at)
  const [stay, setStay] = useState<ReadonlySet<string>>(kept.stay)
  const [text, setText] = useState(kept.text)
  const [allDone, setAllDone] = useState(false)
  const sought = useDeferredValue(text)
  const at = chosen ?? slotNow(now, held.pace)
  const choice = choiceOf(at, now, held.pace)
  const round = useMemo(() => roundOf(held, { day: at.day, slot: at.slot }), [held, at.day, at.slot])
  const index = useMemo(() => needles(held.doors), [held.doors])
  const found = useMemo(() => find(index, sought), [index, sought])
  useEffect(() => {
    kept.text = text
  }, [text])
  useEffect(() => {
    whereLeft()
    return () => {
      kept.stay = new Set()
    }
  }, [])

  const choose = (next: SlotRef | null) => {
    kept.at = next
    kept.stay = new Set()
    setChosen(next)
    setStay(kept.stay)
  }
  const latest = useRef({ at, phone, act })
  latest.current = { at, phone, act }
  const well = useCallback((shown: DoorShown) => {
    const { at, phone, act } = latest.current
    const moment = phone.moment()
    afterPaint(() => {
      setStay((was) => {
        kept.stay = new Set(was).add(shown.door.householdId)
        return kept.stay
      })
      act(answerAll(shown, at, 'well', moment), wellDone(shown))
    })
  }, [])

  const { left, done } = inOrder(round, stay)
  const byId = new Map(round.doors.map((d) => [d.door.householdId, d]))
  const hits = found?.flatMap((id) => byId.get(id) ?? []) ?? null
  const rest = round.total - round.asked
  const shut = choice.state === 'not-begun'
  const list = (rows: readonly DoorShown[]) => (
    <ul className={styles.list}>
      {rows.map((d) => (
        <DoorRow key={d.door.householdId} shown={d} shut={shut} onWell={well} />
      ))}
    </ul>
  )
  return (
    <>
      <h1 className="pd-hidden">{w({ vi: 'Ca đi', en: 'Round' })}</h1>
      <SlotPicker at={at} now={now} choices={reachable(now, held.pace)} held={held} onChoose={choose} today={today} />
      <section className={styles.progress} aria-label={w({ vi: 'Tiến độ', en: 'Progress' })}>
        <p>
          <strong className={styles.figure}>
            {round.asked}/{round.total}
          </strong>{' '}
          {w({ vi: 'nhà', en: 'doors' })}
          <span className={styles.rest}>
            {rest === 0 ? w({ vi: 'đã hỏi đủ', en: 'all asked' }) : w({ vi: `còn ${rest} nhà`, en: `${rest} left` })}
            {round.symptomatic > 0 && w({ vi: ` · ${round.symptomatic} có dấu hiệu`, en: ` · ${round.symptomatic} with signs` })}
          </span>
        </p>
        <progress className={styles.bar} max={Math.max(1, round.total)} value={round.asked} aria-hidden="true" />
      </section>
      {held.locked && (
        <p className={styles.notice} role="note">
          {w(lockedWords(signedOut))}{' '}
          {w({
            vi: 'Vẫn ghi được theo số nhà; nhà đã gửi trước đó chưa hiện là đã hỏi.',
            en: 'Go on by door number; doors sent before are not shown as asked.',
          })}
        </p>
      )}
      {update.ready && (
        <p className={styles.notice} role="note">
          {w({ vi: 'Có bản mới của ứng dụng.', en: 'A new version is here.' })}{' '}
          <button type="button" className={styles.update} onClick={update.take}>
            {w({ vi: 'Cập nhật', en: 'Update' })}
          </button>
        </p>
      )}
      <div className={styles.search}>
        <Icon name="search" size={22} />
        <input
          type="search"
          enterKeyHint="search"
          value={text}
          onChange={(e) => setText(e.target.value)}
          placeholder={w({ vi: 'Số nhà hoặc tên', en: 'Door or name' })}
          aria-label={w({ vi: 'Tìm theo số nhà hoặc tên, không cần dấu', en: 'Search by door or name' })}
          autoComplete="off"
        />
        {text !== '' && (
          <button type="button" onClick={() => setText('')} aria-label={w({ vi: 'Xóa ô tìm', en: 'Clear' })}>
            <Icon name="close" size={20} />
          </button>
        )}
      </div>
      {hits ? (
        hits.length > 0 ? (
          list(hits)
        ) : (
          <p className={styles.empty}>{w({ vi: `Không có nhà nào khớp “${text}”.`, en: `No door matches “${text}”.` })}</p>
        )
      ) : (
        <>
          {round.total === 0 && (
            <p className={styles.empty}>
              {w({
                vi: 'Tổ chưa được giao nhà nào, hoặc máy chưa tải được danh sách. Hỏi trạm y tế xã, rồi bấm “Gửi và tải ngay” ở trang Tôi.',
                en: 'The team has no doors yet, or the list was not loaded. Ask the station, then sync from the page Me.',
              })}
            </p>
          )}
          {list(left)}
          {done.length > 0 && (
            <section>
              <button
                type="button"
                className={styles.fold}
                aria-expanded={allDone || left.length === 0}
                onClick={() => setAllDone(!allDone)}
              >
                {w({ vi: `Đã hỏi (${done.length})`, en: `Asked (${done.length})` })}
                <Icon name="next" size={20} />
              </button>
              {(allDone || left.length === 0) && list(done)}
            </section>
          )}
        </>
      )}
    </>
  )
}

export const doorName = ({ door }: DoorShown): Words =>
  door.door ? { vi: `Nhà ${door.door}`, en: `Door ${door.door}` } : { vi: 'Nhà này', en: 'This door' }
const wellDone = (shown: DoorShown): Words => ({
  vi: `${doorName(shown).vi}: cả nhà khỏe`,
  en: `${doorName(shown).en}: all well`,
})

interface RowProps {
  shown: DoorShown
  shut: boolean
  onWell: (shown: DoorShown) => void
}

/** Drawn anew only where what it shows has changed: a tap touches one row of seventy. */
const DoorRow = memo(
  function DoorRow({ shown, shut, onWell }: RowProps) {
    const { w } = useLanguage()
    const { door, conflict, otherSlot } = shown
    // the row answers the finger by itself; the list, the counters and the disk follow in the next frame
    const [tapped, setTapped] = useState(false)
    const answer = shown.answer ?? (tapped ? 'well' : null)
    if (tapped && shown.answer) setTapped(false)
    const people = door.people.length
    const frail = door.people.some((p) => p.frailId)
    // nobody is known to live there where the names are locked, or before anybody was written down: no figure
    const count = people > 0 ? w({ vi: `${people} người`, en: `${people} people` }) : w({ vi: 'Chưa có tên', en: 'No names' })
    const name = door.headName ?? count
    return (
      <li className={styles.row} data-row={door.householdId} data-answer={answer ?? undefined} data-testid={`door-${door.door}`}>
        <a
          className={styles.open}
          href={`/field/door/${door.householdId}`}
          onClick={(e) => {
            e.preventDefault()
            go(`door/${door.householdId}`, false, e.currentTarget.closest('li'))
          }}
        >
          <span className={styles.number}>
            <span className="pd-hidden">{w({ vi: 'Nhà số', en: 'Door' })} </span>
            {door.door ?? '–'}
          </span>
          <span className={styles.who}>
            <span className={styles.name}>{name}</span>
            <span className={styles.about}>
              {door.headName !== null && count}
              {frail && w({ vi: ' · cần đo', en: ' · to visit' })}
              {otherSlot === 'symptom' && w({ vi: ' · buổi kia có dấu hiệu', en: ' · signs in the other slot' })}
              {conflict && w({ vi: ' · hai câu trả lời khác nhau', en: ' · two answers differ' })}
            </span>
          </span>
        </a>
        {answer ? (
          <span className={styles.answer} data-answer={answer}>
            {answer === 'well' && <Icon name="check" size={20} />}
            {w(answerWords[answer])}
          </span>
        ) : (
          <button
            type="button"
            className={styles.well}
            disabled={shut}
            onClick={() => {
              setTapped(true)
              onWell(shown)
            }}
            aria-label={w({ vi: `Nhà ${door.door ?? ''}: cả nhà khỏe`, en: `Door ${door.door ?? ''}: all well` })}
          >
            {w({ vi: 'Khỏe', en: 'Well' })}
          </button>
        )}
      </li>
    )
  },
  (a, b) =>
    a.shut === b.shut &&
    a.onWell === b.onWell &&
    a.shown.door === b.shown.door &&
    a.shown.answer === b.shown.answer &&
    a.shown.conflict === b.shown.conflict &&
    a.shown.otherSlot === b.shown.otherSlot &&
    a.shown.standing.length === b.shown.standing.length &&
    a.shown.standing.every((c, i) => c.checkId === b.shown.standing[i]!.checkId),
)
