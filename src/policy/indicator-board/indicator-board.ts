/** Facts and what else is stored in, the board out. Pure; nothing after the known day is read. */
import { formatNewYork } from '../../base/calendar/new-york.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import type { BookFacts } from '../book-facts.ts'
import { bookCorrelations } from '../book-moves/book-correlations.ts'
import type { MarketFacts } from '../facts.ts'
import { AGE_DAYS_MAX, closesOf, type DatedColumn } from '../indicator/dated-column.ts'
import { edrVariants } from '../indicator/edr-variants.ts'
import { vxCurve } from '../indicator/term-structure.ts'
import { dateOf } from '../indicator/variance-forecast.ts'
import { expiryRows } from '../market-figures.ts'
import { type MarketReadings, readLevels } from '../market-readings.ts'
import { DISCLAIMER } from '../notes.ts'
import { openBlend } from '../regime/blend.ts'
import { NO_REGIME_HISTORIES, type RegimeHistories, regimeReadings } from '../regime/regime-readings.ts'
import type { RegimeReadings } from '../regime/regime.ts'
import { judgeRegimes, REGIMES } from '../regime/regimes.ts'
import { voteRows } from '../regime/series-votes.ts'
import { canonicalHash } from '../rules/canonical.ts'
import { deepFreeze } from '../rules/deep-freeze.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { ReferenceRate } from '../indicator/reference-rate.ts'
import { openSeriesDoor, type SeriesDoor } from '../series-door/series-door.ts'
import { assetRows } from './asset-rows.ts'
import type { IndicatorBoard, Known } from './board.ts'
import { breadthGroup } from './breadth-group.ts'
import { eventBoard } from './event-board.ts'
import { forecastRows } from './forecast-rows.ts'
import { gammaBoard } from './gamma-board.ts'
import { indexGroup } from './index-group.ts'
import { meanLevel } from './mean-readings.ts'
import { NEEDS } from './needs.ts'
import { boardReference, parityBoard } from './parity-board.ts'
import { quoteHealth } from './quote-health.ts'
import { realisedGroup } from './realised-group.ts'
import { seriesRows } from './series-rows.ts'
import { surpriseRows } from './surprise-rows.ts'
import { termGroup } from './term-group.ts'
import { valuationRows } from './valuation-rows.ts'
import { vixGroup } from './vix-group.ts'

/** What the board reads beside the facts of a decision. Histories may reach past the day: they are cut. */
export interface BoardInputs {
  readonly rules: RuleSet
  /** The rate given by hand, a year, continuously compounded; null where none was. */
  readonly givenRate: number | null
  readonly vvix: DatedColumn | null
  readonly skew: DatedColumn | null
  /** Series of the economy and of companies. */
  readonly series: readonly ValueSeries[]
  /** Bars of other assets. */
  readonly assets: readonly DailyBars[]
  /** What is held; or why that is not known. */
  readonly book: Known<BookFacts>
  /** The chain read at its own rates, where the facts were read at one given by hand: parity is judged on it. */
  readonly ownRates: MarketState | null
  /** An earlier reading of the chain; null where none is at hand. */
  readonly before: MarketState | null
}

export function indicatorBoard(facts: MarketFacts, inputs: BoardInputs): IndicatorBoard {
  const { market, knownDay } = facts
  const { chain } = market
  const { rules, series, assets } = inputs
  const histories = facts.regimes ?? NO_REGIME_HISTORIES
  const levels = readLevels(facts, rules)
  const readings = regimeReadings(histories, knownDay)
  const door = openSeriesDoor(series, knownDay)
  const fresh = openSeriesDoor(series, knownDay, { ageMax_days: AGE_DAYS_MAX })
  const index = facts.history
  return deepFreeze<IndicatorBoard>({
    schema: 'kondor.indicators/1',
    asOf: formatNewYork(market.asOf),
    sessionDate: chain.sessionDate,
    knownDay: dateOf(knownDay),
    rung: chain.rung,
    underlying: chain.underlying,
    data: {
      source: chain.source.name,
      format: chain.source.format,
      contentHash: chain.source.contentHash,
      quotedAt: formatNewYork(chain.quotedAt),
      quotedAtNote: chain.quotedAtNote,
      quotesRead: chain.counts.quotesRead,
      quotesAccepted: chain.counts.quotesAccepted,
      refusedByCode: { ...chain.counts.refusedByCode },
    },
    rules: { name: rules.name, hash: canonicalHash(rules) },
    groups: groupsOf(facts, histories, inputs, levels, readings),
    edr: edrOf(levels, histories.vix3m, rules, knownDay),
    forecasts: forecastRows(index, facts.vixHistory, histories.events, rules.forecast, knownDay),
    expiries: expiryRows(facts),
    vx: vxCurve(histories.futures ?? [], knownDay).map(({ expirationDay, days, settle_points }) => ({
      expiration: dateOf(expirationDay),
      days,
      settle_points,
    })),
    gamma: gammaBoard(market),
    parity: parityBoard(inputs.ownRates ?? market, fresh, inputs.givenRate, rules.costs),
    quotes: quoteHealth(market, inputs.before),
    series: seriesRows(series, door),
    surprises: surpriseRows(series, knownDay),
    valuations: valuationRows({
      door,
      series,
      assets,
      index,
      reference: yearReference(market, fresh, inputs.givenRate),
      asOfDay: knownDay,
    }),
    assets: assetRows(assets, index, knownDay),
    book: bookBoard(facts, inputs),
    events: eventBoard(histories.events, knownDay),
    regimes: regimesOf(facts, inputs.rules, readings),
    disclaimer: DISCLAIMER,
  })
}

