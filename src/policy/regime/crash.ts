import type { Regime } from './regime.ts'

export const crash: Regime = {
  id: 'crash',
  label: 'Crash',
  meaning:
    'The index is far under its high of a quarter and VIX is above 40: open nothing, expect gaps and spreads at which mids mean nothing.',
  source:
    'our choice; from 2000 to April 2020 both hold on 147 sessions, of 2001, 2002, 2008, 2009, 2011 and 2020',
  tests: [
    { input: 'vix', is: '>=', level: 40 },
    { input: 'index-drawdown60', is: '<=', level: -0.15 },
  ],
}
