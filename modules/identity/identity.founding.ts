import type { Role } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import { fold } from '@phaodai/text/fold.ts'
import './identity.problems.ts'
import { hashPassword } from './identity.passwords.ts'
import { insertAccount, insertPost } from './identity.store.ts'

export interface FoundingAccount {
  /** Stored in lower case. */
  username: string
  fullName: string
  password: string
  /** True: the password is for one sign-in only. */
  mustChange: boolean
  role: Role
  areaId: number
  /** A laboratory, site or gate; such a post sees its own body's rows only. */
  bodyId?: number | undefined
  hamletId?: number | undefined
  /** First day of the post, YYYY-MM-DD. */
  fromOn: string
  /** A hash made before (hashPassword): founding many accounts at once costs one hash. The password is then not looked at. */
  passwordHash?: string | undefined
}

/**
 * Makes an account with its first post, at the founding of an instance: no actor exists yet, so `db` is the owner's or the superuser's
 * connection, in a transaction. Everyone after is made by identity.create-account.
 * @throws Problem username-taken
 */
export async function createAccountWithPost(db: Db, a: FoundingAccount): Promise<{ accountId: string; postId: string }> {
  const accountId = newId()
  const postId = newId()
  const made = await insertAccount(db, {
    accountId,
    communeId: a.areaId,
    username: a.username.toLowerCase(),
    fullName: a.fullName,
    nameKey: fold(a.fullName),
    passwordHash: a.passwordHash ?? (await hashPassword(a.password)),
    mustChange: a.mustChange,
    at: new Date().toISOString(),
  })
  if (made === 0) throw new Problem('username-taken', { username: a.username })
  await insertPost(db, {
    postId,
    accountId,
    role: a.role,
    areaId: a.areaId,
    hamletId: a.hamletId ?? 0,
    bodyId: a.bodyId ?? 0,
    fromOn: a.fromOn,
    untilOn: null,
    grantedBy: null,
    delegatedFrom: null,
    document: null,
  })
  return { accountId, postId }
}
