import { Group, Radio, TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { UnitField } from '@phaodai/web/fields/UnitField.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { decide, scales } from '../levels.contract.ts'

/** A decision as its document says it; nothing is filled in by what was proposed. */
export function DecideLevel({
  areaIds,
  onClose,
  onDone,
}: {
  areaIds: readonly number[]
  onClose: () => void
  onDone: () => void
}) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(decide)
  const [areaId, setAreaId] = useState<number | null>(areaIds.length === 1 ? areaIds[0]! : null)
  const [ids] = useState(() => new Map<number, string>())
  const [chosen, setChosen] = useState('')
  const [number, setNumber] = useState('')
  const [signedOn, setSignedOn] = useState<string | null>(today)
  const [issuer, setIssuer] = useState('')
  const [signatory, setSignatory] = useState('')
  const [fromOn, setFromOn] = useState<string | null>(today)
  const [open, setOpen] = useState(false)
  const [untilOn, setUntilOn] = useState<string | null>(null)
  const [reviewOn, setReviewOn] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const known = useRead(scales, fromOn ? { day: fromOn } : {}, { keep: true })
  const levels =
    known.data?.scales.flatMap((s) => s.levels.map((l) => ({ ...l, scale: s.scale, key: `${s.scale} ${l.code}`, of: s.name }))) ??
    []
  const level = levels.find((l) => l.key === chosen)
  const several = areaIds.length > 1
  const units = several ? areaIds : areaId === null ? [] : [areaId]
  const idOf = (id: number) => {
    if (!ids.has(id)) ids.set(id, crypto.randomUUID())
    return ids.get(id)!
  }
  const last = open ? reviewOn : untilOn
  const ready =
    units.length > 0 &&
    level &&
    number.trim() &&
    signedOn &&
    issuer.trim().length > 1 &&
    signatory.trim().length > 1 &&
    fromOn &&
    last
  return (
    <FormDialog
      title={{ vi: 'Ghi quyết định cấp độ, biện pháp', en: 'Record the decision of a level' }}
      submit={{ vi: 'Ghi quyết định', en: 'Record' }}
      write={write}
      blocked={!ready}
      onClose={onClose}
      onSubmit={async () => {
        const dates = { fromOn: fromOn!, ...(open ? { reviewOn } : { untilOn }) }
        const paper = { number, signedOn: signedOn!, issuer, signatory }
        const areas = units.map((id) => ({ areaId: id, decisionId: idOf(id) }))
        const sent = { areas, scale: level!.scale, level: level!.code, ...paper, ...dates, reason: reason.trim() || null }
        if (await write.send(sent)) onDone()
      }}
    >
      {several ? (
        <p style={{ margin: 0 }}>
          {w({
            vi: `Một văn bản cho ${areaIds.length} đơn vị đã chọn.`,
            en: `One document for the ${areaIds.length} units chosen.`,
          })}
        </p>
      ) : (
        <UnitField label={{ vi: 'Địa bàn', en: 'Unit' }} value={areaId} onChange={setAreaId} required />
      )}
      <ChoiceField
        label={{ vi: 'Mức', en: 'Level' }}
        choices={levels.map((l) => ({
          value: l.key,
          words: { vi: `${l.name.vi} (${l.of.vi})`, en: `${l.name.en} (${l.of.en})` },
        }))}
        value={chosen}
        onChange={setChosen}
        none={{ vi: 'Chọn mức theo văn bản', en: 'Choose as the document says' }}
        required
      />
      {level && (
        <ul style={{ margin: 0, paddingLeft: 20 }}>
          {level.words.map((l) => (
            <li key={l.vi}>{w(l)}</li>
          ))}
          {level.words.length === 0 && <li>{w({ vi: 'Không có biện pháp hạn chế.', en: 'No limits.' })}</li>}
        </ul>
      )}
      <Group align="start" gap="md">
        <TextInput
          label={w({ vi: 'Số, ký hiệu', en: 'Number' })}
          value={number}
          onChange={(e) => setNumber(e.currentTarget.value)}
          required
        />
        <DayField label={{ vi: 'Ngày ký', en: 'Signed on' }} value={signedOn} onChange={setSignedOn} required />
      </Group>
      <TextInput
        label={w({ vi: 'Cơ quan ban hành', en: 'Issuer' })}
        value={issuer}
        onChange={(e) => setIssuer(e.currentTarget.value)}
        required
      />
      <TextInput
        label={w({ vi: 'Người ký', en: 'Signatory' })}
        value={signatory}
        onChange={(e) => setSignatory(e.currentTarget.value)}
        required
      />
      <DayField label={{ vi: 'Áp dụng từ 0 giờ ngày', en: 'From 0:00 on' }} value={fromOn} onChange={setFromOn} required />
      <Radio.Group
        label={w({ vi: 'Đến khi nào', en: 'Until' })}
        value={open ? 'open' : 'day'}
        onChange={(v) => setOpen(v === 'open')}
      >
        <Group gap="md" mt={4}>
          <Radio value="day" label={w({ vi: 'đến hết một ngày', en: 'through a day' })} />
          <Radio value="open" label={w({ vi: 'đến khi có thông báo mới', en: 'until further notice' })} />
        </Group>
      </Radio.Group>
      {open ? (
        <DayField label={{ vi: 'Ngày xem xét lại', en: 'Reviewed on' }} value={reviewOn} onChange={setReviewOn} required />
      ) : (
        <DayField label={{ vi: 'Đến hết ngày', en: 'Last day' }} value={untilOn} onChange={setUntilOn} required />
      )}
      <TextInput
        label={w({ vi: 'Lý do, nếu khác đề xuất theo tiêu chí', en: 'Reason, where it differs from the criteria' })}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
      />
    </FormDialog>
  )
}
