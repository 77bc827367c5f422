import { Group, Textarea, TextInput } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useState } from 'react'
import type { Header } from '../draft.contract.ts'

const names: [keyof Header, Words][] = [
  ['kind', { vi: 'Loại văn bản', en: 'Kind' }],
  ['number', { vi: 'Số, ký hiệu', en: 'Number and symbol' }],
  ['issuer', { vi: 'Cơ quan ban hành', en: 'Issuer' }],
  ['signatory', { vi: 'Người ký', en: 'Signed by' }],
  ['signatoryTitle', { vi: 'Chức vụ', en: 'Title' }],
  ['onBehalfOf', { vi: 'Ký thay, thừa lệnh', en: 'On behalf of' }],
]

/** What the header says, mended by a person where the reading was wrong; what the document leaves blank stays blank. */
export function EditHeader({ header, onSave, onClose }: { header: Header; onSave: (h: Header) => void; onClose: () => void }) {
  const { w } = useLanguage()
  const [h, setHeader] = useState(header)
  const set = (change: Partial<Header>) => setHeader((was) => ({ ...was, ...change }))
  return (
    <FormDialog
      title={{ vi: 'Đầu mục văn bản', en: 'Header of the document' }}
      submit={{ vi: 'Ghi đầu mục', en: 'Keep it' }}
      write={{ busy: false, problem: null }}
      onClose={onClose}
      onSubmit={() => onSave(h)}
    >
      {names.map(([key, words]) => (
        <TextInput
          key={key}
          label={w(words)}
          value={h[key] ?? ''}
          onChange={(event) => set({ [key]: event.currentTarget.value || null })}
          maxLength={400}
        />
      ))}
      <Group gap="md">
        <DayField label={{ vi: 'Ngày ban hành', en: 'Dated' }} value={h.date} onChange={(date) => set({ date })} />
        <DayField
          label={{ vi: 'Ngày họp', en: 'Meeting on' }}
          value={h.meetingDate}
          onChange={(meetingDate) => set({ meetingDate })}
        />
      </Group>
      <Textarea
        label={w({ vi: 'Trích yếu', en: 'Subject' })}
        value={h.subject ?? ''}
        onChange={(event) => set({ subject: event.currentTarget.value || null })}
        autosize
        minRows={2}
        maxLength={1000}
      />
    </FormDialog>
  )
}
