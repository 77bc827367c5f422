import { Button } from '@mantine/core'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { NumberField } from '../../fields/NumberField.tsx'
import styles from '../analysis/Analysis.module.css'
import { CalculatorFrame, type Inputs, SaveTable } from './CalculatorFrame.tsx'
import { useCalculation } from './useCalculation.ts'

const said = (vi: string, en: string): Words => ({ vi, en })
const MOST = { places: 6, laboratories: 4 }

const rowOf = (text: string | undefined, length: number, usual: number): number[] => {
  const found = text?.split('_').map(Number) ?? []
  return Array.from({ length }, (_, i) => (Number.isFinite(found[i]) && found[i]! >= 0 ? found[i]! : usual))
}

/** Phân mẫu cho phòng xét nghiệm: which place's samples go to which laboratory, so that the weighted wait is least. */
export function Laboratory({ get, text, set }: Inputs) {
  const { w } = useLanguage()
  const places = Math.min(MOST.places, Math.max(1, get('places', 3)))
  const laboratories = Math.min(MOST.laboratories, Math.max(1, get('labs', 2)))
  const supply = rowOf(text('supply'), places, 100)
  const urgency = rowOf(text('urgency'), places, 1)
  const capacity = rowOf(text('capacity'), laboratories, 200)
  const turnaround = rowOf(text('turnaround'), laboratories, 6)
  const transport = Array.from({ length: places }, (_, i) => rowOf(text(`hours${i + 1}`), laboratories, 1 + i))
  const instance = {
    ...{ supply, capacity_per_day: capacity, lab_turnaround_h: turnaround, transport_h: transport },
    urgency_weight: urgency.map((weight) => weight || 0.01),
  }
  const calculation = useCalculation({ kind: 'lab' as const, instance })
  const cell = (key: string, row: number[], at: number, label: Words, range: { min?: number; max: number; whole?: boolean }) => (
    <NumberField
      label={label}
      value={row[at]}
      onChange={(value) => value !== undefined && set({ [key]: row.map((n, i) => (i === at ? value : n)).join('_') })}
      min={0}
      {...range}
      width="8.5rem"
    />
  )
  const count = (key: string, words: Words, now: number, most: number, usual: number) => (
    <span>
      {w(words)}{' '}
      {[-1, 1].map((step) => (
        <Button
          key={step}
          variant="default"
          size="compact-sm"
          disabled={now + step < 1 || now + step > most}
          aria-label={w(
            step < 0
              ? { vi: `Bớt ${words.vi.toLowerCase()}`, en: `Fewer: ${words.en}` }
              : { vi: `Thêm ${words.vi.toLowerCase()}`, en: `More: ${words.en}` },
          )}
          onClick={() => set({ [key]: now + step === usual ? undefined : String(now + step) })}
        >
          {step < 0 ? '−' : '+'}
        </Button>
      ))}
    </span>
  )
  const lab = (j: number) => said(`Phòng ${j + 1}`, `Laboratory ${j + 1}`)
  const place = (i: number) => said(`Nơi gửi ${i + 1}`, `Place ${i + 1}`)
  return (
    <CalculatorFrame
      id="lab"
      title={said('Phân mẫu cho phòng xét nghiệm', 'Samples to laboratories')}
      calculation={calculation}
      inputs={
        <>
          <div className={`${styles.inputs} pd-no-print`}>
            {count('places', said('Nơi gửi', 'Places'), places, MOST.places, 3)}
            {count('labs', said('Phòng xét nghiệm', 'Laboratories'), laboratories, MOST.laboratories, 2)}
          </div>
          {supply.map((_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places have no name but their number
            <fieldset key={i} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
              <legend style={{ fontWeight: 600, padding: 0 }}>{w(place(i))}</legend>
              <div className={styles.inputs}>
                {cell('supply', supply, i, said('Số mẫu', 'Samples'), { max: 1_000_000, whole: true })}
                {cell('urgency', urgency, i, said('Mức gấp', 'Urgency'), { min: 0.1, max: 100 })}
                {capacity.map((__, j) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: laboratories have no name but their number
                  <span key={j}>
                    {cell(`hours${i + 1}`, transport[i]!, j, said(`Giờ đến phòng ${j + 1}`, `Hours to lab. ${j + 1}`), {
                      max: 240,
                    })}
                  </span>
                ))}
              </div>
            </fieldset>
          ))}
          {capacity.map((_, j) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: laboratories have no name but their number
            <fieldset key={j} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
              <legend style={{ fontWeight: 600, padding: 0 }}>{w(lab(j))}</legend>
              <div className={styles.inputs}>
                {cell('capacity', capacity, j, said('Mẫu mỗi ngày', 'Samples a day'), { max: 1_000_000, whole: true })}
                {cell('turnaround', turnaround, j, said('Giờ xét nghiệm', 'Hours to result'), { max: 240 })}
              </div>
            </fieldset>
          ))}
        </>
      }
      method={said(
        'Bài toán vận tải, nghiệm tối ưu của quy hoạch tuyến tính: tổng số mẫu × mức gấp × (giờ đường + giờ xét nghiệm) nhỏ nhất trong một ngày.',
        'A transportation problem at its linear-programming optimum: samples × urgency × (hours on the road + hours to result) least, for one day.',
      )}
      sources={['Hitchcock 1941, doi:10.1002/sapm1941201224', 'Bland 1977, doi:10.1287/moor.2.2.103']}
      notWhen={[
        said(
          'Giờ đường và công suất thật khác số đã nhập; máy hỏng, thiếu sinh phẩm.',
          'Road hours and capacity are not as typed; machines fail, reagents run out.',
        ),
        said(
          'Mẫu đến dồn một lúc: thời gian chờ trong phòng không nằm trong phép tính.',
          'Samples arrive at once: the queue within a laboratory is not in it.',
        ),
        said('Phân mẫu làm vỡ các mẻ gộp: tính gộp mẫu trước.', 'Splitting breaks up pools: work out the pooling first.'),
      ]}
    >
      {(plan) => {
        const { shipments, short } = plan
        const table = [
          columnOf(
            said('Từ', 'From'),
            shipments.map((s) => w(place(s.district))),
          ),
          columnOf(
            said('Đến', 'To'),
            shipments.map((s) => w(lab(s.laboratory))),
          ),
          columnOf(
            said('Số mẫu', 'Samples'),
            shipments.map((s) => s.samples),
            (n) => number(n),
          ),
          columnOf(
            said('Giờ đến khi có kết quả', 'Hours to the result'),
            shipments.map((s) => transport[s.district]![s.laboratory]! + turnaround[s.laboratory]!),
            (n) => number(n, 1),
          ),
        ]
        const title = said('Chuyển mẫu', 'Shipments')
        return (
          <>
            <p className={styles.sentence}>
              {short.samples > 0
                ? w({
                    vi: `Không đủ công suất: ${number(short.samples)} mẫu không phòng nào nhận được trong ngày.`,
                    en: `Not enough capacity: ${number(short.samples)} samples cannot be taken on the day.`,
                  })
                : w({ vi: 'Mọi mẫu được nhận trong ngày.', en: 'All samples are taken on the day.' })}{' '}
              {w({ vi: 'Tổng giờ chờ có trọng số:', en: 'Weighted hours of waiting:' })}{' '}
              <strong data-value={plan.objective}>{number(plan.objective, 1)}</strong>.
            </p>
            <div className={`pd-surface ${styles.boxed}`}>
              <div className={styles.tableHead}>
                <h3>{w(title)}</h3>
                <span className="pd-no-print">
                  <SaveTable {...{ fileName: 'phan-mau', title, table, notes: [] }} />
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
