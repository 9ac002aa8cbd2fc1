import type { IndicatorBoard } from '../../../policy/indicator-board/board.ts'
import { newYorkInstant, shortDate } from '../dates.ts'
import { UNKNOWN } from '../figure.ts'
import { counted, grouped, signed, strike } from '../numbers.ts'
import { type IndicatorLine, type IndicatorSection, importsOf, section } from './section.ts'

/** Quotes that stand apart from the chain, and quotes that stood still. */
export function quoteSection({ quotes }: IndicatorBoard): IndicatorSection {
  const { stale } = quotes
  return section('quotes', 'Volatility quotes', {
    lines: [...dislocatedLines(quotes.dislocated), ...staleLines(stale)],
    imports: stale.known ? [] : importsOf([stale.needs]),
  })
}

const expiries = (count: number): string => counted(count, 'expiry', 'expiries')

function dislocatedLines(of: IndicatorBoard['quotes']['dislocated']): readonly IndicatorLine[] {
  const { count, expiriesJudged, worst, convention } = of
  if (expiriesJudged === 0) {
    const note = 'no expiry has a fitted smile to disagree with'
    return [{ label: 'Dislocated', value: UNKNOWN, asOf: null, note, tone: 'quiet' }]
  }
  const head = line('Dislocated', grouped(count, 0), `of ${expiries(expiriesJudged)}: ${convention}`)
  if (worst === null) return [head]
  const where = placeOf(worst)
  const note = `${where}: ${grouped(worst.bid_vol_points, 2)} bid, ${grouped(worst.ask_vol_points, 2)} ask, smile ${grouped(worst.smile_vol_points, 2)}`
  return [head, line('Furthest, vol points', signed(worst.distance_vol_points, 2), note)]
}

function staleLines(stale: IndicatorBoard['quotes']['stale']): readonly IndicatorLine[] {
  if (!stale.known) return [{ label: 'Stale', value: UNKNOWN, asOf: null, note: stale.reason, tone: 'quiet' }]
  const { count, expiriesJudged, since, worst, convention } = stale.value
  const says = `of ${expiries(expiriesJudged)} since ${newYorkInstant(since)}: ${convention}`
  const head = line('Stale', grouped(count, 0), says)
  if (worst === null) return [head]
  const note = `${placeOf(worst)}: spread ${grouped(worst.spread_points, 2)}`
  return [head, line('Should have moved, points', grouped(worst.expectedMove_points, 2), note)]
}

const line = (label: string, value: string, note: string): IndicatorLine => ({
  label,
  value,
  asOf: null,
  note,
  tone: 'plain',
})

const placeOf = (quote: {
  readonly root: string
  readonly expiration: string
  readonly right: 'C' | 'P'
  readonly strike_points: number
}): string =>
  `${quote.root} ${shortDate(quote.expiration)} ${strike(quote.strike_points)} ${quote.right === 'C' ? 'call' : 'put'}`
