import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { changedWords, said } from '@phaodai/web/fields/act.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { decideCandidate } from '../tracing.contract.ts'

export type Decision = 'counts' | 'dismissed'

/** What a tracer would have to ask, by the fact's name in the rules. */
export const unknownWords: Record<string, Words> = {
  physical: { vi: 'đụng chạm trực tiếp', en: 'physical contact' },
  care: { vi: 'chăm sóc người bệnh', en: 'care' },
  fullPpe: { vi: 'đồ bảo hộ', en: 'full protection' },
  household: { vi: 'cùng nhà', en: 'same household' },
  workshop: { vi: 'cùng phân xưởng, ca', en: 'same workshop' },
  class: { vi: 'cùng lớp', en: 'same class' },
  vehicle: { vi: 'đi cùng xe', en: 'same vehicle' },
  rowsApart: { vi: 'số hàng ghế cách nhau', en: 'rows apart' },
  metres: { vi: 'khoảng cách', en: 'distance' },
  minutes: { vi: 'thời gian gần nhau', en: 'how long' },
  closedSpace: { vi: 'phòng kín', en: 'closed room' },
  masked: { vi: 'hai người có đeo khẩu trang không', en: 'masks worn by both' },
}
export const decisionWords: Record<Decision, Words> = {
  counts: { vi: 'Tính là tiếp xúc', en: 'Counts' },
  dismissed: { vi: 'Không tính', en: 'Dismissed' },
}

/** One meeting that a tracer is about to decide. */
export interface Asked {
  otherId: string
  name: string
  placeId: string
  placeName: string
  onDay: string
  decision: Decision
}

/** A tracer's word on one meeting, with its reason; a later one replaces it. */
export function Decide(props: {
  subjectId: string
  disease: string
  asked: Asked | null
  onClose: () => void
  onSaid: (words: Words, opId?: string | null) => void
}) {
  const { subjectId, disease, asked, onClose, onSaid } = props
  const { w } = useLanguage()
  const decide = useWrite(decideCandidate)
  return (
    <ConfirmDialog
      opened={asked !== null}
      onClose={() => {
        decide.clear()
        onClose()
      }}
      title={
        asked?.decision === 'counts'
          ? { vi: 'Tính là tiếp xúc gần', en: 'Count as close contact' }
          : { vi: 'Không tính là tiếp xúc', en: 'Dismiss as contact' }
      }
      confirm={asked?.decision === 'counts' ? { vi: 'Tính', en: 'Count' } : { vi: 'Không tính', en: 'Dismiss' }}
      reason={{ atLeast: 5 }}
      consequence={
        <>
          {decide.problem && <ProblemAlert problem={decide.problem} takeFocus />}
          {asked && `${asked.name}, ${asked.placeName}, ${date(asked.onDay)}. `}
          {w({
            vi: 'Các mức F được tính lại ngay. Kết luận này giữ lại cùng lý do; khi biết thêm, ghi kết luận khác thay cho nó.',
            en: 'Levels are worked out again at once. The decision is kept with its reason; a later one may replace it.',
          })}
        </>
      }
      onConfirm={async (reason) => {
        if (!asked) return
        const { otherId, placeId, onDay, decision } = asked
        const done = await decide.send({ subjectId, otherId, placeId, onDay, disease, decision, reason })
        if (!done) return
        onClose()
        const words = decisionWords[decision]
        const fell = done.changed.some((c) => c.from !== null && (c.to === null || c.to > c.from))
        onSaid(
          said(`Đã kết luận: ${words.vi}.`, `Decided: ${words.en}.`, changedWords(done.changed)),
          fell ? decide.lastOp() : null,
        )
      }}
    />
  )
}
