import { refuse } from '../../base/vocabulary/refusal.ts'
import type { RefusalCollector } from '../quote/refusal-log.ts'
import type { DecodedPool, PoolGaps } from './pool-history.ts'

/** One period of a pool, all finite; null where the file does not say. */
export interface PoolRow {
  readonly time: number
  readonly line: number
  readonly price: number
  readonly liquidity: number
  readonly volume: number | null
  readonly riskyFlow: number | null
  readonly numeraireFlow: number | null
}

/** Collects rows in any order; `finish` puts them in order, judges repeats and finds gaps. */
export class PoolRows {
  readonly #rows: PoolRow[] = []
  readonly #source: string
  readonly #refusals: RefusalCollector

  constructor(source: string, refusals: RefusalCollector) {
    this.#source = source
    this.#refusals = refusals
  }

  add(row: PoolRow): void {
    this.#rows.push(row)
  }

  finish(liquidityNote: string, notes: readonly string[]): DecodedPool {
    const { rows, warnings } = this.#inOrder()
    const refusals = this.#refusals.log()
    if (rows.length === 0) return { history: null, refusals }
    const column = (of: (row: PoolRow) => number): Float64Array => Float64Array.from(rows, of)
    const hasFlows = rows.every((row) => row.riskyFlow !== null && row.numeraireFlow !== null)
    const times = column((row) => row.time)
    const spacing = usualSpacing(times)
    const empty = rows.filter((row) => row.liquidity === 0).length
    if (empty > 0) warnings.push(`${empty} rows without active liquidity: nothing was lost or earned there`)
    const history = {
      source: this.#source,
      times,
      prices: column((row) => row.price),
      liquidities: column((row) => row.liquidity),
      volumes: {
        values: column((row) => row.volume ?? 0),
        present: Uint8Array.from(rows, (row) => (row.volume === null ? 0 : 1)),
      },
      flows: hasFlows
        ? { risky: column((row) => row.riskyFlow ?? 0), numeraire: column((row) => row.numeraireFlow ?? 0) }
        : null,
      spacing,
      gaps: gapsOf(times, spacing),
      liquidityNote,
      warnings: [...notes, ...warnings],
    }
    return { history, refusals }
  }

  #inOrder(): { rows: PoolRow[]; warnings: string[] } {
    const sorted = this.#rows.toSorted((a, b) => a.time - b.time || a.line - b.line)
    const warnings: string[] = []
    const backwards = this.#rows.filter((row, i) => i > 0 && row.time < this.#rows[i - 1].time).length
    if (backwards > 0) warnings.push(`${backwards} rows out of order in time, put in order`)
    const rows: PoolRow[] = []
    let repeats = 0
    for (let i = 0; i < sorted.length;) {
      let end = i + 1
      while (end < sorted.length && sorted[end].time === sorted[i].time) end += 1
      const group = sorted.slice(i, end)
      if (group.every((row) => isSame(row, group[0]))) rows.push(group[0])
      // Which of two different rows is right is not ours to choose: neither is used.
      else for (const row of group.slice(1)) this.#refuseRepeat(row, group[0])
      repeats += group.length - 1
      i = end
    }
    if (repeats > 0) warnings.push(`${repeats} rows repeat a time that another row has`)
    return { rows, warnings }
  }

  #refuseRepeat(row: PoolRow, first: PoolRow): void {
    this.#refusals.add(
      refuse('pool.duplicate-time', {
        field: 'time',
        was: `another row than line ${first.line} at one time`,
        wanted: 'one row a time',
        source: this.#source,
        row: row.line,
      }),
    )
  }
}

const isSame = (a: PoolRow, b: PoolRow): boolean =>
  a.price === b.price &&
  a.liquidity === b.liquidity &&
  a.volume === b.volume &&
  a.riskyFlow === b.riskyFlow &&
  a.numeraireFlow === b.numeraireFlow

/** The most frequent spacing; the smallest of several equally frequent. 0 for a single row. */
function usualSpacing(times: Float64Array): number {
  const counts = new Map<number, number>()
  for (let i = 1; i < times.length; i += 1) {
    const step = times[i] - times[i - 1]
    counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  let best = 0
  let bestCount = 0
  for (const [step, count] of counts) {
    if (count > bestCount || (count === bestCount && step < best)) {
      best = step
      bestCount = count
    }
  }
  return best
}

function gapsOf(times: Float64Array, spacing: number): PoolGaps {
  let [count, longest, missingPeriods] = [0, 0, 0]
  for (let i = 1; i < times.length; i += 1) {
    const step = times[i] - times[i - 1]
    if (step <= 1.5 * spacing) continue
    count += 1
    longest = Math.max(longest, step)
    missingPeriods += Math.round(step / spacing) - 1
  }
  return { count, longest, missingPeriods }
}
