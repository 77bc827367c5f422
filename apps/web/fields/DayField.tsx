import { TextInput } from '@mantine/core'
import { isLocalDate } from '@phaodai/text/dates.ts'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useEffect, useState } from 'react'

export interface DayFieldProps {
  label: Words
  description?: Words
  /** YYYY-MM-DD, or null where empty or not a day yet. */
  value: string | null
  onChange: (day: string | null) => void
  required?: boolean
  disabled?: boolean
}

const two = (text: string) => text.padStart(2, '0')

/** What a person types for a day: 22/2/2021, 22-02-2021, 22022021, 2021-02-22. The day always comes first; null: not a day. */
export function readDay(text: string): string | null {
  const said = text.trim()
  const parts = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(said) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(said)
  const day = parts ? `${parts[3]}-${two(parts[2]!)}-${two(parts[1]!)}` : said
  return isLocalDate(day) ? day : null
}

/** A day as it is written here, day first, whatever the browser's own language. */
export function DayField({ label, description, value, onChange, required, disabled }: DayFieldProps) {
  const { w } = useLanguage()
  const [text, setText] = useState(value ? date(value) : '')
  const [left, setLeft] = useState(false)
  useEffect(() => {
    if (value !== null) setText((was) => (readDay(was) === value ? was : date(value)))
  }, [value])
  const wrong = left && text.trim() !== '' && readDay(text) === null
  return (
    <TextInput
      label={w(label)}
      description={description && w(description)}
      placeholder={w({ vi: 'ngày/tháng/năm', en: 'day/month/year' })}
      value={text}
      inputMode="numeric"
      autoComplete="off"
      required={required}
      disabled={disabled}
      error={wrong ? w({ vi: 'Ghi ngày/tháng/năm, ví dụ 22/02/2021.', en: 'Write day/month/year, as 22/02/2021.' }) : undefined}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(readDay(event.currentTarget.value))
      }}
      onBlur={() => {
        setLeft(true)
        const day = readDay(text)
        if (day) setText(date(day))
      }}
    />
  )
}
