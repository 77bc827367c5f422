import { Button, TextInput } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { decideReturnee, returnees } from '../sweep.contract.ts'
import { measureWords } from './words.ts'

type Row = z.output<typeof returnees.output>['rows'][number]
type How = z.input<typeof decideReturnee.input>['how']
const hows = [
  ...(Object.keys(measureWords) as (keyof typeof measureWords)[]).map((value) => ({ value, words: measureWords[value] })),
  { value: 'none', words: { vi: 'không áp dụng biện pháp', en: 'no measure' } },
] as const

/** A person decides; what is proposed stands beside it, and is not chosen for them. */
function Decide({ row, onClose }: { row: Row; onClose: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(decideReturnee)
  const [how, setHow] = useState<How | ''>('')
  const [document, setDocument] = useState('')
  const [reason, setReason] = useState('')
  const differs = row.measure !== null && how !== '' && how !== row.measure
  return (
    <FormDialog
      title={{ vi: `Quyết định với ${row.name ?? row.code}`, en: `Decide for ${row.name ?? row.code}` }}
      submit={{ vi: 'Ghi quyết định', en: 'Record' }}
      write={write}
      blocked={how === '' || (how === 'none' && reason.trim().length < 3)}
      onClose={onClose}
      onSubmit={async () => {
        const said = { document: document.trim() || null, reason: reason.trim().length < 3 ? null : reason }
        if (await write.send({ returneeId: row.returneeId, how: how as How, ...said })) onClose()
      }}
    >
      <p style={{ margin: 0 }}>
        {row.fromPlace} · {w({ vi: 'về ngày', en: 'came on' })} {date(row.arrivedOn)} ·{' '}
        {row.measure
          ? w({ vi: `đề xuất ${measureWords[row.measure].vi}`, en: `proposed: ${measureWords[row.measure].en}` })
          : w({ vi: 'không có quy định đang áp dụng', en: 'no rule in force' })}
        {row.holdDays && w({ vi: ` ${row.holdDays} ngày`, en: `, ${row.holdDays} days` })}
        {row.measureSource && ` (${row.measureSource})`}
      </p>
      <ChoiceField
        label={{ vi: 'Biện pháp', en: 'Measure' }}
        choices={hows}
        value={how}
        onChange={setHow}
        none={{ vi: 'Chọn biện pháp', en: 'Choose' }}
        required
        first
      />
      <TextInput
        label={w({ vi: 'Số quyết định, văn bản', en: 'Document' })}
        value={document}
        onChange={(e) => setDocument(e.currentTarget.value)}
      />
      <TextInput
        label={w({ vi: 'Lý do', en: 'Reason' })}
        description={differs ? w({ vi: 'Khác đề xuất: ghi vì sao.', en: 'It differs from the proposal: say why.' }) : undefined}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
        required={how === 'none'}
      />
    </FormDialog>
  )
}

/** Who came back: what is owed, until when; decided, by which paper. */
export function Returnees() {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const [state, setState] = useState<'open' | 'late' | 'decided'>('open')
  const [deciding, setDeciding] = useState<Row | null>(null)
  const found = useRead(returnees, { state }, { keep: true })
  const owed = (r: Row) =>
    r.measure
      ? `${w(measureWords[r.measure])}${r.holdDays ? ` ${r.holdDays} ${w({ vi: 'ngày', en: 'days' })}` : ''}`
      : w({ vi: 'không có quy định', en: 'no rule' })
  const stands = (r: Row) => {
    if (r.decidedHow)
      return `${w(r.decidedHow === 'none' ? hows.at(-1)!.words : measureWords[r.decidedHow])}${r.decideDocument ? ` (${r.decideDocument})` : ''}`
    if (r.late) return `${w({ vi: 'QUÁ HẠN', en: 'LATE' })} ${instant(r.dueAt!, language)}`
    return r.dueAt ? `${w({ vi: 'hạn', en: 'by' })} ${instant(r.dueAt, language)}` : w({ vi: 'chờ quyết định', en: 'to decide' })
  }
  return (
    <Read of={found}>
      {(a) => (
        <Part
          title={{
            vi: `Người về (${number(a.total)})${a.late > 0 ? `, quá hạn ${number(a.late)}` : ''}`,
            en: `Returnees (${number(a.total)})${a.late > 0 ? `, late ${number(a.late)}` : ''}`,
          }}
          actions={
            <ChoiceField
              label={{ vi: 'Người về nào', en: 'Which' }}
              choices={[
                { value: 'open', words: { vi: 'Chờ quyết định', en: 'To decide' } },
                { value: 'late', words: { vi: 'Quá hạn', en: 'Late' } },
                { value: 'decided', words: { vi: 'Đã quyết định', en: 'Decided' } },
              ]}
              value={state}
              onChange={setState}
            />
          }
        >
          <DataTable
            label={{ vi: 'Người về', en: 'Returnees' }}
            rows={a.rows}
            rowKey={(r) => r.returneeId}
            empty={{ vi: 'Không có ai.', en: 'Nobody.' }}
            columns={[
              {
                key: 'name',
                header: { vi: 'Họ tên', en: 'Name' },
                value: (r) => r.name ?? r.code ?? '–',
                draw: (r) => <a href={`/people/${r.subjectId}`}>{r.name ?? r.code ?? '–'}</a>,
                width: 'minmax(150px, 2fr)',
              },
              { key: 'from', header: { vi: 'Từ', en: 'From' }, value: (r) => r.fromPlace },
              { key: 'on', header: { vi: 'Ngày về', en: 'Came' }, value: (r) => r.arrivedOn, draw: (r) => date(r.arrivedOn) },
              { key: 'address', header: { vi: 'Ở', en: 'At' }, value: (r) => r.address ?? '–' },
              { key: 'owed', header: { vi: 'Đề xuất', en: 'Proposed' }, value: owed, width: 'minmax(140px, 2fr)' },
              { key: 'stands', header: { vi: 'Quyết định', en: 'Decision' }, value: stands, width: 'minmax(140px, 2fr)' },
              {
                key: 'act',
                header: { vi: 'Việc', en: 'Act' },
                value: () => '',
                draw: (r) =>
                  may(decideReturnee) &&
                  !r.decidedAt && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => setDeciding(r)}
                      aria-label={`${w({ vi: 'Quyết định', en: 'Decide' })}: ${r.name ?? r.code}`}
                    >
                      {w({ vi: 'Quyết định', en: 'Decide' })}
                    </Button>
                  ),
              },
            ]}
          />
          {deciding && <Decide row={deciding} onClose={() => setDeciding(null)} />}
        </Part>
      )}
    </Read>
  )
}
