/**
 * Neumaier's compensated sum (1974): the rounding error of every addition is carried beside the total, so the result is
 * that of twice the precision rounded once, unless the terms cancel by more than 1e16.
 */
export class CompensatedSum {
  #total = 0
  #correction = 0

  add(value: number): void {
    const next = this.#total + value
    this.#correction +=
      Math.abs(this.#total) >= Math.abs(value) ? this.#total - next + value : value - next + this.#total
    this.#total = next
  }

  get value(): number {
    return this.#total + this.#correction
  }
}

/** Compensated sum of the values; 0 where there are none. */
export function compensatedSum(values: Iterable<number>): number {
  const sum = new CompensatedSum()
  for (const value of values) sum.add(value)
  return sum.value
}
