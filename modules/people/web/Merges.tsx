import { Button } from '@mantine/core'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { unmerge } from '../duplicates.contract.ts'
import type { show } from '../people.contract.ts'

/** Records that were merged into this one, each with its reason, and the way back. */
export function Merges({
  merges,
  onSaid,
}: {
  merges: z.output<typeof show.output>['merges']
  onSaid: (words: Words, opId?: string | null) => void
}) {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const undo = useWrite(unmerge)
  const [asked, setAsked] = useState<string | null>(null)
  if (merges.length === 0) return null
  return (
    <Part title={{ vi: 'Hồ sơ đã gộp', en: 'Merged records' }}>
      <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
        {merges.map((m) => (
          <li key={m.mergeId}>
            {instant(m.mergedAt, language)}: {m.reason}
            {may(unmerge) && (
              <div className="pd-no-print" style={{ marginTop: 4 }}>
                <Button variant="default" onClick={() => setAsked(m.mergeId)}>
                  {w({ vi: 'Bỏ gộp', en: 'Undo the merge' })}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        opened={asked !== null}
        onClose={() => {
          setAsked(null)
          undo.clear()
        }}
        title={{ vi: 'Bỏ gộp', en: 'Undo the merge' }}
        confirm={{ vi: 'Bỏ gộp', en: 'Undo' }}
        reason={{ atLeast: 3 }}
        consequence={
          <>
            {undo.problem && <ProblemAlert problem={undo.problem} takeFocus />}
            {w({
              vi: 'Hai hồ sơ trở lại như trước khi gộp và mức F được tính lại. Không mất gì.',
              en: 'The two records stand apart again and levels are worked out again. Nothing is lost.',
            })}
          </>
        }
        onConfirm={async (reason) => {
          const done = asked && (await undo.send({ mergeId: asked, reason }))
          if (!done) return
          setAsked(null)
          onSaid({ vi: 'Đã bỏ gộp.', en: 'The merge is undone.' }, undo.lastOp())
        }}
      />
    </Part>
  )
}
