import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roles } from '@phaodai/kernel/contract.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import fc from 'fast-check'
import {
  birthProblem,
  codeForms,
  codeOf,
  looksLikeCode,
  membersByRoot,
  nameAnswers,
  rootsOf,
  shownName,
  yearsOfAge,
} from './people.rules.ts'

const id = fc.integer({ min: 1, max: 30 }).map((n) => String(n).padStart(2, '0'))
const edge = fc.record({ aliasId: id, subjectId: id })

test('who is whom does not depend on the order in which merges were said, and the smallest id names the human', () => {
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 40 }), fc.nat(), (edges, shift) => {
      const turned = edges.map((_, i) => edges[(i + shift) % edges.length]!)
      const roots = rootsOf(edges)
      assert.deepEqual(new Map([...rootsOf(turned)].sort()), new Map([...roots].sort()))
      for (const { aliasId, subjectId } of edges) assert.equal(roots.get(aliasId), roots.get(subjectId))
      for (const [root, members] of membersByRoot(edges)) assert.equal(root, [...members].sort()[0])
    }),
  )
})

test('a chain of merges, and a ring of them, is one human', () => {
  const ring = ['a', 'b', 'c', 'd'].map((aliasId, i, all) => ({ aliasId, subjectId: all[(i + 1) % 4]! }))
  assert.deepEqual([...membersByRoot(ring)], [['a', ['a', 'b', 'c', 'd']]])
})

test('a commune reads the whole name, an inspector only initials', () => {
  assert.equal(shownName('commune', 'Nguyễn Văn An'), 'Nguyễn Văn An')
  const masked = roles.filter((role) => shownName(role, 'Nguyễn Văn An') === 'Nguyễn V. A.')
  assert.deepEqual(masked, ['province', 'inspector', 'auditor', 'administrator'])
})

test('a record has a short code that is the same each time and holds no sign that is misheard', () => {
  fc.assert(
    fc.property(fc.uuid(), (subjectId) => {
      const code = codeOf(subjectId, 'Hải Dương')
      assert.match(code, /^HD-[2-9ACEFGHKMNPQRTVWXY]{5}$/)
      assert.equal(code, codeOf(subjectId, 'Hải Dương'))
      for (const typed of [code, code.toLowerCase(), code.toLowerCase().replace('-', ' '), code.replace('-', '')])
        assert.ok(looksLikeCode(typed) && codeForms(typed).includes(code), typed)
    }),
  )
  assert.equal(codeOf(newId(), 'Bà Rịa - Vũng Tàu').split('-')[0], 'BRVT')
  const codes = new Set(Array.from({ length: 1000 }, () => codeOf(newId(), 'Hải Dương')))
  assert.ok(codes.size >= 998, `${codes.size} different codes of 1000`)
})

test('typed accents must be there, typed letters without accents find every accent', () => {
  assert.ok(nameAnswers('nguyen van hung', 'Nguyễn Văn Hùng'))
  assert.ok(nameAnswers('nguyen van hung', 'Nguyễn Văn Hưng'))
  assert.ok(nameAnswers('Hùng', 'Nguyễn Văn Hùng'))
  assert.ok(!nameAnswers('Hùng', 'Nguyễn Văn Hưng'))
  assert.ok(nameAnswers('nguyen van Hưng', 'Nguyễn Văn Hưng'))
  assert.ok(nameAnswers('Hùng', 'NGUYEN VAN HUNG'), 'recorded without accents')
  assert.ok(nameAnswers('Hoà', 'Lê Thị Hòa'), 'the place of a tone does not matter')
  assert.ok(nameAnswers('Nguyê', 'Nguyễn Văn An'), 'half a word, while typing')
  assert.ok(!nameAnswers('Anh', 'Nguyễn Văn An'))
})

test('a birth that is not in the calendar or has not come is refused', () => {
  assert.equal(birthProblem({ year: 2019, month: 2, day: 29 }, '2021-02-22'), 'no-such-day')
  assert.equal(birthProblem({ year: 2020, month: 2, day: 29 }, '2021-02-22'), null)
  assert.equal(birthProblem({ year: 1990, day: 3 }, '2021-02-22'), 'no-such-day')
  assert.equal(birthProblem({ year: 1990 }, '2021-02-22'), null)
  assert.equal(birthProblem({ year: 2021, month: 2, day: 23 }, '2021-02-22'), 'future')
  assert.equal(birthProblem({ year: 2022 }, '2021-02-22'), 'future')
})

test('an age allows two years of birth', () => {
  assert.deepEqual(yearsOfAge(35, '2021-02-22'), { from: 1985, until: 1986 })
})
