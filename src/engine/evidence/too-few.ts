/** Why a record is too short for an interval, in words; null where it is not. */
import { OBSERVATIONS_MIN } from '../../base/numerics/bootstrap-interval.ts'

/** Of trades of which `atOnce` are open together on average, so that so many are worth one. */
export function tooFewTrades(
  trades: number,
  atOnce: number,
  what: 'trade' | 'cycle' = 'trade',
): string | null {
  if (trades / atOnce >= OBSERVATIONS_MIN) return null
  const ending = what === 'trade' ? ' closed' : ' in common'
  const closed = `${trades} ${what}${trades === 1 ? '' : 's'}${ending}`
  if (trades < OBSERVATIONS_MIN) return `${closed}, fewer than ${OBSERVATIONS_MIN}: no interval`
  const worth = (trades / atOnce).toFixed(1)
  return `${closed}, ${atOnce.toFixed(1)} open at once: worth ${worth} one after another, fewer than ${OBSERVATIONS_MIN}: no interval`
}

/** A ratio of daily returns has an interval from so many on. */
export const RATIO_STEPS_MIN = 60

/** Of daily steps; `so` is what there is not. */
export const tooFewSteps = (steps: number, wanted: number, so = 'no interval'): string | null =>
  steps >= wanted ? null : `${steps} daily steps, fewer than ${wanted}: ${so}`

/** Of sessions on which the account held anything but cash. */
export const tooFewHeld = (sessions: number): string | null =>
  sessions >= OBSERVATIONS_MIN
    ? null
    : `something but cash was held on ${sessions} sessions, fewer than ${OBSERVATIONS_MIN}: no interval`
