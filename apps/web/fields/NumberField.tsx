import { TextInput } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { createContext, useContext, useEffect, useRef, useState } from 'react'

export interface NumberFieldProps {
  label: Words
  description?: Words
  value: number | undefined
  /** Once the field is left or Enter is pressed, in a form as it is typed; undefined where it is empty, or no number of the range yet. */
  onChange: (value: number | undefined) => void
  min?: number
  max?: number
  whole?: boolean
  placeholder?: string
  width?: string
}

/** True in a form: its button must not wait for the last field to be left. */
export const NumbersAsTyped = createContext(false)

const shown = (value: number | undefined) => (value === undefined ? '' : String(value).replace('.', ','))

/** What a person types for a number: 4,7 or 4.7; a full stop before three digits at the end groups thousands. Null: not a number. */
export function readNumber(text: string): number | null {
  const said = text.trim().replace(/\s/g, '')
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(said) ? said.replaceAll('.', '') : said
  const value = /^-?\d*[.,]?\d+$/.test(plain) ? Number(plain.replace(',', '.')) : Number.NaN
  return Number.isFinite(value) ? value : null
}

/** A number as it is written here, with a comma; outside a form it is taken when the field is left, so that no figure is made of half a number. */
export function NumberField(props: NumberFieldProps) {
  const { label, description, value, onChange, min, max, whole, placeholder, width } = props
  const { w } = useLanguage()
  const asTyped = useContext(NumbersAsTyped)
  const [text, setText] = useState(shown(value))
  const [wrong, setWrong] = useState(false)
  const given = useRef(value)
  useEffect(() => {
    // what it gave itself is there as it was typed
    if (given.current !== value) setText((was) => (readNumber(was) === value ? was : shown(value)))
    given.current = value
    setWrong(false)
  }, [value])
  const fits = (found: number | null): found is number =>
    found !== null &&
    (min === undefined || found >= min) &&
    (max === undefined || found <= max) &&
    (!whole || Number.isInteger(found))
  const give = (next: number | undefined) => {
    given.current = next
    if (next !== value) onChange(next)
  }
  const type = (said: string) => {
    setText(said)
    if (!asTyped) return
    setWrong(false)
    const found = readNumber(said)
    give(fits(found) ? found : undefined)
  }
  const leave = () => {
    const found = readNumber(text)
    const empty = text.trim() === ''
    setWrong(!empty && !fits(found))
    if (empty) give(undefined)
    else if (fits(found)) give(found)
  }
  const range = `${min === undefined ? '' : `${w({ vi: 'từ', en: 'from' })} ${shown(min)} `}${max === undefined ? '' : `${w({ vi: 'đến', en: 'to' })} ${shown(max)}`}`
  const rule = w({ vi: `Ghi một số${whole ? ' nguyên' : ''} ${range}.`, en: `Write a ${whole ? 'whole ' : ''}number ${range}.` })
  return (
    <TextInput
      // a form is not sent over a figure that it did not take
      ref={(el) => el?.setCustomValidity(text.trim() === '' || fits(readNumber(text)) ? '' : rule)}
      label={w(label)}
      description={description && w(description)}
      value={text}
      inputMode="decimal"
      autoComplete="off"
      {...(placeholder && { placeholder })}
      w={width ?? '9rem'}
      error={wrong ? rule : undefined}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  )
}
