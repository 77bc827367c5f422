import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { saveFile } from '../../saveFile.ts'
import { NotOpened } from '../device/entrance.ts'
import { useInstall, useKept } from '../device/install.ts'
import { useUpdate } from '../device/worker.ts'
import styles from '../parts/Form.module.css'
import { Keypad, PIN_LENGTH } from '../parts/Keypad.tsx'
import { SecondFactor } from '../parts/SecondFactor.tsx'
import { usePhone, useView } from '../parts/usePhone.tsx'

/** Tôi: the team, how far the records have come, the PIN, the last resort. */
export default function Me({ onLock }: { onLock: () => void }) {
  const { w, language, setLanguage } = useLanguage()
  const { phone } = usePhone()
  const view = useView()
  const { held, counters } = view
  const [syncing, setSyncing] = useState(false)
  const [pinOpen, setPinOpen] = useState(false)
  const { canInstall, install, installed, ios } = useInstall()
  const kept = useKept()
  const update = useUpdate()
  const unsent = counters.recorded - counters.sent
  const sync = async () => {
    setSyncing(true)
    await phone.sync()
    setSyncing(false)
  }
  const facts: [string, string][] = [
    ...held.teams.flatMap((t): [string, string][] => [
      [t.name, t.code],
      [w({ vi: 'Tổ viên', en: 'Members' }), t.members.join(', ')],
    ]),
    ...(held.role === 'team'
      ? [[w({ vi: 'Số nhà được giao', en: 'Doors' }), String(held.doors.length)] as [string, string]]
      : []),
    [
      w({ vi: 'Liên lạc lần cuối', en: 'Last contact' }),
      view.contactAt ? instant(view.contactAt, language) : w({ vi: 'chưa lần nào', en: 'never' }),
    ],
    ...(view.namesUntil && !held.locked
      ? [[w({ vi: 'Tên hiện đến', en: 'Names shown until' }), instant(view.namesUntil, language)] as [string, string]]
      : []),
    ...(kept === null
      ? []
      : [
          [
            w({ vi: 'Dữ liệu trên máy', en: 'Data on this phone' }),
            kept
              ? w({ vi: 'được giữ, trình duyệt không tự xóa', en: 'kept, the browser does not delete it' })
              : w({
                  vi: 'có thể bị xóa khi máy thiếu chỗ; cài ứng dụng lên màn hình chính để được giữ',
                  en: 'may be deleted when the phone runs short; put it on the home screen to keep it',
                }),
          ] as [string, string],
        ]),
  ]
  return (
    <>
      <h1 style={{ margin: '16px 0 0' }}>{held.account.fullName}</h1>
      <p className={styles.sub}>{held.account.username}</p>
      <dl className={`${styles.rows} ${styles.facts} ${styles.block}`}>
        {facts.map(([k, v]) => (
          <div key={k}>
            <dt>{k}</dt>
            <dd>{v}</dd>
          </div>
        ))}
      </dl>
      {view.signedOut && <SignInAgain />}
      {phone.draftsLeft() && <DraftsLeft />}
      {update.ready && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Có bản mới', en: 'A new version is here' })}</h2>
          <p className={styles.sub}>
            {w({ vi: 'Cập nhật mất vài giây. Mọi mục đã ghi vẫn còn.', en: 'It takes some seconds. Nothing recorded is lost.' })}
          </p>
          <button type="button" className={styles.plain} style={{ marginTop: 8 }} onClick={update.take}>
            {w({ vi: 'Cập nhật ngay', en: 'Update now' })}
          </button>
        </section>
      )}
      <section className={styles.block}>
        <h2>{w({ vi: 'Gửi và tải', en: 'Sync' })}</h2>
        <p className={styles.sub} role="status">
          {syncing
            ? w({ vi: 'Đang gửi', en: 'Sending' })
            : unsent > 0
              ? w({
                  vi: `${unsent} mục chưa gửi. Máy tự gửi khi có mạng; dữ liệu không mất khi tắt máy.`,
                  en: `${unsent} not sent. It goes by itself when there is a network; nothing is lost when the phone is off.`,
                })
              : w({ vi: 'Mọi mục đã gửi.', en: 'Everything is sent.' })}
        </p>
        <button type="button" className={styles.plain} style={{ marginTop: 8 }} onClick={() => void sync()}>
          {w({ vi: 'Gửi và tải ngay', en: 'Sync now' })}
        </button>
      </section>
      <section className={styles.block}>
        <h2>{w({ vi: 'Máy dùng chung', en: 'A shared phone' })}</h2>
        <p className={styles.sub}>
          {w({
            vi: 'Khóa lại trước khi đưa máy cho người khác. Người sau không thấy những gì bạn chưa gửi.',
            en: 'Lock before you hand the phone on. The next one does not see what you have not sent.',
          })}
        </p>
        <button type="button" className={styles.plain} style={{ marginTop: 8 }} onClick={onLock}>
          {w({ vi: 'Khóa, đổi người dùng', en: 'Lock, change member' })}
        </button>
        <button
          type="button"
          className={styles.plain}
          style={{ marginTop: 8 }}
          aria-expanded={pinOpen}
          onClick={() => setPinOpen(!pinOpen)}
        >
          {w({ vi: 'Đổi mã PIN', en: 'Change the PIN' })}
        </button>
        {pinOpen && <ChangePin onDone={() => setPinOpen(false)} />}
        <p className={styles.sub} style={{ marginTop: 8 }}>
          {w({
            vi: 'Mất máy: báo ngay trạm y tế xã để khóa máy. Quên PIN: trạm cấp phiếu mã mới.',
            en: 'A lost phone: tell the station at once, it revokes the phone. A forgotten PIN: the station gives a new code.',
          })}
        </p>
      </section>
      {(canInstall || (ios && !installed)) && (
        <section className={styles.block}>
          <h2>{w({ vi: 'Đặt lên màn hình chính', en: 'Put it on the home screen' })}</h2>
          {canInstall ? (
            <button type="button" className={styles.plain} onClick={() => void install()}>
              {w({ vi: 'Cài ứng dụng', en: 'Install' })}
            </button>
          ) : (
            <p className={styles.sub}>
              {w({
                vi: 'Trên iPhone: bấm nút Chia sẻ của Safari, chọn “Thêm vào MH chính”.',
                en: 'On an iPhone: Share in Safari, then “Add to Home Screen”.',
              })}
            </p>
          )}
        </section>
      )}
      <section className={styles.block}>
        <h2>{w({ vi: 'Khi không gửi được nữa', en: 'When it cannot be sent' })}</h2>
        <p className={styles.sub}>
          {w({
            vi: 'Tệp niêm phong chứa mọi mục chưa gửi; chỉ máy chủ mở được. Đưa tệp cho trạm y tế qua Zalo hoặc thẻ nhớ.',
            en: 'The sealed file holds all that was not sent; only the server opens it. Give it to the station.',
          })}
        </p>
        <button
          type="button"
          className={styles.plain}
          style={{ marginTop: 8 }}
          disabled={unsent === 0}
          onClick={async () => saveFile(await phone.exportFile())}
        >
          {w({ vi: `Xuất tệp niêm phong (${unsent} mục)`, en: `Export the sealed file (${unsent})` })}
        </button>
      </section>
      <section className={styles.block}>
        <h2>{w({ vi: 'Cần biết', en: 'Good to know' })}</h2>
        <p className={styles.sub}>
          {ios
            ? w({
                vi: 'iPhone có thể xóa dữ liệu của trang web không mở trong 7 ngày, kể cả mục chưa gửi. Thêm vào màn hình chính và mở ứng dụng mỗi ngày; khi có mạng, chờ “Đã nhận” bằng “Đã ghi”.',
                en: 'An iPhone may delete the data of a site not opened for 7 days, also what was not sent. Add it to the home screen and open it daily.',
              })
            : w({
                vi: 'Không xóa “dữ liệu trang web” trong cài đặt trình duyệt khi còn mục chưa gửi. Dữ liệu cũ hơn 14 ngày tự xóa khỏi máy.',
                en: 'Do not clear the site data while something is not sent. Data older than 14 days goes from the phone by itself.',
              })}
        </p>
        <button
          type="button"
          className={styles.plain}
          style={{ marginTop: 8 }}
          lang={language === 'vi' ? 'en' : 'vi'}
          onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
        >
          {language === 'vi' ? 'English' : 'Tiếng Việt'}
        </button>
      </section>
    </>
  )
}

