/** A start that cannot go on: one line that says why and what to do. */
export class StartError extends Error {}
