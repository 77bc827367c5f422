import { Button } from '@mantine/core'
import { sources } from '@phaodai/modules/tracing/meetings.contract.ts'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { pathTo } from '../paths.ts'
import { useSession } from '../useSession.ts'
import styles from './Lists.module.css'

/** What may be done with cases that were chosen together: see what they share. */
export function SharedOf(props: {
  ids: readonly string[]
  disease: string | undefined
  onClear: () => void
  children?: ReactNode
}) {
  const { ids, disease, onClear, children } = props
  const { w } = useLanguage()
  const { may } = useSession()
  const { history } = useRouter()
  if (!may(sources)) return null
  return (
    <div className={`${styles.acting} pd-no-print`} role="status">
      <strong>{w({ vi: `Đã chọn ${number(ids.length)} ca`, en: `${number(ids.length)} cases chosen` })}</strong>
      {children}
      <Button disabled={ids.length < 2} onClick={() => history.push(pathTo('/shared', { ids: ids.join(','), disease }))}>
        {w({ vi: 'Xem nơi họ cùng có mặt', en: 'See the places they share' })}
      </Button>
      <Button variant="default" onClick={onClear}>
        {w({ vi: 'Bỏ chọn', en: 'Clear' })}
      </Button>
    </div>
  )
}
