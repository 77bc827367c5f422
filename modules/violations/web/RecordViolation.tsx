import { Radio, Textarea, TextInput } from '@mantine/core'
import { search } from '@phaodai/modules/people/people.contract.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { PersonField } from '@phaodai/web/fields/PersonField.tsx'
import { UnitField } from '@phaodai/web/fields/UnitField.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { acts, record } from '../violations.contract.ts'
import { dong } from './words.ts'

type Of = 'person' | 'organisation' | 'unknown'

/** What was seen: act and article from the table of that day, who as far as known, in words. No fine is fixed here. */
export function RecordViolation(p: {
  /** Where it was seen, and the declaration it is about, where a gate says so. */
  place: string
  declarationId: string | null
  onClose: () => void
  onDone: (violationId: string) => void
}) {
  const { declarationId, onClose, onDone } = p
  const { w } = useLanguage()
  const { today, may, post } = useSession()
  const atGate = post.role === 'checkpoint'
  const write = useWrite(record)
  const [violationId] = useState(() => crypto.randomUUID())
  const [communeId, setCommuneId] = useState<number | null>(null)
  const [onDay, setOnDay] = useState<string | null>(today)
  const [place, setPlace] = useState(p.place)
  const [code, setCode] = useState('')
  const [act, setAct] = useState('')
  const [of, setOf] = useState<Of>(may(search) ? 'person' : 'unknown')
  const [subjectId, setSubjectId] = useState<string | null>(null)
  const [organisation, setOrganisation] = useState('')
  const [who, setWho] = useState('')
  const [description, setDescription] = useState('')
  const table = useRead(acts, onDay ? { day: onDay } : {}, { keep: true })
  const chosen = table.data?.acts.find((a) => a.code === code)
  const range = chosen && (of === 'organisation' ? chosen.organisation : chosen.person)
  const other = code === 'other'
  const known =
    of === 'person' ? subjectId !== null : of === 'organisation' ? organisation.trim().length > 1 : who.trim().length > 1
  const ready =
    onDay && place.trim().length > 1 && (chosen || (other && act.trim().length > 2)) && known && description.trim().length > 4
  return (
    <FormDialog
      title={{ vi: 'Ghi vi phạm', en: 'Record a violation' }}
      submit={{ vi: 'Ghi', en: 'Record' }}
      write={write}
      blocked={!ready}
      onClose={onClose}
      onSubmit={async () => {
        const target = of === 'person' ? { subjectId } : of === 'organisation' ? { organisation } : { who }
        const what = other ? { act } : { actCode: code }
        const seen = { violationId, onDay: onDay!, place, description, ...(communeId !== null && { communeId }), declarationId }
        if (await write.send({ ...seen, ...what, ...target })) onDone(violationId)
      }}
    >
      {declarationId && (
        <p style={{ margin: 0 }}>
          {w({ vi: 'Biên bản gắn với tờ khai vừa đọc tại chốt.', en: 'It is about the declaration just read at the gate.' })}
        </p>
      )}
      <UnitField
        label={{ vi: 'Xã, phường', en: 'Commune' }}
        description={
          atGate
            ? { vi: 'Bỏ trống nếu là xã nơi đặt chốt.', en: 'Leave empty for where the gate stands.' }
            : { vi: 'Bỏ trống nếu là xã của bạn.', en: 'Leave empty for your own.' }
        }
        tier="commune"
        value={communeId}
        onChange={setCommuneId}
      />
      <DayField label={{ vi: 'Ngày vi phạm', en: 'Day' }} value={onDay} onChange={setOnDay} required />
      <TextInput
        label={w({ vi: 'Nơi vi phạm', en: 'Place' })}
        value={place}
        onChange={(e) => setPlace(e.currentTarget.value)}
        required
      />
      <ChoiceField
        label={{ vi: 'Hành vi', en: 'Act' }}
        choices={[
          ...(table.data?.acts ?? []).map((a) => ({
            value: a.code,
            words: { vi: `${a.article ?? ''}: ${a.act.vi}`, en: `${a.article ?? ''}: ${a.act.en}` },
          })),
          { value: 'other', words: { vi: 'Hành vi khác, ghi bằng lời', en: 'Another act, in words' } },
        ]}
        value={code}
        onChange={setCode}
        none={{ vi: 'Chọn hành vi', en: 'Choose' }}
        required
      />
      {other && (
        <TextInput
          label={w({ vi: 'Hành vi', en: 'The act' })}
          value={act}
          onChange={(e) => setAct(e.currentTarget.value)}
          required
        />
      )}
      {chosen && (
        <p style={{ margin: 0 }}>
          {range
            ? w({
                vi: `Khung phạt ${dong(range.min)} – ${dong(range.max)}${range.confirmed ? '' : ' (chưa kiểm chứng)'}; ${chosen.source.vi}.`,
                en: `Fine ${dong(range.min)} – ${dong(range.max)}${range.confirmed ? '' : ' (unconfirmed)'}; ${chosen.source.en}.`,
              })
            : w({ vi: 'Khung phạt: chưa có số liệu.', en: 'Fine: not known.' })}
          {chosen.refer &&
            w({ vi: ' Hậu quả nghiêm trọng thì chuyển cơ quan có thẩm quyền.', en: ' Grave consequences are referred.' })}
        </p>
      )}
      <Radio.Group label={w({ vi: 'Ai vi phạm', en: 'Who' })} value={of} onChange={(v) => setOf(v as Of)}>
        <div style={{ display: 'flex', gap: 16, flexWrap: 'wrap', marginTop: 4 }}>
          {may(search) && <Radio value="person" label={w({ vi: 'người có hồ sơ', en: 'a person on record' })} />}
          <Radio value="organisation" label={w({ vi: 'tổ chức', en: 'an organisation' })} />
          <Radio value="unknown" label={w({ vi: 'chưa rõ là ai', en: 'not known yet' })} />
        </div>
      </Radio.Group>
      {of === 'person' && (
        <PersonField label={{ vi: 'Người vi phạm', en: 'Person' }} value={subjectId} onChange={setSubjectId} required />
      )}
      {of === 'organisation' && (
        <TextInput
          label={w({ vi: 'Tên tổ chức', en: 'Organisation' })}
          value={organisation}
          onChange={(e) => setOrganisation(e.currentTarget.value)}
          required
        />
      )}
      {of === 'unknown' && (
        <TextInput
          label={w({ vi: 'Đặc điểm nhận biết', en: 'How to know them' })}
          description={w({
            vi: 'Biển số xe, giấy tờ đã xem. Ban Chỉ đạo xã xác định người sau.',
            en: 'Number plate, papers seen. The commune says later who it was.',
          })}
          value={who}
          onChange={(e) => setWho(e.currentTarget.value)}
          required
        />
      )}
      <Textarea
        label={w({ vi: 'Sự việc, lời khai', en: 'What happened' })}
        value={description}
        onChange={(e) => setDescription(e.currentTarget.value)}
        autosize
        minRows={3}
        required
      />
    </FormDialog>
  )
}
