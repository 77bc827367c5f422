import type { LinearSolver } from './linear-solver.ts'

/** Samples to be sent and laboratories that can take them. Rows of a matrix are districts, columns laboratories. */
export type LabInstance = {
  /** Samples collected in each district; or, for several days, a list for each day. */
  supply: readonly number[] | readonly (readonly number[])[]
  /** Weight of an hour's wait of one sample of the district, above 0. */
  urgency_weight: readonly number[]
  /** Samples a day that each laboratory can test; or, for several days, a list for each day. */
  capacity_per_day: readonly number[] | readonly (readonly number[])[]
  /** Hours from arrival to result. */
  lab_turnaround_h: readonly number[]
  /** Hours from district to laboratory; null: this laboratory does not serve this district. */
  transport_h: readonly (readonly (number | null)[])[]
}

export type LabShipment = {
  district: number
  laboratory: number /** Collected on. */
  day: number /** Tested on. */
  tested: number
  samples: number
}

export type LabPlan = {
  status: 'optimal' | 'infeasible'
  /** Weighted hours of the samples that are sent: Σ samples · urgency · (transport + turnaround + 24·days waited). */
  objective: number
  /** Only those with samples. */
  shipments: LabShipment[]
  /** Samples that no laboratory can take: all, and by district and day of collection. Empty when the plan is optimal. */
  short: { samples: number; districts: { district: number; day: number; samples: number }[] }
  /** Samples tested by day and laboratory. */
  load: number[][]
}

type Arc = LabShipment & { cost: number }

/**
 * Which district's samples go to which laboratory, on which day, so that the weighted time to the results is least: a transportation problem, at its
 * linear-programming optimum. Over several days samples may wait for a later day, 24 hours each; all must be tested by the last.
 * Where capacity does not suffice, the plan takes as many samples as can be tested, leaves those whose urgency × hours weighs least, and says what is short.
 *
 * Formula: min Σ x_ijde·urgency_i·(transport_ij + turnaround_j + 24(e−d)), Σ_je x_ijde = supply_di, Σ_id x_ijde ≤ capacity_ej, x ≥ 0, e ≥ d.
 *
 * @param instance see LabInstance; amounts from 0, hours from 0
 * @param solver the loaded solver: this function itself reads no file and loads nothing
 * @returns the plan; amounts are whole where supply and capacity are
 * @throws RangeError naming what in the instance is impossible; Error if the solver ends without an answer
 * @see Hitchcock FL. The distribution of a product from several sources to numerous localities. J Math Phys 1941;20:224-230.
 *   doi:10.1002/sapm1941201224
 * @see Huangfu Q, Hall JAJ. Parallelizing the dual revised simplex method. Math Program Comput 2018;10:119-142. doi:10.1007/s12532-017-0130-5 (HiGHS)
 * @example labAllocation(instance, await linearSolver()).objective
 */
export function labAllocation(instance: LabInstance, solver: LinearSolver): LabPlan {
  const { supply, capacity } = checked(instance)
  const last = supply.length - 1
  const { urgency_weight: urgency, lab_turnaround_h: turnaround, transport_h: transport } = instance
  const arcs: Arc[] = []
  let longest = 0
  supply.forEach((districts, day) => {
    districts.forEach((amount, district) => {
      if (amount === 0) return
      turnaround.forEach((testing, laboratory) => {
        const hours = transport[district]![laboratory]!
        if (hours === null) return
        for (let tested = day; tested <= last; tested++) {
          const wait = hours + testing + 24 * (tested - day)
          longest = Math.max(longest, wait)
          arcs.push({ district, laboratory, day, tested, samples: 0, cost: urgency[district]! * wait })
        }
      })
    })
  })
  const total = supply.flat().reduce((sum, each) => sum + each, 0)
  let missing = 0
  if (arcs.length > 0 && !solve(solver, 'all', arcs, supply, capacity)) {
    // The greatest number that can be tested; then, sending that many, the least cost. One left behind waits longer than any that is sent.
    solve(solver, 'most', arcs, supply, capacity)
    missing = total - arcs.reduce((sum, arc) => sum + arc.samples, 0)
    const penalty = urgency.map((each) => each * (longest + 24))
    solve(solver, { missing: tidied(missing), penalty }, arcs, supply, capacity)
  } else if (arcs.length === 0) missing = total

  const load = capacity.map((labs) => labs.map(() => 0))
  const sent = supply.map((districts) => districts.map(() => 0))
  let objective = 0
  for (const arc of arcs) {
    arc.samples = tidied(arc.samples)
    objective += arc.cost * arc.samples
    load[arc.tested]![arc.laboratory]! += arc.samples
    sent[arc.day]![arc.district]! += arc.samples
  }
  const left = supply.flatMap((districts, day) =>
    districts.map((amount, district) => ({ district, day, samples: tidied(amount - sent[day]![district]!) })),
  )
  const districts = missing === 0 ? [] : left.filter((each) => each.samples > 1e-6)
  const shipments = arcs.filter((arc) => arc.samples > 0).map(({ cost: _, ...shipment }) => shipment)
  return {
    status: missing === 0 ? 'optimal' : 'infeasible',
    objective,
    shipments,
    short: { samples: tidied(missing), districts },
    load,
  }
}

