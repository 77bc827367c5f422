import type { Block, Letter } from './letter/letter.rules.ts'
import { capacityOf, nameOf, numberOf } from './report.letter.rules.ts'

export interface ConclusionFacts {
  layout: Letter['layout']
  drill: boolean
  area: { name: string; tier: string }
  above: { name: string; tier: string } | null
  provinceName: string
  disease: string
  day: string
  chair: string
  chairTitle: string
  attended: string
  /** Null: a draft. */
  signature: { documentNo: number; signer: string; title: string; capacity: string; signedOn: string } | null
  /** The signed notice that a correction takes the place of, and why. */
  replaces: { documentNo: number; signedOn: string; reason: string } | null
  decisions: readonly {
    topic: string | null
    words: string
    assignee: string | null
    dueOn: string | null
    product: string | null
  }[]
}

const shownDay = (day: string) => day.split('-').reverse().join('/')
const ended = (text: string) => `${text.replace(/[.;,\s]+$/u, '')}.`

/** One decision as the paper says it: who, what, by when, with what to show. */
export const decisionText = (d: ConclusionFacts['decisions'][number]): string => {
  const words = ended(`${d.assignee ? `${d.assignee}: ` : ''}${d.words}`)
  const due = d.dueOn ? ` Hoàn thành trước hết ngày ${shownDay(d.dueOn)}.` : ''
  return `${words}${due}${d.product ? ` Sản phẩm: ${ended(d.product)}` : ''}`
}

/** Thông báo kết luận: the opening as such notices have it, decisions by topic, recipients: whoever was given something. */
export function conclusionLetter(f: ConclusionFacts): Letter {
  const topics = [...new Set(f.decisions.map((d) => d.topic))]
  const many = topics.some((t) => t !== null)
  const body: Block[] = topics.flatMap((topic, i): Block[] => {
    const own = f.decisions.filter((d) => d.topic === topic)
    const head: Block[] = many ? [{ heading: `${i + 1}. ${topic ?? 'Nội dung khác'}` }] : []
    return [...head, ...own.map((d, n) => ({ text: many ? `- ${decisionText(d)}` : `${n + 1}. ${decisionText(d)}` }))]
  })
  const named = nameOf(f.area, f, 'TB')
  const assignees = [...new Set(f.decisions.flatMap((d) => d.assignee ?? []))]
  return {
    ...{ layout: f.layout, drill: f.drill, ...named, kind: 'THÔNG BÁO' },
    number: f.signature ? numberOf(f.layout, f.signature.documentNo, named.symbol) : null,
    on: f.signature?.signedOn ?? null,
    subject: `Kết luận của ${f.chairTitle} tại hội nghị giao ban về công tác phòng, chống dịch ${f.disease} ngày ${shownDay(f.day)}`,
    to: [],
    body: [
      {
        text: `Ngày ${shownDay(f.day)}, ${f.chairTitle} ${f.chair} chủ trì hội nghị giao ban về công tác phòng, chống dịch ${f.disease}. Dự họp có ${ended(f.attended)} Sau khi nghe báo cáo và các ý kiến, ${f.chairTitle} kết luận như sau:`,
      },
      ...(body.length > 0 ? body : [{ text: '(Chưa có kết luận nào được ghi.)' }]),
      ...(f.replaces
        ? [
            {
              text: `Thông báo này thay thế Thông báo số ${numberOf(f.layout, f.replaces.documentNo, named.symbol)} ngày ${shownDay(f.replaces.signedOn)}. Lý do: ${ended(f.replaces.reason)}`,
            },
          ]
        : []),
    ],
    signature: {
      capacity: f.signature
        ? capacityOf(f.layout, f.signature.capacity)
        : f.layout === 'party'
          ? 'T/L BAN THƯỜNG VỤ'
          : 'TL. TRƯỞNG BAN',
      title: f.signature?.title.toLocaleUpperCase('vi') ?? '',
      name: f.signature?.signer ?? '',
    },
    recipients: [
      ...(f.above ? [`${f.above.name} (báo cáo)`] : []),
      ...assignees.map((a) => `${a} (thực hiện)`),
      f.layout === 'party' ? 'Lưu Văn phòng' : 'Lưu: VT',
    ],
  }
}
