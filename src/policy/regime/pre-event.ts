import type { Regime } from './regime.ts'

export const preEvent: Regime = {
  id: 'pre-event',
  label: 'Before an event',
  meaning:
    'FOMC, CPI, PPI or employment today or at the next session: skip, or half the size with wider strikes.',
  source: 'event protocols as published; the window is our choice',
  tests: [{ input: 'sessions-to-event', is: '<=', level: 1 }],
}
