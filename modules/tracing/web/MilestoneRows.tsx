import { Button, Group, Stack, TextInput } from '@mantine/core'
import { hour, instant, localDate } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { instantOf } from '@phaodai/web/fields/act.ts'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { useState } from 'react'
import type { Milestone } from '../investigation.contract.ts'

export interface MilestoneRowsProps {
  list: readonly Milestone[]
  onList: (list: Milestone[]) => void
  today: string
}

/** Where the person was, from when to when; with both hours it is a visit, and whoever was there then becomes a candidate. */
export function MilestoneRows({ list, onList, today }: MilestoneRowsProps) {
  const { w, language } = useLanguage()
  const [name, setName] = useState('')
  const [day, setDay] = useState<string | null>(today)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [fromAt, toAt] = [instantOf(day, from), instantOf(day, to)]
  return (
    <Stack gap="md">
      {list.length > 0 && (
        <ol style={{ margin: 0, paddingLeft: 20 }}>
          {list.map((m, at) => (
            <li key={at}>
              {m.name ?? w({ vi: 'Nơi đã biết', en: 'A known place' })}
              {m.fromAt && `, ${instant(m.fromAt, language)}`}
              {m.toAt && ` – ${m.fromAt && localDate(m.fromAt) === localDate(m.toAt) ? hour(m.toAt) : instant(m.toAt, language)}`}{' '}
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={`${w({ vi: 'Bỏ mốc', en: 'Take out' })} ${at + 1}`}
                onClick={() => onList(list.filter((_, other) => other !== at))}
              >
                {w({ vi: 'Bỏ', en: 'Take out' })}
              </Button>
            </li>
          ))}
        </ol>
      )}
      <Group gap="md" align="flex-end">
        <TextInput
          label={w({ vi: 'Nơi', en: 'Place' })}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          style={{ flex: '1 1 220px' }}
        />
        <DayField label={{ vi: 'Ngày', en: 'Day' }} value={day} onChange={setDay} />
        <TextInput
          label={w({ vi: 'Từ giờ', en: 'From' })}
          placeholder="07:30"
          value={from}
          onChange={(e) => setFrom(e.currentTarget.value)}
          w={96}
        />
        <TextInput
          label={w({ vi: 'Đến giờ', en: 'Until' })}
          placeholder="16:30"
          value={to}
          onChange={(e) => setTo(e.currentTarget.value)}
          w={96}
        />
        <Button
          variant="default"
          disabled={name.trim() === ''}
          onClick={() => {
            onList([...list, { name: name.trim(), kind: 'other', ...(fromAt && { fromAt }), ...(toAt && { toAt }) }])
            setName('')
            setFrom('')
            setTo('')
          }}
        >
          {w({ vi: 'Thêm mốc', en: 'Add' })}
        </Button>
      </Group>
    </Stack>
  )
}
