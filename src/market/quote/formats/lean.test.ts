import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../../test/support/real-data.ts'
import { decodeText, expectKind, headOf, readZipTexts } from '../../../../test/support/decode-text.ts'
import { dayNumber, isoDate } from '../../../base/calendar/civil.ts'
import { newYorkInstant } from '../../../base/calendar/new-york.ts'
import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import { leanBars } from './lean-bars.ts'
import { leanOptionQuotes } from './lean-option-quotes.ts'
import { leanUniverse } from './lean-universe.ts'

const MINUTE = '20230626_spxw_minute_quote_european_put_44450000_20230630.csv'
const ARCHIVE = '20230626_quote_european.zip'

describe('lean option quotes', () => {
  it('takes contract from the member name and prices times 10,000', () => {
    const text = '34200000,11000,12000,10000,11500,7,13000,14000,12500,12500,9\n'
    const decoded = expectKind(
      decodeText(leanOptionQuotes, { name: MINUTE, archive: ARCHIVE, text }),
      'quotes',
    )
    const { table } = decoded
    expect(table.count).toBe(1)
    expect(table.roots).toEqual(['SPXW'])
    expect(table.underlyings).toEqual(['SPX'])
    expect(table.strikes_points[0]).toBe(4445)
    expect(table.rights[0]).toBe(PUT)
    expect(table.expirationDay[0]).toBe(dayNumber(isoDate('2023-06-30')))
    expect(table.bids_points.values[0]).toBe(1.15)
    expect(table.asks_points.values[0]).toBe(1.25)
    expect([table.bidSizes.values[0], table.askSizes.values[0]]).toEqual([7, 9])
  })
  it('dates a bar by its end on the New York clock', () => {
    const text = '34200000,1,1,1,10000,7,1,1,1,12500,9\n'
    const { table } = expectKind(
      decodeText(leanOptionQuotes, { name: MINUTE, archive: ARCHIVE, text }),
      'quotes',
    )
    expect(table.quotedAt[0]).toBe(newYorkInstant(isoDate('2023-06-26'), 9 * 60 + 31))
  })
  it('leaves a blank side missing, never zero', () => {
    const text = '34260000,,,,,0,500,500,500,500,5\n'
    const { table } = expectKind(
      decodeText(leanOptionQuotes, { name: MINUTE, archive: ARCHIVE, text }),
      'quotes',
    )
    expect(table.bids_points.present[0]).toBe(0)
    expect(table.asks_points.values[0]).toBe(0.05)
  })
  it('dates hour bars by their end and never after the close, daily bars by the close', () => {
    const name = 'spx_quote_european_call_37000000_20210115.csv'
    const text =
      '20210104 09:00,1,1,1,820000,5,1,1,1,830000,6\n20210104 16:00,1,1,1,820000,5,1,1,1,830000,6\n' +
      '20210104 00:00,1,1,1,820000,5,1,1,1,830000,6\n'
    const decoded = decodeText(leanOptionQuotes, { name, archive: 'spx_2021_quote_european.zip', text })
    const { table } = expectKind(decoded, 'quotes')
    const date = isoDate('2021-01-04')
    const close = newYorkInstant(date, 16 * 60 + 15)
    expect([...table.quotedAt]).toEqual([newYorkInstant(date, 10 * 60), close, close])
    expect(table.rights[0]).toBe(CALL)
    expect(table.roots).toEqual(['SPX'])
  })
  it('refuses a member whose date is not that of its archive', () => {
    const decoded = decodeText(leanOptionQuotes, {
      name: MINUTE,
      archive: '20230627_quote_european.zip',
      text: '',
    })
    expect(decoded.kind).toBe('refused')
  })
  it('refuses rows of another width, a time past midnight and text for a price, one by one', () => {
    const good = '34200000,1,1,1,10000,7,1,1,1,12500,9\n'
    const text = `34200000,1,2,3\n86400000,1,1,1,10000,7,1,1,1,12500,9\n34200000,1,1,1,N/A,7,1,1,1,1,9\n${good}`
    const decoded = expectKind(
      decodeText(leanOptionQuotes, { name: MINUTE, archive: ARCHIVE, text }),
      'quotes',
    )
    expect(decoded.table.count).toBe(1)
    expect(decoded.refusals.byCode).toEqual({
      'date.unreadable': 1,
      'file.row-wrong-width': 1,
      'number.unreadable': 1,
    })
    expect(decoded.refusals.first.map((refusal) => refusal.row)).toEqual([1, 2, 3])
  })
  it('leaves trade and open-interest members alone', () => {
    for (const kind of ['trade', 'openinterest']) {
      const name = MINUTE.replace('quote', kind)
      expect(leanOptionQuotes.sniff(headOf({ name, text: '' }))).toBe(0)
    }
  })

  itWithRealData(
    'reads the 28,008 quote rows of 72 contracts',
    'spx-spxw-minute/indexoption',
    async (folder) => {
      let rows = 0
      const contracts = new Set<string>()
      for (const [root, dates] of [
        ['spx', ['20210104', '20210114']],
        ['spxw', ['20210104', '20210105', '20210106', '20210107', '20210108', '20230626']],
      ] as const) {
        for (const date of dates) {
          const zip = path.join(folder, `usa/minute/${root}/${date}_quote_european.zip`)
          for (const member of await readZipTexts(zip)) {
            const decoded = expectKind(decodeText(leanOptionQuotes, member), 'quotes')
            expect(decoded.refusals.total, member.name).toBe(0)
            rows += decoded.table.count
            contracts.add(member.name)
          }
        }
      }
      expect(rows).toBe(28_008)
      expect(contracts.size).toBe(72)
    },
  )

  itWithRealData(
    'fits index minutes by parity on the New York clock and not an hour away',
    'spx-spxw-minute',
    async (folder) => {
      const options = await readZipTexts(
        path.join(folder, 'indexoption/usa/minute/spxw/20210104_quote_european.zip'),
      )
      const mids = (right: string): Map<number, number> => {
        const member = options.find((file) => file.name.includes(`_${right}_37000000_20210106`))
        if (member === undefined) throw new Error('member missing')
        const { table } = expectKind(decodeText(leanOptionQuotes, member), 'quotes')
        const quoted = [...table.quotedAt.keys()].filter(
          (i) => table.bids_points.present[i] === 1 && table.asks_points.present[i] === 1,
        )
        return new Map(
          quoted.map((i) => [
            table.quotedAt[i] ?? 0,
            ((table.bids_points.values[i] ?? 0) + (table.asks_points.values[i] ?? 0)) / 2,
          ]),
        )
      }
      // Index minutes are stamped with their start in Chicago; read here by hand, independently of the decoder.
      const [index] = await readZipTexts(path.join(folder, 'index/usa/minute/spx/20210104_trade.zip'))
      const spot = new Map<number, number>(
        (index?.text.trim().split('\n') ?? []).map((line) => {
          const fields = line.split(',')
          const minutesNewYork = Number(fields[0]) / 60_000 + 60 + 1
          return [newYorkInstant(isoDate('2021-01-04'), minutesNewYork), Number(fields[4])] as const
        }),
      )
      const calls = mids('call')
      const puts = mids('put')
      const spread = (shiftMs: number): number => {
        const gaps: number[] = []
        for (const [instant, call] of calls) {
          const put = puts.get(instant)
          const level = spot.get(instant + shiftMs)
          if (put !== undefined && level !== undefined) gaps.push(3700 + call - put - level)
        }
        expect(gaps.length).toBeGreaterThan(250)
        const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
        return Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) * (gap - mean), 0) / gaps.length)
      }
      expect(spread(0)).toBeLessThan(1)
      expect(spread(3_600_000), 'as if the options were stamped in Chicago').toBeGreaterThan(10)
    },
  )
})

