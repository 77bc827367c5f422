import { useMemo } from 'react'
import type { ChainPerson, Forest } from './chainForest.ts'
import { type Column, DataTable } from './DataTable.tsx'
import { date } from './formats.ts'
import { useLanguage, type Words } from './language.tsx'
import { originOrder, origins } from './tokens.ts'

/** The twin of the chain: everyone, with their source, also those linked to nobody. */
export function ChainList(props: {
  label: Words
  forest: Forest
  oneDay?: boolean
  onOpen?: ((id: string) => void) | undefined
}) {
  const { label, forest, oneDay = false, onOpen } = props
  const { w } = useLanguage()
  const rows = useMemo(() => [...forest.persons.values()], [forest])
  const columns = useMemo<Column<ChainPerson>[]>(() => {
    const nameOf = (id: string | undefined) => (id === undefined ? null : forest.persons.get(id)!.name)
    return [
      { key: 'name', header: { vi: 'Họ tên', en: 'Name' }, value: (p) => p.name, width: 'minmax(150px, 2fr)' },
      {
        key: 'generation',
        header: { vi: 'Đời', en: 'Generation' },
        value: (p) => forest.generation.get(p.id)!,
        align: 'right',
        width: '84px',
      },
      {
        key: 'origin',
        header: { vi: 'Phát hiện', en: 'Found in' },
        value: (p) => p.origin,
        text: (p) => `${origins[p.origin].mark} ${w(origins[p.origin].words)}`,
        choices: originOrder.map((o) => ({ value: o, words: origins[o].words })),
        width: 'minmax(130px, 1fr)',
      },
      ...(oneDay
        ? [
            {
              key: 'day',
              header: { vi: 'Ngày', en: 'Day' },
              value: (p: ChainPerson) => p.onsetOn ?? p.reportedOn,
              text: (p: ChainPerson) => date(p.onsetOn ?? p.reportedOn),
              width: '112px',
            },
          ]
        : [
            {
              key: 'onset',
              header: { vi: 'Khởi phát', en: 'Onset' },
              value: (p: ChainPerson) => p.onsetOn,
              text: (p: ChainPerson) => date(p.onsetOn),
              width: '112px',
            },
            {
              key: 'reported',
              header: { vi: 'Công bố', en: 'Reported' },
              value: (p: ChainPerson) => p.reportedOn,
              text: (p: ChainPerson) => date(p.reportedOn),
              width: '112px',
            },
          ]),
      {
        key: 'place',
        header: { vi: 'Nơi ở', en: 'Place' },
        value: (p) => p.place ?? null,
        width: 'minmax(130px, 1fr)',
      },
      {
        key: 'source',
        header: { vi: 'Nguồn lây', en: 'Source' },
        value: (p) => nameOf(forest.source.get(p.id)),
        text: (p) => nameOf(forest.source.get(p.id)) ?? '–',
        width: 'minmax(150px, 2fr)',
      },
      {
        key: 'infected',
        header: { vi: 'Lây cho', en: 'Infected' },
        value: (p) => forest.infected.get(p.id)?.length ?? 0,
        align: 'right',
        width: '96px',
      },
    ]
  }, [forest, oneDay, w])
  return <DataTable label={label} rows={rows} columns={columns} rowKey={(p) => p.id} onOpen={onOpen && ((p) => onOpen(p.id))} />
}
