/** A weekly or monthly report on paper: the draft, or what was frozen. */
import { type Ctx, read } from '@phaodai/kernel/command.ts'
import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { toXlsx } from '@phaodai/tabular/write.ts'
import { fold } from '@phaodai/text/fold.ts'
import { getAreas } from '../areas/areas.store.ts'
import { shownInstant } from './figures.rules.ts'
import { written } from './letter/written.ts'
import { loadPeriod } from './period.commands.ts'
import { periodDocument as draftVerb } from './period.contract.ts'
import { frozenPeriodDocument as frozenVerb } from './period.frozen.contract.ts'
import { changedText, outbreakState, type PeriodPaper, periodLetter } from './period.letter.rules.ts'
import { periodIn } from './period.reads.ts'
import { isTold } from './period.rules.ts'
import { signatureOf } from './reports.reads.ts'
import { getMode } from './reports.store.ts'

const MIME = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
type Format = keyof typeof MIME

/** Every disease, every unit with cases, every outbreak, what was corrected; what has no facts is an empty cell. */
function sheets(p: PeriodPaper, drill: boolean): Promise<Uint8Array> {
  const mark = drill ? 'DIỄN TẬP ' : ''
  const state = p.frozen ? `Chốt ${shownInstant(p.knownAt)}` : `Bản nháp, biết đến ${shownInstant(p.knownAt)}`
  return toXlsx([
    {
      name: `${mark}Theo bệnh`,
      headers: [
        'Bệnh',
        'Mắc trong kỳ',
        'Tử vong',
        'Tử vong không rõ ngày, tính theo ngày ghi nhận',
        'Mắc từ đầu năm',
        'Báo ca đúng hạn',
        'Báo ca muộn',
        'Chưa báo',
        'Quá hạn',
        state,
      ],
      rows: p.diseases.map((d) => [
        ...[d.name.vi, d.cases, d.deaths, d.deathsUndated ?? null, d.casesThisYear],
        ...(d.notices ? [d.notices.sent, d.notices.sentLate, d.notices.owed, d.notices.late] : [null, null, null, null]),
        d.notices ? '' : 'không tính thời hạn báo ca',
      ]),
    },
    {
      name: `${mark}Theo đơn vị`,
      headers: ['Bệnh', 'Đơn vị', 'Mắc', 'Tử vong'],
      rows: p.diseases.filter(isTold).flatMap((d) => d.units.map((u) => [d.name.vi, u.name, u.cases, u.deaths])),
    },
    {
      name: `${mark}Ổ dịch`,
      headers: ['Bệnh', 'Địa bàn', 'Ca đầu', 'Ca cuối', 'Số ca', 'Tình trạng'],
      rows: p.diseases.flatMap((d) =>
        d.outbreaks.map((o) => [d.name.vi, o.areaName, o.firstOn, o.lastOn, o.cases, outbreakState(o.state)]),
      ),
    },
    ...(p.frozen && p.frozen.changed.length > 0
      ? [
          {
            name: `${mark}${p.frozen.correction > 0 ? 'Đính chính' : 'Kỳ trước biết thêm'}`,
            headers: ['Số liệu', 'Đã báo cáo', 'Nay là'],
            rows: p.frozen.changed.map((c) => [c.label.vi, changedText(c, c.was), changedText(c, c.now)]),
          },
        ]
      : []),
  ])
}

async function paperOf(ctx: Ctx, p: PeriodPaper, format: Format): Promise<FileAnswer> {
  const [area] = await getAreas(ctx.db, [p.area.areaId])
  const [above] = area?.parentId ? await getAreas(ctx.db, [area.parentId]) : []
  const drill = (await getMode(ctx.db)).mode === 'drill'
  const named = { above: above ? { name: above.fullName, tier: above.tier } : null, provinceName: area?.name ?? '' }
  const bytes = format === 'xlsx' ? await sheets(p, drill) : await written(periodLetter(p, { drill, ...named }), format)
  const kind = p.kind === 'week' ? 'tuan' : 'thang'
  const state = !p.frozen ? '-nhap' : p.frozen.correction > 0 ? `-dinh-chinh-${p.frozen.correction}` : ''
  const fileName = `${drill ? 'dien-tap-' : ''}bao-cao-${kind}-${fold(p.area.name).replace(/ /g, '-')}-${p.from}${state}.${format}`
  return { fileName, mime: MIME[format], bytes }
}

export const periodDocument = read(draftVerb, async (ctx, input): Promise<FileAnswer> => {
  const p = await periodIn(ctx, input)
  return paperOf(ctx, { ...p, knownAt: p.cutOffAt, frozen: null }, input.format)
})

export const frozenPeriodDocument = read(frozenVerb, async (ctx, input): Promise<FileAnswer> => {
  const r = await loadPeriod(ctx, input.reportId)
  const { kind, from, until, knownAt, correction, reason } = r
  const { area, diseases, missing, changed } = r.body
  const frozen = { correction, reason, changed, againstOlder: r.body.againstOlder === true, signature: signatureOf(r) }
  return paperOf(ctx, { kind, from, until, ended: true, knownAt, area, diseases, missing, frozen }, input.format)
})
