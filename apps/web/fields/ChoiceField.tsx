import { Input } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { IconChevronDown } from '@tabler/icons-react'
import { useId } from 'react'

export interface ChoiceFieldProps<T extends string> {
  label: Words
  description?: Words
  choices: readonly { value: T; words: Words }[]
  value: T | ''
  onChange: (value: T) => void
  /** What stands where nothing is chosen yet; without it the first choice stands. */
  none?: Words
  required?: boolean
  disabled?: boolean
  /** Has the focus when its dialog opens. */
  first?: boolean
}

/** One of a short list: the browser's own select, which every keyboard and every phone knows. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const { label, description, choices, value, onChange, none, required, disabled, first } = props
  const { w } = useLanguage()
  const id = useId()
  return (
    <Input.Wrapper id={id} label={w(label)} description={description && w(description)} required={required}>
      <Input
        component="select"
        id={id}
        value={value}
        required={required}
        disabled={disabled}
        data-autofocus={first || undefined}
        pointer
        rightSection={<IconChevronDown size={16} aria-hidden />}
        rightSectionPointerEvents="none"
        onChange={(event) => onChange((event.currentTarget as unknown as HTMLSelectElement).value as T)}
      >
        {none && <option value="">{w(none)}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {w(choice.words)}
          </option>
        ))}
      </Input>
    </Input.Wrapper>
  )
}
