import { describe, expect, it } from 'vitest'
import { isoDate } from '../../base/calendar/civil.ts'
import type { Cents, EpochMs } from '../../base/vocabulary/quantity.ts'
import { type CondorLegs, occSymbol, type OptionLeg } from '../../book/structure/legs.ts'
import { bookFill, EMPTY_LOTS } from '../../book/position/lots.ts'
import { type AccountState, openAccount, type OpenTrade } from '../kernel/account-state.ts'
import type { InstrumentQuote } from './instrument-quote.ts'
import { condorMargin, marginOfAccount } from './margin-of-account.ts'

const EXPIRATION = isoDate('2019-03-15')
const DATE = isoDate('2019-02-15')
const legs = (put: number, call: number): CondorLegs<OptionLeg> => [
  { right: 'P', strike_points: 2600 - put, quantity: 1 },
  { right: 'P', strike_points: 2600, quantity: -1 },
  { right: 'C', strike_points: 2900, quantity: -1 },
  { right: 'C', strike_points: 2900 + call, quantity: 1 },
]

function condor(id: string, put: number, call: number, contracts: number, credit: number): OpenTrade {
  const terms = {
    root: 'SPXW',
    expiration: EXPIRATION,
    legs: legs(put, call),
    contracts,
    entryCredit_points: credit,
    entry: null,
    entryNote: '',
  }
  let lots = EMPTY_LOTS
  for (const [i, { right, strike_points, quantity }] of terms.legs.entries()) {
    lots = bookFill(lots, {
      id: `${id}:${i}`,
      trade: id,
      filledAt: 0 as EpochMs,
      instrument: occSymbol('SPXW', EXPIRATION, right, strike_points),
      quantity: quantity * contracts,
      price_points: 1,
      multiplier: 100,
      fees_cents: 0 as Cents,
    })
  }
  return { id, chain: id, layer: 'core', openedAt: 0 as EpochMs, condor: terms, lots, futures: [], fills: 4 }
}

const future: OpenTrade = {
  id: 'H',
  chain: 'H',
  layer: 'hedge:front',
  openedAt: 0 as EpochMs,
  condor: null,
  lots: EMPTY_LOTS,
  futures: [{ instrument: 'VX 2019-03-19', quantity: 2, multiplier: 1000, mark_cents: 1_600_000 as Cents }],
  fills: 1,
}

const account = (...trades: readonly OpenTrade[]): AccountState => ({
  ...openAccount(0 as Cents),
  trades,
})
const quoted = (): InstrumentQuote => ({
  root: 'SPXW',
  bid_points: 1,
  ask_points: 1.1,
  multiplier: 100,
  future: false,
  factors: { underlying: 2750, volatility: 0.16, years: 28 / 365, rate: 0.02, dividendYield: 0 },
})

describe('margin', () => {
  it('is the worst loss at settlement: of unequal wings the wider, less the credit', () => {
    const trade = condor('A', 75, 50, 3, 6.5)
    if (trade.condor === null) throw new Error('a condor')
    expect(condorMargin(trade.condor)).toBe((75 - 6.5) * 100 * 100 * 3)
  })

  it('adds trades up, a roll and what it replaces both, and sets nothing on VIX off against them', () => {
    const [one, other] = [condor('A', 50, 50, 1, 5), condor('B', 50, 50, 1, 4)]
    const margin = marginOfAccount(account(one, other, future), DATE, 'reg-t', quoted)
    const ofFutures = 2 * 0.45 * 1_600_000
    expect(margin.total_cents).toBe((45 + 46) * 10_000 + ofFutures)
    expect(margin.byChain.get('A')).toBe(450_000)
    expect(margin.byChain.get('H')).toBe(ofFutures)
  })

  it('by portfolio is the worst scenario, below the spread rule for one condor, and not before there was any', () => {
    const one = account(condor('A', 50, 50, 1, 5))
    const portfolio = marginOfAccount(one, DATE, 'portfolio', quoted).total_cents
    expect(portfolio).toBeGreaterThan(7500)
    expect(portfolio).toBeLessThan(450_000)
    expect(marginOfAccount(one, isoDate('2004-02-13'), 'portfolio', quoted).total_cents).toBe(450_000)
    expect(marginOfAccount(one, DATE, 'portfolio', () => null).total_cents).toBe(450_000)
  })
})
