/** Parameters of the surface model, as `scripts/fit-surface-model.ts` writes them. Twelve numbers, each with a meaning. */
export interface SurfaceParameters {
  readonly smile: SmileParameters
  readonly term: TermParameters
  readonly clock: ClockParameters
}

/**
 * One smile for every tenor, in units of standard deviation z = ln(K/F) / (atm vol x sqrt(years)):
 * variance(z) / atm variance = 1 + amplitude(years) bend(z) + wing u^2 / (1 + u / wingReach), u = max(0, -z - wingStart).
 */
export interface SmileParameters {
  /** bend is a hyperbola through 0 at z = 0 with slope -1 there: its tilt, the place of its turn, its roundness. */
  readonly tilt: number
  readonly turn: number
  readonly roundness: number
  /** amplitude(years) = amplitudeLong / (1 + (amplitudeYears / years)^amplitudePower). */
  readonly amplitudeLong: number
  readonly amplitudeYears: number
  readonly amplitudePower: number
  readonly wing: number
  readonly wingStart: number
  readonly wingReach: number
}

/** Forward volatility at horizon u: longVol (level)^B(u), B(u) = exp(-(u / memoryYears)^memoryPower); level is the day's. */
export interface TermParameters {
  readonly longVol: number
  readonly memoryYears: number
  readonly memoryPower: number
}

/** The variance clock: how much of a session's variance other stretches of time carry. */
export interface ClockParameters {
  /** A day without a session, of a session. */
  readonly closedDay: number
  /** The share of a session's variance that has passed by the opening (where AM expiries settle). */
  readonly overnight: number
}
