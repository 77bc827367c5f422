import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { issue, type OrderPlace, propose } from '../quarantine.contract.ts'
import { ScheduleView } from './ScheduleView.tsx'
import { placeWords } from './words.ts'

export interface BatchPerson {
  subjectId: string
  name: string
  code: string
}

export interface IssueBatchProps {
  /** Those chosen on the list of what is owed; 500 at most. */
  people: readonly BatchPerson[]
  disease: string
  /** When the reader is done with the answer. */
  onClose: () => void
}

const places = (Object.keys(placeWords) as OrderPlace[]).map((value) => ({ value, words: placeWords[value] }))
const MOST = 500

/** Orders for many at once, by one signature; the schedule of the first chosen stands as the example. Those refused come back one by one with why. */
export function IssueBatch({ people, disease, onClose }: IssueBatchProps) {
  const { w } = useLanguage()
  const write = useWrite(issue)
  const [out, setOut] = useState<ReadonlySet<string>>(new Set())
  const [place, setPlace] = useState<OrderPlace | ''>('')
  const [placeName, setPlaceName] = useState('')
  const [signer, setSigner] = useState('')
  const [why, setWhy] = useState('')
  const [sure, setSure] = useState(false)
  const [answer, setAnswer] = useState<Awaited<ReturnType<typeof write.send>>>()
  const chosen = people.filter((p) => !out.has(p.subjectId)).slice(0, MOST)
  const first = chosen[0]
  const example = useRead(
    propose,
    { subjectId: first?.subjectId ?? '', disease, ...(place && { place }) },
    { enabled: first !== undefined && !answer, keep: true },
  )
  const at = place || example.data?.place || ''
  const nameOf = (id: string) => people.find((p) => p.subjectId === id)

  if (answer)
    return (
      <Stack gap="md">
        <p role="status" style={{ margin: 0 }}>
          {w({
            vi: `Đã ban hành ${number(answer.orders.length)} quyết định; ${number(answer.refused.length)} người chưa ra được.`,
            en: `${number(answer.orders.length)} orders issued; ${number(answer.refused.length)} persons got none.`,
          })}
        </p>
        {answer.orders.length > 0 && (
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {answer.orders.map((o) => (
              <li key={o.orderId}>
                {o.number}: <a href={`/people/${o.subjectId}`}>{nameOf(o.subjectId)?.name ?? o.subjectId}</a>
              </li>
            ))}
          </ul>
        )}
        {answer.refused.length > 0 && (
          <section aria-label={w({ vi: 'Chưa ra được', en: 'Refused' })}>
            <ul style={{ margin: 0, paddingLeft: 20 }}>
              {answer.refused.map((r) => (
                <li key={r.subjectId}>
                  <a href={`/people/${r.subjectId}`}>{nameOf(r.subjectId)?.name ?? r.subjectId}</a>: {w(r)}
                </li>
              ))}
            </ul>
          </section>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>{w({ vi: 'Xong', en: 'Done' })}</Button>
        </Group>
      </Stack>
    )
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        setAnswer(
          await write.send({
            subjectIds: chosen.map((p) => p.subjectId),
            disease,
            place: at as OrderPlace,
            placeName: placeName.trim() || null,
            signer,
            ...(why.trim() && { placeReason: why }),
          }),
        )
      }}
    >
      <Stack gap="md">
        {write.problem && (
          <ProblemAlert
            problem={write.problem}
            takeFocus
            kept={{ vi: 'Danh sách và nội dung đã nhập vẫn còn.', en: 'The list and what you typed are still here.' }}
          />
        )}
        {people.length > MOST && (
          <p style={{ margin: 0 }}>
            {w({
              vi: `Mỗi lần tối đa ${MOST} người; lấy ${MOST} người đầu.`,
              en: `${MOST} at a time; the first ${MOST} are taken.`,
            })}
          </p>
        )}
        <fieldset
          style={{
            border: '1px solid var(--pd-line)',
            borderRadius: 6,
            padding: 12,
            margin: 0,
            maxHeight: 240,
            overflow: 'auto',
          }}
        >
          <legend>{w({ vi: `Người được chọn (${number(chosen.length)})`, en: `Chosen (${number(chosen.length)})` })}</legend>
          <Stack gap={6}>
            {people.map((p) => (
              <Checkbox
                key={p.subjectId}
                label={`${p.name} · ${p.code}`}
                checked={!out.has(p.subjectId)}
                onChange={() => {
                  const next = new Set(out)
                  if (!next.delete(p.subjectId)) next.add(p.subjectId)
                  setOut(next)
                }}
              />
            ))}
          </Stack>
        </fieldset>
        {first && (
          <Read of={example}>
            {(p) => (
              <section className="pd-surface" style={{ padding: 12, display: 'grid', gap: 8 }}>
                <p style={{ margin: 0 }}>
                  {w({ vi: 'Ví dụ, quyết định của', en: 'As an example, the order of' })} {first.name}: <strong>{p.level}</strong>{' '}
                  {w({ vi: `từ ${date(p.fromOn)}`, en: `from ${date(p.fromOn)}` })}
                </p>
                {p.schedule && <ScheduleView of={p.schedule} />}
              </section>
            )}
          </Read>
        )}
        <ChoiceField label={{ vi: 'Nơi cách ly', en: 'Where' }} choices={places} value={at} onChange={setPlace} />
        <TextInput
          label={w({ vi: 'Tên nơi', en: 'Name of the place' })}
          value={placeName}
          onChange={(event) => setPlaceName(event.currentTarget.value)}
        />
        <TextInput
          label={w({ vi: 'Lý do chọn nơi này (khi quy định không nêu)', en: 'Why this place, where the rule does not name it' })}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <TextInput
          label={w({ vi: 'Người ký, chức vụ', en: 'Who signs, and as what' })}
          value={signer}
          onChange={(event) => setSigner(event.currentTarget.value)}
          required
        />
        <Checkbox
          label={w({
            vi: `Đã xem danh sách; ban hành ${number(chosen.length)} quyết định`,
            en: `The list was looked through; issue ${number(chosen.length)} orders`,
          })}
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} disabled={write.busy}>
            {w({ vi: 'Quay lại', en: 'Go back' })}
          </Button>
          <Button type="submit" loading={write.busy} disabled={!sure || chosen.length === 0 || !at || signer.trim().length < 2}>
            {w({ vi: 'Ban hành', en: 'Issue' })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
