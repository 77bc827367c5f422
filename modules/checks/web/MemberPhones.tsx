import { Group } from '@mantine/core'
import { instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { nowOf } from '@phaodai/web/now.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { list } from '../../devices/devices.contract.ts'

export type Phone = z.output<typeof list.output>['rows'][number]

/**
 * A member's phones as the server last heard of them. What was recorded on one since its last contact is not known here, and that is said: a
 * nought would be taken for "all is in".
 */
export function MemberPhones({ phones, act }: { phones: readonly Phone[]; act?: (phone: Phone) => ReactNode }) {
  const { w, language } = useLanguage()
  const now = nowOf(useSession().instance)
  const lines = (p: Phone): Words[] => {
    const at = (value: string) => ({ vi: instant(value, 'vi'), en: instant(value, 'en') })
    const contact = at(p.lastContactAt)
    const lease = at(p.leaseUntil)
    return [
      { vi: `Liên lạc gần nhất ${contact.vi}`, en: `Last contact ${contact.en}` },
      p.unsent > 0
        ? {
            vi: `lúc đó còn ${number(p.unsent)} việc chưa gửi; ghi thêm sau đó thì chưa biết`,
            en: `${number(p.unsent)} not sent by then; what was recorded since is not known`,
          }
        : {
            vi: 'lúc đó đã gửi hết; ghi thêm sau đó thì chưa biết',
            en: 'all was sent by then; what was recorded since is not known',
          },
      p.leaseUntil > now
        ? { vi: `tên trên máy mở được đến ${lease.vi}`, en: `names on it open until ${lease.en}` }
        : { vi: `tên trên máy đã khóa từ ${lease.vi}`, en: `names on it are locked since ${lease.en}` },
    ]
  }
  if (phones.length === 0) return null
  return (
    <ul style={{ margin: '4px 0 0', padding: 0, listStyle: 'none' }} aria-label={w({ vi: 'Điện thoại', en: 'Phones' })}>
      {phones.map((p) => (
        <li key={p.deviceId} style={{ padding: '4px 0' }}>
          <Group gap="sm" justify="space-between" wrap="wrap">
            <span style={{ flex: '1 1 16rem', minWidth: 0, overflowWrap: 'anywhere' }}>
              <strong>{p.label ?? w({ vi: 'Điện thoại', en: 'Phone' })}</strong>{' '}
              <span className="pd-muted">
                {p.revokedAt
                  ? `${w({ vi: 'đã thu hồi', en: 'revoked' })} ${instant(p.revokedAt, language)}: ${p.revokeReason ?? ''}`
                  : `${lines(p).map(w).join('; ')}.`}
              </span>
            </span>
            {!p.revokedAt && act?.(p)}
          </Group>
        </li>
      ))}
    </ul>
  )
}
