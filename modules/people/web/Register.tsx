import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { UnitField } from '@phaodai/web/fields/UnitField.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { register } from '../people.contract.ts'

export interface RegisterFormProps {
  /** What was looked for and not found. */
  name?: string
  onDone: (made: { subjectId: string; code: string; duplicates: number }) => void
  submit?: { vi: string; en: string }
}

/** A birth date as far as it is known: 1984, 5/1984, 12/05/1984; undefined where it cannot be read. */
export function readBirth(text: string): { year: number; month?: number; day?: number } | null | undefined {
  const said = text.trim()
  if (said === '') return null
  const parts = /^(?:(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ])?(\d{4})$/.exec(said)
  if (!parts) return undefined
  const [day, month, year] = [parts[1], parts[2], parts[3]].map((p) => (p === undefined ? undefined : Number(p)))
  if (!year || year < 1900 || year > 2100 || (month !== undefined && (month < 1 || month > 12))) return undefined
  if (day !== undefined && (day < 1 || day > new Date(Date.UTC(year, month!, 0)).getUTCDate())) return undefined
  return { year, ...(month && { month }), ...(day && { day }) }
}

/** Writes a person down. Only the name is needed; what is not known is left empty, never guessed. */
export function RegisterForm({ name = '', onDone, submit }: RegisterFormProps) {
  const { w } = useLanguage()
  const { post } = useSession()
  const write = useWrite(register)
  const atCommune = ['commune', 'station', 'team'].includes(post.role)
  const [communeId, setCommuneId] = useState<number | null>(atCommune ? post.areaId : null)
  const [fullName, setFullName] = useState(name)
  const [birth, setBirth] = useState('')
  const [sex, setSex] = useState<'male' | 'female' | ''>('')
  const [idNumber, setIdNumber] = useState('')
  const [phone, setPhone] = useState('')
  const [address, setAddress] = useState('')
  const [occupation, setOccupation] = useState('')
  const born = readBirth(birth)
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        // this form also stands in a dialog that is a form itself
        event.stopPropagation()
        if (born === undefined) return
        const done = await write.send({
          fullName,
          ...(communeId !== null && { communeId }),
          ...(born && { birth: born }),
          ...(sex && { sex }),
          ...(idNumber.trim() && { idNumber }),
          ...(phone.trim() && { phone }),
          ...(address.trim() && { address }),
          ...(occupation.trim() && { occupation }),
        })
        if (done) onDone(done)
      }}
    >
      <Stack gap="md" maw={560}>
        {write.problem && (
          <ProblemAlert
            problem={write.problem}
            takeFocus
            kept={{ vi: 'Nội dung đã nhập vẫn còn trên màn hình.', en: 'What you typed is still on the screen.' }}
          />
        )}
        <TextInput
          label={w({ vi: 'Họ và tên', en: 'Full name' })}
          value={fullName}
          onChange={(event) => setFullName(event.currentTarget.value)}
          autoComplete="off"
          required
        />
        <Group gap="md" align="flex-start" grow>
          <TextInput
            label={w({ vi: 'Ngày sinh', en: 'Birth' })}
            description={w({ vi: 'Biết đến đâu ghi đến đó: 1984, 5/1984', en: 'As far as known: 1984, 5/1984' })}
            value={birth}
            onChange={(event) => setBirth(event.currentTarget.value)}
            autoComplete="off"
            error={
              born === undefined
                ? w({ vi: 'Ghi năm, tháng/năm hoặc ngày/tháng/năm.', en: 'Year, month/year or day/month/year.' })
                : undefined
            }
          />
          <ChoiceField
            label={{ vi: 'Giới tính', en: 'Sex' }}
            description={{ vi: 'Theo giấy tờ', en: 'As on the papers' }}
            none={{ vi: 'Chưa rõ', en: 'Not known' }}
            choices={[
              { value: 'male', words: { vi: 'Nam', en: 'Male' } },
              { value: 'female', words: { vi: 'Nữ', en: 'Female' } },
            ]}
            value={sex}
            onChange={setSex}
          />
        </Group>
        <Group gap="md" align="flex-start" grow>
          <TextInput
            label={w({ vi: 'Số CCCD, CMND hoặc hộ chiếu', en: 'Identity number or passport' })}
            value={idNumber}
            onChange={(event) => setIdNumber(event.currentTarget.value)}
            autoComplete="off"
          />
          <TextInput
            label={w({ vi: 'Điện thoại', en: 'Phone' })}
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
            inputMode="tel"
            autoComplete="off"
          />
        </Group>
        {!atCommune && (
          <UnitField
            label={{ vi: 'Xã, phường nơi đang ở', en: 'Commune of residence' }}
            tier="commune"
            value={communeId}
            onChange={setCommuneId}
            required
          />
        )}
        <Textarea
          label={w({ vi: 'Địa chỉ', en: 'Address' })}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          autosize
          minRows={1}
        />
        <TextInput
          label={w({ vi: 'Nghề nghiệp, nơi làm việc', en: 'Occupation, workplace' })}
          value={occupation}
          onChange={(event) => setOccupation(event.currentTarget.value)}
          autoComplete="off"
        />
        <p className="pd-muted" style={{ margin: 0 }}>
          {w({
            vi: 'Số giấy tờ và điện thoại được mã hóa; trên màn hình chỉ hiện một phần.',
            en: 'Numbers are encrypted; the screen shows a part of them only.',
          })}
        </p>
        <Group justify="flex-end">
          <Button type="submit" loading={write.busy}>
            {w(submit ?? { vi: 'Lập hồ sơ', en: 'Register' })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
