import { createHash } from 'node:crypto'
import { type Ctx, command } from '@phaodai/kernel/command.ts'
import { idOf } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { formatDate } from '@phaodai/text/dates.ts'
import type { z } from 'zod'
import { getArea } from '../areas/areas.reads.ts'
import { listBodies, listUnits, type StoredArea } from '../areas/areas.store.ts'
import { sealFile } from '../imports/imports.files.ts'
import * as contract from './directives.contract.ts'
import { textOfFile } from './directives.files.ts'
import * as store from './directives.store.ts'
import type { Draft, Header, Item } from './draft.contract.ts'
import { draftOfUnit, firstDraft, notReady, wordsOf } from './draft.rules.ts'
import { incoming } from './forward.contract.ts'
import { listForwards, type StoredForward, setWithdrawn } from './forward.store.ts'
import type { Register, Target } from './match.rules.ts'
import { isMeasure } from './measures.rules.ts'
import { provinceOfDistrict } from './places.ts'
import { readDirective } from './reader/read.rules.ts'
import { taskFrom } from './tasks.commands.ts'
import { tasks } from './tasks.contract.ts'
import { insertTasks, type NewTask } from './tasks.store.ts'

const by = (ctx: Ctx) => ({ at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId })

/** The unit in whose book the post writes, with what it knows by name. */
async function registerOf(ctx: Ctx): Promise<Register & { own: StoredArea }> {
  const own = await getArea(ctx, ctx.actor.areaId)
  const units = (await listUnits(ctx.db, own.lo, own.hi, ctx.today, null)).filter((u) => u.areaId !== own.areaId)
  return { own, units, bodies: await listBodies(ctx.db, own.lo, own.hi) }
}

/** Stores a document with its text and its reading as a draft of tasks. The same file twice adds nothing. */
export const takeIn = command(contract.takeIn, (ctx, input) => takeDocument(ctx, input, null))

/** @param planOf the unit below whose plan it is: whom it names is looked for there */
export async function takeDocument(ctx: Ctx, input: z.output<typeof contract.takeIn.input>, planOf: number | null) {
  if (ctx.actor.bodyId !== 0 || ctx.actor.hamletId !== 0) throw new Problem('outside-area')
  const sha256 = createHash('sha256').update(input.bytes).digest()
  const { areaId } = ctx.actor
  const known = async () => {
    const there = await store.findByHash(ctx.db, areaId, sha256)
    const last = there && (await store.lastDraft(ctx.db, areaId, there.directiveId))
    return there && { ...there, known: true, tasks: last?.draft.items.length ?? 0 }
  }
  const before = await known()
  if (before) return before
  // reading takes its time: the book is held only to write
  const { text, format } = await textOfFile(input.bytes)
  // a text column holds no NUL; nothing that a person reads is lost
  const clean = text.replaceAll('\u0000', ' ')
  const reading = readDirective(clean, { provinceOfDistrict })
  const register = await registerOf(ctx)
  const unit = register.units.find((u) => u.areaId === planOf)
  const draft = unit ? draftOfUnit(reading, register, unit) : firstDraft(reading, register)
  const sealed = await sealFile(ctx.secrets, input.bytes)
  const receivedOn = input.receivedOn ?? ctx.today
  const incomingYear = Number(receivedOn.slice(0, 4))
  await store.lockBook(ctx.db, areaId)
  const meanwhile = await known()
  if (meanwhile) return meanwhile
  const { next: incomingNo } = await store.nextIncoming(ctx.db, areaId, incomingYear)
  const directiveId = idOf('directive', ctx.opId)
  const named = { areaId, directiveId, incomingYear, incomingNo, receivedOn, fileName: input.fileName, format }
  await store.insertDirective(ctx.db, { ...named, bytes: input.bytes.length, sha256, sealed, text: clean, reading }, by(ctx))
  await store.insertDraft(ctx.db, { areaId, directiveId, draftNo: 1, draft }, by(ctx))
  ctx.note({ directiveId, tasks: draft.items.length })
  return { directiveId, incomingNo, incomingYear, known: false, tasks: draft.items.length }
}

