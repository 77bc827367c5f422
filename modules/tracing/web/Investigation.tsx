import { Button, Checkbox, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Form, investigation, saveInvestigation } from '../investigation.contract.ts'
import { MilestoneRows } from './MilestoneRows.tsx'

type StepKey = keyof NonNullable<Form['steps']>
const steps: Record<StepKey, Words> = {
  milestonesFixed: { vi: 'Đã xác định mốc dịch tễ', en: 'Milestones fixed' },
  coordinatorsNotified: { vi: 'Đã thông báo đầu mối phối hợp', en: 'Coordinators notified' },
  contactsTraced: { vi: 'Đã truy vết người tiếp xúc', en: 'Contacts traced' },
  f1ListComplete: { vi: 'Đã lập đủ danh sách F1', en: 'List of F1 complete' },
  isolatedAndSampled: { vi: 'Đã cách ly và lấy mẫu', en: 'Isolated and sampled' },
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** A list written a line an entry; what else is known of an entry stays with its line. */
function Lines<T extends object>(props: {
  label: Words
  list: readonly T[] | undefined
  textOf: (entry: T) => string
  make: (line: string) => T
  onList: (list: T[] | undefined) => void
}) {
  const { label, list, textOf, make, onList } = props
  const { w } = useLanguage()
  const [text, setText] = useState((list ?? []).map(textOf).join('\n'))
  return (
    <Textarea
      label={w(label)}
      description={w({ vi: 'Mỗi dòng một mục', en: 'A line for each' })}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        const said = lines(event.currentTarget.value)
        onList(said.length === 0 ? undefined : said.map((line) => list?.find((entry) => textOf(entry) === line) ?? make(line)))
      }}
      autosize
      minRows={2}
    />
  )
}

