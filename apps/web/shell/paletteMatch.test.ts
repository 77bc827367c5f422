import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchCommands } from './paletteMatch.ts'

const commands = [
  { id: 'cases', words: { vi: 'Mở: Ca bệnh & truy vết', en: 'Open: Cases and tracing' } },
  { id: 'print', words: { vi: 'In trang này', en: 'Print this page' } },
  { id: 'out', words: { vi: 'Đăng xuất', en: 'Sign out' } },
]
const ids = (text: string) => matchCommands(commands, text).map((c) => c.id)

test('a command is found without accents and in either language', () => {
  assert.deepEqual(ids('dang xuat'), ['out'])
  assert.deepEqual(ids('sign'), ['out'])
  assert.deepEqual(ids('truy ca'), ['cases'])
})

test('nothing typed shows every command in its order; nonsense shows none', () => {
  assert.deepEqual(ids(' '), ['cases', 'print', 'out'])
  assert.deepEqual(ids('zz'), [])
})

test('a command that begins with what was typed comes first', () => {
  assert.deepEqual(ids('p'), ['print'])
  assert.equal(ids('t').at(0), 'cases')
})
