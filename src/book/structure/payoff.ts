import { settlementValue } from './settlement-value.ts'
import { type StructureModel, structureValue } from './structure-model.ts'
import { structureGreeks } from './greeks.ts'
import { rentPerTradingDay } from './lvr.ts'

/** Columns of the payoff chart. All P&L counts from `credit_points` received. */
export interface PayoffCurves {
  /** Levels of the expiry's forward; at expiry the forward is the index. Ascending, unique. */
  readonly spots_points: readonly number[]
  readonly atExpiry_dollars: readonly number[]
  readonly today_dollars: readonly number[]
  /**
   * LVR per trading day if each leg realises its own implied volatility; negative where the wings buy convexity back
   * (beyond the short strikes a condor is not concave).
   */
  readonly lvr_dollars_per_day: readonly number[]
}

const GRID_POINTS = 121
/** The chart reaches this many expected moves either side of the forward, and a quarter of a move past the wings. */
const REACH_MOVES = 2.5

/**
 * Curves over a level grid that holds every strike, so that the kinks of the expiry payoff are sharp. `clockRatio` brings
 * the LVR from the model's clock to trading days, see `trading-clock.ts`.
 */
export function payoffCurves(
  model: StructureModel,
  credit_points: number,
  expectedMove_points: number,
  clockRatio = 1,
): PayoffCurves {
  const spots = levelGrid(model, expectedMove_points)
  const { multiplier } = model
  return {
    spots_points: spots,
    atExpiry_dollars: spots.map((spot) => (credit_points + settlementValue(model.legs, spot)) * multiplier),
    today_dollars: spots.map(
      (spot) => (credit_points + structureValue(model, { forward_points: spot })) * multiplier,
    ),
    lvr_dollars_per_day: spots.map(
      (spot) => rentPerTradingDay(model, structureGreeks(model, spot)) * clockRatio,
    ),
  }
}

function levelGrid(model: StructureModel, expectedMove_points: number): number[] {
  const strikes = model.legs.map((leg) => leg.strike_points)
  const move = expectedMove_points
  const forward = model.forward_points
  const low = Math.max(forward / 100, Math.min(forward - REACH_MOVES * move, Math.min(...strikes) - move / 4))
  const high = Math.max(forward + REACH_MOVES * move, Math.max(...strikes) + move / 4)
  const levels = new Set<number>(strikes)
  for (let i = 0; i < GRID_POINTS; i += 1) {
    // Whole cents keep the columns short in JSON without moving any point visibly.
    levels.add(Math.round((low + ((high - low) * i) / (GRID_POINTS - 1)) * 100) / 100)
  }
  return [...levels].sort((a, b) => a - b)
}
