/** One layer of the ladder: what it holds, what it wants, and the orders between the two. */
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import type { CostRules, HedgeLayer, MonetiseRules } from '../rules/rule-set.ts'
import { chooseInstrument } from './choose-instrument.ts'
import type { HedgeInstrument, LayerAction, MarkedHedge } from './hedge-ladder.ts'
import { type PricedOrder, buyOrder, sellOrder, unitCost } from './hedge-orders.ts'

export interface LayerPlanInputs {
  readonly layer: HedgeLayer
  readonly wants: number
  /** Why so many, a clause each: said before why anything is done. */
  readonly wantedBecause: readonly string[]
  readonly held: readonly MarkedHedge[]
  readonly market: VolatilityMarket
  /** Whether layers are bought at all now; null: an input of that is unknown. */
  readonly active: boolean | null
  readonly monetise: MonetiseRules | null
  readonly budgetLeft_dollars: number
  readonly costs: CostRules
}

export interface LayerPlan {
  readonly action: LayerAction
  readonly target: HedgeInstrument | null
  readonly sells: readonly PricedOrder[]
  readonly buys: readonly PricedOrder[]
  readonly after: number
  /** Why, a clause each. */
  readonly because: readonly string[]
  readonly warnings: readonly string[]
}

/** Long contracts: a call spread counts once. */
export const contractsOf = (held: readonly MarkedHedge[]): number =>
  held.reduce((sum, { quantity }) => sum + Math.max(0, quantity), 0)

/**
 * In this order: contracts at their roll date are sold and bought again further out; a gain is taken once it reaches its multiple;
 * what is over what is wanted is sold; what is missing is bought, as far as the budget goes. While a layer is worth more than half
 * of the multiple at which gains are taken, it is not topped up: that would buy back what was just sold.
 */
export function planLayer(inputs: LayerPlanInputs): LayerPlan {
  const { layer, wants, market, active, monetise, budgetLeft_dollars: left, costs } = inputs
  const chosen = chooseInstrument({ ...layer, daysAbove: layer.rollAt_days }, market)
  const target = chosen.ok ? chosen.value : null
  const live = inputs.held.filter(({ days }) => days > 0)
  const because: string[] = [...inputs.wantedBecause]
  const warnings: string[] = []
  if (live.length < inputs.held.length) {
    warnings.push(`${layer.id}: a held contract has settled to a VRO that is not recorded`)
  }
  const due = live.filter(({ days }) => days <= layer.rollAt_days && (target === null || target.days > days))
  const kept = live.filter((one) => !due.includes(one))
  const sells: PricedOrder[] = []
  const sell = (from: readonly MarkedHedge[], count: number): number => {
    let sold = 0
    for (const group of byExpiry(from)) {
      const order =
        sold < count ? sellOrder(group, Math.min(count - sold, contractsOf(group)), market, costs) : null
      if (order === null) continue
      sells.push(order)
      sold -= order.contracts
    }
    return sold
  }
  const done = (action: LayerAction, after: number, buys: readonly PricedOrder[] = []): LayerPlan => ({
    action,
    target,
    sells,
    buys,
    after,
    because,
    warnings,
  })
  const keeps = contractsOf(kept)
  const dues = contractsOf(due)
  if (active === null && keeps + dues === 0) {
    because.push('whether the ladder is on is unknown')
    return done('unknown', 0)
  }
  if (active !== true || wants === 0) {
    because.push(wants === 0 ? 'no whole contract is wanted' : 'the ladder is off: nothing is bought')
    const sold = dues > 0 && active !== null ? sell(due, dues) : 0
    const after = keeps + dues - sold
    return done(sold > 0 ? 'reduce' : after > 0 ? 'hold' : 'stand aside', after)
  }
  const gain = gainOf(live)
  const rich = monetise !== null && gain !== null && gain >= monetise.atCost_multiple
  const nearlyRich = monetise !== null && gain !== null && gain >= monetise.atCost_multiple / 2
  if (due.some(({ mark_points }) => mark_points === null)) {
    because.push('a contract at its roll date cannot be priced today')
    return done('hold', keeps + dues)
  }
  if (rich && dues === 0) {
    const leaves = Math.ceil(wants * (1 - monetise.sell_share))
    const sold = keeps > leaves ? sell(kept, keeps - leaves) : 0
    if (sold > 0) {
      because.push(
        `worth the multiple of its cost at which gains are taken: ${sold} sold, the rest left to its roll`,
      )
      return done('monetise', keeps - sold)
    }
  }
  if (keeps + dues > wants && keeps >= wants) {
    const sold = sell(due, dues) + sell(kept, keeps - wants)
    because.push(`${keeps + dues} held, ${wants} wanted`)
    return done(sold > 0 ? 'reduce' : 'hold', keeps + dues - sold)
  }
  const short = wants - keeps
  if (short <= 0 || (dues === 0 && keeps > 0 && nearlyRich)) {
    because.push(short <= 0 ? 'what is wanted is held' : 'a gain was taken: not topped up before its roll')
    return done('hold', keeps + dues)
  }
  if (target === null) {
    because.push('no listed month of VIX options has a known VX future')
    return done(keeps + dues > 0 ? 'hold' : 'unknown', keeps + dues)
  }
  const sold = sell(due, dues)
  const proceeds = sells.reduce((sum, order) => sum - order.cost_dollars, 0)
  const unit = unitCost(target, market.asOfDay, costs)
  const count = Math.max(0, Math.min(short, Math.floor((left + proceeds) / unit + 1e-9)))
  if (count < short) warnings.push(`${layer.id}: the budget pays for ${count} of ${short} contracts`)
  if (count === 0) {
    sells.length = 0
    because.push(
      dues > 0 ? 'the budget does not pay for the roll: held to settlement' : 'the budget is spent',
    )
    return done(keeps + dues > 0 ? 'hold' : 'stand aside', keeps + dues)
  }
  because.push(
    dues > 0
      ? `${dues} at ${Math.min(...due.map(({ days }) => days))} days or fewer than ${layer.rollAt_days}: rolled`
      : `${keeps} held, ${wants} wanted`,
  )
  if (sold < dues)
    warnings.push(`${layer.id}: ${dues - sold} old contracts have no bid and are left to settle`)
  const buys = [buyOrder(target, count, market.asOfDay, costs)]
  return done(dues > 0 ? 'roll' : 'open', keeps + (dues - sold) + count, buys)
}

/** Value over cost of what is held; null where a mark is unknown or nothing was paid. */
function gainOf(held: readonly MarkedHedge[]): number | null {
  let [value, paid] = [0, 0]
  for (const one of held) {
    if (one.value_dollars === null) return null
    value += one.value_dollars
    paid += one.paid_dollars
  }
  return paid > 0 ? value / paid : null
}

/** Nearest expiry first. */
function byExpiry(held: readonly MarkedHedge[]): readonly (readonly MarkedHedge[])[] {
  const groups = Map.groupBy(held, ({ days }) => days)
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group)
}
