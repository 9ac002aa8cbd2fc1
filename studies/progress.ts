/** Says on standard error how far a study is and when it will be done. */
export function progressLine(id: string): (part: string, share: number) => void {
  let part = ''
  let started = performance.now()
  let said = -Infinity
  return (named, share) => {
    const now = performance.now()
    if (named !== part) [part, started, said] = [named, now, now]
    if (share <= 0 || (now - said < 5000 && share < 1)) return
    said = now
    const left = Math.round((((now - started) / share) * (1 - share)) / 1000)
    process.stderr.write(`${id}: ${part} ${Math.floor(100 * share)} %, ${left} s left\n`)
  }
}
