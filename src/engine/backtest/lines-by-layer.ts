import { assert } from '../../base/vocabulary/assert.ts'
import { LEDGER_LINES, type LedgerLine, type LedgerSum } from '../../book/ledger/book-ledger.ts'

type Lines = Record<LedgerLine, number>

const noLines = (): Lines => Object.fromEntries(LEDGER_LINES.map((line) => [line, 0])) as Lines

export type LinesByLayer = ReadonlyMap<string, Readonly<Lines>>

/** Cash of a step by layer, and what its fills should have cost. */
export interface MovedCash {
  readonly cash: ReadonlyMap<string, number>
  /** Spread and fees, cents. */
  readonly expectedCosts: ReadonlyMap<string, number>
  /** How many cents rounding may have taken. */
  readonly roundings: number
}

/**
 * The ledger of a step by layer, in cents. What the steps of held positions do not explain of a layer's change is what trading
 * cost; it must be what the fills say.
 */
export function linesByLayer(
  sums: ReadonlyMap<string, LedgerSum>,
  moved: MovedCash,
  marks: ReadonlyMap<string, number>,
  marksBefore: ReadonlyMap<string, number>,
): LinesByLayer {
  const layers = new Set([...marks.keys(), ...marksBefore.keys(), ...moved.cash.keys(), ...sums.keys()])
  const found = new Map<string, Lines>()
  for (const layer of layers) {
    const lines = noLines()
    const cash = moved.cash.get(layer) ?? 0
    found.set(layer, lines)
    if (layer === 'cash') {
      lines.income = cash
      continue
    }
    const own = sums.get(layer)?.cents
    if (own !== undefined) for (const line of LEDGER_LINES) lines[line] = own[line]
    const change = (marks.get(layer) ?? 0) - (marksBefore.get(layer) ?? 0) + cash
    const costs = (own?.total ?? 0) - change
    const expected = moved.expectedCosts.get(layer) ?? 0
    assert(Math.abs(costs - expected) <= moved.roundings, 'costs are spread and fees', {
      layer,
      costs,
      expected,
    })
    lines.costs -= costs
  }
  return found
}

/** The ledger of two steps that follow one another. */
export function addedLines(one: LinesByLayer, other: LinesByLayer): LinesByLayer {
  const sums = new Map(one)
  for (const [layer, lines] of other) {
    const before = one.get(layer)
    if (before === undefined) {
      sums.set(layer, lines)
      continue
    }
    const sum = noLines()
    for (const line of LEDGER_LINES) sum[line] = before[line] + lines[line]
    sums.set(layer, sum)
  }
  return sums
}
