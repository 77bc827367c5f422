/** The modules in order: a module imports only modules before it. The house check reads this list. */
export const order = [
  'identity',
  'areas',
  'policy',
  'people',
  'cases',
  'tracing',
  'laboratory',
  'quarantine',
  'checks',
  'sentinels',
  'sweep',
  'declarations',
  'devices',
  'imports',
  'directives',
  'situation',
] as const
