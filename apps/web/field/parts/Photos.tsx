import { useLanguage } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import styles from './Form.module.css'
import { Icon } from './icons.tsx'
import { base64Of, shrunk, whereNow } from './picture.ts'
import type { usePhotos } from './useDraft.ts'
import { usePhone } from './usePhone.tsx'

/** Takes photos: made small, with the time and place of this phone; kept sealed until they are sent. */
export function Photos({ of, most }: { of: ReturnType<typeof usePhotos>; most: number }) {
  const { w } = useLanguage()
  const { phone } = usePhone()
  const { busy } = of
  const [unread, setUnread] = useState(false)
  const take = async (files: readonly File[]) => {
    setUnread(false)
    // a phone may look for its place for ten seconds: the photo is kept before, and told where it was taken afterwards
    const where = whereNow()
    for (const file of files.slice(0, most - of.photos.length)) {
      const small = await shrunk(file)
      if (!small) setUnread(true)
      else {
        const photoId = phone.moment().newId()
        await of.add({
          ...{ photoId, fileName: file.name.replace(/\.\w+$/, '.jpg').slice(-100) || 'anh.jpg' },
          ...{ takenAt: phone.now(), bytes: await base64Of(small) },
        })
        void where.then((place) => of.locate(photoId, place))
      }
    }
  }
  return (
    <section className={styles.block} aria-busy={busy}>
      <h2>{w({ vi: `Ảnh (${of.photos.length})`, en: `Photos (${of.photos.length})` })}</h2>
      {of.photos.length > 0 && (
        <ul className={styles.photos}>
          {of.photos.map((p, i) => (
            <li key={p.photoId} className={styles.photo}>
              <img src={`data:image/jpeg;base64,${p.bytes}`} alt={w({ vi: `Ảnh ${i + 1}`, en: `Photo ${i + 1}` })} />
              <button type="button" onClick={() => void of.drop(p.photoId)}>
                <Icon name="close" size={20} />
                <span className="pd-hidden">{w({ vi: `Bỏ ảnh ${i + 1}`, en: `Drop photo ${i + 1}` })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {of.photos.length < most && (
        <label className={styles.plain}>
          <Icon name="plus" size={20} />
          {busy
            ? w({ vi: 'Đang xử lý ảnh', en: 'Reading the photo' })
            : w({ vi: 'Chụp hoặc chọn ảnh', en: 'Take or choose a photo' })}
          <input
            type="file"
            accept="image/*"
            multiple
            className="pd-hidden"
            disabled={busy}
            onChange={(event) => {
              void of.during(take([...(event.currentTarget.files ?? [])]))
              event.currentTarget.value = ''
            }}
          />
        </label>
      )}
      {unread && (
        <p className={styles.note} role="alert" style={{ marginTop: 8 }}>
          {w({
            vi: 'Máy không đọc được tệp này như một ảnh. Chụp lại, hoặc chọn ảnh JPEG, PNG.',
            en: 'This is no picture that the phone can read. Take it again, or choose a JPEG or PNG.',
          })}
        </p>
      )}
      <p className={styles.sub} style={{ marginTop: 4 }}>
        {w({
          vi: 'Ảnh được thu nhỏ, kèm giờ và vị trí của máy. Tránh chụp mặt người dân.',
          en: 'Made small, with the time and place of this phone. Avoid faces of residents.',
        })}
      </p>
    </section>
  )
}
