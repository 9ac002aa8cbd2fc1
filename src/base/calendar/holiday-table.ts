/**
 * When the US equity and index option markets are shut, short or late: data only. `session-table.ts` reads it; a new
 * closure is a new row here and nothing else. Sources are named per row or per group; doubts are in
 * docs/concepts/calendar.md.
 */

/** A holiday that recurs. `to` is exclusive; null means still kept. */
export interface HolidayRow {
  readonly name: string
  readonly fromYear: number
  readonly toYear: number | null
  readonly falls:
    | { readonly month: number; readonly day: number; readonly observed: Observance }
    | { readonly month: number; readonly weekday: number; readonly nth: number }
    | { readonly month: number; readonly weekday: number; readonly last: true }
    | { readonly daysAfterEaster: number }
}

/** What happens to a fixed date on a weekend. `sunday-only`: a Saturday holiday is not observed at all. */
type Observance = 'nearest-weekday' | 'sunday-only'

/**
 * Source: NYSE Rule 7.2 (holidays) and its supplement: no closing on a Friday for a Saturday holiday where that Friday ends a
 * month or a year, which is why New Year's Day is `sunday-only` (1994, 2000, 2005, 2011, 2022, 2028).
 */
export const HOLIDAYS: readonly HolidayRow[] = [
  {
    name: "New Year's Day",
    fromYear: 1990,
    toYear: null,
    falls: { month: 1, day: 1, observed: 'sunday-only' },
  },
  {
    name: 'Martin Luther King Jr. Day',
    fromYear: 1998,
    toYear: null,
    falls: { month: 1, weekday: 1, nth: 3 },
  },
  { name: "Washington's Birthday", fromYear: 1990, toYear: null, falls: { month: 2, weekday: 1, nth: 3 } },
  { name: 'Good Friday', fromYear: 1990, toYear: null, falls: { daysAfterEaster: -2 } },
  { name: 'Memorial Day', fromYear: 1990, toYear: null, falls: { month: 5, weekday: 1, last: true } },
  {
    name: 'Juneteenth',
    fromYear: 2022,
    toYear: null,
    falls: { month: 6, day: 19, observed: 'nearest-weekday' },
  },
  {
    name: 'Independence Day',
    fromYear: 1990,
    toYear: null,
    falls: { month: 7, day: 4, observed: 'nearest-weekday' },
  },
  { name: 'Labor Day', fromYear: 1990, toYear: null, falls: { month: 9, weekday: 1, nth: 1 } },
  { name: 'Thanksgiving Day', fromYear: 1990, toYear: null, falls: { month: 11, weekday: 4, nth: 4 } },
  {
    name: 'Christmas Day',
    fromYear: 1990,
    toYear: null,
    falls: { month: 12, day: 25, observed: 'nearest-weekday' },
  },
]

/** A day the market was to open and did not. Series that expired on it keep their date; see `settlement.ts`. */
export interface ClosureRow {
  readonly date: string
  readonly reason: string
  readonly source: string
}

const NYSE_CLOSINGS = 'NYSE, Special Closings 1885 to date'

export const UNSCHEDULED_CLOSURES: readonly ClosureRow[] = [
  { date: '1994-04-27', reason: 'Funeral of Richard Nixon', source: NYSE_CLOSINGS },
  { date: '2001-09-11', reason: 'Attack on the World Trade Center', source: NYSE_CLOSINGS },
  { date: '2001-09-12', reason: 'Attack on the World Trade Center', source: NYSE_CLOSINGS },
  { date: '2001-09-13', reason: 'Attack on the World Trade Center', source: NYSE_CLOSINGS },
  { date: '2001-09-14', reason: 'Attack on the World Trade Center', source: NYSE_CLOSINGS },
  { date: '2004-06-11', reason: 'Day of mourning for Ronald Reagan', source: NYSE_CLOSINGS },
  { date: '2007-01-02', reason: 'Day of mourning for Gerald Ford', source: NYSE_CLOSINGS },
  { date: '2012-10-29', reason: 'Hurricane Sandy', source: NYSE_CLOSINGS },
  { date: '2012-10-30', reason: 'Hurricane Sandy', source: NYSE_CLOSINGS },
  { date: '2018-12-05', reason: 'Day of mourning for George H. W. Bush', source: 'Cboe notice C2018120300' },
  { date: '2025-01-09', reason: 'Day of mourning for Jimmy Carter', source: 'Cboe release of 2024-12-30' },
]

/** A group of sessions whose stocks closed early. Index options closed a quarter of an hour later. */
export interface EarlyCloseRow {
  readonly cashCloses: '13:00' | '14:00' | '14:30' | '15:30'
  readonly reason: string
  readonly source: string
  readonly dates: readonly string[]
}

