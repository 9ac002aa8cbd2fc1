import type { RefusalCode } from '../../base/vocabulary/refusal-codes.ts'
import type { Refusal } from '../../base/vocabulary/refusal.ts'

/** Refusals of one file: all counted by code, a hundred kept. */
export interface RefusalLog {
  readonly total: number
  readonly byCode: Readonly<Record<string, number>>
  /** At most 100, in the order they came; every code has its share, so that a flood of one hides no other. */
  readonly first: readonly Refusal[]
}

const KEPT_MAX = 100

/** Collects refusals without growing with the file. */
export class RefusalCollector {
  #total = 0
  #arrivals = 0
  readonly #byCode = new Map<string, number>()
  readonly #kept = new Map<string, { readonly arrival: number; readonly refusal: Refusal }[]>()

  add(refusal: Refusal): void {
    this.addLazily(refusal.code, () => refusal)
  }

  /** Counts a refusal, and makes it only where it will be kept: a file may have millions. */
  addLazily(code: RefusalCode, make: () => Refusal): void {
    this.#count(code, 1)
    this.#keep(code, make)
  }

  /** Adds what another log counted: used where a later stage refuses more of the same file. */
  addLog(log: RefusalLog): void {
    for (const [code, count] of Object.entries(log.byCode)) this.#count(code, count)
    for (const refusal of log.first) this.#keep(refusal.code, () => refusal)
  }

  log(): RefusalLog {
    return {
      total: this.#total,
      byCode: Object.fromEntries([...this.#byCode].sort(([a], [b]) => (a < b ? -1 : 1))),
      first: this.#fairShare(),
    }
  }

  #count(code: string, count: number): void {
    this.#total += count
    this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + count)
  }

  #keep(code: string, make: () => Refusal): void {
    this.#arrivals += 1
    const kept = this.#kept.get(code)
    if (kept === undefined) this.#kept.set(code, [{ arrival: this.#arrivals, refusal: make() }])
    else if (kept.length < KEPT_MAX) kept.push({ arrival: this.#arrivals, refusal: make() })
  }

  #fairShare(): readonly Refusal[] {
    const share = Math.max(1, Math.floor(KEPT_MAX / Math.max(1, this.#kept.size)))
    const first: { readonly arrival: number; readonly refusal: Refusal }[] = []
    const rest: typeof first = []
    for (const kept of this.#kept.values()) {
      first.push(...kept.slice(0, share))
      rest.push(...kept.slice(share))
    }
    rest.sort((a, b) => a.arrival - b.arrival)
    const chosen = [...first, ...rest].slice(0, KEPT_MAX).sort((a, b) => a.arrival - b.arrival)
    return chosen.map((entry) => entry.refusal)
  }
}
