import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Problem } from '@phaodai/kernel/problem.ts'
import { UsageError } from '@phaodai/kernel/usage.ts'
import { bodies, units } from '@phaodai/modules/areas/areas.reads.ts'
import { issue, saveDraft, takeIn } from '@phaodai/modules/directives/directives.commands.ts'
import { directive, directives } from '@phaodai/modules/directives/directives.reads.ts'
import type { Draft, Item } from '@phaodai/modules/directives/draft.contract.ts'
import { decide, keepSure, split, withItem } from '@phaodai/modules/directives/draft.rules.ts'
import type { Target } from '@phaodai/modules/directives/match.rules.ts'
import { fold } from '@phaodai/text/fold.ts'
import type { Command } from 'commander'
import { acting, group, limit, lines, shownDay, shownTime, total } from './flags.ts'
import { areaOf } from './resolve.ts'
import { type GlobalFlags, inSession, print, type Session } from './runtime.ts'
import { dueText, taskStates } from './task-text.ts'

type Flags = GlobalFlags & { limit: number }
const states = { draft: 'đang soát', issued: 'đã giao', voided: 'đã bỏ' }
const decisions = { open: 'chưa soát', kept: 'giữ', dropped: 'bỏ' }

/** Adds `directive add, list, show, confirm, issue` beside `read`. */
export function registerDirectiveWork(program: Command): void {
  const at = group(program, 'directive', 'văn bản chỉ đạo (directives)')
  acting(
    at
      .command('add')
      .argument('<file>', 'tệp .txt, .docx, .pdf')
      .description('tiếp nhận văn bản: đọc ra nhiệm vụ để soát, chưa giao cho ai (take in a directive)'),
  ).action((file: string, f: Flags) =>
    inSession(f, async (s) => {
      const bytes = new Uint8Array(
        await readFile(file).catch(() => {
          throw new UsageError(`Không đọc được tệp ${file}.`)
        }),
      )
      const made = await s.run(takeIn, { fileName: basename(file), bytes })
      print(f, made, (a) =>
        [
          a.known
            ? `Tệp này đã tiếp nhận: công văn đến số ${a.incomingNo}/${a.incomingYear}`
            : `Công văn đến số ${a.incomingNo}/${a.incomingYear}`,
          `${a.tasks} nhiệm vụ đọc được, chưa giao cho ai`,
          a.directiveId,
        ].join('\n'),
      )
    }),
  )
  acting(limit(at.command('list').description('sổ văn bản chỉ đạo (directives taken in)'))).action((f: Flags) =>
    inSession(f, async (s) =>
      print(f, await s.run(directives, { limit: f.limit }), (a) => {
        const row = (d: (typeof a.rows)[number]) =>
          `${d.incomingNo}/${d.incomingYear}\t${d.header.number ?? d.fileName}\t${shownDay(d.header.date)}\t${d.header.issuer ?? ''}\t${states[d.state]}\t${d.tasks} nhiệm vụ\t${d.directiveId}`
        return lines(a.rows, row, 'Chưa tiếp nhận văn bản nào.') + total(a.rows.length, a.total)
      }),
    ),
  )
  acting(
    at.command('show').argument('<id>').description('đầu mục và nhiệm vụ của một văn bản (a directive and its tasks)'),
  ).action((id: string, f: Flags) => inSession(f, async (s) => print(f, await s.run(directive, { directiveId: id }), shown)))
  acting(
    at
      .command('confirm')
      .argument('<id>')
      .description('soát bản đọc: giữ, bỏ, tách, chọn nơi nhận; chưa giao cho ai (look through the reading)')
      .option('--sure', 'giữ mọi việc đã rõ nơi nhận')
      .option('--keep <n...>', 'giữ việc thứ n')
      .option('--drop <n...>', 'bỏ việc thứ n')
      .option('--split <n:words...>', 'tách việc thứ n trước những chữ này')
      .option('--to <n=who...>', 'nơi nhận của việc thứ n: tên cơ quan, đơn vị, "mỗi huyện", "mỗi xã"; giữ luôn việc đó')
      .option('--responsible <n=name...>', 'người chịu trách nhiệm của việc thứ n'),
  ).action((id: string, f: Flags & Changes) =>
    inSession(f, async (s) => {
      const { draft, draftNo, text } = await s.run(directive, { directiveId: id })
      if (!draft) throw new Problem('directive-issued', { by: '' })
      const looked = await changed(s, draft, text, f)
      const done = await s.run(saveDraft, { directiveId: id, from: draftNo, draft: looked })
      print(f, { ...done, draft: looked }, () => {
        const count = (d: Item['decision']) => looked.items.filter((i) => i.decision === d).length
        const left = done.notReady.map((p) => looked.items.findIndex((i) => i.key === p.key) + 1).join(', ')
        const said = `${looked.items.length} nhiệm vụ: giữ ${count('kept')}, bỏ ${count('dropped')}, chưa soát ${count('open')}`
        return `${said}\n${left ? `Còn phải soát: ${left}` : 'Có thể giao.'}`
      })
    }),
  )
  acting(
    at.command('issue').argument('<id>').description('xác nhận và giao: mỗi nơi nhận có nhiệm vụ của mình (confirm and issue)'),
  ).action((id: string, f: Flags) =>
    inSession(f, async (s) => {
      const { draftNo } = await s.run(directive, { directiveId: id })
      print(
        f,
        await s.run(issue, { directiveId: id, draftNo }),
        (a) => `Đã giao ${a.tasks} nhiệm vụ thành ${a.given} phần việc lúc ${shownTime(a.issuedAt)}`,
      )
    }),
  )
}

