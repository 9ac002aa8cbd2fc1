import * as fc from 'fast-check'
import { EMA, MACD, RSI, SMA, WSMA } from 'trading-signals'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../base/numerics/random.ts'
import { advanceDeclineLine, breadthDivergence } from './advance-decline.ts'
import { entryAt, type IndicatorColumn, newestEntry } from './indicator-column.ts'
import { macd } from './macd.ts'
import { exponentialMovingAverage, simpleMovingAverage } from './moving-average.ts'
import { relativeStrengthIndex } from './rsi.ts'
import { rollingPercentile } from './vix-percentile.ts'

/** A random walk of an index: what the other library is fed too. */
function walk(length: number, stream = 1): Float64Array {
  const random = createRandom({ seed: 7, stream })
  let level = 4000
  return Float64Array.from({ length }, () => (level *= Math.exp(0.01 * random.nextNormal())))
}

const INPUTS = walk(400)

interface Streaming {
  add(value: number): unknown
  getResult(): number | null
}

/** Largest relative distance from the other library where both have a value, and how many entries were compared. */
function compared(
  own: IndicatorColumn,
  other: Streaming,
): { readonly worst: number; readonly count: number } {
  let worst = 0
  let count = 0
  INPUTS.forEach((input, i) => {
    other.add(input)
    const mine = entryAt(own, i)
    const theirs = i + 1 >= own.inputsMin ? other.getResult() : null
    if (mine === null || theirs === null) return
    worst = Math.max(worst, Math.abs(mine - theirs) / Math.max(1, Math.abs(theirs)))
    count += 1
  })
  return { worst, count }
}

describe('against trading-signals 8.3.0', () => {
  it.each([
    ['RSI(14)', relativeStrengthIndex(INPUTS, 14), new RSI(14, WSMA)],
    ['RSI(2)', relativeStrengthIndex(INPUTS, 2), new RSI(2, WSMA)],
    ['SMA(20)', simpleMovingAverage(INPUTS, 20), new SMA(20)],
    ['EMA(12), first', exponentialMovingAverage(INPUTS, 12, 'first'), new EMA(12)],
  ] as const)('%s agrees to 1e-12', (_, own, other) => {
    const { worst, count } = compared(own, other)
    expect(count).toBe(400 - own.inputsMin + 1)
    expect(worst).toBeLessThan(1e-12)
  })

  it('MACD seeded with the first input agrees to 1e-9 points, line and histogram', () => {
    const own = macd(INPUTS, { seed: 'first' })
    const other = new MACD(new EMA(12), new EMA(26), new EMA(9))
    let count = 0
    INPUTS.forEach((input, i) => {
      other.add(input)
      const theirs = i >= 33 ? other.getResult() : null
      if (theirs === null) return
      count += 1
      expect(Math.abs((entryAt(own.line, i) ?? NaN) - theirs.macd)).toBeLessThan(1e-9)
      expect(Math.abs((entryAt(own.histogram, i) ?? NaN) - theirs.histogram)).toBeLessThan(1e-9)
    })
    expect(count).toBe(400 - 33)
  })
})

