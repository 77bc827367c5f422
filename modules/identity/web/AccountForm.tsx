import { TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { createAccount } from '../identity.contract.ts'
import { noSeat, SeatFields, seated } from './SeatFields.tsx'

export interface AccountFormProps {
  onClose: () => void
  onDone: (made: { username: string; oneTimePassword: string }) => void
}

/** One new account with its post. */
export function AccountForm({ onClose, onDone }: AccountFormProps) {
  const { w } = useLanguage()
  const write = useWrite(createAccount)
  const [fullName, setFullName] = useState('')
  const [username, setUsername] = useState('')
  const [document, setDocument] = useState('')
  const [seat, setSeat] = useState(noSeat)
  return (
    <FormDialog
      title={{ vi: 'Tạo tài khoản', en: 'Create an account' }}
      submit={{ vi: 'Tạo', en: 'Create' }}
      write={write}
      blocked={fullName.trim().length < 2 || !seated(seat)}
      onClose={onClose}
      onSubmit={async () => {
        const made = await write.send({
          fullName,
          role: seat.role as never,
          areaId: seat.areaId!,
          ...(username.trim() && { username }),
          ...(seat.bodyId && { bodyId: Number(seat.bodyId) }),
          ...(document.trim() && { document }),
        })
        if (made) onDone(made)
      }}
    >
      <TextInput
        label={w({ vi: 'Họ và tên', en: 'Full name' })}
        value={fullName}
        onChange={(event) => setFullName(event.currentTarget.value)}
        required
      />
      <TextInput
        label={w({ vi: 'Tên đăng nhập', en: 'User name' })}
        description={w({ vi: 'Để trống: hệ thống tự đặt', en: 'Empty: made from the name' })}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
      />
      <SeatFields seat={seat} onSeat={setSeat} />
      <TextInput
        label={w({ vi: 'Văn bản giao nhiệm vụ', en: 'Document' })}
        value={document}
        onChange={(event) => setDocument(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
