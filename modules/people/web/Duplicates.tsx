import { Button, Group, Stack } from '@mantine/core'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Page, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { decideDuplicate, duplicates, unmerge } from '../duplicates.contract.ts'
import type { PersonBrief } from '../people.contract.ts'

const birthOf = (p: PersonBrief) => [p.birthDay, p.birthMonth, p.birthYear].filter(Boolean).join('/')

/** Two records line by line; what differs is said in words, not only seen. */
function SideBySide({ a, b }: { a: PersonBrief; b: PersonBrief }) {
  const { w } = useLanguage()
  const sex = (p: PersonBrief) => (p.sex ? w(p.sex === 'male' ? { vi: 'Nam', en: 'Male' } : { vi: 'Nữ', en: 'Female' }) : '')
  const rows: [Words, string, string][] = [
    [{ vi: 'Họ tên', en: 'Name' }, a.name, b.name],
    [{ vi: 'Ngày sinh', en: 'Birth' }, birthOf(a), birthOf(b)],
    [{ vi: 'Giới tính', en: 'Sex' }, sex(a), sex(b)],
    [{ vi: 'Địa chỉ', en: 'Address' }, a.address ?? '', b.address ?? ''],
    [{ vi: 'Ở từ ngày', en: 'Residence from' }, date(a.fromOn), date(b.fromOn)],
  ]
  const cell = { textAlign: 'left', verticalAlign: 'top', padding: '4px 8px', overflowWrap: 'anywhere' } as const
  return (
    <table style={{ width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' }}>
      <caption className="pd-hidden">{w({ vi: 'Hai hồ sơ cạnh nhau', en: 'The two records' })}</caption>
      <thead>
        <tr>
          <td style={{ ...cell, width: '22%' }} />
          {[a, b].map((p) => (
            <th key={p.subjectId} scope="col" style={cell}>
              <a href={`/people/${p.subjectId}`}>{p.code}</a>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, x, y]) => (
          <tr key={label.vi} style={{ borderTop: '1px solid var(--pd-line)' }}>
            <th scope="row" style={{ ...cell, fontWeight: 400 }} className="pd-muted">
              {w(label)}
            </th>
            <td style={cell}>{x || '–'}</td>
            <td style={cell}>
              {y || '–'}
              {x && y && x !== y && <strong> {w({ vi: '(khác)', en: '(differs)' })}</strong>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Records that may be one person, each pair with its reasons. A person decides; a merge can be undone. */
export default function Duplicates() {
  const { w } = useLanguage()
  const { of } = useSearch({ strict: false }) as { of?: string }
  const proposals = useRead(duplicates, of ? { subjectId: of } : {})
  const decide = useWrite(decideDuplicate)
  const undo = useWrite(unmerge)
  const [asked, setAsked] = useState<{ a: PersonBrief; b: PersonBrief; decision: 'same' | 'different' } | null>(null)
  const [undoing, setUndoing] = useState(false)
  const [done, setDone] = useState<{ words: Words; mergeId: string | null } | null>(null)
  return (
    <Page title={{ vi: 'Hồ sơ có thể trùng', en: 'Possible duplicates' }}>
      <Said words={done?.words ?? null} />
      {done?.mergeId && (
        <div>
          <Button variant="default" onClick={() => setUndoing(true)}>
            {w({ vi: 'Bỏ lần gộp vừa rồi', en: 'Undo this merge' })}
          </Button>
        </div>
      )}
      <Read of={proposals}>
        {({ proposals: pairs }) =>
          pairs.length === 0 ? (
            <EmptyState
              title={{ vi: 'Không có cặp hồ sơ nào nghi trùng', en: 'No pair looks alike' }}
              filledBy={{
                vi: 'Khi hai hồ sơ giống nhau về tên và ngày sinh, điện thoại hoặc số giấy tờ, cặp đó hiện ở đây để quyết định. Chỉ trùng tên thì không đủ.',
                en: 'Pairs alike in name and birth, phone or identity number appear here. A name alone is not enough.',
              }}
              action={of && <a href={`/people/${of}`}>{w({ vi: 'Mở hồ sơ', en: 'Open the record' })}</a>}
            />
          ) : (
            <Stack gap="md">
              {pairs.map(({ a, b, strength, reasons }) => (
                <section
                  key={`${a.subjectId} ${b.subjectId}`}
                  className="pd-surface"
                  style={{ padding: 16 }}
                  aria-label={`${a.code}, ${b.code}`}
                >
                  <p style={{ margin: '0 0 8px' }}>
                    <strong>
                      {w(
                        strength === 'strong'
                          ? { vi: 'Rất có thể là một người', en: 'Very likely one person' }
                          : { vi: 'Có thể là một người', en: 'Possibly one person' },
                      )}
                    </strong>
                    : {reasons.map(w).join('; ')}.
                  </p>
                  <SideBySide a={a} b={b} />
                  <Group gap="sm" mt="md">
                    <Button onClick={() => setAsked({ a, b, decision: 'same' })}>
                      {w({ vi: 'Là một người', en: 'One person' })}
                    </Button>
                    <Button variant="default" onClick={() => setAsked({ a, b, decision: 'different' })}>
                      {w({ vi: 'Là hai người', en: 'Two people' })}
                    </Button>
                  </Group>
                </section>
              ))}
              <p className="pd-muted" style={{ margin: 0 }}>
                {number(pairs.length)} {w({ vi: 'cặp', en: 'pairs' })}
              </p>
            </Stack>
          )
        }
      </Read>
      <ConfirmDialog
        opened={asked !== null}
        onClose={() => {
          setAsked(null)
          decide.clear()
        }}
        title={
          asked?.decision === 'same'
            ? { vi: 'Gộp hai hồ sơ', en: 'Merge the two records' }
            : { vi: 'Ghi nhận là hai người', en: 'Say that they are two people' }
        }
        confirm={asked?.decision === 'same' ? { vi: 'Gộp', en: 'Merge' } : { vi: 'Là hai người', en: 'Two people' }}
        reason={{ atLeast: 3 }}
        consequence={
          <>
            {decide.problem && <ProblemAlert problem={decide.problem} takeFocus />}
            {w(
              asked?.decision === 'same'
                ? {
                    vi: 'Mọi sự việc của hai hồ sơ đứng chung một người và mức F được tính lại. Có thể bỏ gộp bất cứ lúc nào; không mất gì.',
                    en: 'The facts of both stand under one person and levels are worked out again. It can be undone at any time; nothing is lost.',
                  }
                : {
                    vi: 'Cặp này không được đề xuất nữa.',
                    en: 'This pair is not proposed again.',
                  },
            )}
          </>
        }
        onConfirm={async (reason) => {
          if (!asked) return
          const made = await decide.send({
            aSubjectId: asked.a.subjectId,
            bSubjectId: asked.b.subjectId,
            decision: asked.decision,
            reason,
          })
          if (!made) return
          setAsked(null)
          setDone({
            mergeId: made.mergeId,
            words:
              made.decision === 'same'
                ? { vi: `Đã gộp ${asked.a.code} và ${asked.b.code}.`, en: `${asked.a.code} and ${asked.b.code} are merged.` }
                : { vi: 'Đã ghi nhận là hai người.', en: 'Recorded as two people.' },
          })
        }}
      />
      <ConfirmDialog
        opened={undoing}
        onClose={() => setUndoing(false)}
        title={{ vi: 'Bỏ gộp', en: 'Undo the merge' }}
        confirm={{ vi: 'Bỏ gộp', en: 'Undo' }}
        reason={{ atLeast: 3 }}
        consequence={
          <>
            {undo.problem && <ProblemAlert problem={undo.problem} takeFocus />}
            {w({ vi: 'Hai hồ sơ trở lại như trước khi gộp.', en: 'The two records stand apart again, as before.' })}
          </>
        }
        onConfirm={async (reason) => {
          const made = done?.mergeId && (await undo.send({ mergeId: done.mergeId, reason }))
          if (!made) return
          setUndoing(false)
          setDone({ words: { vi: 'Đã bỏ gộp.', en: 'The merge is undone.' }, mergeId: null })
        }}
      />
    </Page>
  )
}