describe('lean bars', () => {
  it('keeps index prices plain and divides the others by 10,000', () => {
    const spx = decodeText(leanBars, {
      name: 'spx.csv',
      text: '20240103 00:00,4725,4729.29,4699.71,4704.81,0\n',
    })
    expect(expectKind(spx, 'daily-bars').bars.closes[0]).toBe(4704.81)
    const spy = decodeText(leanBars, {
      name: 'spy.csv',
      text: '20240103 00:00,4704300,4711900,4681700,4687900,9\n',
    })
    const { bars } = expectKind(spy, 'daily-bars')
    expect([bars.opens?.[0], bars.closes[0], bars.symbol]).toEqual([470.43, 468.79, 'SPY'])
  })
  it('refuses a decimal point where prices are times 10,000', () => {
    const text = '20240103 00:00,470.43,471.19,468.17,468.79,9\n'
    const decoded = expectKind(decodeText(leanBars, { name: 'spy.csv', text }), 'daily-bars')
    expect(decoded.bars.days.length).toBe(0)
    expect(decoded.refusals.byCode).toEqual({ 'number.out-of-range': 1 })
  })
  itWithRealData('reads 5,849 days of SPY', 'spy-daily/spy.zip', async (file) => {
    const [member] = await readZipTexts(file)
    if (member === undefined) throw new Error('empty archive')
    expect(leanBars.sniff(headOf(member))).toBeGreaterThan(0.5)
    const decoded = expectKind(decodeText(leanBars, member), 'daily-bars')
    expect(decoded.refusals.total).toBe(0)
    expect(decoded.bars.days.length).toBe(5849)
    expect(decoded.bars.closes.at(-1)).toBeCloseTo(396.33, 10)
  })
  itWithRealData('reads plain index days', 'spx-spxw-minute/index/usa/daily/spx.zip', async (file) => {
    const [member] = await readZipTexts(file)
    if (member === undefined) throw new Error('empty archive')
    const { bars } = expectKind(decodeText(leanBars, member), 'daily-bars')
    expect([...bars.closes]).toEqual([3700.65, 3795.54])
  })
})

