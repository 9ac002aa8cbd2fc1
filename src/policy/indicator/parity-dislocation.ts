/**
 * Put-call parity as a market rate: what boxes, conversions and reversals lend or borrow at, at natural and after costs,
 * against a rate the user supplies (SOFR or OIS). Mids always show dislocations; prices one can trade at seldom do.
 */
import { QUOTE_STATE, type SideColumns } from '../../market/quote/chain.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'

/** A two-sided price of the forward for the expiry's date: an ES quote moved to it, or a swap dealer's. */
export interface ForwardQuote {
  readonly bid_points: number
  readonly ask_points: number
  readonly source: string
}

export interface DislocationInputs {
  readonly expiry: ExpiryState
  /** Continuously compounded per year on the market's clock, from SOFR or OIS; null where none is supplied. */
  readonly referenceRate: number | null
  readonly referenceSource: string
  /** For conversions and reversals; without it they are unknown. */
  readonly forwardQuote: ForwardQuote | null
  /** Commission and fees per contract and leg, dollars. */
  readonly cost_dollars: number
  /** Cost of trading the forward once, index points of one unit. */
  readonly forwardCost_points?: number
  /** Only strikes within this share of the forward: far boxes are quoted for nobody. Default 0.1. */
  readonly reach?: number
  /** Only boxes at least this wide: the rate of a narrow one is all spread. Default 100 points. */
  readonly boxWidthMin_points?: number
}

export type DislocationKind = 'box-lend' | 'box-borrow' | 'conversion' | 'reversal'

export interface Dislocation {
  readonly kind: DislocationKind
  readonly lowStrike_points: number
  /** Equal to the low strike for conversions and reversals. */
  readonly highStrike_points: number
  /** Rate locked in at natural after costs, continuously compounded; of the forward trade, null. */
  readonly rate: number | null
  /** Locked profit over the reference, present value, points of one unit; negative: none. Null without a reference. */
  readonly gain_points: number | null
}

export interface Dislocations {
  /** The best of each kind, best first within it; kinds that could not be judged are absent and named in `unknown`. */
  readonly best: readonly Dislocation[]
  /** Those that gain after costs. Empty is the ordinary answer. */
  readonly open: readonly Dislocation[]
  readonly unknown: readonly string[]
  readonly convention: string
}

const MULTIPLIER = 100
const CONVENTION =
  'bought at the ask and sold at the bid, all legs at once, costs per leg; rates continuously compounded on the market clock'

interface Strike {
  readonly strike: number
  /** Price paid for the synthetic forward (buy call, sell put), and received for it, points today. */
  readonly buy: number
  readonly sell: number
}

export function parityDislocations(inputs: DislocationInputs): Dislocations {
  const { expiry, referenceRate, forwardQuote } = inputs
  const strikes = strikesOf(expiry, inputs.reach ?? 0.1)
  const unknown: string[] = []
  if (referenceRate === null) unknown.push(`gains: no reference rate supplied (${inputs.referenceSource})`)
  const boxes = bestBoxes(strikes, inputs)
  if (boxes.length === 0) unknown.push('boxes: fewer than two usable strikes far enough apart')
  if (forwardQuote === null)
    unknown.push('conversions and reversals: no two-sided quote of the forward supplied')
  const forwards = forwardQuote === null ? [] : bestForwards(strikes, forwardQuote, inputs)
  const best = [...boxes, ...forwards]
  const open = best.filter(({ gain_points }) => gain_points !== null && gain_points > 0)
  return { best, open, unknown, convention: CONVENTION }
}

function strikesOf(expiry: ExpiryState, reach: number): readonly Strike[] {
  const { strikes_points, calls, puts } = expiry.slice
  const found: Strike[] = []
  strikes_points.forEach((strike, i) => {
    if (Math.abs(Math.log(strike / expiry.forward.forward_points)) > reach) return
    if (!tradable(calls, i) || !tradable(puts, i)) return
    found.push({
      strike,
      buy: calls.asks_points[i] - puts.bids_points[i],
      sell: calls.bids_points[i] - puts.asks_points[i],
    })
  })
  return found
}

const tradable = (side: SideColumns, i: number): boolean =>
  (side.state[i] & QUOTE_STATE.HAS_QUOTE) !== 0 && side.bids_points[i] > 0 && side.asks_points[i] > 0

/** The box that lends at the highest rate, and the one that borrows at the lowest. */
function bestBoxes(strikes: readonly Strike[], inputs: DislocationInputs): readonly Dislocation[] {
  const { expiry, referenceRate } = inputs
  const widthMin = inputs.boxWidthMin_points ?? 100
  const cost = (4 * inputs.cost_dollars) / MULTIPLIER
  let lend: Dislocation | null = null
  let borrow: Dislocation | null = null
  const reference = referenceRate === null ? null : Math.exp(-referenceRate * expiry.years)
  for (const low of strikes) {
    for (const high of strikes) {
      const width = high.strike - low.strike
      if (width < widthMin) continue
      const paid = low.buy - high.sell + cost
      const received = low.sell - high.buy - cost
      const ends = { lowStrike_points: low.strike, highStrike_points: high.strike }
      if (paid > 0) {
        const rate = Math.log(width / paid) / expiry.years
        const gain_points = reference === null ? null : width * reference - paid
        if (lend === null || rate > (lend.rate ?? 0)) lend = { kind: 'box-lend', ...ends, rate, gain_points }
      }
      if (received > 0) {
        const rate = Math.log(width / received) / expiry.years
        const gain_points = reference === null ? null : received - width * reference
        if (borrow === null || rate < (borrow.rate ?? 0))
          borrow = { kind: 'box-borrow', ...ends, rate, gain_points }
      }
    }
  }
  return [lend, borrow].filter((one) => one !== null)
}

/**
 * Conversion: sell the synthetic forward, buy the real one at its ask. Reversal: the other way. The gain is settled at
 * expiry and discounted at the reference rate; where none is supplied, at the expiry's own parity rate to compare strikes,
 * and the gain stays unknown.
 */
function bestForwards(
  strikes: readonly Strike[],
  quote: ForwardQuote,
  inputs: DislocationInputs,
): readonly Dislocation[] {
  const { expiry, referenceRate } = inputs
  const cost = (2 * inputs.cost_dollars) / MULTIPLIER + (inputs.forwardCost_points ?? 0)
  const discount = referenceRate === null ? expiry.forward.discount : Math.exp(-referenceRate * expiry.years)
  const best = (kind: 'conversion' | 'reversal', gain: (at: Strike) => number): readonly Dislocation[] => {
    let top: { readonly at: Strike; readonly gain: number } | null = null
    for (const at of strikes) {
      const here = gain(at)
      if (top === null || here > top.gain) top = { at, gain: here }
    }
    if (top === null) return []
    const { strike } = top.at
    const gain_points = referenceRate === null ? null : top.gain
    return [{ kind, lowStrike_points: strike, highStrike_points: strike, rate: null, gain_points }]
  }
  return [
    ...best('conversion', ({ strike, sell }) => sell - discount * (quote.ask_points - strike) - cost),
    ...best('reversal', ({ strike, buy }) => discount * (quote.bid_points - strike) - buy - cost),
  ]
}
