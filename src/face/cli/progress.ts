/** How far a long command is, on standard error: on a terminal one line that is written over, else a line now and then. */
import { systemClock } from '../../shell/clock/system-clock.ts'

/** Work shorter than this is not worth a line. */
const QUIET_MS = 2_000
const TERMINAL_EVERY_MS = 200
const PIPE_EVERY_MS = 15_000

export interface Progress {
  /** So much of `total` is done. */
  at(done: number): void
  /** Clears the line. */
  end(): void
}

export function progress(what: string, total: number, alreadyDone = 0): Progress {
  const start = systemClock.now()
  const terminal = process.stderr.isTTY === true
  let last = start
  let shown = false
  return {
    at: (done) => {
      const now = systemClock.now()
      const every = shown ? (terminal ? TERMINAL_EVERY_MS : PIPE_EVERY_MS) : QUIET_MS
      if (now - last < every) return
      last = now
      shown = true
      const text = `${what}: ${progressWords(done, total, now - start, alreadyDone)}`
      process.stderr.write(terminal ? `\r\u001b[K${text}` : `${text}\n`)
    },
    end: () => {
      if (shown && terminal) process.stderr.write('\r\u001b[K')
    },
  }
}

/** `42 % (1,234 of 2,900), 12 s left`; the time left at the pace so far, of what was not done before. */
export function progressWords(done: number, total: number, elapsed_ms: number, alreadyDone = 0): string {
  const share = total === 0 ? 100 : Math.floor((100 * done) / total)
  const made = done - alreadyDone
  const left = made <= 0 ? null : ((total - done) * elapsed_ms) / made / 1000
  return `${share} % (${done} of ${total})${left === null ? '' : `, ${secondsWords(left)} left`}`
}

function secondsWords(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 100) return `${whole} s`
  const minutes = Math.ceil(whole / 60)
  return minutes < 100 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}
