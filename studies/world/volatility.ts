/** Sessions with hedges on volatility: real VX settlements, or the curve modelled from VIX; options on either are modelled. */
import { dayNumber } from '../../src/base/calendar/civil.ts'
import type { IsoDate } from '../../src/base/vocabulary/quantity.ts'
import { valueOrNull } from '../../src/base/vocabulary/result.ts'
import type { BacktestDay, ExpiredSeries, SettlementValue } from '../../src/engine/backtest/backtest-day.ts'
import { indexedDays } from '../../src/engine/backtest/indexed-days.ts'
import { closeOn } from '../../src/market/series/close-on.ts'
import { quotedVolatilityMarket } from '../../src/market/surface/quoted-volatility-market.ts'
import type { VolatilityMarket } from '../../src/market/surface/volatility-market.ts'
import { specialOpening } from '../../src/market/surface/vro.ts'
import { assumedVro } from '../../src/shell/world/official-settlements.ts'
import type { StudyData } from '../../src/engine/evidence/claim-results.ts'
import { realPathOrNull } from '../../scripts/real-data/folder.ts'
import { vxHistories } from '../../scripts/real-data/vx-histories.ts'
import { dataOf } from './study-data.ts'
import { VX_FOLDER, vxSettlements } from './study-inputs.ts'
import { type StudyWorld, type WorldChange, sourceOf } from './study-world.ts'

export interface VolatilitySource {
  readonly says: string
  /** Null: the curve modelled from the day's VIX. */
  readonly market: ((day: number) => VolatilityMarket | null) | null
  /** What VIX options and VX settle to, as far as it is known at the close of a day. */
  readonly settlement: (series: ExpiredSeries, knownDay: number) => SettlementValue | null
}

/** Real settlements of VX futures; null where they are not at hand. They begin in 2004 and end in August 2014. */
async function settledVolatility({ vix, billRate }: StudyWorld): Promise<VolatilitySource | null> {
  if (realPathOrNull(VX_FOLDER) === null) return null
  const futures = await vxHistories()
  return {
    says: 'real VX settlements; options on them modelled',
    market: (day) => {
      const rate = billRate(day)
      const terms = { futures, asOfDay: day, vix_vol_points: closeOn(vix, day) }
      return valueOrNull(
        quotedVolatilityMarket({ ...terms, rate_per_year: rate === null ? 0 : Math.log1p(rate) }),
      )
    },
    settlement: (series, knownDay) => {
      if (dayNumber(series.settlementDate) > knownDay) return null
      const opening = valueOrNull(specialOpening(dayNumber(series.expiration), { vro: null, futures }))
      return opening === null
        ? assumedVro(vix, series, knownDay)
        : { value_points: opening.vro_vol_points, basis: 'official' }
    },
  }
}

/** The modelled curve; contracts settle to the VIX close of the session before. */
export const modelledVolatility = ({ vix, vixRung }: StudyWorld): VolatilitySource => ({
  says: `VX curve modelled from ${vixRung === 'quoted' ? 'published' : 'modelled'} VIX; options modelled on it`,
  market: null,
  settlement: (series, knownDay) => assumedVro(vix, series, knownDay),
})

export interface HedgeSpan {
  readonly label: string
  readonly source: VolatilitySource
  readonly span: { readonly from: IsoDate; readonly to: IsoDate }
}

/** What hedges are run on: real VX settlements where they are at hand, which are registered then, and the modelled curve throughout. */
export async function hedgeSpans(world: StudyWorld): Promise<readonly [HedgeSpan, ...HedgeSpan[]]> {
  const source = await settledVolatility(world)
  const span = { from: '2006-06-01' as IsoDate, to: '2014-08-15' as IsoDate }
  const { from, to } = world
  const modelled = { label: 'modelled VX', source: modelledVolatility(world), span: { from, to } }
  return source === null ? [modelled] : [{ label: 'real VX', source, span }, modelled]
}

/** The data of a study on such spans, the first of which decides; both are read. */
export function hedgeData(world: StudyWorld, { source, span }: Omit<HedgeSpan, 'label'>): StudyData {
  const data = dataOf(world, vxSettlements())
  return { ...data, ...span, sources: [...data.sources, source.says] }
}

/** The world's sessions with that curve, and settlements of what hangs on it. */
export function* hedgedDays(
  world: StudyWorld,
  { market, settlement }: VolatilitySource,
  change: WorldChange = {},
): Generator<BacktestDay> {
  const source = sourceOf(world, change)
  for (const day of indexedDays(market === null ? source : { ...source, volatilityAt: market })) {
    const known = dayNumber(day.date)
    yield {
      ...day,
      settlementValue: (series) => day.settlementValue(series) ?? settlement(series, known),
    }
  }
}
