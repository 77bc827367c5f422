import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { members, verify } from '../reports.contract.ts'
import { figurePath } from './Figures.tsx'
import { Rebuilt, Same } from './Rebuilt.tsx'
import { noFigure } from './words.ts'

/** Rebuilt from the facts when asked: whether it is as it was, and what came after its hour. */
export function Late({ reportId }: { reportId: string }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const read = useRead(verify, { reportId }, { enabled: false })
  const shown = (value: number | null) => (value === null ? w(noFigure) : number(value))
  return (
    <Rebuilt read={read}>
      {(a) => (
        <>
          <Same
            same={a.same}
            otherwise={{
              vi: `Không dựng lại được: ${a.differences.map((d) => d.label.vi).join('; ') || 'danh sách khác'}.`,
              en: `It cannot be rebuilt: ${a.differences.map((d) => d.label.en).join('; ') || 'other rows'}.`,
            }}
          />
          {a.late.length === 0 ? (
            <p className="pd-muted">
              {w({ vi: 'Không có dữ kiện nào đến sau giờ chốt.', en: 'Nothing came after the cut-off.' })}
            </p>
          ) : (
            <ul style={{ margin: 0, display: 'grid', gap: 4 }}>
              {a.late.map((l) => (
                <li key={l.key}>
                  {w(l.label)}: {shown(l.frozen)} → <strong>{shown(l.now)}</strong>{' '}
                  {(['late', 'taken-back'] as const).map((side) => {
                    const n = side === 'late' ? l.added : l.removed
                    const text =
                      side === 'late'
                        ? w({ vi: `${number(n)} đến muộn`, en: `${number(n)} late` })
                        : w({ vi: `${number(n)} đã hủy`, en: `${number(n)} taken back` })
                    if (n === 0) return null
                    return may(members) ? (
                      <Go key={side} href={figurePath(reportId, l.key, { side })} style={{ marginLeft: 8 }}>
                        {text}
                      </Go>
                    ) : (
                      <span key={side} className="pd-muted">
                        {' '}
                        {text}
                      </span>
                    )
                  })}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Rebuilt>
  )
}
