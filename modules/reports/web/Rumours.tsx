import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Page, Read } from '@phaodai/web/fields/Page.tsx'
import { TakeBack } from '@phaodai/web/fields/TakeBack.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { answerRumour, publish, recordRumour, rumours, voidRumour } from '../texts.contract.ts'
import { PublishDialog } from './Texts.tsx'
import { channelWords, choicesOf, rumourStateWords, verdictWords } from './words.ts'

type Row = z.output<typeof rumours.output>['rows'][number]

function RecordDialog({ onClose }: { onClose: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(recordRumour)
  const [heardWhere, setWhere] = useState('')
  const [content, setContent] = useState('')
  return (
    <FormDialog
      title={{ vi: 'Ghi tin đồn', en: 'Record a rumour' }}
      submit={{ vi: 'Ghi', en: 'Record' }}
      write={write}
      blocked={heardWhere.trim().length < 2 || content.trim().length < 5}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ heardWhere, content })) onClose()
      }}
    >
      <TextInput
        label={w({ vi: 'Nghe, thấy ở đâu', en: 'Heard where' })}
        placeholder={w({ vi: 'Chợ, nhóm Zalo, Facebook…', en: 'Market, Zalo group, Facebook…' })}
        value={heardWhere}
        onChange={(e) => setWhere(e.currentTarget.value)}
        required
        data-autofocus
      />
      <Textarea
        label={w({ vi: 'Nội dung, không ghi tên người', en: 'What is said, without names' })}
        value={content}
        onChange={(e) => setContent(e.currentTarget.value)}
        required
        autosize
        minRows={3}
      />
    </FormDialog>
  )
}

function AnswerDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(answerRumour)
  const [verdict, setVerdict] = useState<keyof typeof verdictWords | ''>('')
  const [answer, setAnswer] = useState('')
  const [answeredBy, setBy] = useState('')
  return (
    <FormDialog
      title={{ vi: 'Trả lời tin đồn', en: 'Answer the rumour' }}
      submit={{ vi: 'Ghi trả lời', en: 'Record' }}
      write={write}
      blocked={verdict === '' || answer.trim().length < 5 || answeredBy.trim().length < 2}
      onClose={onClose}
      onSubmit={async () => {
        if (verdict !== '' && (await write.send({ rumourId: row.rumourId, verdict, answer, answeredBy }))) onClose()
      }}
    >
      <p style={{ margin: 0 }}>“{row.content}”</p>
      <ChoiceField
        label={{ vi: 'Tin này', en: 'It is' }}
        choices={choicesOf(verdictWords)}
        value={verdict}
        onChange={setVerdict}
        none={{ vi: 'Chọn', en: 'Choose' }}
        required
        first
      />
      <Textarea
        label={w({ vi: 'Trả lời, không ghi tên người', en: 'The answer, without names' })}
        value={answer}
        onChange={(e) => setAnswer(e.currentTarget.value)}
        required
        autosize
        minRows={3}
      />
      <TextInput
        label={w({ vi: 'Cơ quan trả lời', en: 'Who answers' })}
        value={answeredBy}
        onChange={(e) => setBy(e.currentTarget.value)}
        required
      />
    </FormDialog>
  )
}

/** Sổ tin đồn: what was heard, what was answered, where the answer went out. */
export default function Rumours() {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const [f, change] = useFiltersInUrl(['state'] as const)
  const state = (f.state ?? 'all') as 'all' | Row['state']
  const read = useRead(rumours, { state }, { keep: true })
  const [recording, setRecording] = useState(false)
  const [answering, setAnswering] = useState<Row | null>(null)
  const [publishing, setPublishing] = useState<string | null>(null)
  return (
    <Page
      title={{ vi: 'Sổ tin đồn', en: 'Rumour log' }}
      actions={
        may(recordRumour) && <Button onClick={() => setRecording(true)}>{w({ vi: 'Ghi tin đồn', en: 'Record a rumour' })}</Button>
      }
    >
      <Group>
        <ChoiceField
          label={{ vi: 'Chỉ xem', en: 'Only' }}
          choices={[{ value: 'all' as const, words: { vi: 'Tất cả', en: 'All' } }, ...choicesOf(rumourStateWords)]}
          value={state}
          onChange={(next) => change({ state: next === 'all' ? undefined : next })}
        />
      </Group>
      <Read of={read}>
        {(a) =>
          a.rows.length === 0 ? (
            <EmptyState
              title={{ vi: 'Không có tin nào', en: 'Nothing here' }}
              filledBy={{
                vi: 'Ghi điều dân đang truyền nhau, không ghi tên; cơ quan trả lời, rồi ghi nơi đã đăng.',
                en: 'Record what people tell one another, without names; then the answer, then where it was published.',
              }}
            />
          ) : (
            <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 12 }}>
              {a.rows.map((r) => (
                <li key={r.rumourId} className="pd-surface" style={{ padding: 12, minWidth: 0, overflowWrap: 'anywhere' }}>
                  <Group justify="space-between" align="flex-start" gap="sm">
                    <div style={{ flex: '1 1 300px', minWidth: 0 }}>
                      <div>“{r.content}”</div>
                      <div className="pd-muted">
                        {r.heardWhere} · {r.areaName} · {instant(r.heardAt, language)}
                      </div>
                      {r.answer && (
                        <p style={{ margin: '8px 0 0' }}>
                          <strong>{w(verdictWords[r.answer.verdict])}.</strong> {r.answer.answer}{' '}
                          <span className="pd-muted">
                            ({r.answer.answeredBy}, {instant(r.answer.answeredAt, language)})
                          </span>
                        </p>
                      )}
                      {r.published.map((p) => (
                        <div key={`${p.channel} ${p.publishedAt}`} className="pd-muted">
                          {w({ vi: 'Đã đăng', en: 'Published' })}: {w(channelWords[p.channel])}
                          {p.place && `, ${p.place}`} · {instant(p.publishedAt, language)}
                        </div>
                      ))}
                    </div>
                    <Group gap="xs">
                      <strong>{w(rumourStateWords[r.state])}</strong>
                      {may(answerRumour) && r.state === 'open' && (
                        <Button variant="default" onClick={() => setAnswering(r)}>
                          {w({ vi: 'Trả lời', en: 'Answer' })}
                        </Button>
                      )}
                      {r.state === 'open' && (
                        <TakeBack
                          verb={voidRumour}
                          of={{ rumourId: r.rumourId }}
                          label={{ vi: 'Ghi nhầm', en: 'Wrong' }}
                          what={r.content}
                          follows={{
                            vi: 'Tin không còn trong sổ và không chờ trả lời; bản ghi được lưu kèm lý do.',
                            en: 'It leaves the log and waits for no answer; the record is kept with the reason.',
                          }}
                        />
                      )}
                      {may(publish) && r.answer && (
                        <Button variant="default" onClick={() => setPublishing(r.answer!.answerId)}>
                          {w({ vi: 'Ghi nơi đã đăng', en: 'Record publication' })}
                        </Button>
                      )}
                    </Group>
                  </Group>
                </li>
              ))}
            </ul>
          )
        }
      </Read>
      {recording && <RecordDialog onClose={() => setRecording(false)} />}
      {answering && <AnswerDialog row={answering} onClose={() => setAnswering(null)} />}
      {publishing && (
        <PublishDialog of={{ answerId: publishing }} onClose={() => setPublishing(null)} onDone={() => setPublishing(null)} />
      )}
    </Page>
  )
}