/**
 * Sets the arcs' samples: all supply at least cost (false if that cannot be), as many as can be sent, or all but the missing at least cost, what stays
 * behind costing its penalty.
 */
function solve(
  solver: LinearSolver,
  goal: 'all' | 'most' | { missing: number; penalty: number[] },
  arcs: Arc[],
  supply: readonly (readonly number[])[],
  capacity: readonly (readonly number[])[],
): boolean {
  const from = supply.map((districts) => districts.map((): string[] => []))
  const into = capacity.map((labs) => labs.map((): string[] => []))
  const costs: string[] = []
  arcs.forEach((arc, i) => {
    from[arc.day]![arc.district]!.push(`x${i}`)
    into[arc.tested]![arc.laboratory]!.push(`x${i}`)
    costs.push(`${goal === 'most' ? 1 : arc.cost} x${i}`)
  })
  const rows: string[] = []
  const spare: string[] = []
  supply.forEach((districts, day) => {
    districts.forEach((amount, district) => {
      if (amount === 0) return
      const terms = from[day]![district]!
      if (typeof goal === 'object') {
        const name = `u${day}_${district}`
        spare.push(name)
        terms.push(name)
        costs.push(`${goal.penalty[district]} ${name}`)
      }
      if (terms.length > 0) rows.push(`${terms.join('\n + ')} ${goal === 'most' ? '<=' : '='} ${amount}`)
      // a district that no laboratory serves
      else if (goal === 'all') rows.push(`0 x0 = ${amount}`)
    })
  })
  capacity.forEach((labs, day) => {
    labs.forEach((amount, laboratory) => {
      const terms = into[day]![laboratory]!
      if (terms.length > 0) rows.push(`${terms.join('\n + ')} <= ${amount}`)
    })
  })
  if (typeof goal === 'object') rows.push(`${spare.join('\n + ')} <= ${goal.missing + 1e-7}`)
  const sense = goal === 'most' ? 'Maximize' : 'Minimize'
  const answer = solver.solve([sense, costs.join('\n + '), 'Subject To', ...rows, 'End'].join('\n'), { output_flag: false })
  if (answer.Status === 'Infeasible' && goal === 'all') return false
  if (answer.Status !== 'Optimal') throw new Error(`the solver ended without an answer: ${answer.Status}`)
  arcs.forEach((arc, i) => {
    arc.samples = (answer.Columns[`x${i}`] as { Primal?: number } | undefined)?.Primal ?? 0
  })
  return true
}

/** A vertex of this problem is whole where the amounts are; what the solver leaves in the last digits is not. */
function tidied(value: number): number {
  const whole = Math.round(value)
  return Math.abs(value - whole) < 1e-6 ? whole : Math.max(0, value)
}

function checked(instance: LabInstance): { supply: readonly (readonly number[])[]; capacity: readonly (readonly number[])[] } {
  const { urgency_weight: urgency, lab_turnaround_h: turnaround, transport_h: transport } = instance
  const supply = byDay(instance.supply, 'supply', urgency.length, 'urgency_weight')
  const capacity = byDay(instance.capacity_per_day, 'capacity_per_day', turnaround.length, 'lab_turnaround_h')
  if (supply.length !== capacity.length)
    throw new RangeError(`capacity_per_day must be for as many days as supply: ${capacity.length} and ${supply.length}`)
  urgency.forEach((each, i) => {
    if (!(each > 0 && Number.isFinite(each))) throw new RangeError(`urgency_weight must be above 0: ${each} (place ${i})`)
  })
  turnaround.forEach((each, i) => {
    if (!(each >= 0 && Number.isFinite(each))) throw new RangeError(`lab_turnaround_h must be at least 0: ${each} (place ${i})`)
  })
  if (transport.length !== urgency.length)
    throw new RangeError(`transport_h must have a row for each of ${urgency.length} districts: ${transport.length}`)
  transport.forEach((row, district) => {
    if (row.length !== turnaround.length)
      throw new RangeError(`transport_h must have ${turnaround.length} laboratories in each row: ${row.length} (row ${district})`)
    for (const hours of row)
      if (hours !== null && !(hours >= 0 && Number.isFinite(hours)))
        throw new RangeError(`transport_h must be at least 0 hours or null: ${hours} (row ${district})`)
  })
  return { supply, capacity }
}

function byDay(amounts: LabInstance['supply'], name: string, width: number, other: string): readonly (readonly number[])[] {
  const days = amounts.some((each) => Array.isArray(each))
    ? (amounts as readonly (readonly number[])[])
    : [amounts as readonly number[]]
  for (const day of days) {
    if (!Array.isArray(day)) throw new RangeError(`${name} must be one list of numbers or one list for each day`)
    if (day.length !== width) throw new RangeError(`${name} must be as long as ${other} (${width}): ${day.length}`)
    for (const each of day) if (!(each >= 0 && Number.isFinite(each))) throw new RangeError(`${name} must be at least 0: ${each}`)
  }
  return days
}
