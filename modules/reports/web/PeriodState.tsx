import { date, instant } from '@phaodai/ui/formats.ts'
import type { Language, Words } from '@phaodai/ui/language.tsx'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { IconCircleX, IconLock, IconPencil, IconSignature } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Period } from '../period.contract.ts'
import type { PeriodHead, showPeriod } from '../period.frozen.contract.ts'

/** In what state a frozen report stands, in a phrase. */
export function stateOf(r: Omit<PeriodHead, 'body'> & { supersededBy: string | null }, language: Language): Words {
  if (r.withdrawn !== null) return { vi: `đã rút: ${r.withdrawn}`, en: `withdrawn: ${r.withdrawn}` }
  const known = instant(r.knownAt, language)
  const s = r.signature
  const later = r.supersededBy ? { vi: '; đã có đính chính', en: '; there is a correction' } : { vi: '', en: '' }
  return s
    ? {
        vi: `đã ký số ${s.documentNo} ngày ${date(s.signedOn)}${later.vi}`,
        en: `signed, no. ${s.documentNo}, ${date(s.signedOn)}${later.en}`,
      }
    : { vi: `đã chốt đến ${known}, chưa ký`, en: `frozen as known at ${known}, not signed` }
}

function State({ icon, title, children, draft }: { icon: ReactNode; title: Words; children: ReactNode; draft?: boolean }) {
  const { w } = useLanguage()
  return (
    <section
      className="pd-surface"
      aria-label={w({ vi: 'Tình trạng báo cáo', en: 'State of the report' })}
      style={{ padding: 12, borderLeft: `6px ${draft ? 'dashed var(--pd-edge)' : 'solid var(--pd-accent)'}` }}
    >
      <p style={{ margin: 0, display: 'flex', gap: 8, alignItems: 'center', fontWeight: 600 }}>
        {icon} {w(title)}
      </p>
      <p style={{ margin: '4px 0 0' }}>{children}</p>
    </section>
  )
}

/** A draft: of a period that goes on, or of one that is over and that nobody has frozen. */
export function DraftState({ p }: { p: z.output<typeof Period> }) {
  const { w, language } = useLanguage()
  const known = instant(p.cutOffAt, language)
  return (
    <State
      draft
      icon={<IconPencil size={18} aria-hidden />}
      title={
        p.ended
          ? { vi: 'Bản nháp, chưa chốt', en: 'A draft, not frozen' }
          : { vi: 'Bản nháp: kỳ chưa hết', en: 'A draft: the period goes on' }
      }
    >
      <strong>
        {p.area.name}, {date(p.from)} – {date(p.until)}
      </strong>
      .{' '}
      {p.ended
        ? w({
            vi: `Số liệu biết đến ${known}, còn thay đổi khi có thêm dữ kiện. Kỳ đã hết: chốt rồi ký để thành báo cáo.`,
            en: `As known at ${known}; it moves with each fact. The period is over: freeze it, then sign.`,
          })
        : w({
            vi: `Số liệu của một phần kỳ, biết đến ${known}. Chốt được từ sau ngày ${date(p.until)}.`,
            en: `Figures of a part of it, as known at ${known}. It can be frozen after ${date(p.until)}.`,
          })}
    </State>
  )
}

/** A frozen report: until when it knows, who signed, what it corrects or is corrected by. */
export function FrozenState({ r }: { r: z.output<typeof showPeriod.output> }) {
  const { w, language } = useLanguage()
  const s = r.signature
  const known = instant(r.knownAt, language)
  const link = (id: string) => `/period-reports?kind=${r.kind}&day=${r.from}&report=${id}`
  const [icon, title] =
    r.withdrawn !== null
      ? [<IconCircleX key="x" size={18} aria-hidden />, { vi: 'Đã rút', en: 'Withdrawn' }]
      : s
        ? [<IconSignature key="s" size={18} aria-hidden />, { vi: 'Đã ký', en: 'Signed' }]
        : [<IconLock key="l" size={18} aria-hidden />, { vi: 'Đã chốt, chưa ký', en: 'Frozen, not signed' }]
  return (
    <State icon={icon} title={title}>
      <strong>
        {r.areaName}, {date(r.from)} – {date(r.until)}
      </strong>
      . {w({ vi: `Số liệu chốt đến ${known}.`, en: `Frozen as known at ${known}.` })}{' '}
      {r.withdrawn !== null && w({ vi: `Lý do rút: ${r.withdrawn}.`, en: `Why: ${r.withdrawn}.` })}
      {s &&
        w({
          vi: `${s.signer}, ${s.title}, ký ngày ${date(s.signedOn)}, số ${s.documentNo}; từ đây chỉ còn đính chính.`,
          en: `${s.signer}, ${s.title}, ${date(s.signedOn)}, no. ${s.documentNo}; only a correction changes it now.`,
        })}
      {r.corrects && (
        <>
          {' '}
          {w({ vi: `Đính chính lần ${r.correction} (${r.reason}) của`, en: `Correction ${r.correction} (${r.reason}) of` })}{' '}
          <Go href={link(r.corrects)}>{w({ vi: 'báo cáo trước', en: 'the report before' })}</Go>.
        </>
      )}
      {r.supersededBy && (
        <>
          {' '}
          <strong>
            <Go href={link(r.supersededBy)}>{w({ vi: 'Đã có đính chính', en: 'There is a correction' })}</Go>
          </strong>
          .
        </>
      )}
    </State>
  )
}
