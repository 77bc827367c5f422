import { Textarea } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { type Sent, withdrawForward } from '../forward.contract.ts'

/** Takes a document back from one receiver, and from whom that unit sent it on to, with the reason. */
export function WithdrawForward(p: { sent: Sent; onClose: () => void; onDone: (words: Words) => void }) {
  const { w } = useLanguage()
  const write = useWrite(withdrawForward)
  const [reason, setReason] = useState('')
  const { directiveId, forwardId, name } = p.sent
  return (
    <FormDialog
      title={{ vi: `Thu hồi văn bản từ ${name}`, en: `Take the document back from ${name}` }}
      submit={{ vi: 'Thu hồi', en: 'Take back' }}
      write={write}
      blocked={reason.trim().length < 5}
      onClose={p.onClose}
      onSubmit={async () => {
        const done = await write.send({ directiveId, forwardIds: [forwardId], reason: reason.trim() })
        if (!done) return
        const { onward } = done
        p.onDone({
          vi: `Đã thu hồi từ ${name}${onward > 0 ? ` và ${onward} nơi được chuyển tiếp từ đó` : ''}.`,
          en: `Taken back from ${name}${onward > 0 ? ` and ${onward} that had it from there` : ''}.`,
        })
        p.onClose()
      }}
    >
      <Textarea
        label={w({ vi: 'Lý do', en: 'Reason' })}
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
