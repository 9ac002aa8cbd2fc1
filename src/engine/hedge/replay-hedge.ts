/**
 * The hedge ladder lived through, day by day, on real VX settlements: planned on the settlements of a day, filled at the touch of the
 * next on modelled option quotes, marked off the future of each option's own expiry, settled to the VRO. Its ledger is kept layer
 * by layer and must equal the cash and the marks to the cent every day.
 */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { type Cents, type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { type HeldStep, type LedgerCents, bookLedger } from '../../book/ledger/book-ledger.ts'
import type { RiskFactors } from '../../book/ledger/risk-factors.ts'
import { centsRoundedHalfEven } from '../../book/money.ts'
import { fillCash } from '../../book/position/fill.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import type { FuturesHistory, ValueSeries } from '../../market/series/series.ts'
import { quotedVolatilityMarket } from '../../market/surface/quoted-volatility-market.ts'
import type { VixOptionVols, VolatilityMarket } from '../../market/surface/volatility-market.ts'
import type { HeldHedge } from '../../policy/book-facts.ts'
import { hedgeContract } from '../../policy/hedge/hedge-contract.ts'
import { hedgeItem, settledFactors } from '../../policy/hedge/hedge-items.ts'
import { type PremiumFlow, hedgeSpentLastYear } from '../../policy/hedge/hedge-spent.ts'
import { type HedgeInputs, planHedge } from '../../policy/hedge/plan-hedge.ts'
import { settleHedge } from '../../policy/hedge/settle-hedge.ts'
import type { Order } from '../../policy/intent.ts'
import { BACKTEST_DEFAULTS } from '../backtest/backtest-options.ts'
import { type FillDesk, type FillRefusal, fillOrder } from '../backtest/fill-order.ts'
import { hedgeQuote } from './hedge-quote.ts'

export interface HedgeReplayInputs {
  readonly rules: HedgeInputs['rules']
  readonly futures: readonly FuturesHistory[]
  /** Spot VIX, shown beside the curve; may be empty. */
  readonly vix: { readonly days: Int32Array; readonly values: Float64Array }
  readonly vro: ValueSeries | null
  readonly optionVols: VixOptionVols
  readonly fromDay: number
  readonly toDay: number
  /** Condors covered throughout, and their maximum loss. */
  readonly condors: number
  readonly coveredLoss_dollars: number | null
}

/** One trade or settlement. */
export interface HedgeFill {
  readonly day: number
  readonly layer: string
  readonly instrument: string
  /** Signed: bought is positive. */
  readonly quantity: number
  readonly kind: 'trade' | 'settlement'
  /** Received is positive; commissions and fees apart. */
  readonly cash_cents: Cents
  readonly fees_cents: Cents
}

export interface HedgeReplayDay {
  readonly day: number
  /** Ledger of the day by layer (`hedge:front`). */
  readonly byLayer: ReadonlyMap<string, LedgerCents>
  /** Cash since the start and marks, all layers. */
  readonly equity_cents: Cents
  readonly vix_vol_points: number | null
  readonly held: readonly HeldHedge[]
}

/** An order that could not be filled on the day after its plan; the plan of that day asks again where it is still wanted. */
export interface HedgeLapse {
  readonly day: number
  readonly layer: string
  readonly code: FillRefusal
  /** The leg that was not to be had. */
  readonly instrument: string
}

export interface HedgeReplay {
  readonly days: readonly HedgeReplayDay[]
  readonly fills: readonly HedgeFill[]
  readonly lapses: readonly HedgeLapse[]
  /** How often a decision warned of what, most often first. */
  readonly warnings: ReadonlyMap<string, number>
}

/** One line of the book: an instrument in a layer. */
interface Lot {
  readonly held: HeldHedge
  /** Last known; a contract that does not settle on a day keeps them. */
  readonly factors: RiskFactors
}

interface PlannedOrder {
  readonly layerId: string
  readonly order: Order
}

interface State {
  readonly inputs: HedgeReplayInputs
  lots: Map<string, Lot>
  cash_cents: number
  /** Of the day before. */
  planned: readonly PlannedOrder[]
  readonly fills: HedgeFill[]
  readonly lapses: HedgeLapse[]
  readonly warnings: Map<string, number>
}

/** Refuses `series.missing` where there is no settlement in the window or a VRO is missing, and what the ledger refuses. */
export function replayHedge(inputs: HedgeReplayInputs): Result<HedgeReplay> {
  const sessions = settlementDays(inputs)
  if (sessions.length === 0) {
    return refused(
      refuse('series.missing', {
        field: 'VX',
        was: 'no settlement between the days asked for',
        wanted: 'settlement files of VX futures of those years',
        source: 'hedge replay',
      }),
    )
  }
  const state: State = {
    inputs,
    lots: new Map(),
    cash_cents: 0,
    planned: [],
    fills: [],
    lapses: [],
    warnings: new Map(),
  }
  const days: HedgeReplayDay[] = []
  let equityBefore = 0
  for (const day of sessions) {
    const at = indexAtOrBefore(inputs.vix.days, day)
    const vix_vol_points = at >= 0 && inputs.vix.days[at] === day ? inputs.vix.values[at] : null
    const market = quotedVolatilityMarket({
      futures: inputs.futures,
      asOfDay: day,
      vix_vol_points,
      optionVols: inputs.optionVols,
    })
    if (!market.ok) return market
    const steps: HeldStep[] = []
    const moved = moveOn(state, market.value, steps)
    if (!moved.ok) return moved
    for (const { layerId, order } of state.planned) fill(state, market.value, layerId, order, steps)
    state.planned = plan(state, market.value)
    const ledger = bookLedger(steps, 'at-next')
    if (!ledger.ok) return ledger
    const equity_cents = state.cash_cents + marks(state, market.value)
    assert(
      ledger.value.total.cents.total === equity_cents - equityBefore,
      'the ledger of the hedge must equal its cash and marks',
      { day, ledger: ledger.value.total.cents.total, change: equity_cents - equityBefore },
    )
    equityBefore = equity_cents
    days.push({
      day,
      byLayer: new Map([...ledger.value.byLayer].map(([layer, sum]) => [layer, sum.cents])),
      equity_cents: equity_cents as Cents,
      vix_vol_points,
      held: [...state.lots.values()].map(({ held }) => held),
    })
  }
  const warnings = new Map([...state.warnings].sort(([, a], [, b]) => b - a))
  return accepted({ days, fills: state.fills, lapses: state.lapses, warnings })
}

function settlementDays({ futures, fromDay, toDay }: HedgeReplayInputs): readonly number[] {
  const days = new Set<number>()
  for (const { root, days: own } of futures) {
    if (root !== 'VX') continue
    for (const day of own) if (day >= fromDay && day <= toDay) days.add(day)
  }
  return [...days].sort((a, b) => a - b)
}

/** From the last day to this one: every lot is re-valued on its own future, and settled where it has expired. */
function moveOn(state: State, market: VolatilityMarket, steps: HeldStep[]): Result<null> {
  for (const [key, lot] of state.lots) {
    const { held } = lot
    const contract = hedgeContract(held.instrument)
    assert(contract !== null, 'a replay holds nothing but instruments on VIX', {
      instrument: held.instrument,
    })
    const expired = contract.expirationDay <= market.asOfDay
    if (!expired) {
      const item = hedgeItem(held, market)
      // Not settled that day: it keeps its last mark, and the next step covers both days.
      if (!item.ok) continue
      steps.push({ item: item.value, before: lot.factors, after: item.value.factors })
      state.lots.set(key, { held, factors: item.value.factors })
      continue
    }
    const settled = settleHedge(held, { vro: state.inputs.vro, futures: state.inputs.futures })
    if (!settled.ok) return settled
    const after = settledFactors(lot.factors, settled.value.vro_vol_points)
    steps.push({ item: itemAt(held, market, lot.factors), before: lot.factors, after })
    state.lots.delete(key)
    state.cash_cents += settled.value.value_cents
    state.fills.push({
      day: market.asOfDay,
      layer: held.layerId ?? '',
      instrument: held.instrument,
      quantity: -held.quantity,
      kind: 'settlement',
      cash_cents: settled.value.value_cents,
      fees_cents: 0 as Cents,
    })
  }
  return accepted(null)
}

/** The item of a lot whose expiry the market no longer has: built on a market of its last factors. */
function itemAt(held: HeldHedge, market: VolatilityMarket, factors: RiskFactors) {
  const contract = hedgeContract(held.instrument)
  const expirationDay = contract?.expirationDay ?? 0
  const item = hedgeItem(held, {
    ...market,
    asOfDay: expirationDay - Math.max(1, Math.round(factors.years * 365)),
    futures: [{ expirationDay, settle_vol_points: factors.underlying }],
  })
  assert(item.ok, 'a held instrument has an item', { instrument: held.instrument })
  return item.value
}

/** What the ladder wants of the next day, on what is known and held this evening. */
function plan(state: State, market: VolatilityMarket): readonly PlannedOrder[] {
  const { inputs } = state
  const ladder = planHedge({
    asOfDay: market.asOfDay,
    rules: inputs.rules,
    market,
    condors: inputs.condors,
    coveredLoss_dollars: inputs.coveredLoss_dollars,
    held: [...state.lots.values()].map(({ held }) => held),
    spentLastYear_dollars: hedgeSpentLastYear(premiumFlows(state), market.asOfDay),
    regimes: [],
    trigger: { margin_dollars: 0, ratioActs: false, nearestShort_sd: null, held_dollars: 0 },
  })
  for (const warning of ladder.warnings) {
    state.warnings.set(warning, (state.warnings.get(warning) ?? 0) + 1)
  }
  return ladder.layers.flatMap(({ id, orders }) => orders.map((order) => ({ layerId: id, order })))
}

/** As a backtest fills: at the touch, with the costs that the rules assume. */
const HOW = { ...BACKTEST_DEFAULTS, costs: 'rules' } as const

/**
 * Fills an order leg by leg, bought at the ask and sold at a bid above zero, all legs or none. What is paid beyond the marks is the
 * cost line of the layer.
 */
function fill(
  state: State,
  market: VolatilityMarket,
  layerId: string,
  order: Order,
  steps: HeldStep[],
): void {
  const desk: FillDesk = {
    date: isoOfDay(quantity<DayNumber>(market.asOfDay)),
    quotes: (instrument) => hedgeQuote(instrument, market),
    vix_vol_points: market.vix_vol_points,
    options: HOW,
    costs: state.inputs.rules.costs,
  }
  const filled = fillOrder(desk, order, false)
  if (!filled.ok) {
    const { code, why: instrument } = filled
    state.lapses.push({ day: market.asOfDay, layer: layerId, code, instrument })
    return
  }
  for (const leg of filled.fills) {
    const key = `${layerId} ${leg.instrument}`
    const lot = state.lots.get(key)
    const before = lot?.held.quantity ?? 0
    const after = before + leg.quantity
    const unit: HeldHedge = {
      trade: layerId,
      instrument: leg.instrument,
      quantity: 1,
      cost_cents: 0 as Cents,
      layerId,
    }
    const { factors } = itemOf(unit, market)
    const mark =
      markOf({ ...unit, quantity: after }, market, factors) -
      markOf({ ...unit, quantity: before }, market, factors)
    const cash_cents = fillCash(leg)
    const { fees_cents } = leg
    steps.push({
      item: itemOf({ ...unit, quantity: after === 0 ? before : after }, market),
      before: factors,
      after: factors,
      costs_dollars: (fees_cents - cash_cents - mark) / 100,
    })
    state.cash_cents += cash_cents - fees_cents
    state.fills.push({
      day: market.asOfDay,
      layer: layerId,
      instrument: leg.instrument,
      quantity: leg.quantity,
      kind: 'trade',
      cash_cents,
      fees_cents,
    })
    if (after === 0) {
      state.lots.delete(key)
      continue
    }
    const paidBefore = lot?.held.cost_cents ?? 0
    const adds = leg.quantity * before >= 0
    const paid = adds ? paidBefore - cash_cents : Math.round((paidBefore * after) / before)
    state.lots.set(key, { held: { ...unit, quantity: after, cost_cents: paid as Cents }, factors })
  }
}

function itemOf(held: HeldHedge, market: VolatilityMarket) {
  const item = hedgeItem(held, market)
  assert(item.ok, 'an instrument just priced has an item', { instrument: held.instrument })
  return item.value
}

function markOf(held: HeldHedge, market: VolatilityMarket, factors: RiskFactors): number {
  return held.quantity === 0 ? 0 : centsRoundedHalfEven(itemOf(held, market).position.value(factors))
}

/** Marks of all lots in cents, each at its last known factors. */
function marks(state: State, market: VolatilityMarket): number {
  let sum = 0
  for (const { held, factors } of state.lots.values()) {
    sum += centsRoundedHalfEven(itemAt(held, market, factors).position.value(factors))
  }
  return sum
}

/** Premium of options, fees with it; a future has none. */
function premiumFlows({ fills }: State): readonly PremiumFlow[] {
  return fills
    .filter(({ instrument }) => hedgeContract(instrument)?.kind === 'option')
    .map(({ day, cash_cents, fees_cents }) => ({ day, dollars: (fees_cents - cash_cents) / 100 }))
}
