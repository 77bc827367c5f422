import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { undoOf, withoutNames } from '@phaodai/modules/checks/offline.rules.ts'
import { unpackRow } from '@phaodai/modules/checks/pages.rules.ts'
import { type Client, ClientRefusal, openClient } from '@phaodai/sync/client.ts'
import { Enrolment } from '@phaodai/sync/protocol.ts'
import { httpTransport } from '@phaodai/sync/transport.ts'
import { saveFile } from '../../saveFile.ts'
import { newId } from '../newId.ts'
import { clientPhone } from './clientPhone.ts'
import { dexieStore } from './dexieStore.ts'
import { type Entrance, NotOpened } from './entrance.ts'
import { dropDrafts, handInLeft, leave, leftOf } from './leftBehind.ts'
import { handsetId, type Profile, phoneLabel, readProfiles, recallProfiles, writeProfiles } from './profiles.ts'

const unreachable = new NotOpened(
  { vi: 'Không kết nối được máy chủ', en: 'The server cannot be reached' },
  { vi: 'Lần đầu cần có mạng. Ra chỗ có sóng rồi thử lại.', en: 'The first time needs a network. Try again where there is one.' },
)

/** Asks the server; a refusal in its own words. @throws NotOpened */
async function ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(method !== 'GET' && { 'operation-id': newId() }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
    })
  } catch {
    throw unreachable
  }
  const said = (answer.status === 204 ? null : await answer.json().catch(() => null)) as T | Partial<ProblemDocument> | null
  if (answer.ok) return said as T
  const p = said as Partial<ProblemDocument> | null
  if (!p?.title) throw unreachable
  const owed = p.code === 'password-must-change' ? atTheDesk : null
  const hint = owed ?? { vi: p.hint ?? '', en: p.hintEn ?? p.hint ?? '' }
  throw new NotOpened({ vi: p.title, en: p.titleEn ?? p.title }, hint, p.code ?? null)
}

const atTheDesk = {
  vi: 'Mở trang Pháo Đài (bỏ “/field” trong địa chỉ), đăng nhập, đổi mật khẩu, rồi quay lại đây.',
  en: 'Open Pháo Đài itself (the address without “/field”), sign in, change the password, then come back.',
}

interface SignedIn {
  accountId: string
  username: string
  fullName: string
  role: string
}
const noPhone = new NotOpened(
  { vi: 'Vai trò này không làm việc trên điện thoại', en: 'This role does not work by phone' },
  { vi: 'Mở trang Pháo Đài trên máy tính để đăng nhập.', en: 'Open Pháo Đài on a computer to sign in.' },
)

/** Signs in with the code, makes this phone a device of the member, and ends the browser's own session: others hold the phone too. */
async function enrolWith(
  username: string,
  code: string,
  deviceId: string,
  second?: string,
): Promise<{ who: SignedIn; enrolment: Enrolment }> {
  const who = await ask<SignedIn>('POST', '/api/session', { username, password: code, ...(second && { code: second }) })
  try {
    const label = phoneLabel(navigator.userAgent)
    const said = await ask<unknown>('POST', '/api/sync/devices', { deviceId, handsetId: handsetId(newId), label }).catch(
      (error) => {
        throw error instanceof NotOpened && error.code === 'forbidden' ? noPhone : error
      },
    )
    const enrolment = Enrolment.safeParse(said)
    if (!enrolment.success) throw unreachable
    return { who, enrolment: enrolment.data }
  } finally {
    await ask('DELETE', '/api/session').catch(() => {})
  }
}

const stores = new Map<string, ReturnType<typeof dexieStore>>()
function open(profileId: string): Promise<Client> {
  const store = stores.get(profileId) ?? dexieStore(profileId)
  stores.set(profileId, store)
  return openClient({ store, transport: httpTransport(), newId, withoutNames, undoOf, unpack: unpackRow })
}

