import type { Store } from '../store/store.ts'

/** Symbols of the histories that can be read: the imported ones and the embedded index. */
export function seriesAtHand(store: Store): ReadonlySet<string> {
  return new Set(['SPX', ...store.symbols('bars'), ...store.symbols('series')])
}
