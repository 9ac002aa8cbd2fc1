/**
 * A rule in a fair market: spot is lognormal at the volatility that options are sold for, nothing costs anything, and every
 * trade is at model value. There every rule earns zero on average, whatever its win rate; a rule that does not is a
 * mistake in the arithmetic. Strikes are continuous here.
 */
import { createRandom } from '../../base/numerics/random.ts'
import { structureGreeks } from '../../book/structure/greeks.ts'
import { TRADING_DAYS_PER_YEAR } from '../../book/structure/lvr.ts'
import { structureValue } from '../../book/structure/structure-model.ts'
import { flatCondor } from './flat-condor.ts'
import type { InvariantState } from './invariant.ts'

export interface RuleWorld {
  readonly spot_points: number
  /** Of all options, decimal per year. */
  readonly impliedVol: number
  /** Of spot; fair where it equals `impliedVol`. */
  readonly realisedVol: number
  readonly wing_points: number
  /** Distance of the shorts at the opening, in S sigma sqrt(T). */
  readonly m: number
  readonly sessions: number
  readonly cycles: number
  readonly seed: number
}

/** What a rule wants held from now on, or null to leave it. May be any number of contracts, zero to close. */
export type SimulatedRule = (
  entry: InvariantState,
  now: InvariantState,
  contracts: number,
) => { readonly state: InvariantState; readonly contracts: number } | null

export interface RuleOutcome {
  /** Points per cycle, less the P&L of the delta: a martingale in any world without drift, so it only removes noise. */
  readonly mean: number
  readonly standardError: number
  /** The same with the delta's P&L left in. */
  readonly rawMean: number
  readonly rawStandardError: number
  /** Share of cycles that earned (raw). */
  readonly winRate: number
  /** Adjustments per cycle. */
  readonly adjustments: number
}

/** A condor on continuous strikes at distance m. */
export function condorAt(
  world: Pick<RuleWorld, 'impliedVol' | 'wing_points'>,
  spot: number,
  m: number,
  years: number,
): InvariantState {
  const reach = Math.exp(m * world.impliedVol * Math.sqrt(years))
  const [put, call] = [spot / reach, spot * reach]
  const strikes_points = [put - world.wing_points, put, call, call + world.wing_points] as const
  return flatCondor({ spot_points: spot, strikes_points, volatility: world.impliedVol, years })
}

export function simulateRule(world: RuleWorld, rule: SimulatedRule): RuleOutcome {
  const random = createRandom({ seed: world.seed, stream: 0 })
  const step = 1 / TRADING_DAYS_PER_YEAR
  const drift = (-world.realisedVol * world.realisedVol * step) / 2
  const sums = { hedged: 0, hedgedSquare: 0, raw: 0, rawSquare: 0, wins: 0, adjustments: 0 }
  for (let cycle = 0; cycle < world.cycles; cycle += 1) {
    let spot = world.spot_points
    let entry = condorAt(world, spot, world.m, world.sessions * step)
    let held = entry
    let contracts = 1
    let raw = 0
    let delta = 0
    for (let session = 1; session <= world.sessions; session += 1) {
      const years = (world.sessions - session) * step
      const before = structureValue(held.model)
      const slope = structureGreeks(held.model).delta
      const next = spot * Math.exp(drift + world.realisedVol * Math.sqrt(step) * random.nextNormal())
      held = { ...held, model: { ...held.model, forward_points: next, years } }
      raw += contracts * (structureValue(held.model) - before)
      delta += contracts * slope * (next - spot)
      spot = next
      if (years <= 0) break
      const wanted = rule(entry, held, contracts)
      if (wanted === null) continue
      sums.adjustments += 1
      if (wanted.state !== held) entry = wanted.state
      held = wanted.state
      contracts = wanted.contracts
      if (contracts === 0) break
    }
    const hedged = raw - delta
    sums.hedged += hedged
    sums.hedgedSquare += hedged * hedged
    sums.raw += raw
    sums.rawSquare += raw * raw
    sums.wins += raw > 0 ? 1 : 0
  }
  const n = world.cycles
  const error = (sum: number, square: number): number => Math.sqrt((square - (sum * sum) / n) / (n - 1) / n)
  return {
    mean: sums.hedged / n,
    standardError: error(sums.hedged, sums.hedgedSquare),
    rawMean: sums.raw / n,
    rawStandardError: error(sums.raw, sums.rawSquare),
    winRate: sums.wins / n,
    adjustments: sums.adjustments / n,
  }
}
