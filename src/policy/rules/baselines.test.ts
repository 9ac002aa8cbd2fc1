import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { heldToSettlement, withoutHedge } from './baselines.ts'
import { canonicalHash } from './canonical.ts'
import { PRESETS, presetNamed } from './presets.ts'

const preset = (name: string) => mustAccept(presetNamed(name))

describe('what a rule set is measured against', () => {
  it.each(PRESETS)('keeps what $name enters: signals, structures, sizes, costs', (rules) => {
    for (const twin of [withoutHedge(rules), heldToSettlement(rules)]) {
      if (twin === null) continue
      expect(canonicalHash(twin)).not.toBe(canonicalHash(rules))
      for (const key of [
        'structures',
        'entry',
        'votes',
        'events',
        'sizing',
        'forecast',
        'costs',
        'walk',
      ] as const) {
        expect(twin[key], key).toEqual(rules[key])
      }
    }
  })

  it('is the preset without its hedge, by other words', () => {
    const twin = withoutHedge(preset('lvr-budget+alvh'))
    const plain = preset('lvr-budget')
    const { title, about } = preset('lvr-budget+alvh')
    expect(twin).toEqual({ ...plain, name: 'lvr-budget+alvh, unhedged', title, about })
    expect(withoutHedge(preset('lvr-budget'))).toBeNull()
  })

  it('holds to settlement, and is itself held to nothing', () => {
    const held = heldToSettlement(preset('credit-distance+alvh'))
    expect(held).toMatchObject({
      invariant: null,
      actions: null,
      roll: null,
      hedge: null,
      secondEngine: null,
    })
    expect(held === null ? null : heldToSettlement(held)).toBeNull()
  })
})
