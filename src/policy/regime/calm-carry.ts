import type { Regime } from './regime.ts'

export const calmCarry: Regime = {
  id: 'calm-carry',
  label: 'Calm carry',
  meaning:
    'VIX is low, not rising, and still two points over what the index has done for a month: the ordinary state in which condors are sold.',
  source: 'VIX under 15 as published for all tiers; the premium of two points and the mean are our choice',
  tests: [
    { input: 'vix', is: '<', level: 15 },
    { input: 'vix-less-hv20', is: '>=', level: 2 },
    { input: 'vix-to-sma20', is: '<=', level: 1.15 },
  ],
}
