import { Button, Checkbox, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { RegisterForm } from '@phaodai/modules/people/web/Register.tsx'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { type ActProps, changedWords, said } from '@phaodai/web/fields/act.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { PersonField } from '@phaodai/web/fields/PersonField.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { declareContact } from '../tracing.contract.ts'

/** How two people met, as the rules ask it; each a yes that was said. */
const circumstances = {
  household: { vi: 'Ở cùng nhà', en: 'Same household' },
  workshop: { vi: 'Cùng phân xưởng, chuyền, ca', en: 'Same workshop, line, shift' },
  class: { vi: 'Cùng lớp học', en: 'Same class' },
  vehicle: { vi: 'Đi cùng xe', en: 'Same vehicle' },
  physical: { vi: 'Có đụng chạm trực tiếp', en: 'Physical contact' },
  care: { vi: 'Chăm sóc người bệnh', en: 'Cared for the patient' },
  closedSpace: { vi: 'Trong phòng kín', en: 'Closed room' },
} satisfies Record<string, Words>
type Circumstance = keyof typeof circumstances

const whole = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : null)
const metres = (text: string) => (text.trim() === '' ? null : Number(text.trim().replace(',', '.')))

/** A contact of this person with another, already on record or written down now. The rules say whether it counts, and why. */
export function DeclareContact({ subjectId, disease, onClose, onDone }: ActProps) {
  const { w } = useLanguage()
  const write = useWrite(declareContact)
  const [otherId, setOtherId] = useState<string | null>(null)
  const [made, setMade] = useState<string | null>(null)
  const [writing, setWriting] = useState(false)
  const [firstOn, setFirstOn] = useState<string | null>(null)
  const [lastOn, setLastOn] = useState<string | null>(null)
  const [yes, setYes] = useState<ReadonlySet<Circumstance>>(new Set())
  const [masked, setMasked] = useState<'yes' | 'no' | ''>('')
  const [minutes, setMinutes] = useState('')
  const [distance, setDistance] = useState('')
  const [place, setPlace] = useState('')
  const [says, setSays] = useState<'counts' | 'not' | ''>('')
  const [why, setWhy] = useState('')
  const title = { vi: 'Ghi một lần tiếp xúc', en: 'Record a contact' }

  if (writing)
    return (
      <Modal
        opened
        onClose={() => setWriting(false)}
        title={w({ vi: 'Lập hồ sơ người tiếp xúc', en: 'Register the contact' })}
        size="lg"
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }) }}
      >
        <RegisterForm
          onDone={({ subjectId: id, code }) => {
            setOtherId(id)
            setMade(code)
            setWriting(false)
          }}
        />
      </Modal>
    )
  return (
    <FormDialog
      title={title}
      submit={{ vi: 'Ghi tiếp xúc', en: 'Record the contact' }}
      write={write}
      blocked={!otherId || (says !== '' && why.trim().length < 5)}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          subjectId,
          otherId: otherId!,
          disease,
          firstOn: firstOn ?? lastOn,
          lastOn,
          minutes: whole(minutes),
          distanceM: metres(distance),
          placeText: place.trim() || null,
          ...(masked && { masked: masked === 'yes' }),
          ...Object.fromEntries([...yes].map((key) => [key, true])),
          ...(says && { tracerSays: { counts: says === 'counts', reason: why } }),
        })
        if (!done) return
        const changed = changedWords(done.changed)
        const verdict = done.counts
          ? { vi: `Tính là tiếp xúc: ${done.reason.vi}.`, en: `It counts: ${done.reason.en}.` }
          : { vi: `Chưa tính là tiếp xúc gần: ${done.reason.vi}.`, en: `It does not count yet: ${done.reason.en}.` }
        onDone(
          said('Đã ghi tiếp xúc. ', 'The contact is recorded. ', { vi: verdict.vi + changed.vi, en: verdict.en + changed.en }),
        )
      }}
    >
      {made ? (
        <p style={{ margin: 0 }}>{w({ vi: `Người tiếp xúc: hồ sơ mới ${made}.`, en: `The contact: new record ${made}.` })}</p>
      ) : (
        <Group align="flex-end" gap="sm">
          <div style={{ flex: '1 1 260px' }}>
            <PersonField
              label={{ vi: 'Người tiếp xúc', en: 'The contact' }}
              value={otherId}
              onChange={setOtherId}
              except={subjectId}
              required
            />
          </div>
          <Button variant="default" onClick={() => setWriting(true)}>
            {w({ vi: 'Người chưa có hồ sơ', en: 'Not on record yet' })}
          </Button>
        </Group>
      )}
      <Group grow align="flex-start" gap="md">
        <DayField label={{ vi: 'Từ ngày', en: 'First day' }} value={firstOn} onChange={setFirstOn} />
        <DayField label={{ vi: 'Đến ngày (lần cuối)', en: 'Last day' }} value={lastOn} onChange={setLastOn} required />
      </Group>
      <fieldset style={{ border: '1px solid var(--pd-line)', borderRadius: 6, padding: 12, margin: 0 }}>
        <legend>{w({ vi: 'Hoàn cảnh (chọn những điều đã hỏi rõ)', en: 'How they met' })}</legend>
        <Stack gap={6}>
          {(Object.keys(circumstances) as Circumstance[]).map((key) => (
            <Checkbox
              key={key}
              label={w(circumstances[key])}
              checked={yes.has(key)}
              onChange={() => {
                const next = new Set(yes)
                if (!next.delete(key)) next.add(key)
                setYes(next)
              }}
            />
          ))}
        </Stack>
      </fieldset>
      <Group grow align="flex-start" gap="md">
        <TextInput
          label={w({ vi: 'Số phút', en: 'Minutes' })}
          value={minutes}
          inputMode="numeric"
          onChange={(event) => setMinutes(event.currentTarget.value)}
        />
        <TextInput
          label={w({ vi: 'Khoảng cách (m)', en: 'Distance (m)' })}
          value={distance}
          inputMode="decimal"
          onChange={(event) => setDistance(event.currentTarget.value)}
        />
        <ChoiceField
          label={{ vi: 'Đeo khẩu trang', en: 'Masks' }}
          none={{ vi: 'Chưa rõ', en: 'Not known' }}
          choices={[
            { value: 'yes', words: { vi: 'Có, cả hai', en: 'Yes, both' } },
            { value: 'no', words: { vi: 'Không', en: 'No' } },
          ]}
          value={masked}
          onChange={setMasked}
        />
      </Group>
      <TextInput
        label={w({ vi: 'Nơi tiếp xúc', en: 'Where' })}
        value={place}
        onChange={(event) => setPlace(event.currentTarget.value)}
      />
      <ChoiceField
        label={{ vi: 'Kết luận của cán bộ truy vết', en: 'The tracer’s own word' }}
        none={{ vi: 'Theo quy định', en: 'As the rules have it' }}
        choices={[
          { value: 'counts', words: { vi: 'Tính là tiếp xúc', en: 'It counts' } },
          { value: 'not', words: { vi: 'Không tính', en: 'It does not' } },
        ]}
        value={says}
        onChange={setSays}
      />
      {says && (
        <Textarea
          label={w({ vi: 'Lý do (ít nhất 5 ký tự)', en: 'Reason (5 letters at least)' })}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          autosize
          required
        />
      )}
    </FormDialog>
  )
}
