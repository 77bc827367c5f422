import { Button } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import { figures, list, record, State, type ViolationRow } from '../violations.contract.ts'
import { OneViolation } from './OneViolation.tsx'
import { RecordViolation } from './RecordViolation.tsx'
import { dong, stateWords } from './words.ts'

const keys = ['id', 'state', 'by', 'new', 'place', 'declaration'] as const

/** What the address asked to be recorded, done with. */
const asked = { new: undefined, place: undefined, declaration: undefined }

/** Vi phạm: what was recorded, decided, paid; figures for the report by area and by article. */
export default function Violations() {
  const { w } = useLanguage()
  const { may } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const [recording, setRecording] = useState(f.new === '1')
  const state = (f.state ?? 'all') as ViolationRow['state'] | 'all'
  const by = f.by === 'article' ? 'article' : 'area'
  const found = useRead(list, { state, limit: 1000 }, { keep: true })
  const sums = useRead(figures, { by }, { keep: true, enabled: may(figures) })
  return (
    <Page
      title={{ vi: 'Vi phạm', en: 'Violations' }}
      actions={
        may(record) && <Button onClick={() => setRecording(true)}>{w({ vi: 'Ghi vi phạm', en: 'Record a violation' })}</Button>
      }
    >
      {f.id && <OneViolation key={f.id} violationId={f.id} onClose={() => change({ id: undefined })} />}
      <Read of={found}>
        {(a) => (
          <Part
            title={{ vi: `Danh sách (${number(a.total)})`, en: `List (${number(a.total)})` }}
            actions={
              <ChoiceField
                label={{ vi: 'Tình trạng', en: 'State' }}
                choices={[
                  { value: 'all', words: { vi: 'Tất cả', en: 'All' } },
                  ...State.options.map((value) => ({ value, words: stateWords[value] })),
                ]}
                value={state}
                onChange={(next) => change({ state: next === 'all' ? undefined : next })}
              />
            }
          >
            <DataTable
              label={{ vi: 'Vi phạm', en: 'Violations' }}
              rows={a.rows}
              rowKey={(r) => r.violationId}
              onOpen={(r) => change({ id: r.violationId })}
              empty={{
                vi: 'Chưa ghi vi phạm nào. Chọn Ghi vi phạm để lập biên bản.',
                en: 'None yet. Record a violation to begin.',
              }}
              columns={[
                {
                  key: 'act',
                  header: { vi: 'Hành vi', en: 'Act' },
                  value: (r) => r.act,
                  draw: (r) => (
                    <Go href={`/violations?id=${r.violationId}`} style={{ whiteSpace: 'normal' }}>
                      {r.article ? `${r.article}: ${r.act}` : r.act}
                    </Go>
                  ),
                  width: 'minmax(220px, 3fr)',
                },
                {
                  key: 'name',
                  header: { vi: 'Ai', en: 'Who' },
                  value: (r) => r.name ?? w({ vi: 'chưa rõ', en: 'not known' }),
                  draw: (r) => <span style={{ whiteSpace: 'normal' }}>{r.name ?? w({ vi: 'chưa rõ', en: 'not known' })}</span>,
                  width: 'minmax(140px, 2fr)',
                },
                {
                  key: 'day',
                  header: { vi: 'Ngày', en: 'Day' },
                  value: (r) => r.onDay,
                  text: (r) => date(r.onDay),
                  width: '110px',
                },
                { key: 'area', header: { vi: 'Xã', en: 'Commune' }, value: (r) => r.areaName, width: 'minmax(130px, 1fr)' },
                {
                  key: 'state',
                  header: { vi: 'Tình trạng', en: 'State' },
                  value: (r) => w(stateWords[r.state]),
                  width: 'minmax(210px, 1fr)',
                },
                {
                  key: 'fine',
                  header: { vi: 'Mức phạt', en: 'Fine' },
                  value: (r) => r.fine,
                  text: (r) => dong(r.fine),
                  align: 'right',
                  width: '150px',
                },
                {
                  key: 'owed',
                  header: { vi: 'Còn nợ', en: 'Owed' },
                  value: (r) => r.owed,
                  text: (r) => dong(r.owed),
                  align: 'right',
                  width: '150px',
                },
              ]}
            />
          </Part>
        )}
      </Read>
      {may(figures) && (
        <Read of={sums}>
          {(a) => (
            <Part
              title={{ vi: 'Số liệu cho báo cáo', en: 'Figures for the report' }}
              actions={
                <ChoiceField
                  label={{ vi: 'Theo', en: 'By' }}
                  choices={[
                    { value: 'area', words: { vi: 'xã, phường', en: 'commune' } },
                    { value: 'article', words: { vi: 'điều khoản', en: 'article' } },
                  ]}
                  value={by}
                  onChange={(next) => change({ by: next })}
                />
              }
            >
              <p style={{ marginTop: 0 }}>
                {w({
                  vi: `${number(a.total.recorded)} vụ, ${number(a.total.decided)} đã quyết định, phạt ${dong(a.total.fined)}, đã nộp ${dong(a.total.paid)}. Không tính vụ đã rút.`,
                  en: `${number(a.total.recorded)} recorded, ${number(a.total.decided)} decided, fined ${dong(a.total.fined)}, paid ${dong(a.total.paid)}. Withdrawn ones are not counted.`,
                })}
              </p>
              {a.rows.length > 0 && (
                <DataTable
                  label={{ vi: 'Số liệu vi phạm', en: 'Figures' }}
                  rows={a.rows}
                  rowKey={(r) => r.key}
                  height={280}
                  columns={[
                    {
                      key: 'name',
                      header: { vi: 'Địa bàn, điều khoản', en: 'Area, article' },
                      value: (r) => r.name,
                      width: 'minmax(200px, 3fr)',
                    },
                    { key: 'recorded', header: { vi: 'Số vụ', en: 'Recorded' }, value: (r) => r.recorded, align: 'right' },
                    { key: 'decided', header: { vi: 'Đã quyết định', en: 'Decided' }, value: (r) => r.decided, align: 'right' },
                    {
                      key: 'fined',
                      header: { vi: 'Tiền phạt', en: 'Fined' },
                      value: (r) => r.fined,
                      text: (r) => dong(r.fined),
                      align: 'right',
                    },
                    {
                      key: 'paid',
                      header: { vi: 'Đã nộp', en: 'Paid' },
                      value: (r) => r.paid,
                      text: (r) => dong(r.paid),
                      align: 'right',
                    },
                  ]}
                />
              )}
            </Part>
          )}
        </Read>
      )}
      {recording && (
        <RecordViolation
          place={f.place ?? ''}
          declarationId={f.declaration ?? null}
          onClose={() => {
            setRecording(false)
            change(asked)
          }}
          onDone={(id) => {
            setRecording(false)
            change({ ...asked, id })
          }}
        />
      )}
    </Page>
  )
}
