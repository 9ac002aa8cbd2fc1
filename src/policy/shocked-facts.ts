import type { MarketFacts } from './facts.ts'

/** Facts of a market moved by hand, by trade, with the move in words: "spot -3 %, volatility +5 points". */
export type ShockedFacts = ReadonlyMap<string, { readonly facts: MarketFacts; readonly says: string }>

export const NO_SHOCKS: ShockedFacts = new Map()
