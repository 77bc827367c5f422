import { Button, Group, Modal, Select, Textarea, TextInput } from '@mantine/core'
import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import type { issue, OrderPlace } from '../quarantine.contract.ts'

type Sent = { subjectIds: string[]; place: OrderPlace; placeName?: string; signer: string; placeReason?: string }
type Answer = z.output<typeof issue.output>

export interface IssueOrdersProps {
  people: readonly { subjectId: string; name: string; code: string; level: string | null }[]
  /** Sends once for each intent: the same operation id is given until it has an answer. */
  onSend: (input: Sent, opId: string) => Promise<Answer>
  ordersHref: string
  /** `done`: something was issued. */
  onClose: (done: boolean) => void
}

/** Orders for the persons chosen: says who and where, asks for the signer, then what was issued and who was refused, with the reason. */
export function IssueOrders({ people, onSend, ordersHref, onClose }: IssueOrdersProps) {
  const { w, language } = useLanguage()
  const [place, setPlace] = useState<OrderPlace | null>(null)
  const [placeName, setPlaceName] = useState('')
  const [signer, setSigner] = useState('')
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemDocument | null>(null)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [tried, setTried] = useState(false)
  const intent = useRef({ text: '', opId: '' })
  const missing = (filled: boolean) => tried && !filled && w({ vi: 'Cần ghi mục này.', en: 'This is needed.' })
  const send = async () => {
    setTried(true)
    if (!place || signer.trim().length < 2) return
    const input: Sent = {
      subjectIds: people.map((p) => p.subjectId),
      place,
      signer: signer.trim(),
      ...(placeName.trim() && { placeName: placeName.trim() }),
      ...(reason.trim() && { placeReason: reason.trim() }),
    }
    const text = JSON.stringify(input)
    if (intent.current.text !== text) intent.current = { text, opId: crypto.randomUUID() }
    setBusy(true)
    setProblem(null)
    try {
      setAnswer(await onSend(input, intent.current.opId))
    } catch (error) {
      setProblem((error as { problem?: ProblemDocument }).problem ?? null)
      if (!(error as { problem?: ProblemDocument }).problem) throw error
    } finally {
      setBusy(false)
    }
  }
  const nameOf = (id: string) => people.find((p) => p.subjectId === id)?.name ?? id
  return (
    <Modal
      opened
      onClose={() => !busy && onClose((answer?.orders.length ?? 0) > 0)}
      title={w({ vi: 'Ra quyết định cách ly', en: 'Issue isolation orders' })}
      closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }) }}
      size="lg"
    >
      {answer ? (
        <div role="status" style={{ display: 'grid', gap: 12 }}>
          <strong>
            {w({
              vi: `Đã ban hành ${number(answer.orders.length)} quyết định${answer.refused.length ? `, ${number(answer.refused.length)} người chưa được ra quyết định` : ''}.`,
              en: `${number(answer.orders.length)} orders issued${answer.refused.length ? `, ${number(answer.refused.length)} refused` : ''}.`,
            })}
          </strong>
          <ul style={{ margin: 0, paddingLeft: 20, maxHeight: 240, overflow: 'auto' }}>
            {answer.orders.map((o) => (
              <li key={o.orderId}>
                {nameOf(o.subjectId)}: {o.number}
              </li>
            ))}
            {answer.refused.map((r) => (
              <li key={r.subjectId}>
                <strong>{nameOf(r.subjectId)}</strong>: {r[language]}
              </li>
            ))}
          </ul>
          <Group justify="flex-end">
            <Button component="a" href={ordersHref} variant="default">
              {w({ vi: 'Mở danh sách quyết định', en: 'Open the orders' })}
            </Button>
            <Button data-autofocus onClick={() => onClose(answer.orders.length > 0)}>
              {w({ vi: 'Xong', en: 'Done' })}
            </Button>
          </Group>
        </div>
      ) : (
        <div style={{ display: 'grid', gap: 12 }}>
          {problem && (
            <ProblemAlert
              problem={problem}
              takeFocus
              kept={{
                vi: 'Nội dung đã nhập vẫn còn; gửi lại không ghi hai lần.',
                en: 'What you typed is kept; sending again never writes twice.',
              }}
            />
          )}
          <p style={{ margin: 0 }}>
            {w({
              vi: `${number(people.length)} người sẽ được ra quyết định, mỗi người một số; thời hạn theo quy định đang hiệu lực.`,
              en: `${number(people.length)} people get an order each; its length follows the rules in force.`,
            })}
          </p>
          <Select
            label={w({ vi: 'Nơi cách ly', en: 'Place' })}
            data={(['home', 'site', 'hotel', 'treatment'] as const).map((value) => ({ value, label: w(placeWords[value]) }))}
            value={place}
            onChange={(value) => setPlace(value as OrderPlace | null)}
            error={missing(place !== null)}
            required
          />
          <TextInput
            label={w({ vi: 'Tên nơi cách ly (nếu không phải tại nhà)', en: 'Name of the place (if not at home)' })}
            value={placeName}
            onChange={(event) => setPlaceName(event.currentTarget.value)}
          />
          <TextInput
            label={w({ vi: 'Người ký, chức vụ', en: 'Signed by, and their office' })}
            value={signer}
            onChange={(event) => setSigner(event.currentTarget.value)}
            error={missing(signer.trim().length >= 2)}
            required
          />
          <Textarea
            label={w({
              vi: 'Lý do chọn nơi này (nếu quy định không nêu)',
              en: 'Why this place (where the rule does not name it)',
            })}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={2}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => onClose(false)} disabled={busy}>
              {w({ vi: 'Quay lại', en: 'Go back' })}
            </Button>
            <Button onClick={send} loading={busy}>
              {w({ vi: `Ban hành ${number(people.length)} quyết định`, en: `Issue ${number(people.length)} orders` })}
            </Button>
          </Group>
        </div>
      )}
    </Modal>
  )
}

const placeWords = {
  home: { vi: 'Tại nhà', en: 'Home' },
  site: { vi: 'Khu cách ly tập trung', en: 'Quarantine site' },
  hotel: { vi: 'Khách sạn', en: 'Hotel' },
  treatment: { vi: 'Cơ sở điều trị', en: 'Treatment facility' },
}
