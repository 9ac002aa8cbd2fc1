/** A path and a way to price on it, joined into a market: what the modes share. */
import { assert } from '../../../base/vocabulary/assert.ts'
import type { DayNumber, EpochMs } from '../../../base/vocabulary/quantity.ts'
import type { Surface } from '../surface-model.ts'
import { undiscountedValue } from './index-option.ts'
import { keptByNumber, lastTwo } from './kept.ts'
import type { SessionGrid } from './session-grid.ts'
import type {
  SimulatedMarket,
  SimulatedOption,
  SimulatedPath,
  SimulatedVixOption,
  VixOptionValue,
} from './simulated-market.ts'
import { type Tenor, tenorBetween, vixTenor } from './tenor.ts'

export interface PricingModel {
  surface(row: number): Surface
  /** The law the index follows from a row on, where it has one: its smile, and its growth beyond the carry. */
  readonly outcomes: { surface(row: number): Surface; readonly driftShift: number } | null
  /** Settlement value, vol points. */
  vx(row: number, tenor: Tenor): number
  /** With `price_points` not yet discounted. */
  vixOption(row: number, tenor: Tenor, option: SimulatedVixOption): VixOptionValue
}

export function pricedMarket(options: {
  readonly mode: SimulatedMarket['mode']
  readonly seed: number
  readonly rate: number
  readonly dividendYield: number
  readonly grid: SessionGrid
  readonly path: SimulatedPath
  readonly pricing: PricingModel
}): SimulatedMarket {
  const { mode, seed, rate, dividendYield, grid, path, pricing } = options
  const { outcomes } = pricing
  const carry = rate - dividendYield
  const checked = (row: number): number => {
    assert(Number.isInteger(row) && row >= 0 && row < grid.days.length, 'no such row', { row })
    return row
  }
  const tenors = lastTwo((row) => {
    const quotedAt = grid.quotedAt[checked(row)] as EpochMs
    return {
      ofIndex: keptByNumber((settlesAt) => tenorBetween(quotedAt, settlesAt as EpochMs)),
      ofVix: keptByNumber((day) => vixTenor(quotedAt, day as DayNumber)),
    }
  })
  const value = (row: number, surface: Surface, option: SimulatedOption, drift: number): number => {
    const tenor = tenors(row).ofIndex(option.settlesAt)
    const forward_points = path.spots_points[row] * Math.exp(drift * tenor.years)
    return undiscountedValue(surface.smile(tenor.varianceYears), option, {
      forward_points,
      years: tenor.years,
    })
  }
  return {
    mode,
    seed,
    rate,
    dividendYield,
    snapshots: grid.snapshots,
    days: grid.days,
    quotedAt: grid.quotedAt,
    ...path,
    surfaceAt: (row) => pricing.surface(checked(row)),
    optionPrice: (row, option) => {
      const { years } = tenors(row).ofIndex(option.settlesAt)
      return Math.exp(-rate * years) * value(row, pricing.surface(row), option, carry)
    },
    expectedPayoff: (row, option) =>
      outcomes === null ? null : value(row, outcomes.surface(row), option, carry + outcomes.driftShift),
    vxCurveAt: (row, expirationDays) => {
      const { ofVix } = tenors(row)
      return Float64Array.from(expirationDays, (day) => pricing.vx(row, ofVix(day)))
    },
    vixOptionAt: (row, option) => {
      const tenor = tenors(row).ofVix(option.expirationDay)
      const undiscounted = pricing.vixOption(row, tenor, option)
      return { ...undiscounted, price_points: Math.exp(-rate * tenor.years) * undiscounted.price_points }
    },
  }
}
