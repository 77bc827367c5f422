import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newId } from '@phaodai/kernel/ids.ts'
import { type TestApp, testApp } from '../../test/database.ts'
import { writeKept } from '../api/data-folder.ts'
import { pageText } from './printed.ts'
import { makeProgram } from './program.ts'
import { explain } from './runtime.ts'

let t: TestApp
const folder = mkdtempSync(join(tmpdir(), 'phaodai-commands-'))
const COMMUNE = 'Xã Hồng Dụ'

before(async () => {
  t = await testApp()
  writeKept(folder, {
    mode: 'drill',
    database: 'unused',
    masterKey: Buffer.alloc(32, 7).toString('base64'),
    appPassword: 'test-only',
  })
  process.env.PHAODAI_DATA = folder
  process.env.DATABASE_URL = t.adminUrl
})
after(async () => {
  delete process.env.PHAODAI_DATA
  delete process.env.DATABASE_URL
  rmSync(folder, { recursive: true })
  await t.close()
})

interface Said {
  status: number
  out: string
  err: string
}

/** The command line in this process, as main.ts runs it. */
async function say(...words: string[]): Promise<Said> {
  const said: Said = { status: 0, out: '', err: '' }
  const kept = { out: process.stdout.write, err: process.stderr.write }
  // the test runner writes its own bytes there meanwhile
  const hear = (key: 'out' | 'err') =>
    function (this: NodeJS.WriteStream, ...args: Parameters<typeof kept.out>) {
      if (typeof args[0] !== 'string') return kept[key].apply(this, args)
      said[key] += args[0]
      return true
    } as typeof kept.out
  process.stdout.write = hear('out')
  process.stderr.write = hear('err')
  try {
    await makeProgram().parseAsync(['node', 'phaodai', ...words])
  } catch (error) {
    said.status = explain(error, words.includes('--json'))
  } finally {
    process.stdout.write = kept.out
    process.stderr.write = kept.err
  }
  return said
}

/** A command that succeeds, with --json: its one document. */
async function answer<T = Record<string, unknown>>(...words: string[]): Promise<T> {
  const { status, out, err } = await say(...words, '--json')
  assert.equal(status, 0, `${words.join(' ')}: ${err}${out}`)
  return JSON.parse(out) as T
}

let n = 0
const someone = async () =>
  await answer<{ code: string; subjectId: string }>(
    'person',
    'add',
    '--name',
    `Lê Văn ${'ABCDEGHIKLM'[n++]}`,
    '--birth',
    `${1960 + n}`,
    '--commune',
    COMMUNE,
  )

test('a refusal is one Problem on standard output with exit 1; a mistyped command is exit 2 and prints nothing there', async () => {
  const refused = await say('sample', 'receive', 'KHONG-CO', '--json')
  assert.equal(refused.status, 1)
  assert.equal(JSON.parse(refused.out).code, 'not-found')
  for (const words of [
    ['sample', 'add'],
    ['result', 'add', 'X', '--method', 'pcr', '--value', 'có thể'],
    ['order', 'list', '--state', 'today'],
    ['levels', 'list', '--since', '22/02/2021'],
    ['call', 'laboratory.no-such-verb'],
    ['call', 'areas.units', '[1]'],
    ['visit', 'add', '--person', 'HD-AAAAA', '--place', newId(), '--from', 'sáng', '--to', '14:00'],
  ]) {
    const said = await say(...words, '--json')
    assert.deepEqual([said.status, said.out], [2, ''], words.join(' '))
    assert.notEqual(said.err, '')
  }
})

test('with --op the same command sent again writes nothing more, though it names people by code', async () => {
  const [a, b] = [await someone(), await someone()]
  const op = newId()
  const words = ['sample', 'add', '--person', a.code, b.code, '--barcode', 'OP001', 'OP002', '--check', 'cccd', '--op', op]
  const first = await answer(...words)
  assert.deepEqual(await answer(...words), first)
  const contact = ['contact', 'add', '--person', a.code, '--with', b.code, '--disease', 'covid19', '--physical', '--op', newId()]
  assert.deepEqual(await answer(...contact), await answer(...contact))
  assert.equal((await t.rows('select distinct contact_id from contact where subject_id = $1', [a.subjectId])).length, 1)
})

test('a case added with a new person under --op is one person and one case however often it is sent', async () => {
  const words = [
    'case',
    'add',
    '--name',
    'Trần Thị Lặp',
    '--birth',
    '1970',
    '--commune',
    COMMUNE,
    '--disease',
    'covid19',
    '--op',
    newId(),
  ]
  const first = await answer<{ subjectId: string }>(...words)
  assert.deepEqual(await answer(...words), first)
  assert.equal((await t.rows('select 1 from confirmation where subject_id = $1', [first.subjectId])).length, 1)
})