/** A document of the post's own book that is still a draft; held until the transaction ends. @throws Problem not-found, directive-issued, directive-voided */
async function ownDraft(ctx: Ctx, directiveId: string) {
  await store.lockDirective(ctx.db, directiveId)
  const d = await store.findDirective(ctx.db, directiveId, false)
  const last = d && (await store.lastDraft(ctx.db, d.areaId, directiveId))
  if (!d || !last || (ctx.actor.role !== 'operator' && d.areaId !== ctx.actor.areaId))
    throw new Problem('not-found', { what: 'văn bản' })
  if (d.voidedAt) throw new Problem('directive-voided')
  if (d.issuedAt) throw new Problem('directive-issued', { by: d.issuedBy ?? d.areaName })
  return { directive: d, ...last }
}

/** What people made of the reading, whole. Two who work on one document do not write over each other. */
export const saveDraft = command(contract.saveDraft, async (ctx, { directiveId, from, draft }) => {
  const { directive, draftNo } = await ownDraft(ctx, directiveId)
  if (from !== draftNo) throw new Problem('draft-changed')
  checkDraft(draft, directive.text)
  const next = draftNo + 1
  await store.insertDraft(ctx.db, { areaId: directive.areaId, directiveId, draftNo: next, draft }, by(ctx))
  return { draftNo: next, notReady: notReady(draft) }
})

/** A span points at its own words in the text, and a key names one task. @throws Problem invalid-input */
function checkDraft({ items }: Draft, text: string): void {
  const wrong = items.flatMap((i, n) => {
    if (items.findIndex((x) => x.key === i.key) !== n)
      return [{ field: `draft.items.${n}.key`, vi: 'trùng khóa', en: 'key used twice' }]
    if (i.span && (i.span[0] >= i.span[1] || i.span[1] > text.length))
      return [{ field: `draft.items.${n}.span`, vi: 'không chỉ vào văn bản', en: 'not a stretch of the text' }]
    if (i.measure && !isMeasure(i.measure))
      return [{ field: `draft.items.${n}.measure`, vi: 'không có thước đo này', en: 'no such measure' }]
    return []
  })
  if (wrong.length > 0) throw new Problem('invalid-input', {}, wrong)
}

/** What people call a document: "95-TB/TU ngày 22/02/2021". */
export const labelOf = (h: Header, fileName: string): string =>
  [
    h.number ?? (h.kind ? `${h.kind.slice(0, 1).toUpperCase()}${h.kind.slice(1)}` : fileName),
    h.date && `ngày ${formatDate(h.date)}`,
  ]
    .filter(Boolean)
    .join(' ')
    .slice(0, 300)

/** Confirmed by an authorised person: from here on the tasks are given. Each assignee gets their own; what goes to several hangs under one. */
export const issue = command(contract.issue, async (ctx, { directiveId, draftNo }) => {
  const { directive, draft, draftNo: last } = await ownDraft(ctx, directiveId)
  if (draftNo !== last) throw new Problem('draft-changed')
  const open = notReady(draft)
  if (open.length > 0) throw new Problem('draft-not-ready', { n: open.length, notReady: open.slice(0, 50) })
  const own = await getArea(ctx, directive.areaId)
  const register = { ...(await registerOf(ctx)), own }
  const kept = draft.items.filter((i) => i.decision === 'kept')
  const rows = kept.flatMap((item) => tasksOf(ctx, item, directive, draft.header, register))
  const reach = new Set([own, ...register.units].map((u) => u.areaId))
  const lost = rows.find((r) => !reach.has(r.areaId))
  if (lost) throw new Problem('not-found', { what: `đơn vị của "${lost.assignee}"` })
  if (rows.length > 0) await insertTasks(ctx.db, rows, ctx.opId)
  await store.insertIssue(ctx.db, { areaId: own.areaId, directiveId, draftNo, tasks: kept.length, role: ctx.actor.role }, by(ctx))
  const secret = directive.reading.document.stamps.some((s) => /mật/u.test(s))
  await store.openTo(ctx.db, own.areaId, directiveId, draft.header, secret ? null : own)
  for (const areaId of new Set(rows.map((r) => r.areaId))) ctx.tell(areaId, tasks)
  await ctx.emit({ name: 'directives.issued', communeId: own.areaId, body: { directiveId } })
  ctx.note({ directiveId, tasks: kept.length, given: rows.length })
  return { tasks: kept.length, given: rows.length, issuedAt: ctx.now }
})