const wrongPin = new NotOpened(
  { vi: 'Mã PIN không đúng', en: 'Wrong PIN' },
  { vi: 'Nhập lại mã PIN.', en: 'Enter the PIN again.' },
)
function refusalOf(error: unknown, client: Client): unknown {
  if (!(error instanceof ClientRefusal)) return error
  if (error.code === 'wrong-pin') return wrongPin
  if (error.code !== 'pin-wait') return error
  const until = client.status().waitUntil
  const seconds = until ? Math.max(1, Math.ceil((Date.parse(until) - Date.now()) / 1000)) : 30
  return new NotOpened(
    { vi: 'Nhập sai nhiều lần', en: 'Wrong too often' },
    { vi: `Chờ ${seconds} giây rồi nhập lại.`, en: `Wait ${seconds} seconds, then try again.` },
  )
}

/** The way in, in a real browser. Looks at what lies on the phone first. */
export async function browserEntrance(): Promise<Entrance> {
  // asks the browser not to delete this site's data when the phone runs short; it may say no
  void navigator.storage?.persist?.().catch(() => false)
  await recallProfiles()
  const clients = new Map<string, Client>()
  const gone: Profile[] = []
  for (const profile of readProfiles()) {
    const client = await open(profile.profileId)
    clients.set(profile.profileId, client)
    const { state } = client.status()
    if (state === 'lost' || state === 'empty') gone.push(profile)
  }
  let fresh: { profile: Profile; enrolment: Enrolment } | null = null
  const phoneOf = (client: Client, profile: Profile) =>
    clientPhone(client, profile, {
      async renew(code, second) {
        const { enrolment } = await enrolWith(profile.username, code, profile.profileId, second)
        await client.renew(enrolment)
      },
      handIn: () => handInLeft(profile, client.token(), clients),
      draftsLeft: () => leftOf(profile).some((p) => p.drafts),
      dropLeft: () => dropDrafts(profile, clients),
    })
  return {
    members: () => readProfiles().filter((p) => (!p.left || p.drafts) && !gone.some((g) => g.profileId === p.profileId)),
    lost: () => gone.filter((p) => !p.left),
    async signIn(username, code, second) {
      const profileId = newId()
      const [{ who, enrolment }, { mode }] = [
        await enrolWith(username, code, profileId, second),
        await ask<{ mode: 'drill' | 'real' }>('GET', '/api/instance'),
      ]
      const profile: Profile = {
        profileId,
        accountId: who.accountId,
        username: who.username,
        fullName: who.fullName,
        mode,
        role: who.role,
      }
      fresh = { profile, enrolment }
      return profile
    },
    async choosePin(pin) {
      const { profile, enrolment } = fresh!
      const client = await open(profile.profileId)
      await client.enrol(enrolment, pin)
      clients.set(profile.profileId, client)
      // whoever signs in anew has left the profile of a forgotten PIN; its sealed records stay
      const others: Profile[] = []
      for (const p of readProfiles().filter((p) => !gone.some((g) => g.profileId === p.profileId)))
        others.push(p.accountId === profile.accountId ? await leave(p, clients) : p)
      await writeProfiles([...others, profile])
      gone.splice(0)
      return phoneOf(client, profile)
    },
    async unlock(profileId, pin) {
      const client = clients.get(profileId)!
      try {
        await client.unlock(pin)
      } catch (error) {
        throw refusalOf(error, client)
      }
      return phoneOf(client, readProfiles().find((p) => p.profileId === profileId)!)
    },
    async sealedFile(profileId) {
      const { fileName, text, operations } = await clients.get(profileId)!.exportSealed()
      if (operations === 0)
        throw new NotOpened(
          { vi: 'Không có mục nào chưa gửi', en: 'Nothing is unsent' },
          { vi: 'Mọi mục đã ghi trên máy này đều đã ở máy chủ.', en: 'All that was recorded here is at the server.' },
        )
      saveFile({ fileName, blob: new Blob([text], { type: 'application/json' }) })
    },
  }
}
