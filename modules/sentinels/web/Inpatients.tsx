import { Button, TextInput } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { PersonField } from '@phaodai/web/fields/PersonField.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { identifyInpatient, inpatients } from '../sentinels.contract.ts'

type Row = z.output<typeof inpatients.output>['rows'][number]

/** Whose record, or which tube was taken: one of the two. */
function Identify({ row, onClose }: { row: Row; onClose: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(identifyInpatient)
  const [subjectId, setSubjectId] = useState<string | null>(null)
  const [barcode, setBarcode] = useState('')
  const typed = barcode.trim()
  return (
    <FormDialog
      title={{ vi: `Người bệnh ${row.recordNo}: ${row.who}`, en: `Inpatient ${row.recordNo}: ${row.who}` }}
      submit={{ vi: 'Ghi', en: 'Record' }}
      write={write}
      blocked={(subjectId !== null) === typed.length >= 4}
      onClose={onClose}
      onSubmit={async () => {
        const said = subjectId ? { subjectId } : { barcode: typed }
        if (await write.send({ inpatientId: row.inpatientId, ...said })) onClose()
      }}
    >
      <p style={{ margin: 0 }}>
        {row.sentinelName}
        {row.ward && `, ${row.ward}`} · {w({ vi: 'nhập viện', en: 'admitted' })} {date(row.admittedOn)}
        {row.residence && ` · ${row.residence}`}
      </p>
      <PersonField label={{ vi: 'Là người trong hồ sơ', en: 'On record as' }} value={subjectId} onChange={setSubjectId} />
      <TextInput
        label={w({ vi: 'Hoặc mã mẫu đã lấy từ ngày nhập viện', en: 'Or the barcode of a sample since the admission' })}
        value={barcode}
        autoComplete="off"
        disabled={subjectId !== null}
        onChange={(e) => setBarcode(e.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** Who lies in and has no sample since the admission, with what asks for one. */
export function Inpatients() {
  const { w } = useLanguage()
  const { may } = useSession()
  const beds = useRead(inpatients, { limit: 300 })
  const [asked, setAsked] = useState<Row | null>(null)
  return (
    <Read of={beds}>
      {(a) => (
        <Part title={{ vi: `Nội trú chưa có mẫu (${number(a.total)})`, en: `Inpatients without a test (${number(a.total)})` }}>
          {a.rule && (
            <p className="pd-muted" style={{ marginTop: 0 }}>
              {w(a.rule.source)}
              {!a.rule.confirmed && w({ vi: ' (chưa được xác nhận)', en: ' (not confirmed)' })}
            </p>
          )}
          <DataTable
            label={{ vi: 'Nội trú chưa có mẫu', en: 'Inpatients without a test' }}
            rows={a.rows}
            rowKey={(r) => r.inpatientId}
            empty={{ vi: 'Không có người bệnh nội trú nào chưa có mẫu.', en: 'No inpatient is without a test.' }}
            columns={[
              { key: 'record', header: { vi: 'Số bệnh án', en: 'Record no.' }, value: (r) => r.recordNo },
              {
                key: 'who',
                header: { vi: 'Người bệnh', en: 'Inpatient' },
                value: (r) => `${r.who}${r.ageYears === null ? '' : w({ vi: `, ${r.ageYears} tuổi`, en: `, ${r.ageYears}` })}`,
                width: 'minmax(160px, 2fr)',
              },
              {
                key: 'where',
                header: { vi: 'Nằm tại', en: 'Lies in' },
                value: (r) => [r.sentinelName, r.ward].filter(Boolean).join(', '),
              },
              { key: 'days', header: { vi: 'Số ngày', en: 'Days' }, value: (r) => r.days, align: 'right' },
              {
                key: 'state',
                header: { vi: 'Tình trạng', en: 'State' },
                value: (r) =>
                  r.state === 'unknown'
                    ? w({ vi: 'chưa rõ là ai', en: 'not identified' })
                    : w({ vi: 'CHƯA CÓ MẪU', en: 'NO SAMPLE' }),
              },
              {
                key: 'act',
                header: { vi: 'Việc', en: 'Act' },
                value: () => '',
                draw: (r) =>
                  may(identifyInpatient) && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => setAsked(r)}
                      aria-label={`${w({ vi: 'Ghi là ai, mã mẫu', en: 'Identify' })}: ${r.recordNo}`}
                    >
                      {w({ vi: 'Là ai, mã mẫu', en: 'Identify' })}
                    </Button>
                  ),
              },
            ]}
          />
          {asked && <Identify row={asked} onClose={() => setAsked(null)} />}
        </Part>
      )}
    </Read>
  )
}
