import { TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import type { SaidKey } from '../../policy/policy.contract.ts'
import { putInput } from '../levels.contract.ts'
import { saidWords } from '../levels.words.ts'

type Key = z.output<typeof SaidKey>
const keys = Object.keys(saidWords) as Key[]

/** A figure that no list here holds, with its source and day. What is missing stands first. */
export function PutInput({ areaId, missing, onClose }: { areaId: number; missing: readonly Key[]; onClose: () => void }) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(putInput)
  const [inputId] = useState(() => crypto.randomUUID())
  const [key, setKey] = useState<Key | ''>(missing[0] ?? '')
  const [value, setValue] = useState<number | undefined>(undefined)
  const [asOf, setAsOf] = useState<string | null>(today)
  const [source, setSource] = useState('')
  const unit = key === '' ? null : saidWords[key].unit
  return (
    <FormDialog
      title={{ vi: 'Ghi số liệu cho tiêu chí', en: 'Enter a figure for the criteria' }}
      submit={{ vi: 'Ghi', en: 'Enter' }}
      write={write}
      blocked={key === '' || value === undefined || !asOf || source.trim().length < 3}
      onClose={onClose}
      onSubmit={async () => {
        if (key && value !== undefined && asOf && (await write.send({ inputId, areaId, key, value, asOf, source }))) onClose()
      }}
    >
      <ChoiceField
        label={{ vi: 'Số liệu nào', en: 'Which figure' }}
        choices={[...missing, ...keys.filter((k) => !missing.includes(k))].map((k) => ({ value: k, words: saidWords[k].words }))}
        value={key}
        onChange={(next) => {
          setKey(next)
          setValue(undefined)
        }}
        none={{ vi: 'Chọn', en: 'Choose' }}
        required
      />
      {unit === 'yes' ? (
        <ChoiceField
          label={{ vi: 'Trả lời', en: 'Answer' }}
          choices={[
            { value: '1', words: { vi: 'có', en: 'yes' } },
            { value: '0', words: { vi: 'không', en: 'no' } },
          ]}
          value={value === undefined ? '' : value ? '1' : '0'}
          onChange={(v) => setValue(Number(v))}
          none={{ vi: 'Chọn', en: 'Choose' }}
          required
        />
      ) : (
        <NumberField
          label={{ vi: `Giá trị${unit ? ` (${unit})` : ''}`, en: `Value${unit ? ` (${unit})` : ''}` }}
          value={value}
          onChange={setValue}
          min={0}
          max={unit === '%' ? 100 : 100_000_000}
          whole={unit === 'người'}
        />
      )}
      <DayField label={{ vi: 'Số liệu của ngày', en: 'As of' }} value={asOf} onChange={setAsOf} required />
      <TextInput
        label={w({ vi: 'Nguồn', en: 'Source' })}
        description={w({ vi: 'Báo cáo, văn bản, cơ quan.', en: 'Report, document, body.' })}
        value={source}
        onChange={(e) => setSource(e.currentTarget.value)}
        required
      />
    </FormDialog>
  )
}
