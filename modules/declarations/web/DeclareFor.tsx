import { Checkbox, Group, Select, TextInput } from '@mantine/core'
import { fold } from '@phaodai/text/fold.ts'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { symptomOptions } from '@phaodai/web/doors/fields.tsx'
import { knock, newKey } from '@phaodai/web/doors/knock.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { printHtml } from '@phaodai/web/saveFile.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { Pass } from '../declaration.shape.contract.ts'
import { declareFor } from '../declarations.contract.ts'
import { passSheet, seriesOf } from './passSheet.ts'

interface Commune {
  areaId: number
  name: string
  district: string | null
}

/** The communes of the whole province: one who stands at a gate declares for people of any of them. The list is public, and asked for as on the public page. */
function useCommunes(key: string): Commune[] {
  const [communes, setCommunes] = useState<Commune[]>([])
  useEffect(() => {
    knock<{ communes: Commune[] }>('/api/doors/declarant/units', {}, { key }).then(
      (a) => setCommunes(a.communes),
      // without the list the address in words is enough
      () => {},
    )
  }, [key])
  return communes
}

const wantedIn = (label: string, search: string) =>
  fold(search)
    .split(' ')
    .filter(Boolean)
    .every((part) => fold(label).includes(part))

/** For someone without a telephone: what they say, then a sheet with the code to take along. */
export function DeclareFor({
  onClose,
  onDone,
}: {
  onClose: () => void
  onDone: (pass: z.output<typeof Pass>, name: string) => void
}) {
  const { w } = useLanguage()
  const { instance } = useSession()
  const write = useWrite(declareFor)
  const [key] = useState(newKey)
  const [ids] = useState(() => ({ declarationId: crypto.randomUUID(), signalId: crypto.randomUUID() }))
  const communes = useCommunes(key)
  const [said, setSaid] = useState({
    fullName: '',
    birthYear: '',
    idNumber: '',
    phone: '',
    address: '',
    fromPlace: '',
    vehicle: '',
  })
  const [communeId, setCommuneId] = useState<number | null>(null)
  const [arrivedOn, setArrivedOn] = useState<string | null>(null)
  const [kinds, setKinds] = useState<(typeof symptomOptions)[number]['value'][]>([])
  const [contact, setContact] = useState<'yes' | 'no' | ''>('')
  const line = (field: keyof typeof said, label: Words, more: object = {}) => (
    <TextInput
      label={w(label)}
      value={said[field]}
      autoComplete="off"
      onChange={(e) => setSaid({ ...said, [field]: e.currentTarget.value })}
      {...more}
    />
  )
  const send = async () => {
    const { fullName, birthYear, ...rest } = said
    const filled = Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, v.trim() || null]))
    const year = /^(19|20)\d\d$/.test(birthYear.trim()) ? Number(birthYear) : null
    const input = { ...ids, seriesId: await seriesOf(key), fullName, birthYear: year, ...filled, communeId, arrivedOn, kinds }
    const pass = await write.send({ ...input, contactCase: contact === 'yes' })
    if (!pass) return
    printHtml(await passSheet(pass, key, instant(pass.validUntil, 'vi'), instance.mode === 'drill'))
    onDone(pass, fullName)
  }
  return (
    <FormDialog
      title={{ vi: 'Khai hộ người không có máy', en: 'Declare for another' }}
      submit={{ vi: 'Ghi và in mã', en: 'Record and print' }}
      write={write}
      blocked={said.fullName.trim().length < 2 || contact === ''}
      onClose={onClose}
      onSubmit={() => void send()}
    >
      {line('fullName', { vi: 'Họ và tên', en: 'Full name' }, { required: true, 'data-autofocus': true })}
      <Group grow align="start">
        {line('birthYear', { vi: 'Năm sinh', en: 'Birth year' }, { inputMode: 'numeric', maxLength: 4 })}
        {line('phone', { vi: 'Điện thoại', en: 'Phone' }, { type: 'tel' })}
      </Group>
      {line('idNumber', { vi: 'Số CCCD, CMND hoặc hộ chiếu', en: 'Identity number' })}
      <Select
        label={w({ vi: 'Xã, phường đang ở', en: 'Commune' })}
        description={w({ vi: 'Để trống nếu ở ngoài tỉnh.', en: 'Empty: outside the province.' })}
        data={communes.map((c) => ({ value: String(c.areaId), label: c.district ? `${c.name}, ${c.district}` : c.name }))}
        value={communeId === null ? null : String(communeId)}
        onChange={(v) => setCommuneId(v === null ? null : Number(v))}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': w({ vi: 'Bỏ chọn', en: 'Clear' }) }}
        limit={30}
        nothingFoundMessage={w({ vi: 'Không có xã nào khớp.', en: 'No commune matches.' })}
        filter={({ options, search }) => options.filter((o) => 'label' in o && wantedIn(String(o.label), search))}
      />
      {line('address', { vi: 'Địa chỉ', en: 'Address' })}
      <Checkbox.Group
        label={w({ vi: 'Đang có (để trống nếu không có)', en: 'Now (leave empty if none)' })}
        value={kinds}
        onChange={(v) => setKinds(v as typeof kinds)}
      >
        <Group gap="md" mt={4}>
          {symptomOptions.map((o) => (
            <Checkbox key={o.value} value={o.value} label={w(o.words)} />
          ))}
        </Group>
      </Checkbox.Group>
      <ChoiceField
        label={{ vi: 'Tiếp xúc ca bệnh hoặc người nghi mắc', en: 'Contact with a case' }}
        choices={[
          { value: 'no', words: { vi: 'Không', en: 'No' } },
          { value: 'yes', words: { vi: 'Có', en: 'Yes' } },
        ]}
        value={contact}
        onChange={setContact}
        none={{ vi: 'Chưa hỏi', en: 'Not asked yet' }}
        required
      />
      <Group grow align="start">
        {line('fromPlace', { vi: 'Đi từ', en: 'From' })}
        <DayField label={{ vi: 'Đến nơi ngày', en: 'Arrived on' }} value={arrivedOn} onChange={setArrivedOn} />
      </Group>
      {line('vehicle', { vi: 'Biển số xe, chuyến', en: 'Vehicle, trip' })}
    </FormDialog>
  )
}
