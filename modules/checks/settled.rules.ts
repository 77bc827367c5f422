/** What a person set right in refused work before it was taken in. Pure. */

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields => (value !== null && typeof value === 'object' ? (value as Fields) : {})
/** A name that a verb's shape can have; what somebody typed where a name should be is not kept. */
const isName = (key: string): boolean => /^[a-z][A-Za-z0-9]{0,39}$/.test(key)

/** Names of the fields whose value is another than what was sent, a new person's among them; never the values. */
export function changedFields(sent: unknown, changes: Fields): string[] {
  const was = fieldsOf(sent)
  const names = Object.entries(changes).flatMap(([key, now]) => {
    if (JSON.stringify(was[key]) === JSON.stringify(now)) return []
    return key === 'person' ? changedFields(was[key], fieldsOf(now)) : [key]
  })
  return [...new Set(names.filter(isName))]
}