describe('conventions', () => {
  it('RSI of Wilder by his own definition, written out over the whole history', () => {
    const direct = (to: number): number => {
      const changes = Array.from({ length: to }, (_, i) => INPUTS[i + 1] - INPUTS[i])
      const smooth = (pick: (change: number) => number): number => {
        let level = changes.slice(0, 14).reduce((sum, change) => sum + pick(change), 0) / 14
        for (const change of changes.slice(14)) level = (level * 13 + pick(change)) / 14
        return level
      }
      const strength = smooth((change) => Math.max(change, 0)) / smooth((change) => Math.max(-change, 0))
      return 100 - 100 / (1 + strength)
    }
    const own = relativeStrengthIndex(INPUTS, 14)
    for (const at of [14, 15, 50, 399]) expect(entryAt(own, at)).toBeCloseTo(direct(at), 10)
  })
  it('MACD seeded with means differs early from the one seeded with the first input, and converges to it', () => {
    const means = macd(INPUTS, { seed: 'sma' })
    const first = macd(INPUTS, { seed: 'first' })
    const gap = (i: number): number =>
      Math.abs((entryAt(means.line, i) ?? NaN) - (entryAt(first.line, i) ?? NaN))
    expect(gap(25)).toBeGreaterThan(0.1)
    expect(gap(399)).toBeLessThan(1e-6)
    // The seeds written out: the slow average starts as the mean of 26, the fast one as that of 12 and runs on.
    const slow = INPUTS.subarray(0, 26).reduce((sum, value) => sum + value, 0) / 26
    let fast = INPUTS.subarray(0, 12).reduce((sum, value) => sum + value, 0) / 12
    for (let i = 12; i < 26; i += 1) fast = fast * (11 / 13) + INPUTS[i] * (2 / 13)
    expect(entryAt(means.line, 25)).toBeCloseTo(fast - slow, 9)
    const lines = Array.from({ length: 9 }, (_, i) => entryAt(means.line, 25 + i) ?? NaN)
    expect(entryAt(means.signal, 33)).toBeCloseTo(lines.reduce((sum, value) => sum + value, 0) / 9, 9)
  })
  it('has no value before the declared number of inputs, and one at it', () => {
    const all = [
      relativeStrengthIndex(INPUTS),
      simpleMovingAverage(INPUTS, 20),
      exponentialMovingAverage(INPUTS, 12, 'first'),
      exponentialMovingAverage(INPUTS, 12, 'sma'),
      ...(['sma', 'first'] as const).flatMap(
        (seed) => Object.values(macd(INPUTS, { seed })) as IndicatorColumn[],
      ),
      rollingPercentile(INPUTS, 30),
    ]
    for (const column of all) {
      expect(column.present.indexOf(1), column.id).toBe(column.inputsMin - 1)
      expect(column.convention.length).toBeGreaterThan(0)
    }
  })
  it('RSI is 50 where nothing moved, 100 where nothing fell, 0 where nothing rose', () => {
    const ramp = Float64Array.from({ length: 20 }, (_, i) => 100 + i)
    expect(newestEntry(relativeStrengthIndex(new Float64Array(20).fill(100)))).toBe(50)
    expect(newestEntry(relativeStrengthIndex(ramp))).toBe(100)
    expect(newestEntry(relativeStrengthIndex(ramp.reverse()))).toBe(0)
  })
  it('the percentile of a maximum of distinct values is one less half its own share', () => {
    const ramp = Float64Array.from({ length: 10 }, (_, i) => i)
    expect(newestEntry(rollingPercentile(ramp, 10))).toBeCloseTo(0.95, 12)
  })
})

describe('breadth', () => {
  const rising = Float64Array.from({ length: 21 }, (_, i) => 4000 + i)
  it('sums advances less declines', () => {
    const line = advanceDeclineLine(Float64Array.of(1500, 900), Float64Array.of(1000, 1700))
    expect([...line.values]).toEqual([500, -300])
  })
  it('is bearish where the index rose over twenty sessions and the line fell', () => {
    const falling = Float64Array.from({ length: 21 }, (_, i) => -10 * i)
    expect(breadthDivergence(rising, falling)?.kind).toBe('bearish')
    expect(
      breadthDivergence(
        falling.map((value) => 4000 + value),
        rising,
      )?.kind,
    ).toBe('bullish')
    expect(breadthDivergence(rising, rising)?.kind).toBe('none')
  })
  it('is unknown with twenty closes: a change over twenty sessions needs twenty-one', () => {
    expect(breadthDivergence(rising.subarray(1), rising.subarray(1))).toBeNull()
  })
})

it('no indicator changes when what comes after it is cut off', () => {
  const indicators: readonly ((inputs: Float64Array) => IndicatorColumn)[] = [
    (inputs) => relativeStrengthIndex(inputs),
    (inputs) => simpleMovingAverage(inputs, 20),
    (inputs) => exponentialMovingAverage(inputs, 12, 'sma'),
    (inputs) => exponentialMovingAverage(inputs, 12, 'first'),
    (inputs) => macd(inputs, { seed: 'sma' }).histogram,
    (inputs) => macd(inputs, { seed: 'first' }).signal,
    (inputs) => rollingPercentile(inputs, 30),
    (inputs) => advanceDeclineLine(inputs, INPUTS.subarray(0, inputs.length)),
  ]
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 50 }), (cut, stream) => {
      const inputs = walk(200, stream)
      for (const indicator of indicators) {
        const whole = indicator(inputs)
        const short = indicator(inputs.slice(0, cut))
        expect(short.values).toEqual(whole.values.slice(0, cut))
        expect(short.present).toEqual(whole.present.slice(0, cut))
      }
    }),
    { numRuns: 60 },
  )
})
