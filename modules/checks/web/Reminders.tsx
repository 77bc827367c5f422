import { Button, Group } from '@mantine/core'
import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call, problemOf } from '@phaodai/web/api.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import type { Slot } from '../checks.contract.ts'
import { remind, slots } from '../rollup.contract.ts'
import { CopyButton } from './CopyButton.tsx'

/** The server takes two hundred at a time. */
const MOST = 200

export interface Reminders {
  /** Teams under an area that still owe something of a slot. */
  lateTeams: (asked: z.input<typeof slots.input>) => Promise<string[]>
  send: (teamIds: readonly string[], day: string, slot: Slot) => Promise<void>
  busy: boolean
  problem: ProblemDocument | null
  /** What to paste into a group; null: nothing was sent yet. */
  text: string | null
  said: Words | null
  clear: () => void
}

/** Reminds teams: a message that their phones show, and a text to paste, which names no person. */
export function useReminders(): Reminders {
  const write = useWrite(remind)
  const [text, setText] = useState<string | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const [problem, setProblem] = useState<ProblemDocument | null>(null)
  return {
    async lateTeams(asked) {
      try {
        const { rows } = await call(slots, { ...asked, by: 'team' })
        return rows.filter((r) => r.missing > 0).map((r) => r.key)
      } catch (error) {
        setProblem(problemOf(error))
        return []
      }
    },
    async send(teamIds, day, slot) {
      setText(null)
      setProblem(null)
      const texts: string[] = []
      let [reminded, complete] = [0, 0]
      for (let i = 0; i < teamIds.length; i += MOST) {
        const done = await write.send({ teamIds: teamIds.slice(i, i + MOST), day, slot })
        if (!done) break
        reminded += done.reminded
        complete += done.complete
        if (done.text) texts.push(done.text)
      }
      if (reminded + complete === 0) return
      if (texts.length > 0) setText(texts.join('\n'))
      const [also, alsoEn] = complete > 0 ? [`; ${number(complete)} tổ đã đủ`, `; ${number(complete)} were complete`] : ['', '']
      setSaid({
        vi: `Đã nhắc ${number(reminded)} tổ trên máy${also}.`,
        en: `${number(reminded)} teams reminded on their phones${alsoEn}.`,
      })
    },
    busy: write.busy,
    problem: problem ?? write.problem,
    text,
    said,
    clear() {
      setText(null)
      setSaid(null)
    },
  }
}

/** What was sent, ready for a group of Zalo. */
export function Reminded({ of }: { of: Reminders }) {
  const { w } = useLanguage()
  if (of.problem) return <ProblemAlert problem={of.problem} />
  if (of.text === null) return null
  return (
    <section className="pd-surface pd-no-print" style={{ padding: 12 }} aria-label={w({ vi: 'Tin nhắc', en: 'Reminder' })}>
      <p style={{ margin: '0 0 8px' }}>
        {w({
          vi: 'Dán vào nhóm Zalo của các tổ (không có tên người):',
          en: 'To paste into the teams’ group (it names no person):',
        })}
      </p>
      <pre style={{ margin: 0, whiteSpace: 'pre-wrap', fontFamily: 'inherit', maxHeight: '14rem', overflow: 'auto' }}>
        {of.text}
      </pre>
      <Group mt="sm" gap="sm">
        <CopyButton text={of.text} />
        <Button variant="default" onClick={of.clear}>
          {w({ vi: 'Đóng', en: 'Close' })}
        </Button>
      </Group>
    </section>
  )
}
