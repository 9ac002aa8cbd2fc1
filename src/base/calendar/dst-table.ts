/**
 * When New York moves its clocks, by era. Sources: Uniform Time Act of 1966 (15 U.S.C. 260a) and its amendments: Pub. L.
 * 93-182 and 93-434 (the energy years 1974 and 1975), Pub. L. 99-359 (1987), Energy Policy Act of 2005 (2007); before 1967
 * the New York rules as kept by the IANA time zone database. Clocks move at 02:00 local time.
 */
export type ClockChange =
  /** The nth Sunday of a month. */
  | { readonly nthSunday: number; readonly month: number }
  /** The last Sunday of a month. */
  | { readonly lastSundayOf: number }
  | { readonly month: number; readonly day: number }

export interface DaylightEra {
  readonly fromYear: number
  readonly starts: ClockChange
  readonly ends: ClockChange
}

/** Ascending; an era lasts until the next one begins. */
export const DAYLIGHT_ERAS: readonly DaylightEra[] = [
  { fromYear: 1946, starts: { lastSundayOf: 4 }, ends: { lastSundayOf: 9 } },
  { fromYear: 1955, starts: { lastSundayOf: 4 }, ends: { lastSundayOf: 10 } },
  { fromYear: 1974, starts: { month: 1, day: 6 }, ends: { lastSundayOf: 10 } },
  { fromYear: 1975, starts: { month: 2, day: 23 }, ends: { lastSundayOf: 10 } },
  { fromYear: 1976, starts: { lastSundayOf: 4 }, ends: { lastSundayOf: 10 } },
  { fromYear: 1987, starts: { nthSunday: 1, month: 4 }, ends: { lastSundayOf: 10 } },
  { fromYear: 2007, starts: { nthSunday: 2, month: 3 }, ends: { nthSunday: 1, month: 11 } },
]

/** The last year for which the rule in force is projected. */
export const DAYLIGHT_LAST_YEAR = 2100
