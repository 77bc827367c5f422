import { Button } from '@mantine/core'
import { EnrolTotp } from '@phaodai/modules/identity/web/EnrolTotp.tsx'
import { PasswordForm } from '@phaodai/modules/identity/web/PasswordForm.tsx'
import { useLanguage } from '@phaodai/ui/language.tsx'
import type { Standing } from '../session.ts'
import styles from './SignIn.module.css'

export interface FirstStepsProps {
  standing: Standing
  /** One step is done: look at what is still owed. */
  onDone: () => Promise<void>
  onSignOut: () => void
}

const titles = {
  'password-must-change': { vi: 'Đặt mật khẩu của riêng bạn', en: 'Choose a password of your own' },
  'totp-must-enrol': { vi: 'Cài mã xác thực trên điện thoại', en: 'Set up the authenticator on your phone' },
}

/** What is owed after the first sign-in, before anything else: an own password, then the authenticator where the role must have one. */
export function FirstSteps({ standing, onDone, onSignOut }: FirstStepsProps) {
  const { w, language, setLanguage } = useLanguage()
  const { owed, fullName, sessionId } = standing
  if (!owed) return null
  return (
    <main className={styles.page} id="main">
      <div className={styles.box}>
        <div className={styles.head}>
          <h1>{w(titles[owed])}</h1>
          <Button
            variant="subtle"
            px="xs"
            style={{ flex: 'none' }}
            onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
            lang={language === 'vi' ? 'en' : 'vi'}
          >
            {language === 'vi' ? 'English' : 'Tiếng Việt'}
          </Button>
        </div>
        <p className="pd-muted">
          {fullName}.{' '}
          {w({
            vi: 'Làm xong bước này thì mới vào được các màn hình làm việc.',
            en: 'The working screens open once this step is done.',
          })}
        </p>
        {owed === 'password-must-change' ? (
          <PasswordForm first keepSession={sessionId} onDone={onDone} />
        ) : (
          <EnrolTotp replaces={false} onDone={onDone} />
        )}
        <Button variant="default" fullWidth onClick={onSignOut}>
          {w({ vi: 'Đăng xuất', en: 'Sign out' })}
        </Button>
      </div>
    </main>
  )
}
