/** Decoders of pool data on invented values in the vendors' layouts. */
import { describe, expect, it } from 'vitest'
import type { DecodeContext } from '../quote/decoder.ts'
import { demeterMinute } from './demeter-minute.ts'
import { POOL_DECODERS } from './formats.ts'
import { plainPool } from './plain-pool.ts'
import type { PoolTableDecoder } from './pool-decoder.ts'
import type { DecodedPool, PoolTerms } from './pool-history.ts'
import { poolTerms } from './pool-terms.ts'
import { theGraphDays } from './the-graph-days.ts'

const NOTHING = { decimals0: null, decimals1: null, riskyToken: null, fee: null }
const TERMS = poolTerms('pool.csv', NOTHING)
const context = (text: string): DecodeContext => ({
  source: 'pool.csv',
  head: { name: 'pool.csv', archive: null, text },
  locale: { decimal: '.', delimiter: ',' },
})

function decode(decoder: PoolTableDecoder, text: string, terms: PoolTerms = TERMS): DecodedPool {
  const sink = decoder.start(context(text), terms)
  text.split('\n').forEach((line, i) => sink.row(line.split(','), i + 1))
  return sink.finish()
}

const HEADER =
  'timestamp,netAmount0,netAmount1,closeTick,openTick,lowestTick,highestTick,inAmount0,inAmount1,currentLiquidity'

describe('Demeter minutes', () => {
  const rows = [
    '2023-08-14 00:00:00,-1000000,500000000000000,201149,0,0,0,0,500000000000000,2402545990706448841',
    '2023-08-14 00:01:00,2000000.0,0,201150,0,0,0,2000000.0,0,0',
  ]
  it('turns ticks, raw amounts and liquidity into whole tokens', () => {
    const { history, refusals } = decode(demeterMinute, [HEADER, ...rows].join('\n'))
    expect(refusals.total).toBe(0)
    const price = 1e12 / Math.exp(201149 * Math.log(1.0001))
    expect((history?.prices[0] ?? 0) / price).toBeCloseTo(1, 10)
    expect(history?.volumes.values[0]).toBeCloseTo(5e-4 * price, 8)
    expect(history?.volumes.values[1]).toBe(2)
    expect(history?.flows?.numeraire[0]).toBe(-1)
    expect((history?.liquidities[0] ?? 0) / 2402545.99070645).toBeCloseTo(1, 12)
    expect(history?.spacing).toBe(60_000)
    expect(history?.warnings.join()).toMatch(/1 rows without active liquidity/)
  })
  it('reads the other token as risky, with other decimals', () => {
    const terms: PoolTerms = { ...TERMS, riskyToken: 0, decimals0: 18, decimals1: 18 }
    const { history } = decode(demeterMinute, [HEADER, rows[0]].join('\n'), terms)
    expect((history?.prices[0] ?? 0) / Math.exp(201149 * Math.log(1.0001))).toBeCloseTo(1, 10)
    expect(history?.flows?.risky[0]).toBeCloseTo(-1e-12, 20)
  })
  it.each([
    ['a tick out of bounds', '2023-08-14 00:00:00,0,0,887273,0,0,0,0,0,1', 'closeTick'],
    ['half a tick', '2023-08-14 00:00:00,0,0,1.5,0,0,0,0,0,1', 'closeTick'],
    ['an amount of 2^255', `2023-08-14 00:00:00,${1n << 255n},0,1,0,0,0,0,0,1`, 'netAmount0'],
    ['an amount of 2^256', `2023-08-14 00:00:00,0,0,1,0,0,0,0,${1n << 256n},1`, 'inAmount1'],
    ['liquidity of 2^128', `2023-08-14 00:00:00,0,0,1,0,0,0,0,0,${1n << 128n}`, 'currentLiquidity'],
    ['negative input', '2023-08-14 00:00:00,0,0,1,0,0,0,-1,0,1', 'inAmount0'],
    ['a word', '2023-08-14 00:00:00,0,0,1,0,0,0,NaN,0,1', 'inAmount0'],
    ['a day that is not', '2023-02-30 00:00:00,0,0,1,0,0,0,0,0,1', 'timestamp'],
    ['a row cut short', '2023-08-14 00:00:00,0,0,1', 'row'],
  ])('refuses %s', (_name, row, field) => {
    const { history, refusals } = decode(demeterMinute, [HEADER, row].join('\n'))
    expect(history).toBeNull()
    expect(refusals.first[0]).toMatchObject({ field, row: 2 })
  })
  it('names the column a header lacks', () => {
    const text = [HEADER.replace('closeTick', 'tick'), rows[0]].join('\n')
    expect(decode(demeterMinute, text).refusals.first[0]).toMatchObject({
      code: 'file.wrong-header',
      field: 'closetick',
    })
  })
  it('knows a pool by the address in the file name, and takes what is stated first', () => {
    const name = 'polygon-0x45DDa9cb7c25131df268515131f647d726f50608-2023-08-14.minute.csv'
    expect(poolTerms(name, NOTHING)).toMatchObject({ fee: 0.0005, decimals0: 6, riskyToken: 1 })
    expect(poolTerms(name, { ...NOTHING, fee: 0.01 }).fee).toBe(0.01)
    expect(TERMS.fee).toBeNull()
  })
})

