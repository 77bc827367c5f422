import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useLanguage, type Words } from './language.tsx'

export interface ConfirmDialogProps {
  opened: boolean
  onClose: () => void
  /** What will be done, as a question or a verb: "Hủy quyết định cách ly". */
  title: Words
  /** What follows from it, for whom, and whether it can be undone. */
  consequence: ReactNode
  /** Words on the button; a verb, not "OK". */
  confirm: Words
  /** Where a reason must be given: the least length it may have (10 unless told). */
  reason?: { label?: Words; atLeast?: number }
  /** Resolves when done; while it runs the dialog cannot be closed. A refusal is shown by the caller inside `consequence`. */
  onConfirm: (reason: string) => Promise<void> | void
}

/** Nothing irreversible by one tap: says what follows, asks for a reason where one must be kept. The safe button has the focus. */
export function ConfirmDialog({ opened, onClose, title, consequence, confirm, reason, onConfirm }: ConfirmDialogProps) {
  const { w } = useLanguage()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const least = reason ? (reason.atLeast ?? 10) : 0
  const short = text.trim().length < least
  const leave = () => {
    if (busy) return
    setTried(false)
    onClose()
  }
  const send = async () => {
    setTried(true)
    if (short) return
    setBusy(true)
    try {
      await onConfirm(text.trim())
      setText('')
      setTried(false)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened={opened} onClose={leave} title={w(title)} closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }) }}>
      <Text component="div" mb="md">
        {consequence}
      </Text>
      {reason && (
        <Textarea
          label={w(reason.label ?? { vi: 'Lý do (được lưu cùng thao tác)', en: 'Reason (kept with the action)' })}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={2}
          required
          error={
            tried && short
              ? w({ vi: `Ghi lý do ít nhất ${least} ký tự.`, en: `Give a reason of at least ${least} characters.` })
              : undefined
          }
          mb="md"
        />
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={leave} data-autofocus={reason ? undefined : true} disabled={busy}>
          {w({ vi: 'Quay lại', en: 'Go back' })}
        </Button>
        <Button onClick={send} loading={busy}>
          {w(confirm)}
        </Button>
      </Group>
    </Modal>
  )
}
