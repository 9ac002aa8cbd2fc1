import { describe, expect, it } from 'vitest'
import { sampleFacts } from '../../../test/support/sample-bridge.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { occSymbol } from '../../book/structure/legs.ts'
import { type BookFacts, NOTHING_HELD } from '../../policy/book-facts.ts'
import { decide } from '../../policy/decide.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import { stressOf } from './stress-of.ts'

const FACTS = sampleFacts({ realised: 0.09 })
const RULES = mustAccept(presetNamed('lvr-budget'))
const decision = decide(FACTS, RULES)
const [condor] = decision.candidates

describe('the replay of a book', () => {
  it('replays what closes delta beside the condors, and names the trades that no rule speaks of', async () => {
    const { root, legs } = condor
    const expiration = isoDate(condor.expiration)
    const strike = legs[1].strike_points
    const held: BookFacts = {
      ...NOTHING_HELD,
      positions: [
        {
          trade: 'a',
          chain: ['a'],
          rulesHash: null,
          structureId: null,
          openedAt: FACTS.market.asOf,
          root,
          expiration,
          contracts: 2,
          legs: [legs[0], legs[1], legs[2], legs[3]],
          entryCredit_points: condor.credit.natural_points,
          entry: null,
          entryNote: 'not asked for',
          entrySource: null,
          chainCash_cents: 0 as Cents,
          rolls: 0,
          adjustments: 0,
        },
      ],
      indexOptions: [
        {
          trade: 'd',
          instrument: occSymbol(root, expiration, 'C', strike),
          quantity: 3,
          closesDelta: true,
        },
        {
          trade: 'd',
          instrument: occSymbol(root, expiration, 'P', strike),
          quantity: -3,
          closesDelta: true,
        },
        { trade: 'o', instrument: occSymbol(root, expiration, 'C', strike), quantity: 1, closesDelta: false },
      ],
      others: [{ trade: 'o', says: 'holds one call', margin_dollars: 0 }],
    }
    const { of, says, others, replays } = mustAccept(
      await stressOf({ facts: FACTS, held, decision }, 'book', '2018-02-05'),
    )
    expect(of).toBe('book')
    expect(says).toContain('condors open 1, options that close delta 2')
    expect(others.map(({ trade }) => trade)).toEqual(['o'])
    const [first] = replays[0].rows
    expect(first.index_share).toBeLessThan(-0.02)
    // Long three of the index in a fall: near three times its move, at this tenor a little less than that.
    const share = first.byLayer_dollars['delta'] / (300 * FACTS.market.impliedSpot_points * first.index_share)
    expect(share).toBeGreaterThan(0.97)
    expect(share).toBeLessThan(1.03)
    expect(replays[0].leftOut).toEqual([])
    // Of itself it is something to replay.
    const alone = { ...NOTHING_HELD, indexOptions: held.indexOptions.slice(0, 2) }
    const answer = mustAccept(await stressOf({ facts: FACTS, held: alone, decision }, 'either', '2018-02-05'))
    expect(answer.of).toBe('book')
    expect(Object.keys(answer.replays[0].rows[0].byLayer_dollars)).toEqual(['delta'])
  })
})
