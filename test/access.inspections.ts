/** Examples of the verbs of inspections and of the missed-fever review. */
import { newId } from '@phaodai/kernel/ids.ts'
import type { Example } from './access.examples.ts'
import { act, type Side, someone, type World, word } from './access.world.ts'

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 5, 6])
const reason = 'lý do đã ghi rõ'
type Of = Pick<Side, 'letter' | 'areaId'>

const visitOf = (s: Of) => ({
  ...{ inspectionId: newId(), kind: 'market', placeName: `Chợ ${word(s.letter)} ${newId().slice(-8)}`, areaId: s.areaId },
  answers: [{ item: 'mask', answer: 'fail', note: `quầy ${word(s.letter)}` }],
  findings: [{ findingId: newId(), item: 'mask', words: `Người bán ở quầy ${word(s.letter)} không đeo khẩu trang` }],
})
async function newInspection(w: World, s: Of) {
  const visit = visitOf(s)
  const { inspectionId } = visit
  await act(w.t, w.operator, 'inspections.record', visit)
  const file = { inspectionId, fileName: `${word(s.letter)}.jpg`, bytes: JPEG }
  const { photoId } = await act(w.t, w.operator, 'inspections.add-photo', file)
  return { inspectionId, findingId: visit.findings[0]!.findingId, photoId: photoId! }
}
/** An inspection of a side with one finding and one photo; and somebody whose fever nobody had reported. */
export const makeInspection = async (w: World, s: Of): Promise<Side['inspected']> => ({
  ...(await newInspection(w, s)),
  unreportedId: await unreported(w, s),
})

/** Somebody of a side whom a hospital found first. */
async function unreported(w: World, s: Of): Promise<string> {
  const { subjectId } = await someone(w, s)
  const days = { sampledOn: '2021-02-20', confirmedOn: '2021-02-21', reportedOn: '2021-02-21', onsetOn: '2021-02-16' }
  const found = { origin: 'community', placeFound: `Bệnh viện ${word(s.letter)}`, symptoms: ['sốt'] }
  await act(w.t, w.operator, 'cases.report', { subjectId, disease: 'covid19', ...days, ...found })
  return subjectId
}
const conclusion = (subjectId: string) => ({
  ...{ subjectId, reviewId: newId(), conclusion: 'open', words: 'Chưa đủ căn cứ để kết luận.', document: '1/KL' },
  ...{ signedOn: '2021-02-22', signatory: 'Người Ký' },
})
const fresh = (aim: (w: World, s: Side) => Promise<Record<string, unknown>>, refusals: string[] = ['not-found']): Example => ({
  aim: async (s, w) => [await aim(w, s)],
  refusals,
})
const notOwn = ['not-found', 'inspection-not-yours']

export const inspectionExamples: Record<string, Example> = {
  'inspections.checklists': { aim: () => [{}, { kind: 'team' }] },
  'inspections.plan': { aim: () => [{}, { kind: 'market' }] },
  'inspections.record': { aim: (s) => [visitOf(s)], refusals: ['outside-area'] },
  'inspections.void': fresh(async (w, s) => ({ inspectionId: (await newInspection(w, s)).inspectionId, reason }), notOwn),
  'inspections.add-photo': fresh(
    async (w, s) => ({ inspectionId: (await newInspection(w, s)).inspectionId, fileName: 'anh.jpg', bytes: JPEG }),
    notOwn,
  ),
  'inspections.void-photo': fresh(async (w, s) => {
    const { inspectionId, photoId } = await newInspection(w, s)
    return { inspectionId, photoId, reason }
  }, notOwn),
  'inspections.photo': {
    aim: (s) => [{ inspectionId: s.inspected.inspectionId, photoId: s.inspected.photoId }],
    refusals: ['not-found'],
  },
  'inspections.list': { aim: () => [{}, { whose: 'mine' }, { kind: 'market' }] },
  'inspections.show': { aim: (s) => [{ inspectionId: s.inspected.inspectionId }], refusals: ['not-found'] },
  'inspections.findings': { aim: () => [{}, { state: 'all' }] },
  'inspections.give-task': fresh(async (w, s) => ({ findingId: (await newInspection(w, s)).findingId, dueOn: '2021-02-23' })),
  'inspections.close-finding': fresh(async (w, s) => ({ findingId: (await newInspection(w, s)).findingId, words: 'đã sửa' })),
  'inspections.league': { aim: () => [{}] },
  'inspections.leaders': { aim: () => [{}] },
  'inspections.missed-fevers': { aim: () => [{}, { state: 'waiting' }] },
  'inspections.missed-fever': { aim: (s) => [{ subjectId: s.inspected.unreportedId }], refusals: ['not-found'] },
  'inspections.review-missed-fever': fresh(async (w, s) => conclusion(await unreported(w, s))),
  'inspections.void-review': fresh(async (w, s) => {
    const of = conclusion(await unreported(w, s))
    await act(w.t, w.operator, 'inspections.review-missed-fever', of)
    return { subjectId: of.subjectId, reviewId: of.reviewId, reason }
  }),
}
