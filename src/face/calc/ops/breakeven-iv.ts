import { z } from 'zod'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import { findRoot } from '../../../base/numerics/roots.ts'
import { defineOperation } from '../define-operation.ts'
import {
  type Leg,
  legsOf,
  positionFields,
  positive,
  sigma,
  spotFields,
  tenorOf,
  timeFields,
} from '../fields.ts'
import { positionPrice, type PositionTerms } from '../position.ts'
import { REFERENCE_CONDOR } from '../reference-condor.ts'

const days = z.number().nonnegative().max(36_500)

const schema = z.strictObject({
  ...positionFields,
  ...spotFields,
  ...timeFields,
  sigma,
  /** On the clock of the tenor given: calendar days, or trading days with T_trading_days. */
  elapsed_days: z.union([days, z.array(days).min(1).max(10_000)]),
  /** Spot after those days; S unless given. */
  spot: positive.optional(),
})

/** Grid of volatilities searched, log-spaced. */
const LOWEST = 1e-4
const HIGHEST = 20
const STEPS = 240

/**
 * The implied volatility at which closing the position costs what opening it paid, after some days at a given spot. Where
 * several volatilities do, the one nearest the entry's in ln sigma. Null in a list (and a refusal alone) where none does.
 */
export const breakevenIv = defineOperation({
  name: 'breakeven_iv',
  summary: 'the implied volatility at which closing costs the entry credit, after some days',
  example: {
    S: 5000,
    sigma: 0.15,
    T_days_365: 30,
    legs: REFERENCE_CONDOR,
    elapsed_days: [1, 5, 10, 20],
    spot: 5000,
  },
  schema,
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'breakeven_iv')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'breakeven_iv')
    if (!legs.ok) return legs
    const { years, daysPerYear } = tenor.value
    const terms: PositionTerms = { ...inputs, years }
    const entry = positionPrice(legs.value, terms)
    const later = (elapsed: number): Result<number> =>
      breakEven(
        legs.value,
        { ...terms, S: inputs.spot ?? inputs.S, years: years - elapsed / daysPerYear },
        entry,
        elapsed,
      )
    if (typeof inputs.elapsed_days === 'number') {
      const found = later(inputs.elapsed_days)
      return found.ok ? accepted({ breakeven_iv: found.value }) : found
    }
    const found = inputs.elapsed_days.map(later)
    const reasons = found.flatMap((each) => (each.ok ? [] : [each.refusal]))
    if (reasons.length === found.length) return refused(reasons[0])
    return accepted({
      breakeven_iv: found.map((each) => (each.ok ? each.value : null)),
      ...(reasons.length > 0 ? { refusals: reasons } : {}),
    })
  },
})

function breakEven(
  legs: readonly Leg[],
  terms: PositionTerms,
  entry: number,
  elapsed: number,
): Result<number> {
  const excess = (volatility: number): number => positionPrice(legs, { ...terms, sigma: volatility }) - entry
  const none = refused<number>(
    refuse('number.no-root', {
      field: 'breakeven_iv',
      was: `${elapsed} days elapsed at spot ${terms.S}`,
      wanted: `a volatility from ${LOWEST} to ${HIGHEST} at which the position is worth ${entry} again`,
      source: 'breakeven_iv',
    }),
  )
  if (!(terms.years > 0)) return none
  const grid = (i: number): number => LOWEST * Math.exp((i / STEPS) * Math.log(HIGHEST / LOWEST))
  let best = 0
  let left = excess(LOWEST)
  for (let i = 1; i <= STEPS; i += 1) {
    const right = excess(grid(i))
    if (left * right <= 0 && left !== right) {
      const root = findRoot(excess, grid(i - 1), grid(i), { what: 'breakeven_iv' })
      if (root.ok && (best === 0 || nearer(root.value, best, terms.sigma))) best = root.value
    }
    left = right
  }
  return best > 0 ? accepted(best) : none
}

function nearer(candidate: number, best: number, entrySigma: number): boolean {
  return Math.abs(Math.log(candidate / entrySigma)) < Math.abs(Math.log(best / entrySigma))
}
