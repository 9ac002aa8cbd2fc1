import type { Surface, SurfaceSmile } from '../surface-model.ts'
import { SURFACE_PARAMETERS } from '../surface-parameters.ts'
import { keptByNumber } from './kept.ts'

/** A surface that makes each smile once, on the variance clock that all simulated markets share. */
export const surfaceOfSmiles = (make: (varianceYears: number) => SurfaceSmile): Surface => ({
  clock: SURFACE_PARAMETERS.clock,
  smile: keptByNumber(make),
})
