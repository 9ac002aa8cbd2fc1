/** Parameters and figures of the path-dependent VIX model, as `scripts/fit-vix-model.ts` writes them. */

/** A time-shifted power-law kernel, K(tau) proportional to (tau + shift)^-exponent, tau in years of 252 sessions. */
export interface PowerLawKernel {
  readonly exponent: number
  readonly shift_years: number
}

/**
 * VIX / 100 = base + trendWeight R1 + activityWeight sqrt(R2), Guyon and Lekeufack 2023, equation 2.1: R1 a weighted sum of
 * past daily returns, R2 of their squares, both per year.
 */
export interface PdvParameters {
  readonly trend: PowerLawKernel
  readonly activity: PowerLawKernel
  readonly base: number
  readonly trendWeight: number
  readonly activityWeight: number
  /** Returns the kernels reach back over; older ones weigh nothing. */
  readonly lagsMax: number
  /** Returns that must be at hand before the model speaks. */
  readonly warmUpReturns: number
}

/** How well one stretch of days is explained. */
export interface VixFitWindow {
  readonly label: string
  readonly from: string
  readonly to: string
  readonly days: number
  /** 1 - squared errors / squared deviations from the stretch's own mean. */
  readonly r2: number
  readonly rmse_vol_points: number
  /** Mean of model less VIX. */
  readonly bias_vol_points: number
}

export interface VixFitReport {
  readonly windows: readonly VixFitWindow[]
  readonly years: readonly VixFitWindow[]
}

/** What the fit script found, shipped beside the parameters. */
export interface VixFitFigures {
  readonly model: string
  readonly fittedOn: string
  readonly warmUp: string
  readonly iterations: number
  readonly converged: boolean
  /** SHA-256 of the files read. */
  readonly sources: Readonly<Record<string, string>>
  /** With the warm-up history before 2000. */
  readonly warm: VixFitReport
  /** As a fresh install computes it: embedded closes only, absent during its own warm-up. */
  readonly embeddedOnly: readonly VixFitWindow[]
}
