/** The second engine: an overlay of long convexity, bought while the ratio acts and a short strike is near. */
import { lowestRung } from '../../base/vocabulary/rung.ts'
import { internalRate } from '../../book/yields/return-on-margin.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import { legCosts } from '../costs.ts'
import { figure, reason } from '../figure.ts'
import type { CostRules, SecondEngineRules } from '../rules/rule-set.ts'
import { chooseInstrument } from './choose-instrument.ts'
import type { HedgeInstrument, SecondEngineReading } from './hedge-ladder.ts'
import { buyOrder, unitCost } from './hedge-orders.ts'
import { rolledFuture, worthAt } from './hedge-scenario.ts'

export interface SecondEngineInputs {
  readonly rules: SecondEngineRules
  readonly costs: CostRules
  readonly market: VolatilityMarket | null
  readonly trigger: {
    /** Of the condors held. */
    readonly margin_dollars: number
    /** The watched ratio's deviation is at its act level; null: unknown. */
    readonly ratioActs: boolean | null
    /** Distance of the nearest short strike in standard deviations, negative beyond it; null: unknown. */
    readonly nearestShort_sd: number | null
    /** Paid for overlay that is still held: it counts against the budget, or every armed day would buy anew. */
    readonly held_dollars: number
  }
}

/** One contract: paid now, worth in the scenario and without it, dollars after costs. */
interface Outcome {
  readonly target: HedgeInstrument
  readonly paid: number
  readonly up: number
  readonly unmoved: number
}

export function readSecondEngine(inputs: SecondEngineInputs): SecondEngineReading {
  const { rules, market, trigger, costs } = inputs
  const { scenario, marginShareMin, marginShareMax, shortWithin_sd, irrHurdle } = rules
  // Options on VIX are modelled whatever their future is.
  const rung = lowestRung(market?.rung ?? 'indexed', 'indexed')
  const budget_dollars = Math.max(0, marginShareMax * trigger.margin_dollars - trigger.held_dollars)
  const armed = armedBy(trigger, shortWithin_sd)
  const words = `the overlay's own future up by ${Math.round(100 * scenario.vxRise_share)} % within ${scenario.days} days with an assumed chance of ${Math.round(100 * scenario.probability)} %, else the curve stays`
  const figures = [
    figure(
      'hedge.engine.distance',
      'nearest short strike, standard deviations',
      trigger.nearestShort_sd,
      'ratio',
      rung,
    ),
    figure('hedge.engine.budget', 'most of margin', budget_dollars, 'dollars', rung),
  ]
  const answer = (
    verdict: 'pass' | 'fail' | 'unknown' | 'note',
    says: string,
    more: Partial<SecondEngineReading> = {},
  ): SecondEngineReading => ({
    armed,
    budget_dollars,
    orders: [],
    cost_dollars: null,
    scenario: words,
    irr_per_year: null,
    breakEvenProbability: null,
    ...more,
    reason: reason(
      'hedge.engine',
      verdict,
      `Second engine: ${says}; nearest short strike {hedge.engine.distance} standard deviations away, at most {hedge.engine.budget}`,
      figures,
    ),
  })
  if (armed === null) return answer('unknown', 'not known to be armed: the ratio or the distance is unknown')
  if (!armed) {
    const why = trigger.ratioActs === false ? 'the ratio does not act' : 'no short strike is near'
    return answer('note', `not armed, ${why}`, { cost_dollars: 0 })
  }
  const least = marginShareMin * trigger.margin_dollars - trigger.held_dollars
  if (trigger.held_dollars > 0 && least <= 0)
    return answer('pass', 'armed, and its overlay is held', { cost_dollars: 0 })
  if (market === null) return answer('unknown', 'armed, but no volatility market is at hand')
  const best = bestOutcome(rules, market, costs)
  if (best === null)
    return answer('unknown', 'armed, but none of its instruments is listed with a known future')
  const count = Math.floor(budget_dollars / best.paid + 1e-9)
  if (count < 1 || count * best.paid < least) {
    return answer('fail', 'armed, but no whole number of contracts costs between the two shares of margin')
  }
  const irr_per_year = returnOf(best, scenario.days, scenario.probability)
  const breakEvenProbability = probabilityFor(best, scenario.days, irrHurdle ?? 0)
  if (irrHurdle !== null && (irr_per_year === null || irr_per_year < irrHurdle)) {
    return answer('fail', 'armed, but its return in the scenario is below the hurdle', {
      irr_per_year,
      breakEvenProbability,
    })
  }
  const order = buyOrder(best.target, count, market.asOfDay, costs)
  return answer('pass', `armed: buy ${count} of ${best.target.instrument.trim()}`, {
    orders: [order.order],
    cost_dollars: order.cost_dollars,
    irr_per_year,
    breakEvenProbability,
  })
}

/** Both must hold; one that fails is enough for "no". */
function armedBy(trigger: SecondEngineInputs['trigger'], within: number): boolean | null {
  const near = trigger.nearestShort_sd === null ? null : trigger.nearestShort_sd <= within
  if (trigger.ratioActs === false || near === false) return false
  return trigger.ratioActs === null || near === null ? null : true
}

/** The instrument that multiplies its price most in the scenario's expectation; null where none can be priced. */
function bestOutcome(rules: SecondEngineRules, market: VolatilityMarket, costs: CostRules): Outcome | null {
  const { scenario } = rules
  let best: Outcome | null = null
  for (const instrument of rules.instruments) {
    const chosen = chooseInstrument({ ...rules, instrument, daysAbove: scenario.days }, market)
    if (!chosen.ok) continue
    const target = chosen.value
    const left = Math.max(0, target.days - scenario.days)
    const sold = (future: number): number =>
      Math.max(
        0,
        (worthAt(target.legs, market, future, left) - (target.ask_points - target.bid_points) / 2) *
          target.multiplier -
          legCosts(target.legs, costs),
      )
    const outcome: Outcome = {
      target,
      paid: unitCost(target, market.asOfDay, costs),
      up: sold(target.future_vol_points * (1 + scenario.vxRise_share)),
      unmoved: sold(rolledFuture(market, target, scenario.days)),
    }
    const worth = (one: Outcome): number => expected(one, scenario.probability) / one.paid
    if (best === null || worth(outcome) > worth(best)) best = outcome
  }
  return best
}

const expected = ({ up, unmoved }: Outcome, probability: number): number =>
  probability * up + (1 - probability) * unmoved

/** Effective annual; null where no rate explains the flows. */
function returnOf(outcome: Outcome, days: number, probability: number): number | null {
  const rate = internalRate([
    { years: 0, dollars: -outcome.paid },
    { years: days / 365, dollars: expected(outcome, probability) },
  ])
  return rate.kind === 'one' ? rate.rate : null
}

/** The chance at which the expectation grows at the hurdle; null where even certainty does not. */
function probabilityFor(outcome: Outcome, days: number, hurdle: number): number | null {
  const wanted = outcome.paid * Math.exp((Math.log1p(hurdle) * days) / 365)
  const gap = outcome.up - outcome.unmoved
  if (!(gap > 0) || outcome.up < wanted) return null
  return Math.max(0, (wanted - outcome.unmoved) / gap)
}
