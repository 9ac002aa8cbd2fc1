import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type PoolPath, fileReport, poolHistory } from '../../../test/support/pool-paths.ts'
import { accumulated } from '../../book/pool/history/accumulated.ts'
import { wholeRange } from '../../book/pool/history/day-ranges.ts'
import { poolPerformance } from '../../book/pool/history/pool-performance.ts'
import { poolReport } from './pool-report.ts'
import { DARK, LIGHT } from './report-style.ts'
import { escaped } from './svg/markup.ts'
import { niceDomain, niceTicks, timeTicks } from './svg/scale.ts'

const report = (options: PoolPath = {}): string => poolReport([fileReport(options)], 'Not advice.')

describe('what is drawn', () => {
  it.each([10, 330, 5000])('accumulates to the totals of the figures, thinned to %i points', (points) => {
    const history = poolHistory({ rows: 1440 })
    const range = wholeRange(history)
    const whole = poolPerformance(history, range, 0.0005)
    const drawn = accumulated(history, range, 0.0005, points)
    expect(drawn.times.length).toBe(Math.min(points, 1440))
    expect(drawn.lvr.at(-1)).toBeCloseTo(whole.lvr, 8)
    expect(drawn.fees?.at(-1)).toBeCloseTo(whole.fees ?? 0, 8)
    // Nothing is ever given back, and no extreme of the price is thinned away.
    for (const column of [drawn.lvr, drawn.fees ?? drawn.lvr]) {
      column.forEach((value, i) => expect(value).toBeGreaterThanOrEqual(column[i - 1] ?? 0))
    }
    expect(Math.max(...drawn.pricesHigh)).toBe(Math.max(...history.prices))
    expect(Math.min(...drawn.pricesLow)).toBe(Math.min(...history.prices))
  })

  it('knows no fees where volume or fee are unknown', () => {
    const history = poolHistory({ rows: 50, missingVolume: 20 })
    expect(accumulated(history, wholeRange(history), 0.0005, 100).fees).toBeNull()
    expect(accumulated(poolHistory(), wholeRange(poolHistory()), null, 100).fees).toBeNull()
  })
})

describe('the report', () => {
  it('says data, interval, verdict, figures, caveat and definitions', () => {
    const html = report()
    for (const words of [
      'Data of </span>Monday 14 August 2023, 00:00 to 23:59 UTC',
      'the price looked at every minute',
      'a proxy for what arbitrageurs took',
      'Divergence loss',
      'What the words mean',
      'Not advice.',
    ]) {
      expect(html.includes(words), words).toBe(true)
    }
    expect(html.match(/<svg /g)).toHaveLength(6)
    expect(/NaN|Infinity|undefined|\[object/.exec(html)).toBeNull()
  })

  it('fetches nothing and runs nothing', () => {
    const html = report()
    const addresses = [...html.matchAll(/(?:https?:|\/\/)[^\s"'<]+/g)].map(([found]) => found)
    expect([...new Set(addresses)]).toEqual(['http://www.w3.org/2000/svg'])
    expect(/<script|<link rel="stylesheet|@import|url\(|\son\w+=/i.exec(html)).toBeNull()
    expect(html.includes("default-src 'none'")).toBe(true)
  })

  it('is the same bytes for the same data', () => {
    expect(report() === report()).toBe(true)
  })

  it.each([
    '<script>alert(1)</script>.csv',
    '"><img src=x onerror=alert(1)>.csv',
    "'</title><svg onload=alert(1)>.csv",
    '\u0007bell.csv',
  ])('keeps a file’s name as text: %s', (name) => {
    const html = report({ name })
    // The folder part of a path is not shown.
    const shown = name.split('/').at(-1) ?? name
    expect(html.includes(shown)).toBe(false)
    expect(html.includes(escaped(shown))).toBe(true)
    expect(/<script|<img|<svg onload/.exec(html)).toBeNull()
  })

  it.each<[string, PoolPath, RegExp]>([
    ['one row', { rows: 1 }, /One row only/],
    ['no liquidity', { liquidity: 0 }, /No LVR to cover/],
    ['a price that stands still', { sigma: 0 }, /No LVR to cover/],
    ['unknown fee', { fee: null }, /Fees are unknown/],
    ['tiny prices', { price: 1e-12 }, /Fees/],
    ['huge prices', { price: 1e12 }, /Fees/],
  ])('answers %s without a NaN', (_name, options, words) => {
    const html = report(options)
    expect(words.test(html)).toBe(true)
    expect(/NaN|Infinity|undefined/.exec(html)).toBeNull()
  })

  it('puts several files under one headline with a line a day', () => {
    const html = poolReport([fileReport({ name: 'a.csv' }), fileReport({ name: 'b.csv', day: 1 })], '')
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.includes('2 files, 2 days')).toBe(true)
    expect(html.includes('to Tuesday 15 August 2023, 23:59 UTC')).toBe(true)
  })
})

describe('axes', () => {
  it.each([
    [0, 2191, 5],
    [0, 1e-9, 5],
    [-3, 7, 4],
    [1835.23, 1852.94, 5],
  ])('names round values inside %d to %d', (low, high, about) => {
    const ticks = niceTicks(low, high, about)
    expect(ticks.length).toBeGreaterThan(1)
    expect(ticks.length).toBeLessThanOrEqual(about + 1)
    const [from, to] = niceDomain(low, high, about)
    expect(from).toBeLessThanOrEqual(low)
    expect(to).toBeGreaterThanOrEqual(high)
    const step = (ticks[1] ?? 0) - (ticks[0] ?? 0)
    expect(
      [1, 2, 5]
        .map((digit) => Math.log10(step / digit) % 1)
        .some((rest) => Math.abs(Math.round(rest) - rest) < 1e-9),
    ).toBe(true)
  })
  it('stretches a domain of one value', () => {
    const [low, high] = niceDomain(5, 5, 5)
    expect(high).toBeGreaterThan(low)
  })
  it('names hours within a day and days beyond', () => {
    const day = Date.UTC(2023, 7, 14)
    expect(timeTicks(day, day + 86_340_000, 8).map(({ text }) => text)).toContain('12:00')
    expect(timeTicks(day, day + 10 * 86_400_000, 5).map(({ text }) => text)).toContain('17 Aug')
  })
})

describe('colours', () => {
  it('are those of the dashboard, light and dark', () => {
    const tokens = fs.readFileSync(
      path.resolve(import.meta.dirname, '..', '..', '..', 'web', 'src', 'styles', 'tokens.css'),
      'utf8',
    )
    const [light = '', dark = ''] = tokens.split('@media (prefers-color-scheme: dark)')
    const valueIn = (css: string, name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1]
    for (const [name, value] of Object.entries(LIGHT)) expect(valueIn(light, name), name).toBe(value)
    for (const [name, value] of Object.entries(DARK)) expect(valueIn(dark, name), name).toBe(value)
  })
})
