import { Button, Group, Menu, Radio, Stack, TextInput } from '@mantine/core'
import { orderTest, takeSample } from '@phaodai/modules/laboratory/laboratory.contract.ts'
import { TakeSample } from '@phaodai/modules/laboratory/web/TakeSample.tsx'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call, problemOf } from '@phaodai/web/api.ts'
import { instantOf } from '@phaodai/web/fields/act.ts'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { PersonField } from '@phaodai/web/fields/PersonField.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import { householdChecks } from '../checks.contract.ts'
import { closeSignal, identifySignal, type signals } from '../signals.contract.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

export type Signal = z.output<typeof signals.output>['rows'][number]

export interface Orders {
  send: (of: readonly Signal[], dueAt?: string) => Promise<void>
  busy: boolean
  said: Words | null
  problems: ReactNode
  say: (words: Words) => void
}

/** Orders samples for one or many, each by itself: what fails is told, the rest stands. Sent again, nothing is ordered twice. */
export function useOrders(disease: string): Orders {
  const client = useQueryClient()
  const ops = useRef(new Map<string, string>())
  const [busy, setBusy] = useState(false)
  const [said, say] = useState<Words | null>(null)
  const [failed, setFailed] = useState<{ signal: Signal; problem: ReturnType<typeof problemOf> }[]>([])
  const [asking, setAsking] = useState<readonly Signal[] | null>(null)
  return useMemo(() => {
    const send = async (of: readonly Signal[], dueAt?: string) => {
      setBusy(true)
      setFailed([])
      say(null)
      const wrong: typeof failed = []
      const clockless: Signal[] = []
      let done = 0
      const people = new Map(of.flatMap((s) => (s.subjectId ? [[s.subjectId, s] as const] : [])))
      for (const [subjectId, signal] of people) {
        const opId = ops.current.get(subjectId) ?? crypto.randomUUID()
        ops.current.set(subjectId, opId)
        try {
          await call(orderTest, { subjectId, disease, reason: 'symptom', ...(dueAt && { dueAt }) }, { opId })
          done++
          ops.current.delete(subjectId)
        } catch (error) {
          const problem = problemOf(error)
          if (problem.status >= 400 && problem.status < 500) ops.current.delete(subjectId)
          if (problem.code === 'order-needs-clock') clockless.push(signal)
          else wrong.push({ signal, problem })
        }
      }
      setBusy(false)
      setFailed(wrong)
      if (clockless.length > 0) setAsking(clockless)
      if (done > 0)
        say({ vi: `Đã chỉ định lấy mẫu ngay cho ${number(done)} người.`, en: `Samples ordered for ${number(done)} people.` })
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    }
    const problems = (
      <>
        {failed.map(({ signal, problem }) => (
          <ProblemAlert
            key={signal.signalId}
            problem={{
              ...problem,
              title: `${signal.name ?? ''}: ${problem.title}`,
              titleEn: `${signal.name ?? ''}: ${problem.titleEn}`,
            }}
          />
        ))}
        {asking && (
          <DueDialog
            people={asking.length}
            onClose={() => setAsking(null)}
            onDue={(dueAt) => {
              setAsking(null)
              void send(asking, dueAt)
            }}
          />
        )}
      </>
    )
    return { send, busy, said, problems, say }
  }, [disease, busy, said, failed, asking, client])
}

/** Where no rule in force gives hours, a person states until when. */
function DueDialog({ people, onClose, onDue }: { people: number; onClose: () => void; onDue: (at: string) => void }) {
  const { w } = useLanguage()
  const { today } = useSession()
  const [day, setDay] = useState<string | null>(today)
  const [time, setTime] = useState('17:00')
  const at = instantOf(day, time)
  return (
    <FormDialog
      title={{ vi: 'Lấy mẫu trước lúc nào?', en: 'Sampled until when?' }}
      submit={{ vi: `Chỉ định cho ${people} người`, en: `Order for ${people}` }}
      write={{ busy: false, problem: null }}
      blocked={!at}
      onClose={onClose}
      onSubmit={() => at && onDue(at)}
    >
      <p style={{ margin: 0 }}>
        {w({
          vi: 'Quy định đang hiệu lực không nêu số giờ: ghi hạn lấy mẫu.',
          en: 'The rules in force give no hours: state until when.',
        })}
      </p>
      <Group align="flex-start">
        <DayField label={{ vi: 'Ngày', en: 'Day' }} value={day} onChange={setDay} />
        <TextInput
          label={w({ vi: 'Giờ', en: 'Hour' })}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
          w="7rem"
          inputMode="numeric"
        />
      </Group>
    </FormDialog>
  )
}

