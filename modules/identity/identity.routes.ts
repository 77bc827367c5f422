import type { Operation } from '@phaodai/kernel/command.ts'
import * as accounts from './accounts.commands.ts'
import { auditLog, personReads } from './audit.commands.ts'
import * as own from './identity.commands.ts'
import { importAccounts } from './import.commands.ts'

export const operations: Operation[] = [
  own.me,
  own.changePassword,
  own.enrolTotp,
  own.confirmTotp,
  own.createToken,
  accounts.sessions,
  accounts.revokeSession,
  accounts.accounts,
  accounts.createAccount,
  importAccounts,
  accounts.resetPassword,
  accounts.disableAccount,
  accounts.enableAccount,
  accounts.grantPost,
  accounts.endPost,
  accounts.delegatePost,
  auditLog,
  personReads,
] as unknown as Operation[]
