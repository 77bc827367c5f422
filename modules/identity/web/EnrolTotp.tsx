import { Button, Stack, TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { confirmTotp, enrolTotp } from '../identity.contract.ts'

interface Pending {
  uri: string
  qr: string
  secret: string
  pending: string
}

const digits = (text: string) => text.replace(/\D/g, '').slice(0, 6)

/** Sets up the authenticator: picture or key to type, then the first code. Nothing is kept before the code is right. */
export function EnrolTotp({ replaces, onDone }: { replaces: boolean; onDone: () => void | Promise<void> }) {
  const { w } = useLanguage()
  const [shown, setShown] = useState<Pending | null>(null)
  const [code, setCode] = useState('')
  const [current, setCurrent] = useState('')
  const begin = useWrite(enrolTotp, { keepReads: true })
  const confirm = useWrite(confirmTotp, { keepReads: true })
  if (!shown)
    return (
      <Stack gap="md">
        {begin.problem && <ProblemAlert problem={begin.problem} takeFocus />}
        <p style={{ margin: 0 }}>
          {w({
            vi: 'Cần một ứng dụng xác thực trên điện thoại (loại tạo mã 6 số theo thời gian). Không cần mạng khi dùng.',
            en: 'You need an authenticator app on your phone (time-based six-digit codes). It works without a network.',
          })}
        </p>
        <Button loading={begin.busy} fullWidth onClick={async () => setShown((await begin.send({})) ?? null)}>
          {w({ vi: 'Bắt đầu cài', en: 'Begin' })}
        </Button>
      </Stack>
    )
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        const done = await confirm.send({ pending: shown.pending, code, ...(replaces && { current }) })
        if (done) await onDone()
      }}
    >
      <Stack gap="md">
        {confirm.problem && <ProblemAlert problem={confirm.problem} takeFocus />}
        <p style={{ margin: 0 }}>{w({ vi: '1. Quét hình này bằng ứng dụng xác thực.', en: '1. Scan this with the app.' })}</p>
        <img
          src={shown.qr}
          alt={w({ vi: 'Mã QR; khóa để gõ tay ở ngay dưới', en: 'QR code; the key to type is just below' })}
          width={220}
          height={220}
          style={{ alignSelf: 'center', background: '#fff' }}
        />
        <p style={{ margin: 0, overflowWrap: 'anywhere' }}>
          {w({ vi: 'Không quét được thì gõ khóa này:', en: 'If it cannot be scanned, type this key:' })}{' '}
          <strong className="pd-digits" data-testid="totp-secret">
            {shown.secret.replace(/(.{4})(?=.)/g, '$1 ')}
          </strong>
        </p>
        {replaces && (
          <TextInput
            label={w({ vi: 'Mã 6 số của ứng dụng đang dùng', en: 'Six digits of the app in use now' })}
            value={current}
            onChange={(event) => setCurrent(digits(event.currentTarget.value))}
            inputMode="numeric"
            autoComplete="off"
            required
          />
        )}
        <TextInput
          label={w({ vi: '2. Mã 6 số vừa hiện trong ứng dụng', en: '2. The six digits that the app shows' })}
          value={code}
          onChange={(event) => setCode(digits(event.currentTarget.value))}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
        <Button type="submit" loading={confirm.busy} disabled={code.length !== 6} fullWidth>
          {w({ vi: 'Xác nhận', en: 'Confirm' })}
        </Button>
      </Stack>
    </form>
  )
}
