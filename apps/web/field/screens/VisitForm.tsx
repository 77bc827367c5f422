import { type Kind, kinds } from '@phaodai/modules/inspections/checklist.rules.ts'
import { answerWords, kindWords } from '@phaodai/modules/inspections/web/words.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useEffect, useState } from 'react'
import { dayOf } from '../model/clock.ts'
import type { HeldInspections } from '../model/held.ts'
import { listOf, listsFor, missingOf, recordsOf, type Said, type VisitDraft, visitDraft } from '../model/visiting.ts'
import styles from '../parts/Form.module.css'
import { Icon } from '../parts/icons.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Photos } from '../parts/Photos.tsx'
import { whereNow } from '../parts/picture.ts'
import { back } from '../parts/route.ts'
import { numberOf, Stepper } from '../parts/Stepper.tsx'
import { useDraft, usePhotos } from '../parts/useDraft.ts'
import { usePhone, useView } from '../parts/usePhone.tsx'

const PHOTOS = 8
/** What to do before it can be recorded. */
const mends = {
  name: { vi: 'Ghi tên nơi đó trước', en: 'Name the place first' },
  extra: { vi: 'Ghi rõ hơn tồn tại khác (từ 3 chữ cái)', en: 'Say more of the other finding (3 letters or more)' },
  due: { vi: 'Sửa hạn khắc phục: không trước ngày kiểm tra', en: 'Mend the deadline: not before the day of the visit' },
}
/** As they fit three beside each other on a small screen. */
const shortAnswer = { ...answerWords, na: { vi: 'Không có', en: 'Not here' } }

/** The checklist at a place. Every answer lies sealed on the phone as it is given; recorded, it becomes an inspection with its photos. */
export default function VisitForm({ inspectionId }: { inspectionId: string }) {
  const { w } = useLanguage()
  const { phone } = usePhone()
  const { inspections } = useView().held
  const [begun] = useState(() => phone.drafts<VisitDraft>().find((d) => d.id === visitDraft(inspectionId))?.said)
  if (!begun || !inspections)
    return (
      <>
        <PageHead title={w({ vi: 'Kiểm tra', en: 'Inspect' })} above="" />
        <p>
          {w({
            vi: 'Biên bản này đã ghi xong, đã bỏ, hoặc danh sách đang khóa vì máy lâu chưa liên lạc máy chủ.',
            en: 'This record is finished or thrown away, or the lists are locked for want of contact.',
          })}
        </p>
      </>
    )
  return <Form begun={begun} of={inspections} />
}

