import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Content width in CSS pixels of an A4 sheet with the margins of styles.css, upright and on its side, less the frame of a drawing. */
const UPRIGHT = 640
const WIDE = 960

/** True while the page is laid out for paper. What hangs on it is drawn before the sheet is taken. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const media = matchMedia('print')
    const set = (on: boolean) => flushSync(() => setPrinting(on))
    const listen = () => set(media.matches)
    const before = () => set(true)
    const after = () => set(false)
    media.addEventListener('change', listen)
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      media.removeEventListener('change', listen)
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
    }
  }, [])
  return printing
}

/**
 * Drawings (`data-print-fit`) are made for the width of the screen and cannot be drawn again while a sheet is taken: each keeps its size and
 * is scaled to the sheet, and where the attribute has a number to that height in pixels. Called once, at the root.
 */
export function usePrintFit(): void {
  useEffect(() => {
    const fit = () => {
      const sheet = document.querySelector('[data-print-wide]') ? WIDE : UPRIGHT
      for (const drawing of document.querySelectorAll<HTMLElement>('[data-print-fit]')) {
        // as it was drawn, whatever its box has become since
        const width = drawing.querySelector<HTMLElement>('canvas, svg')?.clientWidth || drawing.offsetWidth
        if (width === 0) continue
        drawing.style.setProperty('--pd-drawn', `${width}px`)
        const tallest = Number(drawing.dataset.printFit) / drawing.offsetHeight || 2
        drawing.style.setProperty('--pd-fit', String(Math.min(1.4, sheet / width, tallest)))
      }
    }
    addEventListener('beforeprint', fit)
    return () => removeEventListener('beforeprint', fit)
  }, [])
}

/** A line at the foot of every printed sheet, beside the number of the page. */
export function usePrintFoot(words: string): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`@page { @bottom-left { content: ${JSON.stringify(words)}; font: 8pt sans-serif; } }`)
    document.adoptedStyleSheets.push(sheet)
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet)
    }
  }, [words])
}
