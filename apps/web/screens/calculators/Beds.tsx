import { TextInput } from '@mantine/core'
import { number, percent } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { BandChart } from '@phaodai/ui/lazy.tsx'
import { columnOf } from '@phaodai/ui/PlainTable.tsx'
import { useEffect, useMemo, useState } from 'react'
import { NumberField, readNumber } from '../../fields/NumberField.tsx'
import { Go } from '../../Go.tsx'
import { paths } from '../../paths.ts'
import styles from '../analysis/Analysis.module.css'
import { CalculatorFrame, type Inputs, SaveTable } from './CalculatorFrame.tsx'
import { type Answers, LEVELS } from './calculate.ts'
import { useCalculation } from './useCalculation.ts'

const said = (vi: string, en: string): Words => ({ vi, en })

/** Numbers of an address, parted by _; null where one is none. */
function listOf(text: string | undefined): number[] | null {
  if (!text) return []
  const found = text.split('_').map(Number)
  return found.every((n) => Number.isFinite(n) && n >= 0) ? found : null
}

/** Numbers typed with blanks between them; taken when the field is left. */
function ListField(props: { label: Words; description: Words; value: readonly number[]; onChange: (values: number[]) => void }) {
  const { w } = useLanguage()
  const shown = props.value.map((n) => number(n, 1)).join(' ')
  const [text, setText] = useState(shown)
  const [wrong, setWrong] = useState(false)
  useEffect(() => {
    setText(shown)
    setWrong(false)
  }, [shown])
  const take = () => {
    const found = text.trim().split(/\s+/).filter(Boolean).map(readNumber)
    const fits = found.every((n) => n !== null && n >= 0)
    setWrong(!fits)
    if (fits && text !== shown) props.onChange(found as number[])
  }
  return (
    <TextInput
      label={w(props.label)}
      description={w(props.description)}
      value={text}
      autoComplete="off"
      error={wrong ? w({ vi: 'Chỉ ghi số, cách nhau bằng dấu cách.', en: 'Numbers only, with blanks between them.' }) : undefined}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  )
}

/** Nhu cầu giường: the beds that the cases seen and a forecast will ask for. */
export function Beds({ get, text, set }: Inputs) {
  const { w } = useLanguage()
  const seen = listOf(text('seen'))
  const weeks = [listOf(text('week1')), listOf(text('week2'))]
  const whole = weeks.filter((week) => week?.length === LEVELS.length) as number[][]
  const complete = seen !== null && seen.length > 0 && whole.length > 0 && (weeks[0]?.length ?? 0) === LEVELS.length
  const calculation = useCalculation(
    complete
      ? {
          ...{ kind: 'beds' as const, seen, weeks: whole, fraction: get('fraction', 12) / 100 },
          delay: [get('delay', 6), get('delaySd', 3)] as [number, number],
          stay: [get('stay', 11), get('staySd', 6)] as [number, number],
        }
      : null,
  )
  const field = (key: string, label: Words, usual: number, range: { min: number; max: number }) => (
    <NumberField
      label={label}
      value={get(key, usual)}
      onChange={(value) => set({ [key]: value === undefined || value === usual ? undefined : String(value) })}
      {...range}
      width="12rem"
    />
  )
  const list = (key: string, label: Words, description: Words, value: number[] | null) => (
    <ListField
      {...{ label, description, value: value ?? [] }}
      onChange={(values) => set({ [key]: values.length === 0 ? undefined : values.join('_') })}
    />
  )
  const levels = LEVELS.map((level) => `${number(level * 100, 1)} %`).join(', ')
  return (
    <CalculatorFrame
      id="beds"
      title={said('Nhu cầu giường', 'Bed demand')}
      calculation={calculation}
      incomplete={
        complete
          ? null
          : said(
              'Cần số ca mỗi ngày đã ghi và dự báo tuần 1. Mở từ mục Dự báo của trang Phân tích dịch tễ, hoặc nhập tay.',
              'Daily cases and the forecast of week 1 are needed. Open it from the forecast on the analysis page, or type them.',
            )
      }
      inputs={
        <>
          {list(
            'seen',
            said('Số ca mỗi ngày đã ghi', 'Daily cases recorded'),
            said('từ cũ đến mới, cách nhau bằng dấu cách', 'oldest first, blanks between'),
            seen,
          )}
          {list(
            'week1',
            said('Dự báo tuần 1', 'Forecast, week 1'),
            said(`chín mức: ${levels}`, `nine levels: ${levels}`),
            weeks[0]!,
          )}
          {list(
            'week2',
            said('Dự báo tuần 2', 'Forecast, week 2'),
            said('chín mức như trên; có thể để trống', 'the same nine; may be empty'),
            weeks[1]!,
          )}
          <div className={styles.inputs}>
            {field('fraction', said('Tỷ lệ cần giường (%)', 'Need a bed (%)'), 12, { min: 0, max: 100 })}
            {field('delay', said('Từ ca đến giường, trung bình (ngày)', 'Case to bed, mean (days)'), 6, { min: 0.1, max: 60 })}
            {field('delaySd', said('độ lệch chuẩn', 'sd'), 3, { min: 0.1, max: 60 })}
            {field('stay', said('Ngày nằm, trung bình', 'Stay, mean (days)'), 11, { min: 0.1, max: 120 })}
            {field('staySd', said('độ lệch chuẩn', 'sd'), 6, { min: 0.1, max: 120 })}
          </div>
          <Go href={`${paths.analysis}#forecast`} className="pd-no-print">
            {w({ vi: 'Mở dự báo', en: 'Open the forecast' })}
          </Go>
        </>
      }
      method={said(
        'Mỗi ca cần giường với tỷ lệ đã nhập, sau độ trễ và trong thời gian nằm đã nhập (gamma); số ca tuần chia đều cho bảy ngày. Tỷ lệ và số ngày ban đầu là ví dụ, chưa xác nhận.',
        'Each case needs a bed with the share, after the delay and for the stay typed in (gamma); a week’s cases are spread evenly. The first values are examples, not confirmed.',
      )}
      sources={[
        'Deschepper et al. 2021, doi:10.1186/s12913-021-06492-3',
        'Brookmeyer & Gail 1988, doi:10.1080/01621459.1988.10478599',
      ]}
      notWhen={[
        said(
          'Dự báo không nên tin (xem cạnh dự báo): giường dựa vào nó.',
          'The forecast is not to be believed (see beside it): beds rest on it.',
        ),
        said(
          'Tỷ lệ cần giường đổi theo tuổi, tiêm chủng, biến chủng và quy định nhập viện.',
          'The share changes with age, vaccination, variant and the rule of admission.',
        ),
        said(
          'Người nhập viện trước ngày đầu của chuỗi không được tính: những ngày đầu là số tối thiểu.',
          'Patients admitted before the first day are not counted: the first days are lower bounds.',
        ),
        said('Dải không gồm ngẫu nhiên của từng người bệnh.', 'The bands do not hold the chance of each patient.'),
      ]}
    >
      {(answer) => <BedDays answer={answer} fraction={get('fraction', 12) / 100} />}
    </CalculatorFrame>
  )
}

