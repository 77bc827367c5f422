import { Button, Group, TextInput } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { endEpidemicArea, epidemicAreas, setEpidemicArea } from '../sweep.contract.ts'
import { basisWords, measureWords } from './words.ts'

type Row = z.output<typeof epidemicAreas.output>['rows'][number]
const choicesOf = <T extends string>(words: Record<T, (typeof basisWords)['ct16']>) =>
  (Object.keys(words) as T[]).map((value) => ({ value, words: words[value] }))

/** One more place, with the document that names it; from which day, and what is asked of whoever comes from there. */
function Enter({ onClose }: { onClose: () => void }) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(setEpidemicArea)
  const [epidemicId] = useState(() => crypto.randomUUID())
  const [name, setName] = useState('')
  const [basis, setBasis] = useState<Row['basis'] | ''>('')
  const [measure, setMeasure] = useState<Row['measure'] | ''>('')
  const [holdDays, setHoldDays] = useState<number | undefined>(undefined)
  const [fromOn, setFromOn] = useState<string | null>(today)
  const [document, setDocument] = useState('')
  const ready = name.trim().length >= 2 && document.trim().length >= 2 && basis && measure && fromOn
  return (
    <FormDialog
      title={{ vi: 'Ghi nơi có dịch', en: 'Enter an epidemic area' }}
      submit={{ vi: 'Ghi', en: 'Enter' }}
      write={write}
      blocked={!ready}
      onClose={onClose}
      onSubmit={async () => {
        if (!basis || !measure || !fromOn) return
        if (await write.send({ epidemicId, name, basis, measure, holdDays: holdDays ?? null, fromOn, document })) onClose()
      }}
    >
      <TextInput
        label={w({ vi: 'Nơi nào', en: 'Place' })}
        description={w({ vi: 'Như văn bản gọi tên.', en: 'As the document names it.' })}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
        required
        data-autofocus
      />
      <ChoiceField
        label={{ vi: 'Vì sao', en: 'Why' }}
        choices={choicesOf(basisWords)}
        value={basis}
        onChange={setBasis}
        none={{ vi: 'Chọn', en: 'Choose' }}
        required
      />
      <ChoiceField
        label={{ vi: 'Người đến từ đó phải', en: 'Whoever comes from there' }}
        choices={choicesOf(measureWords)}
        value={measure}
        onChange={setMeasure}
        none={{ vi: 'Chọn', en: 'Choose' }}
        required
      />
      <Group align="start" gap="md">
        <NumberField label={{ vi: 'Số ngày', en: 'Days' }} value={holdDays} onChange={setHoldDays} min={1} max={60} whole />
        <DayField label={{ vi: 'Từ ngày', en: 'From' }} value={fromOn} onChange={setFromOn} required />
      </Group>
      <TextInput
        label={w({ vi: 'Văn bản', en: 'Document' })}
        value={document}
        onChange={(e) => setDocument(e.currentTarget.value)}
        required
      />
    </FormDialog>
  )
}

function End({ row, onClose }: { row: Row; onClose: () => void }) {
  const { today } = useSession()
  const write = useWrite(endEpidemicArea)
  const [untilOn, setUntilOn] = useState<string | null>(today)
  return (
    <FormDialog
      title={{ vi: `Ngày cuối là nơi có dịch: ${row.name}`, en: `Last day: ${row.name}` }}
      submit={{ vi: 'Ghi ngày cuối', en: 'Record' }}
      write={write}
      blocked={untilOn === null || untilOn < row.fromOn}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ epidemicId: row.epidemicId, untilOn: untilOn! })) onClose()
      }}
    >
      <DayField label={{ vi: 'Ngày cuối', en: 'Last day' }} value={untilOn} onChange={setUntilOn} required />
    </FormDialog>
  )
}

/** The dated list of places elsewhere: what a declaration offers, and what a returnee owes. */
export function EpidemicAreas() {
  const { w } = useLanguage()
  const { may } = useSession()
  const list = useRead(epidemicAreas, { state: 'all' })
  const [entering, setEntering] = useState(false)
  const [ending, setEnding] = useState<Row | null>(null)
  return (
    <Part
      title={{ vi: 'Nơi có dịch', en: 'Epidemic areas' }}
      actions={
        may(setEpidemicArea) && (
          <Button variant="default" onClick={() => setEntering(true)}>
            {w({ vi: 'Ghi nơi có dịch', en: 'Enter an area' })}
          </Button>
        )
      }
    >
      <Read of={list}>
        {(a) => (
          <DataTable
            label={{ vi: 'Nơi có dịch', en: 'Epidemic areas' }}
            rows={a.rows}
            rowKey={(r) => r.epidemicId}
            empty={{
              vi: 'Chưa ghi nơi nào. CDC ghi theo thông báo của Bộ Y tế.',
              en: 'None yet: the CDC enters them from the notices.',
            }}
            columns={[
              { key: 'name', header: { vi: 'Nơi', en: 'Place' }, value: (r) => r.name, width: 'minmax(160px, 2fr)' },
              { key: 'basis', header: { vi: 'Vì sao', en: 'Why' }, value: (r) => w(basisWords[r.basis]) },
              {
                key: 'measure',
                header: { vi: 'Người đến phải', en: 'Asked' },
                value: (r) =>
                  `${w(measureWords[r.measure])}${r.holdDays ? ` ${r.holdDays} ${w({ vi: 'ngày', en: 'days' })}` : ''}`,
              },
              { key: 'from', header: { vi: 'Từ ngày', en: 'From' }, value: (r) => r.fromOn, draw: (r) => date(r.fromOn) },
              {
                key: 'until',
                header: { vi: 'Đến hết', en: 'Until' },
                value: (r) => r.untilOn ?? '',
                draw: (r) =>
                  r.untilOn ? (
                    date(r.untilOn)
                  ) : !may(endEpidemicArea) ? (
                    '–'
                  ) : (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => setEnding(r)}
                      aria-label={`${w({ vi: 'Ghi ngày cuối', en: 'Last day' })}: ${r.name}`}
                    >
                      {w({ vi: 'Ghi ngày cuối', en: 'Last day' })}
                    </Button>
                  ),
              },
              { key: 'document', header: { vi: 'Văn bản', en: 'Document' }, value: (r) => r.document },
            ]}
          />
        )}
      </Read>
      {entering && <Enter onClose={() => setEntering(false)} />}
      {ending && <End row={ending} onClose={() => setEnding(null)} />}
    </Part>
  )
}
