import { Button, Group, Textarea, TextInput } from '@mantine/core'
import type { Verb } from '@phaodai/kernel/contract.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FileField } from '@phaodai/web/fields/FileField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import * as contract from '../tasks.contract.ts'
import type { ActKind } from '../tasks.rules.ts'

const verbs = {
  accepted: contract.acceptTask,
  refused: contract.refuseTask,
  progress: contract.progressTask,
  done: contract.doneTask,
  checked: contract.checkTask,
  reopened: contract.reopenTask,
  withdrawn: contract.withdrawTask,
  'due-changed': contract.moveDue,
} as const satisfies Record<ActKind, Verb>
export const verbOf = (kind: ActKind) => verbs[kind]

/** What an act is called on its button, and what its words are. */
export const buttonWords: Record<ActKind, Words> = {
  accepted: { vi: 'Nhận', en: 'Accept' },
  refused: { vi: 'Không nhận…', en: 'Refuse…' },
  progress: { vi: 'Báo tiến độ', en: 'Report progress' },
  done: { vi: 'Báo đã xong', en: 'Report done' },
  checked: { vi: 'Nghiệm thu', en: 'Accept as done' },
  reopened: { vi: 'Yêu cầu làm lại…', en: 'Reopen…' },
  withdrawn: { vi: 'Rút…', en: 'Withdraw…' },
  'due-changed': { vi: 'Đổi hạn…', en: 'Change the deadline…' },
}
const needsReason: readonly ActKind[] = ['refused', 'reopened', 'withdrawn', 'due-changed']

interface ActFormProps {
  kind: ActKind
  taskId: string
  recurring: boolean
  responsible: string | null
  onClose: () => void
  onDone: (words: Words) => void
}

/** One act on a task, with what it wants said. */
export function ActForm({ kind, taskId, recurring, responsible, onClose, onDone }: ActFormProps) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(verbs[kind] as Verb)
  const [words, setWords] = useState('')
  const [who, setWho] = useState(responsible ?? '')
  const [percent, setPercent] = useState<number | undefined>()
  const [figure, setFigure] = useState<number | undefined>()
  const [unit, setUnit] = useState('')
  const [day, setDay] = useState<string | null>(kind === 'progress' && recurring ? today : null)
  const reason = needsReason.includes(kind)
  const said = words.trim()
  const empty = kind === 'progress' && said === '' && percent === undefined && figure === undefined
  const input = {
    taskId,
    ...(reason ? { reason: said } : { words: said || null }),
    ...(kind === 'accepted' && { responsible: who.trim() || null }),
    ...((kind === 'progress' || kind === 'done') && { figure: figure ?? null, unit: unit.trim() || null }),
    ...(kind === 'progress' && { percent: percent ?? null, onDay: recurring ? day : null }),
    ...(kind === 'due-changed' && { dueOn: day }),
  }
  return (
    <FormDialog
      title={{ vi: buttonWords[kind].vi.replace('…', ''), en: buttonWords[kind].en.replace('…', '') }}
      submit={{ vi: buttonWords[kind].vi.replace('…', ''), en: buttonWords[kind].en.replace('…', '') }}
      write={write}
      blocked={(reason && said.length < 5) || empty || (kind === 'due-changed' && !day)}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send(input as never)) onDone({ vi: 'Đã ghi.', en: 'Recorded.' })
      }}
    >
      {kind === 'accepted' && (
        <TextInput
          label={w({ vi: 'Người chịu trách nhiệm', en: 'Who is responsible' })}
          value={who}
          onChange={(event) => setWho(event.currentTarget.value)}
          maxLength={300}
        />
      )}
      {kind === 'due-changed' && (
        <DayField label={{ vi: 'Hạn mới', en: 'New deadline' }} value={day} onChange={setDay} required />
      )}
      {kind === 'progress' && recurring && (
        <DayField label={{ vi: 'Báo cáo của ngày', en: 'Report of' }} value={day} onChange={setDay} required />
      )}
      {kind === 'progress' && (
        <NumberField label={{ vi: 'Đã làm được (%)', en: 'Done (%)' }} value={percent} onChange={setPercent} min={0} max={100} />
      )}
      <Textarea
        label={w(reason ? { vi: 'Lý do', en: 'Reason' } : { vi: 'Nội dung', en: 'In words' })}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={reason ? 500 : 4000}
        required={reason}
        data-autofocus={kind !== 'accepted' || undefined}
      />
      {(kind === 'progress' || kind === 'done') && (
        <Group gap="md" align="flex-start">
          <NumberField label={{ vi: 'Số liệu', en: 'Figure' }} value={figure} onChange={setFigure} />
          <TextInput
            label={w({ vi: 'Đơn vị tính', en: 'Unit' })}
            value={unit}
            onChange={(event) => setUnit(event.currentTarget.value)}
            maxLength={40}
          />
        </Group>
      )}
    </FormDialog>
  )
}

