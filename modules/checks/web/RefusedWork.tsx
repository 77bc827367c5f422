import { Button, Group } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { CountedPages } from '@phaodai/ui/Pages.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { refused, settle } from '../../devices/devices.contract.ts'
import { MendWork } from './MendWork.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { RefusedLines } from './RefusedLines.tsx'
import { SettledLine } from './SettledLine.tsx'
import { workLines } from './work.words.ts'

type Row = z.output<typeof refused.output>['rows'][number]
type How = 'apply' | 'discard'
/** How many refused things stand on one page. */
export const PAGE = 100
export const oldestFirst: Words = { vi: 'cũ nhất trước', en: 'the oldest first' }
const emptyWords: Readonly<Record<string, Words>> = {
  open: { vi: 'Không có việc nào chờ xử lý', en: 'Nothing waits for a person' },
  settled: { vi: 'Chưa có việc nào đã xử lý', en: 'Nothing has been settled yet' },
  all: { vi: 'Chưa có việc nào không nhận được', en: 'Nothing has been refused yet' },
}

/**
 * What phones recorded beside checks (movements, visits, new residents …) and the server refused. What waits for another follows it, so only
 * the first of a chain is settled. `alone`: the page has no refused check to show beside it.
 */
export function RefusedWork(props: {
  state: string
  area?: string
  alone: boolean
  offset: number
  onGo: (offset: number) => void
  onDone: (words: Words) => void
}) {
  const { state, area, alone, offset, onGo, onDone } = props
  const { w } = useLanguage()
  const { may } = useSession()
  const [settling, setSettling] = useState<{ row: Row; how: How } | null>(null)
  const asked = { state: state as 'open', limit: PAGE, offset, ...(area && { areaId: Number(area) }) }
  const read = useRead(refused, asked, { enabled: may(refused), keep: true })
  if (!may(refused)) return null
  return (
    <>
      <Read of={read}>
        {({ rows, total }) =>
          rows.length === 0 && offset === 0 ? (
            alone && (
              <EmptyState
                title={emptyWords[state]!}
                filledBy={{
                  vi: 'Lượt hỏi, lượt thăm, biến động ghi trên điện thoại mà sai hộ, sai ngày, sai giờ máy hoặc không đúng mẫu được giữ ở đây cho tới khi có người xử lý.',
                  en: 'What phones recorded of the wrong home, day, clock or shape is kept here until a person has settled it.',
                }}
              />
            )
          ) : (
            <>
              <h2 style={{ margin: 0, fontSize: '1.25rem' }}>
                {w({ vi: 'Việc khác ghi trên điện thoại', en: 'Other work recorded on phones' })}
              </h2>
              <CountedPages
                {...{ offset, total, onGo }}
                size={PAGE}
                shown={rows.length}
                what={{ vi: 'Việc', en: 'Work' }}
                order={oldestFirst}
              />
              {rows.map((row) => (
                <Part key={row.refusedId} title={row.title}>
                  <SettledLine of={row} />
                  <p style={{ margin: '0 0 8px' }}>{w(row.words)}.</p>
                  <RefusedLines
                    lines={[
                      {
                        words: { vi: 'Người ghi', en: 'Recorded by' },
                        value: {
                          vi: `${row.byName}, ${row.areaName}, ${instant(row.capturedAt, 'vi')}`,
                          en: `${row.byName}, ${row.areaName}, ${instant(row.capturedAt, 'en')}`,
                        },
                      },
                      {
                        words: { vi: 'Máy chủ nhận lúc', en: 'Received' },
                        value: { vi: instant(row.receivedAt, 'vi'), en: instant(row.receivedAt, 'en') },
                      },
                      ...workLines(row.verb, row.payload),
                    ]}
                  />
                  {!row.settledAt && may(settle) && row.maySettle && (
                    <Group gap="sm" className="pd-no-print">
                      <Button disabled={row.waitsFor.length > 0} onClick={() => setSettling({ row, how: 'apply' })}>
                        {w({ vi: 'Sửa và nhận', en: 'Mend and take in' })}
                      </Button>
                      <Button variant="default" onClick={() => setSettling({ row, how: 'discard' })}>
                        {w({ vi: 'Bỏ', en: 'Discard' })}
                      </Button>
                    </Group>
                  )}
                </Part>
              ))}
            </>
          )
        }
      </Read>
      {settling && (
        <Settle
          {...settling}
          onClose={() => setSettling(null)}
          onDone={(words) => {
            setSettling(null)
            onDone(words)
          }}
        />
      )}
    </>
  )
}

/** Work as it went in or was left, with what happened to what waited for it. */
function doneWords(how: How, { followed, stillRefused }: { followed: number; stillRefused: number }): Words {
  const [still, stillEn] = stillRefused
    ? [` ${number(stillRefused)} việc chờ nó vẫn chưa nhận được.`, ` ${stillRefused} that waited are still refused.`]
    : ['', '']
  if (how === 'discard') return { vi: `Đã bỏ.${still}`, en: `Discarded.${stillEn}` }
  const [more, moreEn] = followed ? [` cùng ${number(followed)} việc chờ nó`, ` with ${followed} that waited`] : ['', '']
  return { vi: `Đã nhận${more}.${still}`, en: `Taken in${moreEn}.${stillEn}` }
}

function Settle({ row, how, onClose, onDone }: { row: Row; how: How; onClose: () => void; onDone: (words: Words) => void }) {
  const write = useWrite(settle)
  const { refusedId } = row
  const send = async (reason: string, changes: Record<string, unknown> = {}, dayAsSaid = false) => {
    const done = await write.send({ refusedId, how, reason, dayAsSaid, ...(Object.keys(changes).length > 0 && { changes }) })
    if (done) onDone(doneWords(how, done))
  }
  if (how === 'apply') {
    return (
      <MendWork
        title={{ vi: `Sửa và nhận: ${row.title.vi}`, en: `Mend and take in: ${row.title.en}` }}
        words={row.words}
        communeId={row.communeId}
        payload={row.payload}
        write={write}
        onClose={onClose}
        capturedAt={row.capturedAt}
        onMended={(changes, reason, dayAsSaid) => send(reason, changes, dayAsSaid)}
      />
    )
  }
  return (
    <ReasonDialog
      title={{ vi: `Bỏ: ${row.title.vi}`, en: `Discard: ${row.title.en}` }}
      consequence={{
        vi: 'Việc này không được tính, việc chờ nó cũng không tự vào; nội dung và lý do vẫn được giữ.',
        en: 'It does not count, and what waits for it does not go in by itself; it is kept with the reason.',
      }}
      submit={{ vi: 'Bỏ', en: 'Discard' }}
      write={write}
      onClose={onClose}
      onReason={(reason) => send(reason)}
    />
  )
}
