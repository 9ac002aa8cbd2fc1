/** The modelled curve of VX futures: what its numbers mean, and what its fit is worth. */

export interface VxCurveParameters {
  /** The level far futures tend to: exp(base + recentWeight x ln(recent mean of VIX)). */
  readonly base: number
  readonly recentWeight: number
  /** A future of so many days keeps 1/e of what VIX stands from that level, in logs. */
  readonly memoryDays: number
  /** How the rest is kept: exp(-(days / memoryDays)^memoryPower); below 1 much is lost at once and a little for long. */
  readonly memoryPower: number
  /** Closes in the recent mean, a geometric one. */
  readonly recentSessions: number
}

/** Errors of one band of tenors: modelled less settled. */
export interface VxCurveBand {
  readonly label: string
  readonly daysMin: number
  readonly daysMax: number
  readonly settlements: number
  readonly rmse_vol_points: number
  readonly bias_vol_points: number
  /** Of taking spot VIX for the future: what the model has to beat. */
  readonly rmseOfSpot_vol_points: number
}

export interface VxCurveWindow {
  readonly label: string
  readonly from: string
  readonly to: string
  readonly bands: readonly VxCurveBand[]
}

export interface VxCurveFigures {
  readonly model: string
  readonly fittedOn: string
  readonly heldOut: string
  readonly settlements: number
  readonly iterations: number
  readonly converged: boolean
  readonly sources: Readonly<Record<string, string>>
  readonly windows: readonly VxCurveWindow[]
}
