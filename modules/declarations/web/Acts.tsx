import { TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { PersonField } from '@phaodai/web/fields/PersonField.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { type declarations, linkDeclaration, markFalse, unmarkFalse } from '../declarations.contract.ts'

export type Row = z.output<typeof declarations.output>['rows'][number]
interface Act {
  row: Row
  onClose: () => void
}

/** Proved false, and by what. */
export function MarkFalse({ row, onClose }: Act) {
  const { w } = useLanguage()
  const write = useWrite(markFalse)
  const [markId] = useState(() => crypto.randomUUID())
  const [evidence, setEvidence] = useState('')
  const [document, setDocument] = useState('')
  return (
    <FormDialog
      title={{ vi: `Ghi tờ khai sai: ${row.name}`, en: `Mark false: ${row.name}` }}
      submit={{ vi: 'Ghi là sai', en: 'Mark false' }}
      write={write}
      blocked={evidence.trim().length < 10}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ markId, declarationId: row.declarationId, evidence, document: document || null })) onClose()
      }}
    >
      <TextInput
        label={w({ vi: 'Bằng chứng', en: 'Evidence' })}
        description={w({ vi: 'Ít nhất 10 ký tự: ai, nơi nào, giấy tờ nào cho thấy là sai.', en: 'At least 10 characters.' })}
        value={evidence}
        onChange={(e) => setEvidence(e.currentTarget.value)}
        required
      />
      <TextInput
        label={w({ vi: 'Biên bản, văn bản', en: 'Document' })}
        value={document}
        onChange={(e) => setDocument(e.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** Takes a mark back; the mark and why it was taken back stay on record. */
export function Unmark({ row, onClose }: Act) {
  const { w } = useLanguage()
  const write = useWrite(unmarkFalse)
  const [reason, setReason] = useState('')
  const mark = row.marks[0]!
  return (
    <FormDialog
      title={{ vi: `Rút lại ghi sai: ${row.name}`, en: `Take the mark back: ${row.name}` }}
      submit={{ vi: 'Rút lại', en: 'Take back' }}
      write={write}
      blocked={reason.trim().length < 3}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ markId: mark.markId, reason })) onClose()
      }}
    >
      <p style={{ margin: 0 }}>
        {w({ vi: 'Đã ghi:', en: 'As marked:' })} {mark.evidence}
        {mark.document && ` (${mark.document})`}
      </p>
      <TextInput
        label={w({ vi: 'Vì sao rút lại', en: 'Why' })}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
        required
      />
    </FormDialog>
  )
}

/** Whose record it is: a person says so, after looking at both. */
export function LinkRecord({ row, onClose }: Act) {
  const { w } = useLanguage()
  const write = useWrite(linkDeclaration)
  const [subjectId, setSubjectId] = useState<string | null>(null)
  const told = [row.birthYear, row.address, row.hamletName, row.idMasked, row.phoneMasked].filter(Boolean)
  return (
    <FormDialog
      title={{ vi: `Tờ khai của ${row.name} là của hồ sơ nào`, en: `Whose record: ${row.name}` }}
      submit={{ vi: 'Gắn hồ sơ', en: 'Link' }}
      write={write}
      blocked={subjectId === null}
      onClose={onClose}
      onSubmit={async () => {
        if (await write.send({ declarationId: row.declarationId, subjectId: subjectId! })) onClose()
      }}
    >
      <p style={{ margin: 0 }}>
        {w({ vi: 'Trong tờ khai:', en: 'As declared:' })} {told.join(' · ') || '–'}
      </p>
      <PersonField label={{ vi: 'Hồ sơ', en: 'Record' }} value={subjectId} onChange={setSubjectId} required />
      <p className="pd-muted" style={{ margin: 0 }}>
        {w({
          vi: 'Gắn cho mọi lần khai của người này. Chưa có hồ sơ thì ghi người mới trước, rồi gắn.',
          en: 'It holds for every declaration of this person. Without a record: enter the person first.',
        })}
      </p>
    </FormDialog>
  )
}
