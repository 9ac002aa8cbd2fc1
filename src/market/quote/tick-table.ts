/**
 * The smallest price steps of the classes Kondor quotes, by date: data only. Prices are in ten-thousandths of an index point
 * (a sixteenth is 625), so that every step is a whole number. Doubts are in docs/concepts/calendar.md.
 */

export const UNITS_PER_POINT = 10_000

export interface TickRow {
  readonly root: string
  /** First trading date; the next row of the root replaces it. */
  readonly from: string
  /** Step of a single leg below the breakpoint, and from the breakpoint on; equal where there is none. */
  readonly below_units: number
  readonly above_units: number
  readonly breakpoint_units: number
  /** Step of the net price of an order of several legs. */
  readonly complex_units: number
  readonly source: string
}

const THREE = 3 * UNITS_PER_POINT
const SIXTEENTH = 625
const EIGHTH = 1250
const PENNY = 100
const NICKEL = 500
const DIME = 1000

const two = { breakpoint_units: THREE }
const one = { breakpoint_units: 0 }
const FRACTIONS = { ...two, below_units: SIXTEENTH, above_units: EIGHTH, complex_units: SIXTEENTH }
const NICKELS = { ...two, below_units: NICKEL, above_units: DIME, complex_units: NICKEL }
const PENNIES = { ...one, below_units: PENNY, above_units: PENNY, complex_units: PENNY }

/** Options went from fractions to decimals between 2000-08-28 and this date; index options at the end. */
const DECIMALS = '2001-04-09'

// prettier-ignore
export const TICKS: readonly TickRow[] = [
  { root: 'SPX', from: '1990-01-01', ...FRACTIONS, source: 'CBOE Rule 6.42 before decimal prices' },
  { root: 'SPX', from: DECIMALS, ...NICKELS, source: 'Cboe SPX specifications' },
  { root: 'SPXW', from: '1990-01-01', ...FRACTIONS, source: 'counterfactual: as SPX' },
  { root: 'SPXW', from: DECIMALS, ...NICKELS, source: 'Cboe SPX specifications' },
  { root: 'XSP', from: '1990-01-01', ...FRACTIONS, source: 'counterfactual: as SPX' },
  { root: 'XSP', from: DECIMALS, ...NICKELS, source: 'CBOE Mini-SPX specifications of 2005' },
  { root: 'XSP', from: '2013-11-05', ...PENNIES, source: 'Cboe Rule 5.4: a penny while SPY options have one' },
  { root: 'SPY', from: '1990-01-01', ...FRACTIONS, source: 'counterfactual: as SPX' },
  { root: 'SPY', from: DECIMALS, ...NICKELS, source: 'options before the penny programme' },
  { root: 'SPY', from: '2007-09-28', ...two, below_units: PENNY, above_units: NICKEL, complex_units: PENNY, source: 'Penny Pilot, second phase' },
  { root: 'SPY', from: '2010-02-01', ...PENNIES, source: 'Penny Pilot: SPY in pennies throughout' },
  { root: 'VIX', from: '1990-01-01', ...FRACTIONS, source: 'counterfactual: as SPX' },
  { root: 'VIX', from: DECIMALS, ...NICKELS, source: 'CBOE VIX options specifications' },
  { root: 'VIX', from: '2018-11-11', ...NICKELS, complex_units: PENNY, source: 'Cboe release of 2022-11-29: complex orders were at a penny already' },
  { root: 'VIX', from: '2022-10-03', ...two, below_units: PENNY, above_units: NICKEL, complex_units: PENNY, source: 'Cboe release of 2022-11-29; Cboe Insights: effective 2022-10-03' },
  { root: 'VIXW', from: '1990-01-01', ...FRACTIONS, source: 'counterfactual: as VIX' },
  { root: 'VIXW', from: DECIMALS, ...NICKELS, source: 'as VIX' },
  { root: 'VIXW', from: '2018-11-11', ...PENNIES, source: 'SR-CBOE-2018-066, operative thirty days after filing' },
  { root: 'VX', from: '1990-01-01', ...PENNIES, source: 'CFE: 0.1 of a price quoted at ten times the index until 2007-03-23, 0.01 after' },
  { root: 'VX', from: '2009-02-02', ...one, below_units: NICKEL, above_units: NICKEL, complex_units: PENNY, source: 'CFE VX specifications; the date is seen in contract files' },
]

/** What a root without rows is held to: the finest step of any listed US option, so that no honest quote is called off its grid. */
export const FALLBACK_TICK: TickRow = { root: '*', from: '1990-01-01', ...PENNIES, source: 'Cboe Rule 5.4' }
