import { z } from 'zod'
import { accepted, type Result } from '../../../../base/vocabulary/result.ts'
import type { Outputs } from '../../operation.ts'
import { noTradeScale, poissonArbitrage } from '../../../../book/pool/fees-and-blocks.ts'
import { defineOperation } from '../../define-operation.ts'
import { feeFraction, missing } from '../../pool-fields.ts'

const SECONDS_PER_DAY = 86_400
const volatility = z.number().positive().max(1000)
const basisPoints = z.number().nonnegative().max(9_999)

const schema = z.strictObject({
  amm: z.literal('cpmm').default('cpmm'),
  sigma: volatility.optional(),
  sigma_daily: volatility.optional(),
  lambda_per_unit_time: z.number().positive().max(1e12).optional(),
  mean_block_time_s: z.number().positive().max(1e9).optional(),
  gamma: feeFraction.optional(),
  fee_bp: z.union([basisPoints, z.array(basisPoints).min(1).max(10_000)]).optional(),
})
type Inputs = z.output<typeof schema>

/**
 * Poisson blocks. `sigma` per square root of the unit that `lambda_per_unit_time` counts blocks in; or `sigma_daily` and
 * `mean_block_time_s`. The fee as `gamma` (fraction), or `fee_bp`, one or a list.
 */
export const lvrFees = defineOperation({
  name: 'lvr_fees',
  summary: 'probability that a block brings an arbitrage, and its profit, with Poisson blocks',
  example: { amm: 'cpmm', sigma: 0.05, lambda_per_unit_time: 7200, gamma: 0.003 },
  schema,
  compute: (inputs) => {
    const blocks = blocksOf(inputs)
    if (!blocks.ok) return blocks
    const { gamma, fee_bp } = inputs
    if ((gamma === undefined) === (fee_bp === undefined)) {
      const was = gamma === undefined ? 'nothing' : 'both gamma and fee_bp'
      return missing('gamma', was, 'lvr_fees', 'exactly one of gamma and fee_bp')
    }
    if (Array.isArray(fee_bp)) {
      const etas = fee_bp.map((bp) => noTradeScale({ ...blocks.value, fee: bp * 1e-4 }))
      return accepted({ P_trade_pct: etas.map((eta) => 100 / (1 + eta)), eta: etas })
    }
    return one({ ...blocks.value, fee: gamma ?? (fee_bp ?? 0) * 1e-4 })
  },
})

interface Blocks {
  readonly volatility: number
  readonly blocksPerTime: number
}

function blocksOf(inputs: Inputs): Result<Blocks> {
  const { sigma, sigma_daily, lambda_per_unit_time: lambda, mean_block_time_s: seconds } = inputs
  if (sigma_daily !== undefined && sigma === undefined && seconds !== undefined && lambda === undefined) {
    return accepted({ volatility: sigma_daily, blocksPerTime: SECONDS_PER_DAY / seconds })
  }
  if (sigma_daily !== undefined && sigma === undefined && lambda !== undefined && seconds === undefined) {
    return accepted({ volatility: sigma_daily, blocksPerTime: lambda })
  }
  if (sigma !== undefined && sigma_daily === undefined && lambda !== undefined && seconds === undefined) {
    return accepted({ volatility: sigma, blocksPerTime: lambda })
  }
  const wanted = 'sigma with lambda_per_unit_time, or sigma_daily with mean_block_time_s'
  return missing('sigma', 'another combination', 'lvr_fees', wanted)
}

function one(terms: Blocks & { readonly fee: number }): Result<Outputs> {
  const arbitrage = poissonArbitrage(terms)
  if (!arbitrage.ok) return arbitrage
  const { eta, tradeProbability, arbitrageOverValue, lvrOverValue, feeIncomeOverValue } = arbitrage.value
  return accepted({
    eta,
    P_trade: tradeProbability,
    P_trade_pct: 100 * tradeProbability,
    arb_over_value: arbitrageOverValue,
    arb_over_lvr: arbitrageOverValue / lvrOverValue,
    lvr_over_value: lvrOverValue,
    fee_income_over_value: feeIncomeOverValue,
  })
}
