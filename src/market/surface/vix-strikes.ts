/**
 * Strikes of VIX options where no chain says: whole points to 50, five points above, to 200. The exchange may list half points
 * below 15 and single points above 50, and often does not; an assumption that costs at most a few hundredths of delta.
 */
const SINGLE_TO = 50
const STEP_ABOVE = 5
const LAST = 200
const FIRST = 5

export const VIX_STRIKES: readonly number[] = [
  ...Array.from({ length: SINGLE_TO - FIRST + 1 }, (_, i) => FIRST + i),
  ...Array.from({ length: (LAST - SINGLE_TO) / STEP_ABOVE }, (_, i) => SINGLE_TO + STEP_ABOVE * (i + 1)),
]
