import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type Role, roles, roleWords } from '@phaodai/kernel/contract.ts'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { date, instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Pages } from '@phaodai/ui/Pages.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import {
  accounts,
  createAccount,
  delegatePost,
  disableAccount,
  enableAccount,
  endPost,
  grantPost,
  importAccounts,
  resetPassword,
} from '../identity.contract.ts'
import { AccountForm } from './AccountForm.tsx'
import { AccountImport } from './AccountImport.tsx'
import { usePhones } from './Phones.tsx'
import { SeatDialog } from './SeatDialog.tsx'

const states = [
  { value: 'active', words: { vi: 'Đang dùng', en: 'Active' } },
  { value: 'unused', words: { vi: 'Chưa đăng nhập lần nào', en: 'Never signed in' } },
  { value: 'disabled', words: { vi: 'Đã khóa', en: 'Disabled' } },
] as const

type Asked =
  | { what: 'reset' | 'disable' | 'enable'; accountId: string; username: string }
  | { what: 'end'; postId: string; username: string }
  | { what: 'grant' | 'delegate'; accountId: string; username: string }

/** The accounts below the post: made, brought in from a file, given a new code, disabled; their posts granted, ended, delegated. */
export default function Accounts() {
  const { w, language } = useLanguage()
  const { may, account: me } = useSession()
  const [text, setText] = useState('')
  const [role, setRole] = useState<Role | ''>('')
  const [state, setState] = useState<'active' | 'unused' | 'disabled' | ''>('')
  const [pages, setPages] = useState<string[]>([])
  const after = pages.at(-1)
  const list = useRead(
    accounts,
    { ...(text.trim() && { text }), ...(role && { role }), ...(state && { state }), ...(after && { after }) },
    { keep: true },
  )
  const [said, setSaid] = useState<Words | null>(null)
  const [code, setCode] = useState<{ username: string; oneTimePassword: string } | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [making, setMaking] = useState<'one' | 'file' | null>(null)
  const reset = useWrite(resetPassword)
  const disable = useWrite(disableAccount)
  const enable = useWrite(enableAccount)
  const end = useWrite(endPost)
  const problem = reset.problem ?? disable.problem ?? enable.problem ?? end.problem
  const clear = () => {
    for (const write of [reset, disable, enable, end]) write.clear()
    setAsked(null)
  }
  const act = async () => {
    if (!asked) return
    if (asked.what === 'reset') {
      const made = await reset.send({ accountId: asked.accountId })
      if (!made) return
      setCode(made)
    } else if (asked.what === 'disable') {
      if (!(await disable.send({ accountId: asked.accountId }))) return
      setSaid({ vi: `Đã khóa ${asked.username}.`, en: `${asked.username} is disabled.` })
    } else if (asked.what === 'enable') {
      if (!(await enable.send({ accountId: asked.accountId }))) return
      setSaid({ vi: `Đã mở lại ${asked.username}.`, en: `${asked.username} is enabled.` })
    } else if (asked.what === 'end') {
      const made = await end.send({ postId: asked.postId })
      if (!made) return
      setSaid({
        vi: `Nhiệm vụ kết thúc, ngày cuối ${date(made.lastDay)}.`,
        en: `The post ended, last day ${date(made.lastDay)}.`,
      })
    }
    clear()
  }
  const consequence: Record<'reset' | 'disable' | 'enable' | 'end', Words> = {
    reset: {
      vi: 'Mật khẩu cũ và mọi phiên hết tác dụng. Mã một lần mới hiện một lần duy nhất.',
      en: 'The old password and all sessions end. The new one-time code is shown once.',
    },
    disable: {
      vi: 'Người này không đăng nhập được nữa và mọi phiên kết thúc. Có thể mở lại.',
      en: 'They can no longer sign in, and all sessions end. It can be undone.',
    },
    enable: { vi: 'Người này đăng nhập lại được.', en: 'They can sign in again.' },
    end: {
      vi: 'Nhiệm vụ này kết thúc ngay, cùng các ủy quyền từ đó.',
      en: 'The post ends at once, and what was delegated from it.',
    },
  }
  const titles: Record<'reset' | 'disable' | 'enable' | 'end', Words> = {
    reset: { vi: 'Cấp mã một lần mới', en: 'Give a new one-time code' },
    disable: { vi: 'Khóa tài khoản', en: 'Disable the account' },
    enable: { vi: 'Mở lại tài khoản', en: 'Enable the account' },
    end: { vi: 'Kết thúc nhiệm vụ', en: 'End the post' },
  }
  const { phonesOf, dialog } = usePhones(list.data?.accounts.map((a) => a.accountId) ?? [], setSaid)
  const plain = asked && asked.what !== 'grant' && asked.what !== 'delegate' ? asked.what : null
  return (
    <Page
      title={{ vi: 'Tài khoản', en: 'Accounts' }}
      actions={
        <>
          {may(createAccount) && (
            <Button onClick={() => setMaking('one')}>{w({ vi: 'Tạo tài khoản', en: 'Create an account' })}</Button>
          )}
          {may(importAccounts) && (
            <Button variant="default" onClick={() => setMaking('file')}>
              {w({ vi: 'Tạo từ tệp', en: 'From a file' })}
            </Button>
          )}
        </>
      }
    >
      <Said words={said} />
      {code && <OneTimeCode {...code} onClose={() => setCode(null)} />}
      {making === 'one' && (
        <AccountForm
          onClose={() => setMaking(null)}
          onDone={(made) => {
            setMaking(null)
            setCode(made)
          }}
        />
      )}
      {making === 'file' && <AccountImport onClose={() => setMaking(null)} />}
      <Group gap="md" align="flex-end">
        <TextInput
          label={w({ vi: 'Tìm theo tên, tên đăng nhập', en: 'Find by name or user name' })}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setPages([])
          }}
        />
        <ChoiceField
          label={{ vi: 'Vai trò', en: 'Role' }}
          none={{ vi: 'Mọi vai trò', en: 'All' }}
          choices={roles.filter((r) => r !== 'operator').map((value) => ({ value, words: roleWords[value] }))}
          value={role}
          onChange={(value) => {
            setRole(value)
            setPages([])
          }}
        />
        <ChoiceField
          label={{ vi: 'Tình trạng', en: 'State' }}
          none={{ vi: 'Tất cả', en: 'All' }}
          choices={states}
          value={state}
          onChange={(value) => {
            setState(value)
            setPages([])
          }}
        />
      </Group>
      <Read of={list}>
        {({ accounts: all, next }) => (
          <Stack gap="sm">
            {all.length === 0 && (
              <p className="pd-muted">{w({ vi: 'Không có tài khoản nào khớp.', en: 'No account matches.' })}</p>
            )}
            {all.map((a) => (
              <section key={a.accountId} className="pd-surface" style={{ padding: 12 }} aria-label={a.username}>
                <Group justify="space-between" gap="sm" align="flex-start">
                  <div>
                    <strong>{a.fullName}</strong> <span className="pd-muted">({a.username})</span>
                    {a.disabledAt && <strong> · {w({ vi: 'đã khóa', en: 'disabled' })}</strong>}
                    {a.mustChange && <span> · {w({ vi: 'chưa đặt mật khẩu riêng', en: 'has no own password yet' })}</span>}
                    {a.hasTotp && <span> · {w({ vi: 'có mã xác thực', en: 'has an authenticator' })}</span>}
                    {a.lockedUntil && (
                      <span>
                        {' '}
                        · {w({ vi: 'tạm khóa đến', en: 'locked until' })} {instant(a.lockedUntil, language)}
                      </span>
                    )}
                  </div>
                  {a.accountId !== me.accountId && (
                    <Group gap="xs">
                      {may(resetPassword) && a.mayManage && (
                        <Button variant="default" onClick={() => setAsked({ what: 'reset', ...a })}>
                          {w({ vi: 'Cấp mã mới', en: 'New code' })}
                        </Button>
                      )}
                      {may(grantPost) && (
                        <Button variant="default" onClick={() => setAsked({ what: 'grant', ...a })}>
                          {w({ vi: 'Giao nhiệm vụ', en: 'Grant a post' })}
                        </Button>
                      )}
                      {may(delegatePost) && (
                        <Button variant="default" onClick={() => setAsked({ what: 'delegate', ...a })}>
                          {w({ vi: 'Ủy quyền', en: 'Delegate' })}
                        </Button>
                      )}
                      {may(disableAccount) && a.mayManage && (
                        <Button variant="default" onClick={() => setAsked({ what: a.disabledAt ? 'enable' : 'disable', ...a })}>
                          {w(a.disabledAt ? { vi: 'Mở lại', en: 'Enable' } : { vi: 'Khóa', en: 'Disable' })}
                        </Button>
                      )}
                    </Group>
                  )}
                </Group>
                {!a.mayManage && a.accountId !== me.accountId && may(resetPassword) && (
                  <p className="pd-muted" style={{ margin: '4px 0 0' }}>
                    {w({
                      vi: 'Có nhiệm vụ ngang hoặc trên quyền của bạn: chỉ người trên nhiệm vụ đó cấp mã mới, khóa hoặc kết thúc được.',
                      en: 'Holds a post equal to yours or above it: only who stands above that post gives a new code, disables or ends it.',
                    })}
                  </p>
                )}
                <ul style={{ margin: '8px 0 0', paddingLeft: 20 }}>
                  {a.posts.map((p) => (
                    <li key={p.postId}>
                      {w(roleWords[p.role])}, {p.areaName}{' '}
                      <span className="pd-muted">
                        {date(p.fromOn)} – {p.untilOn ? date(p.untilOn) : w({ vi: 'chưa định ngày hết', en: 'no end set' })}
                        {p.document && ` · ${p.document}`}
                        {p.delegated && ` · ${w({ vi: 'được ủy quyền', en: 'delegated' })}`}
                      </span>{' '}
                      {may(endPost) && p.mayEnd && (
                        <Button
                          variant="subtle"
                          size="compact-sm"
                          aria-label={`${w(titles.end)}: ${w(roleWords[p.role])}, ${a.username}`}
                          onClick={() => setAsked({ what: 'end', postId: p.postId, username: a.username })}
                        >
                          {w({ vi: 'Kết thúc', en: 'End' })}
                        </Button>
                      )}
                    </li>
                  ))}
                </ul>
                {phonesOf(a.accountId)}
              </section>
            ))}
            <Pages
              what={{ vi: 'Tài khoản', en: 'Accounts' }}
              onBefore={pages.length > 0 ? () => setPages(pages.slice(0, -1)) : null}
              onAfter={next ? () => setPages([...pages, next]) : null}
            />
          </Stack>
        )}
      </Read>
      <ConfirmDialog
        opened={plain !== null}
        onClose={clear}
        title={plain ? titles[plain] : titles.reset}
        confirm={plain ? titles[plain] : titles.reset}
        consequence={
          <>
            {problem && <ProblemAlert problem={problem} takeFocus />}
            <strong>{asked?.username}</strong>. {plain && w(consequence[plain])}
          </>
        }
        onConfirm={act}
      />
      {dialog}
      {asked && (asked.what === 'grant' || asked.what === 'delegate') && (
        <SeatDialog
          delegates={asked.what === 'delegate'}
          accountId={asked.accountId}
          username={asked.username}
          onClose={() => setAsked(null)}
          onDone={(words) => {
            setAsked(null)
            setSaid(words)
          }}
        />
      )}
    </Page>
  )
}

/** A one-time code, said once: to copy or to print and hand over. */
function OneTimeCode({ username, oneTimePassword, onClose }: { username: string; oneTimePassword: string; onClose: () => void }) {
  const { w } = useLanguage()
  return (
    <Part title={{ vi: 'Mã một lần', en: 'One-time code' }}>
      <Stack gap="sm">
        <p style={{ margin: 0 }} role="status">
          {w({
            vi: 'Giao mã này tận tay; nó không hiện lại lần nào nữa và phải đổi khi đăng nhập lần đầu.',
            en: 'Hand it over in person; it is never shown again and is changed at the first sign-in.',
          })}
        </p>
        <p style={{ margin: 0, fontSize: '1.125rem' }}>
          {username}: <strong data-testid="one-time-code">{oneTimePassword}</strong>
        </p>
        <Group>
          <Button onClick={onClose}>{w({ vi: 'Đã giao xong', en: 'Handed over' })}</Button>
        </Group>
      </Stack>
    </Part>
  )
}
