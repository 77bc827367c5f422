import { Button, Select, TextInput } from '@mantine/core'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { coverage, endSweep, epidemicAreas, households, returnees, startSweep, sweeps } from '../sweep.contract.ts'
import { EpidemicAreas } from './EpidemicAreas.tsx'
import { Returnees } from './Returnees.tsx'

const outcomeWords: Record<string, Words> = {
  done: { vi: 'xong', en: 'done' },
  absent: { vi: 'vắng nhà', en: 'nobody home' },
  refused: { vi: 'từ chối', en: 'refused' },
  empty: { vi: 'nhà trống', en: 'empty' },
}
function Start({ onClose }: { onClose: () => void }) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(startSweep)
  const [name, setName] = useState('')
  const [document, setDocument] = useState('')
  const [startsOn, setStartsOn] = useState<string | null>(today)
  return (
    <FormDialog
      title={{ vi: 'Mở đợt rà soát', en: 'Start a sweep' }}
      submit={{ vi: 'Mở đợt', en: 'Start' }}
      write={write}
      blocked={name.trim().length < 2 || startsOn === null}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ name, document: document || null, startsOn: startsOn! })) onClose()
      }}
    >
      <TextInput
        label={w({ vi: 'Tên đợt', en: 'Name' })}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
        required
      />
      <TextInput
        label={w({ vi: 'Văn bản', en: 'Document' })}
        value={document}
        onChange={(e) => setDocument(e.currentTarget.value)}
      />
      <DayField label={{ vi: 'Từ ngày', en: 'From' }} value={startsOn} onChange={setStartsOn} required />
    </FormDialog>
  )
}

function Doors({ sweepId, hamletId }: { sweepId: string; hamletId: number }) {
  const { w, language } = useLanguage()
  const list = useRead(households, { sweepId, hamletId, state: 'all', limit: 2000 }, { keep: true })
  return (
    <Read of={list}>
      {(a) => (
        <DataTable
          label={{ vi: 'Các hộ', en: 'Doors' }}
          rows={a.rows}
          rowKey={(r) => r.householdId}
          columns={[
            { key: 'address', header: { vi: 'Địa chỉ', en: 'Address' }, value: (r) => r.address, width: 'minmax(180px, 2fr)' },
            { key: 'head', header: { vi: 'Chủ hộ', en: 'Head' }, value: (r) => r.headName ?? '–' },
            { key: 'team', header: { vi: 'Tổ', en: 'Team' }, value: (r) => r.teamCode ?? w({ vi: 'chưa có tổ', en: 'no team' }) },
            {
              key: 'outcome',
              header: { vi: 'Kết quả', en: 'Result' },
              value: (r) => (r.outcome ? w(outcomeWords[r.outcome]!) : w({ vi: 'CÒN THIẾU', en: 'MISSING' })),
            },
            { key: 'at', header: { vi: 'Lúc', en: 'At' }, value: (r) => (r.at ? instant(r.at, language) : '–') },
          ]}
        />
      )}
    </Read>
  )
}

