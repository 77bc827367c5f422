import { Button, Select, TextInput } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { colourWords, whyWords } from '@phaodai/web/doors/pass.ts'
import { QrReader } from '@phaodai/web/doors/QrReader.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { cross, crossings, declarations, lookAt, markFalse } from '../declarations.contract.ts'

type Row = z.output<typeof declarations.output>['rows'][number]
const states: { value: 'all' | 'symptomatic' | 'late' | 'false' | 'unlinked' | 'duplicates'; words: Words }[] = [
  { value: 'all', words: { vi: 'Tất cả', en: 'All' } },
  { value: 'symptomatic', words: { vi: 'Có triệu chứng', en: 'Symptomatic' } },
  { value: 'late', words: { vi: 'Khai muộn', en: 'Late' } },
  { value: 'false', words: { vi: 'Đã chứng minh là sai', en: 'Proved false' } },
  { value: 'unlinked', words: { vi: 'Chưa gắn hồ sơ', en: 'Not linked' } },
  { value: 'duplicates', words: { vi: 'Có thể trùng', en: 'Likely doubles' } },
]

/** At the gate: scan or type, see name, colour and until when, record the crossing. */
function Gate() {
  const { w, language } = useLanguage()
  const look = useWrite(lookAt, { keepReads: true })
  const write = useWrite(cross)
  const [typed, setTyped] = useState('')
  const [gate, setGate] = useState(() => localStorage.getItem('pd-gate') ?? '')
  const [seen, setSeen] = useState<(z.output<typeof lookAt.output> & { shown: string }) | null>(null)
  const [done, setDone] = useState<Words | null>(null)
  const show = async (shown: string) => {
    setDone(null)
    const found = await look.send({ shown })
    setSeen(found ? { ...found, shown } : null)
  }
  const pass = async (direction: 'in' | 'out') => {
    localStorage.setItem('pd-gate', gate)
    const made = await write.send({ crossingId: crypto.randomUUID(), shown: seen!.shown, direction, gate })
    if (!made) return
    setDone({ vi: `Đã ghi: ${seen!.name}`, en: `Recorded: ${seen!.name}` })
    setSeen(null)
    setTyped('')
  }
  return (
    <Part title={{ vi: 'Đọc mã tại chốt', en: 'At the gate' }}>
      <form
        onSubmit={(e) => {
          e.preventDefault()
          if (typed.trim().length >= 6) void show(typed)
        }}
      >
        <TextInput
          label={w({ vi: 'Tên chốt', en: 'Gate' })}
          value={gate}
          onChange={(e) => setGate(e.currentTarget.value)}
          maw={360}
        />
        <TextInput
          label={w({ vi: 'Mã 8 ký tự', en: '8 characters' })}
          value={typed}
          onChange={(e) => setTyped(e.currentTarget.value)}
          autoComplete="off"
          maw={360}
        />
        <Button type="submit" mt="sm" loading={look.busy}>
          {w({ vi: 'Xem', en: 'Look' })}
        </Button>
      </form>
      <QrReader
        label={{ vi: 'Quét bằng máy ảnh', en: 'Scan with the camera' }}
        className="mantine-focus-auto"
        onText={(text) => void show(text)}
      />
      {(look.problem ?? write.problem) && <ProblemAlert problem={(look.problem ?? write.problem)!} />}
      <Said words={done} />
      {seen && (
        <div role="status" style={{ borderLeft: '10px solid', padding: 12, marginTop: 12 }}>
          <strong>{seen.name}</strong> {seen.birthYear} · {w(colourWords[seen.colour])}
          {seen.why.map((y) => ` · ${w(whyWords[y]!)}`)} · {w({ vi: 'dùng đến', en: 'until' })}{' '}
          {instant(seen.validUntil, language)}
          {seen.expired && <strong> {w({ vi: 'HẾT HẠN', en: 'EXPIRED' })}</strong>}
          <p>
            <Button disabled={gate.trim().length < 2} onClick={() => void pass('in')}>
              {w({ vi: 'Cho vào', en: 'In' })}
            </Button>{' '}
            <Button variant="default" disabled={gate.trim().length < 2} onClick={() => void pass('out')}>
              {w({ vi: 'Cho ra', en: 'Out' })}
            </Button>
          </p>
        </div>
      )}
    </Part>
  )
}

function MarkFalse({ row, onClose }: { row: Row; onClose: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(markFalse)
  const [evidence, setEvidence] = useState('')
  const [document, setDocument] = useState('')
  return (
    <FormDialog
      title={{ vi: `Ghi tờ khai sai: ${row.name}`, en: `Mark false: ${row.name}` }}
      submit={{ vi: 'Ghi là sai', en: 'Mark false' }}
      write={write}
      blocked={evidence.trim().length < 10}
      onClose={onClose}
      onSubmit={async () => {
        const input = { markId: crypto.randomUUID(), declarationId: row.declarationId, evidence, document: document || null }
        if (await write.send(input)) onClose()
      }}
    >
      <TextInput
        label={w({ vi: 'Bằng chứng', en: 'Evidence' })}
        value={evidence}
        onChange={(e) => setEvidence(e.currentTarget.value)}
        required
      />
      <TextInput
        label={w({ vi: 'Biên bản, văn bản', en: 'Document' })}
        value={document}
        onChange={(e) => setDocument(e.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** Declarations of those who live here, today's gates, the late and the false ones; and the gate itself for those who stand at one. */
export default function Declarations() {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const [state, setState] = useState<(typeof states)[number]['value']>('all')
  const [marking, setMarking] = useState<Row | null>(null)
  const list = useRead(declarations, { state }, { enabled: may(declarations), keep: true })
  const gates = useRead(crossings, {}, { enabled: may(crossings), every: 60_000 })
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
                    draw: (r) =>
                      may(markFalse) &&
                      r.marks.length === 0 && (
                        <Button size="compact-sm" variant="default" onClick={() => setMarking(r)}>
                          {w({ vi: 'Ghi là sai', en: 'Mark false' })}
                        </Button>
                      ),
                  },
                ]}
              />
            </Part>
          )}
        </Read>
      )}
      {marking && <MarkFalse row={marking} onClose={() => setMarking(null)} />}
    </Page>
  )
}
