/**
 * What arbitrageurs earn when trades cost a fee and can only happen in blocks. Poisson blocks: Milionis, Moallemi, Roughgarden
 * 2023 (arXiv 2305.14604). Evenly spaced blocks: Nezlobin and Tassy 2025 (arXiv 2505.05113). The fee gamma is one side's,
 * in log price; the band in which no trade pays is 2 gamma wide.
 */
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { lvrOverValue } from './expected-lvr.ts'

export interface BlockTerms {
  /** Per square root of a unit of time. */
  readonly volatility: number
  /** lambda: mean number of blocks per unit of time. */
  readonly blocksPerTime: number
  /** gamma: fee in log price, such as 0.003. */
  readonly fee: number
}

export interface PoissonArbitrage {
  /** gamma / (sigma sqrt(dt / 2)), dt = 1 / lambda. */
  readonly eta: number
  /** 1 / (1 + eta): the share of blocks in which an arbitrage pays. */
  readonly tradeProbability: number
  /** Arbitrage profit over pool value per unit of time; constant product. */
  readonly arbitrageOverValue: number
  /** sigma^2 / 8: the same without fees and blocks. */
  readonly lvrOverValue: number
  /**
   * LVR less arbitrage profit over pool value per unit of time: what the fee takes back from arbitrageurs. Its leading order in
   * fast blocks, LVR (1 - P_trade), of the same source.
   */
  readonly feeIncomeOverValue: number
}

/** gamma / (sigma sqrt(dt / 2)); infinite volatility of blocks aside, 0 without a fee. Volatility above 0. */
export function noTradeScale(terms: BlockTerms): number {
  return (terms.fee * Math.sqrt(2 * terms.blocksPerTime)) / terms.volatility
}

/**
 * Arbitrage against a constant-product pool in Poisson blocks. Without volatility nothing is traded and nothing lost. Refused where
 * sigma^2 >= 8 lambda: blocks so rare that the expectation is infinite.
 */
export function poissonArbitrage(terms: BlockTerms): Result<PoissonArbitrage> {
  const { volatility, blocksPerTime, fee } = terms
  const lvr = lvrOverValue(volatility)
  if (volatility === 0) {
    const none = { tradeProbability: 0, arbitrageOverValue: 0, lvrOverValue: 0, feeIncomeOverValue: 0 }
    // With neither fee nor movement the ratio has no value; 0 is its value at any volatility without a fee.
    return fee === 0 ? accepted({ eta: 0, ...none, tradeProbability: 1 }) : refused(noMovement(volatility))
  }
  const slow = (volatility * volatility) / (8 * blocksPerTime)
  if (!(slow < 1)) return refused(tooSlow(volatility, blocksPerTime))
  const eta = noTradeScale(terms)
  const tradeProbability = 1 / (1 + eta)
  const arbitrage = (lvr * tradeProbability * Math.cosh(fee / 2)) / (1 - slow)
  return accepted({
    eta,
    tradeProbability,
    arbitrageOverValue: arbitrage,
    lvrOverValue: lvr,
    feeIncomeOverValue: lvr * (1 - tradeProbability),
  })
}

/** sqrt(2 pi) / |zeta(1/2)|, the mean overshoot constant of a Gaussian walk. */
export const OVERSHOOT = Math.sqrt(2 * Math.PI) / 1.4603545088095868

/**
 * Arbitrage profit per block over sigma_b^2 P^2 |x*'| when blocks are evenly spaced: 1 / (2 + c B / sigma_b) with B = 2 fee the
 * full band. `feeOverBlockVolatility` is the one-sided fee over the standard deviation of a block's log move. Without a fee it is 1/2.
 */
export function deterministicArbitrage(feeOverBlockVolatility: number): {
  readonly perBlock: number
  readonly ratioToNoFee: number
} {
  const perBlock = 1 / (2 + OVERSHOOT * 2 * feeOverBlockVolatility)
  return { perBlock, ratioToNoFee: 2 * perBlock }
}

/**
 * What arbitrageurs other than the manager of an auction-managed AMM (arXiv 2403.03367) earn over pool value per unit of time,
 * with the fee at its cap f: (sigma^2 / 8) e^(-eta) e^(f/2) / (1 - sigma^2 dt / 8).
 */
export function managedPoolExcess(terms: BlockTerms): Result<number> {
  const { volatility, blocksPerTime, fee } = terms
  if (volatility === 0) return accepted(0)
  const slow = (volatility * volatility) / (8 * blocksPerTime)
  if (!(slow < 1)) return refused(tooSlow(volatility, blocksPerTime))
  return accepted((lvrOverValue(volatility) * Math.exp(fee / 2 - noTradeScale(terms))) / (1 - slow))
}

/** Turnover (volume over value) per unit of time at which fees pay a weighted pool's LVR. */
export function breakEvenTurnover(lvrRateOverValue: number, fee: number): number {
  return lvrRateOverValue / fee
}

const noMovement = (volatility: number) =>
  refuse('number.out-of-range', {
    field: 'sigma',
    was: volatility,
    wanted: 'more than 0: without movement eta is infinite and no arbitrage ever pays',
    source: 'arbitrage in blocks',
  })

const tooSlow = (volatility: number, blocksPerTime: number) =>
  refuse('number.out-of-range', {
    field: 'sigma',
    was: `${volatility} with ${blocksPerTime} blocks per unit of time`,
    wanted: 'sigma^2 below 8 lambda: in rarer blocks the expected profit is infinite',
    source: 'arbitrage in blocks',
  })