/** The sweep of every door: coverage by hamlet with what is missing, door by door on a tap; who came back and what is owed to them. */
export default function SweepPage() {
  const { w } = useLanguage()
  const { may } = useSession()
  const end = useWrite(endSweep)
  const [ending, setEnding] = useState(false)
  const all = useRead(sweeps, {})
  const [chosen, setChosen] = useState<string | null>(null)
  const [hamlet, setHamlet] = useState<number | null>(null)
  const [starting, setStarting] = useState(false)
  const sweepId = chosen ?? all.data?.rows[0]?.sweepId ?? null
  const covered = useRead(coverage, { sweepId: sweepId ?? '', by: 'hamlet' }, { enabled: sweepId !== null, every: 60_000 })
  return (
    <Page
      title={{ vi: 'Đi từng ngõ, gõ từng nhà, rà từng người', en: 'Sweep of every door' }}
      actions={
        may(startSweep) && <Button onClick={() => setStarting(true)}>{w({ vi: 'Mở đợt rà soát', en: 'Start a sweep' })}</Button>
      }
    >
      {all.data?.rows.length === 0 && (
        <EmptyState
          title={{ vi: 'Chưa có đợt rà soát nào', en: 'No sweep yet' }}
          filledBy={{
            vi: 'Mở đợt với ngày bắt đầu và văn bản; các tổ ghi từng hộ.',
            en: 'Start one; the teams tick every door.',
          }}
        />
      )}
      {(all.data?.rows.length ?? 0) > 0 && (
        <Select
          label={w({ vi: 'Đợt rà soát', en: 'Sweep' })}
          maw={480}
          data={all.data!.rows.map((s) => ({ value: s.sweepId, label: `${s.name}, ${date(s.startsOn)}, ${s.areaName}` }))}
          value={sweepId}
          onChange={(id) => {
            setChosen(id)
            setHamlet(null)
          }}
          allowDeselect={false}
        />
      )}
      {covered.data && (
        <Part
          title={{
            vi: `${number(covered.data.total.done)}/${number(covered.data.total.households)} hộ xong, còn thiếu ${number(covered.data.total.missing)}`,
            en: `${number(covered.data.total.done)}/${number(covered.data.total.households)} done, ${number(covered.data.total.missing)} missing`,
          }}
          actions={
            may(endSweep) &&
            covered.data.sweep.endedOn === null && (
              <Button variant="default" onClick={() => setEnding(true)}>
                {w({ vi: 'Kết thúc đợt', en: 'End it' })}
              </Button>
            )
          }
        >
          {covered.data.sweep.endedOn && (
            <p className="pd-muted" style={{ marginTop: 0 }}>
              {w({
                vi: `Đã kết thúc ngày ${date(covered.data.sweep.endedOn)}`,
                en: `Ended on ${date(covered.data.sweep.endedOn)}`,
              })}
            </p>
          )}
          <DataTable
            label={{ vi: 'Độ phủ theo thôn', en: 'Coverage by hamlet' }}
            rows={covered.data.rows}
            rowKey={(r) => `${r.communeId} ${r.key}`}
            columns={[
              {
                key: 'name',
                header: { vi: 'Thôn', en: 'Hamlet' },
                value: (r) => r.name ?? w({ vi: 'Chưa rõ thôn', en: 'No hamlet' }),
                draw: (r) => (
                  <Button size="compact-sm" variant="subtle" disabled={!r.key} onClick={() => setHamlet(Number(r.key))}>
                    {r.name ?? w({ vi: 'Chưa rõ thôn', en: 'No hamlet' })}
                  </Button>
                ),
              },
              { key: 'area', header: { vi: 'Xã', en: 'Commune' }, value: (r) => r.areaName },
              { key: 'households', header: { vi: 'Hộ', en: 'Homes' }, value: (r) => r.households, align: 'right' },
              { key: 'done', header: { vi: 'Xong', en: 'Done' }, value: (r) => r.done, align: 'right' },
              { key: 'absent', header: { vi: 'Vắng', en: 'Absent' }, value: (r) => r.absent, align: 'right' },
              { key: 'refused', header: { vi: 'Từ chối', en: 'Refused' }, value: (r) => r.refused, align: 'right' },
              { key: 'missing', header: { vi: 'CÒN THIẾU', en: 'MISSING' }, value: (r) => r.missing, align: 'right' },
              { key: 'returnees', header: { vi: 'Người về', en: 'Returnees' }, value: (r) => r.returnees, align: 'right' },
            ]}
          />
        </Part>
      )}
      {sweepId && hamlet !== null && may(households) && (
        <Part title={{ vi: 'Từng hộ', en: 'Door by door' }}>
          <Doors sweepId={sweepId} hamletId={hamlet} />
        </Part>
      )}
      {may(returnees) && <Returnees />}
      {may(epidemicAreas) && <EpidemicAreas />}
      <ConfirmDialog
        opened={ending}
        onClose={() => setEnding(false)}
        title={{ vi: 'Kết thúc đợt rà soát này?', en: 'End this sweep?' }}
        confirm={{ vi: 'Kết thúc đợt', en: 'End it' }}
        consequence={
          <>
            {end.problem && <ProblemAlert problem={end.problem} takeFocus />}
            {w({
              vi: 'Độ phủ và các hộ còn thiếu vẫn xem được. Muốn đếm lại thì mở đợt mới.',
              en: 'What it covered stays to be seen. To count again, start another.',
            })}
          </>
        }
        onConfirm={async () => {
          if (await end.send({ sweepId: sweepId! })) setEnding(false)
        }}
      />
      {starting && <Start onClose={() => setStarting(false)} />}
    </Page>
  )
}