/** A file or a photo; of a photo where and when, where the device says and the person allows it. */
export function AddEvidence({
  taskId,
  onClose,
  onDone,
}: {
  taskId: string
  onClose: () => void
  onDone: (words: Words) => void
}) {
  const { w } = useLanguage()
  const write = useWrite(contract.addEvidence)
  const [file, setFile] = useState<File | null>(null)
  const [note, setNote] = useState('')
  const [place, setPlace] = useState<GeolocationPosition | null>(null)
  const [asked, setAsked] = useState<Words | null>(null)
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      (found) => {
        setPlace(found)
        setAsked({
          vi: `Đã lấy vị trí, sai số ${Math.round(found.coords.accuracy)} m.`,
          en: `Located within ${Math.round(found.coords.accuracy)} m.`,
        })
      },
      () =>
        setAsked({
          vi: 'Máy không cho biết vị trí; ảnh vẫn gửi được.',
          en: 'The device gives no place; the photo can still be sent.',
        }),
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  return (
    <FormDialog
      title={{ vi: 'Thêm minh chứng', en: 'Add evidence' }}
      submit={{ vi: 'Gửi minh chứng', en: 'Send it' }}
      write={write}
      blocked={!file}
      onClose={onClose}
      onSubmit={async () => {
        if (!file) return
        const made = await write.send({
          taskId,
          fileName: file.name,
          bytes: new Uint8Array(await file.arrayBuffer()),
          ...(note.trim() && { note: note.trim() }),
          ...(file.type.startsWith('image/') && { takenAt: new Date(file.lastModified).toISOString() }),
          ...(place && {
            latitude: place.coords.latitude,
            longitude: place.coords.longitude,
            accuracyMetres: place.coords.accuracy,
          }),
        })
        if (made)
          onDone(made.known ? { vi: 'Tệp này đã có.', en: 'This file was there.' } : { vi: 'Đã thêm minh chứng.', en: 'Added.' })
      }}
    >
      <FileField
        label={{ vi: 'Ảnh hoặc tệp', en: 'Photo or file' }}
        accept="image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx,.txt"
        file={file}
        onFile={setFile}
      />
      <Group gap="sm">
        <Button variant="default" onClick={locate}>
          {w({ vi: 'Kèm vị trí hiện tại', en: 'With the present place' })}
        </Button>
        <span role="status">{asked && w(asked)}</span>
      </Group>
      <TextInput
        label={w({ vi: 'Ghi chú', en: 'Note' })}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={500}
      />
    </FormDialog>
  )
}

/** A figure as evidence, with what it is of. */
export function AddFigure({ taskId, onClose, onDone }: { taskId: string; onClose: () => void; onDone: (words: Words) => void }) {
  const { w } = useLanguage()
  const write = useWrite(contract.addFigure)
  const [figure, setFigure] = useState<number | undefined>(undefined)
  const [unit, setUnit] = useState('')
  const [note, setNote] = useState('')
  return (
    <FormDialog
      title={contract.addFigure.title}
      submit={{ vi: 'Ghi số liệu', en: 'Record' }}
      write={write}
      blocked={figure === undefined || note.trim().length < 3}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ taskId, figure: figure!, unit: unit.trim() || null, note: note.trim() }))
          onDone({ vi: 'Đã thêm số liệu.', en: 'The figure is added.' })
      }}
    >
      <Group align="start" gap="md">
        <NumberField label={{ vi: 'Số', en: 'Figure' }} value={figure} onChange={setFigure} min={0} max={1_000_000_000} />
        <TextInput
          label={w({ vi: 'Đơn vị tính', en: 'Unit' })}
          placeholder={w({ vi: 'tổ, hộ, mẫu', en: 'teams, homes' })}
          value={unit}
          onChange={(event) => setUnit(event.currentTarget.value)}
          maxLength={40}
        />
      </Group>
      <TextInput
        label={w({ vi: 'Số này là gì, theo đâu', en: 'What it counts, and by whom' })}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={500}
        required
      />
    </FormDialog>
  )
}
