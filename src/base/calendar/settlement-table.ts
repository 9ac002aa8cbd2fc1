/**
 * How and when each class settles and stops trading, by expiration date: data only. Doubts are in docs/concepts/calendar.md.
 */
import type { CalendarRoot } from './roots.ts'

/** Which series of a class a row is about. `any` also serves series that no other row is about. */
export type SeriesKind = 'any' | 'monthly' | 'quarter-end' | 'week-end'

/** The instant trading stops: on which day, and when by that day's clock. */
interface LastTrade {
  readonly on: 'expiration' | 'session-before'
  /** `option-close` is 16:15 (13:15), `cash-close` 16:00 (13:00); a number is minutes after New York midnight. */
  readonly at: 'option-close' | 'cash-close' | number
}

export interface SettlementRow {
  readonly root: CalendarRoot
  readonly kind: SeriesKind
  /** First expiration date the row holds for; the next row of the same root and kind replaces it. */
  readonly from: string
  /** AM: on opening prices. PM: on closing prices. */
  readonly style: 'AM' | 'PM'
  readonly lastTrade: LastTrade
  readonly source: string
}

const EVER = '1990-01-01'
const DAY_BEFORE: LastTrade = { on: 'session-before', at: 'option-close' }
const AT_OPTION_CLOSE: LastTrade = { on: 'expiration', at: 'option-close' }
const AT_CASH_CLOSE: LastTrade = { on: 'expiration', at: 'cash-close' }
const QIX = 'SR-CBOE-2009-020'
const PILOT = 'CBOE RG10-112: the last AM weekly expired 2010-12-03, the first PM one 2010-12-10'

export const SETTLEMENTS: readonly SettlementRow[] = [
  {
    root: 'SPX',
    kind: 'any',
    from: EVER,
    style: 'AM',
    lastTrade: DAY_BEFORE,
    source: 'Cboe SPX specifications',
  },
  {
    root: 'SPXW',
    kind: 'any',
    from: EVER,
    style: 'PM',
    lastTrade: AT_CASH_CLOSE,
    source: 'Cboe SPX specifications',
  },
  { root: 'SPXW', kind: 'week-end', from: '2005-10-28', style: 'AM', lastTrade: DAY_BEFORE, source: PILOT },
  {
    root: 'SPXW',
    kind: 'week-end',
    from: '2010-12-04',
    style: 'PM',
    lastTrade: AT_OPTION_CLOSE,
    source: PILOT,
  },
  {
    root: 'SPXW',
    kind: 'week-end',
    from: '2012-01-01',
    style: 'PM',
    lastTrade: AT_CASH_CLOSE,
    source: 'SR-CBOE-2011-100',
  },
  {
    root: 'SPXW',
    kind: 'quarter-end',
    from: '2006-07-01',
    style: 'PM',
    lastTrade: AT_OPTION_CLOSE,
    source: QIX,
  },
  {
    root: 'SPXW',
    kind: 'quarter-end',
    from: '2009-04-17',
    style: 'PM',
    lastTrade: AT_CASH_CLOSE,
    source: QIX,
  },
  {
    root: 'VIX',
    kind: 'any',
    from: EVER,
    style: 'AM',
    lastTrade: DAY_BEFORE,
    source: 'Cboe VIX options specifications',
  },
  {
    root: 'VIXW',
    kind: 'any',
    from: EVER,
    style: 'AM',
    lastTrade: DAY_BEFORE,
    source: 'Cboe VIX options specifications',
  },
  { root: 'VX', kind: 'any', from: EVER, style: 'AM', lastTrade: DAY_BEFORE, source: 'CFE Rule 1202' },
  {
    root: 'VX',
    kind: 'any',
    from: '2011-12-21',
    style: 'AM',
    lastTrade: { on: 'expiration', at: 9 * 60 + 15 },
    source: 'CFE IC11-73',
  },
  {
    root: 'VX',
    kind: 'any',
    from: '2012-01-17',
    style: 'AM',
    lastTrade: DAY_BEFORE,
    source: 'CFE filing of 2011-12-30',
  },
  {
    root: 'VX',
    kind: 'any',
    from: '2014-11-17',
    style: 'AM',
    lastTrade: { on: 'expiration', at: 8 * 60 },
    source: 'CFE filing of 2014-10-31; CBOE, May VIX settlement reminder, 2015-05-19',
  },
  {
    root: 'VX',
    kind: 'any',
    from: '2018-01-01',
    style: 'AM',
    lastTrade: { on: 'expiration', at: 9 * 60 },
    source: 'Cboe, settlement of VIX derivatives',
  },
  {
    root: 'XSP',
    kind: 'any',
    from: EVER,
    style: 'AM',
    lastTrade: DAY_BEFORE,
    source: 'CBOE Mini-SPX specifications',
  },
  {
    root: 'XSP',
    kind: 'any',
    from: '2013-11-05',
    style: 'PM',
    lastTrade: AT_CASH_CLOSE,
    source: 'CBOE release of 2013-10-29',
  },
  {
    root: 'XSPAM',
    kind: 'any',
    from: EVER,
    style: 'AM',
    lastTrade: DAY_BEFORE,
    source: 'CBOE release of 2013-10-29',
  },
  {
    root: 'SPY',
    kind: 'any',
    from: EVER,
    style: 'PM',
    lastTrade: AT_OPTION_CLOSE,
    source: 'Cboe SPY options specifications',
  },
]

/**
 * Until this date standard months expired on the Saturday after the third Friday, on paper: symbols and files of the time carry
 * that Saturday. Source: CBOE, End-of-Month options page ("on and after February 15, 2015 ... the third Friday").
 */
export const SATURDAY_EXPIRATIONS_UNTIL = '2015-02-15'
