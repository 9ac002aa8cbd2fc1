import type { SurfaceErrorReport } from './surface-errors.ts'

/** Errors of one real day under parameters fitted without it. */
export interface HeldOutDay extends Pick<SurfaceErrorReport, 'aim' | 'allTenors'> {
  readonly day: string
  readonly vix_points: number
  readonly expiries: number
}

/** What the fit script found, shipped beside the parameters. */
export interface SurfaceFigures {
  readonly fittedOn: readonly string[]
  readonly vxSettlements: number
  readonly converged: boolean
  /** SHA-256 of the files read. */
  readonly sources: Readonly<Record<string, string>>
  readonly daysHeldOut: readonly HeldOutDay[]
  /** Never fitted on. */
  readonly chain20240105: SurfaceErrorReport
}
