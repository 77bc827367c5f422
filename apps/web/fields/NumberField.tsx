import { TextInput } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useEffect, useState } from 'react'

export interface NumberFieldProps {
  label: Words
  description?: Words
  value: number | undefined
  /** Once the field is left or Enter is pressed; undefined where it was emptied. Not called for what is no number. */
  onChange: (value: number | undefined) => void
  min?: number
  max?: number
  whole?: boolean
  placeholder?: string
  width?: string
}

const shown = (value: number | undefined) => (value === undefined ? '' : String(value).replace('.', ','))

/** What a person types for a number: 4,7 or 4.7; a full stop before three digits at the end groups thousands. Null: not a number. */
export function readNumber(text: string): number | null {
  const said = text.trim().replace(/\s/g, '')
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(said) ? said.replaceAll('.', '') : said
  const value = /^-?\d*[.,]?\d+$/.test(plain) ? Number(plain.replace(',', '.')) : Number.NaN
  return Number.isFinite(value) ? value : null
}

/** A number as it is written here, with a comma; taken when the field is left, so that no figure is made of half a number. */
export function NumberField(props: NumberFieldProps) {
  const { label, description, value, onChange, min, max, whole, placeholder, width } = props
  const { w } = useLanguage()
  const [text, setText] = useState(shown(value))
  const [wrong, setWrong] = useState(false)
  useEffect(() => {
    setText((was) => (readNumber(was) === value ? was : shown(value)))
    setWrong(false)
  }, [value])
  const take = () => {
    if (text.trim() === '') return value !== undefined && onChange(undefined)
    const found = readNumber(text)
    const fits =
      found !== null &&
      (min === undefined || found >= min) &&
      (max === undefined || found <= max) &&
      (!whole || Number.isInteger(found))
    setWrong(!fits)
    if (fits && found !== value) onChange(found)
  }
  const range = `${min === undefined ? '' : `${w({ vi: 'từ', en: 'from' })} ${shown(min)} `}${max === undefined ? '' : `${w({ vi: 'đến', en: 'to' })} ${shown(max)}`}`
  return (
    <TextInput
      label={w(label)}
      description={description && w(description)}
      value={text}
      inputMode="decimal"
      autoComplete="off"
      {...(placeholder && { placeholder })}
      w={width ?? '9rem'}
      error={
        wrong
          ? w({ vi: `Ghi một số${whole ? ' nguyên' : ''} ${range}.`, en: `Write a ${whole ? 'whole ' : ''}number ${range}.` })
          : undefined
      }
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  )
}
