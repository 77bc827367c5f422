import { Button } from '@mantine/core'
import type { Verb } from '@phaodai/kernel/contract.ts'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { useState } from 'react'
import type { z } from 'zod'
import type { AnswerOf } from '../api.ts'
import { useSession } from '../useSession.ts'
import { useWrite } from '../useWrite.ts'

export interface TakeBackProps<V extends Verb> {
  verb: V
  /** The row, without the reason. */
  of: Omit<z.input<V['input']>, 'reason'>
  /** A verb, short: "Hủy bước". */
  label: Words
  /** What it is about, for who hears the page: "Quyết định xử phạt, 22/02/2021". */
  what: string
  /** What follows. */
  follows: Words
  onDone?: (answer: AnswerOf<V>) => void
}

/** A button that takes back what was recorded by mistake: says what follows, asks for the reason, keeps both. Nothing where the post may not. */
export function TakeBack<V extends Verb>({ verb, of, label, what, follows, onDone }: TakeBackProps<V>) {
  const { w } = useLanguage()
  const { may } = useSession()
  const write = useWrite(verb)
  const [open, setOpen] = useState(false)
  if (!may(verb)) return null
  return (
    <>
      <Button
        className="pd-no-print"
        size="compact-sm"
        variant="default"
        onClick={() => {
          write.clear()
          setOpen(true)
        }}
        aria-label={`${w(label)}: ${what}`}
      >
        {w(label)}
      </Button>
      <ConfirmDialog
        opened={open}
        onClose={() => setOpen(false)}
        title={verb.title}
        consequence={
          <>
            {write.problem && <ProblemAlert problem={write.problem} takeFocus />}
            <p style={{ margin: '0 0 8px' }}>
              <strong>{what}</strong>
            </p>
            {w(follows)}
          </>
        }
        confirm={label}
        reason={{ atLeast: 5 }}
        onConfirm={async (reason) => {
          const answer = await write.send({ ...of, reason } as never)
          if (!answer) return
          setOpen(false)
          onDone?.(answer)
        }}
      />
    </>
  )
}
