/** How many contracts a layer wants: by the condors, or by the weights of the VIX Tail Hedge index. */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { listedExpirations } from '../../base/calendar/expirations.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import type { HedgeLayer, RuleSet } from '../rules/rule-set.ts'
import { chooseInstrument } from './choose-instrument.ts'
import type { MarkedHedge } from './hedge-ladder.ts'
import { unitCost } from './hedge-orders.ts'
import { contractsOf } from './plan-layer.ts'
import { vxthWeight } from './vxth-weight.ts'

export interface WantedInputs {
  readonly layer: HedgeLayer
  readonly held: readonly MarkedHedge[]
  readonly rules: Pick<RuleSet, 'hedge' | 'costs' | 'sizing'>
  readonly condors: number
  readonly market: VolatilityMarket | null
}

export interface WantedContracts {
  readonly contracts: number
  /** Why, a clause each; nothing where the condors say it all. */
  readonly because: readonly string[]
}

/** To the nearest whole contract of the condors; of a share of the account as many as it pays for at the ask, fees with them. */
export function wantedContracts(inputs: WantedInputs): WantedContracts {
  const { layer, condors, rules } = inputs
  return rules.hedge?.weighting === 'vxth'
    ? ofTheWeights(inputs)
    : { contracts: Math.round((layer.contractsPerTenCondors * condors) / 10), because: [] }
}

/**
 * Of the weights only on the session of a VIX expiration; what was bought then is wanted until it settles, and where nothing was,
 * nothing is before the next. The weight is read off the future as it settled that session, where the index takes its opening.
 */
function ofTheWeights({ layer, held, rules, market }: WantedInputs): WantedContracts {
  const live = contractsOf(held.filter(({ days }) => days > 0))
  if (live > 0) return { contracts: live, because: ['bought on a VIX expiration, held to settlement'] }
  if (market === null) return { contracts: 0, because: [] }
  const asOf = isoOfDay(quantity<DayNumber>(market.asOfDay))
  const [next] = listedExpirations('VIX', asOf)
  if (next !== asOf) {
    const when = next === undefined ? 'none is listed' : `the next is ${next}`
    return { contracts: 0, because: [`bought on VIX expirations only: ${when}`] }
  }
  const target = chooseInstrument({ ...layer, daysAbove: layer.rollAt_days }, market)
  if (!target.ok) return { contracts: 0, because: [target.refusal.was] }
  const { future_vol_points: future } = target.value
  const share = vxthWeight(future)
  const dollars = share * rules.sizing.account_dollars
  const contracts = Math.floor(dollars / unitCost(target.value, market.asOfDay, rules.costs) + 1e-9)
  const says = `weight ${(100 * share).toFixed(1)} % of the account at a VX future of ${future.toFixed(2)}`
  return { contracts, because: [says] }
}