/** Half days to 2028; from {@link PROJECTED_HALF_DAYS_FROM} on they follow rules. */
export const EARLY_CLOSES: readonly EarlyCloseRow[] = [
  {
    cashCloses: '14:00',
    reason: 'Eve of Christmas, or day after Thanksgiving, before the 13:00 rule',
    source: NYSE_CLOSINGS,
    dates: ['1990-12-24', '1991-12-24', '1992-11-27', '1992-12-24'],
  },
  {
    cashCloses: '13:00',
    reason: 'Day after Thanksgiving',
    source: `${NYSE_CLOSINGS}; NYSE yearly holiday notices`,
    // prettier-ignore
    dates: [
      '1993-11-26', '1994-11-25', '1995-11-24', '1996-11-29', '1997-11-28', '1998-11-27', '1999-11-26',
      '2000-11-24', '2001-11-23', '2002-11-29', '2003-11-28', '2004-11-26', '2005-11-25', '2006-11-24',
      '2007-11-23', '2008-11-28', '2009-11-27', '2010-11-26', '2011-11-25', '2012-11-23', '2013-11-29',
      '2014-11-28', '2015-11-27', '2016-11-25', '2017-11-24', '2018-11-23', '2019-11-29', '2020-11-27',
      '2021-11-26', '2022-11-25', '2023-11-24', '2024-11-29', '2025-11-28', '2026-11-27', '2027-11-26',
      '2028-11-24',
    ],
  },
  {
    cashCloses: '13:00',
    reason: 'Eve of Christmas',
    source: `${NYSE_CLOSINGS}; NYSE yearly holiday notices`,
    // prettier-ignore
    dates: [
      '1996-12-24', '1997-12-24', '1998-12-24', '2001-12-24', '2002-12-24', '2003-12-24', '2007-12-24',
      '2008-12-24', '2009-12-24', '2012-12-24', '2013-12-24', '2014-12-24', '2015-12-24', '2018-12-24',
      '2019-12-24', '2020-12-24', '2024-12-24', '2025-12-24', '2026-12-24',
    ],
  },
  {
    cashCloses: '13:00',
    reason: 'Day before, or Friday after, Independence Day',
    source: `${NYSE_CLOSINGS}; NYSE yearly holiday notices`,
    // prettier-ignore
    dates: [
      '1995-07-03', '1996-07-05', '1997-07-03', '2000-07-03', '2001-07-03', '2002-07-05', '2003-07-03',
      '2006-07-03', '2007-07-03', '2008-07-03', '2012-07-03', '2013-07-03', '2014-07-03', '2017-07-03',
      '2018-07-03', '2019-07-03', '2023-07-03', '2024-07-03', '2025-07-03', '2028-07-03',
    ],
  },
  {
    cashCloses: '13:00',
    reason: 'Friday after Christmas',
    source: NYSE_CLOSINGS,
    dates: ['1997-12-26', '2003-12-26'],
  },
  { cashCloses: '14:30', reason: 'Snowstorm', source: NYSE_CLOSINGS, dates: ['1994-02-11'] },
  { cashCloses: '14:00', reason: 'Snowstorm', source: NYSE_CLOSINGS, dates: ['1996-01-08'] },
  { cashCloses: '15:30', reason: 'Circuit breaker', source: NYSE_CLOSINGS, dates: ['1997-10-27'] },
]

/**
 * Half days of the years after the published tables: the day after Thanksgiving, and 24 December and 3 July where they are
 * sessions. A projection, said so by `isProjected`.
 */
export const PROJECTED_HALF_DAYS_FROM = 2029

/** Sessions that began late. Silences of one to three minutes are not tabled. */
export interface LateOpenRow {
  readonly date: string
  readonly opensAt: string
  readonly reason: string
  readonly source: string
}

export const LATE_OPENS: readonly LateOpenRow[] = [
  { date: '1990-12-27', opensAt: '11:00', reason: 'Power failure', source: NYSE_CLOSINGS },
  { date: '1995-12-18', opensAt: '10:30', reason: 'Computer trouble', source: NYSE_CLOSINGS },
  { date: '1996-01-08', opensAt: '11:00', reason: 'Snowstorm', source: NYSE_CLOSINGS },
  { date: '2002-09-11', opensAt: '12:00', reason: 'Anniversary of the attack', source: NYSE_CLOSINGS },
]

/** The tables hold what was published to this year; later years, to {@link CALENDAR_LAST_YEAR}, project the rules. */
export const CALENDAR_FIRST_YEAR = 1990
export const CALENDAR_PUBLISHED_LAST_YEAR = 2028
export const CALENDAR_LAST_YEAR = 2040