test('a tube and its result are found by the barcode, and a corrected result is listed as voided with its reason', async () => {
  const who = await someone()
  await answer('sample', 'add', '--person', who.code, '--barcode', 'tube01', '--check', 'cccd')
  await answer('result', 'add', 'TUBE01', '--method', 'pcr', '--value', 'positive')
  await answer('result', 'correct', 'TUBE01', '--value', 'negative', '--reason', 'đọc nhầm ống')
  const list = async (state: string) =>
    (
      await answer<{ rows: { value: string; voidReason: string | null }[] }>(
        'result',
        'list',
        '--barcode',
        'TUBE01',
        '--state',
        state,
      )
    ).rows
  assert.deepEqual(
    [(await list('standing')).map((r) => r.value), (await list('voided')).map((r) => r.voidReason)],
    [['negative'], ['đọc nhầm ống']],
  )
  await answer('sample', 'void', 'TUBE01', '--reason', 'ống vỡ khi chuyển')
  assert.equal((await answer<{ total: number }>('sample', 'list', '--barcode', 'TUBE01')).total, 0)
})

test('several days of one itinerary are several visits', async () => {
  const who = await someone()
  const { placeId } = await answer<{ placeId: string }>(
    'place',
    'add',
    '--name',
    'Chợ Mới',
    '--kind',
    'market',
    '--commune',
    COMMUNE,
  )
  const words = [
    'visit',
    'add',
    '--person',
    who.code,
    '--place',
    placeId,
    '--on',
    '2021-02-19',
    '2021-02-20',
    '--from',
    '06:00',
    '--to',
    '07:30',
  ]
  assert.equal((await answer<{ visitIds: string[] }>(...words)).visitIds.length, 2)
})

test('a tracer works through the call list', async () => {
  const who = await someone()
  const sick = await answer<{ subjectId: string }>(
    'case',
    'add',
    '--person',
    who.code,
    '--disease',
    'covid19',
    '--sampled',
    '2021-02-22',
  )
  const contact = await someone()
  const made = await answer<{ contactId: string }>(
    'contact',
    'add',
    '--person',
    sick.subjectId,
    '--with',
    contact.code,
    '--disease',
    'covid19',
    '--from',
    '2021-02-21',
    '--physical',
  )
  const waiting = async () => (await say('call', 'list')).out.includes(contact.code)
  assert.equal(await waiting(), true)
  await answer('call', 'add', '--person', contact.code, '--outcome', 'reached')
  assert.equal(await waiting(), false)
  const { out } = await say('contact', 'void', made.contactId, '--reason', 'khai nhầm người')
  assert.match(out, /F1 → không/)
})

test('duplicates are decided by a person, and undone', async () => {
  const words = ['person', 'add', '--name', 'Đặng Thị Trùng', '--birth', '12/03/1985', '--commune', COMMUNE]
  const [a, b] = [await answer<{ code: string }>(...words), await answer<{ code: string }>(...words)]
  assert.match((await say('person', 'duplicates', '--person', a.code)).out, new RegExp(b.code))
  const { mergeId } = await answer<{ mergeId: string }>('person', 'merge', a.code, b.code, '--reason', 'cùng một người')
  assert.match((await say('person', 'unmerge', mergeId, '--reason', 'gộp nhầm')).out, /2 hồ sơ/)
})

test('every verb can be called by its name, and a file among its answers is written once', async () => {
  const { verbs } = await answer<{ verbs: { verb: string }[] }>('call')
  assert.ok(verbs.some((v) => v.verb === 'quarantine.told-on-void'))
  assert.equal((await answer<{ day: string }>('call', 'quarantine.owed', '{"limit": 1}')).day, '2021-02-22')
  const file = join(folder, 'residents.csv')
  await answer('call', 'people.export', '{}', '--out', file)
  assert.match(readFileSync(file, 'utf8'), /Lê Văn/)
  assert.equal((await say('call', 'people.export', '{}', '--out', file)).status, 2)
})

test('--as works with the rights of that account and no more', async () => {
  const { username } = await answer<{ username: string }>(
    'account',
    'add',
    '--name',
    'Trạm Thử',
    '--role',
    'station',
    '--area',
    COMMUNE,
    '--username',
    'tram-thu',
  )
  const who = await someone()
  assert.equal((await say('person', 'show', who.code, '--as', username)).status, 0)
  const refused = await say('order', 'issue', who.code, '--place', 'home', '--signer', 'Người Ký', '--as', username, '--json')
  assert.deepEqual([refused.status, JSON.parse(refused.out).code], [1, 'forbidden'])
  assert.match((await say('audit', 'list', '--account', username)).out, /denied\tquarantine\.issue/)
  assert.match((await say('account', 'reset', username)).out, /Mật khẩu dùng một lần: \S+/)
})

