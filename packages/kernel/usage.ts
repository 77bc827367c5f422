/** The caller asked wrongly (a missing file, column or option). The message says what was expected; nothing was done. */
export class UsageError extends Error {
  override name = 'UsageError'
}
