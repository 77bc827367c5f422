import { Select, TextInput } from '@mantine/core'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { assign, unassign } from '../homes.contract.ts'
import { teams } from '../teams.contract.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { sizeWords } from './words.ts'

export interface AssignHomesProps {
  homes: readonly { householdId: string; communeId: number; teamId: string | null }[]
  onClose: () => void
  onDone: (words: Words) => void
}

/** Gives homes to a team from a day on; whoever had them has them until that day. */
export function AssignHomes({ homes, onClose, onDone }: AssignHomesProps) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(assign)
  const communes = [...new Set(homes.map((h) => h.communeId))]
  const { data } = useRead(teams, { areaId: communes[0] ?? 0, limit: 2000 }, { enabled: communes.length === 1 })
  const [teamId, setTeamId] = useState<string | null>(null)
  const [from, setFrom] = useState<string | null>(today)
  const [reason, setReason] = useState('')
  const moved = homes.filter((h) => h.teamId && h.teamId !== teamId).length
  const team = data?.rows.find((t) => t.teamId === teamId)
  const after = team ? team.households + homes.filter((h) => h.teamId !== teamId).length : 0
  const rule = data?.sizeRule
  const wrong = team && rule?.min != null && rule.max != null && (after < rule.min || after > rule.max)
  return (
    <FormDialog
      title={{ vi: `Giao ${number(homes.length)} hộ cho tổ`, en: `Give ${number(homes.length)} homes to a team` }}
      submit={{ vi: 'Giao', en: 'Give' }}
      write={write}
      blocked={!teamId || !from || (moved > 0 && reason.trim().length < 3)}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          teamId: teamId!,
          householdIds: homes.map((h) => h.householdId),
          fromOn: from!,
          ...(reason.trim().length >= 3 && { reason: reason.trim() }),
        })
        if (!done) return
        const refused =
          done.refused.length === 0 ? '' : ` ${number(done.refused.length)} hộ chưa giao được: ${done.refused[0]!.vi}.`
        onDone({
          vi: `Đã giao ${number(done.assigned)} hộ (${number(done.moved)} hộ từ tổ khác); tổ có ${number(done.households)} hộ: ${sizeWords[done.size].vi.toLowerCase()}.${refused}`,
          en: `${number(done.assigned)} homes given (${number(done.moved)} from another team); the team has ${number(done.households)}. ${done.refused.length ? `${done.refused.length} refused: ${done.refused[0]!.en}` : ''}`,
        })
      }}
    >
      {communes.length > 1 ? (
        <p role="alert" style={{ margin: 0 }}>
          {w({
            vi: 'Các hộ đã chọn ở nhiều xã: chọn hộ của một xã.',
            en: 'The homes are of several communes: choose those of one.',
          })}
        </p>
      ) : (
        <Select
          label={w({ vi: 'Tổ', en: 'Team' })}
          data={(data?.rows ?? []).map((t) => ({
            value: t.teamId,
            label: `${t.name} (${t.code}) · ${number(t.households)} ${w({ vi: 'hộ', en: 'homes' })}${t.hamletName ? ` · ${t.hamletName}` : ''}`,
          }))}
          value={teamId}
          onChange={setTeamId}
          searchable
          required
          nothingFoundMessage={w({ vi: 'Xã chưa có tổ này.', en: 'No such team.' })}
        />
      )}
      {wrong && (
        <p role="status" style={{ margin: 0 }}>
          <strong>
            {w({
              vi: `Sau khi giao tổ có ${number(after)} hộ, ngoài ${number(rule.min)}–${number(rule.max)}.`,
              en: `The team would have ${number(after)} homes, outside ${number(rule.min)}–${number(rule.max)}.`,
            })}
          </strong>
        </p>
      )}
      <DayField label={{ vi: 'Từ ngày', en: 'From' }} value={from} onChange={setFrom} required />
      <TextInput
        label={w(
          moved > 0
            ? { vi: `Lý do chuyển ${number(moved)} hộ từ tổ khác`, en: `Why ${number(moved)} homes leave their team` }
            : { vi: 'Lý do (không bắt buộc)', en: 'Reason (not needed)' },
        )}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        required={moved > 0}
      />
    </FormDialog>
  )
}

export function UnassignHomes(props: { householdIds: string[]; onClose: () => void; onDone: (words: Words) => void }) {
  const { householdIds, onClose, onDone } = props
  const write = useWrite(unassign)
  return (
    <ReasonDialog
      title={{
        vi: `Rút ${number(householdIds.length)} hộ khỏi tổ`,
        en: `Take ${number(householdIds.length)} homes from their team`,
      }}
      consequence={{
        vi: 'Từ hôm nay không tổ nào hỏi các hộ này, cho đến khi giao lại. Lượt hỏi cũ vẫn được giữ.',
        en: 'From today no team asks there until they are given again. Earlier checks are kept.',
      }}
      submit={{ vi: 'Rút', en: 'Take them' }}
      write={write}
      onClose={onClose}
      onReason={async (reason) => {
        const done = await write.send({ householdIds, reason })
        if (done) onDone({ vi: `Đã rút ${number(done.ended)} hộ.`, en: `${number(done.ended)} homes taken.` })
      }}
    />
  )
}
