import type { Command } from 'commander'
import { registerAccounts, registerAuditList } from './account.commands.ts'
import { registerBackup } from './backup.commands.ts'
import { registerBriefings } from './briefing.commands.ts'
import { registerDevices } from './device.commands.ts'
import { registerDirective } from './directive.commands.ts'
import { registerDirectiveWork } from './directive-work.commands.ts'
import { registerDoors } from './doors.commands.ts'
import { registerEpi } from './epi.commands.ts'
import { bareProgram } from './epi.program.ts'
import { registerEvents } from './event.commands.ts'
import { registerExports } from './export.commands.ts'
import { registerField } from './field.commands.ts'
import { registerForwards } from './forward.commands.ts'
import { registerImport } from './import.commands.ts'
import { registerInspections } from './inspection.commands.ts'
import { registerLab } from './lab.commands.ts'
import { registerLevels } from './level.commands.ts'
import { registerMissedFevers } from './missed-fever.commands.ts'
import { registerNotices } from './notice.commands.ts'
import { registerOrders } from './orders.commands.ts'
import { registerPeople } from './people.commands.ts'
import { registerPerson } from './person.commands.ts'
import { registerPolicy } from './policy.commands.ts'
import { registerProposals } from './proposal.commands.ts'
import { registerReports } from './report.commands.ts'
import { registerResults } from './result.commands.ts'
import { openSession, out } from './runtime.ts'
import { registerServe } from './serve.commands.ts'
import { registerSituation } from './situation.commands.ts'
import { registerStays } from './stays.commands.ts'
import { registerTasks } from './task.commands.ts'
import { registerTeams } from './team.commands.ts'
import { registerTracing } from './tracing.commands.ts'
import { registerVerbs } from './verb.commands.ts'
import { registerVerify } from './verify.commands.ts'
import { registerViolations } from './violation.commands.ts'

/** A global option read before its command is known. */
const flagOf = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}

/** The whole command line; every file of commands adds its own line here. docs/cli.md is made from it. */
export function makeProgram(): Command {
  const program = bareProgram()
  registerServe(program)
  registerEpi(program, { out })
  registerPeople(program)
  registerPerson(program)
  registerTracing(program)
  registerStays(program)
  registerLab(program)
  registerResults(program)
  registerOrders(program)
  registerTeams(program)
  registerDevices(program)
  registerField(program)
  registerDoors(program)
  registerImport(program, () => openSession({ as: flagOf('--as') }))
  registerSituation(program)
  registerReports(program)
  registerExports(program)
  registerBriefings(program)
  registerDirective(program, { out })
  registerDirectiveWork(program)
  registerForwards(program)
  registerProposals(program)
  registerTasks(program)
  registerLevels(program)
  registerViolations(program)
  registerNotices(program)
  registerEvents(program)
  registerInspections(program)
  registerMissedFevers(program)
  registerPolicy(program)
  registerAccounts(program)
  registerVerbs(program)
  registerBackup(program)
  registerVerify(program)
  registerAuditList(program)
  return program
}
