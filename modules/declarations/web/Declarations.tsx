import { Button, Group, Select } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { colourWords, whyWords } from '@phaodai/web/doors/pass.ts'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import { cross, crossings, declarations, linkDeclaration, markFalse, unmarkFalse } from '../declarations.contract.ts'
import { LinkRecord, MarkFalse, type Row, Unmark } from './Acts.tsx'
import { Gate } from './Gate.tsx'

const acts = { link: LinkRecord, mark: MarkFalse, unmark: Unmark }
const states: { value: 'all' | 'symptomatic' | 'late' | 'false' | 'unlinked' | 'duplicates'; words: Words }[] = [
  { value: 'all', words: { vi: 'Tất cả', en: 'All' } },
  { value: 'symptomatic', words: { vi: 'Có triệu chứng', en: 'Symptomatic' } },
  { value: 'late', words: { vi: 'Khai muộn', en: 'Late' } },
  { value: 'false', words: { vi: 'Đã chứng minh là sai', en: 'Proved false' } },
  { value: 'unlinked', words: { vi: 'Chưa gắn hồ sơ', en: 'Not linked' } },
  { value: 'duplicates', words: { vi: 'Có thể trùng', en: 'Likely doubles' } },
]

/** Declarations of those who live here, today's gates, the late and the false ones; and the gate itself for those who stand at one. */
export default function Declarations() {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const [state, setState] = useState<(typeof states)[number]['value']>('all')
  const [asked, setAsked] = useState<{ act: keyof typeof acts; row: Row } | null>(null)
  const Asked = asked && acts[asked.act]
  const list = useRead(declarations, { state }, { enabled: may(declarations), keep: true })
  const gates = useRead(crossings, {}, { enabled: may(crossings), every: 60_000 })
  const act = (row: Row, what: keyof typeof acts, on: boolean, words: Words) =>
    on && (
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => setAsked({ act: what, row })}
        aria-label={`${w(words)}: ${row.name}`}
      >
        {w(words)}
      </Button>
    )
  return (
    <Page title={{ vi: 'Khai báo y tế', en: 'Health declarations' }}>
      <p className="pd-muted" style={{ margin: 0 }}>
        {w({ vi: 'Người dân tự khai tại', en: 'Citizens declare at' })} <strong>{location.origin}/kb</strong>
      </p>
      {may(cross) && <Gate />}
      {gates.data && gates.data.rows.length > 0 && (
        <Part title={{ vi: 'Các chốt hôm nay', en: 'Gates today' }}>
          <DataTable
            label={{ vi: 'Chốt', en: 'Gates' }}
            rows={gates.data.rows}
            rowKey={(r) => `${r.areaName} ${r.gate}`}
            columns={[
              { key: 'gate', header: { vi: 'Chốt', en: 'Gate' }, value: (r) => r.gate },
              { key: 'in', header: { vi: 'Vào', en: 'In' }, value: (r) => r.in, align: 'right' },
              { key: 'out', header: { vi: 'Ra', en: 'Out' }, value: (r) => r.out, align: 'right' },
              { key: 'green', header: { vi: 'Xanh', en: 'Green' }, value: (r) => r.green, align: 'right' },
              { key: 'yellow', header: { vi: 'Vàng', en: 'Yellow' }, value: (r) => r.yellow, align: 'right' },
              { key: 'red', header: { vi: 'Đỏ', en: 'Red' }, value: (r) => r.red, align: 'right' },
              { key: 'fever', header: { vi: 'Sốt', en: 'Fever' }, value: (r) => r.fever, align: 'right' },
            ]}
          />
        </Part>
      )}
      {may(declarations) && (
        <Read of={list}>
          {(a) => (
            <Part
              title={{ vi: `Tờ khai (${number(a.total)})`, en: `Declarations (${number(a.total)})` }}
              actions={
                <Select
                  aria-label={w({ vi: 'Chọn tờ khai', en: 'Which' })}
                  data={states.map((s) => ({ value: s.value, label: w(s.words) }))}
                  value={state}
                  onChange={(v) => v && setState(v as typeof state)}
                  allowDeselect={false}
                />
              }
            >
              <DataTable
                label={{ vi: 'Tờ khai', en: 'Declarations' }}
                rows={a.rows}
                rowKey={(r) => r.declarationId}
                columns={[
                  { key: 'name', header: { vi: 'Họ tên', en: 'Name' }, value: (r) => r.name, width: 'minmax(150px, 2fr)' },
                  {
                    key: 'at',
                    header: { vi: 'Lúc', en: 'At' },
                    value: (r) => r.receivedAt,
                    draw: (r) => instant(r.receivedAt, language),
                  },
                  { key: 'colour', header: { vi: 'Màu', en: 'Colour' }, value: (r) => w(colourWords[r.colour]) },
                  {
                    key: 'why',
                    header: { vi: 'Vì', en: 'Why' },
                    value: (r) => r.why.map((y) => w(whyWords[y]!)).join(', ') || '–',
                    width: 'minmax(140px, 2fr)',
                  },
                  { key: 'from', header: { vi: 'Từ', en: 'From' }, value: (r) => r.fromPlace ?? '–' },
                  {
                    key: 'late',
                    header: { vi: 'Muộn, sai', en: 'Late, false' },
                    value: (r) =>
                      [
                        r.lateHours === null ? '' : w({ vi: `MUỘN ${r.lateHours} giờ`, en: `LATE ${r.lateHours} h` }),
                        r.marks.length > 0 ? w({ vi: 'SAI', en: 'FALSE' }) : '',
                      ]
                        .filter(Boolean)
                        .join(', ') || '–',
                  },
                  { key: 'twins', header: { vi: 'Có thể trùng', en: 'Doubles' }, value: (r) => r.twins, align: 'right' },
                  {
                    key: 'person',
                    header: { vi: 'Hồ sơ', en: 'Record' },
                    value: (r) => r.personCode ?? '–',
                    draw: (r) =>
                      r.subjectId ? <a href={`/people/${r.subjectId}`}>{r.personCode ?? w({ vi: 'Mở', en: 'Open' })}</a> : '–',
                  },
                  {
                    key: 'act',
                    header: { vi: 'Việc', en: 'Act' },
                    value: (r) => date(r.onDay),
                    width: 'minmax(210px, 2fr)',
                    draw: (r) => (
                      <Group gap={4}>
                        {act(r, 'link', may(linkDeclaration) && !r.subjectId, { vi: 'Gắn hồ sơ', en: 'Link' })}
                        {act(r, 'mark', may(markFalse) && r.marks.length === 0, { vi: 'Ghi là sai', en: 'Mark false' })}
                        {act(r, 'unmark', may(unmarkFalse) && r.marks.length > 0, { vi: 'Rút lại ghi sai', en: 'Take back' })}
                      </Group>
                    ),
                  },
                ]}
              />
            </Part>
          )}
        </Read>
      )}
      {asked && Asked && <Asked row={asked.row} onClose={() => setAsked(null)} />}
    </Page>
  )
}
