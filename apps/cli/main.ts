import { Command } from 'commander'
import { registerBackup } from './backup.commands.ts'
import { registerEpi } from './epi.commands.ts'
import { registerImport } from './import.commands.ts'
import { registerPeople } from './people.commands.ts'
import { explain, openSession, out } from './runtime.ts'
import { registerServe } from './serve.commands.ts'
import { registerVerify } from './verify.commands.ts'

const program = new Command('phaodai')
program
  .description('Pháo Đài: phần mềm chỉ huy phòng, chống dịch cấp tỉnh (epidemic response of a province)')
  .configureHelp({ sortSubcommands: true })
  .exitOverride()
  .showHelpAfterError('(thêm --help để xem cách dùng; add --help for usage)')

/** A global option read before its command is known. */
const flagOf = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}

registerServe(program)
registerEpi(program, { out })
registerPeople(program)
registerImport(program, () => openSession({ as: flagOf('--as') }))
registerBackup(program)
registerVerify(program)

const json = process.argv.includes('--json')
try {
  await program.parseAsync(process.argv)
} catch (error) {
  process.exitCode = explain(error, json)
}
