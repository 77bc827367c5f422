import { ActionIcon, Button, Drawer, Kbd } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { DrillBanner } from '@phaodai/ui/DrillBanner.tsx'
import { date, instant, weekdayDate } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { usePrinting } from '@phaodai/ui/print.ts'
import { useWallMode } from '@phaodai/ui/wallMode.ts'
import { IconDots, IconSearch } from '@tabler/icons-react'
import { Fragment, type MouseEvent, type ReactNode, useState } from 'react'
import { nowOf } from '../now.ts'
import { type Group, groups, type Screen, type SearchSource } from '../screens.ts'
import type { Session } from '../session.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { Palette, type PaletteCommand } from './Palette.tsx'
import { PostSwitch } from './PostSwitch.tsx'
import styles from './Shell.module.css'

export interface ShellProps {
  session: Session
  /** Screens in the rail, those the post may use. */
  entries: readonly (Pick<Screen, 'path' | 'words' | 'icon'> & { group?: Group | undefined })[]
  /** Path of the page now shown. */
  here: string
  go: (href: string) => void
  searchSources: readonly SearchSource[]
  onPost: (postId: string) => void
  onSignOut: () => void
  children: ReactNode
}

/** The frame of every command page: whose area and which day on top, the day's work at the left (at the bottom on a phone). */
export function Shell({ session, entries, here, go, searchSources, onPost, onSignOut, children }: ShellProps) {
  const { w, language, setLanguage } = useLanguage()
  const { wall, setWall } = useWallMode()
  // drawn again when a sheet is taken, so that the hour on it is that of the print
  usePrinting()
  const [palette, setPalette] = useState<'search' | 'commands' | null>(null)
  const [more, setMore] = useState(false)
  const { today, mode } = session.instance
  useHotkeys([['mod+K', () => setPalette('commands')]], [])
  useHotkeys([['/', () => searchSources.length > 0 && setPalette('search')]])
  const follow = (event: MouseEvent, href: string) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    setMore(false)
    go(href)
  }
  const commands: PaletteCommand[] = [
    ...entries.map((e) => ({ id: e.path, words: { vi: `Mở: ${e.words.vi}`, en: `Open: ${e.words.en}` }, run: () => go(e.path) })),
    ...session.posts
      .filter((p) => p.postId !== session.post.postId)
      .map((p) => ({
        id: p.postId,
        words: { vi: `Chuyển địa bàn: ${p.areaName}`, en: `Change area: ${p.areaName}` },
        run: () => onPost(p.postId),
      })),
    {
      id: 'language',
      words: { vi: 'Chuyển sang tiếng Anh', en: 'Switch to Vietnamese' },
      run: () => setLanguage(language === 'vi' ? 'en' : 'vi'),
    },
    {
      id: 'wall',
      words: wall ? { vi: 'Tắt chế độ màn hình lớn', en: 'Leave wall mode' } : { vi: 'Bật chế độ màn hình lớn', en: 'Wall mode' },
      run: () => setWall(!wall),
    },
    // After the palette has gone from the page.
    { id: 'print', words: { vi: 'In trang này', en: 'Print this page' }, run: () => void setTimeout(print, 300) },
    { id: 'sign-out', words: { vi: 'Đăng xuất', en: 'Sign out' }, run: onSignOut },
  ]
  const link = (e: (typeof entries)[number]) => (
    <li key={e.path}>
      <a
        className={styles.entry}
        href={e.path}
        aria-current={here === e.path ? 'page' : undefined}
        onClick={(event) => follow(event, e.path)}
      >
        <e.icon size={18} />
        {w(e.words)}
      </a>
    </li>
  )
  const byGroup = Map.groupBy(entries, (e) => e.group)
  // a few need no headings
  const parts =
    entries.length > 8
      ? (Object.keys(groups) as Group[]).map((group) => ({ group, of: byGroup.get(group) ?? [] })).filter((p) => p.of.length > 0)
      : [{ group: undefined, of: entries }]
  const all = (name: string) =>
    parts.map(({ group, of }) => (
      <Fragment key={group ?? ''}>
        {group && (
          <p className={styles.group} id={`${name}-${group}`}>
            {w(groups[group])}
          </p>
        )}
        <ul aria-labelledby={group && `${name}-${group}`}>{of.map(link)}</ul>
      </Fragment>
    ))
  const onBar = entries.length <= 5 ? entries : entries.slice(0, 4)
  return (
    <div className={`${styles.frame} ${entries.length === 0 ? styles.bare : ''}`}>
      <a className={`${styles.skip} pd-no-print`} href="#main">
        {w({ vi: 'Đến nội dung chính', en: 'Skip to the content' })}
      </a>
      <div className={styles.banner}>
        {mode === 'drill' && (
          <DrillBanner note={{ vi: `Ngày diễn tập: ${date(today)}`, en: `Day of the drill: ${date(today)}` }} />
        )}
      </div>
      <p className={`pd-print ${styles.printed}`}>
        Pháo Đài · {session.post.areaName} · {session.account.fullName} · {w({ vi: 'in lúc', en: 'printed' })}{' '}
        {instant(nowOf(session.instance), language)}
      </p>
      <header className={styles.top}>
        <a className={styles.brand} href="/" onClick={(event) => follow(event, '/')}>
          Pháo Đài
        </a>
        <PostSwitch session={session} onPost={onPost} />
        <time className={styles.wide} dateTime={today}>
          {weekdayDate(today, language)}
        </time>
        <time className={styles.narrow} dateTime={today}>
          {date(today)}
        </time>
        <span className={styles.space} />
        {searchSources.length > 0 && (
          <>
            <Button
              className={styles.wide}
              variant="default"
              leftSection={<IconSearch size={16} aria-hidden />}
              rightSection={<Kbd aria-hidden>/</Kbd>}
              onClick={() => setPalette('search')}
            >
              {w({ vi: 'Tìm người, ca, nơi', en: 'Find a person, case, place' })}
            </Button>
            <span className={styles.narrow}>
              <ActionIcon
                variant="default"
                size={36}
                onClick={() => setPalette('search')}
                aria-label={w({ vi: 'Tìm người, ca, nơi', en: 'Find a person, case, place' })}
              >
                <IconSearch size={18} aria-hidden />
              </ActionIcon>
            </span>
          </>
        )}
        <Button
          className={styles.wide}
          variant="default"
          rightSection={<Kbd aria-hidden>Ctrl K</Kbd>}
          onClick={() => setPalette('commands')}
        >
          {w({ vi: 'Lệnh', en: 'Commands' })}
        </Button>
        <Button
          variant="subtle"
          onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
          lang={language === 'vi' ? 'en' : 'vi'}
          px="xs"
        >
          <span className={styles.wide}>{language === 'vi' ? 'English' : 'Tiếng Việt'}</span>
          <abbr className={styles.narrow} title={language === 'vi' ? 'English' : 'Tiếng Việt'}>
            {language === 'vi' ? 'EN' : 'VI'}
          </abbr>
        </Button>
        <AccountMenu session={session} wall={wall} setWall={setWall} go={go} onSignOut={onSignOut} />
      </header>
      {entries.length > 0 && (
        <nav className={styles.rail} aria-label={w({ vi: 'Màn hình', en: 'Screens' })}>
          <div className={styles.all}>{all('rail')}</div>
        </nav>
      )}
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      {entries.length > 0 && (
        <nav className={styles.bottom} aria-label={w({ vi: 'Màn hình, thanh dưới', en: 'Screens, bottom bar' })}>
          <ul>
            {onBar.map(link)}
            {onBar.length < entries.length && (
              <li>
                <button type="button" className={styles.entry} onClick={() => setMore(true)} aria-haspopup="dialog">
                  <IconDots size={18} aria-hidden />
                  {w({ vi: 'Thêm', en: 'More' })}
                </button>
              </li>
            )}
          </ul>
        </nav>
      )}
      <Drawer
        opened={more}
        onClose={() => setMore(false)}
        position="bottom"
        size="70%"
        title={w({ vi: 'Mọi màn hình', en: 'All screens' })}
        closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }) }}
      >
        <div className={styles.all}>{all('more')}</div>
      </Drawer>
      <Palette mode={palette} onClose={() => setPalette(null)} commands={commands} sources={searchSources} go={go} />
    </div>
  )
}
