import type { SeirParameters } from '@phaodai/epi/seir.parameters.ts'
import { number, percent } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { BandChart } from '@phaodai/ui/lazy.tsx'
import { columnOf } from '@phaodai/ui/PlainTable.tsx'
import { useMemo } from 'react'
import { NumberField } from '../../fields/NumberField.tsx'
import styles from '../analysis/Analysis.module.css'
import { CalculatorFrame, type Inputs, SaveTable } from './CalculatorFrame.tsx'
import { type Answers, LEVELS } from './calculate.ts'
import { useCalculation } from './useCalculation.ts'

const said = (vi: string, en: string): Words => ({ vi, en })
interface Input {
  key: string
  words: Words
  usual: number
  min?: number
  max?: number
  whole?: boolean
}
/** Usual values are examples to begin with, not findings; 0 people, tests, doses: not done. */
const groups: { words: Words; inputs: Input[] }[] = [
  {
    words: said('Bệnh và dân số', 'Disease and people'),
    inputs: [
      { key: 'N', words: said('Dân số', 'People'), usual: 100_000, min: 100, max: 20_000_000, whole: true },
      { key: 'R0', words: said('R0', 'R0'), usual: 2.5, min: 0, max: 30 },
      { key: 'lat', words: said('Ủ bệnh chưa lây (ngày)', 'Latent (days)'), usual: 3, min: 0.1, max: 60 },
      { key: 'inf', words: said('Thời gian lây (ngày)', 'Infectious (days)'), usual: 5, min: 0.1, max: 60 },
      { key: 'I0', words: said('Ca ngày đầu', 'Infectious at first'), usual: 10, min: 1, max: 1_000_000, whole: true },
      { key: 'days', words: said('Số ngày', 'Days'), usual: 120, min: 10, max: 365, whole: true },
    ],
  },
  {
    words: said('Biện pháp (R nhân với)', 'Measures (R times)'),
    inputs: [
      { key: 'm1d', words: said('Từ ngày', 'From day'), usual: 30, min: 0, max: 365, whole: true },
      { key: 'm1f', words: said('Hệ số', 'Factor'), usual: 0.5, min: 0, max: 3 },
      { key: 'm2d', words: said('Rồi từ ngày', 'Then from day'), usual: 60, min: 0, max: 365, whole: true },
      { key: 'm2f', words: said('Hệ số sau', 'Factor then'), usual: 0.7, min: 0, max: 3 },
    ],
  },
  {
    words: said('Xét nghiệm và truy vết', 'Testing and tracing'),
    inputs: [
      { key: 'td', words: said('Từ ngày', 'From day'), usual: 10, min: 0, max: 365, whole: true },
      { key: 'tr', words: said('Tỷ lệ phát hiện mỗi ngày', 'Found a day (share)'), usual: 0, min: 0, max: 5 },
      { key: 'tc', words: said('Xét nghiệm mỗi ngày', 'Tests a day'), usual: 500, min: 0, max: 1_000_000, whole: true },
      { key: 'tp', words: said('Xét nghiệm cho một ca tìm ra', 'Tests for a case found'), usual: 20, min: 1, max: 10_000 },
      { key: 'cs', words: said('Tỷ lệ người bị lây được truy ra', 'Infected who are traced (share)'), usual: 0, min: 0, max: 1 },
      { key: 'cn', words: said('Tiếp xúc mỗi ca', 'Contacts a case'), usual: 10, min: 1, max: 1000 },
      {
        key: 'cc',
        words: said('Truy vết mỗi ngày (người)', 'Traced a day (people)'),
        usual: 500,
        min: 0,
        max: 1_000_000,
        whole: true,
      },
    ],
  },
  {
    words: said('Tiêm chủng', 'Vaccination'),
    inputs: [
      { key: 'vd', words: said('Từ ngày', 'From day'), usual: 0, min: 0, max: 365, whole: true },
      { key: 'vn', words: said('Liều mỗi ngày', 'Doses a day'), usual: 0, min: 0, max: 1_000_000, whole: true },
      { key: 've', words: said('Hiệu lực', 'Efficacy'), usual: 0.8, min: 0, max: 1 },
      { key: 'vl', words: said('Có hiệu lực sau (ngày)', 'Protects after (days)'), usual: 14, min: 0, max: 60, whole: true },
    ],
  },
  {
    words: said('Mô phỏng', 'Simulation'),
    inputs: [{ key: 'seed', words: said('Hạt giống', 'Seed'), usual: 1, min: 0, max: 2_000_000_000, whole: true }],
  },
]
const usual = new Map(groups.flatMap((g) => g.inputs).map((i) => [i.key, i.usual]))
export const RUNS = 100

