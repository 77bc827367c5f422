/** Whether a task asks for a plan: its product says so, or, where none is named, its words. */
export const expectsPlan = (t: { product: string | null; words: string }): boolean =>
  /kế hoạch|phương án/iu.test((t.product ?? t.words).normalize('NFC'))
