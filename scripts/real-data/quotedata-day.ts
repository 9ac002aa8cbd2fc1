/** The SPX chain of 2024-01-05 (Cboe quotedata): the surface model's held-out check. Never part of a fit. */
import fs from 'node:fs'
import { dayNumber, isoDate } from '../../src/base/calendar/civil.ts'
import { newYorkInstant } from '../../src/base/calendar/new-york.ts'
import { settlementOf } from '../../src/base/calendar/settlement.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { realPath } from './folder.ts'
import { type RawOption, type SmileDay, smilePoints } from './smile-day.ts'

const HELD_OUT_DAY = '2024-01-05'
const HELD_OUT_VIX = 13.35
const RATE = 0.0535
const NEAREST_PAIRS = 10
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function heldOutDays(): SmileDay[] {
  const file = realPath('spx-chain-2024-01-05/spx_quotedata.csv')
  const bySeries = new Map<string, RawOption[]>()
  for (const line of fs.readFileSync(file, 'utf8').split(/\r?\n/).slice(4)) {
    const row = line.split(',')
    if (row.length < 22) continue
    const [, month = '', dayOfMonth, year] = (row[0] ?? '').split(' ')
    const date = `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${dayOfMonth}`
    const series = `${(row[1] ?? '').startsWith('SPXW') ? 'SPXW' : 'SPX'} ${date}`
    const strike = Number(row[11])
    const [callBid, callAsk, putBid, putAsk] = [row[4], row[5], row[15], row[16]].map(Number)
    const options = bySeries.get(series) ?? []
    for (const [right, bid = 0, ask = 0] of [
      ['C', callBid, callAsk],
      ['P', putBid, putAsk],
    ] as const) {
      if (ask >= bid) options.push({ strike, right, mid: (bid + ask) / 2, bid })
    }
    bySeries.set(series, options)
  }
  const from = newYorkInstant(isoDate(HELD_OUT_DAY), 975)
  const days: SmileDay[] = []
  for (const [series, options] of bySeries) {
    const [root = '', expiry = ''] = series.split(' ')
    if (dayNumber(isoDate(expiry)) <= dayNumber(isoDate(HELD_OUT_DAY))) continue
    const to = mustAccept(settlementOf(root, isoDate(expiry))).settlesAt
    const years = (to - from) / (365 * 86_400_000)
    const discount = Math.exp(-RATE * years)
    const forward = nearestForward(options, discount)
    if (forward === null) continue
    const points = smilePoints(options, forward, years, discount)
    days.push({ day: HELD_OUT_DAY, label: series, vix: HELD_OUT_VIX, years, from, to, points })
  }
  return days.sort((a, b) => a.years - b.years)
}

/** Median of K + (C - P) / D over the strikes where call and put are nearest in price. */
function nearestForward(options: readonly RawOption[], discount: number): number | null {
  const puts = new Map(options.filter((o) => o.right === 'P' && o.bid !== 0).map((o) => [o.strike, o.mid]))
  const pairs = options
    .filter((o) => o.right === 'C' && o.bid !== 0 && puts.has(o.strike))
    .map((o) => ({ strike: o.strike, gap: o.mid - (puts.get(o.strike) ?? 0) }))
    .sort((a, b) => Math.abs(a.gap) - Math.abs(b.gap))
    .slice(0, NEAREST_PAIRS)
    .map(({ strike, gap }) => strike + gap / discount)
    .sort((a, b) => a - b)
  if (pairs.length < NEAREST_PAIRS) return null
  return ((pairs[4] ?? 0) + (pairs[5] ?? 0)) / 2
}
