/** The daily histories a decision may use: imported ones first, the embedded index otherwise. */
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { embeddedIndex } from '../series/embedded-index.ts'
import type { Store } from '../store/store.ts'

/** Symbols under which vendors file the S&P 500 index. */
const INDEX_SYMBOLS = ['SPX', 'GSPC', 'SP500', 'S&P 500'] as const

export interface Histories {
  readonly index: DailyBars | null
  readonly vix: DailyBars | null
}

/** For a decision on `day` (days since 1970): the index history that reaches closest to it, and the VIX's if imported. */
export async function readHistories(store: Store, day: number): Promise<Histories> {
  const stored = new Set(store.symbols('bars'))
  const candidates: DailyBars[] = []
  for (const symbol of INDEX_SYMBOLS) {
    if (!stored.has(symbol)) continue
    const bars = await store.bars(symbol)
    if (bars.ok) candidates.push(bars.value.data)
  }
  const embedded = await embeddedIndex()
  if (embedded.ok) candidates.push(embedded.value)
  const vix = stored.has('VIX') ? await store.bars('VIX') : null
  return { index: closest(candidates, day), vix: vix?.ok === true ? vix.value.data : null }
}

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
