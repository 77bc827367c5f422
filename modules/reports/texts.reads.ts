import { type Ctx, read } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { toXlsx } from '@phaodai/tabular/write.ts'
import { fold } from '@phaodai/text/fold.ts'
import { getAreas } from '../areas/areas.store.ts'
import { rulesFor } from '../policy/policy.reading.ts'
import { areaOf } from '../situation/situation.reads.ts'
import { kindOf, shownInstant } from './figures.rules.ts'
import { written } from './letter/written.ts'
import { changeText, type LetterFacts, reportLetter } from './report.letter.rules.ts'
import { loadReport } from './reports.commands.ts'
import { getMode } from './reports.store.ts'
import * as contract from './texts.contract.ts'
import { draft, draftedKinds, type TextFacts, textKinds } from './texts.rules.ts'
import * as store from './texts.store.ts'
import { messages } from './words.rules.ts'

type Report = Awaited<ReturnType<typeof loadReport>>

/** What texts are drafted from: frozen figures and names of units. */
export async function textFacts(ctx: Ctx, report: Report): Promise<TextFacts> {
  const { profile } = await rulesFor(ctx.db, report.disease)
  return {
    ...{
      areaName: report.areaName,
      day: report.day,
      knownAt: report.knownAt,
      disease: profile.name.vi,
      correction: report.correction,
    },
    drill: (await getMode(ctx.db)).mode === 'drill',
    values: new Map(report.body.figures.map((f) => [f.key, f.value])),
    rows: report.body.rows,
  }
}

export const texts = read(contract.texts, async (ctx, input) => {
  const report = await loadReport(ctx, input.reportId)
  const facts = await textFacts(ctx, report)
  const written = new Map((await store.listTexts(ctx.db, report.reportId)).map((t) => [t.kind, t]))
  const published = await store.listPublications(ctx.db, { reportId: report.reportId, answerIds: [] })
  return {
    rows: textKinds.map((kind) => {
      const own = written.get(kind)
      const proposed = draftedKinds.find((k) => k === kind)
      const text = proposed ? draft(proposed, facts) : null
      return {
        ...{ kind, draft: text, textId: own?.textId ?? null, version: own?.version ?? 0, body: own?.body ?? null },
        ...{ writtenAt: own?.writtenAt ?? null, messages: messages(own?.body ?? text ?? '') },
        published: published.filter((p) => p.kind === kind),
      }
    }),
  }
})

/** Everything that the official document says. */
export async function letterFacts(ctx: Ctx, report: Report, layout: LetterFacts['layout']): Promise<LetterFacts> {
  const { profile } = await rulesFor(ctx.db, report.disease)
  const [above] = report.area.parentId ? await getAreas(ctx.db, [report.area.parentId]) : []
  const remarks = (await store.listTexts(ctx.db, report.reportId)).find((t) => t.kind === 'remarks')?.body ?? null
  return {
    ...{
      layout,
      body: report.body,
      disease: profile.name.vi,
      day: report.day,
      knownAt: report.knownAt,
      cutOff: report.cutOff,
      remarks,
    },
    ...{ correction: report.correction, reason: report.reason, above: above ? { name: above.fullName, tier: above.tier } : null },
    provinceName: report.area.name,
    drill: (await getMode(ctx.db)).mode === 'drill',
    signature:
      report.signer === null
        ? null
        : {
            ...{ documentNo: report.documentNo!, signer: report.signer, title: report.title!, capacity: report.capacity! },
            signedOn: report.signedOn!,
          },
  }
}

const MIME = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Annex: every figure, then the units with every figure; what has no facts is an empty cell with its words beside it. */
function annex(report: Report, drill: boolean): Promise<Uint8Array> {
  const { figures, rows } = report.body
  const mark = drill ? 'DIỄN TẬP ' : ''
  const listed = figures.filter((f) => f.list !== null)
  return toXlsx([
    {
      name: `${mark}Số liệu`,
      headers: [
        'Chỉ tiêu',
        'Số liệu',
        'Đơn vị tính',
        'Hôm trước',
        'Tăng, giảm',
        'Cách tính',
        `Chốt ${shownInstant(report.knownAt)}`,
      ],
      rows: figures.map((f) => [
        ...[f.label.vi, f.value, f.unit.vi, f.before, f.value === null ? '' : changeText(f), f.how.vi],
        f.value === null ? 'chưa có số liệu' : '',
      ]),
    },
    {
      name: `${mark}Theo đơn vị`,
      headers: ['Đơn vị', ...listed.map((f) => f.label.vi)],
      rows: rows.map((r) => [r.name, ...listed.map((f) => r.values[f.key] ?? null)]),
    },
  ])
}

export const document = read(contract.document, async (ctx, input): Promise<FileAnswer> => {
  const report = await loadReport(ctx, input.reportId)
  const facts = await letterFacts(ctx, report, input.layout)
  const bytes =
    input.format === 'xlsx'
      ? await annex(report, facts.drill)
      : await written(
          reportLetter(facts, (key) => kindOf(key)?.group),
          input.format,
        )
  const name = fold(report.areaName).replace(/ /g, '-')
  const file = `${facts.drill ? 'dien-tap-' : ''}bao-cao-nhanh-${name}-${report.day}${report.correction > 0 ? `-dinh-chinh-${report.correction}` : ''}`
  return { fileName: `${file}.${input.format}`, mime: MIME[input.format], bytes }
})

export const rumours = read(contract.rumours, async (ctx, input) => {
  const { lo, hi } = await areaOf(ctx, input.areaId)
  const rows = await store.listRumours(ctx.db, {
    rumourId: null,
    lo,
    hi,
    from: input.from ?? null,
    state: input.state,
    limit: input.limit,
  })
  const answerIds = rows.flatMap((r) => r.answerId ?? [])
  const published = await store.listPublications(ctx.db, { reportId: null, answerIds })
  return {
    rows: rows.map((r) => ({
      ...{ rumourId: r.rumourId, areaName: r.areaName, heardAt: r.heardAt, heardWhere: r.heardWhere, content: r.content },
      state: r.published ? ('published' as const) : r.answerId ? ('answered' as const) : ('open' as const),
      answer: r.answerId
        ? {
            ...{
              answerId: r.answerId,
              verdict: r.verdict!,
              answer: r.answer!,
              answeredBy: r.answeredBy!,
              answeredAt: r.answeredAt!,
            },
          }
        : null,
      published: published.filter((p) => p.ofId === r.answerId),
    })),
  }
})
