import { Button, Group } from '@mantine/core'
import { instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call, problemOf } from '@phaodai/web/api.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { saveFile } from '@phaodai/web/saveFile.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { correct, show, sign, withdraw } from '../reports.contract.ts'
import { document as documentOf } from '../texts.contract.ts'
import { heldAgainstOlderWords } from '../undated.rules.ts'
import { ReasonDialog, SignDialog } from './Acts.tsx'
import { Dhis2 } from './Dhis2.tsx'
import { Figures, Units } from './Figures.tsx'
import { Late } from './Late.tsx'
import { Texts } from './Texts.tsx'
import { noFigure } from './words.ts'

type Shown = z.output<typeof show.output>
const day = (on: string) => on.split('-').reverse().join('/')

/** Its hour and source, its state, and what it corrects or is corrected by. */
function Standing({ r }: { r: Shown }) {
  const { w, language } = useLanguage()
  return (
    <div>
      <p style={{ margin: 0 }}>
        <strong>
          {w({ vi: 'Số liệu đến', en: 'As known at' })} {instant(r.knownAt, language)}
        </strong>{' '}
        <span className="pd-muted">({w(r.cutOff.source)})</span>
      </p>
      <p style={{ margin: 0 }}>
        {r.withdrawn !== null
          ? w({ vi: `Đã rút: ${r.withdrawn}`, en: `Withdrawn: ${r.withdrawn}` })
          : r.signature
            ? w({
                vi: `${r.signature.signer}, ${r.signature.title}, ký ngày ${day(r.signature.signedOn)}, số ${r.signature.documentNo}`,
                en: `Signed by ${r.signature.signer}, ${r.signature.title}, on ${day(r.signature.signedOn)}, no. ${r.signature.documentNo}`,
              })
            : r.byClock
              ? w({
                  vi: 'Đồng hồ chốt theo giờ, chưa ai ký: cấp này xem lại rồi ký, hoặc rút để chốt lại.',
                  en: 'Frozen by the clock, signed by nobody: look it over and sign, or withdraw it and freeze anew.',
                })
              : w({ vi: 'Chưa ký.', en: 'Not signed.' })}
        {r.corrects && (
          <>
            {' '}
            {w({ vi: `Đính chính lần ${r.correction} (${r.reason}) của`, en: `Correction ${r.correction} (${r.reason}) of` })}{' '}
            <Go href={`/reports/${r.corrects}`}>{w({ vi: 'báo cáo trước', en: 'the report before' })}</Go>.
          </>
        )}
        {r.supersededBy && (
          <>
            {' '}
            <strong>
              <Go href={`/reports/${r.supersededBy}`}>{w({ vi: 'Đã có đính chính', en: 'There is a correction' })}</Go>
            </strong>
          </>
        )}
      </p>
    </div>
  )
}

const layouts = [
  { value: 'state', words: { vi: 'Nhà nước (NĐ 30/2020)', en: 'State (NĐ 30/2020)' } },
  { value: 'party', words: { vi: 'Đảng (HD 36-HD/VPTW)', en: 'Party (HD 36-HD/VPTW)' } },
] as const

function Downloads({ reportId }: { reportId: string }) {
  const { w } = useLanguage()
  const [layout, setLayout] = useState<'state' | 'party'>('state')
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null)
  const get = async (format: 'docx' | 'pdf' | 'xlsx') => {
    setBusy(format)
    setProblem(null)
    try {
      saveFile((await call(documentOf, { reportId, format, layout })) as never)
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy('')
    }
  }
  return (
    <div className="pd-no-print">
      {problem && <ProblemAlert problem={problem} />}
      <Group align="end" gap="sm">
        <ChoiceField label={{ vi: 'Thể thức văn bản', en: 'Layout' }} choices={layouts} value={layout} onChange={setLayout} />
        {(['docx', 'pdf', 'xlsx'] as const).map((format) => (
          <Button key={format} variant="default" loading={busy === format} onClick={() => get(format)}>
            {w({ vi: `Tải .${format}`, en: `Download .${format}` })}
          </Button>
        ))}
      </Group>
    </div>
  )
}

/** One quick report: figures with the day before, what came late, units, signature, documents, texts. */
export default function Report() {
  const { w } = useLanguage()
  const { may, post } = useSession()
  const navigate = useNavigate()
  const { reportId } = useParams({ strict: false }) as { reportId: string }
  const read = useRead(show, { reportId })
  const [open, setOpen] = useState<'sign' | 'withdraw' | 'correct' | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const r = read.data
  const title: Words = r
    ? { vi: `Báo cáo nhanh ngày ${day(r.day)}, ${r.areaName}`, en: `Quick report of ${day(r.day)}, ${r.areaName}` }
    : { vi: 'Báo cáo nhanh', en: 'Quick report' }
  const mine = r !== undefined && r.withdrawn === null && (post.areaId === r.areaId || post.role === 'operator')
  const done = (words: Words) => (next?: string) => {
    setSaid(words)
    if (next && next !== reportId) void navigate({ to: `/reports/${next}` as never })
  }
  return (
    <Page
      title={title}
      actions={
        <>
          {mine && !r.signature && may(sign) && (
            <Button onClick={() => setOpen('sign')}>{w({ vi: 'Ký báo cáo', en: 'Sign off' })}</Button>
          )}
          {mine && !r.signature && may(withdraw) && (
            <Button variant="default" onClick={() => setOpen('withdraw')}>
              {w({ vi: 'Rút', en: 'Withdraw' })}
            </Button>
          )}
          {mine && r.signature && !r.supersededBy && may(correct) && (
            <Button variant="default" onClick={() => setOpen('correct')}>
              {w({ vi: 'Lập đính chính', en: 'Correct' })}
            </Button>
          )}
          <Button variant="default" onClick={() => window.print()}>
            {w({ vi: 'In', en: 'Print' })}
          </Button>
        </>
      }
    >
      <Said words={said} />
      <Read of={read}>
        {(report) => (
          <>
            <Standing r={report} />
            <Downloads reportId={reportId} />
            <Dhis2 reportId={reportId} />
            {report.body.changed.length > 0 && (
              <Part
                title={
                  report.corrects
                    ? { vi: 'Số liệu được đính chính', en: 'What it corrects' }
                    : { vi: 'Số liệu hôm trước nay đã khác', en: 'Of the day before, known since' }
                }
              >
                <ul style={{ margin: 0 }}>
                  {report.body.changed.map((c) => (
                    <li key={c.key}>
                      {w(c.label)}: {c.was === null ? w(noFigure) : number(c.was)} →{' '}
                      <strong>{c.now === null ? w(noFigure) : number(c.now)}</strong>
                    </li>
                  ))}
                </ul>
                {report.body.againstOlder && <p className="pd-muted">{w(heldAgainstOlderWords)}</p>}
              </Part>
            )}
            <Figures report={report} />
            <Units report={report} />
            <Late reportId={reportId} />
            <Texts reportId={reportId} mine={mine} signed={report.signature !== null} />
          </>
        )}
      </Read>
      {open === 'sign' && (
        <SignDialog reportId={reportId} onClose={() => setOpen(null)} onDone={done({ vi: 'Đã ký.', en: 'Signed.' })} />
      )}
      {(open === 'withdraw' || open === 'correct') && (
        <ReasonDialog
          act={open}
          reportId={reportId}
          onClose={() => setOpen(null)}
          onDone={done(
            open === 'withdraw'
              ? { vi: 'Đã rút.', en: 'Withdrawn.' }
              : { vi: 'Đã lập đính chính.', en: 'The correction is made.' },
          )}
        />
      )}
    </Page>
  )
}
