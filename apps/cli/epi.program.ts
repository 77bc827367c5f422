import { Command } from 'commander'
import { out } from './answer.ts'
import { registerEpi } from './epi.commands.ts'

/** The name, the help and the strictness of `phaodai`, before it has a command. */
export function bareProgram(): Command {
  return (
    new Command('phaodai')
      .description('Pháo Đài: phần mềm chỉ huy phòng, chống dịch cấp tỉnh (epidemic response of a province)')
      .configureHelp({ sortSubcommands: true })
      // `call` has options of its own and commands with the same ones
      .enablePositionalOptions()
      .exitOverride()
      .showHelpAfterError('(thêm --help để xem cách dùng; add --help for usage)')
  )
}

/** `phaodai epi …` alone: figures from files, no database. */
export function makeEpiProgram(): Command {
  const program = bareProgram()
  registerEpi(program, { out })
  return program
}
