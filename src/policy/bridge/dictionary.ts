/** The dictionary of the two worlds, each line computed on either side by that side's own formula (MATH 1.3). */
import { breakEvenVolatility, impliedVolatilityOfPool } from '../../book/pool/implied-volatility.ts'
import type { Pool } from '../../book/pool/pool.ts'
import type { StructureGreeks } from '../../book/structure/greeks.ts'
import { TRADING_DAYS_PER_YEAR, lvrPerTradingDay } from '../../book/structure/lvr.ts'
import { settlementValue } from '../../book/structure/settlement-value.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'
import type { CandidateCondor, Figure, Unit } from '../decision.ts'
import { figure } from '../figure.ts'
import type { DictionaryRow } from './bridge.ts'

export interface DictionaryInputs {
  readonly candidate: CandidateCondor
  readonly model: StructureModel
  readonly greeks: StructureGreeks
  /** Null where no pool is equal. */
  readonly fullRange: Pool | null
  readonly sameCapital: Pool | null
  /** Why a pool is missing. */
  readonly note: string | null
  /** Decimal squared, per 252 sessions; null where unknown, and `forecastNote` says why. */
  readonly forecastVariance: number | null
  readonly forecastNote: string
  /** Years on the market's clock per trading year, see `trading-clock.ts`. */
  readonly clock: number
}

/** Label of the pool's side, label of the condor's side, unit of either. */
interface Terms {
  readonly id: string
  readonly pool: readonly [label: string, unit: Unit]
  readonly condor: readonly [label: string, unit: Unit]
  readonly level_points?: number
}

type PoolSide = (pool: Pool) => number | null

export function dictionary(inputs: DictionaryInputs): readonly DictionaryRow[] {
  return [...instantRows(inputs), ...holdingRows(inputs)]
}

function instantRows(inputs: DictionaryInputs): readonly DictionaryRow[] {
  const { candidate, model, greeks, forecastVariance: variance, forecastNote, clock } = inputs
  const price = candidate.forward_points
  const rent = candidate.lvr.atImplied_dollars_per_day
  const feesPerYear = rent * TRADING_DAYS_PER_YEAR
  const gammaOf = (pool: Pool): number => 2 * (pool.lvrRate(price, 1) ?? 0)
  const bleedOf = (pool: Pool): number | null =>
    variance === null ? null : lvrPerTradingDay(-gammaOf(pool), variance)
  const kappaOf = (pool: Pool): number | null => {
    const bleed = bleedOf(pool)
    return bleed === null || bleed <= 0 ? null : rent / bleed
  }
  const line = lineOf(inputs)
  const atForecast = variance === null ? forecastNote : 'at the forecast volatility, a trading day'
  return [
    line(
      { id: 'value', pool: ['Value V(P)', 'dollars'], condor: ['Minus the cost to close', 'dollars'] },
      (pool) => pool.value(price),
      [greeks.value * model.multiplier, "at each leg's own volatility"],
    ),
    line(
      { id: 'delta', pool: ['Units held x*', 'dollars per point'], condor: ['Delta', 'dollars per point'] },
      (pool) => pool.riskyHeld(price),
      [candidate.greeks.delta_dollars_per_point, 'the one line that hedging makes equal'],
    ),
    line(
      {
        id: 'gamma',
        pool: ['Curvature |V″|', 'dollars per point squared'],
        condor: ['|Gamma|', 'dollars per point squared'],
      },
      (pool) => Math.abs(pool.gamma(price) ?? 0),
      [Math.abs(candidate.greeks.gamma_dollars_per_point2), 'equal by construction'],
    ),
    line(
      { id: 'lvr', pool: ['LVR', 'dollars per day'], condor: ['Gamma loss', 'dollars per day'] },
      bleedOf,
      [candidate.lvr.atForecast_dollars_per_day, atForecast],
    ),
    line(
      {
        id: 'fees',
        pool: ['Fee APR it needs', 'per year'],
        condor: ['Theta (gamma rent)', 'dollars per day'],
      },
      (pool) => feesPerYear / pool.value(price),
      [rent, 'a trading day, interest on the premium left out'],
    ),
    line(
      {
        id: 'break-even-vol',
        pool: ['Break-even volatility', 'vol points'],
        condor: ['Implied volatility', 'vol points'],
      },
      (pool) =>
        feesPerYear <= 0
          ? null
          : 100 *
            (pool.kind === 'constant-product'
              ? impliedVolatilityOfPool(1, feesPerYear, pool.value(price))
              : breakEvenVolatility(feesPerYear, gammaOf(pool))),
      [gammaWeightedVol(greeks, clock), 'weighted by gamma over the legs, per 252 sessions'],
    ),
    line({ id: 'coverage', pool: ['Fees over LVR', 'ratio'], condor: ['Coverage κ', 'ratio'] }, kappaOf, [
      candidate.coverageKappa,
      variance === null ? forecastNote : 'rent over bleed at the forecast',
    ]),
  ]
}

/** sqrt(sum Gamma sigma^2 / sum Gamma) in vol points; null where the legs together are not short gamma. */
function gammaWeightedVol({ gamma, gammaVariance }: StructureGreeks, clock: number): number | null {
  const variance = gamma < 0 ? gammaVariance / gamma : -1
  return variance < 0 ? null : 100 * Math.sqrt(variance * clock)
}

/** Unhedged: what one expected move either way costs the pool against its own tokens, and the condor at expiry. */
function holdingRows(inputs: DictionaryInputs): readonly DictionaryRow[] {
  const { candidate, model } = inputs
  const { forward_points: price, expectedMove_points: move, credit } = candidate
  const line = lineOf(inputs)
  return (
    [
      ['down', price - move],
      ['up', price + move],
    ] as const
  )
    .filter(([, level]) => level > 0)
    .map(([way, level]) =>
      line(
        {
          id: `holding-${way}`,
          pool: [`IL (LVH), one move ${way}`, 'dollars'],
          condor: ['Unhedged loss at expiry', 'dollars'],
          level_points: level,
        },
        (pool) => pool.lvrOfMove(price, level),
        [
          -(credit.natural_points + settlementValue(model.legs, level)) * model.multiplier,
          'after the natural credit; negative is a gain',
        ],
      ),
    )
}

function lineOf({ candidate, fullRange, sameCapital, note }: DictionaryInputs) {
  const { rung } = candidate
  const side = (id: string, [label, unit]: Terms['pool'], pool: Pool | null, of: PoolSide): Figure => {
    const value = pool === null ? null : of(pool)
    return figure(id, label, value, unit, rung, pool === null ? note : null)
  }
  return (terms: Terms, of: PoolSide, [value, why]: readonly [number | null, string]): DictionaryRow => ({
    id: terms.id,
    pool: side(`${terms.id}-pool`, terms.pool, fullRange, of),
    range: side(`${terms.id}-range`, terms.pool, sameCapital, of),
    condor: figure(`${terms.id}-condor`, ...swap(terms.condor, value), rung, why),
    level_points: terms.level_points ?? null,
  })
}

const swap = (
  [label, unit]: Terms['condor'],
  value: number | null,
): readonly [string, number | null, Unit] => [label, value, unit]
