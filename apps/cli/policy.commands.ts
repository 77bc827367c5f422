import { readFileSync } from 'node:fs'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { inForce, loadPack, loadProfile, packs } from '@phaodai/modules/policy/policy.commands.ts'
import type { Command } from 'commander'
import { acting, day, disease, group, lines, shownDay } from './flags.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

function jsonOf(file: string): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new UsageError(`Không đọc được tệp ${file} (${(error as NodeJS.ErrnoException).code}).`)
  }
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>
  } catch (error) {
    throw new UsageError(`${file} không phải JSON: ${(error as Error).message} (not JSON).`)
  }
  throw new UsageError(`${file} phải là một đối tượng JSON (must be a JSON object).`)
}

/** policy: the rules in force, the packs, and a new one. */
export function registerPolicy(program: Command): void {
  const policy = group(program, 'policy', 'quy định phòng, chống dịch (policy packs)')
  acting(
    policy
      .command('in-force')
      .description('quy định đang hiệu lực: từng số liệu với văn bản nguồn (the rules in force)')
      .option(...disease)
      .option('--day <date>', 'mặc định hôm nay', day),
  ).action((f: GlobalFlags & { disease: string; day?: string }) =>
    inSession(f, async (s) => {
      print(f, await s.run(inForce, { disease: f.disease, day: f.day }), (a) => {
        if (!a) return `Ngày ${shownDay(f.day ?? s.today)} không có gói quy định nào đang hiệu lực; không áp dụng quy định cũ.`
        const figure = (x: (typeof a.figures)[number]) =>
          `  ${x.ruleTitle.vi}${x.item ? `, ${x.item.vi}` : ''}: ${x.title.vi}: ${x.text.vi} (${x.sourceText.vi})${x.confirmed ? '' : ' [chưa kiểm chứng]'}`
        return [
          `${a.diseaseName.vi}, ngày ${shownDay(a.day)}: ${a.layers.map((l) => l.code).join(', ')}`,
          ...a.figures.map(figure),
          `${a.figures.length} số liệu, ${a.unconfirmed} chưa kiểm chứng.`,
        ].join('\n')
      })
    }),
  )
  acting(policy.command('packs').description('danh mục gói quy định (policy packs)').option('--disease <code>')).action(
    (f: GlobalFlags & { disease?: string }) =>
      inSession(f, async (s) => {
        print(f, await s.run(packs, { disease: f.disease }), (a) => {
          const row = (p: (typeof a.packs)[number]) =>
            `${p.inForceToday ? 'đang áp dụng' : p.here ? '' : 'nơi khác'}\t${p.code}\t${p.disease}\t${shownDay(p.effectiveFrom)} - ${shownDay(p.effectiveUntil)}\t${p.title.vi}`
          return lines(a.packs, row, 'Chưa có gói quy định nào.')
        })
      }),
  )
  acting(
    policy
      .command('load')
      .description('nạp một gói quy định hoặc hồ sơ bệnh; mã đã có thì thành phiên bản mới (load a pack or a disease profile)')
      .argument('<file>', 'tệp JSON; - là đầu vào chuẩn'),
  ).action((file: string, f: GlobalFlags) => {
    const body = jsonOf(file)
    return inSession(f, async (s) => {
      // only a profile says how the disease is followed
      const made = 'classification' in body ? await s.run(loadProfile, { profile: body }) : await s.run(loadPack, { pack: body })
      print(f, made, (m) =>
        m.changed
          ? `Đã nạp ${m.code}, phiên bản ${m.version}.`
          : `${m.code} đã có đúng như vậy (phiên bản ${m.version}); không ghi gì.`,
      )
    })
  })
}
