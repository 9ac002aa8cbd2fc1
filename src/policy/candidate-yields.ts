/** A resolved condor's yields and stresses, computed through the ledger, each under a named assumption. */
import { refusalLine } from '../base/vocabulary/refusal.ts'
import { mustAccept } from '../base/vocabulary/result.ts'
import type { BookItem } from '../book/ledger/book-item.ts'
import { FUTURES_MULTIPLIER } from '../book/ledger/future-position.ts'
import { itemsOfCondor, smileOf } from '../book/ledger/items-of-condor.ts'
import { bookDelta, bookValue } from '../book/ledger/move-book.ts'
import { STICKY_STRIKE, type SmileDynamics, dynamicsText } from '../book/ledger/smile-dynamics.ts'
import { structureGreeks } from '../book/structure/greeks.ts'
import { TRADING_DAYS_PER_YEAR, dollarGamma } from '../book/structure/lvr.ts'
import { type ResolvedCondor, modelOf } from '../book/structure/resolve-condor.ts'
import { clockRatio, sessionsLeft } from '../book/structure/trading-clock.ts'
import { type BreakEvenVolInputs, breakEvenVolGrid } from '../book/yields/break-even-vol-grid.ts'
import { hedgingErrorLeadingOrder } from '../book/yields/hedging-error.ts'
import { lifetimeLvr } from '../book/yields/lifetime-lvr.ts'
import { poolOfCondor } from '../book/yields/pool-of-condor.ts'
import { breakEvenMove } from '../book/yields/rent-and-bleed.ts'
import { returnOnMargin } from '../book/yields/return-on-margin.ts'
import { volShock } from '../book/yields/vol-shock.ts'
import type { MarketState } from '../market/surface/market-state.ts'
import { VIX_DAYS } from '../market/surface/vix-terms.ts'
import type { Reading } from './market-readings.ts'
import type { CandidateYields, SmileYields } from './yields.ts'

/** The stress fall of the index, simple. */
const FALL = -0.03
const SPOT_CHANGES = [-0.03, 0, 0.03] as const
const DAYS_LATER = [1, 5, 10] as const
/** VIX beta is not among them: its beta is a trader's own and has no default. */
const DYNAMICS = [
  { kind: 'sticky-strike' },
  { kind: 'sticky-moneyness' },
] as const satisfies readonly SmileDynamics[]
const NOT_SHORT_GAMMA = 'not short gamma at this forward'

export interface YieldsInputs {
  readonly market: MarketState
  readonly vix: Reading
  readonly condor: ResolvedCondor
  readonly naturalCredit_points: number
  /** What the position ties up. */
  readonly margin_dollars: number
  /** Commission and fees of opening one condor. */
  readonly entryCosts_dollars: number
}

export function candidateYields(inputs: YieldsInputs): CandidateYields {
  const { market, condor, margin_dollars } = inputs
  const items = itemsOfCondor(condor, { driver: market.chain.underlying, layer: 'core', trade: 'condor' })
  const model = modelOf(condor)
  const greeks = structureGreeks(model)
  const { forward_points, multiplier } = model
  // One trading day's stretch of the options' own clock, as rent and bleed use it.
  const dayYears = clockRatio(market.chain.quotedAt, condor.expiry) / TRADING_DAYS_PER_YEAR
  const lifetime = mustAccept(lifetimeLvr(items))
  const move = breakEvenMove(greeks.theta * dayYears, greeks.gamma)
  return {
    fall: FALL,
    bySmile: DYNAMICS.map((dynamics) => smileYields(items, forward_points, dynamics)),
    volSpike: volSpike(items, dayYears),
    breakEvenMove: {
      points: move,
      note: move === null ? 'theta and gamma have one sign: no move breaks even' : null,
    },
    breakEvenVol: breakEvenVols(items, inputs),
    lifetimeLvr: { marked_dollars: lifetime.marked, staticPayoff_dollars: lifetime.staticPayoff },
    hedgingError: hedgingError(inputs, forward_points, multiplier),
    range: equalRange(dollarGamma(model, greeks), forward_points, margin_dollars),
    onMargin: onMargin(inputs, model.rate, multiplier),
  }
}

function smileYields(
  items: readonly BookItem[],
  forward_points: number,
  dynamics: (typeof DYNAMICS)[number],
): SmileYields {
  const delta = bookDelta(items, forward_points, dynamics)
  const fall_dollars = bookValue(items, { logReturn: Math.log1p(FALL), dynamics }) - bookValue(items)
  return {
    kind: dynamics.kind,
    dynamics: dynamicsText(dynamics),
    delta_dollars_per_point: delta,
    hedge_es_contracts: -delta / FUTURES_MULTIPLIER.ES + 0,
    hedge_mes_contracts: -delta / FUTURES_MULTIPLIER.MES + 0,
    fall_dollars,
    hedgedFall_dollars: fall_dollars - delta * forward_points * FALL,
  }
}

