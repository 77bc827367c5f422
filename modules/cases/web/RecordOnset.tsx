import { Checkbox, TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { type ActProps, said } from '@phaodai/web/fields/act.ts'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { recordOnset } from '../cases.contract.ts'

/** The day of the first symptom, or that there is none. */
export function RecordOnset({ subjectId, disease, onClose, onDone }: ActProps) {
  const { w } = useLanguage()
  const write = useWrite(recordOnset)
  const [none, setNone] = useState(false)
  const [day, setDay] = useState<string | null>(null)
  const [symptoms, setSymptoms] = useState('')
  const list = symptoms
    .split(',')
    .map((s) => s.trim())
    .filter(Boolean)
  return (
    <FormDialog
      title={{ vi: 'Ghi ngày khởi phát', en: 'Record the onset' }}
      submit={{ vi: 'Ghi khởi phát', en: 'Record onset' }}
      write={write}
      blocked={!none && !day}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({ subjectId, disease, onsetOn: none ? null : day, symptoms: none ? [] : list })
        if (done) onDone(said('Đã ghi ngày khởi phát.', 'The onset is recorded.'))
      }}
    >
      <DayField
        label={{ vi: 'Ngày khởi phát', en: 'Day of onset' }}
        value={none ? null : day}
        onChange={setDay}
        required={!none}
        disabled={none}
      />
      <Checkbox
        label={w({ vi: 'Đã hỏi: chưa có triệu chứng nào', en: 'Asked: no symptom so far' })}
        checked={none}
        onChange={(event) => setNone(event.currentTarget.checked)}
      />
      <TextInput
        label={w({ vi: 'Triệu chứng', en: 'Symptoms' })}
        description={w({ vi: 'Cách nhau bằng dấu phẩy: sốt, ho, mất vị giác', en: 'By commas: fever, cough' })}
        value={symptoms}
        onChange={(event) => setSymptoms(event.currentTarget.value)}
        disabled={none}
      />
    </FormDialog>
  )
}
