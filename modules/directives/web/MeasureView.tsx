import { Button } from '@mantine/core'
import { date, hour, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useMemo, useState } from 'react'
import { measureTask } from '../measures.contract.ts'

/** The live figure of a task: how much of how much, where, since when, and how it is counted. */
export function MeasureView({ taskId }: { taskId: string }) {
  const { w } = useLanguage()
  const read = useRead(measureTask, { taskId }, { every: 60_000 })
  const [how, setHow] = useState(false)
  const parts = read.data?.parts
  const table = useMemo(() => {
    const rows = parts ?? []
    return [
      columnOf(
        { vi: 'Địa bàn', en: 'Area' },
        rows.map((r) => r.name),
      ),
      columnOf(
        { vi: 'Đạt', en: 'Done' },
        rows.map((r) => r.done),
        (n) => number(n),
      ),
      columnOf(
        { vi: 'Trên', en: 'Of' },
        rows.map((r) => r.whole),
        (n) => number(n),
      ),
      columnOf(
        { vi: 'Kết luận', en: 'So' },
        rows.map((r) => w(r.met ? { vi: 'đạt', en: 'met' } : { vi: 'chưa đạt', en: 'not met' })),
      ),
    ]
  }, [parts, w])
  return (
    <Part title={{ vi: 'Thước đo', en: 'Live measure' }}>
      <Read of={read}>
        {(m) => (
          <>
            <p style={{ margin: 0 }}>
              {w(m.measure.words)}
              {m.about && ` (${m.about})`}:{' '}
              <strong className="pd-digits" style={{ fontSize: '1.25rem' }}>
                {number(m.done)}/{number(m.whole)}
              </strong>{' '}
              {w(m.measure.unit)} ·{' '}
              <strong>
                {w(
                  m.whole === 0
                    ? { vi: 'chưa có gì để đếm', en: 'nothing to count yet' }
                    : m.met
                      ? { vi: 'đạt', en: 'met' }
                      : { vi: 'chưa đạt', en: 'not met' },
                )}
              </strong>
              {(m.metSince ?? m.unmetSince) &&
                ` ${w(m.sinceAtLeast ? { vi: 'ít nhất từ ngày', en: 'at least since' } : { vi: 'từ ngày', en: 'since' })} ${date((m.metSince ?? m.unmetSince)!)}`}
              {m.target !== null && ` · ${w({ vi: 'mục tiêu', en: 'target' })} ${number(m.target)}`}
              <span className="pd-muted">
                {' '}
                · {w({ vi: 'tính lúc', en: 'read at' })} {hour(m.cutOffAt)} {date(m.day)}
              </span>
            </p>
            {m.proposesDone && (
              <p style={{ margin: '8px 0 0' }}>
                <strong>
                  {w({
                    vi: 'Số liệu cho thấy đã đạt: đề nghị nghiệm thu. Hệ thống không tự kết thúc nhiệm vụ.',
                    en: 'The figure says it is met: it is proposed to be accepted as done. The system closes nothing by itself.',
                  })}
                </strong>
              </p>
            )}
            {m.parts.length > 0 && (
              <div style={{ marginTop: 12 }}>
                <PlainTable label={m.measure.words} table={table} />
              </div>
            )}
            <Button
              mt="sm"
              size="compact-sm"
              variant="default"
              aria-expanded={how}
              onClick={() => setHow(!how)}
              className="pd-no-print"
            >
              {w({ vi: 'Cách tính', en: 'How it is counted' })}
            </Button>
            {how && (
              <div style={{ marginTop: 8 }}>
                <p style={{ margin: 0 }}>{w(m.measure.how)}</p>
                {m.query && (
                  <pre
                    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
                    tabIndex={0}
                    style={{ overflowX: 'auto', fontSize: '0.75rem' }}
                  >
                    {m.query.trim()}
                  </pre>
                )}
              </div>
            )}
          </>
        )}
      </Read>
    </Part>
  )
}
