/** Written by scripts/fit-vix-model.ts; run it again rather than edit. */
import type { PdvParameters } from './pdv-types.ts'

export const PDV_PARAMETERS: PdvParameters = {
  trend: { exponent: 1.12119, shift_years: 0.0223856 },
  activity: { exponent: 1.57595, shift_years: 0.0503663 },
  base: 0.0521893,
  trendWeight: -0.0913485,
  activityWeight: 0.866433,
  lagsMax: 1000,
  warmUpReturns: 500,
}
