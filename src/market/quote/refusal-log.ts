import type { Refusal } from '../../base/vocabulary/refusal.ts'

/** Refusals of one file: all counted by code, the first hundred kept. */
export interface RefusalLog {
  readonly total: number
  readonly byCode: Readonly<Record<string, number>>
  readonly first: readonly Refusal[]
}

const KEPT_MAX = 100

/** Collects refusals without growing with the file. */
export class RefusalCollector {
  #total = 0
  readonly #byCode = new Map<string, number>()
  readonly #first: Refusal[] = []

  add(refusal: Refusal): void {
    this.#total += 1
    this.#byCode.set(refusal.code, (this.#byCode.get(refusal.code) ?? 0) + 1)
    if (this.#first.length < KEPT_MAX) this.#first.push(refusal)
  }

  /** Adds what another log counted: used where a later stage refuses more of the same file. */
  addLog(log: RefusalLog): void {
    this.#total += log.total
    for (const [code, count] of Object.entries(log.byCode)) {
      this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + count)
    }
    for (const refusal of log.first) if (this.#first.length < KEPT_MAX) this.#first.push(refusal)
  }

  log(): RefusalLog {
    return {
      total: this.#total,
      byCode: Object.fromEntries([...this.#byCode].sort(([a], [b]) => (a < b ? -1 : 1))),
      first: [...this.#first],
    }
  }
}
