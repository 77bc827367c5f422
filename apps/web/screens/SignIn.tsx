import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { problemOf } from '../api.ts'
import styles from './SignIn.module.css'

export interface SignInProps {
  /** Resolves when signed in; throws a ProblemError, with code `totp-required` where a code is asked for. */
  onSignIn: (input: { username: string; password: string; code?: string }) => Promise<void>
}

/** User name and password; then, for officers, the six digits of their authenticator. */
export function SignIn({ onSignIn }: SignInProps) {
  const { w, language, setLanguage } = useLanguage()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null)
  const [busy, setBusy] = useState(false)
  const codeField = useRef<HTMLInputElement>(null)
  const asked = code !== null
  useEffect(() => {
    if (asked) codeField.current?.focus()
  }, [asked])
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      await onSignIn({ username: username.trim(), password, ...(code && { code: code.replace(/\s/g, '') }) })
    } catch (error) {
      const found = problemOf(error)
      if (found.code === 'totp-required' && code === null) setCode('')
      else setProblem(found)
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className={styles.page} id="main">
      <form className={styles.box} onSubmit={send}>
        <div className={styles.head}>
          <h1>Pháo Đài</h1>
          <Button
            variant="subtle"
            px="xs"
            onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
            lang={language === 'vi' ? 'en' : 'vi'}
          >
            {language === 'vi' ? 'English' : 'Tiếng Việt'}
          </Button>
        </div>
        <p className="pd-muted">
          {w({ vi: 'Hệ điều hành phòng, chống dịch của tỉnh', en: 'Operating system of a province’s epidemic response' })}
        </p>
        {problem && (
          <ProblemAlert
            problem={problem}
            takeFocus
            kept={{ vi: 'Nội dung đã nhập vẫn còn trên màn hình.', en: 'What you typed is still on the screen.' }}
          />
        )}
        <TextInput
          label={w({ vi: 'Tên đăng nhập', en: 'User name' })}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          disabled={asked}
        />
        <PasswordInput
          label={w({ vi: 'Mật khẩu', en: 'Password' })}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          required
          disabled={asked}
          visibilityToggleButtonProps={{ 'aria-label': w({ vi: 'Hiện mật khẩu', en: 'Show the password' }) }}
        />
        {asked && (
          <TextInput
            ref={codeField}
            label={w({ vi: 'Mã xác thực 6 số', en: 'Six-digit code' })}
            description={w({
              vi: 'Mở ứng dụng xác thực trên điện thoại để lấy mã.',
              en: 'Open the authenticator on your phone to read it.',
            })}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9 ]{6,7}"
            required
          />
        )}
        <Button type="submit" loading={busy} fullWidth>
          {w({ vi: 'Đăng nhập', en: 'Sign in' })}
        </Button>
        {asked && (
          <Button
            variant="default"
            fullWidth
            onClick={() => {
              setCode(null)
              setProblem(null)
            }}
          >
            {w({ vi: 'Dùng tài khoản khác', en: 'Use another account' })}
          </Button>
        )}
      </form>
    </main>
  )
}
