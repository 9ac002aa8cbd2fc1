/** The levels that rules and figures are made of, each known or unknown with its reason. */
import { isoOfDay } from '../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../base/vocabulary/quantity.ts'
import type { Refusal } from '../base/vocabulary/refusal.ts'
import type { Result } from '../base/vocabulary/result.ts'
import { once } from '../base/vocabulary/once.ts'
import type { Rung } from '../base/vocabulary/rung.ts'
import { realisedVol } from '../market/series/realised-vol.ts'
import type { VixReading } from '../market/surface/market-state.ts'
import type { MarketFacts } from './facts.ts'
import { type Edr, dailyVix, expectedDailyRange } from './indicator/edr.ts'
import { type VarianceForecast, ewmaForecaster } from './indicator/variance-forecast.ts'
import type { RuleSet } from './rules/rule-set.ts'

/** A level with its provenance; null is unknown, and `note` says why. */
export interface Reading {
  readonly value: number | null
  readonly rung: Rung
  readonly note: string
}

/** Each is read at the first question and kept: nine-day VIX, above all, is read off expiries that most rules never ask for. */
export interface MarketReadings {
  readonly spot_points: number
  readonly vix_vol_points: Reading
  readonly vix9d_vol_points: Reading
  readonly hv20_vol_points: Reading
  readonly edr: Edr | null
  readonly edrRung: Rung
  /** VIX / sqrt(252), share of the index; null where VIX is unknown. */
  readonly dailyVix: number | null
  readonly forecast: VarianceForecast | null
  readonly forecastNote: string
}

const HV_SESSIONS = 20

export function readLevels(facts: MarketFacts, rules: RuleSet): MarketReadings {
  const { impliedSpot_points, chain } = facts.market
  const vix = once(() => vixLevel(facts))
  const vix9d = once(() => vix9dLevel(facts))
  const hv20 = once(() => realised20(facts))
  const edr = once(() =>
    expectedDailyRange(
      {
        vix_vol_points: vix().value,
        vix9d_vol_points: vix9d().value,
        hv20_vol_points: hv20().value,
      },
      rules.edr,
    ),
  )
  const forecast = once(() => forecastVariance(facts, rules))
  return {
    spot_points: impliedSpot_points,
    get vix_vol_points() {
      return vix()
    },
    get vix9d_vol_points() {
      return vix9d()
    },
    get hv20_vol_points() {
      return hv20()
    },
    get edr() {
      return edr()
    },
    get edrRung() {
      const formula = edr()?.formula
      return formula === 'blend' ? hv20().rung : formula === 'vix' ? vix().rung : chain.rung
    },
    get dailyVix() {
      const { value } = vix()
      return value === null ? null : dailyVix(value)
    },
    get forecast() {
      const found = forecast()
      return found.ok ? found.value : null
    },
    get forecastNote() {
      const found = forecast()
      return found.ok ? found.value.sample : `${why(found.refusal)}${wayOut(facts)}`
    },
  }
}

/** The chain may lack the series of the rule in force: then the reading is not the published index's. */
const seriesNote = ({ rule }: VixReading): string =>
  rule === 'nearest-expiries' ? ', nearest expiries: the chain lacks the series of the rule' : ''

/** VIX from the chain; where the chain cannot give it, the day's close of the VIX history. */
function vixLevel(facts: MarketFacts): Reading {
  const { vix, chain } = facts.market
  if (vix.ok) {
    const { nearRoot, nearExpiration, nextRoot, nextExpiration, level_vol_points } = vix.value
    const span = `${nearRoot} ${nearExpiration} and ${nextRoot} ${nextExpiration}${seriesNote(vix.value)}`
    return { value: level_vol_points, rung: chain.rung, note: `Cboe method, from this chain (${span})` }
  }
  const bars = facts.vixHistory
  if (bars !== null && bars.days[bars.days.length - 1] === facts.knownDay) {
    const date = isoOfDay(quantity<DayNumber>(facts.knownDay))
    const value = bars.closes[bars.closes.length - 1]
    return { value, rung: bars.rung, note: `close of ${date} from ${bars.source}; the chain gives none` }
  }
  return { value: null, rung: chain.rung, note: why(vix.refusal) }
}

function vix9dLevel({ market }: MarketFacts): Reading {
  const { vix9d, chain } = market
  if (!vix9d.ok) return { value: null, rung: chain.rung, note: why(vix9d.refusal) }
  const { level_vol_points } = vix9d.value
  const note = `Cboe method at nine days, from this chain${seriesNote(vix9d.value)}`
  return { value: level_vol_points, rung: chain.rung, note }
}

function realised20(facts: MarketFacts): Reading {
  const { history, knownDay } = facts
  if (history === null) return { value: null, rung: facts.market.chain.rung, note: NO_HISTORY }
  const result = realisedVol(history, knownDay, HV_SESSIONS)
  return result.ok
    ? {
        value: result.value * 100,
        rung: history.rung,
        note: `${HV_SESSIONS} daily returns of ${history.symbol}`,
      }
    : { value: null, rung: history.rung, note: why(result.refusal) }
}

function forecastVariance(facts: MarketFacts, rules: RuleSet): Result<VarianceForecast> | Missing {
  if (facts.history === null) return MISSING
  return ewmaForecaster(rules.forecast).forecast(facts.history, facts.knownDay)
}

const NO_HISTORY = 'no index history up to the as-of time is at hand'

/** Stands for a refusal where there is no source to name. */
interface Missing {
  readonly ok: false
  readonly refusal: null
}
const MISSING: Missing = { ok: false, refusal: null }

/** What to do about a forecast that is unknown: the one thing between a newcomer's own chain and a decision on it. */
const wayOut = (facts: MarketFacts): string =>
  facts.history === null ? '' : '; import daily S&P 500 closes up to that day: kondor import FILE'

function why(refusal: Refusal | null): string {
  if (refusal === null) return NO_HISTORY
  // What was found is quoted in a refusal; in a note it reads better bare.
  const found = refusal.was.replaceAll('"', '')
  return `${refusal.field}: ${found}; wanted ${refusal.wanted}`
}
