import type { Command } from 'commander'
import { out } from './answer.ts'
import { registerDirective } from './directive.commands.ts'
import { bareProgram } from './epi.program.ts'

/** `phaodai directive read …` alone: a document from a file, no database. */
export function makeReaderProgram(): Command {
  const program = bareProgram()
  registerDirective(program, { out })
  return program
}
