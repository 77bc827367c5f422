/** Decisions from policy as data: pure, the day and the packs are arguments. */
export * from './closeness.rules.ts'
export * from './contactrelease.rules.ts'
export * from './holds.rules.ts'
export * from './inforce.rules.ts'
export * from './release.rules.ts'
