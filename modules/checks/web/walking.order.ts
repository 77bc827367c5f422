/** The same ids with one of them at another place; a place beyond an end is that end. */
export function movedTo(order: readonly string[], id: string, to: number): string[] {
  const rest = order.filter((other) => other !== id)
  if (rest.length === order.length) return [...order]
  const at = Math.max(0, Math.min(rest.length, to))
  return [...rest.slice(0, at), id, ...rest.slice(at)]
}
