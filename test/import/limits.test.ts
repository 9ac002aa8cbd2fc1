/** Hostile files are stopped early, in little memory and in time linear in what was read; large honest ones are not stopped. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readMarketFile } from '../../src/shell/importer/read-file.ts'
import { gzipBomb, overlappingZip, zipBomb } from '../support/hostile-archives.ts'

const MIB = 1024 * 1024
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-limits-'))
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }))

const chainText = fs.readFileSync(
  path.join(import.meta.dirname, 'ok', 'cboe-quotedata', 'spx_quotedata.csv'),
  'utf8',
)
const head = `${chainText.split('\n').slice(0, 4).join('\n')}\n`
const row = `${chainText.split('\n')[30]}\n`

function written(name: string, parts: Iterable<string | Uint8Array>): string {
  const file = path.join(scratch, name)
  const handle = fs.openSync(file, 'w')
  for (const part of parts) {
    if (typeof part === 'string') fs.writeSync(handle, part)
    else fs.writeSync(handle, part)
  }
  fs.closeSync(handle)
  return file
}

function* repeated(part: string, times: number): Generator<string> {
  for (let i = 0; i < times; i += 1) yield part
}

/** The refusal's code, the processor time spent and the memory grown by. */
async function stopped(file: string): Promise<{ code: string; seconds: number; mib: number }> {
  const memory = process.memoryUsage().rss
  const start = process.cpuUsage()
  const outcome = await readMarketFile(file)
  const { user, system } = process.cpuUsage(start)
  const mib = (process.memoryUsage().rss - memory) / MIB
  return { code: outcome.ok ? 'accepted' : outcome.refusal.code, seconds: (user + system) / 1e6, mib }
}

describe('decompression bombs', () => {
  const blankLines = '\n'.repeat(16 * MIB)
  const rows = row.repeat(Math.floor((16 * MIB) / row.length))
  it('of a gibibyte in a megabyte of gz are refused for their ratio, early', async () => {
    for (const [name, text] of [
      ['blank-lines', head + blankLines],
      ['rows', head + rows],
    ] as const) {
      const file = written(`${name}.csv.gz`, [gzipBomb(text, 64)])
      expect(fs.statSync(file).size).toBeLessThan(8 * MIB)
      const { code, mib } = await stopped(file)
      expect(code, name).toBe('file.bomb')
      expect(mib, name).toBeLessThan(256)
    }
  })
  it('of a gibibyte in a megabyte of zip are refused for what they declare, at once', async () => {
    const file = written('declared.zip', [zipBomb(blankLines, 64, 1024 * MIB)])
    expect(fs.statSync(file).size).toBeLessThan(1.5 * MIB)
    const { code, seconds } = await stopped(file)
    expect(code).toBe('file.bomb')
    expect(seconds).toBeLessThan(1)
  })
  it('that declare less than they hold are refused where they exceed it', async () => {
    const file = written('lying.zip', [zipBomb(head + rows, 64, 100_000)])
    const { code, mib } = await stopped(file)
    expect(code).toBe('file.bad-archive')
    expect(mib).toBeLessThan(256)
  })
  it('made of many members that share their bytes are refused for their sum', async () => {
    const text = head + row.repeat(20_000)
    const file = written('overlapping.zip', [overlappingZip(text, 2000)])
    expect(fs.statSync(file).size).toBeLessThan(MIB)
    const { code, mib } = await stopped(file)
    expect(code).toBe('file.bomb')
    expect(mib).toBeLessThan(256)
  })
})

describe('rows without end', () => {
  const long = 64 * MIB
  it.each([
    ['a quote never closed', '"', 'a\n'],
    ['one field', '', 'a'],
    ['nothing but delimiters', '', ','],
    ['fields', '', 'ab,'],
  ])('of 64 MiB are refused at the limit, not at the end: %s', async (name, opening, part) => {
    const block = part.repeat(MIB / part.length)
    const parts = [head, opening, ...repeated(block, long / MIB)]
    const file = written(`${name.replaceAll(' ', '-')}.csv`, parts)
    const { code, seconds, mib } = await stopped(file)
    expect(code).toBe('file.row-too-long')
    expect(seconds).toBeLessThan(1)
    expect(mib).toBeLessThan(64)
  })
})

/** The least processor time of several readings: what else the machine does only adds. */
async function cost(file: string, code: string): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 4; i += 1) {
    const { code: got, seconds } = await stopped(file)
    expect(got).toBe(code)
    least = Math.min(least, seconds)
  }
  return least
}

describe('time', () => {
  const distinct = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => {
      const strike = 3000 + i
      return row
        .replaceAll(/([CP])\d{8}/g, `$1${String(strike * 1000).padStart(8, '0')}`)
        .replace(/,\d+\.00,/, `,${strike}.00,`)
    })
  it.each([
    ['distinct rows', 'accepted', (n: number) => [head, ...distinct(n)]],
    ['one row again and again', 'accepted', (n: number) => [head, ...repeated(row, n)]],
    [
      'ragged rows',
      'file.has-refused-rows',
      (n: number) => [head, row, ...repeated(`${row.slice(0, 80)}\n`, n)],
    ],
    ['blank lines', 'accepted', (n: number) => [head, '\n'.repeat(n * 100), row]],
  ] as const)('doubles at most 2.2-fold when the file doubles: %s', async (name, code, make) => {
    const label = name.replaceAll(' ', '-')
    const [one, two] = [1, 2].map((times) => written(`${label}-${times}.csv`, make(times * 6_000)))
    // A busy machine disturbs single readings; a cost that grows faster than the file exceeds the bar every time.
    let ratio = Number.POSITIVE_INFINITY
    for (let attempt = 0; attempt < 3 && ratio > 2.2; attempt += 1) {
      const single = await cost(one ?? '', code)
      ratio = (await cost(two ?? '', code)) / single
    }
    expect(ratio).toBeLessThanOrEqual(2.2)
  })
})

describe('large honest files', () => {
  const columns =
    'underlying_symbol,quote_datetime,root,expiration,strike,option_type,open,high,low,close,trade_volume,bid_size,bid,ask_size,ask,underlying_bid,underlying_ask\n'
  const snapshot = (minute: number): string => {
    const time = `2024-02-12 10:${String(minute).padStart(2, '0')}:00`
    let text = ''
    for (let strike = 4000; strike < 5000; strike += 1) {
      text += `^SPX,${time},SPXW,2024-02-16,${strike}.000,P,0,0,0,0,0,10,1.20,12,1.30,0,0\n`
    }
    return text
  }
  it('are read whole, plain and packed: 60,000 quotes at 60 instants', async () => {
    const text = columns + Array.from({ length: 60 }, (_, minute) => snapshot(minute)).join('')
    for (const [name, content] of [
      ['large.csv', text],
      ['large.csv.gz', gzipSync(text)],
    ] as const) {
      const outcome = await readMarketFile(written(name, [content]))
      expect(outcome.ok ? outcome.value.chains.length : outcome.refusal, name).toBe(60)
      expect(
        outcome.ok ? outcome.value.chains.every((chain) => chain.counts.quotesAccepted === 1000) : false,
      ).toBe(true)
    }
  })
})
