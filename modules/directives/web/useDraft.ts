import { useWrite } from '@phaodai/web/useWrite.ts'
import { useEffect, useRef, useState } from 'react'
import { saveDraft } from '../directives.contract.ts'
import type { Draft } from '../draft.contract.ts'

/** How long after the last change a draft is saved, in milliseconds. */
const PAUSE = 900

export interface Drafting {
  draft: Draft
  /** Number of the draft that the server has last. */
  draftNo: number
  change: (next: Draft) => void
  undo: (() => void) | null
  redo: (() => void) | null
  state: 'saved' | 'waiting' | 'saving' | 'refused'
  problem: ReturnType<typeof useWrite>['problem']
  /** Saves at once what is not saved; answers the number that then stands, or null where it was refused. */
  settle: () => Promise<number | null>
}

/** A draft with its steps back and forward, saved a moment after each change. */
export function useDraft(directiveId: string, first: Draft, firstNo: number): Drafting {
  const [steps, setSteps] = useState<{ all: readonly Draft[]; at: number }>({ all: [first], at: 0 })
  const [draftNo, setDraftNo] = useState(firstNo)
  const [saved, setSaved] = useState<Draft>(first)
  const write = useWrite(saveDraft, { keepReads: true })
  const draft = steps.all[steps.at]!
  const latest = useRef({ draft, draftNo, saved })
  latest.current = { draft, draftNo, saved }
  const running = useRef<Promise<number | null> | null>(null)

  const save = async (): Promise<number | null> => {
    if (running.current) await running.current
    const { draft: now, draftNo: from, saved: was } = latest.current
    if (now === was) return from
    running.current = (async () => {
      const answer = await write.send({ directiveId, from, draft: now })
      if (!answer) return null
      latest.current = { ...latest.current, draftNo: answer.draftNo, saved: now }
      setDraftNo(answer.draftNo)
      setSaved(now)
      return answer.draftNo
    })()
    const done = await running.current
    running.current = null
    return done
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft is saved when it changes; what else it needs is in `latest`
  useEffect(() => {
    if (draft === saved || write.problem) return
    const timer = setTimeout(() => void save(), PAUSE)
    return () => clearTimeout(timer)
  }, [draft, saved])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (latest.current.draft !== latest.current.saved) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])
  const go = (at: number) => setSteps((s) => ({ ...s, at }))
  return {
    draft,
    draftNo,
    change: (next) => {
      if (next === draft) return
      write.clear()
      setSteps((s) => ({ all: [...s.all.slice(Math.max(0, s.at - 200), s.at + 1), next], at: Math.min(s.at, 200) + 1 }))
    },
    undo: steps.at > 0 ? () => go(steps.at - 1) : null,
    redo: steps.at < steps.all.length - 1 ? () => go(steps.at + 1) : null,
    state: write.problem ? 'refused' : write.busy ? 'saving' : draft === saved ? 'saved' : 'waiting',
    problem: write.problem,
    settle: save,
  }
}
