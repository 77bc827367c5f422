import { useLanguage } from '@phaodai/ui/language.tsx'
import { type ReactNode, useState } from 'react'
import { type Entrance, type Member, NotOpened } from '../device/entrance.ts'
import type { Phone } from '../device/phone.ts'
import entrance from '../parts/Entrance.module.css'
import styles from '../parts/Form.module.css'
import { Keypad, PIN_LENGTH } from '../parts/Keypad.tsx'
import { SecondFactor } from '../parts/SecondFactor.tsx'
import { ScanSheet } from './ScanSheet.tsx'

type Step =
  | { at: 'members' }
  | { at: 'sign-in' }
  | { at: 'choose' }
  | { at: 'unlock'; member: Member }
  | { at: 'forgotten'; member: Member }

/** Before the round: who holds the phone, and their PIN. */
export default function EntrancePages({ door, onOpen }: { door: Entrance; onOpen: (phone: Phone) => void }) {
  const { w } = useLanguage()
  const members = door.members()
  const [step, setStep] = useState<Step>(() =>
    members.length === 1 ? { at: 'unlock', member: members[0]! } : members.length > 1 ? { at: 'members' } : { at: 'sign-in' },
  )
  switch (step.at) {
    case 'sign-in':
      return (
        <SignIn
          door={door}
          onSigned={() => setStep({ at: 'choose' })}
          onBack={members.length > 0 ? () => setStep({ at: 'members' }) : null}
        />
      )
    case 'choose':
      return <ChoosePin door={door} onOpen={onOpen} />
    case 'unlock':
      return (
        <Unlock
          key={step.member.profileId}
          door={door}
          member={step.member}
          onOpen={onOpen}
          onOther={() => setStep({ at: 'members' })}
          onForgotten={() => setStep({ at: 'forgotten', member: step.member })}
        />
      )
    case 'forgotten':
      return (
        <Page title={w({ vi: 'Quên mã PIN', en: 'Forgotten PIN' })}>
          <p>
            {w({
              vi: 'Không ai, kể cả trạm y tế, đọc lại được mã PIN. Đến trạm y tế xã hoặc gọi cho trạm, xưng tên và tên đăng nhập: trạm cấp phiếu mã mới.',
              en: 'Nobody can read a PIN, the station neither. Go to or call the health station with your name and user name: it gives you a new code.',
            })}
          </p>
          <p>
            {w({
              vi: 'Có phiếu mã mới thì bấm “Đăng nhập bằng phiếu mã” và chọn mã PIN mới. Những lượt hỏi chưa gửi của bạn trên máy này không mất: đăng nhập lại trên máy này thì máy tự gửi. Không đăng nhập lại được ở đây thì xuất tệp niêm phong ở nút dưới và đưa cho trạm.',
              en: 'With the new code sign in again and choose a new PIN. What you had not sent is not lost: once you sign in again on this phone, it goes by itself. If you cannot, take the sealed file below to the station.',
            })}
          </p>
          <button type="button" className={styles.primary} onClick={() => setStep({ at: 'sign-in' })}>
            {w({ vi: 'Đăng nhập bằng phiếu mã', en: 'Sign in with a code' })}
          </button>
          <SealedFile door={door} member={step.member} />
          <button type="button" className={styles.plain} onClick={() => setStep({ at: 'unlock', member: step.member })}>
            {w({ vi: 'Quay lại', en: 'Back' })}
          </button>
        </Page>
      )
    default:
      return (
        <Page title={w({ vi: 'Ai đang cầm máy?', en: 'Who holds the phone?' })}>
          <ul className={styles.rows}>
            {members.map((m) => (
              <li key={m.profileId}>
                <button type="button" className={styles.row} onClick={() => setStep({ at: 'unlock', member: m })}>
                  <span>
                    {m.fullName}
                    <small>
                      {m.username}
                      {m.drafts && w({ vi: ' · mã PIN cũ, còn việc viết dở', en: ' · old PIN, with unfinished work' })}
                    </small>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <button type="button" className={styles.plain} onClick={() => setStep({ at: 'sign-in' })}>
            {w({ vi: 'Người khác: đăng nhập bằng phiếu mã', en: 'Somebody else: sign in with a code' })}
          </button>
        </Page>
      )
  }
}

function Page({ title, children }: { title: string; children: ReactNode }) {
  const { w, language, setLanguage } = useLanguage()
  return (
    <main className={entrance.page} id="main">
      <div className={entrance.brand}>
        <span>{w({ vi: 'Pháo Đài · Ca đi', en: 'Pháo Đài · Round' })}</span>
        <button type="button" lang={language === 'vi' ? 'en' : 'vi'} onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}>
          {language === 'vi' ? 'English' : 'Tiếng Việt'}
        </button>
      </div>
      <h1>{title}</h1>
      {children}
    </main>
  )
}

/** Runs one attempt; a refusal is shown in words. */
function useAttempt() {
  const { w } = useLanguage()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<NotOpened | null>(null)
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setRefusal(null)
    try {
      await work()
      return true
    } catch (error) {
      setRefusal(
        error instanceof NotOpened
          ? error
          : new NotOpened(
              { vi: 'Máy gặp lỗi', en: 'This phone failed' },
              { vi: 'Đóng ứng dụng, mở lại rồi thử lần nữa.', en: 'Close the app, open it and try again.' },
            ),
      )
      return false
    } finally {
      setBusy(false)
    }
  }
  const notice = refusal && (
    <p className={entrance.error} role="alert">
      <strong>{w(refusal.title)}.</strong> {w(refusal.hint)}
    </p>
  )
  return { busy, attempt, notice, clear: () => setRefusal(null) }
}

function SignIn({ door, onSigned, onBack }: { door: Entrance; onSigned: () => void; onBack: (() => void) | null }) {
  const { w } = useLanguage()
  const { busy, attempt, notice } = useAttempt()
  const [username, setUsername] = useState('')
  const [code, setCode] = useState('')
  const [second, setSecond] = useState<string | null>(null)
  const [scanning, setScanning] = useState(false)
  const lost = door.lost()
  return (
    <Page title={w({ vi: 'Đăng nhập lần đầu trên máy này', en: 'First sign-in on this phone' })}>
      {lost.length > 0 && (
        <p className={entrance.error} role="alert">
          <strong>
            {w({
              vi: `Trình duyệt đã xóa dữ liệu của ${lost.map((m) => m.fullName).join(', ')} trên máy này.`,
              en: `The browser deleted the data of ${lost.map((m) => m.fullName).join(', ')} on this phone.`,
            })}
          </strong>{' '}
          {w({
            vi: 'Những gì đã nhận vẫn ở máy chủ. Lượt hỏi chưa gửi thì mất: đăng nhập lại, xem nhà nào còn thiếu và ghi bù.',
            en: 'What was accepted is at the server. What was not sent is gone: sign in again and record what is missing.',
          })}
        </p>
      )}
      <form
        className={styles.form}
        onSubmit={(e) => {
          e.preventDefault()
          void attempt(async () => {
            try {
              await door.signIn(username.trim(), code.trim(), second?.trim())
            } catch (error) {
              if (error instanceof NotOpened && error.code === 'totp-required') setSecond('')
              throw error
            }
            onSigned()
          })
        }}
      >
        <label className={styles.field}>
          <span>{w({ vi: 'Tên đăng nhập', en: 'User name' })}</span>
          <input
            className={styles.input}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            value={username}
            onChange={(e) => setUsername(e.target.value)}
          />
        </label>
        <label className={styles.field}>
          <span>
            {w({ vi: 'Mã một lần trên phiếu (lãnh đạo: mật khẩu)', en: 'One-time code of the sheet (leaders: password)' })}
          </span>
          <input
            className={styles.input}
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            value={code}
            onChange={(e) => setCode(e.target.value)}
          />
        </label>
        {second !== null && <SecondFactor value={second} onChange={setSecond} />}
        {notice}
        <button type="submit" className={styles.primary} disabled={busy || username.trim() === '' || code.trim() === ''}>
          {busy ? w({ vi: 'Đang hỏi máy chủ', en: 'Asking the server' }) : w({ vi: 'Tiếp tục', en: 'Continue' })}
        </button>
      </form>
      {scanning ? (
        <ScanSheet
          onFound={(found) => {
            setUsername(found.username)
            setCode(found.code)
            setScanning(false)
          }}
          onClose={() => setScanning(false)}
        />
      ) : (
        <button type="button" className={styles.plain} onClick={() => setScanning(true)}>
          {w({ vi: 'Quét mã QR trên phiếu', en: 'Scan the QR of the sheet' })}
        </button>
      )}
      <p className={styles.sub}>
        {w({
          vi: 'Phiếu do trạm y tế xã in và phát tận tay. Lần đầu cần có mạng; các lần sau chỉ cần mã PIN.',
          en: 'The sheet is handed out by the health station. The first time needs a network; later only the PIN.',
        })}
      </p>
      {onBack && (
        <button type="button" className={entrance.link} onClick={onBack}>
          {w({ vi: 'Về danh sách tổ viên trên máy', en: 'Back to the members on this phone' })}
        </button>
      )}
    </Page>
  )
}

const easy = (pin: string): boolean => /^(\d)\1+$/.test(pin) || '0123456789'.includes(pin) || '9876543210'.includes(pin)

function ChoosePin({ door, onOpen }: { door: Entrance; onOpen: (phone: Phone) => void }) {
  const { w } = useLanguage()
  const { busy, attempt, notice } = useAttempt()
  const [first, setFirst] = useState<string | null>(null)
  const [pin, setPin] = useState('')
  const [said, setSaid] = useState<'easy' | 'differ' | null>(null)
  const take = (next: string) => {
    setPin(next)
    if (next.length > 0) setSaid(null)
    if (next.length < PIN_LENGTH) return
    if (first === null) {
      setPin('')
      if (easy(next)) return setSaid('easy')
      return setFirst(next)
    }
    if (next !== first) {
      setPin('')
      setFirst(null)
      return setSaid('differ')
    }
    void attempt(async () => onOpen(await door.choosePin(next)))
  }
  return (
    <Page
      title={
        first === null
          ? w({ vi: 'Chọn mã PIN 6 số', en: 'Choose a PIN of 6 digits' })
          : w({ vi: 'Nhập lại mã PIN', en: 'Enter the PIN again' })
      }
    >
      <p>
        {w({
          vi: 'Mã PIN mở ứng dụng này, cả khi không có mạng. Chỉ mình bạn biết; không ai đọc lại được.',
          en: 'The PIN opens this app, without a network too. Only you know it; nobody can read it.',
        })}
      </p>
      <div role="status">
        {said === 'easy' && (
          <p className={entrance.error}>
            {w({ vi: 'Mã này dễ đoán quá. Chọn 6 số khác.', en: 'Too easy to guess. Choose another.' })}
          </p>
        )}
        {said === 'differ' && (
          <p className={entrance.error}>
            {w({ vi: 'Hai lần nhập khác nhau. Chọn lại từ đầu.', en: 'They differ. Begin again.' })}
          </p>
        )}
        {busy && <p>{w({ vi: 'Đang khóa dữ liệu bằng mã PIN của bạn', en: 'Locking the data with your PIN' })}</p>}
      </div>
      {notice}
      <Keypad pin={pin} onPin={take} disabled={busy} />
    </Page>
  )
}

interface UnlockProps {
  door: Entrance
  member: Member
  onOpen: (phone: Phone) => void
  onOther: () => void
  onForgotten: () => void
}

function Unlock({ door, member, onOpen, onOther, onForgotten }: UnlockProps) {
  const { w } = useLanguage()
  const { busy, attempt, notice } = useAttempt()
  const [pin, setPin] = useState('')
  const take = (next: string) => {
    setPin(next)
    if (next.length < PIN_LENGTH) return
    void attempt(async () => onOpen(await door.unlock(member.profileId, next))).then((ok) => ok || setPin(''))
  }
  return (
    <Page title={member.fullName}>
      <p role="status">{busy ? w({ vi: 'Đang mở', en: 'Opening' }) : w({ vi: 'Nhập mã PIN của bạn', en: 'Enter your PIN' })}</p>
      {notice}
      <Keypad pin={pin} onPin={take} disabled={busy} />
      <button type="button" className={entrance.link} onClick={onForgotten}>
        {w({ vi: 'Quên mã PIN', en: 'Forgotten PIN' })}
      </button>
      <button type="button" className={entrance.link} onClick={onOther}>
        {w({ vi: 'Người khác cầm máy', en: 'Somebody else holds the phone' })}
      </button>
    </Page>
  )
}

/** The last resort of somebody who cannot open their own work: the file that only the server opens. */
function SealedFile({ door, member }: { door: Entrance; member: Member }) {
  const { w } = useLanguage()
  const { busy, attempt, notice } = useAttempt()
  return (
    <>
      {notice}
      <button
        type="button"
        className={styles.plain}
        disabled={busy}
        onClick={() => void attempt(() => door.sealedFile(member.profileId))}
      >
        {w({ vi: 'Xuất tệp niêm phong chưa gửi', en: 'Export what was not sent, sealed' })}
      </button>
    </>
  )
}
