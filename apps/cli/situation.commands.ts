import { overview } from '@phaodai/modules/situation/situation.reads.ts'
import type { Command } from 'commander'
import { acting, day, disease, shownDay } from './flags.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print } from './runtime.ts'

/** situation: the figures of an area on a day. */
export function registerSituation(program: Command): void {
  acting(
    program
      .command('situation')
      .description('tình hình một địa bàn trong ngày: F0, F1, F2, xét nghiệm, việc phải làm (the figures of a day)')
      .option('--area <code>', 'mặc định: cả địa bàn của tài khoản')
      .option('--day <date>', 'mặc định hôm nay', day)
      .option(...disease),
  ).action((f: GlobalFlags & { area?: string; day?: string; disease: string }) =>
    inSession(f, async (s) => {
      const areaId = f.area ? await areaOf(s, f.area) : undefined
      print(f, await s.run(overview, { disease: f.disease, areaId, day: f.day }), (a) => {
        const figure = (x: (typeof a.figures)[number]) => {
          const parts = x.parts.length > 0 ? ` (${x.parts.map((p) => `${p.label.vi}: ${p.value}`).join('; ')})` : ''
          const before = x.before === null ? '' : `, hôm trước ${x.before}`
          return `  ${x.label.vi}: ${x.value ?? '—'}${x.unit ? ` ${x.unit}` : ''}${before}${parts}${x.doubt ? ` [${x.doubt.vi}]` : ''}`
        }
        const rule = a.policy.inForce ? a.policy.layers.join(', ') : 'không có gói quy định đang hiệu lực'
        return [
          `${a.disease.name.vi}, ${a.area.name}, ngày ${shownDay(a.day)}`,
          ...a.figures.map(figure),
          `Quy định: ${rule}`,
        ].join('\n')
      })
    }),
  )
}
