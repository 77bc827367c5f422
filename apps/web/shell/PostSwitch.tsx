import { Button, Menu } from '@mantine/core'
import { roleWords } from '@phaodai/kernel/contract.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { IconChevronDown } from '@tabler/icons-react'
import type { Session } from '../session.ts'
import styles from './Shell.module.css'

/** The area and role acted in; a choice only for those who hold several posts. */
export function PostSwitch({ session, onPost }: { session: Session; onPost: (postId: string) => void }) {
  const { w } = useLanguage()
  const { post, posts } = session
  const plain = (
    <span className={styles.area}>
      <span className={styles.areaName}>{post.areaName}</span>
      <span className={styles.small}>{w(roleWords[post.role])}</span>
    </span>
  )
  if (posts.length < 2) return plain
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          h="auto"
          py={4}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          styles={{ label: { textAlign: 'left' } }}
        >
          {plain}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{w({ vi: 'Làm việc với tư cách', en: 'Act as' })}</Menu.Label>
        {posts.map((p) => (
          <Menu.Item key={p.postId} onClick={() => onPost(p.postId)} fw={p.postId === post.postId ? 600 : 400}>
            {p.areaName}
            <span className={styles.small}> · {w(roleWords[p.role])}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
