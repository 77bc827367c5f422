import { Textarea } from '@mantine/core'
import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useState } from 'react'

export interface ReasonDialogProps {
  title: Words
  /** What happens by it. */
  consequence: Words
  submit: Words
  write: { busy: boolean; problem: ProblemDocument | null }
  onClose: () => void
  onReason: (reason: string) => void
}

/** An act that wants its reason. */
export function ReasonDialog({ title, consequence, submit, write, onClose, onReason }: ReasonDialogProps) {
  const { w } = useLanguage()
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={title}
      submit={submit}
      write={write}
      blocked={reason.trim().length < 3}
      onClose={onClose}
      onSubmit={() => onReason(reason.trim())}
    >
      <p style={{ margin: 0 }}>{w(consequence)}</p>
      <Textarea
        label={w({ vi: 'Lý do (được lưu cùng thao tác)', en: 'Reason (kept with the action)' })}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={500}
        required
        data-autofocus
      />
    </FormDialog>
  )
}
