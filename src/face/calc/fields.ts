/** The input fields that calculators share, each with its unit and range, and what they resolve to. */
import { z } from 'zod'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'

export const positive = z.number().positive().max(1e12)
/** Annualised, decimal: 0.18. Above 10 (a thousand percent) someone has typed vol points. */
export const sigma = z.number().nonnegative().max(10)
/** Continuously compounded, decimal per year. */
export const rate = z.number().min(-1).max(1)
export const right = z.enum(['C', 'P'])
export const discountFactor = z.number().positive().max(2)
const years = z.number().nonnegative().max(100)

/** Time to expiry: exactly one of the three. */
export const timeFields = {
  /** Years. */
  T: years.optional(),
  /** Calendar days, T = days / 365. */
  T_days_365: z.number().nonnegative().max(36_500).optional(),
  /** Trading days, T = days / 252. */
  T_trading_days: z.number().nonnegative().max(25_200).optional(),
}

/** Spot and carry. r and q are 0 unless given. */
export const spotFields = {
  S: positive,
  r: rate.default(0),
  q: rate.default(0),
}

const leg = z.strictObject({
  right,
  strike: positive,
  /** Signed; short is negative. */
  quantity: z.number().min(-1e9).max(1e9),
})

/** One option (`type` and `K`, one long), or `legs`. */
export const positionFields = {
  type: right.optional(),
  K: positive.optional(),
  legs: z.array(leg).min(1).max(100).optional(),
  multiplier: z.number().positive().max(1e9).default(1),
}

export interface Leg {
  readonly right: 'C' | 'P'
  readonly strike: number
  readonly quantity: number
}

/** A clock a person chose by the field he gave: its days in a year. */
export interface Tenor {
  readonly years: number
  readonly daysPerYear: number
}

export function tenorOf(
  inputs: {
    readonly T?: number | undefined
    readonly T_days_365?: number | undefined
    readonly T_trading_days?: number | undefined
  },
  source: string,
): Result<Tenor> {
  const { T, T_days_365: calendar, T_trading_days: trading } = inputs
  const given = [T, calendar, trading].filter((value) => value !== undefined).length
  if (given !== 1) {
    return refused(
      refuse('command.bad-input', {
        field: 'T',
        was: given === 0 ? 'nothing' : `${given} of T, T_days_365, T_trading_days`,
        wanted: 'exactly one of T (years), T_days_365, T_trading_days',
        source,
      }),
    )
  }
  if (calendar !== undefined) return accepted({ years: calendar / 365, daysPerYear: 365 })
  if (trading !== undefined) return accepted({ years: trading / 252, daysPerYear: 252 })
  return accepted({ years: T ?? 0, daysPerYear: 365 })
}

/** The legs of a position: `legs`, or the one long option that `type` and `K` name. */
export function legsOf(
  inputs: {
    readonly type?: 'C' | 'P' | undefined
    readonly K?: number | undefined
    readonly legs?: readonly Leg[] | undefined
  },
  source: string,
): Result<readonly Leg[]> {
  const { type, K, legs } = inputs
  const single = type !== undefined || K !== undefined
  if (legs !== undefined && !single) return accepted(legs)
  if (legs === undefined && type !== undefined && K !== undefined) {
    return accepted([{ right: type, strike: K, quantity: 1 }])
  }
  const field = legs !== undefined ? 'legs' : type === undefined ? 'type' : 'K'
  return refused(
    refuse('command.bad-input', {
      field,
      was: legs !== undefined ? 'legs beside type or K' : 'nothing',
      wanted: 'either type (C or P) and K, or legs as {right, strike, quantity}',
      source,
    }),
  )
}
