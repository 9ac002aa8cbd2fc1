/** `kondor pool` as a person runs it. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../../test/support/real-data.ts'
import { parseShare, positionTerms } from '../pool-options.ts'

const main = path.resolve(import.meta.dirname, '..', 'main.ts')
let folder: string

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-pool-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

function pool(...args: readonly string[]) {
  const env = { ...process.env, NO_COLOR: '1' }
  return spawnSync(process.execPath, [main, 'pool', ...args], { encoding: 'utf8', env, cwd: folder })
}

function file(name: string, text: string): string {
  fs.writeFileSync(path.join(folder, name), text)
  return name
}

const minutes = (prices: readonly number[], from = 0): string =>
  [
    'time,price,liquidity,volume',
    ...prices.map((price, i) => `${1704067200 + 60 * (from + i)},${price},1000,5000`),
  ].join('\n') + '\n'

interface PoolJson {
  readonly files: readonly {
    readonly days: readonly {
      readonly fees: number | null
      readonly lvr: number
      readonly feesOverLvr: number | null
      readonly interval_minutes: number
      readonly markouts:
        | readonly { readonly horizon_minutes: number; readonly lvr: number; readonly rowsPriced: number }[]
        | null
    }[]
  }[]
}

describe('kondor pool FILE', () => {
  it('reports a day on a page, with the proxy named and every figure with its interval', () => {
    const { stdout, status, stderr } = pool(
      file('a.csv', minutes([2000, 2002, 1999, 2001, 2005, 2004])),
      '--fee',
      '0.3%',
    )
    expect(stderr).toBe('')
    expect(status).toBe(0)
    for (const words of [
      'Monday 1 January 2024, UTC',
      'Fees / LVR',
      'at 1 minute',
      '5 minutes',
      'Divergence loss',
      'V_eq = 4 x dollar gamma',
      'a proxy',
    ]) {
      expect(stdout).toContain(words)
    }
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })
  it('marks out at an outside price', () => {
    const reference = file(
      'ref.csv',
      'time,price\n' + [0, 1, 2, 3].map((i) => `${1704067200 + 60 * i},2010`).join('\n') + '\n',
    )
    const { stdout } = pool(
      file('b.csv', minutes([2000, 2005, 2010])),
      '--fee',
      '5bp',
      '--reference',
      reference,
      '--json',
    )
    const [day] = (JSON.parse(stdout) as PoolJson).files[0].days
    const [atOnce] = day.markouts ?? []
    // The pool sold x = L (1/sqrt P - 1/sqrt P') below 2010 twice: the gap to 2010 from 2000, as one trade would lose.
    const one = (1000 * (Math.sqrt(2010) - Math.sqrt(2000)) ** 2) / Math.sqrt(2000)
    expect(atOnce.lvr / one).toBeCloseTo(1, 9)
    expect(day.lvr).toBeLessThan(one)
    expect(atOnce.rowsPriced).toBe(2)
    expect(day.fees).toBe(7.5)
    expect(day.interval_minutes).toBe(1)
  })
  it('does not guess a fee', () => {
    const { stdout } = pool(file('c.csv', minutes([2000, 2001])), '--json')
    expect((JSON.parse(stdout) as PoolJson).files[0].days[0].fees).toBeNull()
  })
  it('refuses bad rows with their line, and takes the good ones when told to', () => {
    const bad = file('d.csv', minutes([2000, 2001, 2002]).replace('2001,1000', '-5,1000'))
    const refused = pool(bad)
    expect(refused.status).toBe(65)
    expect(refused.stderr).toMatch(/d\.csv:3: price: found -5.*--allow-partial.*\[number\.out-of-range\]/)
    const partial = pool(bad, '--allow-partial')
    expect(partial.status).toBe(0)
    expect(partial.stdout).toContain('1 row refused')
    expect(partial.stdout).toContain('2 minutes')
  })
  it.each([
    [['absent.csv'], 66, /file\.not-found/],
    [[], 64, /neither files nor a position/],
    [['x.csv', '--cpmm'], 64, /files and a position/],
    [['--cpmm', '--price', '2000'], 64, /--vol/],
    [['--cpmm', '--range', '1,2', '--price', '2000', '--vol', '80%'], 64, /one of --cpmm/],
    [['--cpmm', '--price', '2000', '--vol', '80'], 64, /such as 80%/],
    [['--range', '3,2', '--price', '2000', '--vol', '80%'], 64, /low first/],
    [['--cpmm', '--price', '0', '--vol', '80%'], 65, /--price/],
    [['--limit', '2000', '--price', '2000', '--vol', '80%'], 65, /limit order/],
    [['x.csv', '--fee', '60%'], 64, /below 50%/],
    [['x.csv', '--decimals', '6'], 64, /as 6,18/],
  ])('%j ends with %d', (args, code, message) => {
    const { status, stderr, stdout } = pool(...args)
    expect(stderr).toMatch(message)
    expect(status).toBe(code)
    expect(stdout).toBe('')
  })
  itWithRealData(
    'reads the real pool with its fee',
    'uniswap-v3-minute/polygon-0x45dda9cb7c25131df268515131f647d726f50608-2023-08-14.minute.csv',
    (real) => {
      const { stdout } = pool(real, '--json')
      const [day] = (JSON.parse(stdout) as PoolJson).files[0].days
      expect(Math.abs((day.feesOverLvr ?? 0) / 2.65 - 1)).toBeLessThan(0.02)
    },
  )
})

describe('kondor pool with a position', () => {
  it.each([
    [
      [
        '--cpmm',
        '--price',
        '2000',
        '--vol',
        '80%',
        '--fee',
        '0.3%',
        '--volume',
        '250000',
        '--block-seconds',
        '12',
      ],
    ],
    [['--range', '1500,2500', '--price', '2000', '--vol', '0.7', '--fee', '5bp', '--volume', '5e6']],
    [['--range', '1500,2500', '--price', '3000', '--vol', '0.7', '--fee', '5bp', '--volume', '5e6']],
    [['--weighted', '80%', '--price', '2000', '--vol', '80%']],
    [['--limit', '2100', '--price', '2000', '--vol', '80%']],
    [
      [
        '--cpmm',
        '--price',
        '2000',
        '--vol',
        '0',
        '--fee',
        '0',
        '--volume',
        '0',
        '--value',
        '0',
        '--days',
        '0',
      ],
    ],
  ])('%j', (args) => {
    const page = pool(...args)
    expect(page.stderr).toBe('')
    expect(page.status).toBe(0)
    expect(page.stdout).not.toMatch(/NaN|Infinity|undefined/)
    const json = pool(...args, '--json')
    expect(json.stdout).not.toMatch(/NaN|Infinity/)
    expect((JSON.parse(json.stdout) as { schema: string }).schema).toBe('kondor.pool-position/1')
  })
  it('gives the figures of the mathematics', () => {
    const { stdout } = pool(
      '--cpmm',
      '--price',
      '2000',
      '--vol',
      '80%',
      '--value',
      '1e6',
      '--fee',
      '0.3%',
      '--volume',
      '1e5',
      '--json',
    )
    const report = JSON.parse(stdout) as {
      lvr_day: number
      rent_day: number
      asOption: { equivalentFullRange: number }
    }
    expect(report.lvr_day).toBeCloseTo((1e6 * 0.64) / 8 / 365, 6)
    expect(report.rent_day).toBe(300)
    expect(report.asOption.equivalentFullRange).toBeCloseTo(1e6, 6)
  })
  it('reads shares as people write them', () => {
    const read = (text: string) => parseShare(text, '--fee', 'a share')
    expect(read('0.05%')).toEqual({ ok: true, value: 0.0005 })
    expect(read('5bp')).toEqual({ ok: true, value: 0.0005 })
    expect(read('-1').ok).toBe(false)
    expect(positionTerms({ cpmm: true, price: '1', vol: '1%', blockSeconds: '0' }).ok).toBe(false)
  })
})
