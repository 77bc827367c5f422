import { Select } from '@mantine/core'
import { units } from '@phaodai/modules/areas/areas.contract.ts'
import { profiles } from '@phaodai/modules/policy/policy.verbs.ts'
import type { Column } from '@phaodai/ui/DataTable.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '../api.ts'
import { DayField } from '../fields/DayField.tsx'
import { Go } from '../Go.tsx'
import { personPath } from '../paths.ts'
import { sessionQuery } from '../session.ts'
import styles from './Lists.module.css'

interface Named {
  subjectId: string
  name: string
  code: string
}

/** The columns that say who: the name opens the person. */
export function whoColumns<Row extends Named>(): Column<Row>[] {
  return [
    {
      key: 'name',
      header: { vi: 'Họ tên', en: 'Name' },
      value: (r) => r.name,
      width: 'minmax(150px, 1.6fr)',
      draw: (r) => (
        <Go href={personPath(r.subjectId)} tabIndex={-1}>
          {r.name || r.code}
        </Go>
      ),
    },
    { key: 'code', header: { vi: 'Mã', en: 'Code' }, value: (r) => r.code, width: 'minmax(112px, 0.8fr)' },
  ]
}

export const areaColumn = <Row extends { areaName: string }>(): Column<Row> => ({
  key: 'area',
  header: { vi: 'Địa bàn', en: 'Area' },
  value: (r) => r.areaName,
  width: 'minmax(176px, 1.2fr)',
})

export const dayColumn = <Row,>(key: string, header: Words, value: (row: Row) => string | null): Column<Row> => ({
  key,
  header,
  value,
  text: (r) => date(value(r)),
  width: '120px',
})

/** Codes with their words: shown, searched and chosen by the words. */
export function codeColumn<Row, C extends string>(
  key: string,
  header: Words,
  value: (row: Row) => C | null,
  words: Readonly<Record<C, Words>>,
  w: (words: Words) => string,
  width = 'minmax(120px, 1fr)',
): Column<Row> {
  return {
    key,
    header,
    value,
    text: (r) => {
      const code = value(r)
      return code === null ? '–' : w(words[code] ?? { vi: code, en: code })
    },
    choices: Object.entries<Words>(words).map(([code, said]) => ({ value: code, words: said })),
    width,
  }
}

export const levelMark = (level: string) => (
  <span className={styles.level} data-level={level}>
    {level}
  </span>
)

/** The units within the reader's own area, one step below it: districts of a province, communes of a district. */
export function useAreas() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { areaId, areaTier } = session.post as { areaId: number; areaTier?: string }
  return useQuery({
    queryKey: ['areas.units', 'below', areaId, areaTier ?? ''],
    staleTime: 3_600_000,
    queryFn: async ({ signal }) => {
      const { units: found } = await call(units, { within: areaId }, { signal })
      return found.filter((u) => u.parentId === areaId && u.tier !== 'hamlet')
    },
  })
}

/** One area of the reader's own; all of it where none is chosen. */
export function AreaSelect({ value, onChange }: { value: string | undefined; onChange: (areaId: string | undefined) => void }) {
  const { w } = useLanguage()
  const { data: found } = useAreas()
  if (!found || found.length < 2) return null
  return (
    <Select
      label={w({ vi: 'Địa bàn', en: 'Area' })}
      placeholder={w({ vi: 'Toàn địa bàn của tôi', en: 'All of my area' })}
      data={found.map((u) => ({ value: String(u.areaId), label: u.fullName }))}
      value={found.some((u) => String(u.areaId) === value) ? value! : null}
      onChange={(id) => onChange(id ?? undefined)}
      searchable
      clearable
      nothingFoundMessage={w({ vi: 'Không có', en: 'None' })}
      clearButtonProps={{ 'aria-label': w({ vi: 'Bỏ địa bàn', en: 'Clear the area' }) }}
      w={240}
    />
  )
}

/** Diseases that have a profile. */
export function DiseaseSelect({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const { w } = useLanguage()
  const { data } = useQuery({
    queryKey: ['policy.profiles'],
    staleTime: 3_600_000,
    queryFn: ({ signal }) => call(profiles, {}, { signal }),
  })
  return (
    <Select
      label={w({ vi: 'Bệnh', en: 'Disease' })}
      data={data?.profiles.map((p) => ({ value: p.body.code, label: w(p.body.name) })) ?? [{ value, label: value }]}
      value={value}
      onChange={(code) => code && onChange(code)}
      allowDeselect={false}
      w={200}
    />
  )
}

/** A day that narrows a list. Taken away from outside, its text goes too. */
export function DayInput(props: { label: Words; value: string | undefined; onChange: (day: string | undefined) => void }) {
  const { label, value, onChange } = props
  const typed = useRef(value)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (value === typed.current) return
    typed.current = value
    setRound((was) => was + 1)
  }, [value])
  return (
    <div style={{ width: '10rem' }}>
      <DayField
        key={round}
        label={label}
        value={value ?? null}
        onChange={(day) => {
          typed.current = day ?? undefined
          onChange(day ?? undefined)
        }}
      />
    </div>
  )
}