/** How the book moves with the index and the other assets. */
function bookBoard(facts: MarketFacts, { book, assets }: BoardInputs): IndicatorBoard['book'] {
  if (!book.known) return book
  const value = bookCorrelations(facts, book.value, assets)
  if (value !== null) return { known: true, value }
  return { known: false, reason: 'nothing is held', needs: null }
}

/** The reference rate to the expiry nearest to a year: the risk-free rate of valuations. */
function yearReference(
  { expiries }: MarketState,
  door: SeriesDoor,
  given: number | null,
): ReferenceRate | null {
  const away = ({ days }: MarketState['expiries'][number]): number => Math.abs(days - 365)
  const [nearest] = expiries.toSorted((a, b) => away(a) - away(b))
  return nearest === undefined ? null : boardReference(door, given, nearest)
}

function groupsOf(
  { market, history, knownDay }: MarketFacts,
  histories: RegimeHistories,
  { vvix, skew }: BoardInputs,
  levels: MarketReadings,
  readings: RegimeReadings,
): IndicatorBoard['groups'] {
  const index = history === null ? null : closesOf(history)
  const vix = histories.vix === null ? null : closesOf(histories.vix)
  const { sessionDate } = market.chain
  const { vix9d, vix3m, futures, advances, declines } = histories
  return [
    indexGroup(index, readings, knownDay),
    breadthGroup(advances, declines, readings, knownDay),
    vixGroup({ vix, vvix, skew }, levels, readings, sessionDate, knownDay),
    realisedGroup(history, readings, knownDay),
    termGroup({ vix, vix9d, vix3m, futures }, market, readings, knownDay),
  ]
}

/** The longer volatility of the ratio form is the close of VIX3M, else VIX itself. */
function edrOf(
  levels: MarketReadings,
  vix3m: DatedColumn | null,
  rules: RuleSet,
  asOfDay: number,
): IndicatorBoard['edr'] {
  // The mean of one close is the close, with its age checked.
  const longer = meanLevel(vix3m, asOfDay, 1).value
  const variants = edrVariants({
    vix_vol_points: levels.vix_vol_points.value,
    vix9d_vol_points: levels.vix9d_vol_points.value,
    hv20_vol_points: levels.hv20_vol_points.value,
    longerIv_vol_points: longer ?? levels.vix_vol_points.value,
    multiplier: rules.edr.multiplier,
  })
  const unknown = variants.some(({ valid, fraction }) => valid && fraction === null)
  return {
    variants,
    rung: levels.edrRung,
    longerFrom: longer === null ? 'VIX' : 'VIX3M',
    needs: unknown ? NEEDS.index : null,
  }
}

function regimesOf(facts: MarketFacts, rules: RuleSet, readings: RegimeReadings): IndicatorBoard['regimes'] {
  if (facts.regimes === null) {
    return { known: false, reason: 'neither an index nor a VIX history at hand', needs: NEEDS.index }
  }
  const verdicts = judgeRegimes(readings)
  const named = REGIMES.map(({ id, label, meaning, source }) => ({ id, label, meaning, source }))
  return { known: true, value: { verdicts, blend: openBlend(verdicts, voteRows(rules, facts)), named } }
}
