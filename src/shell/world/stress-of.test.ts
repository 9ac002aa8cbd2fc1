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
  it('names what it does not replay: legs that close delta, and trades that no rule speaks of', async () => {
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
    const { of, others } = mustAccept(await stressOf({ facts: FACTS, held, decision }, 'book', '2018-02-05'))
    expect(of).toBe('book')
    expect(others.map(({ trade }) => trade)).toEqual(['o', 'd'])
    expect(others[1].says).toContain(`3 ${occSymbol(root, expiration, 'C', strike)}, -3 `)
  })
})
