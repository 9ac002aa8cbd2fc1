/** The daily histories a decision may use: imported ones first, the embedded index otherwise. */
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import { embeddedIndex } from '../series/embedded-index.ts'
import type { Store } from '../store/store.ts'

/** Symbols under which vendors file the S&P 500 index. */
export const INDEX_SYMBOLS = ['SPX', 'GSPC', 'SP500', 'S&P 500'] as const
/** Symbols under which vendors file the VIX; VIXCLS is FRED's. */
export const VIX_SYMBOLS = ['VIX', 'VIXCLS'] as const

/** A history with fewer closes tells neither the forecast nor the odds anything: 63 returns need 64 closes. */
const TELLING_CLOSES = 64
/** A history of closes has most sessions; 252 of 365 days are one. A weekly or monthly one has a fifth of them or fewer. */
const DAILY_SHARE_MIN = 0.4

export interface Histories {
  readonly index: DailyBars | null
  readonly vix: DailyBars | null
}

/** For a decision on `day` (days since 1970): the index history that reaches closest to it, and the VIX's if imported. */
export async function readHistories(store: Store, day: number): Promise<Histories> {
  const candidates = await storedHistories(store, INDEX_SYMBOLS)
  const embedded = await embeddedIndex()
  if (embedded.ok) candidates.push(embedded.value)
  const telling = candidates.filter(
    (bars) => bars.days.filter((each) => each <= day).length >= TELLING_CLOSES,
  )
  return {
    index: closest(telling, day) ?? closest(candidates, day),
    vix: closest(await storedHistories(store, VIX_SYMBOLS), day),
  }
}

/** Bars under any of the symbols, and series of one close a day (FRED, Cboe's two-column files) beside them. */
async function storedHistories(store: Store, symbols: readonly string[]): Promise<DailyBars[]> {
  const [bars, series] = [new Set(store.symbols('bars')), new Set(store.symbols('series'))]
  const found: DailyBars[] = []
  for (const symbol of symbols) {
    if (bars.has(symbol)) {
      const read = await store.bars(symbol)
      if (read.ok) found.push(read.value.data)
    }
    if (series.has(symbol)) {
      const read = await store.series(symbol)
      if (read.ok && isDaily(read.value.data.days)) found.push(closesOnly(read.value.data))
    }
  }
  return found
}

function isDaily(days: Int32Array): boolean {
  const span = (days.at(-1) ?? 0) - (days[0] ?? 0) + 1
  return days.length >= DAILY_SHARE_MIN * span
}

/** One value a day as bars that have closes only. */
export const closesOnly = ({ symbol, source, rung, days, values }: ValueSeries): DailyBars => ({
  symbol,
  source,
  rung,
  days,
  closes: values,
  opens: null,
  highs: null,
  lows: null,
})

/** The history whose last row on or before the day is the newest; the first of equals. */
function closest(candidates: readonly DailyBars[], day: number): DailyBars | null {
  let best: DailyBars | null = null
  let bestDay = Number.NEGATIVE_INFINITY
  for (const bars of candidates) {
    const last = bars.days.findLast((each) => each <= day)
    if (last !== undefined && last > bestDay) {
      best = bars
      bestDay = last
    }
  }
  return best
}
