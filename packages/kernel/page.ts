/**
 * One page of a list whose every row says how long the list is, and a row that says it. Past the end no row is there to say it, and the list would seem
 * empty: then the first row is asked. `head` undefined: nothing is in the list.
 */
export async function pageOf<R, F extends { limit: number; offset: number }>(
  list: (asked: F) => Promise<R[]>,
  asked: F,
): Promise<{ rows: R[]; head: R | undefined }> {
  const rows = await list(asked)
  if (rows.length > 0 || asked.offset === 0) return { rows, head: rows[0] }
  const [head] = await list({ ...asked, limit: 1, offset: 0 })
  return { rows, head }
}
