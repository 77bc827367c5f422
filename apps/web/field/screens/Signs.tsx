import { useLanguage } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { dayOf } from '../model/clock.ts'
import { dayWanted } from '../model/days.ts'
import type { DoorShown } from '../model/round.ts'
import { answerSigns } from '../model/taps.ts'
import { comesIntoSight, DayChoice } from '../parts/DayChoice.tsx'
import { Foot } from '../parts/Foot.tsx'
import styles from '../parts/Form.module.css'
import { PageHead } from '../parts/PageHead.tsx'
import { back } from '../parts/route.ts'
import { useNow, usePhone } from '../parts/usePhone.tsx'
import { type Kind, kindsText, kindWords } from '../words.ts'
import { doorName, kept, useSlot } from './Round.tsx'

/** One person's signs: what, since when, one button. From the list it is five taps. */
export default function Signs({ shown, who }: { shown: DoorShown; who: string }) {
  const { w } = useLanguage()
  const { phone, act } = usePhone()
  const now = useNow()
  const at = useSlot(now)
  const person = shown.door.people.find((p) => p.subjectId === who) ?? null
  const [kinds, setKinds] = useState<Kind[]>([])
  const [since, setSince] = useState<string | null>(null)
  const [other, setOther] = useState('')
  const [name, setName] = useState('')
  const latest = at.day > dayOf(now) ? at.day : dayOf(now)
  const toggle = (k: Kind) => setKinds(kinds.includes(k) ? kinds.filter((x) => x !== k) : [...kinds, k])
  const wanted =
    kinds.length === 0
      ? { vi: 'Chọn dấu hiệu.', en: 'Choose a sign.' }
      : kinds.includes('other') && other.trim() === ''
        ? { vi: 'Gõ dấu hiệu khác là gì.', en: 'Type which other sign.' }
        : dayWanted(since, latest, { vi: 'Chọn ngày bắt đầu bị.', en: 'Choose the first day.' })
  const record = () => {
    const said = {
      subjectId: person?.subjectId ?? null,
      who: person ? null : name.trim() || 'Người khác trong nhà',
      kinds: (Object.keys(kindWords) as Kind[]).filter((k) => kinds.includes(k)),
      other: kinds.includes('other') ? other.trim() : null,
      sinceOn: since || null,
    }
    kept.stay = new Set(kept.stay).add(shown.door.householdId)
    const text = kindsText(said.kinds, (x) => x.vi).toLowerCase()
    act(answerSigns(shown, at, said, phone.moment()), {
      vi: `${doorName(shown).vi}: ${text}. Trạm y tế thấy ngay khi gửi được.`,
      en: `${doorName(shown).en}: ${kindsText(said.kinds, (x) => x.en).toLowerCase()}. The station sees it once sent.`,
    })
    // another one of the house may be ill: back at the door, not at the list
    back(`door/${shown.door.householdId}`)
  }
  const title = person
    ? (person.name ?? w({ vi: 'Người trong nhà', en: 'One of the house' }))
    : w({ vi: 'Người khác', en: 'Somebody else' })
  return (
    <>
      <PageHead title={title} above={`door/${shown.door.householdId}`} />
      {!person && (
        <label className={styles.field}>
          <span>{w({ vi: 'Là ai', en: 'Who' })}</span>
          <input
            className={styles.input}
            value={name}
            maxLength={120}
            onChange={(e) => setName(e.target.value)}
            placeholder={w({ vi: 'ví dụ: khách, cháu ở quê lên', en: 'e.g. a visitor' })}
          />
        </label>
      )}
      <section className={styles.block} style={person ? { marginTop: 0 } : undefined}>
        <h2>{w({ vi: 'Bị gì?', en: 'What?' })}</h2>
        <div className={styles.two}>
          {(Object.keys(kindWords) as Kind[]).map((k) => (
            <button key={k} type="button" className={styles.choice} aria-pressed={kinds.includes(k)} onClick={() => toggle(k)}>
              {w(kindWords[k])}
            </button>
          ))}
        </div>
        {kinds.includes('other') && (
          <input
            className={`${styles.input} ${styles.comes}`}
            ref={comesIntoSight}
            value={other}
            maxLength={200}
            onChange={(e) => setOther(e.target.value)}
            aria-label={w({ vi: 'Dấu hiệu khác là gì', en: 'Which other sign' })}
            placeholder={w({ vi: 'ví dụ: mất mùi, đau họng', en: 'e.g. no smell, sore throat' })}
          />
        )}
      </section>
      <section className={styles.block}>
        <h2>{w({ vi: 'Từ khi nào?', en: 'Since when?' })}</h2>
        <DayChoice
          label={w({ vi: 'Bị từ ngày', en: 'Since the day' })}
          today={at.day}
          latest={latest}
          back={4}
          day={since}
          onDay={setSince}
          optional
        />
      </section>
      <Foot
        label={{ vi: 'Ghi dấu hiệu', en: 'Record' }}
        wanted={wanted}
        alarm={
          kinds.includes('breathlessness') && (
            <>
              <strong>{w({ vi: 'Khó thở là dấu hiệu nặng.', en: 'Short of breath is grave.' })}</strong>{' '}
              {w({ vi: 'Gọi ngay trạm y tế xã hoặc 115, rồi ghi.', en: 'Call the station or 115 at once, then record.' })}
            </>
          )
        }
        onPress={record}
      />
    </>
  )
}
