import type { Words } from '@phaodai/kernel/words.ts'
import { fold } from '@phaodai/text/fold.ts'

/**
 * The commands that match what was typed, without accents, in either language: every word of it must begin a word of the command.
 * Those matched from their first word come first; else the order given.
 */
export function matchCommands<C extends { words: Words }>(commands: readonly C[], text: string): C[] {
  const wanted = fold(text).split(' ').filter(Boolean)
  if (wanted.length === 0) return [...commands]
  const ranked = commands.flatMap((command, order) => {
    const ranks = [command.words.vi, command.words.en].flatMap((said) => {
      const words = fold(said).split(/[^\p{L}\p{N}]+/u)
      if (!wanted.every((word) => words.some((w) => w.startsWith(word)))) return []
      return [words[0]!.startsWith(wanted[0]!) ? 0 : 1]
    })
    return ranks.length > 0 ? [{ command, rank: Math.min(...ranks), order }] : []
  })
  return ranked.sort((a, b) => a.rank - b.rank || a.order - b.order).map((r) => r.command)
}