function Form({ begun, of }: { begun: VisitDraft; of: HeldInspections }) {
  const { w } = useLanguage()
  const { phone, actAll } = usePhone()
  const { inspectionId } = begun
  const id = visitDraft(inspectionId)
  const { said: d, change, end } = useDraft<VisitDraft>(id, () => begun)
  const photos = usePhotos(inspectionId)
  const [dropping, setDropping] = useState(false)
  const known = begun.key !== null || begun.name !== ''
  const lists = listsFor(of, d.kind)
  const list = listOf(of, d)
  const missing = missingOf(d, list)
  const answered = list ? list.items.filter((i) => d.said[i.item]?.answer || d.said[i.item]?.points != null).length : 0
  const failed = list ? list.items.some((i) => d.said[i.item]?.answer === 'fail') : false
  useEffect(() => {
    if (begun.where) return
    void whereNow().then(({ latitude, longitude, accuracyMetres }) => {
      if (latitude !== undefined && longitude !== undefined && accuracyMetres !== undefined)
        change({ where: { latitude, longitude, accuracyMetres } })
    })
  }, [begun, change])
  const answer = (item: string, more: Said) =>
    change({
      said: { ...d.said, [item]: { findingId: d.said[item]?.findingId ?? phone.moment().newId(), ...d.said[item], ...more } },
    })
  const record = async () => {
    if (!list || missing || photos.busy) return
    const last = await end()
    if (!last) return
    const taken = await photos.end()
    actAll(
      recordsOf(last, list, taken, phone.moment().newId),
      { vi: `Đã ghi biên bản: ${last.name}`, en: `Recorded: ${last.name}` },
      { [id]: last, ...Object.fromEntries(taken.map((p) => [photos.idOf(p.photoId), p])) },
    )
    back('')
  }
  const drop = async () => {
    if (!(await end())) return
    for (const p of await photos.end()) await photos.drop(p.photoId)
    await phone.keepDraft(id, null)
    back('')
  }
  return (
    <>
      <PageHead title={known ? begun.name : w({ vi: 'Kiểm tra một nơi khác', en: 'Inspect another place' })} above="" />
      {!known && (
        <>
          <label className={styles.field}>
            <span>{w({ vi: 'Loại nơi', en: 'Kind of place' })}</span>
            <select
              className={styles.input}
              value={d.kind}
              onChange={(e) => change({ kind: e.target.value as Kind, checklist: null, said: {} })}
            >
              {kinds.map((k) => (
                <option key={k} value={k}>
                  {w(kindWords[k])}
                </option>
              ))}
            </select>
          </label>
          <label className={styles.field}>
            <span>{w({ vi: 'Tên nơi đó', en: 'Its name' })}</span>
            <input
              className={styles.input}
              value={d.name}
              maxLength={300}
              autoComplete="off"
              onChange={(e) => change({ name: e.target.value })}
            />
          </label>
          {of.units.length > 1 && (
            <label className={styles.field}>
              <span>{w({ vi: 'Ở xã nào', en: 'In which commune' })}</span>
              <select
                className={styles.input}
                value={d.areaId ?? ''}
                onChange={(e) => change({ areaId: e.target.value ? Number(e.target.value) : null })}
              >
                <option value="">{w({ vi: 'Địa bàn của tôi, không rõ xã', en: 'My area, no commune' })}</option>
                {of.units.map((u) => (
                  <option key={u.areaId} value={u.areaId}>
                    {u.name}
                  </option>
                ))}
              </select>
            </label>
          )}
        </>
      )}
      {lists.length > 1 && (
        <label className={styles.field}>
          <span>{w({ vi: 'Bảng kiểm', en: 'Checklist' })}</span>
          <select
            className={styles.input}
            value={list?.code ?? ''}
            onChange={(e) => change({ checklist: e.target.value, said: {} })}
          >
            {lists.map((l) => (
              <option key={l.code} value={l.code}>
                {w(l.title)}
              </option>
            ))}
          </select>
        </label>
      )}
      {list?.note && <p className={styles.sub}>{w(list.note)}</p>}
      {list?.items.map((i) => {
        const s = d.said[i.item] ?? {}
        return (
          <fieldset key={i.item} className={styles.item}>
            <legend>
              {w(i.words)}
              {i.must && ` (${w({ vi: 'bắt buộc', en: 'must' })})`}
              <small>
                {w(i.source)}
                {!i.confirmed && ` · ${w({ vi: 'chưa kiểm chứng', en: 'unconfirmed' })}`}
              </small>
            </legend>
            {i.points ? (
              <Stepper
                label={`${w(answerWords.points)}: ${w(i.words)}`}
                text={s.points == null ? '' : String(s.points)}
                onText={(text) => answer(i.item, { points: within(numberOf(text), i.points!) })}
                step={1}
                decimals={0}
                from={i.points.min}
              />
            ) : (
              <div className={styles.three}>
                {(['pass', 'fail', 'na'] as const).map((a) => (
                  <button
                    key={a}
                    type="button"
                    className={styles.choice}
                    aria-pressed={s.answer === a}
                    aria-label={`${w(shortAnswer[a])}: ${w(i.words)}`}
                    onClick={() => answer(i.item, { answer: a })}
                  >
                    {w(shortAnswer[a])}
                  </button>
                ))}
              </div>
            )}
            {s.answer === 'fail' && (
              <>
                <label className={styles.field} style={{ marginTop: 8 }}>
                  <span>{w({ vi: 'Thấy gì, phải sửa gì', en: 'What was seen, what to mend' })}</span>
                  <textarea
                    className={styles.text}
                    value={s.finding ?? ''}
                    maxLength={4000}
                    onChange={(e) => answer(i.item, { finding: e.target.value })}
                  />
                </label>
                <label className={styles.tick}>
                  <input type="checkbox" checked={s.give ?? true} onChange={(e) => answer(i.item, { give: e.target.checked })} />
                  {w({ vi: 'Giao thành nhiệm vụ ngay', en: 'Give it as a task now' })}
                </label>
              </>
            )}
          </fieldset>
        )
      })}
      <label className={styles.field} style={{ marginTop: 20 }}>
        <span>{w({ vi: 'Tồn tại khác, giao thành nhiệm vụ', en: 'Another finding, given as a task' })}</span>
        <textarea className={styles.text} value={d.extra} maxLength={4000} onChange={(e) => change({ extra: e.target.value })} />
      </label>
      {(failed || d.extra.trim() !== '') && (
        <label className={styles.field}>
          <span>{w({ vi: 'Hạn khắc phục (để trống: không đặt hạn)', en: 'To be mended by (empty: no deadline)' })}</span>
          <input
            type="date"
            className={styles.input}
            value={d.dueOn}
            min={dayOf(d.startedAt)}
            aria-invalid={missing === 'due'}
            onChange={(e) => change({ dueOn: e.target.value })}
          />
        </label>
      )}
      <label className={styles.field}>
        <span>{w({ vi: 'Nhận xét (không ghi tên người dân)', en: 'Remarks (no names of residents)' })}</span>
        <textarea className={styles.text} value={d.note} maxLength={4000} onChange={(e) => change({ note: e.target.value })} />
      </label>
      <label className={styles.tick}>
        <input type="checkbox" checked={d.surprise} onChange={(e) => change({ surprise: e.target.checked })} />
        {w({ vi: 'Đột xuất, không báo trước', en: 'Unannounced' })}
      </label>
      <Photos of={photos} most={PHOTOS} />
      <div className={styles.stack}>
        {dropping ? (
          <>
            <p role="alert">
              {w({
                vi: 'Bỏ biên bản đang ghi và ảnh của nó? Không lấy lại được.',
                en: 'Throw this record and its photos away for good?',
              })}
            </p>
            <button type="button" className={styles.plain} onClick={() => void drop()}>
              {w({ vi: 'Bỏ hẳn', en: 'Throw away' })}
            </button>
            <button type="button" className={styles.plain} onClick={() => setDropping(false)}>
              {w({ vi: 'Giữ lại, ghi tiếp', en: 'Keep it' })}
            </button>
          </>
        ) : (
          <button type="button" className={styles.plain} onClick={() => setDropping(true)}>
            {w({ vi: 'Bỏ biên bản này', en: 'Throw this record away' })}
          </button>
        )}
      </div>
      <div className={styles.foot}>
        <button type="button" className={styles.primary} disabled={missing !== null || photos.busy} onClick={() => void record()}>
          <Icon name="check" />
          {missing && missing !== 'list'
            ? w(mends[missing])
            : w({
                vi: `Ghi biên bản (${answered}/${list?.items.length ?? 0})`,
                en: `Record (${answered}/${list?.items.length ?? 0})`,
              })}
        </button>
      </div>
    </>
  )
}

const within = (n: number | null, { min, max }: { min: number; max: number }): number | null =>
  n === null ? null : Math.min(max, Math.max(min, n))
