import { Button, Group, SegmentedControl } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Page, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { Go } from '@phaodai/web/Go.tsx'
import { useLive } from '@phaodai/web/useLive.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { IconClockExclamation } from '@tabler/icons-react'
import { useState } from 'react'
import { ReasonDialog } from '../../checks/web/ReasonDialog.tsx'
import {
  acceptProposal,
  type ProposalRow,
  passProposal,
  proposals,
  propose,
  refuseProposal,
  withdrawProposal,
} from '../proposals.contract.ts'
import { Accept, Propose } from './ProposalForms.tsx'
import { proposalActWords, proposalKindWords, proposalStateWords } from './words.ts'

const keys = ['view', 'state'] as const
const views = ['all', 'mine', 'to-me'] as const
const viewWords: Record<(typeof views)[number], Words> = {
  all: { vi: 'Tất cả', en: 'All' },
  mine: { vi: 'Tôi đề nghị', en: 'Mine' },
  'to-me': { vi: 'Chờ tôi trả lời', en: 'Waiting for me' },
}
const states = ['open', 'late', 'any'] as const
const stateWords: Record<(typeof states)[number], Words> = {
  open: { vi: 'Đang mở', en: 'Open' },
  late: { vi: 'Trả lời muộn', en: 'Answer late' },
  any: { vi: 'Cả đã trả lời', en: 'Answered too' },
}

/** Đề nghị: what units ask of the level above, who has to answer, which answer is late. */
export default function Proposals() {
  const { w } = useLanguage()
  const { may } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const view = (f.view ?? 'all') as (typeof views)[number]
  const state = (f.state ?? 'open') as (typeof states)[number]
  const read = useRead(proposals, { view, state }, { keep: true })
  useLive([{ verb: proposals }])
  const [asking, setAsking] = useState(false)
  const [said, setSaid] = useState<Words | null>(null)
  return (
    <Page
      title={{ vi: 'Đề nghị lên cấp trên', en: 'Proposals' }}
      actions={may(propose) && <Button onClick={() => setAsking(true)}>{w({ vi: 'Gửi đề nghị', en: 'Ask' })}</Button>}
    >
      <Said words={said} />
      <Group gap="sm" className="pd-no-print">
        <SegmentedControl
          aria-label={w({ vi: 'Của ai', en: 'Whose' })}
          value={view}
          onChange={(next) => change({ view: next === 'all' ? undefined : next })}
          data={views.map((value) => ({ value, label: w(viewWords[value]) }))}
        />
        <SegmentedControl
          aria-label={w({ vi: 'Tình trạng', en: 'State' })}
          value={state}
          onChange={(next) => change({ state: next === 'open' ? undefined : next })}
          data={states.map((value) => ({ value, label: w(stateWords[value]) }))}
        />
      </Group>
      <Read of={read}>
        {(a) =>
          a.rows.length === 0 ? (
            <EmptyState
              title={{ vi: 'Không có đề nghị nào', en: 'No proposals' }}
              filledBy={{
                vi: 'Thiếu người, giường, vật tư, cần đổi cấp độ hay cần trả lời: bấm “Gửi đề nghị”; cấp trên trả lời tại đây.',
                en: 'Short of people, beds, kits, or in need of an answer: press Ask; the level above answers here.',
              }}
            />
          ) : (
            <ol style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 12 }}>
              {a.rows.map((row) => (
                <li key={row.proposalId}>
                  <Card row={row} onSaid={setSaid} />
                </li>
              ))}
            </ol>
          )
        }
      </Read>
      {asking && (
        <Propose
          onClose={() => setAsking(false)}
          onDone={(to) => setSaid({ vi: `Đã gửi đề nghị đến ${to}.`, en: `It was put to ${to}.` })}
        />
      )}
    </Page>
  )
}

