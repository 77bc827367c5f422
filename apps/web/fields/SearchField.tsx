import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useState } from 'react'

export interface Option {
  value: string
  label: string
}

export interface SearchFieldProps {
  label: Words
  placeholder: Words
  /** Said where nothing was found for what is typed. */
  nothing: Words
  /** What the server finds for a text; a hook. It asks only while `open`: until something is chosen. */
  useFound: (asked: string, open: boolean) => Option[]
  value: string | null
  onChange: (value: string | null) => void
  /** What the value is called where it was not chosen here. */
  made?: string
  required?: boolean | undefined
  /** Letters before which nothing is asked. */
  least?: number
}

const LONGEST = 100

/** One of many on record, found by the server as one types. */
export function SearchField(props: SearchFieldProps) {
  const { label, placeholder, nothing, useFound, value, onChange, made = '', required, least = 0 } = props
  const { w } = useLanguage()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim().slice(0, LONGEST), 150)
  const [kept, setKept] = useState<Option[]>(value ? [{ value, label: made }] : [])
  const found = useFound(asked, !value && asked.length >= least)
  return (
    <Select
      label={w(label)}
      placeholder={w(placeholder)}
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
      required={required ?? false}
      nothingFoundMessage={w(
        asked.length < least ? { vi: `Gõ ít nhất ${least} ký tự.`, en: `Type at least ${least} characters.` } : nothing,
      )}
    />
  )
}
