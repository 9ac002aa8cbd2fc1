/**
 * Trading hours of index options, by class and date: data only. Minutes after New York midnight; negative minutes lie on the
 * evening before the trading date. Sources are named per row, doubts in docs/concepts/calendar.md.
 */

/**
 * Index options that do not expire trade for a quarter of an hour after stocks: 16:15, and 13:15 on half days.
 * Source: Cboe Rule 5.1(b), before it CBOE Rule 24.6; in force through the whole of the tables.
 */
export const INDEX_OPTIONS_CLOSE_AFTER_CASH_MINUTES = 15

export type SessionKind = 'overnight' | 'curb'

/** A session beside the regular one. Inclusive of `from`; the next row of the same class and kind replaces it. */
export interface ExtraSessionRow {
  readonly kind: SessionKind
  readonly roots: readonly string[]
  /** First trading date. */
  readonly from: string
  readonly opensAtMinutes: number
  readonly closesAtMinutes: number
  readonly source: string
}

const at = (hours: number, minutes: number): number => hours * 60 + minutes
const EVENING_BEFORE = -24 * 60

export const EXTRA_SESSIONS: readonly ExtraSessionRow[] = [
  {
    kind: 'overnight',
    roots: ['VIX', 'VIXW'],
    from: '2015-03-02',
    opensAtMinutes: at(3, 0),
    closesAtMinutes: at(9, 15),
    source: 'CBOE, Extended Trading Hours launch, March 2015',
  },
  {
    kind: 'overnight',
    roots: ['SPX', 'SPXW'],
    from: '2015-03-09',
    opensAtMinutes: at(3, 0),
    closesAtMinutes: at(9, 15),
    source: 'CBOE, Weeklys contract specifications',
  },
  {
    kind: 'overnight',
    roots: ['SPX', 'SPXW', 'VIX', 'VIXW', 'XSP'],
    from: '2021-11-22',
    opensAtMinutes: EVENING_BEFORE + at(20, 15),
    closesAtMinutes: at(9, 15),
    source: 'SR-CBOE-2021-061; first session opened Sunday 2021-11-21',
  },
  {
    kind: 'overnight',
    roots: ['SPX', 'SPXW', 'VIX', 'VIXW', 'XSP'],
    from: '2024-08-12',
    opensAtMinutes: EVENING_BEFORE + at(20, 15),
    closesAtMinutes: at(9, 25),
    source: 'SR-CBOE-2024-031, noticed 2024-07-12; the earliest operative date is tabled',
  },
  {
    kind: 'curb',
    roots: ['SPX', 'SPXW', 'VIX', 'VIXW', 'XSP'],
    from: '2022-04-25',
    opensAtMinutes: at(16, 15),
    closesAtMinutes: at(17, 0),
    source: 'Cboe, 24x5 trading',
  },
]

/** Openings of single classes that the exchange held back. The SOQ was struck when they opened. */
export interface DelayedOpeningRow {
  readonly date: string
  readonly root: string
  readonly opensAtMinutes: number
  readonly source: string
}

export const DELAYED_OPENINGS: readonly DelayedOpeningRow[] = [
  { date: '2020-03-18', root: 'SPX', opensAtMinutes: at(9, 45), source: 'Cboe status notice 16856' },
]
