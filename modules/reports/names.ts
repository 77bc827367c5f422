import type { Ctx } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { fold } from '@phaodai/text/fold.ts'
import { listNames } from './texts.store.ts'

const SHORTEST = 3
const LONGEST = 6

/** Runs of three to six words of a sentence, folded as names are kept; shorter ones are names of places as often as of people. */
export function runsOf(text: string): string[] {
  const runs = new Set<string>()
  for (const sentence of text.split(/[.,;:!?()\n\r"“”/]+/u)) {
    const words = fold(sentence).split(' ').filter(Boolean)
    for (let from = 0; from < words.length; from++)
      for (let n = SHORTEST; n <= LONGEST && from + n <= words.length; n++) runs.add(words.slice(from, from + n).join(' '))
  }
  return [...runs]
}

/** What goes out to the public names nobody on record in the post's area. @throws Problem text-names-someone with the words found */
export async function assertNobodyNamed(ctx: Ctx, text: string): Promise<void> {
  const found = await listNames(ctx.db, runsOf(text))
  if (found.length > 0) throw new Problem('text-names-someone', { words: found.map((f) => f.key).join('; ') })
}
