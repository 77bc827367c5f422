import { fold } from '@phaodai/text/fold.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { type InputHTMLAttributes, useEffect, useId, useState } from 'react'
import { knock } from './knock.ts'

/** A labelled line of text. */
export function Line({ label, ...input }: { label: Words } & Omit<InputHTMLAttributes<HTMLInputElement>, 'label'>) {
  const { w } = useLanguage()
  const id = useId()
  return (
    <div>
      <label className="name" htmlFor={id}>
        {w(label)}
      </label>
      <input id={id} autoComplete="off" {...input} />
    </div>
  )
}

/** Several of a few. */
export function Ticks<T extends string>(props: {
  legend: Words
  options: readonly { value: T; words: Words }[]
  value: readonly T[]
  onChange: (value: T[]) => void
}) {
  const { w } = useLanguage()
  return (
    <fieldset>
      <legend>{w(props.legend)}</legend>
      <div className="choices">
        {props.options.map((o) => (
          <label key={o.value}>
            <input
              type="checkbox"
              checked={props.value.includes(o.value)}
              onChange={(e) =>
                props.onChange(e.currentTarget.checked ? [...props.value, o.value] : props.value.filter((v) => v !== o.value))
              }
            />
            {w(o.words)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** One of a few. */
export function Choice<T extends string>(props: {
  legend: Words
  options: readonly { value: T; words: Words }[]
  value: T | null
  onChange: (value: T) => void
}) {
  const { w } = useLanguage()
  const name = useId()
  return (
    <fieldset>
      <legend>{w(props.legend)}</legend>
      <div className="choices">
        {props.options.map((o) => (
          <label key={o.value}>
            <input type="radio" name={name} checked={props.value === o.value} onChange={() => props.onChange(o.value)} />
            {w(o.words)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export const symptomOptions = [
  { value: 'fever', words: { vi: 'Sốt', en: 'Fever' } },
  { value: 'cough', words: { vi: 'Ho', en: 'Cough' } },
  { value: 'breathlessness', words: { vi: 'Khó thở', en: 'Short of breath' } },
] as const

export interface Where {
  communeId: number | null
  hamletId: number | null
  outside: boolean
}
export const nowhere: Where = { communeId: null, hamletId: null, outside: false }
interface Units {
  communes: { areaId: number; name: string; district: string | null }[]
  hamlets: { hamletId: number; name: string }[]
}
const KEPT = 'pd-communes'
const kept = (): number[] => JSON.parse(localStorage.getItem(KEPT) ?? '[]') as number[]

/** Where someone lives: the commune by typing without accents (those chosen of late first), then the hamlet; or outside the province. */
export function WhereField({
  path,
  keyOf,
  value,
  onChange,
}: {
  path: string
  keyOf: string
  value: Where
  onChange: (w: Where) => void
}) {
  const { w } = useLanguage()
  const id = useId()
  const [communes, setCommunes] = useState<Units['communes']>(
    () => JSON.parse(localStorage.getItem('pd-units') ?? '[]') as Units['communes'],
  )
  const [hamlets, setHamlets] = useState<Units['hamlets']>([])
  const [text, setText] = useState('')
  useEffect(() => {
    knock<Units>(path, {}, { key: keyOf }).then(
      (a) => {
        setCommunes(a.communes)
        localStorage.setItem('pd-units', JSON.stringify(a.communes))
      },
      // the list of last time is good enough
      () => {},
    )
  }, [path, keyOf])
  useEffect(() => {
    setHamlets([])
    if (value.communeId === null) return
    knock<Units>(path, { communeId: value.communeId }, { key: keyOf }).then(
      (a) => setHamlets(a.hamlets),
      () => {},
    )
  }, [path, keyOf, value.communeId])
  const chosen = communes.find((c) => c.areaId === value.communeId)
  const named = (c: Units['communes'][number]) => (c.district ? `${c.name}, ${c.district}` : c.name)
  const asked = fold(text).split(' ').filter(Boolean)
  const found =
    asked.length > 0
      ? communes.filter((c) => asked.every((part) => fold(named(c)).includes(part))).slice(0, 6)
      : kept().flatMap((areaId) => communes.find((c) => c.areaId === areaId) ?? [])
  const choose = (communeId: number) => {
    localStorage.setItem(KEPT, JSON.stringify([communeId, ...kept().filter((c) => c !== communeId)].slice(0, 3)))
    setText('')
    onChange({ communeId, hamletId: null, outside: false })
  }
  if (chosen)
    return (
      <div>
        <p className="said">
          {named(chosen)}
          <button type="button" className="plain" onClick={() => onChange(nowhere)}>
            {w({ vi: 'Chọn xã khác', en: 'Another commune' })}
          </button>
        </p>
        {hamlets.length > 0 && (
          <>
            <label className="name" htmlFor={id}>
              {w({ vi: 'Thôn, tổ dân phố', en: 'Hamlet' })}
            </label>
            <select
              id={id}
              value={value.hamletId ?? ''}
              onChange={(e) => onChange({ ...value, hamletId: Number(e.currentTarget.value) || null })}
            >
              <option value="">{w({ vi: 'Chưa rõ', en: 'Not known' })}</option>
              {hamlets.map((h) => (
                <option key={h.hamletId} value={h.hamletId}>
                  {h.name}
                </option>
              ))}
            </select>
          </>
        )}
      </div>
    )
  return (
    <div>
      {!value.outside && (
        <>
          <Line
            label={{ vi: 'Xã, phường đang ở', en: 'Commune of residence' }}
            placeholder={w({ vi: 'Gõ tên, không cần dấu', en: 'Type its name' })}
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
          />
          <ul className="options">
            {found.map((c) => (
              <li key={c.areaId}>
                <button type="button" onClick={() => choose(c.areaId)}>
                  {named(c)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="choices" style={{ gridTemplateColumns: '1fr', marginTop: 8 }}>
        <label>
          <input
            type="checkbox"
            checked={value.outside}
            onChange={(e) => onChange({ ...nowhere, outside: e.currentTarget.checked })}
          />
          {w({ vi: 'Ở ngoài tỉnh', en: 'Outside the province' })}
        </label>
      </div>
    </div>
  )
}

/** A day as so many days before another. */
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)

/** The head of every public page: whose it is, the other language. */
export function Head({ title, drill }: { title: string; drill: boolean }) {
  const { language, setLanguage } = useLanguage()
  return (
    <header>
      <div className="bar">
        <strong>{title}</strong>
        <button type="button" lang={language === 'vi' ? 'en' : 'vi'} onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}>
          {language === 'vi' ? 'English' : 'Tiếng Việt'}
        </button>
      </div>
      {drill && <p className="drill">{language === 'vi' ? 'DIỄN TẬP, không phải dữ liệu thật' : 'DRILL, not real'}</p>}
    </header>
  )
}

/** A refusal, in the reader's language. */
export function Bad({
  problem,
}: {
  problem: {
    title: string
    titleEn: string
    hint?: string
    hintEn?: string
    errors?: { field: string; vi: string; en: string }[]
  }
}) {
  const { w } = useLanguage()
  return (
    <div className="bad" role="alert">
      <strong>{w({ vi: problem.title, en: problem.titleEn })}.</strong>{' '}
      {problem.errors?.map((e) => (
        <span key={e.field}>{w(e)}. </span>
      ))}
      {problem.hint && w({ vi: problem.hint, en: problem.hintEn ?? problem.hint })}
    </div>
  )
}
