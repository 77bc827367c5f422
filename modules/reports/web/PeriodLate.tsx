import { Button } from '@mantine/core'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Read } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { personPath } from '@phaodai/web/paths.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { latePeriod, verifyPeriod } from '../period.frozen.contract.ts'
import { Changes } from './PeriodFigures.tsx'
import { Rebuilt, Same } from './Rebuilt.tsx'

/** Rebuilt from the facts when asked: whether it is as it was frozen, what came late, and which facts these are. */
export function PeriodLate({ reportId, signed }: { reportId: string; signed: boolean }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const [facts, setFacts] = useState(false)
  const read = useRead(verifyPeriod, { reportId }, { enabled: false })
  return (
    <Rebuilt read={read}>
      {(a) => (
        <>
          <Same
            same={a.same}
            otherwise={{
              vi: `KHÔNG dựng lại được: ${a.differences.map((d) => d.label.vi).join('; ') || 'các ca khác nhau'}. Báo quản trị.`,
              en: `It CANNOT be rebuilt: ${a.differences.map((d) => d.label.en).join('; ') || 'other cases'}. Tell the administrator.`,
            }}
          />
          {a.late.length === 0 ? (
            <p className="pd-muted" style={{ marginBottom: 0 }}>
              {w({ vi: 'Không có dữ kiện nào đến hoặc bị hủy sau khi chốt.', en: 'Nothing came after it was frozen.' })}
            </p>
          ) : (
            <>
              <p>
                <strong>
                  {w({
                    vi: `Dữ kiện đến muộn hoặc đã hủy làm đổi ${number(a.late.length)} số liệu.`,
                    en: `Facts that came late or were taken back change ${number(a.late.length)} figures.`,
                  })}
                </strong>{' '}
                {signed
                  ? w({ vi: 'Lập đính chính để báo cáo số mới.', en: 'Make a correction to report them.' })
                  : w({
                      vi: 'Chưa ký: rút rồi chốt lại, hoặc ký rồi đính chính.',
                      en: 'Not signed: withdraw and freeze anew, or sign and correct.',
                    })}
              </p>
              <Changes rows={a.late} />
              {may(latePeriod) &&
                (facts ? (
                  <Facts reportId={reportId} />
                ) : (
                  <Button mt="sm" variant="default" className="pd-no-print" onClick={() => setFacts(true)}>
                    {w({ vi: 'Xem từng dữ kiện', en: 'Show the facts' })}
                  </Button>
                ))}
            </>
          )}
        </>
      )}
    </Rebuilt>
  )
}

const whats = {
  case: { vi: 'ca bệnh', en: 'case' },
  ending: { vi: 'kết cục', en: 'outcome' },
  notice: { vi: 'báo cáo ca', en: 'notice' },
} as const
const endings: Record<string, { vi: string; en: string }> = {
  died: { vi: 'tử vong', en: 'died' },
  'died-undated': { vi: 'tử vong không rõ ngày', en: 'died on a day not known' },
  'died-before': { vi: 'tử vong, thuộc kỳ trước', en: 'died, counted in an earlier period' },
  recovered: { vi: 'khỏi', en: 'recovered' },
}
type Fact = z.output<typeof latePeriod.output>['rows'][number]

/** Each fact by the code of its person, never a name. */
function Facts({ reportId }: { reportId: string }) {
  const { w, language } = useLanguage()
  const read = useRead(latePeriod, { reportId })
  const side = (r: Fact, value: string | null) => {
    if (value === null) return w({ vi: 'chưa có', en: 'none' })
    if (r.what === 'case') return date(value)
    return r.what === 'notice' ? instant(value, language) : w(endings[value] ?? { vi: value, en: value })
  }
  const sort = (r: Fact) => {
    if (r.was === null) return { vi: 'đến muộn', en: 'late' }
    if (r.now !== null) return { vi: 'đã sửa', en: 'changed' }
    return r.merged
      ? { vi: 'không tính riêng nữa vì hồ sơ đã gộp', en: 'no longer its own: the record was merged' }
      : { vi: 'đã hủy', en: 'taken back' }
  }
  return (
    <Read of={read}>
      {({ rows, total }) => (
        <>
          <ul style={{ margin: '12px 0 0', display: 'grid', gap: 4 }}>
            {rows.map((r) => (
              <li key={`${r.disease} ${r.what} ${r.personId}`}>
                <Go href={personPath(r.personId)}>{r.code || r.personId.slice(0, 8)}</Go>, {r.areaName}: {w(r.name)},{' '}
                {w(whats[r.what])} {w(sort(r))}, {side(r, r.was)} → <strong>{side(r, r.now)}</strong>
              </li>
            ))}
          </ul>
          {total > rows.length && (
            <p className="pd-muted">
              {w({
                vi: `Còn ${number(total - rows.length)} dữ kiện nữa.`,
                en: `${number(total - rows.length)} more.`,
              })}
            </p>
          )}
        </>
      )}
    </Read>
  )
}
