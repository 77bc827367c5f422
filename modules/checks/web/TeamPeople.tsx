import { Button, Group, Stack, TextInput } from '@mantine/core'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { CountedPages } from '@phaodai/ui/Pages.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Page, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { printHtml } from '@phaodai/web/saveFile.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useMemo, useState } from 'react'
import { list as devices, revoke } from '../../devices/devices.contract.ts'
import { codeSheets, resetMember, signOutMember, teamPeople } from '../members.contract.ts'
import { LostPhone, type NewCode } from './LostPhone.tsx'
import { MemberPhones, type Phone } from './MemberPhones.tsx'

const PAGE = 50
type Asked = { what: 'code' | 'out' | 'sheet'; accountId: string; name: string }

const words: Record<Asked['what'], { title: Words; consequence: Words; act: Words }> = {
  code: {
    title: { vi: 'Cấp mã mới', en: 'Give a new code' },
    consequence: {
      vi: 'Quên mật khẩu hoặc PIN: mật khẩu cũ hết tác dụng, mọi máy bị thoát; việc chưa gửi vẫn còn trên máy và gửi được sau khi đăng nhập bằng mã mới. Mã hiện một lần: chép hoặc in ngay.',
      en: 'For a forgotten password or PIN: the old password ends and every device is signed out; unsent work stays on the phone and is sent after signing in with the new code. The code is shown once: copy or print it now.',
    },
    act: { vi: 'Cấp mã mới', en: 'Give a new code' },
  },
  out: {
    title: { vi: 'Thoát mọi máy', en: 'Sign out everywhere' },
    consequence: {
      vi: 'Không máy nào còn đăng nhập bằng tài khoản này. Tên đã tải về điện thoại vẫn mở được bằng PIN đến hết hạn; mất máy thì bấm “Mất máy” ở dòng điện thoại.',
      en: 'No device stays signed in. Names already on a phone still open with the PIN until its lease ends; for a lost phone use “Lost phone” on its line.',
    },
    act: { vi: 'Thoát mọi máy', en: 'Sign out everywhere' },
  },
  sheet: {
    title: { vi: 'In phiếu mã của xã', en: 'Print the code sheet of the commune' },
    consequence: {
      vi: 'Mỗi tổ viên chưa dùng mã được cấp mã mới; phiếu đã in trước hết tác dụng với họ. Ai đã đăng nhập thì không đổi gì.',
      en: 'Each member who has not used a code gets a new one; sheets printed before are void for them. Who has signed in keeps theirs.',
    },
    act: { vi: 'Cấp mã và in', en: 'Make codes and print' },
  },
}

