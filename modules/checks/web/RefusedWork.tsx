import { Button, Group } from '@mantine/core'
import { instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { refused, settle } from '../../devices/devices.contract.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { RefusedLines } from './RefusedLines.tsx'
import { workLines } from './work.words.ts'

type Row = z.output<typeof refused.output>['rows'][number]
type How = 'apply' | 'discard'
const howWords: Record<'applied' | 'discarded', Words> = {
  applied: { vi: 'Đã nhận', en: 'Taken in' },
  discarded: { vi: 'Đã bỏ', en: 'Discarded' },
}

/**
 * What phones recorded beside checks (movements, visits, new residents …) and the server refused. What waits for another follows it, so only
 * the first of a chain is settled.
 */
export function RefusedWork({ state, area, onDone }: { state: string; area?: string; onDone: (words: Words) => void }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const [settling, setSettling] = useState<{ row: Row; how: How } | null>(null)
  const asked = { state: state as 'open', limit: 500, ...(area && { areaId: Number(area) }) }
  const read = useRead(refused, asked, { enabled: may(refused), keep: true })
  if (!may(refused)) return null
  return (
    <>
      <Read of={read}>
        {({ rows, total }) =>
          rows.length > 0 && (
            <>
              <h2 style={{ margin: 0, fontSize: '1.25rem' }}>
                {w({ vi: 'Việc khác ghi trên điện thoại', en: 'Other work recorded on phones' })}
              </h2>
              {rows.length < total && (
                <p>
                  {w({
                    vi: `${number(rows.length)} / ${number(total)} việc cũ nhất`,
                    en: `the oldest ${rows.length} of ${total}`,
                  })}
                </p>
              )}
              {rows.map((row) => (
                <Part key={row.refusedId} title={row.title}>
                  <p style={{ margin: '0 0 8px' }}>{w(row.words)}.</p>
                  <RefusedLines
                    lines={[
                      {
                        words: { vi: 'Người ghi', en: 'Recorded by' },
                        value: {
                          vi: `${row.byName}, ${instant(row.capturedAt, 'vi')}`,
                          en: `${row.byName}, ${instant(row.capturedAt, 'en')}`,
                        },
                      },
                      {
                        words: { vi: 'Máy chủ nhận lúc', en: 'Received' },
                        value: { vi: instant(row.receivedAt, 'vi'), en: instant(row.receivedAt, 'en') },
                      },
                      ...workLines(row.verb, row.payload),
                      ...(row.settledHow
                        ? [
                            {
                              words: howWords[row.settledHow],
                              value: {
                                vi: `${instant(row.settledAt!, 'vi')}: ${row.settleReason}`,
                                en: `${instant(row.settledAt!, 'en')}: ${row.settleReason}`,
                              },
                            },
                          ]
                        : []),
                    ]}
                  />
                  {!row.settledAt && may(settle) && (
                    <Group gap="sm" className="pd-no-print">
                      <Button disabled={row.waitsFor.length > 0} onClick={() => setSettling({ row, how: 'apply' })}>
                        {w({ vi: 'Nhận lại', en: 'Take it in' })}
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

const dialogWords: Record<How, { consequence: Words; submit: Words }> = {
  apply: {
    consequence: {
      vi: 'Ghi nội dung này đúng như điện thoại đã gửi, dưới tên bạn. Làm khi nguyên nhân đã hết, ví dụ hộ hoặc người đã có trong danh sách. Việc chờ nó sẽ theo sau. Nếu nội dung sai: bỏ, rồi ghi lại đúng ở trang của hộ.',
      en: 'Writes it as the phone sent it, in your name: once the cause is gone, as when the home or person is in the list now. What waits for it follows. Where the content is wrong, discard it and write it rightly on the page of the home.',
    },
    submit: { vi: 'Nhận lại', en: 'Take it in' },
  },
  discard: {
    consequence: {
      vi: 'Việc này không được tính, việc chờ nó cũng không tự vào; nội dung và lý do vẫn được giữ.',
      en: 'It does not count, and what waits for it does not go in by itself; it is kept with the reason.',
    },
    submit: { vi: 'Bỏ', en: 'Discard' },
  },
}

function Settle({ row, how, onClose, onDone }: { row: Row; how: How; onClose: () => void; onDone: (words: Words) => void }) {
  const write = useWrite(settle)
  const { consequence, submit } = dialogWords[how]
  return (
    <ReasonDialog
      title={{ vi: `${submit.vi}: ${row.title.vi}`, en: `${submit.en}: ${row.title.en}` }}
      consequence={consequence}
      submit={submit}
      write={write}
      onClose={onClose}
      onReason={async (reason) => {
        const done = await write.send({ refusedId: row.refusedId, how, reason })
        if (!done) return
        const [still, stillEn] = done.stillRefused
          ? [
              ` ${number(done.stillRefused)} việc chờ nó vẫn chưa nhận được.`,
              ` ${done.stillRefused} that waited are still refused.`,
            ]
          : ['', '']
        if (how === 'discard') return onDone({ vi: `Đã bỏ.${still}`, en: `Discarded.${stillEn}` })
        const [more, moreEn] = done.followed
          ? [` cùng ${number(done.followed)} việc chờ nó`, ` with ${done.followed} that waited`]
          : ['', '']
        onDone({ vi: `Đã nhận${more}.${still}`, en: `Taken in${moreEn}.${stillEn}` })
      }}
    />
  )
}
