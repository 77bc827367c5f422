import { Button, SegmentedControl } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { IconPrinter } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import styles from './analysis/Analysis.module.css'
import { Beds } from './calculators/Beds.tsx'
import type { Inputs } from './calculators/CalculatorFrame.tsx'
import { Laboratory } from './calculators/Laboratory.tsx'
import { Pooling } from './calculators/Pooling.tsx'
import { Scenario } from './calculators/Scenario.tsx'

const title: Words = { vi: 'Tính thử', en: 'Calculators' }
const calculators = [
  { key: 'pooling', words: { vi: 'Gộp mẫu', en: 'Pooling' }, Draw: Pooling },
  { key: 'scenario', words: { vi: 'Kịch bản', en: 'Scenario' }, Draw: Scenario },
  { key: 'beds', words: { vi: 'Giường', en: 'Beds' }, Draw: Beds },
  { key: 'lab', words: { vi: 'Phân mẫu', en: 'Laboratories' }, Draw: Laboratory },
] as const

/** Tính thử: what if. Nothing of a person is asked or kept; what was typed stands in the address, so that a link gives the same figures. */
export default function Calculators() {
  const { w } = useLanguage()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  useEffect(() => {
    document.title = `${w(title)} · Pháo Đài`
  }, [w])
  const shown = calculators.find((c) => c.key === search.calculator) ?? calculators[0]
  const text = (key: string) => (search[key] === undefined || search[key] === '' ? undefined : String(search[key]))
  const inputs: Inputs = {
    text,
    get: (key, usual) => {
      const value = Number(text(key) ?? Number.NaN)
      return Number.isFinite(value) ? value : usual
    },
    set: (change) =>
      void navigate({ to: '.', replace: true, search: ((old: Record<string, unknown>) => ({ ...old, ...change })) as never }),
  }
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <div>
          <h1>{w(title)}</h1>
          <p className="pd-muted" style={{ margin: 0 }}>
            {w({
              vi: 'Tính ngay trên máy này, không dùng số liệu của người nào. Sao chép địa chỉ trang để gửi đúng phép tính này.',
              en: 'Computed on this machine, of nobody’s data. Copy the address of the page to pass on this very computation.',
            })}
          </p>
        </div>
        <span className={styles.space} />
        <Button
          className="pd-no-print"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          {w({ vi: 'In', en: 'Print' })}
        </Button>
      </div>
      <SegmentedControl
        className="pd-no-print"
        aria-label={w({ vi: 'Phép tính', en: 'Calculator' })}
        value={shown.key}
        // another calculator has other inputs
        onChange={(key) => void navigate({ to: '.', search: { calculator: key } as never })}
        data={calculators.map((c) => ({ value: c.key, label: w(c.words) }))}
      />
      <shown.Draw {...inputs} />
    </div>
  )
}
