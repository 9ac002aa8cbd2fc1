import { describe, expect, it } from 'vitest'
import { isoDate } from '../../base/calendar/civil.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { type EpochMs, quantity } from '../../base/vocabulary/quantity.ts'
import { DAILY_DECISION, judgeStaleness, WITHIN_SESSION } from './judge-staleness.ts'

const quotedAt = newYorkInstant(isoDate('2024-01-05'), 945)
const chain = {
  underlying: 'SPX',
  quotedAt,
  source: { name: 'chain.csv', format: 'test', contentHash: '' },
}
const after = (seconds: number) => quantity<EpochMs>(quotedAt + seconds * 1000)

describe('staleness', () => {
  it('accepts quotes up to the limit and no further', () => {
    expect(judgeStaleness(chain, after(0), DAILY_DECISION)).toBeNull()
    expect(judgeStaleness(chain, after(900), DAILY_DECISION)).toBeNull()
    expect(judgeStaleness(chain, after(901), DAILY_DECISION)?.code).toBe('quote.stale')
    expect(judgeStaleness(chain, after(90), WITHIN_SESSION)).toBeNull()
    expect(judgeStaleness(chain, after(91), WITHIN_SESSION)?.code).toBe('quote.stale')
  })
  it('refuses quotes from the future beyond what clocks disagree by', () => {
    expect(judgeStaleness(chain, after(-2), DAILY_DECISION)).toBeNull()
    const refusal = judgeStaleness(chain, after(-3), DAILY_DECISION)
    expect(refusal).toMatchObject({
      code: 'quote.future',
      was: '"quotes of 2024-01-05T15:45:00-05:00"',
      wanted: 'at most 2 seconds after 2024-01-05T15:44:57-05:00',
      source: 'chain.csv',
    })
  })
})
