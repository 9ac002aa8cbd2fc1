import { describe, expect, it } from 'vitest'
import { parseRules } from './schema/parse-rules.ts'
import { presetNamed } from './presets.ts'
import type { VixBand } from './rule-set.ts'
import { VIX_RISK_SCALING, VIX_SCALING_TABLES } from './vix-scaling-tables.ts'
import { accepted } from '../../base/vocabulary/result.ts'

/** The band of a level, read off the published wording, edge by edge. */
const bandAt = (bands: readonly VixBand[], vix: number): VixBand | undefined =>
  bands.find(
    ({ upTo_vol_points: edge, inclusive }) => edge === null || vix < edge || (inclusive && vix === edge),
  )

const short = (band: VixBand | undefined): string =>
  `${band?.signal} ${band?.tiers.map((tier) => tier[0]).join('') ?? ''}`.trim()

describe('the six published VIX tables', () => {
  it('disagree as published', () => {
    const levels = [11, 14.9, 15, 17.95, 18, 20, 22, 23.5, 26, 30]
    const read = Object.fromEntries(
      VIX_SCALING_TABLES.map(({ name, bands }) => [name, levels.map((vix) => short(bandAt(bands, vix)))]),
    )
    const [cba, cb, c, b, a, hold, none] = [
      'PLACE cba',
      'PLACE cb',
      'PLACE c',
      'PLACE b',
      'PLACE a',
      'HOLD',
      'NONE',
    ]
    expect(read).toEqual({
      'vix-risk-scaling': [cba, cba, cb, cb, cb, cb, hold, hold, none, none],
      'place-below-15': [cba, cba, hold, hold, hold, hold, hold, hold, hold, hold],
      'all-below-20': [cba, cba, cba, cba, cba, hold, hold, hold, hold, hold],
      'always-active': Array(10).fill(cba),
      'conservative-below-12': [c, cba, cba, cba, cba, cba, cba, cb, cb, cb],
      inverted: [c, c, c, c, b, b, b, a, a, a],
    })
  })
  it('can be named in a rules file, which then holds their bands; the default is the glossary’s', () => {
    const rulesWith = (value: string) =>
      parseRules(
        `extends: monthly-16-delta\nname: mine\nentry:\n  vixBands: ${value}\n`,
        'mine.yaml',
        (name) => {
          const preset = presetNamed(name)
          return preset.ok ? accepted({ kind: 'preset', rules: preset.value }) : preset
        },
      )
    for (const { name, bands } of VIX_SCALING_TABLES) {
      expect(rulesWith(name).rules?.entry.vixBands, name).toEqual(bands)
    }
    const wrong = rulesWith('vix-risk-scalling').problems[0]?.refusal
    expect([wrong?.code, wrong?.field]).toEqual(['rules.invalid', 'entry.vixBands'])
    const preset = presetNamed('icc-1dte')
    expect(preset.ok && preset.value.entry.vixBands).toEqual(VIX_RISK_SCALING.bands)
  })
})
