import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { closeOn } from '../../market/series/close-on.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { StressEpisodeRow } from './episodes-table.ts'

/** One session of an episode against the one it begins from. */
export interface StressMove {
  /** The session of the episode. */
  readonly date: IsoDate
  /** Index over the first close, less 1. */
  readonly index_share: number
  /** Volatility index less its first close, vol points. */
  readonly vix_vol_points: number
}

export interface StressEpisode {
  readonly id: string
  readonly title: string
  readonly from: IsoDate
  readonly volatilityIndex: 'VXO' | 'VIX'
  readonly indexSource: string
  readonly moves: readonly StressMove[]
}

/** An episode with its index closes. Refuses `series.missing` where the history lacks a session that the table has no close of. */
export function stressEpisode(row: StressEpisodeRow, history: DailyBars | null): Result<StressEpisode> {
  const closes: { readonly date: IsoDate; readonly index: number; readonly vix: number }[] = []
  for (const [text, typed, vix] of row.closes) {
    const date = isoDate(text)
    const index = typed ?? (history === null ? null : closeOn(history, dayNumber(date)))
    if (index === null) {
      const wanted = `the close of ${text}`
      const source = history?.source ?? 'store'
      return refused(refuse('series.missing', { field: 'SPX', was: 'no close', wanted, source }))
    }
    closes.push({ date, index, vix })
  }
  const [first] = closes
  return accepted({
    id: row.id,
    title: row.title,
    from: first.date,
    volatilityIndex: row.volatilityIndex,
    indexSource: row.closes[0]?.[1] === null ? (history?.source ?? '') : 'closes of public record',
    moves: closes.slice(1).map(({ date, index, vix }) => ({
      date,
      index_share: index / first.index - 1,
      vix_vol_points: vix - first.vix,
    })),
  })
}
