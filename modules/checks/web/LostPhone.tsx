import { number } from '@phaodai/ui/formats.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { revoke } from '../../devices/devices.contract.ts'
import { resetMember } from '../members.contract.ts'
import type { Phone } from './MemberPhones.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'

export interface NewCode {
  username: string
  fullName: string
  oneTimePassword: string
  html: string
}

/**
 * A stolen phone in one step: it is revoked for everybody on it, the member is signed out everywhere and given a new code, which is what
 * opens the next phone. Where the second step fails the first stands, and sending again goes on from there.
 */
export function LostPhone(props: { phone: Phone; onClose: () => void; onDone: (code: NewCode, said: Words) => void }) {
  const { phone, onClose, onDone } = props
  const lost = useWrite(revoke)
  const code = useWrite(resetMember)
  const [before, setGone] = useState<z.output<typeof revoke.output> | null>(null)
  return (
    <ReasonDialog
      title={{ vi: `Mất máy của ${phone.name}`, en: `The phone of ${phone.name} is lost` }}
      consequence={{
        vi: 'Máy bị thu hồi cho mọi tổ viên dùng chung máy đó: không gửi, không nhận, tên người trên máy không mở được nữa. Việc chưa gửi còn trên máy chỉ lấy lại được bằng tệp xuất, nếu tìm thấy máy. Tổ viên được cấp mã mới để dùng máy khác.',
        en: 'The phone is revoked for every member who shares it: it sends and fetches nothing, and names on it open no more. What it had not sent comes back only by its export file, if the phone is found. The member is given a new code for another phone.',
      }}
      submit={{ vi: 'Thu hồi và cấp mã mới', en: 'Revoke and give a new code' }}
      write={{ busy: lost.busy || code.busy, problem: code.problem ?? lost.problem }}
      onClose={onClose}
      onReason={async (reason) => {
        const gone = before ?? (await lost.send({ deviceId: phone.deviceId, reason }))
        if (!gone) return
        setGone(gone)
        const made = await code.send({ accountId: phone.accountId })
        if (!made) return
        const shared = gone.revoked > 1
        onDone(made, {
          vi: `Đã thu hồi máy của ${phone.name}${shared ? ` (cả ${number(gone.revoked)} tổ viên dùng chung; cấp mã mới cho từng người)` : ''}. ${gone.unsent ? `Máy còn ${number(gone.unsent)} việc chưa gửi khi liên lạc lần cuối.` : 'Khi liên lạc lần cuối máy đã gửi hết.'}`,
          en: `The phone of ${phone.name} is revoked${shared ? ` (for all ${number(gone.revoked)} members on it; give each a new code)` : ''}. ${gone.unsent ? `It held ${number(gone.unsent)} unsent at its last contact.` : 'It had sent everything at its last contact.'}`,
        })
      }}
    />
  )
}
