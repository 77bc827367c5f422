import { alarmsOf } from '@phaodai/modules/checks/frail.rules.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { dayOf } from '../model/clock.ts'
import type { DoorShown } from '../model/round.ts'
import { paceOn } from '../model/slots.ts'
import { Foot } from '../parts/Foot.tsx'
import styles from '../parts/Form.module.css'
import { PageHead } from '../parts/PageHead.tsx'
import { back } from '../parts/route.ts'
import { numberOf, Stepper } from '../parts/Stepper.tsx'
import { useNow, usePhone, useView } from '../parts/usePhone.tsx'
import { type Kind, kindWords } from '../words.ts'

/** A frail person's daily visit: temperature, oxygen saturation, complaints; an alarm is said before it is recorded. */
export default function Visit({ shown, who }: { shown: DoorShown; who: string }) {
  const { w } = useLanguage()
  const { phone, act } = usePhone()
  const { held } = useView()
  const today = dayOf(useNow())
  const person = shown.door.people.find((p) => p.subjectId === who)
  const [temperature, setTemperature] = useState('')
  const [spo2, setSpo2] = useState('')
  const [complaints, setComplaints] = useState<Kind[]>([])
  const limits = paceOn(held.pace, today)
  const reading = { temperature: numberOf(temperature), spo2: numberOf(spo2), complaints }
  const impossible =
    (reading.temperature !== null && (reading.temperature < 30 || reading.temperature > 45)) ||
    (reading.spo2 !== null && (reading.spo2 < 40 || reading.spo2 > 100)) ||
    (temperature.trim() !== '' && reading.temperature === null) ||
    (spo2.trim() !== '' && reading.spo2 === null)
  const empty = reading.temperature === null && reading.spo2 === null && complaints.length === 0
  const wanted = impossible
    ? {
        vi: 'Số đo không thể đúng: nhiệt độ từ 30 đến 45, SpO2 từ 40 đến 100. Đo lại hoặc gõ lại.',
        en: 'This cannot be: temperature 30 to 45, SpO2 40 to 100. Measure or type again.',
      }
    : empty
      ? { vi: 'Nhập số đo, hoặc chọn người đó thấy thế nào.', en: 'Enter a measure, or a complaint.' }
      : null
  const alarms = impossible ? [] : alarmsOf(reading, limits)
  const toggle = (k: Kind) => setComplaints(complaints.includes(k) ? complaints.filter((x) => x !== k) : [...complaints, k])
  const record = () => {
    const { capturedAt, newId } = phone.moment()
    act(
      {
        kind: 'visit',
        body: { visitId: newId(), signalId: newId(), subjectId: who, onDay: today, ...reading, capturedAt },
      },
      alarms.length > 0
        ? { vi: 'Đã ghi. Có báo động: gọi trạm y tế ngay.', en: 'Recorded, with an alarm: call the station now.' }
        : { vi: 'Đã ghi lần đo', en: 'Visit recorded' },
    )
    back(`door/${shown.door.householdId}`)
  }
  const said = {
    temperature: { vi: `Nhiệt độ ${temperature} °C: sốt`, en: `Temperature ${temperature} °C: fever` },
    spo2: { vi: `SpO2 ${spo2} %: thấp`, en: `SpO2 ${spo2} %: low` },
    breathlessness: { vi: 'Khó thở', en: 'Short of breath' },
  }
  return (
    <>
      <PageHead title={person?.name ?? w({ vi: 'Đo hằng ngày', en: 'Daily visit' })} above={`door/${shown.door.householdId}`} />
      <div className={styles.field}>
        <span>{w({ vi: 'Nhiệt độ (°C)', en: 'Temperature (°C)' })}</span>
        <Stepper
          label={w({ vi: 'Nhiệt độ', en: 'Temperature' })}
          text={temperature}
          onText={setTemperature}
          step={0.1}
          decimals={1}
          from={36.5}
        />
      </div>
      <div className={styles.field}>
        <span>{w({ vi: 'SpO2 (%)', en: 'SpO2 (%)' })}</span>
        <Stepper label="SpO2" text={spo2} onText={setSpo2} step={1} decimals={0} from={97} />
      </div>
      <section className={styles.block}>
        <h2>{w({ vi: 'Người đó thấy thế nào?', en: 'Any complaint?' })}</h2>
        <div className={styles.two}>
          {(['fever', 'cough', 'breathlessness'] as const).map((k) => (
            <button
              key={k}
              type="button"
              className={styles.choice}
              aria-pressed={complaints.includes(k)}
              onClick={() => toggle(k)}
            >
              {w(kindWords[k])}
            </button>
          ))}
        </div>
      </section>
      <Foot
        label={{ vi: 'Ghi lần đo', en: 'Record' }}
        wanted={wanted}
        alarm={
          alarms.length > 0 && (
            <>
              <strong>{w({ vi: 'Báo động', en: 'Alarm' })}:</strong> {alarms.map((a) => w(said[a])).join('; ')}.{' '}
              {w({ vi: 'Ghi, rồi gọi ngay trạm y tế xã hoặc 115.', en: 'Record it, then call the station or 115 at once.' })}
            </>
          )
        }
        onPress={record}
      />
    </>
  )
}