/** The device's own access has ended: a new code of the station opens it, and nothing on the phone is lost. */
function SignInAgain() {
  const { w } = useLanguage()
  const { phone } = usePhone()
  const [code, setCode] = useState('')
  const [second, setSecond] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<NotOpened | null>(null)
  return (
    <form
      className={`${styles.block} ${styles.form}`}
      onSubmit={(e) => {
        e.preventDefault()
        phone.renew(code.trim(), second?.trim()).catch((error: unknown) => {
          if (!(error instanceof NotOpened)) throw error
          if (error.code === 'totp-required') setSecond('')
          setRefusal(error)
        })
      }}
    >
      <h2>{w({ vi: 'Đăng nhập lại', en: 'Sign in again' })}</h2>
      <label className={styles.field}>
        <span>
          {w({ vi: 'Mã một lần trên phiếu mới, hoặc mật khẩu', en: 'One-time code of the new sheet, or the password' })}
        </span>
        <input className={styles.input} value={code} autoComplete="one-time-code" onChange={(e) => setCode(e.target.value)} />
      </label>
      {second !== null && <SecondFactor value={second} onChange={setSecond} />}
      {refusal && (
        <p className={styles.note} role="alert">
          <strong>{w(refusal.title)}.</strong> {w(refusal.hint)}
        </p>
      )}
      <button type="submit" className={styles.primary} disabled={code.trim() === ''}>
        {w({ vi: 'Đăng nhập lại', en: 'Sign in again' })}
      </button>
    </form>
  )
}