describe('plain tables', () => {
  it('reads times as UTC, blanks as unknown', () => {
    const { history } = decode(
      plainPool,
      'time,price,liquidity,volume\n2024-01-01T00:00:00Z,2000,10,5\n2024-01-01 00:05,2001,10,\n1704067800,2002,10,7',
    )
    expect([...(history?.times ?? [])].map((time) => time - Date.UTC(2024, 0, 1))).toEqual([
      0, 300_000, 600_000,
    ])
    expect([...(history?.volumes.present ?? [])]).toEqual([1, 0, 1])
    expect(decode(plainPool, 'time,price,liquidity\n2024-01-01,2000,10').history?.volumes.present[0]).toBe(0)
  })
  it.each(['0', '-1', 'nan', '1e999', '1e61', ''])('refuses the price %s', (price) => {
    const { refusals } = decode(plainPool, `time,price,liquidity\n2024-01-01,${price},10`)
    expect(refusals.first[0]).toMatchObject({ field: 'price', row: 2 })
  })
})

describe('The Graph days', () => {
  const day = {
    date: 1691971200,
    open: '1',
    close: '1',
    token0Price: '1840.5',
    token1Price: '0.000543',
    tvlUSD: '1000000',
    volumeUSD: '250000.5',
  }
  it.each([
    { data: { poolDayDatas: [day] } },
    { poolDayDatas: [day] },
    { data: { pool: { poolDayData: [day] } } },
  ])('reads %j', (document) => {
    const { history } = theGraphDays.decode(document, context(''), TERMS)
    expect(history?.prices[0]).toBe(1840.5)
    expect(history?.volumes.values[0]).toBe(250000.5)
    expect(2 * (history?.liquidities[0] ?? 0) * Math.sqrt(1840.5)).toBeCloseTo(1e6, 6)
  })
  it('refuses what is no list, no number, no date', () => {
    expect(theGraphDays.decode({ data: 1 }, context(''), TERMS).refusals.first[0]?.code).toBe(
      'file.json-invalid',
    )
    for (const [field, value] of [
      ['tvlUSD', '-1'],
      ['volumeUSD', 'x'],
      ['token0Price', '0'],
      ['date', '1'],
      ['date', null],
    ] as const) {
      const decoded = theGraphDays.decode({ poolDayDatas: [{ ...day, [field]: value }] }, context(''), TERMS)
      expect(decoded.history, field).toBeNull()
      expect(decoded.refusals.total).toBe(1)
    }
    expect(theGraphDays.decode({ poolDayDatas: [] }, context(''), TERMS).history).toBeNull()
  })
})

it('each layout knows its own', () => {
  const heads = [HEADER, '{"data":{"poolDayDatas":[', 'time,price,liquidity,volume']
  heads.forEach((text, i) => {
    const scores = POOL_DECODERS.map((decoder) => decoder.sniff({ name: 'x', archive: null, text }))
    expect(scores.indexOf(Math.max(...scores))).toBe(i)
    expect(scores[i]).toBeGreaterThan(0.5)
  })
})
