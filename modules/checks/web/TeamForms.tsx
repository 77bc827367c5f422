import { Autocomplete, Group, Select, TextInput } from '@mantine/core'
import { addHamlet, hamlets } from '@phaodai/modules/areas/areas.contract.ts'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { UnitField } from '@phaodai/web/fields/UnitField.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { teamPosts } from '../homes.contract.ts'
import { addMember, addRecord, makeTeam, type RecordKind, renameTeam } from '../teams.contract.ts'
import { recordWords } from './words.ts'

interface FormProps {
  onClose: () => void
  onDone: (words: Words) => void
}

/** The commune of a form: the post's own, or one to choose. */
function useCommune() {
  const { post } = useSession()
  const own = post.role === 'commune' || post.role === 'station'
  const [communeId, setCommuneId] = useState<number | null>(own ? post.areaId : null)
  const field = own ? null : (
    <UnitField label={{ vi: 'Xã', en: 'Commune' }} tier="commune" value={communeId} onChange={setCommuneId} required />
  )
  return { communeId, field }
}

export function MakeTeam({ onClose, onDone }: FormProps) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(makeTeam)
  const { communeId, field } = useCommune()
  const [name, setName] = useState('')
  const [hamletId, setHamletId] = useState<string | null>(null)
  const [from, setFrom] = useState<string | null>(today)
  const { data } = useRead(hamlets, { within: communeId ?? 0 }, { enabled: communeId !== null })
  return (
    <FormDialog
      title={{ vi: 'Lập tổ Covid cộng đồng', en: 'Make a team' }}
      submit={{ vi: 'Lập tổ', en: 'Make it' }}
      write={write}
      blocked={!name.trim() || communeId === null || !from}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          name: name.trim(),
          communeId: communeId!,
          fromOn: from!,
          ...(hamletId && { hamletId: Number(hamletId) }),
        })
        if (done)
          onDone({
            vi: `Đã lập ${name.trim()}, mã ${done.code}. Mở tổ để giao hộ và thêm tổ viên.`,
            en: `${name.trim()} is made, code ${done.code}.`,
          })
      }}
    >
      {field}
      <TextInput
        label={w({ vi: 'Tên tổ', en: 'Name' })}
        placeholder={w({ vi: 'Tổ số 1', en: 'Team 1' })}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={120}
        required
        data-autofocus
      />
      <Select
        label={w({ vi: 'Thôn (để trống: cả xã)', en: 'Hamlet (empty: all of the commune)' })}
        data={(data?.hamlets ?? []).map((h) => ({ value: String(h.hamletId), label: `${h.fullName} (${h.code})` }))}
        value={hamletId}
        onChange={setHamletId}
        clearable
        searchable
        nothingFoundMessage={w({ vi: 'Chưa có thôn này: thêm thôn trước.', en: 'Add the hamlet first.' })}
      />
      <DayField label={{ vi: 'Từ ngày', en: 'From' }} value={from} onChange={setFrom} required />
    </FormDialog>
  )
}

const hamletTypes = ['thôn', 'tổ dân phố', 'khu dân cư', 'khu phố', 'xóm', 'ấp', 'bản', 'làng', 'buôn']

export function AddHamlet({ onClose, onDone }: FormProps) {
  const { w } = useLanguage()
  const write = useWrite(addHamlet)
  const { communeId, field } = useCommune()
  const [type, setType] = useState('thôn')
  const [name, setName] = useState('')
  const [households, setHouseholds] = useState<number>()
  return (
    <FormDialog
      title={{ vi: 'Thêm thôn, tổ dân phố', en: 'Add a hamlet' }}
      submit={{ vi: 'Thêm', en: 'Add' }}
      write={write}
      blocked={!name.trim() || !type.trim() || communeId === null}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          communeId: communeId!,
          type: type.trim(),
          name: name.trim(),
          ...(households !== undefined && { households }),
        })
        if (done) onDone({ vi: `Đã thêm ${type} ${name.trim()}, mã ${done.code}.`, en: `Added, code ${done.code}.` })
      }}
    >
      {field}
      <Group align="flex-start" grow>
        <Autocomplete label={w({ vi: 'Loại', en: 'Kind' })} data={hamletTypes} value={type} onChange={setType} required />
        <TextInput
          label={w({ vi: 'Tên', en: 'Name' })}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          data-autofocus
        />
      </Group>
      <NumberField
        label={{ vi: 'Số hộ (nếu biết)', en: 'Homes, where known' }}
        value={households}
        onChange={setHouseholds}
        min={0}
        whole
      />
    </FormDialog>
  )
}

export function RenameTeam({ teamId, name: was, onClose, onDone }: FormProps & { teamId: string; name: string }) {
  const { w } = useLanguage()
  const write = useWrite(renameTeam)
  const [name, setName] = useState(was)
  return (
    <FormDialog
      title={{ vi: 'Đổi tên tổ', en: 'Rename the team' }}
      submit={{ vi: 'Đổi tên', en: 'Rename' }}
      write={write}
      blocked={!name.trim() || name.trim() === was}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ teamId, name: name.trim() }))
          onDone({ vi: `Tổ tên là ${name.trim()}.`, en: `The team is ${name.trim()}.` })
      }}
    >
      <TextInput
        label={w({ vi: 'Tên tổ', en: 'Name' })}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={120}
        required
        data-autofocus
      />
    </FormDialog>
  )
}

