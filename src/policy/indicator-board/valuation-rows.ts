/** Figures of companies and funds, given or computed from what is at hand; each line says which. */
import type { Rung } from '../../base/vocabulary/rung.ts'
import { lowestRung } from '../../base/vocabulary/rung.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import type { Unit } from '../decision.ts'
import { closesOf, columnUnfit, columnUpTo } from '../indicator/dated-column.ts'
import { rollingBeta } from '../indicator/rolling-correlation.ts'
import type { ReferenceRate } from '../indicator/reference-rate.ts'
import { dateOf } from '../indicator/variance-forecast.ts'
import type { SeriesDoor } from '../series-door/series-door.ts'
import { capmReturn, impliedGrowth, impliedReturn, wacc } from '../series-door/valuation.ts'
import type { BoardLine, Known, ValuationRow } from './board.ts'
import { NEEDS } from './needs.ts'

/** A number with its date, or what is missing for it. */
type Part =
  | { readonly value: number; readonly date: string; readonly rung: Rung; readonly from: string }
  | { readonly missing: string }
type Parts<K extends string> = Readonly<Record<K, Part>>

interface Inputs {
  readonly door: SeriesDoor
  readonly series: readonly ValueSeries[]
  readonly assets: readonly DailyBars[]
  readonly index: DailyBars | null
  /** To about a year; null where the market has no expiry. */
  readonly reference: ReferenceRate | null
  readonly asOfDay: number
}

/** A figure such as 4.6 for an equity premium is a per cent; taken as a fraction it would be 460 %. */
const FRACTION_MAX = 0.5

/** One row a ticker: of every series with a ticker, and of every asset with bars. */
export function valuationRows(inputs: Inputs): Known<readonly ValuationRow[]> {
  const named = inputs.series.flatMap(({ symbol }) => {
    const at = symbol.indexOf(':')
    return at < 0 ? [] : [symbol.slice(at + 1)]
  })
  const tickers = [...new Set([...named, ...inputs.assets.map(({ symbol }) => symbol)])].sort()
  if (tickers.length === 0) {
    return { known: false, reason: 'no figures and no bars of any ticker at hand', needs: NEEDS.tickers }
  }
  return { known: true, value: tickers.map((ticker) => ({ ticker, lines: linesOf(ticker, inputs) })) }
}

function linesOf(ticker: string, inputs: Inputs): readonly BoardLine[] {
  const given = (name: string): Part => doorPart(inputs.door, name, ticker)
  const fraction = (part: Part): Part =>
    'value' in part && Math.abs(part.value) > FRACTION_MAX
      ? { missing: `${part.from} is ${part.value}: a fraction is wanted, 0.046 for 4.6 %` }
      : part
  const beta = first(given('BETA'), barsBeta(ticker, inputs))
  const capm = derive(
    { riskFree: riskFree(inputs), beta, premium: fraction(doorPart(inputs.door, 'EQUITY PREMIUM', null)) },
    ({ riskFree: rate, beta: slope, premium }) => capmReturn(rate, slope, premium),
  )
  const ownWacc = derive(
    {
      equityValue: given('MARKET CAP'),
      debtValue: given('DEBT'),
      costOfEquity: capm,
      costOfDebt: fraction(given('COST OF DEBT')),
      taxRate: fraction(given('TAX RATE')),
    },
    wacc,
  )
  const [price, dividend] = [first(given('PRICE'), lastClose(ticker, inputs)), given('DIVIDEND')]
  const growth = derive({ price, dividend, capm }, (of) => impliedGrowth(of.price, of.dividend, of.capm))
  const forward = derive({ price, dividend, growth: fraction(given('GROWTH')) }, (of) =>
    impliedReturn(of.price, of.dividend, of.growth),
  )
  return [
    line('beta', 'Beta', 'ratio', beta, 'the series BETA, else 252 returns on the index'),
    line('capm', 'CAPM return', 'per year', capm, 'risk-free + beta x EQUITY PREMIUM'),
    line('wacc', 'WACC', 'per year', first(given('WACC'), ownWacc), 'the series WACC, else from its parts'),
    line(
      'ddm-growth',
      'Implied growth',
      'per year',
      growth,
      'Gordon: (r P - D) / (P + D), r the CAPM return',
    ),
    line('ddm-return', 'Dividend return', 'per year', forward, 'D (1 + GROWTH) / P + GROWTH'),
    line('pe', 'P/E', 'ratio', given('P/E'), 'as given'),
    line('pcf', 'P/CF', 'ratio', given('P/CF'), 'as given'),
    line('quick', 'Quick ratio', 'ratio', given('QUICK RATIO'), 'as given'),
    line('market-cap', 'Market cap', 'dollars', given('MARKET CAP'), 'as given'),
  ]
}

