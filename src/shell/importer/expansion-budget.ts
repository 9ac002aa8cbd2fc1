import { LIMITS } from './limits.ts'
import { stop } from './refused-input.ts'

/**
 * What one archive may unpack to, all members together: members of a zip can share their packed bytes, so each may look
 * honest and their sum not. A budget counts what was unpacked against what was packed and stops early.
 */
export class ExpansionBudget {
  readonly #source: string
  #unpacked = 0

  constructor(source: string) {
    this.#source = source
  }

  /** Counts unpacked bytes; `packed` is what they came from so far. */
  spend(bytes: number, packed: number): void {
    this.#unpacked += bytes
    this.#check(this.#unpacked, packed)
  }

  /** Judges a declared size before a byte of it is unpacked. */
  declare(bytes: number, packed: number): void {
    this.#check(bytes, packed)
  }

  #check(bytes: number, packed: number): void {
    const allowed = Math.max(LIMITS.expandFreelyBytes, packed * LIMITS.expansionFactor)
    if (bytes <= allowed) return
    stop('file.bomb', {
      field: 'size',
      was: `${bytes} bytes or more from ${packed}`,
      wanted: `at most ${LIMITS.expansionFactor} times the packed bytes`,
      source: this.#source,
    })
  }
}
