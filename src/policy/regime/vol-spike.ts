import type { Regime } from './regime.ts'

export const volSpike: Regime = {
  id: 'vol-spike',
  label: 'Volatility spike',
  meaning:
    'VIX stands at half again its own mean of a month: marks are unreliable and short vega has just been paid for; the index need not have fallen far.',
  source: 'our choice',
  tests: [{ input: 'vix-to-sma20', is: '>=', level: 1.5 }],
}
