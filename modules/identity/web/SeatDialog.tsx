import { TextInput } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { delegatePost, grantPost } from '../identity.contract.ts'
import { noSeat, SeatFields, seated } from './SeatFields.tsx'

export interface SeatDialogProps {
  /** True: my own post, for a time; false: a post granted. */
  delegates: boolean
  accountId: string
  username: string
  onClose: () => void
  onDone: (words: Words) => void
}

/** A further post for an account, or my own for a time. */
export function SeatDialog({ delegates, accountId, username, onClose, onDone }: SeatDialogProps) {
  const { w } = useLanguage()
  const grant = useWrite(grantPost)
  const delegate = useWrite(delegatePost)
  const [seat, setSeat] = useState(noSeat)
  const [untilOn, setUntilOn] = useState<string | null>(null)
  const [document, setDocument] = useState('')
  const write = delegates ? delegate : grant
  return (
    <FormDialog
      title={
        delegates
          ? { vi: `Ủy quyền nhiệm vụ của tôi cho ${username}`, en: `Delegate my post to ${username}` }
          : { vi: `Giao nhiệm vụ cho ${username}`, en: `Grant a post to ${username}` }
      }
      submit={delegates ? { vi: 'Ủy quyền', en: 'Delegate' } : { vi: 'Giao', en: 'Grant' }}
      write={write}
      blocked={delegates ? !untilOn || document.trim() === '' : !seated(seat)}
      onClose={onClose}
      onSubmit={async () => {
        const done = delegates
          ? await delegate.send({ accountId, untilOn: untilOn!, document })
          : await grant.send({
              accountId,
              role: seat.role as never,
              areaId: seat.areaId!,
              ...(seat.bodyId && { bodyId: Number(seat.bodyId) }),
              ...(untilOn && { untilOn }),
              ...(document.trim() && { document }),
            })
        if (done)
          onDone(
            delegates
              ? { vi: `Đã ủy quyền cho ${username}.`, en: `Delegated to ${username}.` }
              : { vi: `Đã giao nhiệm vụ cho ${username}.`, en: `A post is granted to ${username}.` },
          )
      }}
    >
      {!delegates && <SeatFields seat={seat} onSeat={setSeat} />}
      <DayField label={{ vi: 'Đến hết ngày', en: 'Last day' }} value={untilOn} onChange={setUntilOn} required={delegates} />
      <TextInput
        label={w({ vi: 'Văn bản', en: 'Document' })}
        value={document}
        onChange={(event) => setDocument(event.currentTarget.value)}
        required={delegates}
      />
    </FormDialog>
  )
}
