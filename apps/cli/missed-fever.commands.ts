import { newId } from '@phaodai/kernel/ids.ts'
import { review, voidReview } from '@phaodai/modules/inspections/missed.commands.ts'
import { Conclusion } from '@phaodai/modules/inspections/missed.contract.ts'
import { missedFever, missedFevers } from '@phaodai/modules/inspections/missed.reads.ts'
import type { Command } from 'commander'
import { acting, day, disease, group, lines, oneOf, shownDay } from './flags.ts'
import { areaOf, personOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

interface Asked extends GlobalFlags {
  area?: string
  from?: string
  until?: string
  waiting?: boolean
  disease: string
}
interface Concluded extends GlobalFlags {
  disease: string
  conclusion: Conclusion
  words: string
  document: string
  signed: string
  signatory: string
  task: string[]
  due?: string
}

/** missed-fever: cases that a hospital found first and nobody had reported. */
export function registerMissedFevers(program: Command): void {
  const missed = group(program, 'missed-fever', 'sốt, ho bị bỏ sót (fevers that nobody reported)')
  acting(
    missed
      .command('list')
      .description('ca phát hiện ở bệnh viện mà cộng đồng chưa ai báo')
      .option('--area <code>')
      .option('--from <date>', 'mặc định 14 ngày', day)
      .option('--until <date>', 'mặc định hôm nay', day)
      .option('--waiting', 'chưa có kết luận')
      .option(...disease),
  ).action((f: Asked) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      const asked = {
        areaId,
        from: f.from,
        until: f.until,
        disease: f.disease,
        state: f.waiting ? ('waiting' as const) : ('all' as const),
      }
      print(f, await s.run(missedFevers, asked), (a) =>
        [
          lines(
            a.rows,
            (r) =>
              `${r.code}\t${r.name}\t${r.areaName}\tkhởi phát ${shownDay(r.onsetOn)}\tphát hiện ${shownDay(r.foundOn)} (${r.days} ngày) ${r.foundWhere ?? r.foundHow}\t${r.conclusion ?? 'chưa kết luận'}`,
            'Không có ca nào.',
          ),
          ...a.how.map((h) => `! ${h.vi}`),
        ].join('\n'),
      )
    }),
  )
  acting(
    missed
      .command('show')
      .description('chuỗi trách nhiệm, dữ kiện, chỗ trống (the chain of duty)')
      .argument('<person>')
      .option(...disease),
  ).action((named: string, f: Asked) =>
    inSession(f, async (s) =>
      print(f, await s.run(missedFever, { subjectId: await personOf(s, named), disease: f.disease }), (a) =>
        [
          `${a.row.code} ${a.row.name}, ${a.row.areaName}: khởi phát ${shownDay(a.row.onsetOn)}, phát hiện ${shownDay(a.row.foundOn)}`,
          ...a.chain.flatMap((c) => [
            `${c.words.vi}${c.officers.length > 0 ? `: ${c.officers.join(', ')}` : ''}`,
            ...c.duties.map((d) => `  § ${d.words.vi} (${d.source.vi}${d.here ? '' : '; không áp dụng ở tỉnh này'})`),
            ...c.facts.map((x) => `  + ${x.vi}`),
            ...c.gaps.map((x) => `  ? ${x.vi}`),
          ]),
          ...a.reviews.map(
            (r) =>
              `${r.voidedAt ? '(đã rút) ' : ''}${r.document}: ${r.words} (${r.signatory}, ${shownDay(r.signedOn)}) ${r.reviewId}`,
          ),
        ].join('\n'),
      ),
    ),
  )
  acting(
    missed
      .command('review')
      .description('ghi kết luận của người có thẩm quyền (record what a person concluded)')
      .argument('<person>')
      .addOption(
        oneOf(
          '--conclusion <code>',
          'bỏ sót, đã có người báo, không có gì để thấy, chưa rõ',
          Conclusion.options,
        ).makeOptionMandatory(),
      )
      .requiredOption('--words <text>')
      .requiredOption('--document <text>', 'số, ký hiệu văn bản')
      .requiredOption('--signed <date>', 'ngày ký', day)
      .requiredOption('--signatory <text>')
      .option('--task <text...>', 'nhiệm vụ giao cho xã', [])
      .option('--due <date>', 'hạn của nhiệm vụ', day)
      .option(...disease),
  ).action((named: string, f: Concluded) =>
    inSession(f, async (s) => {
      const paper = { document: f.document, signedOn: f.signed, signatory: f.signatory }
      const tasks = f.task.map((words) => ({ words, dueOn: f.due }))
      const said = { conclusion: f.conclusion, words: f.words, ...paper, tasks }
      const made = await s.run(review, {
        subjectId: await personOf(s, named),
        disease: f.disease,
        reviewId: f.op ?? newId(),
        ...said,
      })
      print(f, made, (a) => `Đã ghi kết luận ${a.reviewId}; ${a.tasks.length} nhiệm vụ.`)
    }),
  )
  acting(
    missed
      .command('void')
      .description('rút kết luận (take a conclusion back)')
      .argument('<person>')
      .argument('<review>')
      .requiredOption('--reason <text>')
      .option(...disease),
  ).action((named: string, reviewId: string, f: GlobalFlags & { reason: string; disease: string }) =>
    inSession(f, async (s) => {
      const subjectId = await personOf(s, named)
      print(f, await s.run(voidReview, { subjectId, reviewId, disease: f.disease, reason: f.reason }), () => 'Đã rút.')
    }),
  )
}
