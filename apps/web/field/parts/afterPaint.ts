/** Does it once what was just drawn is on the screen; at the latest in a tenth of a second, for nothing is drawn of a page that is hidden. */
export function afterPaint(work: () => void): void {
  let done = false
  const once = () => {
    if (done) return
    done = true
    work()
  }
  requestAnimationFrame(() => setTimeout(once))
  setTimeout(once, 100)
}
