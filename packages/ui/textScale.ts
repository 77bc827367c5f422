/** How much larger than usual the reader has text: 1 at 16 px. What is drawn in pixels grows with it. */
export const textScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1
