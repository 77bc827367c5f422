import fc from 'fast-check'

const letter = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((point) => String.fromCodePoint(point))

/**
 * Any text: every letter of Unicode, and the names that objects have of themselves. In place of fast-check's `unit: 'binary'`, which makes a list of all
 * 1.1 million letters for each use: a second of processor and 100 MB.
 */
export const anyText = (options: { maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.string({ unit: letter, ...options }) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty')
        .map((name) => name.slice(0, options.maxLength)),
    },
  )