/** Unfinished work under a PIN that was forgotten: it stays until its member says otherwise. */
function DraftsLeft() {
  const { w } = useLanguage()
  const { phone } = usePhone()
  const [sure, setSure] = useState(false)
  return (
    <section className={styles.block}>
      <h2>{w({ vi: 'Việc viết dở dưới mã PIN cũ', en: 'Unfinished work under the old PIN' })}</h2>
      <p className={styles.sub}>
        {w({
          vi: 'Máy còn biên bản hoặc ảnh viết dở, chỉ mã PIN cũ mở được. Nhớ lại mã thì bấm “Khóa, đổi người dùng” và chọn dòng “mã PIN cũ”.',
          en: 'This phone keeps unfinished records or photos that only the old PIN opens. If it comes back to you, lock and choose the line “old PIN”.',
        })}
      </p>
      <button
        type="button"
        className={styles.plain}
        style={{ marginTop: 8 }}
        onClick={() => (sure ? void phone.dropLeft() : setSure(true))}
      >
        {sure
          ? w({ vi: 'Bỏ hẳn, không lấy lại được', en: 'Throw away for good' })
          : w({ vi: 'Bỏ việc viết dở đó', en: 'Throw that work away' })}
      </button>
    </section>
  )
}

function ChangePin({ onDone }: { onDone: () => void }) {
  const { w } = useLanguage()
  const { phone } = usePhone()
  const [from, setFrom] = useState<string | null>(null)
  const [pin, setPin] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const take = async (next: string) => {
    setPin(next)
    if (next.length < PIN_LENGTH) return
    setPin('')
    if (from === null) return setFrom(next)
    const outcome = await phone.changePin(from, next)
    setFrom(null)
    if (outcome === 'changed') return onDone()
    setSaid(
      outcome === 'wrong-pin'
        ? w({ vi: 'Mã PIN cũ không đúng. Thử lại.', en: 'The old PIN is wrong. Try again.' })
        : w({
            vi: 'Cần có mạng để mở lại tên trước khi đổi mã PIN.',
            en: 'Connect first: names must be open to change the PIN.',
          }),
    )
  }
  return (
    <div style={{ marginTop: 12 }}>
      <p role="status">
        {said ? `${said} ` : ''}
        {from === null
          ? w({ vi: 'Nhập mã PIN đang dùng', en: 'Enter the present PIN' })
          : w({ vi: 'Nhập mã PIN mới', en: 'Enter the new PIN' })}
      </p>
      <Keypad pin={pin} onPin={(p) => void take(p)} />
    </div>
  )
}
