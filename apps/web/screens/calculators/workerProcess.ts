/** lib-r-math.js asks Node's `process` for the colours of its terminal as it loads; a worker has none, and the name alone would throw. */
const scope = globalThis as { process?: unknown }
scope.process ??= {}

export {}
