import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { canonicalHash } from './canonical.ts'
import { presetNamed } from './presets.ts'
import { type RuleSetting, rulesVariant, settingsWords } from './rules-variant.ts'

const lvrBudget = mustAccept(presetNamed('lvr-budget'))
const monthly = mustAccept(presetNamed('monthly-16-delta'))
const refusalOf = (key: string, value: RuleSetting['value']) => {
  const made = rulesVariant(monthly, [{ key, value }])
  if (made.ok) throw new Error('it was accepted')
  return made.refusal
}

describe('a variant of rules', () => {
  it('has the keys set, in lists too, and everything else as it was', () => {
    const variant = mustAccept(
      rulesVariant(lvrBudget, [
        { key: 'structures[0].contract.shorts.put', value: 0.1 },
        { key: 'structures.0.contract.shorts.call', value: 0.12 },
        { key: 'entry.coverage.floor', value: 1.25 },
        { key: 'mode', value: 'promoter' },
      ]),
    )
    const [{ contract }] = variant.structures
    expect(contract.shorts).toMatchObject({ kind: 'delta', put: 0.1, call: 0.12 })
    expect(variant.entry.coverage?.floor).toBe(1.25)
    expect(variant.mode).toBe('promoter')
    expect({ ...variant, structures: 0, entry: 0, mode: 0 }).toEqual({
      ...lvrBudget,
      structures: 0,
      entry: 0,
      mode: 0,
    })
    // What it was made from is untouched.
    expect(lvrBudget.entry.coverage?.floor).toBe(1)
  })
  it('has the hash of the rules where nothing changes', () => {
    const same = mustAccept(rulesVariant(monthly, [{ key: 'sizing.marginShareMax', value: 0.1 }]))
    expect(canonicalHash(same)).toBe(canonicalHash(monthly))
  })
  it.each<[string, RuleSetting['value'], string]>([
    ['sizing.marginShareMaximum', 0.1, 'rules.unknown-key'],
    ['sizing.marginShareMax', 10, 'rules.percent-for-fraction'],
    ['sizing.contractsMax', 1.5, 'rules.invalid'],
    ['sizing.contractsMax', 'many', 'rules.invalid'],
    ['entry.coverage.floor', 1, 'rules.unknown-key'],
    ['structures[3].sizeShare', 1, 'rules.unknown-key'],
    ['structures[1]', 1, 'rules.unknown-key'],
    ['sizing.contractsMax.x', 1, 'rules.unknown-key'],
    ['__proto__.x', 1, 'rules.unknown-key'],
    ['', 1, 'rules.unknown-key'],
  ])('refuses %s = %s as %s', (key, value, code) => {
    expect(refusalOf(key, value).code).toBe(code)
  })
  it('names the settings at fault', () => {
    expect(refusalOf('sizing.contractsMax', 1.5).source).toBe('sizing.contractsMax=1.5')
    expect(
      settingsWords([
        { key: 'a', value: null },
        { key: 'b.c', value: true },
      ]),
    ).toBe('a=null, b.c=true')
  })
})
