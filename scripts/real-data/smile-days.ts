/** The real days the surface model is fitted on: none of them is 2024-01-05. */
import fs from 'node:fs'
import { isoDate } from '../../src/base/calendar/civil.ts'
import { newYorkInstant } from '../../src/base/calendar/new-york.ts'
import { settlementOf } from '../../src/base/calendar/settlement.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { realPath } from './folder.ts'
import { type RawOption, type SmileDay, parityForward, smilePoints } from './smile-day.ts'
import { zipMembers } from './zip.ts'

const YEAR_MS = 365 * 86_400_000
const LEAN = 'spx-spxw-minute/indexoption/usa'
const dashed = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`

/** Cboe's worked example of 2009: quotes at 09 and 37 days, VIX 61.22, rate 0.38 %. */
export function whitePaperDays(): SmileDay[] {
  const lines = fs
    .readFileSync(realPath('vix-whitepaper-chain/options.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
  const rows = lines.map((line) => line.split(',').map(Number))
  return [9, 37].map((days) => {
    const options: RawOption[] = rows
      .filter((row) => row[1] === days)
      .flatMap(([, , strike = 0, callBid = 0, callAsk = 0, putBid = 0, putAsk = 0]) => [
        { strike, right: 'C' as const, mid: (callBid + callAsk) / 2, bid: callBid },
        { strike, right: 'P' as const, mid: (putBid + putAsk) / 2, bid: putBid },
      ])
    const years = days / 365
    const discount = Math.exp(-0.0038 * years)
    const forward = days === 9 ? 920.5 : 921
    const points = smilePoints(options, forward, years, discount)
    return { day: '2009-01-01', label: `${days} days`, vix: 61.22, years, from: null, to: null, points }
  })
}

interface UniverseRow {
  readonly expiry: string
  readonly strike: number
  readonly right: 'C' | 'P'
  readonly open: number
  readonly close: number
}

function universe(relative: string): UniverseRow[] {
  return fs
    .readFileSync(realPath(`${LEAN}/universes/${relative}`), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
    .filter((row) => row[0] !== '')
    .map((row) => ({
      expiry: row[0] ?? '',
      strike: Number(row[1]),
      right: row[2] === 'C' ? 'C' : 'P',
      open: Number(row[3]),
      close: Number(row[6]),
    }))
}

/**
 * SPX mids at the close of 2015-12-22 and 2015-12-23. The second file's opens equal the first one's closes where both list
 * an option, so they add strikes to the first day. The first file's own opens cannot be dated (their forward is that of
 * 2015-12-18, their volatilities are not) and are left out.
 */
export function december2015Days(vix: ReadonlyMap<string, number>): SmileDay[] {
  const first = universe('spx/20151222.csv')
  const second = universe('spx/20151223.csv')
  const key = (row: UniverseRow): string => `${row.expiry} ${row.strike} ${row.right}`
  const joined = new Map<string, UniverseRow & { price: number }>()
  for (const row of first) joined.set(key(row), { ...row, price: row.close })
  for (const row of second) joined.set(key(row), { ...row, price: row.open })
  return [
    ...universeDay('2015-12-22', [...joined.values()], 0.004, vix),
    ...universeDay(
      '2015-12-23',
      second.map((row) => ({ ...row, price: row.close })),
      0.004,
      vix,
    ),
  ]
}

/** SPXW mids at the close of 2023-06-23: three strikes, two expiries. */
export function june2023Days(vix: ReadonlyMap<string, number>): SmileDay[] {
  const rows = universe('spxw/20230623.csv').map((row) => ({ ...row, price: row.close }))
  return universeDay('2023-06-23', rows, 0.051, vix, 'SPXW')
}

function universeDay(
  day: string,
  rows: readonly (UniverseRow & { price: number })[],
  rate: number,
  vix: ReadonlyMap<string, number>,
  root = 'SPX',
): SmileDay[] {
  const from = newYorkInstant(isoDate(day), 975)
  const expiries = [...new Set(rows.map((row) => row.expiry))].sort().map((expiry) => {
    const to = mustAccept(settlementOf(root, isoDate(dashed(expiry)))).settlesAt
    const years = (to - from) / YEAR_MS
    const discount = Math.exp(-rate * years)
    const options: RawOption[] = rows
      .filter((row) => row.expiry === expiry)
      .map((row) => ({ strike: row.strike, right: row.right, mid: row.price, bid: null }))
    return { expiry, to, years, discount, options, forward: parityForward(options, discount) }
  })
  const known = expiries.filter((expiry) => expiry.forward !== null)
  return expiries.flatMap(({ expiry, to, years, discount, options, forward }) => {
    const used =
      forward ??
      between(
        known.map((e) => [e.years, e.forward ?? 0]),
        years,
      )
    if (used === null) return []
    const points = smilePoints(options, used, years, discount)
    return [{ day, label: dashed(expiry), vix: vix.get(day) ?? 0, years, from, to, points }]
  })
}

/** Linear between the neighbours; the nearest beyond them; null without any. */
function between(pairs: readonly (readonly [number, number])[], x: number): number | null {
  const below = pairs.filter(([at]) => at <= x).at(-1)
  const above = pairs.find(([at]) => at > x)
  if (below === undefined || above === undefined) return (below ?? above)?.[1] ?? null
  return below[1] + ((above[1] - below[1]) * (x - below[0])) / (above[0] - below[0])
}

const MINUTE_DAYS = ['20210104', '20210105', '20210106', '20210107', '20210108', '20230626']
/** 15:09 Chicago, in milliseconds since midnight there: the last minute before 16:10 New York. */
const LAST_MS = 15 * 3_600_000 + 9 * 60_000

/** SPXW quotes of the last minute before 16:10 New York. */
export async function minuteDays(vix: ReadonlyMap<string, number>): Promise<SmileDay[]> {
  const days: SmileDay[] = []
  for (const compact of MINUTE_DAYS) {
    const day = dashed(compact)
    const byExpiry = new Map<string, RawOption[]>()
    const members = await zipMembers(realPath(`${LEAN}/minute/spxw/${compact}_quote_european.zip`))
    for (const [name, text] of members) {
      const parts = /(call|put)_(\d+)_(\d{8})/.exec(name)
      const expiry = parts?.[3] ?? ''
      const option = lastQuote(text, parts?.[1] === 'call' ? 'C' : 'P', Number(parts?.[2]) / 1e4)
      if (option === null || expiry === compact) continue
      byExpiry.set(expiry, [...(byExpiry.get(expiry) ?? []), option])
    }
    const from = newYorkInstant(isoDate(day), 969)
    for (const [expiry, options] of byExpiry) {
      const to = mustAccept(settlementOf('SPXW', isoDate(dashed(expiry)))).settlesAt
      const years = (to - from) / YEAR_MS
      const discount = Math.exp(-(day < '2022' ? 0.001 : 0.051) * years)
      const forward = parityForward(options, discount)
      if (forward === null) continue
      const points = smilePoints(options, forward, years, discount)
      days.push({ day, label: dashed(expiry), vix: vix.get(day) ?? 0, years, from, to, points })
    }
  }
  return days
}

function lastQuote(text: string, right: 'C' | 'P', strike: number): RawOption | null {
  let last: RawOption | null = null
  for (const line of text.trim().split(/\r?\n/)) {
    const row = line.split(',')
    if (Number(row[0]) > LAST_MS || row[4] === '' || row[9] === '') continue
    const [bid, ask] = [Number(row[4]) / 1e4, Number(row[9]) / 1e4]
    last = { strike, right, mid: (bid + ask) / 2, bid }
  }
  return last
}
