import { Button, Group, Stack, TextInput } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { receive, releaseResult, samples } from '../laboratory.contract.ts'
import { ResultOfSample } from './ResultForm.tsx'

type Sample = z.output<typeof samples.output>['rows'][number]

/** Bàn xét nghiệm: scan to receive, scan again to enter the result; the field keeps the focus between tubes. */
export default function Bench() {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const waiting = useRead(samples, { state: 'waiting', limit: 1000 }, { every: 30_000 })
  const take = useWrite(receive)
  const [barcode, setBarcode] = useState('')
  const [open, setOpen] = useState<Sample | null>(null)
  const [done, setDone] = useState<Words | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!open) field.current?.focus()
  }, [open])
  const rows = waiting.data?.rows ?? []
  const code = barcode.trim().toUpperCase()
  const known = rows.find((r) => r.barcode === code)
  const receiveOne = async (of: { sampleId: string } | { barcode: string }, said: string) => {
    setDone(null)
    if (!(await take.send(of))) {
      // the next scan replaces what was not found
      field.current?.select()
      return
    }
    setBarcode('')
    setDone({
      vi: `Đã nhận mẫu ${said}. Quét lại mã này để trả kết quả.`,
      en: `Sample ${said} is received. Scan it again for its result.`,
    })
    field.current?.focus()
  }
  return (
    <Page title={{ vi: 'Bàn xét nghiệm', en: 'Bench' }}>
      <Part title={{ vi: 'Quét mã vạch', en: 'Scan a barcode' }}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (code.length < 4 || take.busy) return
            take.clear()
            if (known?.receivedAt && may(releaseResult)) {
              setDone(null)
              setBarcode('')
              setOpen(known)
            } else void receiveOne({ barcode: code }, code)
          }}
        >
          <Group gap="sm" align="flex-end">
            <TextInput
              ref={field}
              label={w({ vi: 'Mã vạch trên ống', en: 'Barcode on the tube' })}
              description={w({
                vi: 'Enter: nhận mẫu; mẫu đã nhận thì mở phiếu kết quả',
                en: 'Enter receives; of a received sample it opens the result',
              })}
              value={barcode}
              onChange={(event) => setBarcode(event.currentTarget.value)}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              style={{ flex: '1 1 280px', maxWidth: 420 }}
            />
            <Button type="submit" loading={take.busy} disabled={code.length < 4}>
              {known?.receivedAt ? w({ vi: 'Trả kết quả', en: 'Enter the result' }) : w({ vi: 'Nhận mẫu', en: 'Receive' })}
            </Button>
          </Group>
        </form>
        <Stack gap="sm" mt="sm">
          {take.problem && <ProblemAlert problem={take.problem} />}
          <Said words={done} />
        </Stack>
      </Part>
      <Part
        title={{
          vi: `Mẫu chờ kết quả (${number(waiting.data?.total ?? 0)})`,
          en: `Samples waiting (${number(waiting.data?.total ?? 0)})`,
        }}
      >
        <Read of={waiting}>
          {() =>
            rows.length === 0 ? (
              <EmptyState
                title={{ vi: 'Không có mẫu nào đang chờ', en: 'No sample waits' }}
                filledBy={{
                  vi: 'Quét mã vạch trên ống ở ô trên để nhận mẫu; mẫu đã nhận hiện ở đây cho đến khi có kết quả.',
                  en: 'Scan a tube above to receive it; it stands here until it has a result.',
                }}
              />
            ) : (
              <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
                {rows.map((r) => (
                  <li key={r.sampleId}>
                    <Group justify="space-between" gap="sm">
                      <span className="pd-digits">
                        <strong>{r.barcode}</strong> {r.label.name}
                        {r.label.birthYear && `, ${r.label.birthYear}`}{' '}
                        <span className="pd-muted">
                          {w({ vi: 'lấy', en: 'taken' })} {instant(r.sampledAt, language)} ·{' '}
                          {r.receivedAt
                            ? `${w({ vi: 'nhận', en: 'received' })} ${instant(r.receivedAt, language)}`
                            : w({ vi: 'chưa nhận', en: 'not received' })}
                        </span>
                      </span>
                      {r.receivedAt
                        ? may(releaseResult) && (
                            <Button
                              variant="default"
                              onClick={() => setOpen(r)}
                              aria-label={`${w({ vi: 'Trả kết quả', en: 'Result of' })} ${r.barcode}`}
                            >
                              {w({ vi: 'Trả kết quả', en: 'Result' })}
                            </Button>
                          )
                        : may(receive) && (
                            <Button
                              variant="default"
                              onClick={() => receiveOne({ sampleId: r.sampleId }, r.barcode)}
                              aria-label={`${w({ vi: 'Nhận mẫu', en: 'Receive' })} ${r.barcode}`}
                            >
                              {w({ vi: 'Nhận mẫu', en: 'Receive' })}
                            </Button>
                          )}
                    </Group>
                  </li>
                ))}
              </ul>
            )
          }
        </Read>
      </Part>
      {open && (
        <ResultOfSample
          sample={open}
          onClose={() => setOpen(null)}
          onDone={(words) => {
            setOpen(null)
            setDone(words)
          }}
        />
      )}
    </Page>
  )
}
