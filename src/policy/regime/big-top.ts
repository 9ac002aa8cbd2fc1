import type { Regime } from './regime.ts'

/** The published label without a published definition; these four conditions are the reading of it that Kondor takes. */
export const bigTop: Regime = {
  id: 'big-top-cash-press',
  label: 'Big Top "Temporal Theta" Cash Press',
  meaning:
    'The index is strong on narrowing breadth and the term structure is steep: premium may be harvested; short calls are to be rolled early once breadth breaks.',
  source:
    'RSI over 60 and contango over 8 to 10 % as published; the divergence and VIX9D / VIX are our choice',
  tests: [
    { input: 'index-rsi14', is: '>=', level: 60 },
    { input: 'breadth-divergence20', is: '=', level: -1 },
    { input: 'vx-contango', is: '>=', level: 0.08 },
    { input: 'vix9d-to-vix', is: '<', level: 1 },
  ],
}
