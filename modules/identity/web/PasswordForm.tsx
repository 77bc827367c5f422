import { Button, PasswordInput, Stack } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { changePassword } from '../identity.contract.ts'
import { LEAST_PASSWORD } from '../identity.rules.ts'

export interface PasswordFormProps {
  /** After the first sign-in: the current password is the one-time code. */
  first?: boolean
  /** The session that stays; every other one ends. */
  keepSession?: string | undefined
  onDone: (sessionsEnded: number) => void | Promise<void>
}

/** Change one's password. The rules stand there before anything is typed. */
export function PasswordForm({ first, keepSession, onDone }: PasswordFormProps) {
  const { w } = useLanguage()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const write = useWrite(changePassword, { keepReads: true })
  const differs = again !== next
  const short = [...next].length < LEAST_PASSWORD
  const eye = { 'aria-label': w({ vi: 'Hiện mật khẩu', en: 'Show the password' }) }
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        setTried(true)
        if (differs || short) return
        const done = await write.send({ current, next, ...(keepSession && { keepSession }) })
        if (done) await onDone(done.sessionsEnded)
      }}
    >
      <Stack gap="md">
        {write.problem && <ProblemAlert problem={write.problem} takeFocus />}
        <PasswordInput
          label={w(
            first
              ? { vi: 'Mã một lần vừa dùng để đăng nhập', en: 'The one-time code you signed in with' }
              : { vi: 'Mật khẩu hiện tại', en: 'Current password' },
          )}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={eye}
        />
        <PasswordInput
          label={w({ vi: 'Mật khẩu mới', en: 'New password' })}
          description={w({
            vi: `Ít nhất ${LEAST_PASSWORD} ký tự; một câu dài dễ nhớ là tốt nhất. Không dùng tên đăng nhập, họ tên, mật khẩu quá phổ biến hay mật khẩu cũ.`,
            en: `At least ${LEAST_PASSWORD} characters; a long phrase is best. Not your user name, your name, a common password or the old one.`,
          })}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={eye}
          error={
            tried && short && w({ vi: `Cần ít nhất ${LEAST_PASSWORD} ký tự.`, en: `${LEAST_PASSWORD} characters at least.` })
          }
        />
        <PasswordInput
          label={w({ vi: 'Nhập lại mật khẩu mới', en: 'The new password again' })}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={eye}
          error={tried && differs && w({ vi: 'Hai lần nhập chưa giống nhau.', en: 'The two do not agree.' })}
        />
        <p className="pd-muted" style={{ margin: 0 }}>
          {w({ vi: 'Các phiên đăng nhập khác của bạn sẽ kết thúc.', en: 'Your other sessions end.' })}
        </p>
        <Button type="submit" loading={write.busy} fullWidth>
          {w({ vi: 'Đặt mật khẩu mới', en: 'Set the new password' })}
        </Button>
      </Stack>
    </form>
  )
}