/** The members of the teams: found by name or team, given a new code, signed out of a lost phone; their code sheet printed. */
export default function TeamPeople() {
  const { w, language } = useLanguage()
  const { may, instance } = useSession()
  // sessions are of the machine's own clock, phones of the drill's
  const real =
    instance.mode === 'drill' ? w({ vi: ' (giờ thật, không phải ngày diễn tập)', en: ' (real time, not the drill’s day)' }) : ''
  const [text, setText] = useState('')
  const [offset, setOffset] = useState(0)
  const list = useRead(teamPeople, { ...(text.trim() && { text }), limit: PAGE, offset }, { keep: true })
  const ids = list.data?.rows.map((r) => r.accountId) ?? []
  const held = useRead(devices, { accountIds: ids }, { enabled: may(devices) && ids.length > 0 })
  const phonesOf = useMemo(() => Map.groupBy(held.data?.rows ?? [], (p) => p.accountId), [held.data])
  const [lost, setLost] = useState<Phone | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const [code, setCode] = useState<NewCode | null>(null)
  const reset = useWrite(resetMember)
  const out = useWrite(signOutMember)
  const sheet = useWrite(codeSheets)
  const writes = { code: reset, out, sheet }
  const close = () => {
    for (const write of Object.values(writes)) write.clear()
    setAsked(null)
  }
  const act = async () => {
    if (!asked) return
    const { accountId, name } = asked
    if (asked.what === 'code') {
      const made = await reset.send({ accountId })
      if (!made) return
      setCode(made)
    } else if (asked.what === 'out') {
      const done = await out.send({ accountId })
      if (!done) return
      setSaid({ vi: `${name}: đã thoát ${done.sessionsEnded} máy.`, en: `${name}: ${done.sessionsEnded} devices signed out.` })
    } else {
      const made = await sheet.send({})
      if (!made) return
      setSaid({ vi: `Đã cấp ${made.issued} mã.`, en: `${made.issued} codes made.` })
      if (made.issued > 0) printHtml(made.html)
    }
    close()
  }
  return (
    <Page
      title={{ vi: 'Thành viên tổ', en: 'Team members' }}
      actions={
        may(codeSheets) && (
          <Button variant="default" onClick={() => setAsked({ what: 'sheet', accountId: '', name: '' })}>
            {w({ vi: 'In phiếu mã', en: 'Print code sheet' })}
          </Button>
        )
      }
    >
      <Said words={said} />
      {code && (
        <section className="pd-surface" style={{ padding: 16 }} aria-label={w({ vi: 'Mã một lần', en: 'One-time code' })}>
          <p>
            <strong>{code.fullName}</strong> · {w({ vi: 'tên đăng nhập', en: 'user name' })} <code>{code.username}</code>
          </p>
          <p style={{ fontSize: '1.5rem' }}>
            <code>{code.oneTimePassword}</code>
          </p>
          <Group gap="sm">
            <Button onClick={() => printHtml(code.html)}>{w({ vi: 'In phiếu', en: 'Print the slip' })}</Button>
            <Button variant="default" onClick={() => setCode(null)}>
              {w({ vi: 'Đã chép mã', en: 'I have copied it' })}
            </Button>
          </Group>
        </section>
      )}
      <TextInput
        label={w({ vi: 'Tìm theo tên, tên đăng nhập hoặc mã tổ', en: 'Find by name, user name or team code' })}
        value={text}
        autoFocus
        onChange={(event) => {
          setText(event.currentTarget.value)
          setOffset(0)
        }}
      />
      <Read of={list}>
        {({ rows, total }) => (
          <Stack gap="sm">
            {total === 0 && (
              <p className="pd-muted">
                {w({
                  vi: 'Không có tổ viên nào khớp. Tổ viên có từ bảng nhập tổ, hoặc thêm ở trang của tổ.',
                  en: 'No member matches. Members come with the team sheet, or are added on the page of a team.',
                })}
              </p>
            )}
            {rows.map((r) => (
              <section key={r.accountId} className="pd-surface" style={{ padding: 12 }} aria-label={r.fullName}>
                <Group justify="space-between" gap="sm" align="flex-start">
                  <div>
                    <strong>{r.fullName}</strong> <span className="pd-muted">({r.username})</span>
                    <div>
                      {r.teams
                        .map((t) => `${t.name} (${t.code})${t.lead ? ` · ${w({ vi: 'tổ trưởng', en: 'lead' })}` : ''}`)
                        .join(', ')}
                      , {r.areaName}
                    </div>
                    <div className="pd-muted">
                      {r.codeUnused && r.sessions === 0
                        ? w({ vi: 'Chưa đăng nhập bằng mã đã cấp', en: 'Has not signed in with the code given' })
                        : `${r.sessions} ${w({ vi: 'máy đang đăng nhập', en: 'devices signed in' })}`}
                      {r.seenAt && ` · ${w({ vi: 'gần nhất', en: 'last' })} ${instant(r.seenAt, language)}${real}`}
                      {r.disabled && ` · ${w({ vi: 'đã khóa', en: 'disabled' })}`}
                    </div>
                  </div>
                  <Group gap="xs">
                    {may(resetMember) && (
                      <Button
                        variant="default"
                        aria-label={`${w(words.code.act)}: ${r.fullName}`}
                        onClick={() => setAsked({ what: 'code', accountId: r.accountId, name: r.fullName })}
                      >
                        {w(words.code.act)}
                      </Button>
                    )}
                    {may(signOutMember) && r.sessions > 0 && (
                      <Button
                        variant="default"
                        aria-label={`${w(words.out.act)}: ${r.fullName}`}
                        onClick={() => setAsked({ what: 'out', accountId: r.accountId, name: r.fullName })}
                      >
                        {w(words.out.act)}
                      </Button>
                    )}
                  </Group>
                </Group>
                <MemberPhones
                  phones={phonesOf.get(r.accountId) ?? []}
                  act={(phone) =>
                    may(revoke) &&
                    may(resetMember) && (
                      <Button
                        variant="default"
                        aria-label={`${w({ vi: 'Mất máy', en: 'Lost phone' })}: ${r.fullName}, ${phone.label ?? ''}`}
                        onClick={() => setLost(phone)}
                      >
                        {w({ vi: 'Mất máy', en: 'Lost phone' })}
                      </Button>
                    )
                  }
                />
              </section>
            ))}
            <CountedPages
              {...{ offset, total }}
              size={PAGE}
              shown={rows.length}
              what={{ vi: 'Tổ viên', en: 'Members' }}
              onGo={setOffset}
            />
          </Stack>
        )}
      </Read>
      <ConfirmDialog
        opened={asked !== null}
        onClose={close}
        title={words[asked?.what ?? 'code'].title}
        confirm={words[asked?.what ?? 'code'].act}
        consequence={
          <>
            {asked && writes[asked.what].problem && <ProblemAlert problem={writes[asked.what].problem!} takeFocus />}
            {asked?.name && <strong>{asked.name}. </strong>}
            {w(words[asked?.what ?? 'code'].consequence)}
          </>
        }
        onConfirm={act}
      />
      {lost && (
        <LostPhone
          phone={lost}
          onClose={() => setLost(null)}
          onDone={(made, words) => {
            setLost(null)
            setCode(made)
            setSaid(words)
          }}
        />
      )}
    </Page>
  )
}
