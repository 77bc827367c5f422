import { Button, Checkbox, Group, MultiSelect, Textarea } from '@mantine/core'
import { duration, instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { Part, Said } from '@phaodai/web/fields/Page.tsx'
import { TakeBack } from '@phaodai/web/fields/TakeBack.tsx'
import { nowOf } from '@phaodai/web/now.ts'
import { useLive } from '@phaodai/web/useLive.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { IconClockExclamation } from '@tabler/icons-react'
import { useState } from 'react'
import { forward, forwards, remind, withdrawForward } from '../forward.contract.ts'
import { RECEIPT_HOURS } from '../forward.rules.ts'
import { useRegister } from './useRegister.ts'

/** Under a document: to whom it was sent on, who has said that they have it, who has not and since when; one press reminds them. */
export function Forwards({ directiveId }: { directiveId: string }) {
  const { w, language } = useLanguage()
  const session = useSession()
  const { may } = session
  const read = useRead(forwards, { directiveId })
  useLive([{ verb: forwards }])
  const reminding = useWrite(remind)
  const [sending, setSending] = useState(false)
  const [said, setSaid] = useState<Words | null>(null)
  const now = Date.parse(nowOf(session.instance))
  const a = read.data
  if (!a || (a.rows.length === 0 && !may(forward))) return null
  const waiting = a.total - a.received
  const copy = async (text: string) => {
    await navigator.clipboard?.writeText(text).catch(() => {})
    setSaid({ vi: 'Đã chép lời nhắc; dán vào nhóm Zalo.', en: 'The text is copied; paste it into the group.' })
  }
  const send = async () => {
    const done = await reminding.send({ directiveId })
    if (!done) return
    const recent = done.recent > 0
    setSaid({
      vi: `Đã nhắc ${done.reminded} nơi${recent ? `; ${done.recent} nơi vừa được nhắc trong giờ qua` : ''}.`,
      en: `${done.reminded} reminded${recent ? `; ${done.recent} were reminded within the hour` : ''}.`,
    })
  }
  return (
    <Part title={{ vi: 'Chuyển văn bản, nơi đã nhận', en: 'Sent on, and who has it' }}>
      <Said words={said} />
      {reminding.problem && <ProblemAlert problem={reminding.problem} />}
      <Group gap="sm" mb="sm" className="pd-no-print">
        {may(forward) && <Button onClick={() => setSending(true)}>{w({ vi: 'Chuyển văn bản', en: 'Send it on' })}</Button>}
        {may(remind) && waiting > 0 && (
          <Button variant="default" loading={reminding.busy} onClick={() => void send()}>
            {w({ vi: `Nhắc ${waiting} nơi chưa nhận`, en: `Remind ${waiting} who have not answered` })}
          </Button>
        )}
        {a.text && (
          <Button variant="default" onClick={() => void copy(a.text!)}>
            {w({ vi: 'Chép lời nhắc cho Zalo', en: 'Copy the text for Zalo' })}
          </Button>
        )}
      </Group>
      {a.rows.length === 0 ? (
        <p className="pd-muted" style={{ margin: 0 }}>
          {w({ vi: 'Chưa chuyển cho đơn vị nào.', en: 'Not sent on yet.' })}
        </p>
      ) : (
        <>
          <p style={{ margin: '0 0 8px' }}>
            <strong>
              {w({ vi: `${a.received}/${a.total} nơi đã nhận`, en: `${a.received} of ${a.total} have it` })}
              {a.late > 0 && w({ vi: `, ${a.late} nơi quá giờ`, en: `, ${a.late} late` })}
            </strong>
          </p>
          <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 6 }}>
            {a.rows.map((r) => (
              <li key={r.forwardId}>
                <strong>{r.name}</strong>:{' '}
                {r.withdrawnAt
                  ? w({
                      vi: `đã thu hồi ${instant(r.withdrawnAt, language)}${r.receivedAt ? ` (đã nhận ${instant(r.receivedAt, language)})` : ''}: ${r.withdrawnReason ?? ''}`,
                      en: `taken back ${instant(r.withdrawnAt, language)}${r.receivedAt ? ` (received ${instant(r.receivedAt, language)})` : ''}: ${r.withdrawnReason ?? ''}`,
                    })
                  : r.receivedAt
                    ? w({
                        vi: `đã nhận ${instant(r.receivedAt, language)}${r.receivedBy ? `, ${r.receivedBy}` : ''}${r.receivedWords ? `: ${r.receivedWords}` : ''}`,
                        en: `received ${instant(r.receivedAt, language)}${r.receivedBy ? `, ${r.receivedBy}` : ''}${r.receivedWords ? `: ${r.receivedWords}` : ''}`,
                      })
                    : w({ vi: 'chưa nhận, đã ', en: 'no answer for ' }) + w(duration(now - Date.parse(r.forwardedAt)))}
                {r.late && (
                  <strong>
                    {' '}
                    <IconClockExclamation size={14} aria-hidden /> {w({ vi: 'quá giờ', en: 'late' })}
                  </strong>
                )}
                {r.reminders > 0 && r.waitingHours !== null && (
                  <span className="pd-muted">
                    {w({
                      vi: `; nhắc ${r.reminders} lần, lần cuối ${instant(r.remindedAt!, language)}`,
                      en: `; reminded ${r.reminders} times, last ${instant(r.remindedAt!, language)}`,
                    })}
                  </span>
                )}
                {!r.withdrawnAt && (
                  <TakeBack
                    verb={withdrawForward}
                    of={{ directiveId, forwardIds: [r.forwardId] }}
                    label={{ vi: 'Thu hồi', en: 'Take back' }}
                    what={r.name}
                    follows={{
                      vi: 'Nơi đó, và những nơi được chuyển tiếp từ đó, không còn phải nhận.',
                      en: 'They, and those who had it from there, have nothing to receive any more.',
                    }}
                    onDone={({ onward }) =>
                      setSaid({
                        vi: `Đã thu hồi từ ${r.name}${onward > 0 ? ` và ${onward} nơi được chuyển tiếp từ đó` : ''}.`,
                        en: `Taken back from ${r.name}${onward > 0 ? ` and ${onward} that had it from there` : ''}.`,
                      })
                    }
                  />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {sending && (
        <SendOn
          directiveId={directiveId}
          onClose={() => setSending(false)}
          onDone={(sent, there) =>
            setSaid({
              vi: `Đã chuyển đến ${sent} nơi${there > 0 ? `; ${there} nơi đã được chuyển từ trước` : ''}.`,
              en: `Sent to ${sent}${there > 0 ? `; ${there} had it already` : ''}.`,
            })
          }
        />
      )}
    </Part>
  )
}

function SendOn(p: { directiveId: string; onClose: () => void; onDone: (sent: number, there: number) => void }) {
  const { w } = useLanguage()
  const write = useWrite(forward)
  const { entries, byKey } = useRegister()
  const { post } = useSession()
  const [each, setEach] = useState(true)
  const [to, setTo] = useState<string[]>([])
  const [words, setWords] = useState('')
  const [hours, setHours] = useState<number | undefined>(RECEIPT_HOURS)
  return (
    <FormDialog
      title={{ vi: 'Chuyển văn bản xuống', en: 'Send the document on' }}
      submit={{ vi: 'Chuyển', en: 'Send' }}
      write={write}
      blocked={!each && to.length === 0}
      onClose={p.onClose}
      onSubmit={async () => {
        const chosen = to.flatMap((key): { areaId?: number; bodyId?: number }[] => {
          const target = byKey.get(key)?.target
          if (!target || target.kind === 'each') return []
          return target.kind === 'body' ? [{ bodyId: target.bodyId }] : [{ areaId: target.areaId }]
        })
        const done = await write.send({
          ...{ directiveId: p.directiveId, each, to: chosen, withinHours: hours ?? RECEIPT_HOURS, words: words.trim() || null },
        })
        if (!done) return
        p.onDone(done.sent, done.there)
        p.onClose()
      }}
    >
      <Checkbox
        label={w({ vi: 'Mọi đơn vị cấp dưới trực tiếp', en: 'Each unit of the level below' })}
        checked={each}
        onChange={(e) => setEach(e.currentTarget.checked)}
        data-autofocus
      />
      <MultiSelect
        label={w({ vi: 'Thêm đơn vị, cơ quan', en: 'Further units and bodies' })}
        data={entries
          .filter(({ target: t }) => t.kind === 'body' || (t.kind === 'area' && t.areaId !== post.areaId))
          .map(({ value, label }) => ({ value, label }))}
        value={to}
        onChange={setTo}
        searchable
        limit={30}
      />
      <Textarea
        label={w({ vi: 'Lời chuyển (không bắt buộc)', en: 'A word with it (optional)' })}
        value={words}
        onChange={(e) => setWords(e.currentTarget.value)}
        autosize
        minRows={2}
      />
      <NumberField
        label={{ vi: 'Xác nhận đã nhận trong (giờ)', en: 'Receipt within (hours)' }}
        description={{
          vi: '24 giờ là mặc định của phần mềm, chưa có văn bản quy định.',
          en: '24 hours is this product’s own default; no document states one.',
        }}
        value={hours}
        onChange={setHours}
        min={1}
        max={240}
        whole
      />
    </FormDialog>
  )
}
