import { describe, expect, it } from 'vitest'
import { isoDate } from '../../base/calendar/civil.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { type EpochMs, quantity } from '../../base/vocabulary/quantity.ts'
import { judgeStaleness } from './judge-staleness.ts'

const quotedAt = newYorkInstant(isoDate('2024-01-05'), 945)
const chain = {
  underlying: 'SPX',
  quotedAt,
  source: { name: 'chain.csv', format: 'test', contentHash: '' },
}
const after = (seconds: number) => quantity<EpochMs>(quotedAt + seconds * 1000)

const QUARTER_HOUR = { ageMax_ms: 900_000, aheadMax_ms: 2_000 }

describe('staleness', () => {
  it('accepts quotes up to the limit and no further', () => {
    expect(judgeStaleness(chain, after(0), QUARTER_HOUR)).toBeNull()
    expect(judgeStaleness(chain, after(900), QUARTER_HOUR)).toBeNull()
    expect(judgeStaleness(chain, after(901), QUARTER_HOUR)?.code).toBe('quote.stale')
  })
  it('refuses quotes from the future beyond what clocks disagree by', () => {
    expect(judgeStaleness(chain, after(-2), QUARTER_HOUR)).toBeNull()
    const refusal = judgeStaleness(chain, after(-3), QUARTER_HOUR)
    expect(refusal).toMatchObject({
      code: 'quote.future',
      was: '"quotes of 2024-01-05T15:45:00-05:00"',
      wanted: 'at most 2 seconds after 2024-01-05T15:44:57-05:00',
      source: 'chain.csv',
    })
  })
})