/** One proposal: what, why, how much; who has to answer and by when; what became of it. */
function Card({ row, onSaid }: { row: ProposalRow; onSaid: (words: Words) => void }) {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const [open, setOpen] = useState<'accept' | 'refuse' | 'pass' | 'withdraw' | null>(null)
  const refusing = useWrite(refuseProposal)
  const passing = useWrite(passProposal)
  const striking = useWrite(withdrawProposal)
  const { proposalId } = row
  const close = () => setOpen(null)
  const done = (words: Words) => {
    onSaid(words)
    close()
  }
  return (
    <article className="pd-surface" style={{ padding: 16 }} aria-label={`${row.name}: ${row.words}`}>
      <p style={{ margin: 0 }}>
        <strong>{row.name}</strong> {w({ vi: 'đề nghị', en: 'asks for' })} {w(proposalKindWords[row.kind]).toLowerCase()}
        {row.quantity !== null && ` (${number(row.quantity)}${row.unit ? ` ${row.unit}` : ''})`}: {row.words}
      </p>
      <p className="pd-muted" style={{ margin: '4px 0' }}>
        {w({ vi: 'Lý do', en: 'Why' })}: {row.reason}
        {row.neededOn && w({ vi: `; cần trước ${date(row.neededOn)}`, en: `; needed by ${date(row.neededOn)}` })}
      </p>
      <p style={{ margin: 0 }}>
        <strong>{w(proposalStateWords[row.state])}</strong>
        {row.state === 'open' &&
          w({
            vi: `: ${row.toName} trả lời trước hết ${date(row.answerBy)}`,
            en: `: ${row.toName} answers by ${date(row.answerBy)}`,
          })}
        {row.daysLate > 0 && (
          <strong>
            {' '}
            <IconClockExclamation size={14} aria-hidden />{' '}
            {w({ vi: `muộn ${row.daysLate} ngày`, en: `${row.daysLate} days late` })}
          </strong>
        )}
      </p>
      {row.acts.length > 0 && (
        <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
          {row.acts.map((a) => (
            <li key={`${a.kind} ${a.at}`}>
              {a.byAreaName}, {instant(a.at, language)}: {w(proposalActWords[a.kind])}
              {a.toName && ` ${a.toName}`}
              {a.words && `. ${a.words}`}{' '}
              {a.taskId && <Go href={`/tasks/${a.taskId}`}>{w({ vi: 'Mở nhiệm vụ', en: 'Its task' })}</Go>}{' '}
              {a.directiveId && <Go href={`/directives/${a.directiveId}`}>{w({ vi: 'Mở dự thảo', en: 'Its draft' })}</Go>}
            </li>
          ))}
        </ul>
      )}
      {row.state === 'open' && (
        <Group gap="sm" mt="sm" className="pd-no-print">
          {row.toMe && may(acceptProposal) && (
            <>
              <Button onClick={() => setOpen('accept')}>{w({ vi: 'Chấp thuận', en: 'Accept' })}</Button>
              <Button variant="default" onClick={() => setOpen('refuse')}>
                {w({ vi: 'Không chấp thuận', en: 'Refuse' })}
              </Button>
              {row.mayPass && (
                <Button variant="default" onClick={() => setOpen('pass')}>
                  {w({ vi: 'Chuyển lên trên', en: 'Pass up' })}
                </Button>
              )}
            </>
          )}
          {row.mine && may(withdrawProposal) && (
            <Button variant="subtle" onClick={() => setOpen('withdraw')}>
              {w({ vi: 'Rút đề nghị', en: 'Take back' })}
            </Button>
          )}
        </Group>
      )}
      {open === 'accept' && (
        <Accept row={row} onClose={close} onDone={() => onSaid({ vi: 'Đã trả lời: chấp thuận.', en: 'Accepted.' })} />
      )}
      {open === 'refuse' && (
        <ReasonDialog
          title={{ vi: 'Không chấp thuận', en: 'Refuse' }}
          consequence={{ vi: 'Đơn vị đề nghị thấy lý do.', en: 'Whoever asked sees the reason.' }}
          submit={{ vi: 'Không chấp thuận', en: 'Refuse' }}
          write={refusing}
          onClose={close}
          onReason={async (reason) =>
            (await refusing.send({ proposalId, reason })) && done({ vi: 'Đã trả lời: không chấp thuận.', en: 'Refused.' })
          }
        />
      )}
      {open === 'pass' && (
        <ReasonDialog
          title={{ vi: 'Chuyển lên trên', en: 'Pass up' }}
          consequence={{
            vi: 'Cấp trên nữa trả lời; hạn trả lời giữ nguyên; đơn vị đề nghị thấy đã chuyển đến đâu.',
            en: 'The next level answers; the day stays; whoever asked sees where it is.',
          }}
          submit={{ vi: 'Chuyển', en: 'Pass it up' }}
          write={passing}
          onClose={close}
          onReason={async (words) => {
            const passed = await passing.send({ proposalId, words })
            if (passed) done({ vi: `Đã chuyển lên ${passed.toName}.`, en: `Passed to ${passed.toName}.` })
          }}
        />
      )}
      {open === 'withdraw' && (
        <ReasonDialog
          title={{ vi: 'Rút đề nghị', en: 'Take back' }}
          consequence={{ vi: 'Đề nghị rút vẫn còn trong danh sách, kèm lý do.', en: 'It stays in the list, with the reason.' }}
          submit={{ vi: 'Rút', en: 'Take back' }}
          write={striking}
          onClose={close}
          onReason={async (reason) =>
            (await striking.send({ proposalId, reason })) && done({ vi: 'Đã rút đề nghị.', en: 'Taken back.' })
          }
        />
      )}
    </article>
  )
}
