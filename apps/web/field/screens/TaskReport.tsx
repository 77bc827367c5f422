import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { dayOf } from '../model/clock.ts'
import type { GivenTask } from '../model/given.ts'
import { type ReportDraft, type ReportKind, reportOf } from '../model/reporting.ts'
import styles from '../parts/Form.module.css'
import { Icon } from '../parts/icons.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Photos } from '../parts/Photos.tsx'
import { back } from '../parts/route.ts'
import { numberOf, Stepper } from '../parts/Stepper.tsx'
import { useDraft, usePhotos } from '../parts/useDraft.ts'
import { useNow, usePhone } from '../parts/usePhone.tsx'

const titles: Record<ReportKind, Words> = {
  progress: { vi: 'Báo tiến độ', en: 'Report progress' },
  done: { vi: 'Báo đã xong', en: 'Report it done' },
  refuse: { vi: 'Không nhận được việc', en: 'Cannot do it' },
}
const saids: Record<ReportKind, Words> = {
  progress: { vi: 'Đã ghi báo cáo tiến độ', en: 'Progress recorded' },
  done: { vi: 'Đã ghi báo xong', en: 'Recorded as done' },
  refuse: { vi: 'Đã ghi lý do không nhận', en: 'Reason recorded' },
}
const PHOTOS = 4

/** A report on a task: words, a figure, how far, photos. */
export default function TaskReport({ task: t, kind }: { task: GivenTask; kind: ReportKind }) {
  const { w } = useLanguage()
  const { phone, actAll } = usePhone()
  const now = useNow()
  const draft = `report/${t.taskId}/${kind}`
  const { said, change, end } = useDraft<ReportDraft>(draft, () => ({
    ...{ words: '', percent: '', figure: '', unit: '', opId: phone.moment().newId() },
  }))
  const photos = usePhotos(t.taskId)
  const above = `task/${t.taskId}`
  const words = said.words.trim()
  const percent = numberOf(said.percent)
  const figure = numberOf(said.figure)
  const badFigure = said.figure.trim() !== '' && figure === null
  const badPercent = said.percent.trim() !== '' && (percent === null || percent < 0 || percent > 100)
  const empty = words === '' && percent === null && figure === null
  const missing =
    (kind === 'refuse' ? words.length < 5 : kind === 'progress' ? empty : false) ||
    (words !== '' && words.length < 3) ||
    badFigure ||
    badPercent
  const record = async () => {
    if (missing || photos.busy) return
    // a second tap finds the report ended
    const last = await end()
    if (!last) return
    const taken = kind === 'refuse' ? [] : await photos.end()
    const values = { words, percent, figure, unit: last.unit.trim(), ...(last.opId && { opId: last.opId }) }
    actAll(reportOf(t.taskId, kind, values, taken, dayOf(phone.now())), saids[kind], {
      [draft]: last,
      ...Object.fromEntries(taken.map((p) => [photos.idOf(p.photoId), p])),
    })
    back(above)
  }
  return (
    <>
      <PageHead title={w(titles[kind])} above={above} />
      <p className={styles.sub}>{t.words}</p>
      <label className={styles.field} style={{ marginTop: 16 }}>
        <span>
          {kind === 'refuse'
            ? w({ vi: 'Vì sao không nhận được', en: 'Why it cannot be done' })
            : w({ vi: 'Đã làm gì', en: 'What was done' })}
        </span>
        <textarea
          className={styles.text}
          value={said.words}
          maxLength={kind === 'refuse' ? 500 : 4000}
          onChange={(e) => change({ words: e.target.value })}
        />
      </label>
      {kind === 'progress' && (
        <div className={styles.field}>
          <span>{w({ vi: 'Đã làm được (%)', en: 'How far (%)' })}</span>
          <Stepper
            label={w({ vi: 'Phần trăm', en: 'Percent' })}
            text={said.percent}
            onText={(text) => change({ percent: text })}
            step={10}
            decimals={0}
            from={t.percent ?? 50}
          />
        </div>
      )}
      {kind !== 'refuse' && (
        <div className={styles.two} style={{ marginTop: 16 }}>
          <label className={styles.field}>
            <span>{w({ vi: 'Số liệu', en: 'Figure' })}</span>
            <input
              className={styles.input}
              inputMode="decimal"
              value={said.figure}
              autoComplete="off"
              onChange={(e) => change({ figure: e.target.value })}
            />
          </label>
          <label className={styles.field} style={{ marginTop: 0 }}>
            <span>{w({ vi: 'Đơn vị', en: 'Unit' })}</span>
            <input
              className={styles.input}
              value={said.unit}
              maxLength={40}
              placeholder={w({ vi: 'hộ, người, kg', en: 'homes, people, kg' })}
              autoComplete="off"
              onChange={(e) => change({ unit: e.target.value })}
            />
          </label>
        </div>
      )}
      {(badFigure || badPercent) && (
        <p className={styles.note} role="alert" style={{ marginTop: 12 }}>
          {badPercent
            ? w({ vi: 'Phần trăm từ 0 đến 100.', en: 'Percent from 0 to 100.' })
            : w({ vi: 'Số liệu phải là một số, ví dụ 12 hoặc 3,5.', en: 'The figure must be a number, such as 12 or 3.5.' })}
        </p>
      )}
      {kind !== 'refuse' && <Photos of={photos} most={PHOTOS} />}
      <p className={styles.sub} style={{ marginTop: 12 }}>
        {w({
          vi: `Ghi lúc này (${new Date(Date.parse(now) + 25_200_000).toISOString().slice(11, 16)}), gửi khi có mạng: nơi giao thấy giờ ghi.`,
          en: 'Recorded now, sent when there is a network: the giver sees when it was recorded.',
        })}
      </p>
      <div className={styles.foot}>
        <button type="button" className={styles.primary} disabled={missing || photos.busy} onClick={() => void record()}>
          <Icon name="check" />
          {w({ vi: 'Ghi', en: 'Record' })}
        </button>
      </div>
    </>
  )
}