/** Each unit or body that a name of a draft stands for, once. */
function placesOf(to: readonly Target[], { own, units, bodies }: Register) {
  const found = new Map<string, { areaId: number; bodyId: number; name: string }>()
  const put = (areaId: number, bodyId: number, name: string) => found.set(`${areaId}/${bodyId}`, { areaId, bodyId, name })
  for (const t of to) {
    if (t.kind === 'each') for (const u of units.filter((u) => u.tier === t.tier)) put(u.areaId, 0, u.fullName)
    else if (t.kind === 'area') put(t.areaId, 0, [own, ...units].find((u) => u.areaId === t.areaId)?.fullName ?? t.name)
    else {
      const body = bodies.find((b) => b.bodyId === t.bodyId)
      if (!body) throw new Problem('not-found', { what: `cơ quan "${t.name}"` })
      put(body.areaId, body.bodyId, body.name)
    }
  }
  return [...found.values()]
}

/** The rows of one confirmed task: one for a single assignee; for several a shared one of the issuing unit with a part for each. */
function tasksOf(ctx: Ctx, item: Item, d: store.FullDirective, header: Header, register: Register): NewTask[] {
  const places = placesOf(
    item.assignees.flatMap((a) => a.to),
    register,
  )
  const written = item.assignees
    .map((a) => a.written)
    .join('; ')
    .slice(0, 300)
  const taskId = idOf('task', d.directiveId, item.key)
  const past = item.dueOn !== null && item.dueOn < ctx.today ? item.dueOn : ctx.today
  const what = { ...item, startsOn: item.startsOn ?? past } satisfies Partial<z.output<typeof contract.issue.input>> & Item
  const made = (areaId: number, bodyId: number, id: string, assignee: string, parent: string | null, shared: boolean) =>
    taskFrom(
      what,
      {
        shared,
        taskId: id,
        areaId,
        bodyId,
        teamId: null,
        hamletId: 0,
        assignee,
        parentAreaId: parent ? d.areaId : null,
        parentId: parent,
        fromAreaId: d.areaId,
        fromBodyId: 0,
        sourceKind: 'directive',
        sourceId: d.directiveId,
        sourceLabel: labelOf(header, d.fileName),
        sourceText: item.span ? wordsOf(d.text.slice(...item.span)) : null,
        spanFrom: item.span?.[0] ?? null,
        spanUntil: item.span?.[1] ?? null,
        measure: item.measure,
        measureTarget: null,
        givenAt: ctx.now,
        givenBy: ctx.actor.accountId,
      },
      ctx.today,
    )
  const [only] = places
  if (places.length === 1 && only) return [made(only.areaId, only.bodyId, taskId, only.name, null, false)]
  return [
    made(d.areaId, 0, taskId, written, null, true),
    ...places.map((p) => made(p.areaId, p.bodyId, idOf('task', taskId, `${p.areaId}/${p.bodyId}`), p.name, taskId, false)),
  ]
}

/** Taken in by mistake: it stands in the book, struck out; the same file may be taken in again. Not once its tasks were given. What was sent on of it is taken back. */
export const voidDirective = command(contract.voidDirective, async (ctx, { directiveId, reason }) => {
  const { directive } = await ownDraft(ctx, directiveId)
  await store.setVoided(ctx.db, directive.areaId, directiveId, ctx.now, ctx.opId, reason)
  await takeBack(ctx, await listForwards(ctx.db, { directiveId, waiting: false }), reason)
  return { voided: true as const }
})

/** Those of the sendings that still stood: they are shown and read no longer, and the lists of their areas know it. */
export async function takeBack(ctx: Ctx, sendings: readonly StoredForward[], reason: string): Promise<number> {
  const standing = sendings.filter((f) => f.withdrawnAt === null)
  if (standing.length === 0) return 0
  await setWithdrawn(ctx.db, standing, reason, by(ctx))
  for (const areaId of new Set(standing.map((f) => f.areaId))) ctx.tell(areaId, incoming)
  return standing.length
}
