import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import type { DoorShown } from '../model/round.ts'
import { Foot } from '../parts/Foot.tsx'
import styles from '../parts/Form.module.css'
import { PageHead } from '../parts/PageHead.tsx'
import { back } from '../parts/route.ts'
import { usePhone } from '../parts/usePhone.tsx'

const reasons: Record<string, Words> = {
  elderly: { vi: 'Cao tuổi', en: 'Elderly' },
  chronic: { vi: 'Bệnh nền', en: 'Chronic illness' },
  pregnant: { vi: 'Mang thai', en: 'Pregnant' },
  disabled: { vi: 'Khuyết tật', en: 'Disabled' },
  alone: { vi: 'Sống một mình', en: 'Lives alone' },
}

/** Flags somebody of the house for a daily visit. */
export default function Frail({ shown }: { shown: DoorShown }) {
  const { w } = useLanguage()
  const { phone, act } = usePhone()
  const [who, setWho] = useState<string | null>(null)
  const [why, setWhy] = useState<string[]>([])
  const above = `door/${shown.door.householdId}`
  const record = () => {
    const frailId = phone.moment().newId()
    act(
      { kind: 'flag-frail', body: { frailId, subjectId: who!, reasons: why } },
      { vi: 'Đã thêm vào danh sách đo hằng ngày', en: 'Added to the daily visits' },
    )
    back(above)
  }
  return (
    <>
      <PageHead title={w({ vi: 'Thêm người cần đo hằng ngày', en: 'Add somebody to visit daily' })} above={above} />
      <section>
        <h2>{w({ vi: 'Ai', en: 'Who' })}</h2>
        <div className={styles.two}>
          {shown.door.people
            .filter((p) => !p.frailId)
            .map((p) => (
              <button
                key={p.subjectId}
                type="button"
                className={styles.choice}
                aria-pressed={who === p.subjectId}
                onClick={() => setWho(p.subjectId)}
              >
                {p.name}
              </button>
            ))}
        </div>
      </section>
      <section className={styles.block}>
        <h2>{w({ vi: 'Vì sao', en: 'Why' })}</h2>
        <div className={styles.two}>
          {Object.entries(reasons).map(([key, words]) => (
            <button
              key={key}
              type="button"
              className={styles.choice}
              aria-pressed={why.includes(key)}
              onClick={() => setWhy(why.includes(key) ? why.filter((k) => k !== key) : [...why, key])}
            >
              {w(words)}
            </button>
          ))}
        </div>
      </section>
      <Foot
        label={{ vi: 'Ghi', en: 'Record' }}
        wanted={
          !who ? { vi: 'Chọn người.', en: 'Choose who.' } : why.length === 0 ? { vi: 'Chọn vì sao.', en: 'Choose why.' } : null
        }
        onPress={record}
      />
    </>
  )
}
