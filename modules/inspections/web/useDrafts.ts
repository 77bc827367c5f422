import { nowOf } from '@phaodai/web/now.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Draft, keepDraft, listDrafts, sendDraft } from './drafts.ts'

/** The drafts of this account in this browser, sent when the page opens, when the network comes back, and when asked. */
export function useDrafts() {
  const { account, instance } = useSession()
  const client = useQueryClient()
  const [drafts, setDrafts] = useState<Draft[]>([])
  const [sending, setSending] = useState(false)
  const busy = useRef(false)
  const load = useCallback(async () => setDrafts(await listDrafts(account.accountId)), [account.accountId])
  const sendAll = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    setSending(true)
    let sent = 0
    for (const draft of await listDrafts(account.accountId)) if ((await sendDraft(draft)) === null) sent++
    busy.current = false
    setSending(false)
    await load()
    if (sent > 0) void client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'session' })
  }, [account.accountId, client, load])
  useEffect(() => {
    void sendAll()
    const again = () => void sendAll()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [sendAll])
  const keep = async (draft: Omit<Draft, 'accountId' | 'savedAt' | 'problem'>) => {
    await keepDraft({ ...draft, accountId: account.accountId, savedAt: nowOf(instance), problem: null })
    await load()
    await sendAll()
  }
  return { drafts, sending, sendAll, load, keep }
}
