import { randomBytes } from 'node:crypto'
import { command } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import { hashPassword } from '../identity/identity.passwords.ts'
import { hashToken, newToken, wallClock } from '../identity/identity.signin.ts'
import { getAccount, updatePassword } from '../identity/identity.store.ts'
import { endByToken, insertSession } from '../identity/session.store.ts'
import { getInstance } from './changes.store.ts'
import { contact, deviceKey, keepsPhones, keyShare, leaseEnd, ownDevice, serverKey, sessionEnd, shiftOf } from './contact.ts'
import * as contract from './devices.contract.ts'
import * as store from './devices.store.ts'

/**
 * A member’s or a leader’s phone is enrolled: it is given a token of its own and the server's half of the key of names. Enrolled again by the same member,
 * it is given a new token. A one-time code is spent by it: on the phone the PIN takes its place.
 */
export const enrol = command(contract.enrol, async (ctx, { deviceId, handsetId, label }) => {
  const { accountId, postId, areaId: communeId, hamletId } = ctx.actor
  const before = await store.findDevice(ctx.db, deviceId)
  if (before && before.accountId !== accountId) throw new Problem('id-in-use', { id: deviceId })
  if (before?.revokedAt) throw new Problem('device-revoked', { on: before.revokedAt.slice(0, 10) })
  const token = newToken()
  const sessionHash = hashToken(token)
  const leaseUntil = leaseEnd(ctx.now)
  const account = await getAccount(ctx.db, accountId)
  const shareSalt = before?.shareSalt ?? randomBytes(32)
  if (before) {
    await endByToken(ctx.db, before.sessionHash, wallClock())
    await store.updateSession(ctx.db, communeId, deviceId, sessionHash, leaseUntil, ctx.now)
  } else {
    const row = {
      communeId,
      deviceId,
      handsetId,
      accountId,
      postId,
      hamletId,
      label: label || null,
      sessionHash,
      shareSalt,
      leaseUntil,
    }
    if ((await store.insertDevice(ctx.db, { ...row, at: ctx.now, opId: ctx.opId })) === 0)
      throw new Problem('id-in-use', { id: deviceId })
  }
  await insertSession(ctx.db, {
    ...{
      tokenHash: sessionHash,
      accountId,
      communeId: account.communeId,
      postId,
      kind: 'device',
      label: label || 'điện thoại tổ',
    },
    ...{ at: wallClock(), expiresAt: sessionEnd(), address: null },
  })
  // an officer's password is for the desk as well: a phone does not use it up
  if (account.mustChange && ctx.actor.role !== 'team') throw new Problem('password-must-change')
  if (account.mustChange) await updatePassword(ctx.db, accountId, await hashPassword(newToken()), true)
  ctx.note({ deviceId, again: before !== null })
  return {
    ...{ deviceId, token, deviceKey: deviceKey(ctx.secrets, deviceId), keyShare: keyShare(ctx.secrets, deviceId, shareSalt) },
    ...{ leaseUntil, serverKey: serverKey(ctx.secrets), serverTime: ctx.now, shiftMs: shiftOf(ctx) },
    epoch: (await getInstance(ctx.db)).epoch,
  }
})

/** What opens the names again, before anything is sent. */
export const lease = command(contract.lease, async (ctx, { deviceId }) => {
  const device = await ownDevice(ctx, deviceId)
  ctx.note({ deviceId })
  return contact(ctx, device, { unsent: device.unsent, protocol: 1, pushed: false })
})

/** A lost phone: its sessions end, and with the salt goes the only way to its names, for that phone and for whoever copied it. */
export const revoke = command(contract.revoke, async (ctx, { deviceId, reason, handset }) => {
  const device = await store.findDevice(ctx.db, deviceId)
  const { lo, hi, accountId, role } = ctx.actor
  if (!device || (!keepsPhones(role) && device.accountId !== accountId)) throw new Problem('not-found', { what: 'điện thoại' })
  const gone = await store.revokeDevices(ctx.db, {
    ...{ lo, hi, deviceId, handsetId: handset ? device.handsetId : null, at: ctx.now, by: accountId, reason },
    // whoever answers only for their own phone ends nobody else's on it
    accountId: keepsPhones(role) ? null : accountId,
  })
  if (gone.length === 0) throw new Problem('device-revoked-already')
  for (const d of gone) await endByToken(ctx.db, d.sessionHash, wallClock())
  ctx.note({ devices: gone.map((d) => d.deviceId), reason })
  return { revoked: gone.length, unsent: gone.reduce((n, d) => n + d.unsent, 0) }
})