interface Changes {
  sure?: boolean
  keep?: string[]
  drop?: string[]
  split?: string[]
  to?: string[]
  responsible?: string[]
}

/** The draft with what was asked, numbers as `show` gives them. */
async function changed(s: Session, draft: Draft, text: string, f: Changes): Promise<Draft> {
  const keyAt = (n: string) => {
    const item = draft.items[Number(n) - 1]
    if (!item) throw new UsageError(`Không có nhiệm vụ thứ ${n}: văn bản có ${draft.items.length}.`)
    return item.key
  }
  const parts = (said: string, sign: string): [string, string] => {
    const cut = said.indexOf(sign)
    if (cut < 1) throw new UsageError(`"${said}": viết số thứ tự, dấu ${sign}, rồi nội dung.`)
    return [keyAt(said.slice(0, cut)), said.slice(cut + 1).trim()]
  }
  let d = f.sure ? keepSure(draft) : draft
  for (const n of f.keep ?? []) d = decide(d, keyAt(n), 'kept')
  for (const n of f.drop ?? []) d = decide(d, keyAt(n), 'dropped')
  for (const said of f.to ?? []) {
    const [key, who] = parts(said, '=')
    const was = draft.items.find((i) => i.key === key)!.assignees[0]?.written ?? who
    d = withItem(d, key, {
      assignees: [{ written: was, to: [await targetOf(s, who)], sure: true, proposals: [] }],
      decision: 'kept',
    })
  }
  for (const said of f.responsible ?? []) {
    const [key, responsible] = parts(said, '=')
    d = withItem(d, key, { responsible })
  }
  for (const said of f.split ?? []) {
    const [key, words] = parts(said, ':')
    const [from, until] = d.items.find((i) => i.key === key)!.span ?? [0, 0]
    const found = text.slice(from, until).indexOf(words)
    const next = found > 0 ? split(d, key, from + found, text) : d
    if (next === d) throw new UsageError(`Việc đó không có "${words}" để tách.`)
    d = next
  }
  return d
}

/** Whom a name of the command line means: each unit of a tier, a body of the register, or a unit. @throws Problem not-found */
export async function targetOf(s: Session, who: string): Promise<Target> {
  const tier = /^mỗi (huyện|xã)$/u.exec(who.normalize('NFC'))?.[1]
  if (tier) return { kind: 'each', tier: tier === 'huyện' ? 'district' : 'commune', name: who }
  const key = fold(who)
  const body = (await s.run(bodies, {})).bodies.find((b) => fold(b.name) === key)
  if (body) return { kind: 'body', bodyId: body.bodyId, areaId: body.areaId, name: body.name }
  const own = (await s.run(units, {})).units.find((u) => fold(u.fullName) === key || u.code === who)
  if (own) return { kind: 'area', areaId: own.areaId, name: own.fullName }
  return { kind: 'area', areaId: await areaOf(s, who), name: who }
}

type Shown = Awaited<ReturnType<typeof directive.handle>>
function shown(d: Shown): string {
  const { header: h } = d
  const head = [
    `${(h.kind ?? 'văn bản').toUpperCase()} ${h.number ?? '(chưa có số)'}\t${h.issuer ?? 'không rõ nơi ban hành'}\t${shownDay(h.date)}`,
    `công văn đến số ${d.incomingNo}/${d.incomingYear}, ${states[d.state]}${d.issuedAt ? ` lúc ${shownTime(d.issuedAt)}` : ''}`,
  ]
  const items = (d.draft?.items ?? []).map((i, n) => {
    const who = i.assignees.map((a) =>
      a.to.length === 0
        ? `${a.written}: CHƯA CÓ TRONG DANH BẠ`
        : `${a.to.map((t) => t.name).join(', ')}${a.sure ? '' : ' (đề nghị)'}`,
    )
    const said = [decisions[i.decision], who.join('; ') || 'CHƯA NÊU AI', dueText(i)].filter(Boolean)
    return `${String(n + 1).padStart(3)}. ${said.join('\t')}\n     ${i.words.length > 90 ? `${i.words.slice(0, 88)}…` : i.words}`
  })
  const given = d.given.map(
    (g) =>
      `${g.taskId}\t${g.assignee}\t${taskStates[g.state]}${g.late ? ', QUÁ HẠN' : ''}${g.children > 0 ? `\t${g.childrenClosed}/${g.children} phần việc đã nghiệm thu` : ''}\n     ${g.words.length > 90 ? `${g.words.slice(0, 88)}…` : g.words}`,
  )
  return [...head, ...items, ...given].join('\n')
}
