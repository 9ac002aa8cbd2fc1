/** Markets moved by hand, read like any other. */
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { type MarketShock, describeShock, shockChain } from '../../market/model/shock-chain.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import type { ShockedFacts } from '../../policy/shocked-facts.ts'
import type { AskedShock } from './today-source.ts'

export interface MovedFacts {
  /** Of the whole decision: moved where a shock names no trade. */
  readonly facts: MarketFacts
  readonly byTrade: ShockedFacts
}

/** Refuses a second shock for the same trade, or for the whole. A trade's own shock comes on top of the whole's. */
export function shockFacts(facts: MarketFacts, shocks: readonly AskedShock[]): Result<MovedFacts> {
  const whole = shocks.filter(({ trade }) => trade === null)
  const names = shocks.flatMap(({ trade }) => (trade === null ? [] : [trade]))
  const twice = whole.length > 1 ? 'the whole market' : names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) {
    const wanted = 'one shock for each trade and one for the market'
    return refused(
      refuse('command.bad-input', {
        field: '--shock',
        was: `two for ${twice}`,
        wanted,
        source: 'command line',
      }),
    )
  }
  const [first] = whole
  const moved = first === undefined ? accepted(facts) : move(facts, first)
  if (!moved.ok) return moved
  const byTrade = new Map<string, { facts: MarketFacts; says: string }>()
  for (const { trade, ...shock } of shocks) {
    if (trade === null) continue
    const own = move(moved.value, shock)
    if (!own.ok) return own
    byTrade.set(trade, { facts: own.value, says: describeShock(shock) })
  }
  return accepted({ facts: moved.value, byTrade })
}

function move(facts: MarketFacts, shock: MarketShock): Result<MarketFacts> {
  const { market } = facts
  const read = readMarket(shockChain(market, shock), { asOf: market.asOf, yearClock: market.yearClock })
  return read.ok ? accepted({ ...facts, market: read.value }) : read
}