export function AddMember({ teamId, onClose, onDone }: FormProps & { teamId: string }) {
  const { w } = useLanguage()
  const write = useWrite(addMember)
  const { data } = useRead(teamPosts, { teamId })
  const [postId, setPostId] = useState<string | null>(null)
  const [lead, setLead] = useState<'no' | 'yes'>('no')
  const posts = data?.posts ?? []
  return (
    <FormDialog
      title={{ vi: 'Thêm tổ viên', en: 'Add a member' }}
      submit={{ vi: 'Thêm', en: 'Add' }}
      write={write}
      blocked={!postId}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ teamId, postId: postId!, lead: lead === 'yes' })) {
          const { name } = posts.find((p) => p.postId === postId)!
          onDone({ vi: `${name} là tổ viên.`, en: `${name} is a member.` })
        }
      }}
    >
      {data && posts.length === 0 && (
        <p style={{ margin: 0 }}>
          {w({
            vi: 'Chưa có tài khoản nào giữ vai trò tổ Covid cộng đồng thấy được các hộ của tổ. Quản trị tạo tài khoản trước.',
            en: 'No account holds a team’s role here. An administrator makes one first.',
          })}
        </p>
      )}
      <Select
        label={w({ vi: 'Tài khoản', en: 'Account' })}
        data={posts.map((p) => ({
          value: p.postId,
          label: `${p.name} (${p.username})${p.teams.length > 0 ? ` · ${p.teams.join(', ')}` : ''}`,
        }))}
        value={postId}
        onChange={setPostId}
        searchable
        required
        nothingFoundMessage={w({ vi: 'Không có ai khớp.', en: 'Nobody matches.' })}
      />
      <ChoiceField
        label={{ vi: 'Vai trò trong tổ', en: 'In the team' }}
        choices={[
          { value: 'no', words: { vi: 'Tổ viên', en: 'Member' } },
          { value: 'yes', words: { vi: 'Tổ trưởng', en: 'Lead' } },
        ]}
        value={lead}
        onChange={setLead}
      />
    </FormDialog>
  )
}

type Kind = (typeof RecordKind.options)[number]

export function AddRecord({ teamId, onClose, onDone }: FormProps & { teamId: string }) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(addRecord)
  const [kind, setKind] = useState<Kind>('equipment')
  const [day, setDay] = useState<string | null>(today)
  const [item, setItem] = useState('')
  const [quantity, setQuantity] = useState<number>()
  const [amountVnd, setAmount] = useState<number>()
  const [source, setSource] = useState('')
  const money = kind === 'money'
  return (
    <FormDialog
      title={{ vi: 'Ghi vào sổ của tổ', en: 'Record for the team' }}
      submit={{ vi: 'Ghi', en: 'Record' }}
      write={write}
      blocked={!item.trim() || !day || (money && (!amountVnd || !source.trim()))}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          ...{ teamId, kind, onDay: day!, item: item.trim(), quantity: quantity ?? null },
          ...{ amountVnd: amountVnd ?? null, source: source.trim() || null },
        })
        if (done)
          onDone({ vi: `Đã ghi: ${recordWords[kind].vi.toLowerCase()}, ${item.trim()}.`, en: `Recorded: ${item.trim()}.` })
      }}
    >
      <Group align="flex-start" grow>
        <ChoiceField
          label={{ vi: 'Loại', en: 'Kind' }}
          choices={(Object.keys(recordWords) as Kind[]).map((value) => ({ value, words: recordWords[value] }))}
          value={kind}
          onChange={setKind}
        />
        <DayField label={{ vi: 'Ngày', en: 'Day' }} value={day} onChange={setDay} required />
      </Group>
      <TextInput
        label={w(kind === 'guide' ? { vi: 'Ai hướng dẫn', en: 'Who guides' } : { vi: 'Nội dung', en: 'What' })}
        value={item}
        onChange={(event) => setItem(event.currentTarget.value)}
        maxLength={200}
        required
      />
      {(kind === 'equipment' || kind === 'handbook') && (
        <NumberField label={{ vi: 'Số lượng', en: 'Quantity' }} value={quantity} onChange={setQuantity} min={0} />
      )}
      {money && (
        <NumberField
          label={{ vi: 'Số tiền, đồng', en: 'Amount, VND' }}
          value={amountVnd}
          onChange={setAmount}
          min={1}
          whole
          width="14rem"
        />
      )}
      {(money || kind === 'equipment') && (
        <TextInput
          label={w({ vi: 'Nguồn', en: 'Source' })}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
          maxLength={200}
          required={money}
        />
      )}
    </FormDialog>
  )
}

export const amountText = (vnd: number | null): string => (vnd === null ? '' : `${number(vnd)} đ`)
