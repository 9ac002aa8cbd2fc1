/**
 * What the exchanges kept listed, by class and date: data only. Exchanges publish the start of a series of expirations and an
 * upper bound; how far out they really listed comes from their notices and from chains of single days, and is a doubt wherever
 * the source says "seen". Documented in docs/concepts/calendar.md.
 */
import type { CalendarRoot } from './roots.ts'

/** A pattern of expiration dates. */
export type Cycle =
  /** Standard months; with `months`, only those (1 to 12). */
  | { readonly each: 'monthly'; readonly months?: readonly number[] }
  | {
      readonly each: 'vix-monthly'
      readonly months?: readonly number[]
      /** Contract months (`YYYY-MM`) that were never listed. */
      readonly never?: readonly string[]
    }
  | { readonly each: 'vix-weekly' }
  | { readonly each: 'month-end' }
  | { readonly each: 'quarter-end' }
  /**
   * A weekday (1 = Monday to 5 = Friday) but for the week's end in standard weeks. `holiday` says where it goes when shut;
   * `drop`: not listed at all, because the neighbouring day has its own series.
   */
  | { readonly each: 'weekday'; readonly weekday: number; readonly holiday: 'before' | 'after' | 'drop' }

export interface ListingRow {
  readonly root: CalendarRoot
  readonly cycle: Cycle
  /** First trading date of the row. A later row of the same root and name replaces it. */
  readonly from: string
  /** Rows of one name follow one another. */
  readonly name: string
  /** The nearest so many are listed, expiring day included... */
  readonly nearest?: number
  /** ...not counting those that the row named here already lists. */
  readonly beyond?: string
  /** Or: listed so many calendar days before the nominal date. */
  readonly leadDays?: number
  readonly source: string
}

const MARCH_CYCLE = [3, 6, 9, 12]
const FEBRUARY_CYCLE = [2, 5, 8, 11]
const CHAIN = 'seen in the chain of 2024-01-05'
const day = (weekday: number, holiday: 'before' | 'after' | 'drop'): Cycle => ({
  each: 'weekday',
  weekday,
  holiday,
})
const months = (list: readonly number[]): Cycle => ({ each: 'monthly', months: list })
const vixMonths = (list: readonly number[]): Cycle => ({ each: 'vix-monthly', months: list })
const MONTHLY: Cycle = { each: 'monthly' }
const VIX_MONTHLY: Cycle = { each: 'vix-monthly' }
/** No contract file exists for these months, and the windows of the other files close over the gaps. */
const VX_MONTHLY: Cycle = {
  each: 'vix-monthly',
  never: ['2004-03', '2004-04', '2004-12', '2005-04', '2005-07', '2005-09'],
}

