import { read } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { pageOf } from '@phaodai/kernel/page.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { openFile } from '../imports/imports.files.ts'
import * as contract from './directives.contract.ts'
import { readable, sentHere } from './directives.facts.ts'
import * as store from './directives.store.ts'
import type { Header } from './draft.contract.ts'
import { headerOf, notReady } from './draft.rules.ts'
import { chaseOn, rowOf } from './tasks.facts.ts'
import { listActs, listChildren, listTasks } from './tasks.store.ts'

const blank: Header = {
  kind: null,
  number: null,
  issuer: null,
  date: null,
  meetingDate: null,
  subject: null,
  signatory: null,
  signatoryTitle: null,
  onBehalfOf: null,
}
const stateOf = (d: store.StoredDirective) =>
  d.voidedAt ? ('voided' as const) : d.header ? ('issued' as const) : ('draft' as const)

export const directives = read(contract.directives, async (ctx, input) => {
  const asked = { ...input, sent: await sentHere(ctx, null) }
  const { rows: found, head } = await pageOf((f) => store.listDirectives(ctx.db, f), asked)
  return {
    total: head?.total ?? 0,
    rows: found.map((d) => ({
      ...d,
      state: stateOf(d),
      header: d.header ?? d.draftHeader ?? (d.read ? headerOf({ document: d.read }) : blank),
    })),
  }
})

/** The document with its draft, for those who took it in; once issued, with the tasks of it that the reader may see. */
export const directive = read(contract.directive, async (ctx, { directiveId }) => {
  const d = await readable(ctx, directiveId)
  if (!d) throw new Problem('not-found', { what: 'văn bản' })
  const { actor, now, today } = ctx
  const inside = d.areaId >= actor.lo && d.areaId <= actor.hi
  const last = inside ? await store.lastDraft(ctx.db, d.areaId, directiveId) : null
  const state = stateOf(d)
  const scope = { lo: actor.lo, hi: actor.hi, bodyId: actor.bodyId, areaId: null, fromAreaId: null, parentId: null }
  const found = d.header ? await listTasks(ctx.db, { ...scope, sourceId: directiveId }) : []
  const ids = new Set(found.map((t) => t.taskId))
  // those at the top of what the reader sees: the shared task, not each one's part of it
  const top = found.filter((t) => t.parentId === null || !ids.has(t.parentId))
  const acts = Map.groupBy(
    await listActs(
      ctx.db,
      top.map((t) => t.taskId),
    ),
    (a) => a.taskId,
  )
  const children = Map.groupBy(
    await listChildren(
      ctx.db,
      top.map((t) => t.taskId),
    ),
    (c) => c.parentId,
  )
  const chase = await chaseOn(ctx)
  const given = top
    .map((t) => ({ t, row: rowOf(t, acts.get(t.taskId) ?? [], children.get(t.taskId) ?? [], actor, { now, today, chase }) }))
    .sort((a, b) => (a.t.spanFrom ?? 1e9) - (b.t.spanFrom ?? 1e9) || a.t.areaId - b.t.areaId)
  const draft = state === 'draft' ? (last?.draft ?? null) : null
  return {
    ...d,
    state,
    header: d.header ?? last?.draft.header ?? headerOf(d.reading),
    tasks: draft ? draft.items.filter((i) => i.decision !== 'dropped').length : top.length,
    stamps: d.reading.document.stamps,
    references: d.reading.references.map(({ number, date }) => ({ number, date })),
    draft,
    draftNo: last?.draftNo ?? 0,
    notReady: draft ? notReady(draft) : [],
    given: given.map(({ t, row }) => ({
      taskId: t.taskId,
      areaId: t.areaId,
      assignee: t.assignee,
      words: t.words,
      span: t.spanFrom === null || t.spanUntil === null ? null : ([t.spanFrom, t.spanUntil] as [number, number]),
      state: row.state,
      dueOn: row.dueOn,
      dueBefore: row.dueBefore,
      late: row.lateSince !== null,
      children: row.children,
      childrenClosed: row.childrenClosed,
    })),
    mayConfirm:
      state === 'draft' &&
      contract.issue.roles.includes(actor.role as never) &&
      (actor.role === 'operator' || d.areaId === actor.areaId),
  }
})

const mimes: Record<string, string> = {
  txt: 'text/plain; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}
export const directiveFile = read(contract.directiveFile, async (ctx, { directiveId }): Promise<FileAnswer> => {
  const found =
    (await store.findFile(ctx.db, directiveId, false)) ??
    ((await sentHere(ctx, directiveId)).length > 0 ? await store.findFile(ctx.db, directiveId, true) : null)
  if (!found) throw new Problem('not-found', { what: 'văn bản' })
  return { fileName: found.fileName, mime: mimes[found.format]!, bytes: await openFile(ctx.secrets, found.sealed) }
})