function Sheet({ subjectId, disease, version, initial }: { subjectId: string; disease: string; version: number; initial: Form }) {
  const { w } = useLanguage()
  const { may, today } = useSession()
  const write = useWrite(saveInvestigation)
  const [form, setForm] = useState<Form>(initial)
  const [basedOn, setBasedOn] = useState(version)
  const [said, setSaid] = useState<Words | null>(null)
  const set = (part: Partial<Form>) => setForm((was) => ({ ...was, ...part }))
  const text = (key: 'informant' | 'occupation' | 'workplace', label: Words) => (
    <TextInput
      label={w(label)}
      value={form[key] ?? ''}
      onChange={(event) => set({ [key]: event.currentTarget.value || undefined })}
    />
  )
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        const done = await write.send({ subjectId, disease, basedOn, form })
        if (!done) return
        setBasedOn(done.version)
        setSaid({
          vi: `Đã lưu bản ${done.version}, đủ ${done.percent} %; ${done.visits.added} lần có mặt mới, ${done.visits.voided} lần được thay.`,
          en: `Saved as version ${done.version}, ${done.percent} % complete; ${done.visits.added} visits added, ${done.visits.voided} replaced.`,
        })
      }}
    >
      <Stack gap="lg">
        <Said words={said} />
        {write.problem && (
          <ProblemAlert
            problem={write.problem}
            takeFocus
            kept={{ vi: 'Nội dung đã nhập vẫn còn trên màn hình.', en: 'What you typed is still on the screen.' }}
          />
        )}
        <Part title={{ vi: 'Người bệnh và khởi phát', en: 'The person and the onset' }}>
          <Stack gap="md" maw={640}>
            <DayField
              label={{ vi: 'Ngày phỏng vấn', en: 'Interviewed on' }}
              value={form.interviewedOn ?? null}
              onChange={(day) => set({ interviewedOn: day ?? undefined })}
            />
            {text('informant', { vi: 'Người trả lời', en: 'Who answered' })}
            <Checkbox
              label={w({ vi: 'Đã hỏi: chưa có triệu chứng', en: 'Asked: no symptom' })}
              checked={form.onsetOn === null}
              onChange={(event) => set({ onsetOn: event.currentTarget.checked ? null : undefined })}
            />
            {form.onsetOn !== null && (
              <DayField
                label={{ vi: 'Ngày khởi phát', en: 'Onset' }}
                value={form.onsetOn ?? null}
                onChange={(day) => set({ onsetOn: day ?? undefined })}
              />
            )}
            <Lines
              label={{ vi: 'Triệu chứng', en: 'Symptoms' }}
              list={form.symptoms?.map((name) => ({ name }))}
              textOf={(s) => s.name}
              make={(name) => ({ name })}
              onList={(list) => set({ symptoms: list?.map((s) => s.name) })}
            />
            {text('occupation', { vi: 'Nghề nghiệp', en: 'Occupation' })}
            {text('workplace', { vi: 'Nơi làm việc (ca) hoặc trường (lớp)', en: 'Workplace and shift, or school and class' })}
            <TextInput
              label={w({ vi: 'Số người cùng nhà', en: 'People in the household' })}
              inputMode="numeric"
              value={form.household?.people ?? ''}
              onChange={(event) => {
                const people = Number(event.currentTarget.value.replace(/\D/g, ''))
                set({ household: { ...form.household, people: people > 0 ? people : undefined } })
              }}
            />
          </Stack>
        </Part>
        <Part title={{ vi: 'Mốc dịch tễ', en: 'Milestones' }}>
          <MilestoneRows list={form.milestones ?? []} onList={(milestones) => set({ milestones })} today={today} />
        </Part>
        <Part title={{ vi: 'Đi lại, phương tiện, tụ họp', en: 'Travel, vehicles, gatherings' }}>
          <Stack gap="md" maw={640}>
            <Lines
              label={{ vi: 'Nơi đã đến', en: 'Travel' }}
              list={form.travel}
              textOf={(t) => t.where}
              make={(where) => ({ where })}
              onList={(travel) => set({ travel })}
            />
            <Lines
              label={{ vi: 'Phương tiện', en: 'Vehicles' }}
              list={form.vehicles}
              textOf={(v) => v.what}
              make={(what) => ({ what })}
              onList={(vehicles) => set({ vehicles })}
            />
            <Lines
              label={{ vi: 'Nơi đông người, sự kiện', en: 'Gatherings' }}
              list={form.gatherings}
              textOf={(g) => g.what}
              make={(what) => ({ what })}
              onList={(gatherings) => set({ gatherings })}
            />
          </Stack>
        </Part>
        <Part title={{ vi: 'Năm bước (QĐ 5053/QĐ-BYT)', en: 'The five steps' }}>
          <Stack gap="sm">
            {(Object.keys(steps) as StepKey[]).map((key) => (
              <Checkbox
                key={key}
                label={w(steps[key])}
                checked={form.steps?.[key]?.done ?? false}
                onChange={(event) =>
                  set({
                    steps: {
                      ...form.steps,
                      [key]: {
                        ...form.steps?.[key],
                        done: event.currentTarget.checked,
                        ...(event.currentTarget.checked && { on: today }),
                      },
                    },
                  })
                }
              />
            ))}
            <Textarea
              label={w({ vi: 'Ghi chú', en: 'Note' })}
              value={form.note ?? ''}
              onChange={(event) => set({ note: event.currentTarget.value || undefined })}
              autosize
              minRows={2}
            />
          </Stack>
        </Part>
        {may(saveInvestigation) && (
          <Group justify="flex-end">
            <Button type="submit" loading={write.busy}>
              {w({ vi: 'Lưu phiếu', en: 'Save' })}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

/** The investigation form of one person; each save is a version, and what was said before stays. */
export default function Investigation() {
  const { subjectId } = useParams({ strict: false }) as { subjectId: string }
  const disease = 'covid19'
  const { w, language } = useLanguage()
  const read = useRead(investigation, { subjectId, disease })
  return (
    <Page
      title={{ vi: 'Phiếu điều tra dịch tễ', en: 'Investigation' }}
      actions={<a href={`/people/${subjectId}`}>{w({ vi: 'Hồ sơ người này', en: 'The person' })}</a>}
    >
      <Read of={read}>
        {({ shown, completeness, versions }) => (
          <>
            <p style={{ margin: 0 }}>
              {w({ vi: `Đủ ${completeness.percent} %.`, en: `${completeness.percent} % complete.` })}{' '}
              {completeness.missing.length > 0 && (
                <span className="pd-muted">
                  {w({ vi: 'Còn thiếu:', en: 'Missing:' })} {completeness.missing.map(w).join(', ')}
                </span>
              )}
            </p>
            <Sheet subjectId={subjectId} disease={disease} version={shown?.version ?? 0} initial={shown?.form ?? {}} />
            {versions.length > 0 && (
              <Part title={{ vi: 'Các bản đã lưu', en: 'Versions' }}>
                <ul style={{ margin: 0, paddingLeft: 20 }}>
                  {versions.map((v) => (
                    <li key={v.version}>
                      {w({ vi: 'Bản', en: 'Version' })} {v.version}, {instant(v.at, language)}, {v.by} ({v.percent} %)
                      {v.changes.length > 0 && <span className="pd-muted">: {v.changes.map(w).join('; ')}</span>}
                    </li>
                  ))}
                </ul>
              </Part>
            )}
          </>
        )}
      </Read>
    </Page>
  )
}
