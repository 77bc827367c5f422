import { Radio, TextInput } from '@mantine/core'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FileField } from '@phaodai/web/fields/FileField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { PersonField } from '@phaodai/web/fields/PersonField.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import * as contract from '../violations.contract.ts'
import type { StepKind } from '../violations.rules.ts'
import { DeclarationField } from './DeclarationField.tsx'
import { dong, stepWords } from './words.ts'

export type Violation = z.output<typeof contract.show.output>
export type Act = StepKind
/** What each step asks for. */
const fields: Record<Act, readonly ('number' | 'signatory' | 'body' | 'amount' | 'words' | 'who' | 'declaration')[]> = {
  decision: ['number', 'signatory', 'body', 'amount', 'words'],
  payment: ['amount', 'number'],
  appeal: ['words'],
  'appeal-answer': ['number', 'signatory', 'body', 'amount', 'words'],
  referral: ['body', 'number', 'words'],
  withdrawal: ['words'],
  identified: ['who'],
  declaration: ['declaration', 'words'],
}
const optional: Partial<Record<Act, string>> = { decision: 'words', declaration: 'words' }
/** Asked for by fields of their own. */
const apart: readonly string[] = ['amount', 'who', 'declaration']

/** One step about a violation, as its document says it. */
export function StepForm({ violation, act, onClose }: { violation: Violation; act: Act; onClose: () => void }) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(contract.verbOf[act] as typeof contract.decide)
  const [stepId] = useState(() => crypto.randomUUID())
  const [onDay, setOnDay] = useState<string | null>(today)
  const [texts, setTexts] = useState<Record<string, string>>({})
  const [amount, setAmount] = useState<number | undefined>(undefined)
  const [of, setOf] = useState<'person' | 'organisation'>('person')
  const [subjectId, setSubjectId] = useState<string | null>(null)
  const [organisation, setOrganisation] = useState('')
  const [declarationId, setDeclarationId] = useState<string | null>(null)
  const who = of === 'person' ? subjectId && { subjectId } : organisation.trim().length > 1 && { organisation }
  const asks = fields[act]
  const labels: Record<string, Words> = {
    number: act === 'payment' ? { vi: 'Số biên lai', en: 'Receipt' } : { vi: 'Số, ký hiệu văn bản', en: 'Number' },
    signatory: { vi: 'Người ký', en: 'Signatory' },
    body:
      act === 'referral' ? { vi: 'Chuyển đến cơ quan', en: 'To which authority' } : { vi: 'Cơ quan ra quyết định', en: 'Body' },
    words:
      act === 'decision'
        ? { vi: 'Căn cứ thẩm quyền, nếu mức này chưa kiểm chứng', en: 'What the competence rests on, if unconfirmed' }
        : act === 'appeal'
          ? { vi: 'Nội dung khiếu nại', en: 'The appeal' }
          : { vi: 'Lý do, nội dung', en: 'Reason' },
  }
  const filled = asks.every((f) =>
    f === 'amount'
      ? amount !== undefined
      : f === 'who'
        ? Boolean(who)
        : f === 'declaration'
          ? declarationId !== null
          : optional[act] === f || (texts[f] ?? '').trim().length >= (f === 'words' ? 3 : 1),
  )
  const { range } = violation
  return (
    <FormDialog
      title={stepWords[act]}
      submit={{ vi: 'Ghi', en: 'Record' }}
      write={write}
      blocked={!onDay || !filled}
      onClose={onClose}
      onSubmit={async () => {
        const said = Object.fromEntries(asks.filter((f) => !apart.includes(f)).map((f) => [f, texts[f]?.trim() || null]))
        const sent = {
          violationId: violation.violationId,
          stepId,
          onDay: onDay!,
          ...said,
          ...(asks.includes('amount') && { amount }),
          ...(asks.includes('who') && who),
          ...(declarationId && { declarationId }),
        }
        if (await write.send(sent as never)) onClose()
      }}
    >
      {act === 'decision' && (
        <p style={{ margin: 0 }}>
          {range
            ? w({
                vi: `Khung phạt ${dong(range.min)} – ${dong(range.max)} (${violation.article}). Không có tình tiết tăng nặng, giảm nhẹ thì mức giữa khung: ${dong(range.midpoint)}.`,
                en: `Range ${dong(range.min)} – ${dong(range.max)} (${violation.article}). Without aggravation, the middle: ${dong(range.midpoint)}.`,
              })
            : w({ vi: 'Khung phạt: chưa có số liệu.', en: 'Range: not known.' })}{' '}
          {violation.competence &&
            w({
              vi: `Thẩm quyền (chưa kiểm chứng): ${violation.competence}.`,
              en: `Competence (unconfirmed): ${violation.competence}.`,
            })}
        </p>
      )}
      <DayField label={{ vi: 'Ngày', en: 'Day' }} value={onDay} onChange={setOnDay} required />
      {asks.includes('who') && (
        <Radio.Group label={w({ vi: 'Ai vi phạm', en: 'Who' })} value={of} onChange={(v) => setOf(v as typeof of)}>
          <div style={{ display: 'flex', gap: 16, flexWrap: 'wrap', marginTop: 4 }}>
            <Radio value="person" label={w({ vi: 'người có hồ sơ', en: 'a person on record' })} />
            <Radio value="organisation" label={w({ vi: 'tổ chức', en: 'an organisation' })} />
          </div>
        </Radio.Group>
      )}
      {asks.includes('who') &&
        (of === 'person' ? (
          <PersonField label={{ vi: 'Người vi phạm', en: 'Person' }} value={subjectId} onChange={setSubjectId} required />
        ) : (
          <TextInput
            label={w({ vi: 'Tên tổ chức', en: 'Organisation' })}
            description={w({ vi: 'Mức phạt của tổ chức là một bội số của cá nhân.', en: 'An organisation pays a multiple.' })}
            value={organisation}
            onChange={(e) => setOrganisation(e.currentTarget.value)}
            required
          />
        ))}
      {asks.includes('declaration') && (
        <DeclarationField subjectId={violation.subjectId} value={declarationId} onChange={setDeclarationId} />
      )}
      {asks.includes('amount') && (
        <NumberField
          label={{ vi: 'Số tiền (đồng)', en: 'Amount (dong)' }}
          value={amount}
          onChange={setAmount}
          min={0}
          max={10_000_000_000}
          whole
          width="14rem"
        />
      )}
      {asks
        .filter((f) => !apart.includes(f))
        .map((f) => (
          <TextInput
            key={f}
            label={w(labels[f]!)}
            value={texts[f] ?? ''}
            onChange={(e) => {
              const { value } = e.currentTarget
              setTexts((was) => ({ ...was, [f]: value }))
            }}
            required={optional[act] !== f}
          />
        ))}
    </FormDialog>
  )
}

export function EvidenceForm({ violationId, onClose }: { violationId: string; onClose: () => void }) {
  const { w } = useLanguage()
  const write = useWrite(contract.addEvidence)
  const [file, setFile] = useState<File | null>(null)
  const [note, setNote] = useState('')
  return (
    <FormDialog
      title={{ vi: 'Thêm ảnh, tệp chứng cứ', en: 'Add evidence' }}
      submit={{ vi: 'Gửi tệp', en: 'Send' }}
      write={write}
      blocked={!file}
      onClose={onClose}
      onSubmit={async () => {
        const bytes = new Uint8Array(await file!.arrayBuffer())
        if (await write.send({ violationId, fileName: file!.name, bytes, ...(note.trim() && { note }) })) onClose()
      }}
    >
      <FileField
        label={{ vi: 'Ảnh, PDF, Word, văn bản', en: 'Photo, PDF, Word, text' }}
        file={file}
        onFile={setFile}
        accept="image/*,.pdf,.doc,.docx,.txt"
      />
      <TextInput label={w({ vi: 'Ghi chú', en: 'Note' })} value={note} onChange={(e) => setNote(e.currentTarget.value)} />
    </FormDialog>
  )
}
