import { number, percent } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { NumberField } from '../../fields/NumberField.tsx'
import styles from '../analysis/Analysis.module.css'
import { CalculatorFrame, type Inputs, SaveTable } from './CalculatorFrame.tsx'
import { useCalculation } from './useCalculation.ts'

const said = (vi: string, en: string): Words => ({ vi, en })
const names: Record<string, Words> = {
  D2: said('Gộp hai bước (Dorfman)', 'Two stages (Dorfman)'),
  D3: said('Gộp ba bước', 'Three stages'),
  A2: said('Lưới vuông (hàng và cột)', 'Square array (rows and columns)'),
}

/** Gộp mẫu: the size of pool with the fewest tests per person, for each method. */
export function Pooling({ get, set }: Inputs) {
  const { w } = useLanguage()
  const test = {
    prevalence: get('prevalence', 1) / 100,
    sensitivity: get('sensitivity', 95) / 100,
    specificity: get('specificity', 99) / 100,
  }
  const [people, perDay] = [get('people', 0), get('perDay', 0)]
  const calculation = useCalculation({ kind: 'pooling' as const, test, people: people || null, testsPerDay: perDay || null })
  const field = (key: string, label: Words, usual: number, more: { min?: number; max?: number; whole?: boolean } = {}) => (
    <NumberField
      label={label}
      value={get(key, usual) || undefined}
      onChange={(value) => set({ [key]: value === undefined || value === usual ? undefined : String(value) })}
      {...more}
      width="12rem"
    />
  )
  return (
    <CalculatorFrame
      id="pooling"
      title={said('Gộp mẫu tối ưu', 'Optimal pooling')}
      calculation={calculation}
      inputs={
        <div className={styles.inputs}>
          {field('prevalence', said('Tỷ lệ nhiễm (%)', 'Prevalence (%)'), 1, { min: 0.001, max: 99 })}
          {field('sensitivity', said('Độ nhạy (%)', 'Sensitivity (%)'), 95, { min: 1, max: 100 })}
          {field('specificity', said('Độ đặc hiệu (%)', 'Specificity (%)'), 99, { min: 1, max: 100 })}
          {field('people', said('Số người (nếu có)', 'People (optional)'), 0, { min: 1, max: 10_000_000, whole: true })}
          {field('perDay', said('Xét nghiệm mỗi ngày (nếu có)', 'Tests a day (optional)'), 0, {
            min: 1,
            max: 1_000_000,
            whole: true,
          })}
        </div>
      }
      method={said(
        'Số xét nghiệm kỳ vọng cho mỗi người ở mọi cỡ gộp; lấy cỡ ít nhất. D2: 2–30 (40 khi tỷ lệ dưới 0,5 %), D3: đến 24, lưới: đến 14.',
        'Expected tests per person at every size; the least is taken. D2: 2–30 (40 below 0.5 %), D3: to 24, array: to 14.',
      )}
      sources={['Dorfman 1943, doi:10.1214/aoms/1177731363', 'Hitt et al. 2019, doi:10.1002/sim.8341']}
      notWhen={[
        said(
          'Tỷ lệ nhiễm của nhóm khác tỷ lệ đã nhập: gộp lãng phí khi tỷ lệ cao.',
          'The prevalence of the group is not the one typed: pooling wastes tests where it is high.',
        ),
        said(
          'Mẫu gộp bị pha loãng: độ nhạy ở đây coi như không giảm theo cỡ gộp.',
          'Dilution: the sensitivity is taken not to fall with the size of the pool.',
        ),
        said(
          'Người một nhà gộp chung: nhiễm không độc lập, số xét nghiệm thật ít hơn.',
          'Households pooled together: infections are not independent, the true number of tests is lower.',
        ),
        said('Kỳ vọng, không phải mức trần: mỗi ngày có thể nhiều hơn.', 'Expectations, not bounds: a day may need more.'),
      ]}
    >
      {({ plans, days }) => {
        const best = plans.reduce((least, plan) => (plan.testsPerPerson < least.testsPerPerson ? plan : least))
        const table = [
          columnOf(
            said('Cách gộp', 'Method'),
            plans.map((p) => w(names[p.method]!)),
          ),
          columnOf(
            said('Cỡ gộp', 'Size'),
            plans.map((p) =>
              p.groups ? `${p.size} → ${p.groups.join(', ')}` : p.method === 'A2' ? `${p.size} × ${p.size}` : String(p.size),
            ),
          ),
          columnOf(
            said('Xét nghiệm mỗi người', 'Tests per person'),
            plans.map((p) => p.testsPerPerson),
            (n) => number(n, 4),
          ),
          columnOf(
            said('Tiết kiệm', 'Saved'),
            plans.map((p) => 1 - p.testsPerPerson),
            (n) => percent(n),
          ),
          columnOf(
            said('Độ nhạy', 'Sensitivity'),
            plans.map((p) => p.sensitivity),
            (n) => percent(n),
          ),
          columnOf(
            said('Độ đặc hiệu', 'Specificity'),
            plans.map((p) => p.specificity),
            (n) => percent(n, 2),
          ),
          columnOf(
            said('Giá trị dương', 'PPV'),
            plans.map((p) => p.ppv),
            (n) => percent(n),
          ),
          columnOf(
            said('Giá trị âm', 'NPV'),
            plans.map((p) => p.npv),
            (n) => percent(n, 3),
          ),
        ]
        const title = said('Cỡ gộp tối ưu của từng cách', 'Optimal size of each method')
        const notes = [
          `${number(test.prevalence * 100, 3)} %, ${number(test.sensitivity * 100, 2)} %, ${number(test.specificity * 100, 2)} %`,
        ]
        return (
          <>
            <p className={styles.sentence}>
              {best.testsPerPerson >= 1
                ? w({
                    vi: 'Không nên gộp: xét nghiệm riêng từng người ít hơn hoặc bằng.',
                    en: 'Do not pool: testing everybody alone takes no more tests.',
                  })
                : w({
                    vi: `${names[best.method]!.vi}, cỡ ${best.size}:`,
                    en: `${names[best.method]!.en}, size ${best.size}:`,
                  })}{' '}
              <strong data-value={best.testsPerPerson}>{number(best.testsPerPerson, 4)}</strong>{' '}
              {w({ vi: 'xét nghiệm mỗi người', en: 'tests per person' })}
              {best.atLimit &&
                w({
                  vi: '; cỡ lớn nhất đã thử, cỡ lớn hơn có thể rẻ hơn',
                  en: '; the largest size tried, a larger one could be cheaper',
                })}
              .
            </p>
            {days && (
              <p className={styles.sentence}>
                {w({
                  vi: `Gộp hai bước ${number(days.people)} người: ${number(days.pools)} mẫu gộp, khoảng ${number(days.expectedTests)} xét nghiệm (thay cho ${number(days.people)})`,
                  en: `Two stages for ${number(days.people)} people: ${number(days.pools)} pools, some ${number(days.expectedTests)} tests (instead of ${number(days.people)})`,
                })}
                {days.days !== null &&
                  w({
                    vi: `; ${number(days.days)} ngày thay cho ${number(days.daysAlone)} ngày`,
                    en: `; ${number(days.days)} days instead of ${number(days.daysAlone)}`,
                  })}
                .
              </p>
            )}
            <div className={`pd-surface ${styles.boxed}`}>
              <div className={styles.tableHead}>
                <h3>{w(title)}</h3>
                <span className="pd-no-print">
                  <SaveTable {...{ fileName: 'gop-mau', title, table, notes }} />
                </span>
              </div>
              <PlainTable label={title} table={table} />
            </div>
          </>
        )
      }}
    </CalculatorFrame>
  )
}