/** The parameters that the page's address stands for. */
export function parametersOf(get: (key: string, usual: number) => number): SeirParameters {
  const v = (key: string) => get(key, usual.get(key)!)
  return {
    ...{ N: v('N'), R0: v('R0'), lat: v('lat'), inf: v('inf'), I0: v('I0'), days: v('days') },
    mult: [
      [v('m1d'), v('m1f')],
      [v('m2d'), v('m2f')],
    ],
    ...(v('tr') > 0 && { testing: { from: v('td'), rate: v('tr'), capacityPerDay: v('tc'), testsPerCase: v('tp') } }),
    ...(v('tr') > 0 &&
      v('cs') > 0 && { tracing: { from: v('td'), share: v('cs'), contactsPerCase: v('cn'), capacityPerDay: v('cc') } }),
    ...(v('vn') > 0 && { vaccination: { from: v('vd'), dosesPerDay: v('vn'), efficacy: v('ve'), delay: v('vl') } }),
  }
}

/** Kịch bản: SEIR with what is done, its mean course and the bands of a hundred seeded runs. */
export function Scenario({ get, set }: Inputs) {
  const { w } = useLanguage()
  const parameters = parametersOf(get)
  const seed = get('seed', 1)
  const calculation = useCalculation({ kind: 'scenario' as const, parameters, seed, runs: RUNS })
  return (
    <CalculatorFrame
      id="scenario"
      title={said('Kịch bản dịch', 'Epidemic scenario')}
      calculation={calculation}
      progressLabel={said('Đang mô phỏng', 'Simulating')}
      inputs={groups.map((group) => (
        <fieldset key={group.words.vi} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <legend style={{ fontWeight: 600, padding: 0 }}>{w(group.words)}</legend>
          <div className={styles.inputs}>
            {group.inputs.map(({ key, words, usual: first, ...range }) => (
              <NumberField
                key={key}
                label={words}
                value={get(key, first)}
                onChange={(value) => set({ [key]: value === undefined || value === first ? undefined : String(value) })}
                {...range}
                width="11rem"
              />
            ))}
          </div>
        </fieldset>
      ))}
      method={said(
        'SEIR trộn đều; đường trung bình giải theo vi phân, dải từ 100 lần chạy ngẫu nhiên (nhị thức). Cùng hạt giống cho cùng kết quả.',
        'SEIR, evenly mixed; the mean course as differential equations, bands from 100 random runs (binomial). The same seed gives the same figures.',
      )}
      sources={['Keeling & Rohani 2008, doi:10.1515/9781400841035', 'Bretó et al. 2009, doi:10.1214/08-AOAS201']}
      notWhen={[
        said(
          'Đây là kịch bản, không phải dự báo: mọi số đầu vào là giả định của người nhập.',
          'A scenario, not a forecast: every input is an assumption of whoever typed it.',
        ),
        said(
          'Người sống theo nhà, xóm, ca làm; trộn đều làm đỉnh dịch cao hơn và sớm hơn sự thật.',
          'People live in households, villages and shifts; even mixing makes the peak higher and earlier than it is.',
        ),
        said(
          'Người ta đổi hành vi khi dịch tăng; mô hình thì không, trừ biện pháp đã nhập.',
          'People change what they do as cases rise; the model does not, but for the measures typed in.',
        ),
        said(
          'Dải chỉ gồm ngẫu nhiên, không gồm sai số của R0 hay các khoảng ngày. Dải theo ngày không phải diễn biến của một lần chạy.',
          'The bands hold chance alone, not the error of R0 or the periods. A band by day is not the course of any one run.',
        ),
      ]}
    >
      {(answer) => <Course answer={answer} />}
    </CalculatorFrame>
  )
}

