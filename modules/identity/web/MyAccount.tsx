import { Button, Group, Stack, TextInput } from '@mantine/core'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { date, instant, localDate } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { sessionQuery, standingQuery } from '@phaodai/web/session.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createToken, revokeSession, sessions } from '../identity.contract.ts'
import { EnrolTotp } from './EnrolTotp.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { usePhones } from './Phones.tsx'

/** What concerns only the signed-in person: password, authenticator, where they are signed in, tokens for programs. */
export default function MyAccount() {
  const { w, language } = useLanguage()
  const { account, may } = useSession()
  const client = useQueryClient()
  const standing = useQuery(standingQuery)
  const list = useRead(sessions, {})
  const revoke = useWrite(revokeSession)
  const make = useWrite(createToken)
  const [said, setSaid] = useState<Words | null>(null)
  const [ending, setEnding] = useState<{ sessionId: string; label: string } | null>(null)
  const [label, setLabel] = useState('')
  const [days, setDays] = useState('90')
  const [token, setToken] = useState<{ token: string; expiresAt: string } | null>(null)
  const [changing, setChanging] = useState(false)
  const [enrolling, setEnrolling] = useState(false)
  const { phonesOf, any, dialog } = usePhones([account.accountId], setSaid)
  const mine = standing.data?.sessionId
  return (
    <Page title={{ vi: 'Tài khoản của tôi', en: 'My account' }}>
      <Said words={said} />
      <Part title={{ vi: 'Mật khẩu', en: 'Password' }}>
        {changing ? (
          <div style={{ maxWidth: 400 }}>
            <PasswordForm
              keepSession={mine}
              onDone={(ended) => {
                setChanging(false)
                setSaid({
                  vi: `Đã đổi mật khẩu; ${ended} phiên khác đã kết thúc.`,
                  en: `Password changed; ${ended} other sessions ended.`,
                })
                void list.refetch()
              }}
            />
          </div>
        ) : (
          <Button variant="default" onClick={() => setChanging(true)}>
            {w({ vi: 'Đổi mật khẩu', en: 'Change the password' })}
          </Button>
        )}
      </Part>
      <Part title={{ vi: 'Mã xác thực trên điện thoại', en: 'Authenticator' }}>
        <p style={{ margin: '0 0 12px' }}>
          {w(
            account.hasTotp
              ? {
                  vi: 'Đã cài. Cài lại khi đổi điện thoại, với mã của ứng dụng đang dùng.',
                  en: 'Set up. Set it up again for a new phone.',
                }
              : {
                  vi: 'Chưa cài. Có mã này thì mật khẩu bị lộ vẫn chưa vào được.',
                  en: 'Not set up. With it a stolen password alone does not open the door.',
                },
          )}
        </p>
        {enrolling ? (
          <div style={{ maxWidth: 400 }}>
            <EnrolTotp
              replaces={account.hasTotp}
              onDone={async () => {
                setEnrolling(false)
                setSaid({
                  vi: 'Đã cài mã xác thực; lần đăng nhập sau sẽ hỏi mã.',
                  en: 'The authenticator is set up; the next sign-in asks for it.',
                })
                await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
              }}
            />
          </div>
        ) : (
          <Button variant="default" onClick={() => setEnrolling(true)}>
            {w(account.hasTotp ? { vi: 'Cài lại', en: 'Set up again' } : { vi: 'Cài mã xác thực', en: 'Set up' })}
          </Button>
        )}
      </Part>
      <Part title={{ vi: 'Phiên đăng nhập và khóa API', en: 'Sessions and API tokens' }}>
        <Read of={list}>
          {({ sessions: all }) => (
            <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
              {all.map((s) => {
                const named =
                  s.kind === 'token'
                    ? `${w({ vi: 'Khóa API', en: 'API token' })} ${s.label ?? ''}`
                    : `${w({ vi: 'Phiên', en: 'Session' })} ${instant(s.createdAt, language)}`
                return (
                  <li key={s.sessionId}>
                    <Group gap="sm" justify="space-between">
                      <span>
                        {named}
                        {s.sessionId === mine && <strong> ({w({ vi: 'phiên này', en: 'this one' })})</strong>}
                        <span className="pd-muted">
                          {' '}
                          · {w({ vi: 'dùng lần cuối', en: 'last seen' })} {instant(s.seenAt, language)} ·{' '}
                          {w({ vi: 'hết hạn', en: 'expires' })} {date(localDate(s.expiresAt))}
                          {s.address && ` · ${s.address}`}
                        </span>
                      </span>
                      {s.sessionId !== mine && (
                        <Button
                          variant="default"
                          aria-label={`${w({ vi: 'Thu hồi', en: 'Revoke' })}: ${named}`}
                          onClick={() => setEnding({ sessionId: s.sessionId, label: named })}
                        >
                          {w({ vi: 'Thu hồi', en: 'Revoke' })}
                        </Button>
                      )}
                    </Group>
                  </li>
                )
              })}
            </ul>
          )}
        </Read>
      </Part>
      {any && <Part title={{ vi: 'Điện thoại của tôi', en: 'My phones' }}>{phonesOf(account.accountId)}</Part>}
      {dialog}
      {may(createToken) && (
        <Part title={{ vi: 'Khóa API mới', en: 'New API token' }}>
          {token ? (
            <Stack gap="sm">
              <p style={{ margin: 0 }} role="status">
                {w({
                  vi: 'Chép khóa này ngay: nó không hiện lại lần nào nữa.',
                  en: 'Copy this token now: it is never shown again.',
                })}
              </p>
              <code style={{ overflowWrap: 'anywhere', padding: 8, background: 'var(--pd-sunk)' }}>{token.token}</code>
              <Group>
                <Button variant="default" onClick={() => navigator.clipboard?.writeText(token.token)}>
                  {w({ vi: 'Chép', en: 'Copy' })}
                </Button>
                <Button onClick={() => setToken(null)}>{w({ vi: 'Đã chép xong', en: 'I have it' })}</Button>
              </Group>
            </Stack>
          ) : (
            <form
              onSubmit={async (event) => {
                event.preventDefault()
                const made = await make.send({ label, days: Number(days) })
                if (made) {
                  setToken(made)
                  setLabel('')
                }
              }}
            >
              <Stack gap="md" maw={400}>
                {make.problem && <ProblemAlert problem={make.problem} takeFocus />}
                <TextInput
                  label={w({ vi: 'Dùng cho việc gì', en: 'What it is for' })}
                  value={label}
                  onChange={(event) => setLabel(event.currentTarget.value)}
                  required
                />
                <TextInput
                  label={w({ vi: 'Số ngày có hiệu lực (1–366)', en: 'Days it lasts (1–366)' })}
                  value={days}
                  inputMode="numeric"
                  onChange={(event) => setDays(event.currentTarget.value.replace(/\D/g, ''))}
                  required
                />
                <Group>
                  <Button type="submit" loading={make.busy}>
                    {w({ vi: 'Tạo khóa', en: 'Create' })}
                  </Button>
                </Group>
              </Stack>
            </form>
          )}
        </Part>
      )}
      <ConfirmDialog
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={{ vi: 'Thu hồi', en: 'Revoke' }}
        confirm={{ vi: 'Thu hồi', en: 'Revoke' }}
        consequence={
          <>
            {revoke.problem && <ProblemAlert problem={revoke.problem} />}
            {ending?.label}:{' '}
            {w({ vi: 'hết tác dụng ngay; không khôi phục được.', en: 'ends at once and cannot be brought back.' })}
          </>
        }
        onConfirm={async () => {
          if (!ending || !(await revoke.send({ sessionId: ending.sessionId }))) return
          setEnding(null)
          setSaid({ vi: 'Đã thu hồi.', en: 'Revoked.' })
        }}
      />
    </Page>
  )
}
