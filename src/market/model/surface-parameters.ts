/** Written by scripts/fit-surface-model.ts; run it again rather than edit. */
import type { SurfaceParameters } from './surface-types.ts'

export const SURFACE_PARAMETERS: SurfaceParameters = {
  smile: {
    tilt: -0.38658,
    turn: 1.06371,
    roundness: 0.422758,
    amplitudeLong: 0.718265,
    amplitudeYears: 0.0138704,
    amplitudePower: 0.632268,
    wing: 0.0983166,
    wingStart: 2,
    wingReach: 20,
  },
  term: { longVol: 0.34594, memoryYears: 0.315449, memoryPower: 0.264083 },
  clock: { closedDay: 0.138352, overnight: 0.320293 },
}
