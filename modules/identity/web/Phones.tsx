import { Button } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { type ReactNode, useMemo, useState } from 'react'
import { MemberPhones, type Phone } from '../../checks/web/MemberPhones.tsx'
import { ReasonDialog } from '../../checks/web/ReasonDialog.tsx'
import { list, revoke } from '../../devices/devices.contract.ts'

/**
 * Phones of accounts, each with what to do when it is lost. A password is not kept on a phone: revoking it is enough, another phone is enrolled
 * with the same one.
 * @returns what an account's phones look like, and the dialog that stands once on the page
 */
export function usePhones(accountIds: readonly string[], onDone: (said: Words) => void) {
  const { w } = useLanguage()
  const { may } = useSession()
  const read = useRead(list, { accountIds: [...accountIds] }, { enabled: may(list) && accountIds.length > 0 })
  const phones = useMemo(() => Map.groupBy(read.data?.rows ?? [], (p) => p.accountId), [read.data])
  const [lost, setLost] = useState<Phone | null>(null)
  const write = useWrite(revoke)
  const phonesOf = (accountId: string): ReactNode => (
    <MemberPhones
      phones={phones.get(accountId) ?? []}
      act={(phone) =>
        may(revoke) && (
          <Button
            variant="default"
            aria-label={`${w({ vi: 'Mất máy', en: 'Lost phone' })}: ${phone.name}, ${phone.label ?? ''}`}
            onClick={() => setLost(phone)}
          >
            {w({ vi: 'Mất máy', en: 'Lost phone' })}
          </Button>
        )
      }
    />
  )
  const dialog = lost && (
    <ReasonDialog
      title={{ vi: `Mất máy của ${lost.name}`, en: `The phone of ${lost.name} is lost` }}
      consequence={{
        vi: 'Máy bị thu hồi: không gửi, không nhận, tên người trên máy không mở được nữa. Việc chưa gửi còn trên máy chỉ lấy lại được bằng tệp xuất, nếu tìm thấy máy. Mật khẩu không lưu trên máy; nghi bị lộ thì đổi mật khẩu.',
        en: 'The phone is revoked: it sends and fetches nothing, and names on it open no more. What it had not sent comes back only by its export file, if the phone is found. The password is not kept on the phone; if it may be known, change it.',
      }}
      submit={{ vi: 'Thu hồi máy', en: 'Revoke the phone' }}
      write={write}
      onClose={() => {
        write.clear()
        setLost(null)
      }}
      onReason={async (reason) => {
        const gone = await write.send({ deviceId: lost.deviceId, reason })
        if (!gone) return
        setLost(null)
        onDone({
          vi: `Đã thu hồi máy của ${lost.name}. ${gone.unsent ? `Máy còn ${gone.unsent} việc chưa gửi khi liên lạc lần cuối.` : 'Khi liên lạc lần cuối máy đã gửi hết.'}`,
          en: `The phone of ${lost.name} is revoked. ${gone.unsent ? `It held ${gone.unsent} unsent at its last contact.` : 'It had sent everything at its last contact.'}`,
        })
        await read.refetch()
      }}
    />
  )
  return { phonesOf, any: phones.size > 0, dialog }
}
