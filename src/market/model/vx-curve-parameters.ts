/** Written by scripts/fit-vx-curve.ts; run it again rather than edit. */
import type { VxCurveParameters } from './vx-curve-types.ts'

export const VX_CURVE_PARAMETERS: VxCurveParameters = {
  base: 1.20515,
  recentWeight: 0.666569,
  memoryDays: 119.81,
  memoryPower: 0.758113,
  recentSessions: 126,
}
