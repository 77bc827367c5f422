import { Checkbox, Group, Textarea } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { nowOf } from '@phaodai/web/now.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { recordVisit } from '../doors.contract.ts'
import type { FrailRow } from './Frail.tsx'
import { alarmWords, kindWords } from './words.ts'

const kinds = ['fever', 'cough', 'breathlessness'] as const

/** A visit as the station takes it down; an alarm becomes a signal in the same breath. */
export function RecordVisit({ row, onClose, onDone }: { row: FrailRow; onClose: () => void; onDone: (words: Words) => void }) {
  const { w } = useLanguage()
  const { today, instance } = useSession()
  const write = useWrite(recordVisit)
  // made once: sending again is the same visit
  const [ids] = useState(() => ({ visitId: crypto.randomUUID(), signalId: crypto.randomUUID(), capturedAt: nowOf(instance) }))
  const [temperature, setTemperature] = useState<number>()
  const [spo2, setSpo2] = useState<number>()
  const [complaints, setComplaints] = useState<string[]>([])
  const [note, setNote] = useState('')
  const said = temperature !== undefined || spo2 !== undefined || complaints.length > 0 || note.trim() !== ''
  return (
    <FormDialog
      title={{ vi: `Ghi lần thăm ${row.name}`, en: `A visit to ${row.name}` }}
      submit={{ vi: 'Ghi lần thăm', en: 'Record the visit' }}
      write={write}
      blocked={!said}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          ...ids,
          subjectId: row.subjectId,
          onDay: today,
          temperature: temperature ?? null,
          spo2: spo2 ?? null,
          complaints: complaints as 'fever'[],
          note: note.trim() || null,
        })
        if (!done) return
        const alarms = (lang: 'vi' | 'en') => done.alarms.map((a) => alarmWords[a][lang]).join(', ')
        onDone(
          done.alarms.length > 0
            ? {
                vi: `Đã ghi. Báo động: ${alarms('vi')}; đã thành dấu hiệu.`,
                en: `Recorded. Alarm: ${alarms('en')}; it is a signal now.`,
              }
            : { vi: 'Đã ghi lần thăm, không có báo động.', en: 'Recorded; no alarm.' },
        )
      }}
    >
      <Group align="flex-start">
        <NumberField
          label={{ vi: 'Nhiệt độ, °C', en: 'Temperature, °C' }}
          value={temperature}
          onChange={setTemperature}
          min={30}
          max={45}
        />
        <NumberField label={{ vi: 'SpO2, %', en: 'SpO2, %' }} value={spo2} onChange={setSpo2} min={40} max={100} whole />
      </Group>
      <Checkbox.Group label={w({ vi: 'Người bệnh nói có', en: 'Complaints' })} value={complaints} onChange={setComplaints}>
        <Group mt={4}>
          {kinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={w(kindWords[kind]!)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Textarea
        label={w({ vi: 'Ghi chú', en: 'Note' })}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        maxLength={300}
      />
    </FormDialog>
  )
}