function BedDays({ answer, fraction }: { answer: Answers['beds']; fraction: number }) {
  const { w } = useLanguage()
  const { days, seen } = answer
  const { steps, series, table, greatest } = useMemo(() => {
    const q = (level: number) => days.map((day) => day.occupied[LEVELS.indexOf(level)]!)
    const names = days.map((_, i) => (i < seen ? `${i - seen + 1}` : `+${i - seen + 1}`))
    return {
      steps: names,
      greatest: Math.max(...q(0.975)),
      series: [
        { kind: 'band' as const, words: said('95 %', '95 %'), lower: q(0.025), upper: q(0.975) },
        { kind: 'band' as const, tone: 'strong' as const, words: said('50 %', '50 %'), lower: q(0.25), upper: q(0.75) },
        { kind: 'line' as const, words: said('Trung vị', 'Median'), values: q(0.5) },
      ],
      table: [
        columnOf(said('Ngày (0: ngày cuối đã ghi)', 'Day (0: last recorded)'), names),
        columnOf(
          said('Vào giường, trung vị', 'Admissions, median'),
          days.map((day) => day.admissions[4]!),
          (n) => number(n, 1),
        ),
        ...[0.025, 0.25, 0.5, 0.75, 0.975].map((level) =>
          columnOf(said(`Giường, ${number(level * 100, 1)} %`, `Beds, ${level * 100} %`), q(level), (n) => number(n, 1)),
        ),
      ],
    }
  }, [days, seen])
  const last = days.at(-1)!
  const title = said('Giường có người nằm theo ngày', 'Beds occupied by day')
  return (
    <>
      <p className={styles.sentence}>
        {w({ vi: `Sau ${days.length - seen} ngày cần trung vị`, en: `In ${days.length - seen} days the median need is` })}{' '}
        <strong data-value={last.occupied[4]}>{number(last.occupied[4], 1)}</strong> {w({ vi: 'giường', en: 'beds' })} (95 %:{' '}
        {number(last.occupied[0], 1)} {w({ vi: 'đến', en: 'to' })} {number(last.occupied[8], 1)});{' '}
        {w({ vi: 'cao nhất của dải 95 %:', en: 'highest of the 95 % band:' })} {number(greatest, 1)}.{' '}
        {w({ vi: `Tỷ lệ cần giường ${percent(fraction)}.`, en: `Share that needs a bed ${percent(fraction)}.` })}
      </p>
      <BandChart
        label={title}
        {...{ steps, series, table }}
        shadedFrom={seen}
        tools={<SaveTable {...{ fileName: 'giuong', title, table, notes: [] }} />}
      />
    </>
  )
}
