import type { SurfaceParameters } from './surface-types.ts'
export const SURFACE_PARAMETERS: SurfaceParameters = {
  smile: { tilt: -0.381, turn: 1.068, roundness: 0.43, amplitudeLong: 0.7265, amplitudeYears: 0.01474, amplitudePower: 0.626, wing: 0.1004, wingStart: 2, wingReach: 20 },
  term: { longVol: 0.34614, memoryYears: 0.28421, memoryPower: 0.2382 },
  clock: { closedDay: 0.138, overnight: 0.32 },
}
