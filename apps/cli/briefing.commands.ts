import type { FileAnswer } from '@phaodai/kernel/contract.ts'
import { closeBriefing, decide, openBriefing } from '@phaodai/modules/reports/briefing.commands.ts'
import { agenda, briefing, conclusion } from '@phaodai/modules/reports/briefing.reads.ts'
import { correctConclusion, signConclusion } from '@phaodai/modules/reports/conclusion.commands.ts'
import type { Command } from 'commander'
import { acting, day, disease, group, lines, oneOf, shownDay } from './flags.ts'
import { writeNew } from './printed.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

interface Flags extends GlobalFlags {
  area?: string
  disease: string
}

/** briefing …: the agenda from what is late and worst, decisions that become tasks, the notice of conclusions. */
export function registerBriefings(program: Command): void {
  const meeting = group(program, 'briefing', 'giao ban: nội dung đề xuất, kết luận thành nhiệm vụ (briefings)')
  const ofArea = (command: Command) =>
    acting(command.option('--area <code>', 'mặc định: địa bàn của tài khoản').option(...disease))
  ofArea(meeting.command('agenda').description('nội dung đề xuất từ việc chậm và nơi xấu nhất (proposed agenda)')).action(
    (f: Flags) =>
      inSession(f, async (s) => {
        const areaId = f.area ? await areaOf(s, f.area) : undefined
        print(f, await s.run(agenda, { disease: f.disease, areaId }), (a) =>
          lines(a.items, (i) => `- ${i.topic.vi}: ${i.why.vi}`, 'Không có gì chậm.'),
        )
      }),
  )
  ofArea(
    meeting
      .command('open')
      .description('mở giao ban với nội dung đề xuất (open a briefing)')
      .requiredOption('--chair <name>', 'người chủ trì')
      .requiredOption('--title <text>', 'chức vụ người chủ trì')
      .requiredOption('--attended <text>', 'thành phần dự'),
  ).action((f: Flags & { chair: string; title: string; attended: string }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      const { items } = await s.run(agenda, { disease: f.disease, areaId })
      const { chair, title: chairTitle, attended } = f
      const made = await s.run(openBriefing, { disease: f.disease, areaId, chair, chairTitle, attended, agenda: items })
      print(f, made, (a) => `Đã mở giao ban ${a.briefingId}, ${items.length} nội dung`)
    }),
  )
  acting(
    meeting
      .command('decide')
      .description('ghi một kết luận; có --to thì thành nhiệm vụ (a decision; with --to a task)')
      .argument('<briefing>', 'mã giao ban')
      .argument('<words>', 'kết luận')
      .option('--to <code>', 'đơn vị nhận nhiệm vụ, theo mã')
      .option('--assignee <text>', 'viết tên nơi nhận như trong kết luận')
      .option('--due <date>', 'hạn', day)
      .option('--topic <text>', 'nội dung')
      .option('--product <text>', 'sản phẩm'),
  ).action(
    (
      briefingId: string,
      words: string,
      f: GlobalFlags & { to?: string; assignee?: string; due?: string; topic?: string; product?: string },
    ) =>
      inSession(f, async (s) => {
        const areaId = f.to ? await areaOf(s, f.to) : undefined
        const { assignee, due: dueOn, topic, product } = f
        print(f, await s.run(decide, { briefingId, words, areaId, assignee, dueOn, topic, product }), (a) =>
          a.taskId ? `Đã ghi, thành nhiệm vụ ${a.taskId}` : 'Đã ghi.',
        )
      }),
  )
  acting(meeting.command('close').description('kết thúc (close it)').argument('<briefing>', 'mã giao ban')).action(
    (briefingId: string, f: GlobalFlags) =>
      inSession(f, async (s) => print(f, await s.run(closeBriefing, { briefingId }), () => 'Đã kết thúc giao ban.')),
  )
  acting(
    meeting
      .command('sign')
      .description('người có tên ký thông báo kết luận (a named person signs the notice off)')
      .argument('<briefing>', 'mã giao ban')
      .requiredOption('--signer <name>', 'họ tên người ký')
      .requiredOption('--title <text>', 'chức vụ')
      .addOption(oneOf('--capacity <how>', 'thể thức ký', ['TM.', 'KT.', 'TL.', 'TUQ.']).default('TL.')),
  ).action((briefingId: string, f: GlobalFlags & { signer: string; title: string; capacity: 'TM.' }) =>
    inSession(f, async (s) => {
      const { signer, title, capacity } = f
      const made = await s.run(signConclusion, { briefingId, signer, title, capacity })
      print(
        f,
        made,
        (a) => `${signer} đã ký thông báo kết luận số ${a.documentNo} năm ${a.year}${a.version > 1 ? `, bản ${a.version}` : ''}`,
      )
    }),
  )
  acting(
    meeting
      .command('correct')
      .description('lập bản đính chính của thông báo đã ký (correct a signed notice)')
      .argument('<briefing>', 'mã giao ban')
      .requiredOption('--reason <text>', 'lý do'),
  ).action((briefingId: string, f: GlobalFlags & { reason: string }) =>
    inSession(f, async (s) =>
      print(
        f,
        await s.run(correctConclusion, { briefingId, reason: f.reason }),
        (a) => `Bản ${a.version} đang sửa: thêm, hủy kết luận rồi ký.`,
      ),
    ),
  )
  acting(meeting.command('show').description('một buổi giao ban (a briefing)').argument('<briefing>', 'mã giao ban')).action(
    (briefingId: string, f: GlobalFlags) =>
      inSession(f, async (s) =>
        print(f, await s.run(briefing, { briefingId }), (b) =>
          [
            `Giao ban ${shownDay(b.day)}, ${b.areaName}: ${b.chairTitle} ${b.chair} chủ trì`,
            lines(
              b.rows.filter((r) => r.voided === null),
              (r) =>
                `${r.place}. ${r.assignee ? `${r.assignee}: ` : ''}${r.words}${r.dueOn ? ` (hạn ${shownDay(r.dueOn)})` : ''}`,
              'Chưa có kết luận.',
            ),
            ...b.versions.map((v) =>
              v.signature
                ? `Bản ${v.version}: ${v.signature.signer} đã ký, số ${v.signature.documentNo} năm ${v.signature.year}`
                : `Bản ${v.version}: đang đính chính (${v.reason})`,
            ),
          ].join('\n'),
        ),
      ),
  )
  acting(
    meeting
      .command('export')
      .description('thông báo kết luận (the notice of conclusions)')
      .argument('<briefing>', 'mã giao ban')
      .addOption(oneOf('--format <kind>', 'loại tệp', ['docx', 'pdf']).default('docx'))
      .addOption(oneOf('--layout <whose>', 'thể thức: Nhà nước, Đảng', ['state', 'party']).default('state'))
      .option('--out <file>', 'tên tệp'),
  ).action((briefingId: string, f: GlobalFlags & { format: 'docx'; layout: 'state'; out?: string }) =>
    inSession(f, async (s) => {
      const file = (await s.run(conclusion, { briefingId, format: f.format, layout: f.layout })) as FileAnswer
      writeNew(f.out ?? file.fileName, file.bytes)
      print(f, { file: f.out ?? file.fileName, bytes: file.bytes.length }, (a) => `Đã ghi ${a.file}`)
    }),
  )
}
