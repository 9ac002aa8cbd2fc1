/** A path and a way to price on it, joined into a market: what the modes share. */
import { yearFraction } from '../../../base/calendar/year-fraction.ts'
import { assert } from '../../../base/vocabulary/assert.ts'
import type { DayNumber, EpochMs } from '../../../base/vocabulary/quantity.ts'
import type { Surface } from '../surface-model.ts'
import { undiscountedValue } from './index-option.ts'
import type { SessionGrid } from './session-grid.ts'
import type {
  SimulatedMarket,
  SimulatedOption,
  SimulatedPath,
  SimulatedVixOption,
  VixOptionValue,
} from './simulated-market.ts'
import { type VixTenor, vixTenor } from './vix-settlement.ts'

export interface PricingModel {
  surface(row: number): Surface
  /** The law the index follows from a row on, where it has one: its smile, and its growth beyond the carry. */
  readonly outcomes: { surface(row: number): Surface; readonly driftShift: number } | null
  /** Settlement value, vol points. */
  vx(row: number, tenor: VixTenor): number
  /** With `price_points` not yet discounted. */
  vixOption(row: number, tenor: VixTenor, option: SimulatedVixOption): VixOptionValue
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
  const quotedAt = (row: number): EpochMs => {
    assert(Number.isInteger(row) && row >= 0 && row < grid.days.length, 'no such row', { row })
    return grid.quotedAt[row] as EpochMs
  }
  const value = (row: number, surface: Surface, option: SimulatedOption, drift: number): number =>
    undiscountedValue(surface, option, {
      quotedAt: quotedAt(row),
      spot_points: path.spots_points[row],
      drift,
    })
  return {
    mode,
    seed,
    rate,
    dividendYield,
    days: grid.days,
    quotedAt: grid.quotedAt,
    ...path,
    surfaceAt: (row) => {
      quotedAt(row)
      return pricing.surface(row)
    },
    optionPrice: (row, option) => {
      const years = yearFraction('calendar-365', quotedAt(row), option.settlesAt)
      return Math.exp(-rate * years) * value(row, pricing.surface(row), option, rate - dividendYield)
    },
    expectedPayoff: (row, option) =>
      outcomes === null
        ? null
        : value(row, outcomes.surface(row), option, rate - dividendYield + outcomes.driftShift),
    vxCurveAt: (row, expirationDays) => {
      const from = quotedAt(row)
      return Float64Array.from(expirationDays, (day) => pricing.vx(row, vixTenor(from, day as DayNumber)))
    },
    vixOptionAt: (row, option) => {
      const tenor = vixTenor(quotedAt(row), option.expirationDay)
      const undiscounted = pricing.vixOption(row, tenor, option)
      return { ...undiscounted, price_points: Math.exp(-rate * tenor.years) * undiscounted.price_points }
    },
  }
}
