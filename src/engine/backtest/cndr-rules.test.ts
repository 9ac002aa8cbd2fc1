/** The preset `cndr` against the rules that Cboe publishes for its condor index, entry by entry over five years of the embedded index. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { describe, expect, it } from 'vitest'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { modelVix } from '../../market/model/pdv-vix.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import { judge } from '../../policy/judge.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import { embeddedIndex } from '../../shell/series/embedded-index.ts'
import type { KernelEvent } from '../kernel/kernel-event.ts'
import type { BacktestDay } from './backtest-day.ts'
import { BACKTEST_DEFAULTS } from './backtest-options.ts'
import { indexedDay, type IndexedSource } from './indexed-days.ts'
import { runBacktest } from './run-backtest.ts'

/** The third Friday by counting, and the Thursday before where the exchange was shut (Good Friday 2019). */
function thirdFriday(year: number, month: number): string {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay()
  const day = 15 + ((12 - first) % 7)
  const text = new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)
  return text === '2019-04-19' ? '2019-04-18' : text
}

const thirdFridayOf = (date: string): string => {
  const [year, month] = date.split('-').map(Number)
  return thirdFriday(year, month - 1)
}

function nextThirdFriday(date: string): string {
  const [year, month] = date.split('-').map(Number)
  const here = thirdFriday(year, month - 1)
  return here > date ? here : thirdFriday(year, month)
}

interface Entry {
  readonly date: string
  readonly strikes: readonly number[]
  readonly expiration: string
  readonly expiry: ExpiryState
}

describe('the preset cndr, 2015 to 2019', () => {
  it('sells nearest 20 delta and buys nearest 5 delta at the next third Friday, one at a time, the day the last has settled, the account in bills', async () => {
    const { entries, settledOn, interest, run } = await walk()
    expect(entries.length).toBe(60)
    for (const [i, { date, expiration, strikes, expiry }] of entries.entries()) {
      expect(expiration, date).toBe(nextThirdFriday(date))
      expect(expiry.slice.settlement).toBe('AM')
      // Held to settlement, and rolled on that very day.
      if (i > 0) expect([date, settledOn[i - 1]]).toEqual([entries[i - 1].expiration, date])
      for (const [at, right, delta] of [
        [0, 'P', 0.05],
        [1, 'P', 0.2],
        [2, 'C', 0.2],
        [3, 'C', 0.05],
      ] as const) {
        const away = (strike: number) => Math.abs(deltaOf(expiry, right, strike) - delta)
        const nearest = Math.min(...Array.from(expiry.slice.strikes_points, away))
        expect(away(strikes[at]), `${date} ${right} ${strikes[at]}`).toBeLessThanOrEqual(nearest + 1e-9)
      }
    }
    // The whole account, credits with it, in bills: their yield for the calendar days between, rounded down to the cent.
    run.days.forEach((day, i) => {
      if (i === 0) return
      const days = day - run.days[i - 1]
      const cents = Math.floor((run.cash_cents[i - 1] * 0.01 * days) / 365 + 1e-6)
      expect(interest.get(day) ?? 0, `interest of ${day}`).toBe(cents)
    })
  })
})

/** Undiscounted, on the forward, at the volatility of the strike. */
function deltaOf(expiry: ExpiryState, right: 'P' | 'C', strike: number): number {
  const { forward, years } = expiry
  const F = forward.forward_points
  const s = (expiry.volatilityAt?.(Math.log(strike / F)) ?? Number.NaN) * Math.sqrt(years)
  const d1 = Math.log(F / strike) / s + s / 2
  return right === 'C' ? normalCdf(d1, 0, 1) : normalCdf(-d1, 0, 1)
}

async function walk() {
  const bars = mustAccept(await embeddedIndex())
  const modelled = modelVix(bars.closes)
  const rows = [...bars.days.keys()].filter((row) => modelled.present[row] === 1)
  const vix: DailyBars = {
    ...bars,
    symbol: 'VIX',
    days: Int32Array.from(rows, (row) => bars.days[row]),
    closes: Float64Array.from(rows, (row) => modelled.values[row]),
    highs: null,
    lows: null,
  }
  const source: IndexedSource = {
    from: isoDate('2015-01-15'),
    to: isoDate('2019-12-31'),
    settlements: { bars },
    vix,
    vixRung: 'indexed',
    billRate: () => 0.01,
    roots: ['SPX'],
    daysMax: 100,
    events: [],
  }
  // Rolls, the sessions before them, whose signals they take, and one in ten between, on which nothing may happen.
  const all = sessionsFrom(source.from, source.to)
  const isRoll = (date: string | undefined) => date !== undefined && date === thirdFridayOf(date)
  const dates = all.filter((date, i) => isRoll(date) || isRoll(all[i + 1]) || i % 10 === 0)
  const entries: Entry[] = []
  const settledOn: string[] = []
  const interest = new Map<number, number>()
  let today: BacktestDay | null = null
  const onEvent = (event: KernelEvent, effects: readonly { readonly kind: string }[]): void => {
    if (effects.some(({ kind }) => kind === 'chain-closed')) settledOn.push(today?.date ?? '')
    if (event.kind === 'interest-accrued' && today !== null) interest.set(dayNumber(today.date), event.cents)
    if (event.kind !== 'order-filled' || event.opened === null) return
    const { root, expiration, legs } = event.opened
    const expiry = today?.facts?.market.expiries.find(
      ({ slice }) => slice.root === root && slice.expiration === expiration,
    )
    if (expiry === undefined || today === null) throw new Error('sold on no market')
    for (const { instrument } of event.opening) expect(parseOccSymbol(instrument)?.root).toBe('SPX')
    const strikes = legs.map(({ strike_points }) => strike_points)
    entries.push({ date: today.date, strikes, expiration, expiry })
  }
  const days = function* (): Generator<BacktestDay> {
    for (const date of dates) yield (today = indexedDay(source, date))
  }
  const rules = mustAccept(presetNamed('cndr'))
  const run = runBacktest(days(), { rules, judge, options: BACKTEST_DEFAULTS, onEvent })
  return { entries, settledOn, interest, run }
}
