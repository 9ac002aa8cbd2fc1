import type { Regime } from './regime.ts'

export const aftermath: Regime = {
  id: 'aftermath',
  label: 'Aftermath of a spike',
  meaning:
    'VIX closed at 30 or more within the month and has since given back three tenths: premium is still rich and falling, the time at which rolled positions are rolled back.',
  source: 'our choice',
  tests: [
    { input: 'vix-max20', is: '>=', level: 30 },
    { input: 'vix-to-max20', is: '<=', level: 0.7 },
  ],
}
