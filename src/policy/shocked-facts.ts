import type { Decision } from './decision.ts'
import type { MarketFacts } from './facts.ts'

/** Facts of a market moved by hand, by trade, with the move in words: "spot -3 %, volatility +5 points". */
export type ShockedFacts = ReadonlyMap<string, { readonly facts: MarketFacts; readonly says: string }>

export const NO_SHOCKS: ShockedFacts = new Map()

/** Every move by hand that a decision stands on, in words; null where it is of the market as it is. Only then is it advice. */
export function shocksOf({ shock, positions }: Pick<Decision, 'shock' | 'positions'>): string | null {
  const own = positions.flatMap(({ trade, shock: moved }) => (moved === null ? [] : [`${trade} (${moved})`]))
  const all = [...(shock === null ? [] : [`the whole market (${shock})`]), ...own]
  return all.length === 0 ? null : all.join(', ')
}
