/**
 * The default control: hold x = dollar gamma times y = forecast variance, which is twice the LVR of a year, at a budget. It
 * moves exposure, not expectation: in a fair market it has mean zero like every other rule.
 */
import { structureGreeks } from '../../book/structure/greeks.ts'
import { coverageKappa, dollarGamma, lvrPerTradingDay } from '../../book/structure/lvr.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'

export interface LvrBudgetRules {
  /** LVR a trading day that the position may bleed, dollars. */
  readonly budget_dollars_per_day: number
  /** Act above this multiple of the budget: hysteresis, so that one cut is not followed by another tomorrow. */
  readonly actMultiple: number
  /** Least coverage at which a position is worth holding at all. */
  readonly kappaMin: number
  /** Vega cap apart: what a rise of all volatilities by `vegaShock` may cost, dollars; null: no cap. */
  readonly vegaLossMax_dollars: number | null
  readonly vegaShock: number
}

export const LVR_BUDGET_DEFAULTS = {
  actMultiple: 1.5,
  kappaMin: 1,
  vegaLossMax_dollars: null,
  vegaShock: 0.05,
} as const

export interface LvrBudgetReading {
  readonly state: 'hold' | 'cut' | 'refuse' | 'not short gamma' | 'unknown'
  readonly lvr_dollars_per_day: number | null
  /** k over k*: bleed over budget. */
  readonly multiple: number | null
  readonly kappa: number | null
  /** Contracts that bring bleed back to the budget (and vega under its cap), at most those held; null where unknown. */
  readonly contractsTarget: number | null
  readonly vegaLoss_dollars: number | null
  readonly says: string
}

/** Reads a position of `contracts` condors, each as the model says. */
export function readLvrBudget(
  model: StructureModel,
  contracts: number,
  forecastVariance: number | null,
  rules: LvrBudgetRules,
): LvrBudgetReading {
  const greeks = structureGreeks(model)
  const gamma = dollarGamma(model, greeks)
  const vegaLoss = Math.max(0, -greeks.vega * rules.vegaShock * model.multiplier * contracts)
  const nothing = { lvr_dollars_per_day: null, multiple: null, kappa: null, contractsTarget: null }
  if (gamma >= 0) {
    const says = 'not short gamma at this forward: there is no bleed to budget'
    return { ...nothing, state: 'not short gamma', vegaLoss_dollars: vegaLoss, says }
  }
  if (forecastVariance === null || forecastVariance <= 0) {
    const says = 'the variance forecast is unknown'
    return { ...nothing, state: 'unknown', vegaLoss_dollars: vegaLoss, says }
  }
  const each = lvrPerTradingDay(gamma, forecastVariance)
  const lvr = each * contracts
  const multiple = lvr / rules.budget_dollars_per_day
  const kappa = coverageKappa(greeks, forecastVariance)
  const byLvr =
    multiple > rules.actMultiple ? Math.floor(rules.budget_dollars_per_day / each + 1e-9) : contracts
  const cap = rules.vegaLossMax_dollars
  const byVega = cap === null || vegaLoss <= cap ? contracts : Math.floor((contracts * cap) / vegaLoss + 1e-9)
  const target = Math.min(contracts, byLvr, byVega)
  const read = { lvr_dollars_per_day: lvr, multiple, kappa, vegaLoss_dollars: vegaLoss }
  if (kappa !== null && kappa < rules.kappaMin) {
    const says = 'rent does not cover bleed: no new risk, and what is held is paid to be held'
    return { ...read, state: 'refuse', contractsTarget: target, says }
  }
  if (target < contracts) {
    const says =
      byLvr <= byVega
        ? 'bleed is above its band: cut, or re-strike at constant distance'
        : 'vega is above its cap: cut'
    return { ...read, state: 'cut', contractsTarget: target, says }
  }
  return { ...read, state: 'hold', contractsTarget: contracts, says: 'bleed is within its band' }
}
