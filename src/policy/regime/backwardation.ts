import type { Regime } from './regime.ts'

export const backwardation: Regime = {
  id: 'backwardation',
  label: 'Backwardation',
  meaning:
    'The second VX future is under the first: near volatility is the dear one, long VX hedges roll up and carry turns against the seller.',
  source: 'sign of M2 / M1 - 1; the published material asks for a higher discount rate here',
  tests: [{ input: 'vx-contango', is: '<', level: 0 }],
}
