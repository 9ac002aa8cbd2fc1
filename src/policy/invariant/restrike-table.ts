/** Where holding each invariant sends the strikes when volatility doubles: exact Black-Scholes, fixed wings, every root. */
import { normalCdf } from '../../base/numerics/normal.ts'
import { findAllRoots } from '../../base/numerics/roots.ts'
import { structureGreeks } from '../../book/structure/greeks.ts'
import { dollarGamma, lvrPerTradingDay } from '../../book/structure/lvr.ts'
import { flatCondor } from './flat-condor.ts'
import { type Invariant, type InvariantState, productOf } from './invariant.ts'
import {
  EXACT_PRODUCTS,
  type ExactCondor,
  type ExactProduct,
  type ExactSetting,
  exactCondorAt,
  exactProduct,
  exactRestrikes,
} from './theory/exact-restrike.ts'

/** The set-up of the published table. */
const RESTRIKE_SETTING: ExactSetting = {
  spot_points: 5000,
  years: 30 / 365,
  rate: 0,
  wing_points: 50,
}
const RESTRIKE_START = { m: 1.016, volatility: 0.15, shockedVolatility: 0.3 } as const

const CODES: Readonly<Record<ExactProduct, string>> = {
  credit_x_be_distance: 'I1',
  credit_squared: "I1'",
  extrinsic_x_iv: 'I2',
  width_x_premium: 'I3',
  credit_over_S_sigma_sqrtT: 'I5',
}

export interface RestrikeRow {
  readonly rule: string
  readonly direction: 'widen' | 'tighten' | ''
  readonly m: number
  readonly callDelta: number
  readonly shortCallDistance_points: number
  readonly credit_points: number
  /** Per trading day, at realised equal to implied, one condor. */
  readonly lvr_dollars_per_day: number
  readonly vega_dollars_per_vol_point: number
  /** At expiry beyond a break-even, under the row's volatility. */
  readonly lossProbability: number
  readonly maxLoss_dollars: number
}

export function restrikeTable(): readonly RestrikeRow[] {
  const { m, volatility, shockedVolatility } = RESTRIKE_START
  const base = exactCondorAt(RESTRIKE_SETTING, m, volatility)
  const reach = base.shortCall_points - RESTRIKE_SETTING.spot_points
  const named = (rule: string, condor: ExactCondor): RestrikeRow => rowOf(rule, condor, reach)
  const order: readonly ExactProduct[] = [
    'credit_x_be_distance',
    'credit_squared',
    'extrinsic_x_iv',
    'width_x_premium',
    'credit_over_S_sigma_sqrtT',
  ]
  return [
    { ...named('base', base), direction: '' },
    named('constant delta', exactCondorAt(RESTRIKE_SETTING, m, shockedVolatility)),
    ...order.flatMap((product) => {
      const k = exactProduct(product, RESTRIKE_SETTING, base)
      const found = exactRestrikes(product, RESTRIKE_SETTING, k, shockedVolatility)
      return found.map((condor, i) => {
        const branch = found.length < 2 ? '' : i === 0 ? ' outer' : ' inner'
        return named(`${CODES[product]}${branch}`, condor)
      })
    }),
  ]
}

/** Ratio of k at strikes that stay, for each product: volatility doubles and all rise. */
export function heldStrikesRatios(): readonly { readonly rule: string; readonly ratio: number }[] {
  const { m, volatility, shockedVolatility } = RESTRIKE_START
  const base = exactCondorAt(RESTRIKE_SETTING, m, volatility)
  const reach = base.shortCall_points / RESTRIKE_SETTING.spot_points
  const later = Math.log(reach) / (shockedVolatility * Math.sqrt(RESTRIKE_SETTING.years))
  const held = exactCondorAt(RESTRIKE_SETTING, later, shockedVolatility)
  return EXACT_PRODUCTS.map((product) => ({
    rule: CODES[product],
    ratio: exactProduct(product, RESTRIKE_SETTING, held) / exactProduct(product, RESTRIKE_SETTING, base),
  }))
}

/** Every condor of the set-up that restores an invariant of the registry; null where k does not depend on the strikes. */
export function restrikesOf(invariant: Invariant): readonly RestrikeRow[] | null {
  const { m: start, volatility, shockedVolatility } = RESTRIKE_START
  const entry = stateAt(exactCondorAt(RESTRIKE_SETTING, start, volatility), null)
  const k0 = productOf(invariant.measure(entry))
  if (k0 === null || k0 <= 0) return []
  // Where k is unknown or past a guard it is as far from k0 as zero is.
  const gap = (m: number): number =>
    (productOf(invariant.measure(stateAt(exactCondorAt(RESTRIKE_SETTING, m, shockedVolatility), entry))) ??
      0) /
      k0 -
    1
  if (Math.abs(gap(0.5) - gap(2)) < 1e-9) return null
  const roots = findAllRoots(gap, 0, M_MAX, { samples: 600, what: 'm' }).toReversed()
  const reach = entry.legs[2].strike_points - RESTRIKE_SETTING.spot_points
  return roots.map((m, i) => {
    const branch = roots.length < 2 ? 'only' : i === 0 ? 'outer' : 'inner'
    return rowOf(branch, exactCondorAt(RESTRIKE_SETTING, m, shockedVolatility), reach)
  })
}

const M_MAX = 5

/** A condor just sold; the range and the mean of the index stay those of the first entry. */
function stateAt(condor: ExactCondor, entry: InvariantState | null): InvariantState {
  const { spot_points, years, wing_points: wing } = RESTRIKE_SETTING
  const { shortPut_points: put, shortCall_points: call, volatility } = condor
  const strikes_points = [put - wing, put, call, call + wing] as const
  const state = flatCondor({ spot_points, strikes_points, volatility, years })
  if (entry === null) return state
  const series = { ...state.series, 'vix-mean': entry.series?.['vix-mean'] ?? null }
  return { ...state, entryEdr_points: entry.entryEdr_points, series }
}

function rowOf(rule: string, condor: ExactCondor, startReach_points: number): RestrikeRow {
  const { spot_points, years, wing_points } = RESTRIKE_SETTING
  const { shortPut_points: put, shortCall_points: call, credit_points: credit, volatility } = condor
  const { model } = flatCondor({
    spot_points,
    strikes_points: [put - wing_points, put, call, call + wing_points],
    volatility,
    years,
  })
  const greeks = structureGreeks(model)
  const s = volatility * Math.sqrt(years)
  const below = (level: number): number => normalCdf(Math.log(level / spot_points) / s + s / 2)
  const distance = call - spot_points
  return {
    rule,
    direction: distance > startReach_points ? 'widen' : 'tighten',
    m: condor.m,
    callDelta: condor.callDelta,
    shortCallDistance_points: distance,
    credit_points: credit,
    lvr_dollars_per_day: lvrPerTradingDay(dollarGamma(model, greeks), volatility * volatility),
    vega_dollars_per_vol_point: (greeks.vega * model.multiplier) / 100,
    lossProbability: below(put - credit) + 1 - below(call + credit),
    maxLoss_dollars: (wing_points - credit) * model.multiplier,
  }
}
