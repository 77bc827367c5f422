import { Button } from '@mantine/core'
import type { Verb } from '@phaodai/kernel/contract.ts'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call, problemOf } from '@phaodai/web/api.ts'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { saveFile } from '@phaodai/web/saveFile.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { ReasonDialog } from '../../checks/web/ReasonDialog.tsx'
import { correctPeriod, freezePeriod, type showPeriod, signPeriod, withdrawPeriod } from '../period.frozen.contract.ts'
import type { PeriodKind } from '../period.rules.ts'
import { SignForm } from './Acts.tsx'

/** Freeze a period that is over, after saying what that does. */
export function DraftActs({
  asked,
  from,
  until,
  onDone,
}: {
  asked: { kind: PeriodKind; day: string }
  from: string
  until: string
  onDone: (words: Words) => void
}) {
  const { w } = useLanguage()
  const { may } = useSession()
  const write = useWrite(freezePeriod)
  const [open, setOpen] = useState(false)
  if (!may(freezePeriod)) return null
  const title = { vi: `Chốt báo cáo ${date(from)} – ${date(until)}`, en: `Freeze ${date(from)} – ${date(until)}` }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{w({ vi: 'Chốt số liệu', en: 'Freeze' })}</Button>
      {open && (
        <FormDialog
          title={title}
          submit={{ vi: 'Chốt', en: 'Freeze' }}
          write={write}
          onClose={() => setOpen(false)}
          onSubmit={async () => {
            if (!(await write.send(asked))) return
            onDone({ vi: 'Đã chốt. Xem lại rồi ký.', en: 'Frozen. Look it over, then sign.' })
            setOpen(false)
          }}
        >
          <p style={{ margin: 0 }}>
            {w({
              vi: 'Giữ nguyên số liệu đã ghi đến phút này; đang có người ghi dở thì đến trước lúc người đó bắt đầu. Dữ kiện đến sau được nêu riêng. Chưa ký thì rút được.',
              en: 'Keeps the figures as recorded by this minute, or before somebody still writing began. What comes later is told apart. It can be withdrawn until it is signed.',
            })}
          </p>
        </FormDialog>
      )}
    </>
  )
}

type Frozen = z.output<typeof showPeriod.output>

/** What may be done with a frozen report: sign or withdraw it; once signed, correct it. */
export function FrozenActs({ r, onDone }: { r: Frozen; onDone: (words: Words, next?: string) => void }) {
  const { w } = useLanguage()
  const { may, post } = useSession()
  const sign = useWrite(signPeriod)
  const withdraw = useWrite(withdrawPeriod)
  const correct = useWrite(correctPeriod)
  const [open, setOpen] = useState<'sign' | 'withdraw' | 'correct' | null>(null)
  const { reportId } = r
  if (r.withdrawn !== null || !(post.areaId === r.areaId || post.role === 'operator')) return null
  const close = () => setOpen(null)
  const done = (words: Words, next?: string) => {
    close()
    onDone(words, next)
  }
  return (
    <>
      {!r.signature && may(signPeriod) && (
        <Button onClick={() => setOpen('sign')}>{w({ vi: 'Ký báo cáo', en: 'Sign off' })}</Button>
      )}
      {!r.signature && may(withdrawPeriod) && (
        <Button variant="default" onClick={() => setOpen('withdraw')}>
          {w({ vi: 'Rút', en: 'Withdraw' })}
        </Button>
      )}
      {r.signature && !r.supersededBy && may(correctPeriod) && (
        <Button variant="default" onClick={() => setOpen('correct')}>
          {w({ vi: 'Lập đính chính', en: 'Correct' })}
        </Button>
      )}
      {open === 'sign' && (
        <SignForm
          title={{ vi: 'Ký báo cáo', en: 'Sign the report off' }}
          write={sign}
          send={(by) => sign.send({ reportId, ...by })}
          onClose={close}
          onDone={() => done({ vi: 'Đã ký.', en: 'Signed.' }, reportId)}
        >
          <p style={{ margin: 0 }}>
            {w({
              vi: 'Sau khi ký, số liệu chỉ đổi bằng đính chính có số.',
              en: 'After this only a numbered correction changes it.',
            })}
          </p>
        </SignForm>
      )}
      {open === 'withdraw' && (
        <ReasonDialog
          title={{ vi: 'Rút báo cáo chưa ký', en: 'Withdraw the report' }}
          submit={{ vi: 'Rút báo cáo', en: 'Withdraw' }}
          consequence={{
            vi: 'Báo cáo rút vẫn còn trong danh sách, kèm lý do; kỳ này trở lại bản nháp.',
            en: 'It stays in the list, with the reason; the period is a draft again.',
          }}
          write={withdraw}
          onClose={close}
          onReason={async (reason) => {
            if (await withdraw.send({ reportId, reason })) done({ vi: 'Đã rút.', en: 'Withdrawn.' })
          }}
        />
      )}
      {open === 'correct' && (
        <ReasonDialog
          title={{ vi: 'Lập đính chính', en: 'Make a correction' }}
          submit={{ vi: 'Lập đính chính', en: 'Correct' }}
          consequence={{
            vi: 'Đính chính lấy số liệu đã biết đến lúc này, nêu từng số thay đổi, và chờ ký. Bản đã ký giữ nguyên.',
            en: 'It takes what is known by now, says each figure that changes, and waits for a signature. The signed one stays.',
          }}
          write={correct}
          onClose={close}
          onReason={async (reason) => {
            const made = await correct.send({ reportId, reason })
            if (made) done({ vi: 'Đã lập đính chính.', en: 'The correction is made.' }, made.reportId)
          }}
        />
      )}
    </>
  )
}

/** The report as a letter or as tables. */
export function PeriodDownloads({ verb, input }: { verb: Verb; input: Record<string, unknown> }) {
  const { w } = useLanguage()
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null)
  const get = async (format: string) => {
    setBusy(format)
    setProblem(null)
    try {
      saveFile((await call(verb, { ...input, format })) as never)
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy('')
    }
  }
  return (
    <>
      {problem && <ProblemAlert problem={problem} />}
      {['docx', 'pdf', 'xlsx'].map((format) => (
        <Button key={format} variant="default" loading={busy === format} onClick={() => void get(format)}>
          {w({ vi: `Tải .${format}`, en: `Download .${format}` })}
        </Button>
      ))}
      <Button variant="default" onClick={() => window.print()}>
        {w({ vi: 'In', en: 'Print' })}
      </Button>
    </>
  )
}
