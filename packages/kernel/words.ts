/** A text shown to people: Vietnamese first, English one click away. */
export interface Words {
  vi: string
  en: string
}