function volSpike(items: readonly BookItem[], dayYears: number): CandidateYields['volSpike'] {
  const shock = mustAccept(volShock(items, undefined, 1 / dayYears))
  const days = shock.lvrDaysFullRevaluation
  return {
    shift_vol_points: shock.shift * 100,
    firstOrder_dollars: shock.firstOrder,
    fullRevaluation_dollars: shock.fullRevaluation,
    firstOrder_lvr_days: shock.lvrDaysFirstOrder,
    fullRevaluation_lvr_days: days,
    note: days === null ? NOT_SHORT_GAMMA : null,
  }
}

function breakEvenVols(items: readonly BookItem[], inputs: YieldsInputs): CandidateYields['breakEvenVol'] {
  const { vix, note } = vixTerms(inputs)
  const logReturns = SPOT_CHANGES.map((change) => Math.log1p(change))
  const grid = breakEvenVolGrid({ items, daysLater: DAYS_LATER, logReturns, dynamics: STICKY_STRIKE, vix })
  return {
    dynamics: grid.dynamics,
    cells: grid.cells.map(({ daysLater, shift, vix_vol_points, reason }, i) => ({
      afterDays: daysLater,
      spotChange: SPOT_CHANGES[i % SPOT_CHANGES.length] ?? 0,
      shift_vol_points: shift === null ? null : shift * 100,
      // A shift below the whole level of the VIX has no VIX that goes with it.
      vix_vol_points: vix_vol_points !== null && vix_vol_points > 0 ? vix_vol_points : null,
      note: reason,
    })),
    vixNote: note,
  }
}

/** The VIX with the smile of the expiry nearest its horizon. */
function vixTerms({ market, vix }: YieldsInputs): {
  readonly vix: BreakEvenVolInputs['vix']
  readonly note: string
} {
  if (vix.value === null) return { vix: null, note: `VIX unknown: ${vix.note}` }
  const distance = (days: number): number => Math.abs(days - VIX_DAYS)
  let nearest = market.expiries[0]
  for (const expiry of market.expiries) {
    if (expiry.smile.ok && !(nearest.smile.ok && distance(nearest.days) <= distance(expiry.days)))
      nearest = expiry
  }
  if (!nearest.smile.ok) return { vix: null, note: 'no smile could be fitted to move the VIX with' }
  const { forward_points, discount } = nearest.forward
  const smile = { forward_points, discount, years: nearest.years, volatilityAt: smileOf(nearest) }
  const { root, expiration } = nearest.slice
  return {
    vix: { level_vol_points: vix.value, smile },
    note: `VIX ${vix.value.toFixed(2)} moved with the smile of ${root} ${expiration}`,
  }
}

function hedgingError(
  { market, condor }: YieldsInputs,
  forward_points: number,
  multiplier: number,
): CandidateYields['hedgingError'] {
  const { expiry, legs } = condor
  const hedges = Math.max(1, Math.round(sessionsLeft(market.chain.quotedAt, expiry)))
  const volatility = expiry.atmVol
  const terms = { legs, forward_points, volatility, years: expiry.years, hedges, multiplier }
  return { dollars: hedgingErrorLeadingOrder(terms), hedges, volatility_vol_points: volatility * 100 }
}

function equalRange(
  dollarGamma_dollars: number,
  forward_points: number,
  margin_dollars: number,
): CandidateYields['range'] {
  const none = { low_points: null, high_points: null, leverage: null }
  if (!(dollarGamma_dollars < 0)) return { ...none, note: NOT_SHORT_GAMMA }
  const found = poolOfCondor(dollarGamma_dollars, forward_points, margin_dollars)
  if (!found.ok) return { ...none, note: refusalLine(found.refusal) }
  const { concentrated } = found.value
  if (concentrated === null)
    return { ...none, note: 'the margin exceeds the full-range pool: no range needs it' }
  const { lowPrice, highPrice, leverage } = concentrated
  return { low_points: lowPrice, high_points: highPrice, leverage, note: null }
}

function onMargin(inputs: YieldsInputs, rate: number, multiplier: number): CandidateYields['onMargin'] {
  const { condor, margin_dollars, naturalCredit_points, entryCosts_dollars } = inputs
  const cash = naturalCredit_points * multiplier - entryCosts_dollars
  const events = [
    { years: 0, cash_dollars: cash, margin_dollars },
    { years: condor.expiry.years, cash_dollars: 0, margin_dollars: 0 },
  ]
  const hurdle = Math.expm1(rate)
  const found = returnOnMargin(events, hurdle)
  const { internalRate } = found
  return {
    simple_per_year: found.simpleReturn,
    internal_per_year: internalRate.kind === 'one' ? internalRate.rate : null,
    hurdle_per_year: hurdle,
    marginCost_dollars: found.marginCost_dollars,
    note: internalRate.kind === 'one' ? null : internalRate.reason,
  }
}
