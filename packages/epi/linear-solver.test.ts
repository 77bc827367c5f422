import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linearSolver } from './linear-solver.ts'

test('the loaded solver finds an optimum and says where there is none', async () => {
  const solver = await linearSolver()
  const best = solver.solve('Maximize\n2 x + 3 y\nSubject To\nx + y <= 4\nx + 3 y <= 6\nEnd', { output_flag: false })
  assert.equal(best.Status, 'Optimal')
  assert.deepEqual(
    ['x', 'y'].map((name) => Math.round((best.Columns[name] as { Primal: number }).Primal * 1e9) / 1e9),
    [3, 1],
  )
  assert.equal(solver.solve('Minimize\nx\nSubject To\nx >= 2\nx <= 1\nEnd', { output_flag: false }).Status, 'Infeasible')
})
