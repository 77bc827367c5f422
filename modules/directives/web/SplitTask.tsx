import { Radio, Stack } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useMemo, useState } from 'react'
import type { Item } from '../draft.contract.ts'
import { wordsOf } from '../draft.rules.ts'

/** Where a task may be parted: after a semicolon or a full stop; where it has neither, after a comma. Offsets of the source. */
export function cutsOf([from, until]: readonly [number, number], source: string): number[] {
  const text = source.slice(from, until)
  const found = [...text.matchAll(/([;.,])\s+/gu)].map((m) => ({ at: from + m.index + m[0].length, sign: m[1]! }))
  const real = found.filter((f) => wordsOf(source.slice(from, f.at)).length > 8 && wordsOf(source.slice(f.at, until)).length > 8)
  const strong = real.filter((f) => f.sign !== ',')
  return (strong.length > 0 ? strong : real).slice(0, 12).map((f) => f.at)
}

/** Parts one task in two at a place of its sentence. */
export function SplitTask(props: { item: Item; n: number; text: string; onCut: (at: number) => void; onClose: () => void }) {
  const { item, n, text, onCut, onClose } = props
  const { w } = useLanguage()
  const cuts = useMemo(() => (item.span ? cutsOf(item.span, text) : []), [item, text])
  const [at, setAt] = useState(cuts[0] === undefined ? '' : String(cuts[0]))
  const [from, until] = item.span ?? [0, 0]
  return (
    <FormDialog
      title={{ vi: `Tách nhiệm vụ ${n}`, en: `Split task ${n}` }}
      submit={{ vi: 'Tách ở đây', en: 'Split here' }}
      write={{ busy: false, problem: null }}
      blocked={at === ''}
      size="xl"
      onClose={onClose}
      onSubmit={() => onCut(Number(at))}
    >
      {cuts.length === 0 ? (
        <p style={{ margin: 0 }}>
          {w({
            vi: 'Câu này không có chỗ ngắt. Bôi đen từng phần trong văn bản rồi chọn "Thêm nhiệm vụ".',
            en: 'There is no break in it. Select each part in the text and add it as a task.',
          })}
        </p>
      ) : (
        <Radio.Group label={w({ vi: 'Chỗ tách', en: 'Where' })} value={at} onChange={setAt}>
          <Stack gap="sm" mt="xs">
            {cuts.map((cut) => (
              <Radio
                key={cut}
                value={String(cut)}
                label={
                  <>
                    {wordsOf(text.slice(from, cut))} <strong>‖</strong> {wordsOf(text.slice(cut, until))}
                  </>
                }
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </FormDialog>
  )
}
