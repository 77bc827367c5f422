import { fold } from '@phaodai/text/fold.ts'
import type { Row } from './row.ts'
import type { Kind, PlaceSaid } from './stay.ts'

/** Kinds as lists name them. A dwelling that someone visited is no household of theirs, so it is 'other'. */
const WORDS: [Kind, RegExp][] = [
  ['market', /^(cho|sieu thi|trung tam thuong mai|tttm|market|supermarket|mall)\b/u],
  ['ward', /^(benh vien|bv|phong kham|tram y te|khoa|trung tam y te|ttyt|hospital|clinic|ward)\b/u],
  ['class', /^(lop|lop hoc|truong|class|school)\b/u],
  ['shift', /^(ca|xuong|phan xuong|chuyen san xuat|nha may|shift|factory|workshop)\b/u],
  ['vehicle', /^(xe|tau|may bay|chuyen bay|chuyen xe|phuong tien|vehicle|bus|train|flight)\b/u],
  ['room', /^(phong cach ly|khu cach ly|room|quarantine)\b/u],
  ['office', /^(co quan|cong ty|van phong|ubnd|uy ban|ngan hang|office|company|bank)\b/u],
  [
    'venue',
    /^(quan|nha hang|karaoke|bar|khach san|dam cuoi|dam tang|dam gio|rap|tiem|cua hang|chua|nha tho|venue|restaurant|hotel|cafe|coffee|shop)\b/u,
  ],
]
/** Kinds at which sharing the place alone may make a contact: only a person's own word puts a place there. */
const OWN_WORD = new Set<Kind>(['class', 'shift', 'vehicle', 'room'])

export const kindOfWord = (text: string): Kind | null => WORDS.find(([, words]) => words.test(fold(text)))?.[0] ?? null

/** The kind that a list says, else what the name itself says where that is harmless, else 'other'. */
export function kindOfPlace(row: Row, name: string): Kind {
  const word = row.text('kind')
  if (word !== null) {
    const kind = kindOfWord(word)
    if (kind !== null) return kind
    if (/^(khac|other|nha|home)/u.test(fold(word))) return 'other'
    row.note(
      'kind',
      'not-understood',
      `không hiểu loại nơi "${word.slice(0, 40)}", ghi là nơi khác`,
      `the kind "${word.slice(0, 40)}" is not understood: other`,
    )
    return 'other'
  }
  const guess = kindOfWord(name)
  return guess !== null && !OWN_WORD.has(guess) ? guess : 'other'
}

export const placeOf = (row: Row, kind: Kind, name: string): PlaceSaid => ({
  kind,
  name,
  commune: row.text('commune'),
  district: row.text('district'),
  province: row.text('province'),
  closedSpace: row.yes('closed'),
})
