import type { Verb } from '@phaodai/kernel/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useSession } from './useSession.ts'

const FIRST_WAIT = 1000
const LONGEST_WAIT = 30_000

/**
 * Keeps reads true without asking again and again: the server names the verbs whose answers have changed in the post's area, and what is
 * open of them is read again. `of`: verbs to hear of, each with what else is read again with it. A hidden tab holds no stream (a browser
 * opens six connections to a server) and reads anew when it is looked at. @returns whether the stream is open
 */
export function useLive(of: readonly { verb: Verb; with?: readonly Verb[] }[]): boolean {
  const client = useQueryClient()
  const { may, post } = useSession()
  const [open, setOpen] = useState(false)
  const heard = of.filter(({ verb }) => may(verb))
  const names = heard.map(({ verb, with: also = [] }) => [verb.name, ...also.map((v) => v.name)].join('+')).join(',')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another post is another stream
  useEffect(() => {
    if (names === '') return
    const sets = names.split(',').map((set) => set.split('+'))
    let stream: EventSource | null = null
    let again: ReturnType<typeof setTimeout> | undefined
    let failures = 0
    let missed = false
    const readAgain = (changed: readonly string[]) => {
      const stale = new Set(sets.flatMap((set) => (changed.includes(set[0]!) ? set : [])))
      void client.invalidateQueries({ predicate: (query) => stale.has(String(query.queryKey[0])) })
    }
    const everything = () => readAgain(sets.map((set) => set[0]!))
    const close = () => {
      clearTimeout(again)
      stream?.close()
      stream = null
      setOpen(false)
    }
    const connect = () => {
      stream = new EventSource(`/api/live?of=${sets.map((set) => set[0]).join(',')}`)
      stream.addEventListener('open', () => {
        setOpen(true)
        failures = 0
        if (missed) everything()
        missed = false
      })
      stream.addEventListener('changed', (event) => readAgain(String((event as MessageEvent).data).split(',')))
      stream.addEventListener('error', () => {
        // our own waits, longer each time and not the same for all: a server that comes back is not met by everybody at once
        close()
        missed = true
        again = setTimeout(connect, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures++) * (0.5 + Math.random()))
      })
    }
    const look = () => {
      if (document.hidden) {
        close()
        missed = true
      } else if (!stream) {
        clearTimeout(again)
        connect()
      }
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      close()
    }
  }, [names, post.postId, client])
  return open
}
