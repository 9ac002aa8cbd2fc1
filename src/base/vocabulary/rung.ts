/**
 * The ladder of data fidelity. Every figure knows its rung, and every page says it:
 * `quoted` (a real chain) > `indexed` (a real index, modelled surface) > `simulated`.
 */
export type Rung = 'quoted' | 'indexed' | 'simulated'

const ORDER: readonly Rung[] = ['quoted', 'indexed', 'simulated']

/** A figure made from several inputs stands on the lowest of their rungs. */
export function lowestRung(first: Rung, ...rest: readonly Rung[]): Rung {
  let lowest = first
  for (const rung of rest) if (ORDER.indexOf(rung) > ORDER.indexOf(lowest)) lowest = rung
  return lowest
}
