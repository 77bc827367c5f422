import type { Kind } from '@phaodai/modules/inspections/checklist.rules.ts'
import { dayOf } from './clock.ts'
import type { HeldInspections } from './held.ts'
import type { OwnOp, OwnState } from './own.ts'
import type { File, Recorded } from './taps.ts'

type Inspection = Extract<Recorded, { kind: 'inspection' }>['body']
type List = HeldInspections['lists'][number]
export interface Said {
  answer?: 'pass' | 'fail' | 'na'
  points?: number | null
  /** What was seen, where it failed. */
  finding?: string
  /** Made a task at once; absent: yes. */
  give?: boolean
  findingId?: string
}

/** An inspection while it is being written down; lies sealed on the phone until it is recorded. */
export interface VisitDraft {
  inspectionId: string
  /** A place that is known; null: `kind`, `name` and `areaId` say which. */
  key: string | null
  kind: Kind
  name: string
  areaId: number | null
  /** When the visit began, by the server's clock as far as this phone knows it. */
  startedAt: string
  /** False: the phone has never measured its clock. */
  clockKnown: boolean
  checklist: string | null
  surprise: boolean
  said: Record<string, Said>
  extra: string
  extraId: string
  note: string
  /** Day until which what was found is to be mended; empty: none said, which is never late. */
  dueOn: string
  where: { latitude: number; longitude: number; accuracyMetres: number } | null
}
/** A photo of a visit, a draft of its own: the form is written again with every letter, a photo once. */
export interface PhotoDraft extends File {
  photoId: string
}
export const visitDraft = (inspectionId: string): string => `visit/${inspectionId}`
export const photoDraft = (inspectionId: string, photoId: string): string => `photo/${inspectionId}/${photoId}`

/** Checklists for a kind of place, the first one first. */
export const listsFor = (of: HeldInspections, kind: Kind): List[] => of.lists.filter((l) => l.kinds.includes(kind))
export const listOf = (of: HeldInspections, d: VisitDraft): List | null =>
  listsFor(of, d.kind).find((l) => l.code === d.checklist) ?? listsFor(of, d.kind)[0] ?? null

/** The shortest finding that the server takes (inspections.contract.ts). */
const SHORTEST = 3

/** What is still missing or wrong before it can be recorded, so that the server never refuses it whole once the leader has left; null: nothing. */
export function missingOf(d: VisitDraft, list: List | null): 'list' | 'name' | 'extra' | 'due' | null {
  if (!list) return 'list'
  if (!d.key && d.name.trim().length < 2) return 'name'
  const extra = d.extra.trim().length
  if (extra > 0 && extra < SHORTEST) return 'extra'
  const gives = extra > 0 || list.items.some((i) => d.said[i.item]?.answer === 'fail' && (d.said[i.item]?.give ?? true))
  return gives && d.dueOn !== '' && d.dueOn < dayOf(d.startedAt) ? 'due' : null
}
/** What was found, in words that the server takes: a word or two stand behind what was asked. */
function findingOf(asked: string, said: string): string {
  if (said.length >= SHORTEST) return said
  return said ? `Không đạt: ${asked} (${said})` : `Không đạt: ${asked}`
}

/** The records that a finished visit becomes: the inspection with its findings, then its photos, which make no sense without it. */
export function recordsOf(d: VisitDraft, list: List, photos: readonly PhotoDraft[], newId: () => string): Recorded[] {
  const task = (give: boolean) => (give ? { dueOn: d.dueOn || null } : null)
  const findings = list.items.flatMap((i): NonNullable<Inspection['findings']> => {
    const s = d.said[i.item]
    if (s?.answer !== 'fail') return []
    const words = findingOf(i.words.vi, s.finding?.trim() ?? '')
    return [{ findingId: s.findingId ?? newId(), item: i.item, words, task: task(s.give ?? true) }]
  })
  if (d.extra.trim().length >= SHORTEST) findings.push({ findingId: d.extraId, words: d.extra.trim(), task: task(true) })
  const answers = list.items.flatMap((i): NonNullable<Inspection['answers']> => {
    const s = d.said[i.item]
    if (i.points) return s?.points == null ? [] : [{ item: i.item, answer: 'points' as const, points: s.points }]
    return s?.answer ? [{ item: i.item, answer: s.answer }] : []
  })
  const at = d.key ? { placeKey: d.key } : { kind: d.kind, placeName: d.name.trim(), areaId: d.areaId }
  const body: Inspection = {
    ...{ inspectionId: d.inspectionId, ...at, surprise: d.surprise, checklist: list.code, answers, findings },
    ...{ capturedAt: d.startedAt, clockErrorMs: d.clockKnown ? 0 : null, words: d.note.trim() || null, ...d.where },
  }
  return [
    { kind: 'inspection', body },
    ...photos.map((p): Recorded => ({ kind: 'inspection-photo', body: { inspectionId: d.inspectionId, ...p } })),
  ]
}

/** An inspection that this phone recorded and has not got back: shown, counted for nobody. */
export interface OwnVisit {
  inspectionId: string
  name: string
  capturedAt: string
  state: OwnState
  photos: number
}
export function ownVisits(ops: readonly OwnOp[], of: HeldInspections): OwnVisit[] {
  const known = new Set(of.made.map((m) => m.inspectionId))
  const names = new Map(of.places.map((p) => [p.key, p.name]))
  const photos = ops.flatMap((o) => (o.recorded.kind === 'inspection-photo' ? [o.recorded.body.inspectionId] : []))
  return ops.flatMap((o) => {
    if (o.recorded.kind !== 'inspection' || (o.state === 'accepted' && known.has(o.opId))) return []
    const { inspectionId, placeKey, placeName, capturedAt } = o.recorded.body
    return [
      {
        ...{ inspectionId, name: placeName ?? names.get(placeKey ?? '') ?? '', capturedAt: capturedAt ?? '', state: o.state },
        photos: photos.filter((id) => id === inspectionId).length,
      },
    ]
  })
}

/** Where to go and what is done, of one day. */
export interface DayOfVisits {
  /** Places not visited on the day as far as this phone knows. */
  places: HeldInspections['places']
  /** By area that the leader answers for: unannounced inspections, as the server counted them and what it has not counted yet. */
  done: ReadonlyMap<number, number>
}

/** What of the plan is left on a day: what was refused, or made on another day, stands for no visit. */
export function dayOfVisits(of: HeldInspections, ops: readonly OwnOp[], today: string): DayOfVisits {
  const known = new Set(of.made.map((m) => m.inspectionId))
  const fresh = ops.flatMap(({ recorded: r, state }) =>
    r.kind === 'inspection' && state !== 'refused' && dayOf(r.body.capturedAt ?? '') === today ? [r.body] : [],
  )
  const visited = new Set(fresh.flatMap((b) => b.placeKey ?? []))
  const areas = new Map(of.places.map((p) => [p.key, p.areaId]))
  const uncounted = fresh
    .filter((b) => (b.surprise ?? true) && !known.has(b.inspectionId))
    .map((b) => (typeof b.areaId === 'number' ? b.areaId : (areas.get(b.placeKey ?? '') ?? null)))
  // one area: what lies nowhere on this phone can lie only there
  const inside = (area: number | null, m: HeldInspections['mine'][number]) =>
    area === null ? of.mine.length === 1 : area >= m.lo && area <= m.hi
  return {
    places: of.places.filter((p) => !visited.has(p.key)),
    done: new Map(of.mine.map((m) => [m.areaId, (of.day === today ? m.done : 0) + uncounted.filter((a) => inside(a, m)).length])),
  }
}