// prettier-ignore
export const LISTINGS: readonly ListingRow[] = [
  // SPX: standard months, settled on the opening.
  { root: 'SPX', name: 'near', cycle: MONTHLY, from: '1990-01-02', nearest: 3, source: 'CBOE SPX specifications of the 1990s' },
  { root: 'SPX', name: 'near', cycle: MONTHLY, from: '2015-01-02', nearest: 4, source: 'seen on 2015-12-22' },
  { root: 'SPX', name: 'near', cycle: MONTHLY, from: '2018-01-02', nearest: 12, source: `Cboe Rule 4.13; ${CHAIN}` },
  { root: 'SPX', name: 'quarterly', cycle: months(MARCH_CYCLE), from: '1990-01-02', nearest: 3, beyond: 'near', source: 'CBOE SPX specifications of the 1990s' },
  { root: 'SPX', name: 'quarterly', cycle: months(MARCH_CYCLE), from: '2018-01-02', nearest: 2, beyond: 'near', source: CHAIN },
  { root: 'SPX', name: 'january', cycle: months([1]), from: '2015-01-02', nearest: 2, source: 'seen on 2015-12-22' },
  { root: 'SPX', name: 'june', cycle: months([6]), from: '2005-01-03', nearest: 2, source: 'SPX LEAPS; seen on 2015-12-22' },
  { root: 'SPX', name: 'december', cycle: months([12]), from: '2005-01-03', nearest: 3, source: 'SPX LEAPS; seen on 2015-12-23' },
  { root: 'SPX', name: 'december', cycle: months([12]), from: '2018-01-02', nearest: 6, source: CHAIN },

  // SPXW: everything settled on the close (and the weeklies of 2005 to 2010, on the opening).
  { root: 'SPXW', name: 'friday', cycle: day(5, 'before'), from: '2005-10-28', leadDays: 7, source: 'CBOE, Weeklys' },
  { root: 'SPXW', name: 'friday', cycle: day(5, 'before'), from: '2010-07-01', leadDays: 8, source: 'CBOE, Weeklys: listed on Thursdays' },
  { root: 'SPXW', name: 'friday', cycle: day(5, 'before'), from: '2012-11-29', leadDays: 15, source: 'CBOE Options Hub, 2012-11-29' },
  { root: 'SPXW', name: 'friday', cycle: day(5, 'before'), from: '2013-02-19', leadDays: 29, source: 'CBOE RG13-012' },
  { root: 'SPXW', name: 'friday', cycle: day(5, 'before'), from: '2014-01-16', leadDays: 43, source: 'CBOE RG14-010' },
  { root: 'SPXW', name: 'friday', cycle: day(5, 'before'), from: '2022-09-12', leadDays: 50, source: CHAIN },
  { root: 'SPXW', name: 'wednesday', cycle: day(3, 'before'), from: '2016-02-23', leadDays: 15, source: 'CBOE RG16-024' },
  { root: 'SPXW', name: 'wednesday', cycle: day(3, 'before'), from: '2016-05-24', leadDays: 29, source: 'CBOE RG16-102' },
  { root: 'SPXW', name: 'wednesday', cycle: day(3, 'before'), from: '2017-05-01', leadDays: 43, source: 'CBOE SPXW page, 2017' },
  { root: 'SPXW', name: 'wednesday', cycle: day(3, 'before'), from: '2022-09-12', leadDays: 36, source: CHAIN },
  { root: 'SPXW', name: 'monday', cycle: day(1, 'after'), from: '2016-08-15', leadDays: 17, source: 'CBOE Options Hub, 2016-08-17' },
  { root: 'SPXW', name: 'monday', cycle: day(1, 'after'), from: '2017-05-01', leadDays: 45, source: 'CBOE SPXW page, 2017' },
  { root: 'SPXW', name: 'monday', cycle: day(1, 'drop'), from: '2022-04-18', leadDays: 45, source: 'Cboe: Tuesdays have their own series' },
  { root: 'SPXW', name: 'monday', cycle: day(1, 'drop'), from: '2022-09-12', leadDays: 52, source: CHAIN },
  { root: 'SPXW', name: 'tuesday', cycle: day(2, 'drop'), from: '2022-04-18', leadDays: 15, source: 'Cboe release, first listed 2022-04-18' },
  { root: 'SPXW', name: 'tuesday', cycle: day(2, 'drop'), from: '2022-09-12', leadDays: 43, source: CHAIN },
  { root: 'SPXW', name: 'thursday', cycle: day(4, 'drop'), from: '2022-05-11', leadDays: 15, source: 'Cboe release, first listed 2022-05-11' },
  { root: 'SPXW', name: 'thursday', cycle: day(4, 'drop'), from: '2022-09-12', leadDays: 36, source: CHAIN },
  { root: 'SPXW', name: 'third-friday', cycle: MONTHLY, from: '2011-10-04', nearest: 3, source: 'C2 launch of SPXPM' },
  { root: 'SPXW', name: 'third-friday', cycle: MONTHLY, from: '2017-05-01', nearest: 5, source: `CBOE RG17-002; ${CHAIN}` },
  { root: 'SPXW', name: 'quarter-end', cycle: { each: 'quarter-end' }, from: '2006-07-10', nearest: 4, source: `CBOE, Quarterlys; ${CHAIN}` },
  { root: 'SPXW', name: 'month-end', cycle: { each: 'month-end' }, from: '2014-07-07', nearest: 6, source: `CBOE, End-of-Month options, 2014; ${CHAIN}` },

  // VIX options and futures.
  { root: 'VIX', name: 'near', cycle: VIX_MONTHLY, from: '2006-02-24', nearest: 3, source: 'CBOE VIX options launch' },
  { root: 'VIX', name: 'quarterly', cycle: vixMonths(FEBRUARY_CYCLE), from: '2006-02-24', nearest: 2, beyond: 'near', source: 'CBOE VIX options launch' },
  { root: 'VIX', name: 'near', cycle: VIX_MONTHLY, from: '2010-01-04', nearest: 6, source: 'CBOE VIX options specifications' },
  { root: 'VIX', name: 'near', cycle: VIX_MONTHLY, from: '2018-01-02', nearest: 9, source: 'Cboe VIX options specifications' },
  { root: 'VIXW', name: 'weekly', cycle: { each: 'vix-weekly' }, from: '2015-10-08', leadDays: 27, source: 'CBOE Options Hub, 2015-10-09' },
  { root: 'VIXW', name: 'weekly', cycle: { each: 'vix-weekly' }, from: '2015-12-01', leadDays: 41, source: 'CBOE VIX Weeklys: up to six, listed on Thursdays' },
  { root: 'VX', name: 'near', cycle: VX_MONTHLY, from: '2004-03-26', nearest: 2, source: 'CFE contract files' },
  { root: 'VX', name: 'near', cycle: VX_MONTHLY, from: '2006-10-20', nearest: 6, source: 'CFE contract files' },
  { root: 'VX', name: 'near', cycle: VX_MONTHLY, from: '2008-04-18', nearest: 9, source: 'CFE contract files' },
  { root: 'VX', name: 'near', cycle: VX_MONTHLY, from: '2009-02-19', nearest: 8, source: 'CFE contract files' },
  { root: 'VX', name: 'near', cycle: VX_MONTHLY, from: '2011-08-22', nearest: 9, source: 'CFE contract files' },
  { root: 'VX', name: 'quarterly', cycle: vixMonths(FEBRUARY_CYCLE), from: '2004-03-26', nearest: 2, beyond: 'near', source: 'CFE contract files' },
  { root: 'VX', name: 'quarterly', cycle: vixMonths(FEBRUARY_CYCLE), from: '2006-03-08', nearest: 4, beyond: 'near', source: 'CFE contract files' },
  { root: 'VX', name: 'quarterly', cycle: vixMonths(FEBRUARY_CYCLE), from: '2006-10-20', nearest: 3, beyond: 'near', source: 'CFE contract files' },
  { root: 'VX', name: 'quarterly', cycle: vixMonths(FEBRUARY_CYCLE), from: '2008-04-18', nearest: 0, beyond: 'near', source: 'CFE contract files' },

  // XSP and SPY: kept for hedges and comparisons; the windows are the least certain of all.
  { root: 'XSP', name: 'near', cycle: MONTHLY, from: '2005-10-25', nearest: 3, source: 'CBOE Mini-SPX specifications' },
  { root: 'XSP', name: 'quarterly', cycle: months(MARCH_CYCLE), from: '2005-10-25', nearest: 3, beyond: 'near', source: 'CBOE Mini-SPX specifications' },
  { root: 'XSP', name: 'friday', cycle: day(5, 'before'), from: '2018-01-02', leadDays: 29, source: 'not dated' },
  { root: 'XSP', name: 'monday', cycle: day(1, 'drop'), from: '2022-09-12', leadDays: 31, source: 'Cboe: expirations every day' },
  { root: 'XSP', name: 'tuesday', cycle: day(2, 'drop'), from: '2022-09-12', leadDays: 29, source: 'Cboe: expirations every day' },
  { root: 'XSP', name: 'wednesday', cycle: day(3, 'drop'), from: '2022-09-12', leadDays: 29, source: 'Cboe: expirations every day' },
  { root: 'XSP', name: 'thursday', cycle: day(4, 'drop'), from: '2022-09-12', leadDays: 29, source: 'Cboe: expirations every day' },
  { root: 'SPY', name: 'near', cycle: MONTHLY, from: '2005-01-10', nearest: 3, source: 'SPY options launch' },
  { root: 'SPY', name: 'quarterly', cycle: months(MARCH_CYCLE), from: '2005-01-10', nearest: 3, beyond: 'near', source: 'SPY options launch' },
  { root: 'SPY', name: 'december', cycle: months([12]), from: '2005-01-10', nearest: 3, source: 'SPY LEAPS' },
  { root: 'SPY', name: 'friday', cycle: day(5, 'before'), from: '2010-07-01', leadDays: 8, source: 'Short Term Option Series' },
  { root: 'SPY', name: 'friday', cycle: day(5, 'before'), from: '2012-11-15', leadDays: 36, source: 'CBOE IC12-093' },
  { root: 'SPY', name: 'wednesday', cycle: day(3, 'before'), from: '2016-08-30', leadDays: 36, source: 'Wednesday SPY expirations, 2016' },
  { root: 'SPY', name: 'monday', cycle: day(1, 'after'), from: '2018-02-16', leadDays: 38, source: 'Cboe release, first listed 2018-02-16' },
  { root: 'SPY', name: 'monday', cycle: day(1, 'drop'), from: '2022-11-14', leadDays: 38, source: 'Tuesdays have their own series' },
  { root: 'SPY', name: 'tuesday', cycle: day(2, 'drop'), from: '2022-11-14', leadDays: 15, source: 'Tuesday SPY expirations, 2022' },
  { root: 'SPY', name: 'thursday', cycle: day(4, 'drop'), from: '2022-11-16', leadDays: 15, source: 'Thursday SPY expirations, 2022' },
  { root: 'SPY', name: 'quarter-end', cycle: { each: 'quarter-end' }, from: '2006-07-10', nearest: 4, source: 'Quarterly Options Series' },
]
