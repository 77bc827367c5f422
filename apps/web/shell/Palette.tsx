// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: the list of a combobox, as ARIA has it
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the field above the list takes the keys
import { Modal, TextInput } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react'
import type { Hit, SearchSource } from '../screens.ts'
import styles from './Palette.module.css'
import { matchCommands } from './paletteMatch.ts'

export interface PaletteCommand {
  id: string
  words: Words
  run: () => void
}

export interface PaletteProps {
  /** `search` looks for people, cases and places; `commands` for what can be done. */
  mode: 'search' | 'commands' | null
  onClose: () => void
  commands: readonly PaletteCommand[]
  sources: readonly SearchSource[]
  go: (href: string) => void
}

/** Takes the focus as the field appears: what is typed right after Ctrl K must not be lost. */
const focusNow = (field: HTMLInputElement | null) => field?.focus()

/** Everything by keyboard: type, arrows, Enter. */
export function Palette({ mode, onClose, commands, sources, go }: PaletteProps) {
  const { w } = useLanguage()
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const hits = useHits(sources, mode === 'search' ? text : '')
  useEffect(() => {
    if (mode) {
      setText('')
      setAt(0)
    }
  }, [mode])
  const options = useMemo(
    () =>
      mode === 'commands'
        ? matchCommands(commands, text).map((c) => ({ id: c.id, text: w(c.words), note: '', run: c.run }))
        : hits.map((h) => ({ id: h.id, text: h.text, note: h.note ? w(h.note) : '', run: () => go(h.href) })),
    [mode, commands, text, hits, w, go],
  )
  const active = Math.min(at, options.length - 1)
  const run = (index: number) => {
    const option = options[index]
    if (!option) return
    onClose()
    option.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(options.length - 1, active + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, active - 1))
    else if (event.key === 'Enter') run(active)
    else return
    event.preventDefault()
  }
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active, id])
  const title =
    mode === 'commands' ? { vi: 'Lệnh', en: 'Commands' } : { vi: 'Tìm người, ca, nơi', en: 'Find a person, case, place' }
  return (
    <Modal
      opened={mode !== null}
      onClose={onClose}
      title={w(title)}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }) }}
    >
      <TextInput
        ref={focusNow}
        aria-label={w(title)}
        placeholder={w({ vi: 'Gõ không cần dấu', en: 'Accents are not needed' })}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={options.length > 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        data-autofocus
      />
      <ul id={`${id}-list`} className={styles.list} role="listbox" aria-label={w(title)}>
        {options.map((option, index) => (
          <li
            key={option.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={styles.option}
            tabIndex={-1}
            onClick={() => run(index)}
          >
            <span>{option.text}</span>
            {option.note && <span className="pd-muted">{option.note}</span>}
          </li>
        ))}
      </ul>
      <div role="status" className="pd-muted">
        {options.length === 0 && (text !== '' || mode === 'commands') && w({ vi: 'Không có gì khớp.', en: 'Nothing matches.' })}
      </div>
    </Modal>
  )
}

const none: readonly Hit[] = []

/** Hits of all sources for what was typed last; earlier questions are called off. */
function useHits(sources: readonly SearchSource[], text: string): readonly Hit[] {
  const [hits, setHits] = useState<readonly Hit[]>(none)
  useEffect(() => {
    if (text.trim().length < 2) {
      setHits(none)
      return
    }
    const stop = new AbortController()
    const later = setTimeout(async () => {
      const found = await Promise.allSettled(sources.map((source) => source(text.trim(), stop.signal)))
      if (!stop.signal.aborted) setHits(found.flatMap((f) => (f.status === 'fulfilled' ? f.value : [])))
    }, 120)
    return () => {
      clearTimeout(later)
      stop.abort()
    }
  }, [sources, text])
  return hits
}
