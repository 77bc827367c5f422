import { TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { type ActProps, said } from '@phaodai/web/fields/act.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { orders, takeSample } from '../laboratory.contract.ts'
import { checkWords, reasonWords } from './words.ts'

type Check = keyof typeof checkWords

/** Takes a sample: how the person showed who they are comes first, then the code on the tube. */
export function TakeSample({ subjectId, disease, onClose, onDone }: ActProps) {
  const { w } = useLanguage()
  const write = useWrite(takeSample)
  const [check, setCheck] = useState<Check | ''>('')
  const [barcode, setBarcode] = useState('')
  const [orderId, setOrderId] = useState<string | null>(null)
  const open = useRead(orders, { disease, subjectId, state: 'open' })
  const waiting = open.data?.rows ?? []
  const chosen = orderId ?? waiting[0]?.orderId ?? ''
  return (
    <FormDialog
      title={{ vi: 'Lấy mẫu', en: 'Take a sample' }}
      submit={{ vi: 'Ghi mẫu', en: 'Record the sample' }}
      write={write}
      blocked={!check || barcode.trim().length < 4}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          subjectId,
          disease,
          barcode: barcode.trim(),
          identityCheck: check as Check,
          ...(chosen && chosen !== 'none' && { orderId: chosen }),
        })
        if (done)
          onDone(
            said(
              `Đã ghi mẫu ${barcode.trim().toUpperCase()}. Nhãn ống: ${done.label.name}${done.label.birthYear ? `, ${done.label.birthYear}` : ''}.`,
              `Sample ${barcode.trim().toUpperCase()} is recorded. Label: ${done.label.name}${done.label.birthYear ? `, ${done.label.birthYear}` : ''}.`,
            ),
          )
      }}
    >
      <ChoiceField
        label={{ vi: 'Đã đối chiếu danh tính bằng', en: 'Identity checked by' }}
        description={{
          vi: 'Đối chiếu trước khi dán nhãn: đúng người, đúng tên, đúng năm sinh.',
          en: 'Check before labelling: the person, the name, the year of birth.',
        }}
        none={{ vi: 'Chọn cách đối chiếu', en: 'Choose how' }}
        choices={(Object.keys(checkWords) as Check[]).map((value) => ({ value, words: checkWords[value] }))}
        value={check}
        onChange={setCheck}
        required
      />
      <TextInput
        label={w({ vi: 'Mã vạch trên ống', en: 'Barcode on the tube' })}
        description={w({ vi: 'Quét hoặc gõ; chữ, số và gạch ngang', en: 'Scan or type; letters, digits and dashes' })}
        value={barcode}
        onChange={(event) => setBarcode(event.currentTarget.value)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
      />
      {waiting.length > 0 && (
        <ChoiceField
          label={{ vi: 'Theo chỉ định', en: 'For the order' }}
          choices={[
            ...waiting.map((o) => ({ value: o.orderId, words: reasonWords[o.reason] })),
            { value: 'none', words: { vi: 'Không theo chỉ định nào', en: 'For none of them' } },
          ]}
          value={chosen}
          onChange={setOrderId}
        />
      )}
    </FormDialog>
  )
}
