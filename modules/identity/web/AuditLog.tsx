import { Group, TextInput } from '@mantine/core'
import { roleWords } from '@phaodai/kernel/contract.ts'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Pages } from '@phaodai/ui/Pages.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { Page, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useState } from 'react'
import { auditLog } from '../identity.contract.ts'

const kinds: Record<'write' | 'read' | 'sign-in' | 'denied' | 'refused', Words> = {
  write: { vi: 'Ghi', en: 'Write' },
  read: { vi: 'Xem', en: 'Read' },
  'sign-in': { vi: 'Đăng nhập', en: 'Sign-in' },
  denied: { vi: 'Không có quyền', en: 'Denied' },
  refused: { vi: 'Bị từ chối', en: 'Refused' },
}
type Kind = keyof typeof kinds

/** Who did, read and was refused what, newest first. */
export default function AuditLog() {
  const { w, language } = useLanguage()
  const [kind, setKind] = useState<Kind | ''>('')
  const [action, setAction] = useState('')
  const [subjectId, setSubjectId] = useState('')
  const [fromOn, setFromOn] = useState<string | null>(null)
  const [untilOn, setUntilOn] = useState<string | null>(null)
  const [pages, setPages] = useState<string[]>([])
  const before = pages.at(-1)
  const subject = /^[0-9a-f-]{36}$/i.test(subjectId.trim()) ? subjectId.trim() : null
  const list = useRead(
    auditLog,
    {
      ...(kind && { kind }),
      ...(action.trim() && { action: action.trim() }),
      ...(subject && { subjectId: subject }),
      ...(fromOn && { fromOn }),
      ...(untilOn && { untilOn }),
      ...(before && { before }),
    },
    { keep: true },
  )
  const from =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value)
      setPages([])
    }
  const cell = { padding: '4px 8px', textAlign: 'left', verticalAlign: 'top' } as const
  return (
    <Page title={{ vi: 'Nhật ký hệ thống', en: 'Audit log' }}>
      <Group gap="md" align="flex-end" className="pd-no-print">
        <ChoiceField
          label={{ vi: 'Loại', en: 'Kind' }}
          none={{ vi: 'Tất cả', en: 'All' }}
          choices={(Object.keys(kinds) as Kind[]).map((value) => ({ value, words: kinds[value] }))}
          value={kind}
          onChange={from(setKind)}
        />
        <TextInput
          label={w({ vi: 'Việc (bắt đầu bằng)', en: 'Action begins with' })}
          placeholder="people"
          value={action}
          onChange={(event) => from(setAction)(event.currentTarget.value)}
        />
        <TextInput
          label={w({ vi: 'Mã người (ai đã xem)', en: 'Person id: who looked' })}
          value={subjectId}
          onChange={(event) => from(setSubjectId)(event.currentTarget.value)}
        />
        <DayField label={{ vi: 'Từ ngày', en: 'From' }} value={fromOn} onChange={from(setFromOn)} />
        <DayField label={{ vi: 'Đến ngày', en: 'Until' }} value={untilOn} onChange={from(setUntilOn)} />
      </Group>
      <Read of={list}>
        {({ rows, next }) => (
          <>
            <section
              className="pd-surface"
              style={{ overflowX: 'auto' }}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
              tabIndex={0}
              aria-label={w({ vi: 'Nhật ký', en: 'Log' })}
            >
              <table style={{ width: '100%', borderCollapse: 'collapse' }}>
                <thead>
                  <tr>
                    {[
                      { vi: 'Lúc', en: 'At' },
                      { vi: 'Ai', en: 'Who' },
                      { vi: 'Loại', en: 'Kind' },
                      { vi: 'Việc', en: 'Action' },
                      { vi: 'Về', en: 'About' },
                    ].map((header) => (
                      <th key={header.vi} scope="col" style={cell}>
                        {w(header)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.auditId} style={{ borderTop: '1px solid var(--pd-line)' }}>
                      <td style={{ ...cell, whiteSpace: 'nowrap' }}>{instant(row.wallAt, language)}</td>
                      <td style={cell}>
                        {row.fullName ?? row.username ?? '–'}{' '}
                        <span className="pd-muted">{row.role && row.role in roleWords && w(roleWords[row.role as 'cdc'])}</span>
                      </td>
                      <td style={cell}>{w(kinds[row.kind])}</td>
                      <td style={cell}>
                        <code>{row.action}</code>
                      </td>
                      <td style={{ ...cell, overflowWrap: 'anywhere' }}>
                        {row.subjectIds.length > 2
                          ? w({ vi: `${row.subjectIds.length} người`, en: `${row.subjectIds.length} people` })
                          : row.subjectIds.map((id) => id.slice(0, 8)).join(', ')}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {rows.length === 0 && (
                <p className="pd-muted" style={{ padding: 12, margin: 0 }}>
                  {w({ vi: 'Không có dòng nào khớp.', en: 'No row matches.' })}
                </p>
              )}
            </section>
            <Pages
              what={{ vi: 'Nhật ký', en: 'Log' }}
              ways={{ before: { vi: 'Mới hơn', en: 'Newer' }, after: { vi: 'Cũ hơn', en: 'Older' } }}
              onBefore={pages.length > 0 ? () => setPages(pages.slice(0, -1)) : null}
              onAfter={next ? () => setPages([...pages, next]) : null}
            />
          </>
        )}
      </Read>
    </Page>
  )
}
