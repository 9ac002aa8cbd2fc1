/** How the book as it stands moves with the index and with other assets: rolling correlations of its P&L with their returns. */
import { valueOrNull } from '../../base/vocabulary/result.ts'
import { lowestRung, type Rung } from '../../base/vocabulary/rung.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { BookFacts } from '../book-facts.ts'
import type { MarketFacts } from '../facts.ts'
import { closesOf } from '../indicator/dated-column.ts'
import { pnlCorrelation } from '../indicator/rolling-correlation.ts'
import { heldItems } from './held-items.ts'
import { pastMoves } from './past-moves.ts'
import { pastPnl } from './past-pnl.ts'

/** Sessions of a correlation. */
export const CORRELATION_SESSIONS = 60
/** More moves are made than a correlation needs: an asset may lack some of their days. */
const SPARE_SESSIONS = 20

interface BookCorrelation {
  readonly symbol: string
  /** Null is unknown, and `reason` says why. */
  readonly correlation: number | null
  /** Returns it was made of. */
  readonly sessions: number | null
  /** Day of the newest return. */
  readonly asOf: string | null
  readonly rung: Rung | null
  readonly reason: string | null
}

export interface BookCorrelations {
  /** Sessions of each correlation. */
  readonly window: number
  /** What the book's P&L is, in words. */
  readonly method: string
  readonly vixFrom: 'published' | 'modelled' | null
  readonly condors: number
  readonly hedges: number
  /** Index options held to close delta. */
  readonly deltaOptions: number
  /** What is held and not in the P&L, and why. */
  readonly leftOut: readonly string[]
  /** The index first, then the other assets at hand. */
  readonly rows: readonly BookCorrelation[]
  /** Why all of them are unknown; null where they are not. */
  readonly reason: string | null
}

const METHOD =
  "today's holdings, past moves: the book revalued in full, at today's time, at each past session's return of the index and relative change of VIX; the smile rides with the index, its level moves with VIX by sqrt(30 days / tenor), at most 1.5. Pearson, dollars against simple returns between common days"

/** Null where nothing is held. */
export function bookCorrelations(
  facts: MarketFacts,
  book: BookFacts,
  assets: readonly DailyBars[],
): BookCorrelations | null {
  const { history, vixHistory, knownDay, market } = facts
  const [condors, hedges] = [book.positions.length, book.hedges.length]
  const deltaOptions = book.indexOptions.filter(({ closesDelta }) => closesDelta).length
  if (condors + hedges + deltaOptions + book.others.length === 0) return null
  const { items, leftOut } = heldItems(facts, book)
  const common = { window: CORRELATION_SESSIONS, method: METHOD, condors, hedges, deltaOptions, leftOut }
  const unknown = (reason: string): BookCorrelations => ({ ...common, vixFrom: null, rows: [], reason })
  if (items.length === 0) return unknown('nothing that is held can be priced on this chain')
  if (history === null) return unknown('no index history at hand')
  const moves = pastMoves(history, vixHistory, knownDay, CORRELATION_SESSIONS + SPARE_SESSIONS)
  if (moves === null) return unknown('too few closes of the index for its moves and a modelled VIX')
  const level = valueOrNull(market.vix)?.level_vol_points ?? vixHistory?.closes.at(-1) ?? null
  if (level === null) return unknown('VIX is unknown')
  const pnl = pastPnl(items, moves, level)
  const rows = [history, ...assets].map((bars): BookCorrelation => {
    const { value, asOf, reason } = pnlCorrelation(pnl, closesOf(bars), knownDay, CORRELATION_SESSIONS)
    // Quotes of the day moved by a model: no better than the indexed rung.
    const rung = lowestRung(market.chain.rung, history.rung, bars.rung, 'indexed')
    return {
      symbol: bars.symbol,
      correlation: value,
      sessions: value === null ? null : CORRELATION_SESSIONS,
      asOf,
      rung: value === null ? null : rung,
      reason,
    }
  })
  return { ...common, vixFrom: moves.vixFrom, rows, reason: null }
}
