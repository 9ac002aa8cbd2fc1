/** What the report's words mean. */
export const DEFINITIONS: readonly (readonly [term: string, meaning: string])[] = [
  ['Fees', 'What traders paid in, times the fee of the pool.'],
  [
    'LVR',
    'Loss-versus-rebalancing: what the pool lost to a portfolio that held the same tokens at every moment and traded at market prices. Of one move from P to P′ at liquidity L it is L (√P′ − √P)² / √P, exactly.',
  ],
  ['Edge', 'Fees less LVR: what a provider who hedges the delta keeps, before the costs of hedging.'],
  ['Fees / LVR', 'Coverage. At 1 the fees just pay for the LVR.'],
  [
    'Interval',
    'How often the price is looked at. LVR of a path depends on it, so every figure names its own.',
  ],
  ['Realised vol', 'Root of the summed squared log moves, scaled to a year of 365 days; zero mean.'],
  [
    'Pool implied vol',
    'The volatility at which the fees would just pay for LVR: √(8 × fees a year / value).',
  ],
  [
    'Divergence loss',
    'Against holding the tokens of the start (impermanent loss). It looks at the two ends only and comes back with the price; LVR never does.',
  ],
  [
    'Dollar gamma',
    'P² |V″|: curvature in money per 100 % move. A condor with as much loses as much to rebalancing.',
  ],
  [
    'Equivalent full range',
    'The value of a full-range constant-product pool of that curvature: 4 × dollar gamma.',
  ],
]
