import type { SeirParameters, Testing, Tracing, Vaccination } from '@phaodai/epi/seir.parameters.ts'
import { type Fields, isFields, SpecReader } from './spec-file.ts'
import type { Note } from './table-out.ts'

export type Scenario = { name: string; params: SeirParameters; stochastic?: { seed: number; runs: number } | undefined }

const PARAMETERS = [
  'N',
  'R0',
  'lat',
  'inf',
  'I0',
  'E0',
  'immune',
  'days',
  'mult',
  'vaccination',
  'testing',
  'tracing',
  'stochastic',
  'name',
]
/** What a document of results holds beside the parameters. */
const RESULTS = ['peak_I', 'peak_day', 'final_R', 'growth_rate_analytic', 'final_size_analytic_base']

/**
 * The scenarios of a document: one set of parameters; or one under `params`; or several, by name or in a list, on their own or under `scenarios`, where
 * `common` holds what they share. Throws UsageError naming every wrong field.
 */
export function scenariosOf(spec: unknown, file: string): { scenarios: Scenario[]; notes: Note[] } {
  const read = new SpecReader(file)
  const notes: Note[] = []
  const named: { name: string; path: string; fields: Fields }[] = []
  const add = (name: string, path: string, value: unknown) => {
    if (isFields(value)) named.push({ name: typeof value.name === 'string' ? value.name : name, path, fields: value })
    else read.fault(path.replace(/\.$/, ''), 'phải là một đối tượng { … }', 'must be an object { … }')
  }
  const all = (value: unknown, path: string) => {
    if (Array.isArray(value)) for (const [i, each] of value.entries()) add(`${i + 1}`, `${path}[${i}].`, each)
    else if (isFields(value))
      for (const [name, each] of Object.entries(value)) add(name, `${path}${path ? '.' : ''}${name}.`, each)
    else read.fault(path || '(gốc)', 'phải là một đối tượng hoặc danh sách', 'must be an object or a list')
  }
  let common: Fields = {}
  if (isFields(spec) && 'scenarios' in spec) {
    read.only(spec, ['scenarios', 'common'], '')
    if (isFields(spec.common)) common = spec.common
    else if (spec.common !== undefined) read.fault('common', 'phải là một đối tượng { … }', 'must be an object { … }')
    all(spec.scenarios, 'scenarios')
  } else if (
    isFields(spec) &&
    ('params' in spec || PARAMETERS.some((key) => key in spec && key !== 'name' && key !== 'stochastic'))
  )
    add('1', '', spec)
  else all(spec, '')
  if (named.length === 0 && read.faults.length === 0) read.fault('scenarios', 'không có kịch bản nào', 'there is no scenario')

  const scenarios = named.map(({ name, path, fields }): Scenario => {
    if (!('params' in fields)) return { name, ...parameters({ ...common, ...fields }, path) }
    const { params, name: _, stochastic, ...rest } = fields
    const ignored = Object.keys(rest).filter((key) => !RESULTS.includes(key))
    if (ignored.length > 0)
      notes.push({
        vi: `Kịch bản ${name}: không dùng ${ignored.join(', ')} (ngoài params).`,
        en: `Scenario ${name}: ${ignored.join(', ')} (outside params) is not used.`,
      })
    if (!isFields(params)) {
      read.fault(`${path}params`, 'phải là một đối tượng { … }', 'must be an object { … }')
      return { name, ...parameters({}, path) }
    }
    return {
      name,
      ...parameters({ ...common, ...params, ...(stochastic === undefined ? {} : { stochastic }) }, `${path}params.`),
    }
  })
  read.done()
  return { scenarios, notes }

  function parameters(fields: Fields, path: string): Omit<Scenario, 'name'> {
    read.only(fields, PARAMETERS, path)
    const N = read.number(fields, 'N', path, { above: 0 })
    const params: SeirParameters = {
      N,
      R0: read.number(fields, 'R0', path, { from: 0 }),
      lat: read.number(fields, 'lat', path, { above: 0 }),
      inf: read.number(fields, 'inf', path, { above: 0 }),
      I0: read.number(fields, 'I0', path, { from: 0 }),
      days: read.number(fields, 'days', path, { from: 0, to: 36_525, whole: true }),
    }
    if (fields.E0 != null) params.E0 = read.number(fields, 'E0', path, { from: 0 })
    if (fields.immune != null) params.immune = read.number(fields, 'immune', path, { from: 0 })
    const start = params.I0 + (params.E0 ?? 0) + (params.immune ?? 0)
    if (start > N) read.fault(`${path}I0`, `I0 + E0 + immune = ${start} lớn hơn N`, `I0 + E0 + immune = ${start} is more than N`)
    if (fields.mult != null) params.mult = multipliers(fields.mult, `${path}mult`)
    const part = (key: string) => section(fields[key], path + key)
    const [v, t, c, s] = [part('vaccination'), part('testing'), part('tracing'), part('stochastic')]
    if (v) params.vaccination = vaccination(v, `${path}vaccination.`)
    if (t) params.testing = testing(t, `${path}testing.`)
    if (c) params.tracing = tracing(c, `${path}tracing.`)
    if (c && !t)
      read.fault(
        `${path}tracing`,
        'cần có testing: truy vết bắt đầu từ ca được phát hiện',
        'needs testing: tracing starts from found cases',
      )
    return { params, stochastic: s ? chance(s, `${path}stochastic.`) : undefined }
  }

  function section(value: unknown, field: string): Fields | undefined {
    if (value === undefined || value === null) return undefined
    if (isFields(value)) return value
    read.fault(field, 'phải là một đối tượng { … }', 'must be an object { … }')
    return undefined
  }

  function multipliers(value: unknown, field: string): [number, number][] {
    const wrong = () => {
      read.fault(field, 'phải là danh sách các cặp [ngày, hệ số]', 'must be a list of pairs [day, factor]')
      return []
    }
    if (!Array.isArray(value)) return wrong()
    return value.flatMap((pair, i): [number, number][] => {
      if (!Array.isArray(pair) || pair.length !== 2) return wrong()
      return [[read.value(pair[0], `${field}[${i}][0]`, { from: 0 }), read.value(pair[1], `${field}[${i}][1]`, { from: 0 })]]
    })
  }

  function vaccination(fields: Fields, path: string): Vaccination {
    read.only(fields, ['from', 'dosesPerDay', 'efficacy', 'delay', 'uptake'], path)
    return {
      from: read.number(fields, 'from', path, { from: 0 }),
      dosesPerDay: read.number(fields, 'dosesPerDay', path, { from: 0 }),
      efficacy: read.number(fields, 'efficacy', path, { from: 0, to: 1 }),
      delay: read.number(fields, 'delay', path, { from: 0, whole: true }),
      uptake: read.number(fields, 'uptake', path, { from: 0, to: 1, otherwise: 1 }),
    }
  }

  function testing(fields: Fields, path: string): Testing {
    read.only(fields, ['from', 'rate', 'capacityPerDay', 'testsPerCase', 'effect'], path)
    const found: Testing = {
      from: read.number(fields, 'from', path, { from: 0 }),
      rate: read.number(fields, 'rate', path, { from: 0 }),
      testsPerCase: read.number(fields, 'testsPerCase', path, { above: 0, otherwise: 1 }),
      effect: read.number(fields, 'effect', path, { from: 0, to: 1, otherwise: 1 }),
    }
    if (fields.capacityPerDay != null) found.capacityPerDay = read.number(fields, 'capacityPerDay', path, { from: 0 })
    return found
  }

  function tracing(fields: Fields, path: string): Tracing {
    read.only(fields, ['from', 'share', 'contactsPerCase', 'capacityPerDay'], path)
    const found: Tracing = {
      from: read.number(fields, 'from', path, { from: 0 }),
      share: read.number(fields, 'share', path, { from: 0, to: 1 }),
      contactsPerCase: read.number(fields, 'contactsPerCase', path, { above: 0, otherwise: 1 }),
    }
    if (fields.capacityPerDay != null) found.capacityPerDay = read.number(fields, 'capacityPerDay', path, { from: 0 })
    return found
  }

  function chance(fields: Fields, path: string): { seed: number; runs: number } {
    read.only(fields, ['seed', 'runs'], path)
    return {
      seed: read.number(fields, 'seed', path, { from: 0, to: Number.MAX_SAFE_INTEGER, whole: true, otherwise: 1 }),
      runs: read.number(fields, 'runs', path, { from: 1, to: 10_000, whole: true, otherwise: 100 }),
    }
  }
}
