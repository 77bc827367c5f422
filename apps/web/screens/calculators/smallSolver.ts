import type { LinearSolver } from '@phaodai/epi/linear-solver.ts'

/** Below this a number is zero. */
const TINY = 1e-9

/**
 * A solver of small linear programs for the page: the two-phase simplex method with Bland's rule, on the text that labAllocation writes
 * (rows with <= or =, right-hand sides from 0, variables from 0). The product's WebAssembly solver would need a laxer content security policy;
 * for a table of a few rows the optimum is the same, and a test says so.
 * Source: Bland RG. New finite pivoting rules for the simplex method. Math Oper Res 1977;2:103-107. doi:10.1287/moor.2.2.103
 */
export const smallSolver: LinearSolver = {
  solve(problem) {
    const [sense = '', goal = '', , ...lines] = problem.replace(/\n \+ /g, ' + ').split('\n')
    const names: string[] = []
    const at = new Map<string, number>()
    const terms = (text: string) =>
      text.split(' + ').map((term) => {
        const [first = '', second] = term.trim().split(' ')
        const name = second ?? first
        if (!at.has(name)) {
          at.set(name, names.length)
          names.push(name)
        }
        return { place: at.get(name)!, factor: second === undefined ? 1 : Number(first) }
      })
    const costs = terms(goal)
    const rows = lines
      .filter((line) => line !== 'End')
      .map((line) => {
        const equal = !line.includes('<=')
        const [left = '', right = ''] = line.split(equal ? ' = ' : ' <= ')
        return { terms: terms(left), equal, right: Number(right) }
      })
    const n = names.length
    // a slack for each <=, an artificial variable for each =
    const width = n + rows.length
    const table = rows.map((row, i) => {
      const cells = new Float64Array(width + 1)
      for (const { place, factor } of row.terms) cells[place]! += factor
      cells[n + i] = 1
      cells[width] = row.right
      return cells
    })
    const basis = rows.map((_, i) => n + i)
    const artificial = new Set(rows.flatMap((row, i) => (row.equal ? [n + i] : [])))

    const first = new Float64Array(width)
    for (const place of artificial) first[place] = 1
    if (least(table, basis, first, width, new Set()) > 1e-6) return { Status: 'Infeasible', Columns: {} }
    const second = new Float64Array(width)
    for (const { place, factor } of costs) second[place]! += sense === 'Maximize' ? -factor : factor
    least(table, basis, second, width, artificial)
    const found = new Float64Array(width)
    basis.forEach((place, i) => {
      found[place] = table[i]![width]!
    })
    return { Status: 'Optimal', Columns: Object.fromEntries(names.map((name, i) => [name, { Primal: found[i]! }])) }
  },
}

/** Pivots until no variable outside the basis makes the cost less; the least cost. Columns of `barred` never enter. */
function least(table: Float64Array[], basis: number[], cost: Float64Array, width: number, barred: ReadonlySet<number>): number {
  const reduced = new Float64Array(width + 1)
  reduced.set(cost)
  table.forEach((row, i) => {
    const price = cost[basis[i]!]!
    if (price !== 0) for (let j = 0; j <= width; j++) reduced[j]! -= price * row[j]!
  })
  for (;;) {
    let enter = -1
    for (let j = 0; j < width && enter < 0; j++) if (reduced[j]! < -TINY && !barred.has(j)) enter = j
    if (enter < 0) return -reduced[width]!
    let leave = -1
    let best = Number.POSITIVE_INFINITY
    table.forEach((row, i) => {
      // an artificial variable that stayed at zero leaves first, whatever the sign, lest it grow again
      const held = barred.has(basis[i]!) && Math.abs(row[enter]!) > TINY
      if (!held && row[enter]! <= TINY) return
      const ratio = held ? 0 : row[width]! / row[enter]!
      if (ratio < best - TINY || (ratio <= best + TINY && basis[i]! < (basis[leave] ?? Number.POSITIVE_INFINITY))) {
        best = Math.min(best, ratio)
        leave = i
      }
    })
    if (leave < 0) throw new Error('the program has no bound')
    const row = table[leave]!
    const by = row[enter]!
    for (let j = 0; j <= width; j++) row[j]! /= by
    for (const other of [...table, reduced]) {
      if (other === row) continue
      const factor = other[enter]!
      if (factor === 0) continue
      for (let j = 0; j <= width; j++) other[j]! -= factor * row[j]!
    }
    basis[leave] = enter
  }
}
