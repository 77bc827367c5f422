import { Button, Checkbox, Group, Textarea } from '@mantine/core'
import { readsNames } from '@phaodai/modules/people/people.rules.ts'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call, problemOf } from '@phaodai/web/api.ts'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { saveFile } from '@phaodai/web/saveFile.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import { checkTracker, identifying, lineList, type purposes } from '../exports.contract.ts'

type Purpose = (typeof purposes)[number]
const purposeWords: Record<Purpose, Words> = {
  treatment: { vi: 'điều trị', en: 'treatment' },
  tracing: { vi: 'truy vết', en: 'tracing' },
  handover: { vi: 'bàn giao giữa cơ quan', en: 'handover' },
  statistics: { vi: 'thống kê, báo cáo', en: 'statistics' },
  research: { vi: 'nghiên cứu', en: 'research' },
}
const formats = [
  { value: 'csv', words: { vi: 'CSV', en: 'CSV' } },
  { value: 'xlsx', words: { vi: 'Excel (.xlsx)', en: 'Excel (.xlsx)' } },
  { value: 'dhis2-tracker', words: { vi: 'DHIS2 tracker (.json)', en: 'DHIS2 tracker (.json)' } },
] as const
type Format = (typeof formats)[number]['value']

/** The line list of cases: purpose and reason first; pseudonyms unless role and purpose need names. Of the tracker file, its dry run. */
export function LineList() {
  const { w } = useLanguage()
  const { post } = useSession()
  const [format, setFormat] = useState<Format>('csv')
  const [purpose, setPurpose] = useState<Purpose | ''>('')
  const [because, setBecause] = useState('')
  const [named, setNamed] = useState(false)
  const [from, setFrom] = useState<string | null>(null)
  const [until, setUntil] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const mayName = readsNames(post.role) && (identifying as readonly string[]).includes(purpose)
  const span = { ...(from && { from }), ...(until && { until }) }
  const ready = purpose !== '' && because.trim().length >= 10
  const take = async () => {
    if (purpose === '') return
    setBusy(true)
    setProblem(null)
    setSaid(null)
    try {
      const identified = named && mayName ? 'yes' : 'no'
      saveFile((await call(lineList, { ...span, format, purpose, because: because.trim(), identified })) as never)
      setSaid({
        vi: 'Đã tải. Lần xuất này được ghi vào nhật ký cùng mục đích.',
        en: 'Taken. It stands in the log with its purpose.',
      })
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Part title={{ vi: 'Danh sách ca bệnh', en: 'Line list of cases' }}>
      <form
        style={{ display: 'grid', gap: 12, maxWidth: 720 }}
        onSubmit={(e) => {
          e.preventDefault()
          if (ready && !busy) void take()
        }}
      >
        <p style={{ margin: 0 }}>
          {w({
            vi: 'Mỗi người một mã thay tên, khác nhau theo mục đích: hai danh sách không ghép được với nhau. Tuổi theo nhóm mười năm.',
            en: 'A pseudonym for each person, another for each purpose: two lists cannot be put side by side. Ages by ten years.',
          })}
        </p>
        <ChoiceField label={{ vi: 'Định dạng', en: 'Format' }} choices={formats} value={format} onChange={setFormat} />
        <Group align="start" gap="md">
          <DayField label={{ vi: 'Biết từ ngày', en: 'Known from' }} value={from} onChange={setFrom} />
          <DayField label={{ vi: 'Đến ngày', en: 'Until' }} value={until} onChange={setUntil} />
        </Group>
        <ChoiceField
          label={{ vi: 'Mục đích', en: 'Purpose' }}
          choices={(Object.keys(purposeWords) as Purpose[]).map((value) => ({ value, words: purposeWords[value] }))}
          value={purpose}
          onChange={setPurpose}
          none={{ vi: 'Chọn mục đích', en: 'Choose' }}
          required
        />
        <Textarea
          label={w({
            vi: 'Theo kế hoạch, yêu cầu nào, của ai (vào nhật ký)',
            en: 'By which plan or request, whose (in the log)',
          })}
          value={because}
          onChange={(e) => setBecause(e.currentTarget.value)}
          error={
            because !== '' && because.trim().length < 10
              ? w({ vi: 'Ghi ít nhất 10 ký tự.', en: 'At least 10 characters.' })
              : undefined
          }
          autosize
          minRows={2}
          required
        />
        {mayName && (
          <Checkbox
            checked={named}
            onChange={(e) => setNamed(e.currentTarget.checked)}
            label={w({
              vi: 'Kèm họ tên, năm sinh (mục đích này cho phép)',
              en: 'With names and years of birth (this purpose allows it)',
            })}
          />
        )}
        {format === 'dhis2-tracker' && <TrackerCheck span={span} />}
        {problem && <ProblemAlert problem={problem} />}
        <div>
          <Button type="submit" loading={busy} disabled={!ready}>
            {w({ vi: 'Tải danh sách', en: 'Download' })}
          </Button>
        </div>
        <Said words={said} />
      </form>
    </Part>
  )
}

/** What the tracker file would hold. */
function TrackerCheck({ span }: { span: { from?: string; until?: string } }) {
  const { w } = useLanguage()
  const [asked, setAsked] = useState(false)
  const read = useRead(checkTracker, span, { enabled: asked, keep: true })
  if (!asked)
    return (
      <div>
        <Button variant="default" onClick={() => setAsked(true)}>
          {w({ vi: 'Kiểm thử tracker: sẽ gửi gì, thiếu gì', en: 'Dry run: what would be sent, what is missing' })}
        </Button>
      </div>
    )
  return (
    <Read of={read}>
      {(a) => (
        <div role="status" style={{ display: 'grid', gap: 8, minWidth: 0 }}>
          <p style={{ margin: 0 }}>
            <strong>{w({ vi: `${number(a.cases)} ca sẽ có trong tệp`, en: `${number(a.cases)} cases in the file` })}</strong>
            {a.withoutDay > 0 &&
              w({
                vi: `; ${number(a.withoutDay)} ca chưa có ngày nào, DHIS2 không nhận`,
                en: `; ${number(a.withoutDay)} without any day left out`,
              })}
            . {w({ vi: `Bảng mã số ${a.mappingVersion}.`, en: `Codes version ${a.mappingVersion}.` })}
          </p>
          <PlainTable
            label={{ vi: 'Dữ liệu từng ca', en: 'Data of a case' }}
            table={[
              columnOf(
                { vi: 'Dữ liệu', en: 'Datum' },
                a.filled.map((x) => w(x.label)),
              ),
              columnOf(
                { vi: 'Mã DHIS2', en: 'Code' },
                a.filled.map((x) => x.code ?? w({ vi: 'chưa có mã: không gửi', en: 'no code: not sent' })),
              ),
              columnOf(
                { vi: 'Số ca có', en: 'Cases with it' },
                a.filled.map((x) => x.cases),
                (n) => number(n),
              ),
            ]}
          />
          <p className="pd-muted" style={{ margin: 0, overflowWrap: 'anywhere' }}>
            {w({ vi: 'Gửi thử, DHIS2 không ghi: ', en: 'To try, nothing written: ' })}
            <code>{a.validate}</code>
            <br />
            {w({ vi: 'Gửi thật: ', en: 'To write: ' })}
            <code>{a.commit}</code>
          </p>
        </div>
      )}
    </Read>
  )
}