test('codes of imported accounts go to a new file for its owner alone, never to the screen', async () => {
  const list = join(folder, 'can-bo.csv')
  const sheet = join(folder, 'phieu.html')
  writeFileSync(list, 'Họ và tên,Vai trò,Mã đơn vị\nNguyễn Thị Mẫu,Trạm y tế,11215\nKhông Vai Trò,thợ xây,11215\n')
  const made = await answer<{ created: number; failed: unknown[]; files: string[] }>('account', 'import', list, '--sheet', sheet)
  assert.deepEqual([made.created, made.failed.length, made.files.length], [1, 1, 3])
  assert.equal(statSync(sheet).mode & 0o777, 0o600)
  assert.match(readFileSync(sheet, 'utf8'), /Nguyễn Thị Mẫu/)
  // the sheet that is there is kept, and no account is made
  assert.equal((await say('account', 'import', list, '--sheet', sheet)).status, 2)
  assert.equal((await answer<{ accounts: unknown[] }>('account', 'list', 'Nguyễn Thị Mẫu')).accounts.length, 1)
})

test('a pack loaded as it is changes nothing; one that is no pack is refused with its faults', async () => {
  const packs = new URL('../../modules/policy/packs/', import.meta.url)
  const [name] = readdirSync(packs)
  const order = ['--document', '12/QĐ-UBND', '--issued', '2021-02-20', '--signer', 'Nguyễn Văn Mẫu']
  assert.equal((await say('policy', 'load', new URL(name!, packs).pathname)).status, 2, 'not without its document')
  const known = await answer<{ changed: boolean }>('policy', 'load', new URL(name!, packs).pathname, ...order)
  assert.equal(known.changed, false)
  const wrong = join(folder, 'wrong.json')
  writeFileSync(wrong, '{"code": "x"}')
  const refused = await say('policy', 'load', wrong, ...order)
  assert.equal(refused.status, 1)
  assert.match(refused.err, /Gói quy định có \d+ chỗ chưa đúng/)
  assert.match((await say('policy', 'in-force', '--day', '2030-01-01')).out, /không có gói quy định nào đang hiệu lực/)
})

test('a shipped pack that is not here is told with its numbers, taken in by a document, and withdrawn with a reason', async () => {
  const code = 'hai-duong-covid19-2021-02-22-tb95'
  assert.match((await say('policy', 'shipped')).out, /Mọi gói và hồ sơ bệnh kèm phần mềm đều đã được giữ/)
  await t.rows('delete from policy_pack where code = $1', [code])
  assert.match(
    (await say('policy', 'shipped', code)).out,
    /MỚI[\s\S]*Số hộ mỗi tổ, ít nhất: [\s\S]*→ từ 50 hộ trở lên \(TB 95-TB\/TU Hải Dương, Mục 3/,
  )
  const order = ['--document', '12/QĐ-UBND', '--issued', '2021-02-20', '--signer', 'Nguyễn Văn Mẫu']
  const unread = await say('policy', 'take', code, ...order)
  assert.equal(unread.status, 2)
  assert.match(unread.err, /từ 50 hộ trở lên[\s\S]*Chưa đưa vào gì/, 'what is taken in is what somebody has read')
  assert.match((await say('policy', 'take', code, ...order, '--fingerprint', '0123456789abcdef')).err, /không phải bản đã đọc/)
  const print = /--fingerprint (\w+)/.exec(unread.err)![1]!
  assert.match((await say('policy', 'take', code, ...order, '--fingerprint', print)).out, /phiên bản 1/)
  assert.match((await say('policy', 'withdraw', code, '1', '--reason', 'đưa vào nhầm')).out, /không còn phiên bản nào/)
  assert.match((await say('policy', 'take', code, ...order, '--fingerprint', print)).out, /phiên bản 2/)
  assert.match(
    (await say('policy', 'versions', code)).out,
    /v2 \(đang đứng\): 12\/QĐ-UBND ngày 20\/02\/2021[\s\S]*v1: .*đã rút: đưa vào nhầm/,
  )
})

test('the situation of a commune is told with the rules that it rests on', async () => {
  const { out } = await say('situation', '--area', COMMUNE)
  assert.match(out, /Xã Hồng Dụ, ngày 22\/02\/2021/)
  assert.match(out, /Quy định: .*hai-duong-covid19/)
})

test('a printed page is told in lines, without what is on screen only', () => {
  const page =
    '<html><head><title>T</title><style>p{}</style></head><body><p>Điều 1.\n<b>Lê &#60;A&#62;</b></p><aside><p>không in</p></aside><p>Hết</p></body></html>'
  assert.equal(pageText(page), 'Điều 1. Lê <A>\nHết')
})
