import { Button, Menu } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { IconUser } from '@tabler/icons-react'
import type { Session } from '../session.ts'
import styles from './Shell.module.css'

export interface AccountMenuProps {
  session: Session
  wall: boolean
  setWall: (on: boolean) => void
  go: (href: string) => void
  onSignOut: () => void
}

/** Who is signed in, and what concerns only them and this screen. */
export function AccountMenu({ session, wall, setWall, go, onSignOut }: AccountMenuProps) {
  const { w } = useLanguage()
  const { fullName, username } = session.account
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          px="xs"
          leftSection={<IconUser size={18} aria-hidden />}
          aria-label={`${fullName}: ${w({ vi: 'tài khoản', en: 'account' })}`}
        >
          <span className={styles.wide}>{fullName}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {fullName} ({username})
        </Menu.Label>
        <Menu.Item onClick={() => go('/me')}>
          {w({ vi: 'Mật khẩu, mã xác thực, phiên', en: 'Password, authenticator, sessions' })}
        </Menu.Item>
        <Menu.Item onClick={() => setWall(!wall)}>
          {w(wall ? { vi: 'Tắt chế độ màn hình lớn', en: 'Leave wall mode' } : { vi: 'Chế độ màn hình lớn', en: 'Wall mode' })}
        </Menu.Item>
        <Menu.Item onClick={() => setTimeout(print, 300)}>{w({ vi: 'In trang này', en: 'Print this page' })}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={onSignOut}>{w({ vi: 'Đăng xuất', en: 'Sign out' })}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
