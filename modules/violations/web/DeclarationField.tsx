import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { declarations } from '../../declarations/declarations.contract.ts'

/** Declarations that somebody has said are false, and those of the person; which of them it is about. */
export function DeclarationField(p: { subjectId: string | null; value: string | null; onChange: (id: string | null) => void }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const enabled = may(declarations)
  const wrong = useRead(declarations, { state: 'false', limit: 1000 }, { enabled })
  const own = useRead(declarations, { subjectId: p.subjectId!, limit: 100 }, { enabled: enabled && p.subjectId !== null })
  const rows = [...(own.data?.rows ?? []), ...(wrong.data?.rows ?? [])]
  const seen = new Map(rows.map((r) => [r.declarationId, r]))
  if (wrong.data && seen.size === 0)
    return (
      <p style={{ margin: 0 }}>
        {w({
          vi: 'Chưa có tờ khai nào được ghi là sai. Vào Khai báo y tế, chọn tờ khai, bấm “Ghi là sai” kèm bằng chứng, rồi trở lại đây.',
          en: 'No declaration is marked false yet. Mark it under Health declarations, with the evidence, and come back.',
        })}
      </p>
    )
  return (
    <ChoiceField
      label={{ vi: 'Tờ khai', en: 'Declaration' }}
      choices={[...seen.values()].map((r) => {
        const text = `${r.name}, ${date(r.onDay)}, ${r.areaName}`
        const marked = r.marks.length > 0
        return {
          value: r.declarationId,
          words: { vi: `${text}${marked ? ' (đã ghi là sai)' : ''}`, en: `${text}${marked ? ' (marked false)' : ''}` },
        }
      })}
      value={p.value ?? ''}
      onChange={(v) => p.onChange(v || null)}
      none={{ vi: 'Chọn tờ khai', en: 'Choose' }}
      required
    />
  )
}
