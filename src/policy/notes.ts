import type { MarketFacts } from './facts.ts'
import type { RuleSet } from './rules/rule-set.ts'

export const DISCLAIMER = 'Educational software, not advice to trade.'

const CLOCKS = {
  'calendar-365':
    'Years count calendar minutes over 365 days; theta is per calendar day, LVR per trading day (1/252).',
  'trading-252': 'Years count trading days over 252; theta is per calendar day, LVR per trading day (1/252).',
} as const

const LEFT_OUT_SHOWN = 3

/** The conventions behind the numbers, and what was not at hand. */
export function decisionNotes(facts: MarketFacts, rules: RuleSet): readonly string[] {
  const { market } = facts
  const notes: string[] = [
    CLOCKS[market.yearClock],
    'S is the parity forward of the expiry wherever a Greek, a distance or a break-even needs one; deltas are N(d1) on it.',
    'Expected move: forward × at-the-money volatility × √years, one standard deviation.',
    `Forecast variance: EWMA ${rules.forecast.lambda} of close-to-close returns, never implied volatility; unknown with fewer than ${rules.forecast.sessionsMin} returns or a history that ends over a week before.`,
    'Margin is the largest loss at settlement from the natural credit, the wider side; costs come on top.',
  ]
  const out = market.leftOut.map(({ root, expiration, reason }) => `${root} ${expiration} (${reason})`)
  if (out.length > 0) {
    const more = out.length > LEFT_OUT_SHOWN ? `, and ${out.length - LEFT_OUT_SHOWN} more` : ''
    notes.push(`Expiries left out: ${out.slice(0, LEFT_OUT_SHOWN).join(', ')}${more}.`)
  }
  const { shock } = market.chain.source
  if (shock !== undefined)
    notes.push(`The market was moved by hand: ${shock}. This is a what-if, not advice.`)
  if (market.chain.rung !== 'quoted') notes.push('Option prices are modelled: nobody quoted them.')
  if (market.chain.rung === 'indexed')
    notes.push(
      'No index value of a later day is read, but the models were fitted once, on data to 2023: on a past day they know a little of what came after.',
    )
  if (facts.history === null)
    notes.push('No index history: forecast, coverage and historical odds are unknown.')
  else if (market.expiries.some(({ slice }) => slice.settlement === 'AM'))
    notes.push(
      'No special opening quotation in the index history: an AM expiry is settled on the close before it.',
    )
  notes.push('Excess return unavailable: no Treasury bill rates at hand.')
  if (facts.events === null)
    notes.push('Scheduled events are not checked: no calendar of that day is at hand.')
  return notes
}