/** What may be done with one signal: the next step as a button, the rest behind it. */
export function Acts({ signal, disease, orders }: { signal: Signal; disease: string; orders: Orders }) {
  const { w } = useLanguage()
  const { may, today } = useSession()
  const [open, setOpen] = useState<'identify' | 'close' | 'sample' | null>(null)
  const close = () => setOpen(null)
  const next: { words: Words; run: () => void } | null =
    signal.state === 'to-order' && may(orderTest)
      ? { words: { vi: 'Chỉ định lấy mẫu', en: 'Order a sample' }, run: () => void orders.send([signal]) }
      : signal.state === 'to-identify' && may(identifySignal)
        ? { words: { vi: 'Là ai?', en: 'Who is it?' }, run: () => setOpen('identify') }
        : signal.state === 'ordered' && may(takeSample) && signal.subjectId
          ? { words: { vi: 'Ghi mẫu', en: 'Record the sample' }, run: () => setOpen('sample') }
          : null
  const mayClose = may(closeSignal) && signal.state !== 'closed' && signal.state !== 'answered'
  if (!next && !mayClose) return <>–</>
  const who = signal.name ?? signal.code ?? ''
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a row under it is chosen by clicks, and these are not for it
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys do not reach the row
    <span onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
      <Group gap={4} wrap="nowrap" className="pd-no-print">
        {next && (
          <Button size="compact-sm" loading={orders.busy} onClick={next.run} aria-label={`${w(next.words)}: ${who}`}>
            {w(next.words)}
          </Button>
        )}
        {mayClose && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button size="compact-sm" variant="default" px={4} aria-label={w({ vi: `Việc khác: ${who}`, en: `More: ${who}` })}>
                <IconDots size={16} aria-hidden />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setOpen('close')}>
                {w({ vi: 'Kết luận không cần lấy mẫu', en: 'Close without a sample' })}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {open === 'identify' && <Identify signal={signal} onClose={close} onDone={orders.say} />}
      {open === 'close' && <Close signal={signal} onClose={close} onDone={orders.say} />}
      {open === 'sample' && (
        <TakeSample
          subjectId={signal.subjectId!}
          disease={disease}
          today={today}
          onClose={close}
          onDone={(words) => {
            close()
            orders.say(words)
          }}
        />
      )}
    </span>
  )
}

/** Who it is: somebody of the home with one choice, or anyone on record. */
function Identify({ signal, onClose, onDone }: { signal: Signal; onClose: () => void; onDone: (words: Words) => void }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const write = useWrite(identifySignal)
  const [who, setWho] = useState<string | null>(null)
  const home = useRead(
    householdChecks,
    { householdId: signal.householdId ?? '' },
    { enabled: signal.householdId !== null && may(householdChecks) },
  )
  const people = home.data?.household.people ?? []
  return (
    <FormDialog
      title={{ vi: 'Dấu hiệu này là của ai?', en: 'Whose signal is it?' }}
      submit={{ vi: 'Ghi là của người này', en: 'It is this person’s' }}
      write={write}
      blocked={!who}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ signalId: signal.signalId, subjectId: who! })) {
          onClose()
          onDone({
            vi: 'Đã ghi dấu hiệu là của ai; giờ có thể chỉ định lấy mẫu.',
            en: 'The person is known; a sample can be ordered.',
          })
        }
      }}
    >
      {signal.name && (
        <p style={{ margin: 0 }}>
          {w({ vi: 'Người báo ghi:', en: 'As it was reported:' })} <strong>{signal.name}</strong>
        </p>
      )}
      {people.length > 0 && (
        <Radio.Group
          label={w({ vi: 'Người trong hộ', en: 'Of the home' })}
          value={people.some((p) => p.subjectId === who) ? who : null}
          onChange={setWho}
        >
          <Stack gap={8} mt={4}>
            {people.map((p) => (
              <Radio key={p.subjectId} value={p.subjectId} label={`${p.name}${p.birthYear ? `, ${p.birthYear}` : ''}`} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <PersonField
        label={
          people.length > 0
            ? { vi: 'Hoặc người khác đã có hồ sơ', en: 'Or somebody else on record' }
            : { vi: 'Người đã có hồ sơ', en: 'On record' }
        }
        value={people.some((p) => p.subjectId === who) ? null : who}
        onChange={setWho}
      />
      <p className="pd-muted" style={{ margin: 0 }}>
        {w({ vi: 'Chưa có hồ sơ?', en: 'Not on record?' })}{' '}
        <a href="/people/new" target="_blank" rel="noreferrer">
          {w({ vi: 'Lập hồ sơ ở thẻ mới', en: 'Register them in a new tab' })}
        </a>
      </p>
    </FormDialog>
  )
}

function Close({ signal, onClose, onDone }: { signal: Signal; onClose: () => void; onDone: (words: Words) => void }) {
  const write = useWrite(closeSignal)
  return (
    <ReasonDialog
      title={{ vi: 'Kết luận không cần lấy mẫu', en: 'Close without a sample' }}
      consequence={{
        vi: 'Dấu hiệu ra khỏi danh sách chờ; tổ được biết kết luận và lý do. Dữ kiện vẫn được giữ.',
        en: 'It leaves the list; the team is told why. The fact is kept.',
      }}
      submit={{ vi: 'Kết luận', en: 'Close it' }}
      write={write}
      onClose={onClose}
      onReason={async (reason) => {
        if (await write.send({ signalId: signal.signalId, reason })) {
          onClose()
          onDone({ vi: 'Đã kết luận dấu hiệu.', en: 'The signal is closed.' })
        }
      }}
    />
  )
}
