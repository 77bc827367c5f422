import type { Kind } from '@phaodai/modules/inspections/checklist.rules.ts'
import { kindWords } from '@phaodai/modules/inspections/web/words.ts'
import { hour, shortDate } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { dayOf } from '../model/clock.ts'
import { dayOfVisits, ownVisits, type VisitDraft, visitDraft } from '../model/visiting.ts'
import styles from '../parts/Form.module.css'
import { Icon } from '../parts/icons.tsx'
import { go } from '../parts/route.ts'
import { useNow, usePhone, useView } from '../parts/usePhone.tsx'
import { lockedWords } from '../words.ts'
import { Open } from './Household.tsx'
import { stateOfOwn } from './Task.tsx'

/** Places first shown; the others by one tap. */
const FIRST = 12

/** Kiểm tra: what a leader owes today, what is being written, where to go and why; all of it without a network. */
export default function Visits() {
  const { w } = useLanguage()
  const { phone } = usePhone()
  const { held, own, contactAt, signedOut } = useView()
  const today = dayOf(useNow())
  const [all, setAll] = useState(false)
  const of = held.inspections
  if (!of)
    return (
      <>
        <h1 style={{ margin: '16px 0 8px' }}>{w({ vi: 'Kiểm tra', en: 'Inspect' })}</h1>
        <p className={styles.sub}>
          {held.locked
            ? w(
                signedOut
                  ? lockedWords(true)
                  : {
                      vi: 'Máy đã quá 72 giờ chưa liên lạc máy chủ nên danh sách đang khóa. Ra chỗ có mạng, vào trang Tôi, bấm “Gửi và tải ngay”.',
                      en: 'No contact for more than 72 hours: the list is locked. Find a network, then sync from the page Me.',
                    },
              )
            : contactAt
              ? w({
                  vi: 'Vai trò này không đi kiểm tra. Việc được giao ở trang Việc.',
                  en: 'This role does not inspect. What was given to you is on the page Tasks.',
                })
              : w({ vi: 'Đang tải danh sách. Lần đầu cần có mạng.', en: 'Loading. The first time needs a network.' })}
        </p>
      </>
    )
  const drafts = phone
    .drafts<VisitDraft>()
    .filter((d) => d.id.startsWith('visit/'))
    .map((d) => d.said)
  const mine = ownVisits(own, of)
  const { places, done } = dayOfVisits(of, own, today)
  const begin = async (place: { key: string | null; kind: Kind; name: string; areaId: number | null }) => {
    const { newId, capturedAt } = phone.moment()
    const inspectionId = newId()
    const draft: VisitDraft = {
      ...{ inspectionId, ...place, startedAt: capturedAt, clockKnown: phone.clockKnown(), checklist: null, surprise: true },
      ...{ said: {}, extra: '', extraId: newId(), note: '', dueOn: '', where: null },
    }
    await phone.keepDraft(visitDraft(inspectionId), draft)
    go(`visit/${inspectionId}`)
  }
  return (
    <>
      <h1 style={{ margin: '16px 0 8px' }}>{w({ vi: 'Kiểm tra', en: 'Inspect' })}</h1>
      {of.mine.map((m) => (
        <p key={m.areaId} className={styles.sub}>
          {w({
            vi: `Phụ trách ${m.name}: hôm nay kiểm tra đột xuất ${done.get(m.areaId) ?? 0}, phải ít nhất ${m.owed}.`,
            en: `You answer for ${m.name}: ${done.get(m.areaId) ?? 0} unannounced today, at least ${m.owed} owed.`,
          })}
        </p>
      ))}
      {of.mine.length > 0 && of.rule && <p className={styles.sub}>{w(of.rule.source)}</p>}
      {drafts.length > 0 && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Đang ghi dở', en: 'Being written' })}</h2>
          <ul className={styles.rows}>
            {drafts.map((d) => (
              <li key={d.inspectionId}>
                <Open to={`visit/${d.inspectionId}`}>
                  {d.name || w(kindWords[d.kind])}
                  <small>
                    {w({ vi: 'bắt đầu', en: 'begun' })} {hour(d.startedAt)} {shortDate(dayOf(d.startedAt))}
                  </small>
                </Open>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mine.length > 0 && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Vừa ghi trên máy này', en: 'Recorded on this phone' })}</h2>
          <ul className={styles.rows}>
            {mine.map((m) => (
              <li key={m.inspectionId} style={{ padding: 12 }}>
                {m.name}
                <small>
                  {hour(m.capturedAt)} {shortDate(dayOf(m.capturedAt))}
                  {m.photos > 0 && w({ vi: `, ${m.photos} ảnh`, en: `, ${m.photos} photos` })}
                </small>
                <strong>{w(stateOfOwn[m.state])}</strong>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.block}>
        <h2>{w({ vi: 'Nên đến', en: 'Where to go' })}</h2>
        {places.length === 0 && (
          <p className={styles.sub} style={{ marginBottom: 8 }}>
            {w({ vi: 'Chưa có nơi nào được gợi ý.', en: 'No place is proposed.' })}
          </p>
        )}
        <ul className={styles.rows}>
          {(all ? places : places.slice(0, FIRST)).map((p) => (
            <li key={`${p.areaId} ${p.key}`}>
              <button
                type="button"
                className={styles.row}
                onClick={() =>
                  void begin({ key: p.key.startsWith('named:') ? null : p.key, kind: p.kind, name: p.name, areaId: p.areaId })
                }
              >
                <span>
                  {p.name}
                  <small>
                    {w(kindWords[p.kind])}, {p.areaName}
                  </small>
                  {p.reasons.length > 0 && <small>{p.reasons.map((r) => w(r)).join('; ')}</small>}
                </span>
                <Icon name="next" size={20} />
              </button>
            </li>
          ))}
        </ul>
        {!all && places.length > FIRST && (
          <button type="button" className={styles.plain} style={{ marginTop: 8 }} onClick={() => setAll(true)}>
            {w({ vi: `Xem thêm ${places.length - FIRST} nơi`, en: `${places.length - FIRST} more` })}
          </button>
        )}
        <button
          type="button"
          className={styles.plain}
          style={{ marginTop: 8 }}
          onClick={() =>
            void begin({ key: null, kind: 'market', name: '', areaId: of.units.length === 1 ? of.units[0]!.areaId : null })
          }
        >
          <Icon name="plus" size={20} />
          {w({ vi: 'Kiểm tra một nơi khác', en: 'Inspect another place' })}
        </button>
      </section>
      {of.made.length > 0 && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Đã kiểm tra', en: 'Made' })}</h2>
          <ul className={styles.rows}>
            {of.made.map((m) => (
              <li key={m.inspectionId} style={{ padding: 12 }}>
                {m.placeName}
                <small>
                  {hour(m.capturedAt)} {shortDate(m.onDay)}, {m.areaName}
                </small>
                <small>
                  {w({
                    vi: `đạt ${m.pass}/${m.pass + m.fail}, tồn tại ${m.findings}, ảnh ${m.photos}`,
                    en: `${m.pass}/${m.pass + m.fail} passed, ${m.findings} findings, ${m.photos} photos`,
                  })}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
