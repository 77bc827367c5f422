/** User name and code as the QR of a printed slip has them; null where it is no slip. */
export function readSlip(text: string): { username: string; code: string } | null {
  const found = /^phaodai:([^\s/]+)\/(\S{4}-\S{4}-\S{4})$/.exec(text.trim())
  return found ? { username: decodeURIComponent(found[1]!), code: found[2]! } : null
}
