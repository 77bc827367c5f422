import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { bindMeasure } from '../measures.contract.ts'
import { measureOf, measures } from '../measures.rules.ts'

interface BindMeasureProps {
  task: { taskId: string; measure: string | null; measureTarget: number | null }
  onClose: () => void
  onDone: (words: Words) => void
}

/** Which live figure says how far a task is, and from what number on it is met. */
export function BindMeasure({ task, onClose, onDone }: BindMeasureProps) {
  const { w } = useLanguage()
  const write = useWrite(bindMeasure)
  const [code, setCode] = useState(task.measure ?? '')
  const [target, setTarget] = useState(task.measureTarget ?? undefined)
  const chosen = measureOf(code)
  return (
    <FormDialog
      title={{ vi: 'Thước đo của nhiệm vụ', en: 'The measure of the task' }}
      submit={{ vi: 'Ghi thước đo', en: 'Bind it' }}
      write={write}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({ taskId: task.taskId, measure: code || null, target: code ? (target ?? null) : null })
        if (done) onDone({ vi: 'Đã ghi thước đo.', en: 'The measure was bound.' })
      }}
    >
      <ChoiceField<string>
        label={{ vi: 'Thước đo', en: 'Measure' }}
        none={{ vi: 'Không', en: 'None' }}
        choices={measures.map((m) => ({ value: m.code, words: m.words }))}
        value={code}
        onChange={setCode}
        first
      />
      {chosen && <p style={{ margin: 0 }}>{w(chosen.how)}</p>}
      {chosen && (
        <NumberField
          label={{ vi: `Đạt từ (${chosen.unit.vi}); để trống: tất cả`, en: `Met from (${chosen.unit.en}); empty: all` }}
          value={target}
          onChange={setTarget}
          min={0}
          width="16rem"
        />
      )}
    </FormDialog>
  )
}
