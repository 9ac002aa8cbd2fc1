/** What holding one option or future of a simulated market earns on average, for a day and to settlement, over many seeds. */
import { dayNumber, isoDate } from '../../src/base/calendar/civil.ts'
import { settlementOf } from '../../src/base/calendar/expirations.ts'
import type { OptionRight } from '../../src/base/vocabulary/option-right.ts'
import type { EpochMs } from '../../src/base/vocabulary/quantity.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { simulateMarket } from '../../src/market/model/simulator/simulate-market.ts'
import type { SimulatedMarket, SimulatedOption } from '../../src/market/model/simulator/simulated-market.ts'

const START = isoDate('2019-03-04')
/** Row of the last expiry below. */
const SESSIONS = 25
const PM_EXPIRY = isoDate('2019-04-05')
const AM_EXPIRY = isoDate('2019-03-15')
const VIX_EXPIRY = isoDate('2019-03-20')
const NEXT_VIX_EXPIRY = isoDate('2019-04-17')
const STRIKES = [3_600, 3_800, 4_000, 4_100, 4_200]
const VIX_STRIKES = [14, 17, 20, 26]
const RIGHTS: readonly OptionRight[] = ['C', 'P']
const MS_PER_YEAR = 525_600 * 60_000

export interface PnlStatistic {
  readonly label: string
  /** Of the profit and loss of being long one, discounted to the start. */
  readonly mean: number
  readonly standardError: number
  /** What was paid, on average. */
  readonly paid: number
  /** What the market itself says the mean is, averaged over the seeds; null where it does not say. */
  readonly expected: number | null
  /** (mean - expected) / standardError, with 0 for null. */
  readonly z: number
}

type Mode =
  | { readonly mode: 'fair' }
  | { readonly mode: 'planted'; readonly varianceShare: number; readonly driftShift: number }

interface Observation {
  readonly label: string
  readonly pnl: number
  readonly paid: number
  readonly expected: number | null
}

export function pnlStatistics(
  mode: Mode,
  seeds: { readonly from: number; readonly count: number },
): PnlStatistic[] {
  const sums = new Map<
    string,
    { pnl: number; gap: number; square: number; paid: number; expected: number; known: boolean }
  >()
  for (let seed = seeds.from; seed < seeds.from + seeds.count; seed += 1) {
    const market = simulateMarket({ ...mode, seed, startDate: START, sessions: SESSIONS })
    for (const { label, pnl, paid, expected } of observations(market)) {
      const sum = sums.get(label) ?? { pnl: 0, gap: 0, square: 0, paid: 0, expected: 0, known: true }
      const gap = pnl - (expected ?? 0)
      sum.pnl += pnl
      sum.gap += gap
      sum.square += gap * gap
      sum.paid += paid
      sum.expected += expected ?? 0
      sum.known &&= expected !== null
      sums.set(label, sum)
    }
  }
  const n = seeds.count
  return [...sums].map(([label, sum]) => {
    const gap = sum.gap / n
    const standardError = Math.sqrt((sum.square / n - gap * gap) / n)
    const expected = sum.known ? sum.expected / n : null
    return { label, mean: sum.pnl / n, standardError, paid: sum.paid / n, expected, z: gap / standardError }
  })
}

function observations(market: SimulatedMarket): Observation[] {
  return [
    ...heldToSettlement(market, 'SPXW', PM_EXPIRY),
    ...heldToSettlement(market, 'SPX', AM_EXPIRY),
    ...heldOneDay(market),
    ...vixObservations(market),
  ]
}

const settles = (root: string, expiry: typeof PM_EXPIRY): EpochMs =>
  mustAccept(settlementOf(root, expiry)).settlesAt

const rowOf = (market: SimulatedMarket, expiry: typeof PM_EXPIRY): number =>
  market.days.indexOf(dayNumber(expiry))

function discount(market: SimulatedMarket, until: number): number {
  return Math.exp((-market.rate * (until - market.quotedAt[0])) / MS_PER_YEAR)
}

function heldToSettlement(
  market: SimulatedMarket,
  root: 'SPX' | 'SPXW',
  expiry: typeof PM_EXPIRY,
): Observation[] {
  const settlesAt = settles(root, expiry)
  const levels = root === 'SPX' ? market.opens_points : market.spots_points
  const level = levels[rowOf(market, expiry)]
  return RIGHTS.flatMap((right) =>
    STRIKES.map((strike_points) => {
      const option: SimulatedOption = { settlesAt, strike_points, right }
      const paid = market.optionPrice(0, option)
      const payoff = Math.max(0, right === 'C' ? level - strike_points : strike_points - level)
      const expected = market.expectedPayoff(0, option)
      return {
        label: `${root} ${strike_points}${right} to settlement`,
        pnl: discount(market, settlesAt) * payoff - paid,
        paid,
        expected: expected === null ? null : discount(market, settlesAt) * expected - paid,
      }
    }),
  )
}

function heldOneDay(market: SimulatedMarket): Observation[] {
  const settlesAt = settles('SPXW', PM_EXPIRY)
  const fair = market.mode === 'fair'
  return RIGHTS.flatMap((right) =>
    STRIKES.map((strike_points) => {
      const option = { settlesAt, strike_points, right }
      const paid = market.optionPrice(0, option)
      const later = discount(market, market.quotedAt[1]) * market.optionPrice(1, option)
      return {
        label: `SPXW ${strike_points}${right} one day`,
        pnl: later - paid,
        paid,
        expected: fair ? 0 : null,
      }
    }),
  )
}

function vixObservations(market: SimulatedMarket): Observation[] {
  const settled = market.openVix_vol_points[rowOf(market, VIX_EXPIRY)]
  const settlesAt = settles('VIX', VIX_EXPIRY)
  const expirations = [VIX_EXPIRY, NEXT_VIX_EXPIRY].map(dayNumber)
  const [now, next] = [market.vxCurveAt(0, expirations), market.vxCurveAt(1, expirations)]
  const futures: Observation[] = [
    { label: 'VX front to settlement', pnl: settled - now[0], paid: now[0], expected: 0 },
    { label: 'VX front one day', pnl: next[0] - now[0], paid: now[0], expected: 0 },
    { label: 'VX second one day', pnl: next[1] - now[1], paid: now[1], expected: 0 },
  ]
  const options = RIGHTS.flatMap((right) =>
    VIX_STRIKES.flatMap((strike_points) => {
      const option = { expirationDay: expirations[0], strike_points, right }
      const paid = market.vixOptionAt(0, option).price_points
      const payoff = Math.max(0, right === 'C' ? settled - strike_points : strike_points - settled)
      const later = discount(market, market.quotedAt[1]) * market.vixOptionAt(1, option).price_points
      const name = `VIX ${strike_points}${right}`
      return [
        {
          label: `${name} to settlement`,
          pnl: discount(market, settlesAt) * payoff - paid,
          paid,
          expected: 0,
        },
        { label: `${name} one day`, pnl: later - paid, paid, expected: 0 },
      ]
    }),
  )
  return [...futures, ...options]
}
