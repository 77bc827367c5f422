import { search } from '@phaodai/modules/people/people.contract.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import { useRead } from '../useRead.ts'
import { SearchField } from './SearchField.tsx'

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
  const usePeople = (q: string, enabled: boolean) => {
    const { data } = useRead(search, { q, limit: 20 }, { enabled, keep: true })
    return (data?.people ?? [])
      .filter((p) => p.subjectId !== except)
      .map((p) => ({ value: p.subjectId, label: `${p.name} · ${p.code}${p.birthYear ? ` · ${p.birthYear}` : ''}` }))
  }
  return (
    <SearchField
      {...{ label, value, onChange, required }}
      least={2}
      placeholder={{ vi: 'Gõ tên, mã, CCCD hoặc điện thoại', en: 'Type a name, code, CCCD or phone' }}
      nothing={{ vi: 'Không có ai khớp trong địa bàn.', en: 'Nobody in the area matches.' }}
      useFound={usePeople}
    />
  )
}
