import { Figure, FigureRow } from '@phaodai/ui/Figure.tsx'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { pathTo } from '@phaodai/web/paths.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useRouter } from '@tanstack/react-router'
import type { z } from 'zod'
import { slotDoors } from '../homes.contract.ts'
import type { slots } from '../rollup.contract.ts'
import { signals } from '../signals.contract.ts'
import { type DoorsOf, doorsWords } from './words.ts'

const of = (n: number, vi: string, en: string): Words => ({ vi: `/ ${number(n)} ${vi}`, en: `/ ${number(n)} ${en}` })

/** The figures of a slot, each with the list behind it: homes in a commune or district, else the units below, ordered by it. */
export function SlotFigures({
  of: d,
  disease,
  area,
}: {
  of: z.output<typeof slots.output>
  disease: string
  area: string | undefined
}) {
  const { w } = useLanguage()
  const { may } = useSession()
  const { history } = useRouter()
  const { total: f, day, slot, cutOffAt } = d
  const homes = may(slotDoors) && d.area.tier !== 'province'
  const here = { area, day, slot }
  const list = (doors: DoorsOf, sort: string) =>
    homes
      ? pathTo('/slots/doors', { ...here, of: doors === 'due' ? undefined : doors })
      : pathTo('/slots', { ...here, sort: `-${sort}` })
  const people = (state: string) =>
    may(signals)
      ? pathTo('/signals', {
          area,
          from: day,
          until: day,
          state,
          'f.slot': slot,
          disease: disease === 'covid19' ? null : disease,
        })
      : null
  const shown: { label: Words; value: number; unit?: Words; href: string | null; doubt?: Words }[] = [
    {
      label: { vi: 'Tổ đã báo cáo', en: 'Teams reported' },
      value: f.teamsReported,
      unit: of(f.teamsDue, 'tổ', 'teams'),
      href: pathTo('/slots', { ...here, sort: d.rows[0]?.tier === 'team' ? 'asked' : 'teams' }),
    },
    {
      label: { vi: 'Hộ đã hỏi', en: 'Homes asked' },
      value: f.asked,
      unit: of(f.due, 'hộ', 'homes'),
      href: list('asked', 'asked'),
    },
    {
      label: { vi: 'Hộ có dấu hiệu', en: 'Homes with symptoms' },
      value: f.symptomatic,
      href: list('symptomatic', 'symptomatic'),
    },
    { label: { vi: 'Người có dấu hiệu', en: 'People with symptoms' }, value: f.signals, href: people('all') },
    {
      label: { vi: 'Đã lấy mẫu', en: 'Sampled' },
      value: f.sampled,
      unit: of(f.ordered, 'chỉ định', 'ordered'),
      href: people('sampled'),
    },
    { label: { vi: 'Chưa lấy mẫu', en: 'Not sampled' }, value: f.waiting, href: people('open') },
    {
      label: { vi: 'Báo muộn', en: 'Late' },
      value: f.late,
      href: list('late', 'late'),
      ...(f.conflicts > 0 && {
        doubt: {
          vi: `${number(f.conflicts)} hộ có lượt hỏi trái nhau`,
          en: `${number(f.conflicts)} homes with answers in conflict`,
        },
      }),
    },
  ]
  const rest: { doors: DoorsOf; sort: string; n: number }[] = [
    { doors: 'well', sort: 'asked', n: f.well },
    { doors: 'absent', sort: 'missing', n: f.absent },
    { doors: 'refused', sort: 'missing', n: f.refused },
    { doors: 'moved', sort: 'missing', n: f.moved },
    { doors: 'missing', sort: 'missing', n: f.due - f.asked },
    { doors: 'conflicts', sort: 'missing', n: f.conflicts },
  ]
  return (
    <>
      <FigureRow>
        {shown.map(({ href, ...figure }) => (
          <Figure key={figure.label.en} {...figure} cutoff={cutOffAt} {...(href && { href, onOpen: () => history.push(href) })} />
        ))}
      </FigureRow>
      <p style={{ margin: 0 }}>
        {w({ vi: 'Hộ: ', en: 'Homes: ' })}
        {rest.map(({ doors, sort, n }, at) => (
          <span key={doors}>
            {at > 0 && ', '}
            {w(doorsWords[doors]).toLowerCase()}{' '}
            {homes ? <Go href={list(doors, sort)}>{number(n)}</Go> : <strong className="pd-digits">{number(n)}</strong>}
          </span>
        ))}
        .
      </p>
    </>
  )
}
