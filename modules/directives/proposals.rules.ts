export const proposalKinds = ['people', 'beds', 'kits', 'money', 'level', 'answer', 'other'] as const
export const proposalStates = ['open', 'accepted', 'refused', 'withdrawn'] as const
export type ProposalState = (typeof proposalStates)[number]

/** Days within which an answer is asked for unless the asker says another. This product's own default; no source gives one. */
export const ANSWER_DAYS = 2

export interface Step {
  kind: 'accepted' | 'refused' | 'passed' | 'withdrawn'
  toAreaId: number | null
}

/** Open until it is answered or taken back; passing it up leaves it open. */
export const proposalState = (acts: readonly Step[]): ProposalState => {
  const last = acts.findLast((a) => a.kind !== 'passed')?.kind
  return last === undefined || last === 'passed' ? 'open' : last
}

/** The unit that has to answer: whom it was put to, or passed up to last. */
export const addressee = (toAreaId: number, acts: readonly Step[]): number =>
  acts.findLast((a) => a.kind === 'passed')?.toAreaId ?? toAreaId

/** Days past the day by which an answer was asked for; 0: in time, or answered. */
export function daysLate(state: ProposalState, answerBy: string, today: string): number {
  if (state !== 'open') return 0
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(answerBy)) / 86_400_000))
}

/** A reply as the text of a document, to be read, put right and issued like any other. */
export const replyText = (p: {
  from: string
  place: string
  asker: string
  words: string
  answer: string
  day: string
}): string => {
  const [year, month, day] = p.day.split('-')
  const ended = (text: string) => `${text.trim().replace(/[.;,\s]+$/u, '')}.`
  return [
    p.from.toLocaleUpperCase('vi'),
    'Số:      /CV-BCĐ',
    `${p.place}, ngày ${day} tháng ${month} năm ${year}`,
    `V/v trả lời đề nghị của ${p.asker}`,
    '',
    `Kính gửi: ${p.asker}`,
    `Xét đề nghị của ${p.asker}: ${ended(p.words)}`,
    `1. ${ended(p.answer)}`,
  ].join('\n')
}