function Course({ answer: { mean, bands } }: { answer: Answers['scenario'] }) {
  const { w } = useLanguage()
  const { series, table, steps } = useMemo(() => {
    const q = (level: number) => bands.days.map((day) => day.I.quantiles[LEVELS.indexOf(level)]!)
    return {
      steps: bands.days.map((day) => String(day.day)),
      series: [
        { kind: 'band' as const, words: said('95 % các lần chạy', '95 % of the runs'), lower: q(0.025), upper: q(0.975) },
        {
          kind: 'band' as const,
          tone: 'strong' as const,
          words: said('50 % các lần chạy', '50 % of the runs'),
          lower: q(0.25),
          upper: q(0.75),
        },
        {
          kind: 'line' as const,
          words: said('Trung bình không ngẫu nhiên', 'Mean course without chance'),
          values: mean.map((day) => day.I),
        },
      ],
      table: [
        columnOf(
          said('Ngày', 'Day'),
          bands.days.map((day) => day.day),
        ),
        columnOf(said('Đang lây, 2,5 %', 'Infectious, 2.5 %'), q(0.025), (n) => number(n)),
        columnOf(said('trung vị', 'median'), q(0.5), (n) => number(n)),
        columnOf(said('97,5 %', '97.5 %'), q(0.975), (n) => number(n)),
        columnOf(
          said('Không ngẫu nhiên', 'Without chance'),
          mean.map((day) => day.I),
          (n) => number(n),
        ),
        columnOf(
          said('Nhiễm cộng dồn, trung vị', 'Infections so far, median'),
          bands.days.map((day) => day.infections.quantiles[4]!),
          (n) => number(n),
        ),
        columnOf(
          said('Đã phát hiện, trung vị', 'Found so far, median'),
          bands.days.map((day) => day.detected.quantiles[4]!),
          (n) => number(n),
        ),
      ],
    }
  }, [mean, bands])
  const last = bands.days.at(-1)!
  const peak = bands.eachRun.map((run) => run.peak_I).sort((a, b) => a - b)
  const middle = (peak[Math.floor((peak.length - 1) / 2)]! + peak[Math.ceil((peak.length - 1) / 2)]!) / 2
  const over = bands.eachRun.filter((run) => run.over).length / bands.runs
  const title = said('Số người đang lây theo ngày', 'Infectious people by day')
  return (
    <>
      <p className={styles.sentence}>
        {w({ vi: `Đến ngày ${last.day}, số nhiễm trung vị`, en: `By day ${last.day}, median infections` })}{' '}
        <strong data-value={last.infections.quantiles[4]}>{number(last.infections.quantiles[4])}</strong> (95 %:{' '}
        {number(last.infections.quantiles[0])} {w({ vi: 'đến', en: 'to' })} {number(last.infections.quantiles[8])}).{' '}
        {w({
          vi: `Đỉnh trung vị ${number(middle)} người đang lây; ${percent(over, 0)} lần chạy dịch đã tắt. ${bands.runs} lần chạy, hạt giống ${bands.seed}.`,
          en: `Median peak ${number(middle)} infectious; in ${percent(over, 0)} of the runs it is over. ${bands.runs} runs, seed ${bands.seed}.`,
        })}
      </p>
      <BandChart
        label={title}
        {...{ steps, series, table }}
        tools={<SaveTable {...{ fileName: 'kich-ban', title, table, notes: [`${bands.runs} / seed ${bands.seed}`] }} />}
      />
    </>
  )
}
