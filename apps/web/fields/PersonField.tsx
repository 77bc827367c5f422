import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { search } from '@phaodai/modules/people/people.contract.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { useRead } from '../useRead.ts'

export interface PersonFieldProps {
  label: Words
  value: string | null
  onChange: (subjectId: string | null) => void
  /** Not offered: the person whose page it is. */
  except?: string
  required?: boolean
}

/** A person already on record, found by name (accents not needed), code, CCCD or phone. */
export function PersonField({ label, value, onChange, except, required }: PersonFieldProps) {
  const { w } = useLanguage()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const { data } = useRead(search, { q: asked, limit: 20 }, { enabled: asked.length >= 2 && !value, keep: true })
  const [kept, setKept] = useState<{ value: string; label: string }[]>([])
  const found = (data?.people ?? [])
    .filter((p) => p.subjectId !== except)
    .map((p) => ({ value: p.subjectId, label: `${p.name} · ${p.code}${p.birthYear ? ` · ${p.birthYear}` : ''}` }))
  return (
    <Select
      label={w(label)}
      placeholder={w({ vi: 'Gõ tên, mã, CCCD hoặc điện thoại', en: 'Type a name, code, CCCD or phone' })}
      data={value ? kept : found}
      value={value}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': w({ vi: 'Bỏ chọn', en: 'Clear' }) }}
      searchValue={text}
      onSearchChange={(typed) => {
        setText(typed)
        if (value && typed !== kept[0]?.label) onChange(null)
      }}
      onChange={(chosen) => {
        setKept(found.filter((f) => f.value === chosen))
        onChange(chosen)
      }}
      // the server has searched already
      filter={({ options }) => options}
      required={required}
      nothingFoundMessage={
        asked.length < 2
          ? w({ vi: 'Gõ ít nhất 2 ký tự.', en: 'Type at least 2 characters.' })
          : w({ vi: 'Không có ai khớp trong địa bàn.', en: 'Nobody in the area matches.' })
      }
    />
  )
}
