import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import type { ReactNode } from 'react'
import { NumbersAsTyped } from './NumberField.tsx'

export interface FormDialogProps {
  title: Words
  /** A verb: "Ghi ngày khởi phát". */
  submit: Words
  write: { busy: boolean; problem: ProblemDocument | null }
  onSubmit: () => void
  onClose: () => void
  /** Not sendable yet, and the fields say why. */
  blocked?: boolean
  /** What stands in place of the plain problem, where a refusal is told in detail. */
  refusal?: ReactNode
  size?: string
  children: ReactNode
}

/** A form over the page: Enter sends, Escape leaves, a refusal keeps what was typed. */
export function FormDialog({ title, submit, write, onSubmit, onClose, blocked, refusal, size, children }: FormDialogProps) {
  const { w } = useLanguage()
  return (
    <Modal
      opened
      onClose={() => !write.busy && onClose()}
      title={w(title)}
      size={size ?? 'lg'}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!blocked && !write.busy) onSubmit()
        }}
      >
        <Stack gap="md">
          {write.problem &&
            (refusal ?? (
              <ProblemAlert
                problem={write.problem}
                takeFocus
                kept={{ vi: 'Nội dung đã nhập vẫn còn trên màn hình.', en: 'What you typed is still on the screen.' }}
              />
            ))}
          <NumbersAsTyped value={true}>{children}</NumbersAsTyped>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose} disabled={write.busy}>
              {w({ vi: 'Quay lại', en: 'Go back' })}
            </Button>
            <Button type="submit" loading={write.busy} disabled={blocked}>
              {w(submit)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