function line(id: string, label: string, unit: Unit, part: Part, convention: string): BoardLine {
  if ('value' in part) {
    const { value, date, rung, from } = part
    const says = from === '' ? convention : from
    return { id, label, value, unit, asOf: date, rung, convention: says, reason: null, needs: null }
  }
  const needs = NEEDS.tickers
  return { id, label, value: null, unit, asOf: null, rung: null, convention, reason: part.missing, needs }
}

function doorPart(door: SeriesDoor, name: string, ticker: string | null): Part {
  const reading = door(name, ticker)
  if (!reading.known) return { missing: `${reading.symbol}: ${reading.reason}` }
  const { value, date, rung, symbol } = reading
  return { value, date, rung, from: `series ${symbol}` }
}

/** The first that is known; the last one's reason where none is. */
const first = (one: Part, other: Part): Part =>
  'value' in one ? one : 'value' in other ? other : { missing: `${one.missing}; ${other.missing}` }

/** A formula of parts, as old as its oldest; unknown where one is, and then it names what is missing. */
function derive<K extends string>(
  parts: Parts<K>,
  formula: (values: Readonly<Record<K, number>>) => number | null,
): Part {
  const entries = Object.entries(parts) as [K, Part][]
  const missing = entries.flatMap(([, part]) => ('missing' in part ? [part.missing] : []))
  if (missing.length > 0)
    return { missing: [...new Set(missing.flatMap((each) => each.split('; ')))].join('; ') }
  const known = entries.flatMap(([name, part]) => ('value' in part ? [{ name, part }] : []))
  const values = Object.fromEntries(known.map(({ name, part }) => [name, part.value])) as Record<K, number>
  const value = formula(values)
  if (value === null || !Number.isFinite(value)) {
    return { missing: 'the formula has no value: a price, dividend or capital is not positive' }
  }
  const date = known.map(({ part }) => part.date).reduce((a, b) => (a < b ? a : b))
  const [lowest, ...rest] = known.map(({ part }) => part.rung)
  return { value, date, rung: lowestRung(lowest, ...rest), from: '' }
}

/** The reference rate of the parity table, else the newest published federal funds rate. */
function riskFree({ reference, door, asOfDay }: Inputs): Part {
  if (reference !== null && reference.rate !== null) {
    return { value: reference.rate, date: dateOf(asOfDay), rung: 'indexed', from: reference.source }
  }
  const funds = doorPart(door, 'FEDFUNDS', null)
  return 'value' in funds
    ? { ...funds, value: Math.log1p(funds.value / 100) }
    : { missing: 'no risk-free rate: OIS, SOFR or FEDFUNDS' }
}

function barsBeta(ticker: string, { assets, index, asOfDay }: Inputs): Part {
  const bars = assets.find(({ symbol }) => symbol === ticker)
  if (bars === undefined || index === null) return { missing: `no daily bars of ${ticker} beside the index` }
  const { value, asOf, reason, convention } = rollingBeta(closesOf(bars), closesOf(index), asOfDay)
  return value === null || asOf === null
    ? { missing: reason ?? 'beta is unknown' }
    : { value, date: asOf, rung: lowestRung(bars.rung, index.rung), from: convention }
}

function lastClose(ticker: string, { assets, asOfDay }: Inputs): Part {
  const bars = assets.find(({ symbol }) => symbol === ticker)
  if (bars === undefined) return { missing: `no price of ${ticker}` }
  const known = columnUpTo(closesOf(bars), asOfDay)
  const unfit = columnUnfit(known, asOfDay, 1)
  if (unfit !== null) return { missing: unfit }
  const at = known.days.length - 1
  return { value: known.values[at], date: dateOf(known.days[at]), rung: bars.rung, from: 'newest close' }
}
