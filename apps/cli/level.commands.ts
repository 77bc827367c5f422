import { newId } from '@phaodai/kernel/ids.ts'
import { decide, end, putInput } from '@phaodai/modules/levels/levels.commands.ts'
import { area, inForce, proposals } from '@phaodai/modules/levels/levels.reads.ts'
import { saidWords, stateWords } from '@phaodai/modules/levels/levels.words.ts'
import { SaidKey } from '@phaodai/modules/policy/policy.contract.ts'
import { formatNumber } from '@phaodai/text/numbers.ts'
import type { Command } from 'commander'
import { acting, day, group, lines, number, oneOf, shownDay } from './flags.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

interface Asked extends GlobalFlags {
  area?: string
  on?: string
  criteria?: string
}
interface Paper extends GlobalFlags {
  area: string[]
  scale: 'distancing' | 'riskLevels'
  level: string
  number: string
  signed: string
  issuer: string
  signatory: string
  from: string
  until?: string
  review?: string
  reason?: string
}

/** level: what holds, what the criteria propose, what was decided. */
export function registerLevels(program: Command): void {
  const level = group(program, 'level', 'cấp độ dịch, biện pháp (levels and measures)')
  acting(
    level
      .command('propose')
      .description('đề xuất theo tiêu chí, từng đơn vị; một đơn vị thì từng con số (what the criteria propose)')
      .option('--area <code>', 'một xã, huyện: mọi con số, điều khoản, điều gì làm đổi mức')
      .option('--on <date>', 'mặc định hôm nay', day)
      .option('--criteria <pack>', 'bộ tiêu chí; mặc định bộ đang có hiệu lực'),
  ).action((f: Asked) =>
    inSession(f, async (s) => {
      const asked = { day: f.on, criteria: f.criteria }
      if (!f.area)
        return print(f, await s.run(proposals, asked), (a) => {
          if (!a.criteria)
            return `Ngày ${shownDay(a.day)} không có bộ tiêu chí nào có hiệu lực. Có: ${a.known.map((k) => k.packCode).join(', ')}.`
          const row = (r: (typeof a.rows)[number]) =>
            `${r.name}\t${r.cases.all} ca, chưa rõ nguồn ${r.cases.unknownSource}\t${r.rate === null ? 'chưa có dân số' : `${r.rate.toFixed(1)}/100.000`}\tđề xuất ${r.proposed ?? '-'}\tđang ${r.current ?? '-'}`
          const head = `${a.criteria.inForce ? '' : 'CHỈ ĐỂ THAM KHẢO: '}${a.criteria.name.vi}, ca từ ${shownDay(a.from)} đến ${shownDay(a.day)}`
          return `${head}\n${lines(a.rows, row, 'Không có đơn vị nào.')}`
        })
      print(f, await s.run(area, { areaId: await areaOf(s, f.area), ...asked }), (a) =>
        [
          `${a.row?.name ?? f.area}: đề xuất ${a.proposedName?.vi ?? 'chưa xác định'}; đang áp dụng ${a.currentName?.vi ?? 'chưa có quyết định'}`,
          ...(a.row?.doubts ?? []).map((d) => `! ${d.vi}`),
          ...a.criteriaMet.flatMap((c) =>
            c.stands.map(
              (x) =>
                `${x.met === null ? '?' : x.met ? 'x' : ' '} ${c.text.vi} | cần ${x.words.vi} | có ${x.have === null ? 'chưa có số liệu' : formatNumber(x.have)} | ${c.source.vi}`,
            ),
          ),
          ...a.follows.map((x) => `- ${x.vi}`),
          ...a.changes.map((c) => `> ${c.words.vi}`),
        ].join('\n'),
      )
    }),
  )
  acting(
    level
      .command('show')
      .description('đang áp dụng gì, đến khi nào, theo văn bản nào (what is in force)')
      .option('--area <code>')
      .option('--on <date>', 'mặc định hôm nay', day)
      .option('--all', 'cả những quyết định đã hết'),
  ).action((f: Asked & { all?: boolean }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(inForce, { areaId, day: f.on, state: f.all ? 'all' : 'in-force' }), (a) => {
        const row = (r: (typeof a.rows)[number]) =>
          `${r.areaName}\t${r.levelName.vi}\ttừ ${shownDay(r.fromOn)}\t${r.lastOn ? `đến hết ${shownDay(r.lastOn)}` : `đến khi có thông báo mới, xem lại ${shownDay(r.reviewOn)}`}\t${r.number} ${r.issuer}\t${stateWords[r.state].vi}`
        const pack = a.pack
          ? `${a.pack.measure.vi}, ${a.pack.lastOn ? `đến hết ${shownDay(a.pack.lastOn)}` : 'chưa có ngày hết'} (${a.pack.title.vi})\n`
          : ''
        return pack + lines(a.rows, row, 'Chưa ghi quyết định nào.')
      })
    }),
  )
  acting(
    level
      .command('decide')
      .description('ghi quyết định của người có thẩm quyền (record a decision)')
      .requiredOption('--area <code...>')
      .addOption(oneOf('--scale <scale>', 'thang mức', ['distancing', 'riskLevels']).default('distancing'))
      .requiredOption('--level <code>', 'ct15, ct16, ct19, nguy-co-cao, cap-2, …')
      .requiredOption('--number <text>', 'số, ký hiệu')
      .requiredOption('--signed <date>', 'ngày ký', day)
      .requiredOption('--issuer <text>')
      .requiredOption('--signatory <text>')
      .requiredOption('--from <date>', 'từ 0 giờ ngày', day)
      .option('--until <date>', 'đến hết ngày', day)
      .option('--review <date>', 'đến khi có thông báo mới; ngày xem xét lại', day)
      .option('--reason <text>'),
  ).action((f: Paper) =>
    inSession(f, async (s) => {
      const areas: { areaId: number; decisionId: string }[] = []
      for (const named of f.area) areas.push({ areaId: await areaOf(s, named), decisionId: newId() })
      const paper = { number: f.number, signedOn: f.signed, issuer: f.issuer, signatory: f.signatory }
      const dates = { fromOn: f.from, untilOn: f.until, reviewOn: f.review }
      const made = await s.run(decide, { areas, scale: f.scale, level: f.level, ...paper, ...dates, reason: f.reason })
      print(f, made, (a) => `Đã ghi ${a.decisions.length} quyết định: ${a.decisions.map((d) => d.decisionId).join(', ')}`)
    }),
  )
  acting(
    level
      .command('end')
      .description('kết thúc áp dụng trước hạn (end a decision)')
      .argument('<decision>')
      .requiredOption('--on <date>', 'ngày cuối', day)
      .requiredOption('--document <text>'),
  ).action((decisionId: string, f: GlobalFlags & { on: string; document: string }) =>
    inSession(f, async (s) =>
      print(f, await s.run(end, { decisionId, endedOn: f.on, document: f.document }), (a) => `Đến hết ${shownDay(a.endedOn)}`),
    ),
  )
  acting(
    level
      .command('input')
      .description('ghi số liệu cho tiêu chí (enter a figure)')
      .requiredOption('--area <code>')
      .addOption(
        oneOf(
          '--key <key>',
          Object.entries(saidWords)
            .map(([k, v]) => `${k}: ${v.words.vi}`)
            .join('; '),
          SaidKey.options,
        ).makeOptionMandatory(),
      )
      .requiredOption('--value <n>', 'số; có 1, không 0', number)
      .requiredOption('--on <date>', 'số liệu của ngày', day)
      .requiredOption('--source <text>'),
  ).action((f: GlobalFlags & { area: string; key: SaidKey; value: number; on: string; source: string }) =>
    inSession(f, async (s) =>
      print(
        f,
        await s.run(putInput, { areaId: await areaOf(s, f.area), key: f.key, value: f.value, asOf: f.on, source: f.source }),
        () => 'Đã ghi.',
      ),
    ),
  )
}
