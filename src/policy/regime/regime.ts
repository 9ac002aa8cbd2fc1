/** What a regime is: a name, a meaning and an exact test on named inputs; and how it is judged. */
import type { IndicatorReading } from '../indicator/reading.ts'

export const REGIME_INPUTS = [
  'index-rsi14',
  'index-drawdown60',
  'index-hv20',
  'breadth-divergence20',
  'vix',
  'vix-to-sma20',
  'vix-to-max20',
  'vix-max20',
  'vix-less-hv20',
  'vix9d-to-vix',
  'vix-to-vix3m',
  'vx-contango',
  'sessions-since-event',
  'sessions-to-event',
  'vix-since-event',
] as const
export type RegimeInput = (typeof REGIME_INPUTS)[number]

export type RegimeReadings = Readonly<Record<RegimeInput, IndicatorReading>>

export type Comparison = '>=' | '<=' | '<' | '>' | '='

/** One condition: the input compared with a number, as `index-rsi14 >= 60`. */
export interface RegimeTest {
  readonly input: RegimeInput
  readonly is: Comparison
  readonly level: number
}

export interface Regime {
  readonly id: string
  readonly label: string
  /** What it says of the market, and what it permits or warns of. */
  readonly meaning: string
  /** Where its numbers come from. */
  readonly source: string
  /** All must hold. */
  readonly tests: readonly RegimeTest[]
}

export interface JudgedTest extends RegimeTest {
  readonly value: number | null
  readonly asOf: string | null
  /** Null where the value is unknown. */
  readonly holds: boolean | null
  /** Why it is unknown. */
  readonly reason: string | null
}

export interface RegimeVerdict {
  readonly id: string
  readonly label: string
  /** True where every test holds, false where one fails whatever the others are, null where it cannot be told. */
  readonly fires: boolean | null
  readonly tests: readonly JudgedTest[]
}

/** Judges one regime. One failed test is enough for "no"; an unknown one never counts as passed. */
export function judgeRegime(regime: Regime, readings: RegimeReadings): RegimeVerdict {
  const tests = regime.tests.map((test): JudgedTest => {
    const { value, asOf, reason } = readings[test.input]
    return { ...test, value, asOf, reason, holds: value === null ? null : holds(value, test) }
  })
  const failed = tests.some((test) => test.holds === false)
  const unknown = tests.some((test) => test.holds === null)
  return { id: regime.id, label: regime.label, fires: failed ? false : unknown ? null : true, tests }
}

function holds(value: number, { is, level }: RegimeTest): boolean {
  switch (is) {
    case '>=':
      return value >= level
    case '<=':
      return value <= level
    case '<':
      return value < level
    case '>':
      return value > level
    case '=':
      return value === level
  }
}