describe('lean universe', () => {
  const header =
    '#expiry,strike,right,open,high,low,close,volume,open_interest,implied_volatility,delta,gamma,vega,theta,rho'
  const text = `${header}\n,,,4700,4710,4690,4705.5,60,,,,,,,\n20240119,4700,C,1,2,1,2,3,44,0.12,0,0,0,0,0\n`
  it('takes the root from the folder or the name, and bars for no quotes', () => {
    for (const source of ['universes/spxw/20240105.csv', 'spxw_20240105.csv']) {
      const name = source.split('/').at(-1) ?? ''
      const decoded = expectKind(decodeText(leanUniverse, { name, text, source }), 'quotes')
      expect(decoded.underlyingLast).toEqual({ SPX: 4705.5 })
      expect(decoded.table.roots).toEqual(['SPXW'])
      expect(decoded.table.count).toBe(1)
      expect([decoded.table.bids_points.present[0], decoded.table.asks_points.present[0]]).toEqual([0, 0])
      expect(decoded.table.openInterests.values[0]).toBe(44)
      expect(decoded.table.quotedAt[0]).toBe(newYorkInstant(isoDate('2024-01-05'), 16 * 60 + 15))
    }
  })
  it('refuses a file that does not say of which root it is, or of a day without a session', () => {
    const codes = ['20240105.csv', 'spx_20240106.csv', 'spx_20240231.csv'].map((name) => {
      const decoded = decodeText(leanUniverse, { name, text })
      return decoded.kind === 'refused' ? decoded.refusal.code : null
    })
    expect(codes).toEqual(['file.no-symbol', 'date.not-a-session', 'date.unreadable'])
  })
})
