import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { dailyBars } from '../../../test/support/vx-contracts.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { vixExpiration } from '../../base/calendar/expirations.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { LEDGER_LINES } from '../../book/ledger/book-ledger.ts'
import { occSymbol } from '../../book/structure/legs.ts'
import { modelMarket } from '../../market/model/model-market.ts'
import { simulateMarket } from '../../market/model/simulator/simulate-market.ts'
import { surfaceVol } from '../../market/model/surface-model.ts'
import { varianceYears } from '../../market/model/variance-clock.ts'
import { modelledVolatilityMarket, modelledVx, recentVixMean } from '../../market/model/vx-curve-model.ts'
import { vixOptionVols } from '../../market/surface/vix-option-vols.ts'
import type { HeldHedge, HeldIndexOption } from '../../policy/book-facts.ts'
import { assembleFacts, type MarketFacts } from '../../policy/facts.ts'
import { vixCallName } from '../../policy/hedge/hedge-contract.ts'
import { embeddedIndex } from '../../shell/series/embedded-index.ts'
import { simulatedDay } from '../backtest/simulated-days.ts'
import { STRESS_EPISODES } from './episodes-table.ts'
import { replayStress, type StressReplay } from './replay-stress.ts'
import { type StressEpisode, stressEpisode } from './stress-episode.ts'
import type { StressCondor } from './stress-holding.ts'

const SESSION = isoDate('2019-06-03')
const [SPOT, VIX] = [2744.45, 18.86]

const facts: MarketFacts = assembleFacts({
  market: modelMarket({
    sessionDate: SESSION,
    spot_points: SPOT,
    vix_points: VIX,
    vixRung: 'quoted',
    rate: 0.023,
  }),
  history: null,
  vixHistory: null,
  volatility: modelledVolatilityMarket({
    asOfDay: dayNumber(SESSION),
    vix_vol_points: VIX,
    recentMean_vol_points: 16,
  }),
})

const condorOn = (
  root: string,
  expiration: string,
  strikes: readonly number[],
  contracts = 2,
): StressCondor => ({
  trade: `${root} ${expiration}`,
  root,
  expiration: isoDate(expiration),
  contracts,
  legs: [
    { right: 'P', strike_points: strikes[0], quantity: 1 },
    { right: 'P', strike_points: strikes[1], quantity: -1 },
    { right: 'C', strike_points: strikes[2], quantity: -1 },
    { right: 'C', strike_points: strikes[3], quantity: 1 },
  ],
})
const LONG = condorOn('SPX', '2019-07-19', [2500, 2550, 2900, 2925])
const SHORT = condorOn('SPXW', '2019-06-07', [2650, 2655, 2810, 2815], 10)

const call: HeldHedge = {
  trade: 'H1',
  instrument: vixCallName(dayNumber(vixExpiration(2019, 7)), 25),
  quantity: 5,
  cost_cents: 0 as Cents,
  layerId: 'front',
}

const all = async (): Promise<readonly StressEpisode[]> => {
  const bars = mustAccept(await embeddedIndex())
  return STRESS_EPISODES.map((row) => mustAccept(stressEpisode(row, bars)))
}
const replay = (
  episode: StressEpisode,
  condors = [LONG, SHORT],
  hedges: readonly HeldHedge[] = [],
  options: readonly HeldIndexOption[] = [],
): StressReplay => mustAccept(replayStress(facts, { condors, options, hedges }, episode))

/** Long the index: the call bought, the put sold. */
const synthetic = (root: string, expiration: string, strike: number, quantity: number): HeldIndexOption[] =>
  (['C', 'P'] as const).map((right) => ({
    trade: `S ${expiration}`,
    instrument: occSymbol(root, isoDate(expiration), right, strike),
    quantity: right === 'C' ? quantity : -quantity,
    closesDelta: true,
  }))

const BARS = { source: 'invented', rung: 'quoted' as const, opens: null, highs: null, lows: null }

/** No move: only time passes. */
const still = (sessions: number): StressEpisode => ({
  id: 'still',
  title: '',
  from: isoDate('2018-02-01'),
  volatilityIndex: 'VIX',
  indexSource: '',
  moves: Array.from({ length: sessions }, (_, i) => ({
    date: isoDate(`2018-03-${String(i + 1).padStart(2, '0')}`),
    index_share: 0,
    vix_vol_points: 0,
  })),
})

describe('the episodes', () => {
  it('have the changes of the S&P 500 in October 1987 that Cboe published', () => {
    const [row] = STRESS_EPISODES
    const index = row.closes.map(([, close]) => close ?? Number.NaN)
    const changes = index.slice(1).map((close, i) => Math.round((close / index[i] - 1) * 1000) / 10 + 0)
    expect(changes).toEqual([-5.2, -20.5, 5.3, 9.1, -3.9, 0])
  })
  it('find every other close in the embedded history, and refuse without it', async () => {
    for (const { moves, id } of await all()) {
      expect(moves.length, id).toBeGreaterThanOrEqual(6)
      expect(Math.min(...moves.map(({ index_share }) => index_share)), id).toBeLessThan(-0.06)
    }
    const missing = stressEpisode(STRESS_EPISODES[1], null)
    expect(missing.ok ? '' : missing.refusal.code).toBe('series.missing')
  })
  itWithRealData(
    'have the closes of VIX that an imported history has',
    'vix-daily/vix-daily.csv',
    async (file) => {
      const bars = await dailyBars(file)
      let compared = 0
      for (const { closes, volatilityIndex } of STRESS_EPISODES) {
        if (volatilityIndex === 'VXO') continue
        for (const [date, , vix] of closes) {
          expect(bars.closes[bars.days.indexOf(dayNumber(isoDate(date)))], date).toBe(vix)
          compared += 1
        }
      }
      expect(compared).toBe(55)
    },
  )
})

describe('a replay', () => {
  it('adds up: lines to the day, layers to the day, days to the total, in cents', async () => {
    for (const episode of await all()) {
      let total = 0
      const options = synthetic('SPX', '2019-07-19', 2700, 1)
      for (const row of replay(episode, [LONG, SHORT], [call], options).rows) {
        const cents = (dollars: number) => Math.round(dollars * 100)
        const lines = LEDGER_LINES.reduce((sum, line) => sum + cents(row.lines_dollars[line]), 0)
        const layers = Object.values(row.byLayer_dollars).reduce((sum, each) => sum + cents(each), 0)
        total += cents(row.pnl_dollars)
        expect([lines, layers, total]).toEqual([
          cents(row.pnl_dollars),
          cents(row.pnl_dollars),
          cents(row.total_dollars),
        ])
      }
    }
  })
  it('never loses more than the condors can, nor gains more than they are owed', async () => {
    const narrow = Array.from({ length: 12 }, (_, i) =>
      condorOn('SPX', '2019-07-19', [2300 + 30 * i, 2305 + 30 * i, 2760 + 20 * i, 2765 + 20 * i], 1),
    )
    for (const episode of await all()) {
      for (const one of [LONG, SHORT, ...narrow]) {
        const { rows, condorFloor_dollars } = replay(episode, [one])
        const widths = [one.legs[1], one.legs[3]].map(
          ({ strike_points }, i) => strike_points - one.legs[2 * i].strike_points,
        )
        const most = condorFloor_dollars + Math.max(...widths) * 100 * one.contracts
        for (const { total_dollars } of rows) {
          expect(total_dollars).toBeGreaterThanOrEqual(condorFloor_dollars - 0.04)
          expect(total_dollars).toBeLessThanOrEqual(most + 0.04)
        }
      }
    }
  })
  it('settles what expires on the way to the index of that close, whatever path led there', async () => {
    const [, , spike] = await all()
    const { rows } = replay(spike, [SHORT])
    const settled = rows.findIndex((row) => row.settled.length > 0)
    expect(rows[settled].date).toBe('2019-06-07')
    const S = rows[settled].spot_points
    const payoff = SHORT.legs.reduce(
      (sum, { right, strike_points: K, quantity }) =>
        sum + quantity * Math.max(0, right === 'C' ? S - K : K - S),
      0,
    )
    const worth = black(SHORT, { spot: SPOT, vix: VIX, at: facts.market.asOf })
    expect(rows[settled].total_dollars).toBeCloseTo(1000 * (payoff - worth), 1)
    for (const row of rows.slice(settled + 1)) expect(row.pnl_dollars).toBe(0)
  })
  it('is the model of the day by another Black formula, in the proportion of today’s quotes', async () => {
    const [, , , fall] = await all()
    const { rows } = replay(fall, [LONG])
    const before = black(LONG, { spot: SPOT, vix: VIX, at: facts.market.asOf })
    let checked = 0
    for (const row of rows.slice(0, 12)) {
      const at = Date.parse(`${row.date}T16:15:00-04:00`)
      const after = black(LONG, { spot: row.spot_points, vix: row.vix_vol_points, at })
      const bounded = Math.max(after, -50)
      // One cent a leg and day may round.
      expect(Math.abs(row.total_dollars - 200 * (bounded - before)), row.date).toBeLessThan(0.5)
      checked += 1
    }
    expect(checked).toBe(12)
  })
  it('replays what closes delta: a call and a put of one strike are the forward less the strike, till they settle', async () => {
    const [, , , fall] = await all()
    const options = [...synthetic('SPX', '2019-07-19', 2700, 3), ...synthetic('SPXW', '2019-06-07', 2750, -2)]
    const { rows } = replay(fall, [LONG], [], options)
    const without = replay(fall, [LONG]).rows
    const worth = (root: string, expiration: string, K: number, spot: number, at: number): number => {
      const expiry = facts.market.expiries.find(
        ({ slice }) => slice.root === root && slice.expiration === expiration,
      )
      if (expiry === undefined) throw new Error('no such expiry')
      const { forward, years, slice } = expiry
      const left = Math.max(0, slice.settlesAt - at) / 31_536_000_000
      const grown = spot * Math.exp((Math.log(forward.forward_points / SPOT) / years) * left)
      return Math.exp((Math.log(forward.discount) / years) * left) * (grown - K)
    }
    const expiresAt = rows.findIndex(({ date }) => date === '2019-06-07')
    expect(expiresAt).toBe(3)
    expect(rows[expiresAt].settled).toHaveLength(2)
    let total = 0
    for (const [i, row] of rows.slice(0, 15).entries()) {
      total += row.byLayer_dollars['delta']
      const at = Date.parse(`${row.date}T16:15:00-04:00`)
      const end = rows[Math.min(i, expiresAt)]
      const [start, now] = [facts.market.asOf, Date.parse(`${end.date}T16:15:00-04:00`)]
      const far =
        worth('SPX', '2019-07-19', 2700, row.spot_points, at) - worth('SPX', '2019-07-19', 2700, SPOT, start)
      const near =
        worth('SPXW', '2019-06-07', 2750, end.spot_points, now) -
        worth('SPXW', '2019-06-07', 2750, SPOT, start)
      // One cent a leg and day may round.
      expect(Math.abs(total - 300 * far + 200 * near), row.date).toBeLessThan(0.5)
      expect(row.total_dollars - without[i].total_dollars).toBeCloseTo(total, 6)
    }
    expect(total).toBeLessThan(-50_000)
  })
  it('settles on today’s index what settles on the session of an earlier snapshot, whatever the episode did', async () => {
    const market = simulateMarket({
      mode: 'fair',
      seed: 4,
      startDate: isoDate('2022-06-01'),
      sessions: 3,
      snapshots: 4,
    })
    const { facts: noon, date } = simulatedDay(market, 6)
    if (noon === null) throw new Error('a snapshot')
    const expiry = noon.market.expiries.find(
      ({ slice }) => slice.root === 'SPXW' && slice.expiration === date,
    )
    if (expiry === undefined) throw new Error('an expiry of the day')
    const spot = noon.market.impliedSpot_points
    const near = (share: number): number => 5 * Math.round((spot * share) / 5)
    const condor: StressCondor = {
      ...condorOn('SPXW', date, [near(0.9), near(0.97), near(1.03), near(1.06)], 1),
      trade: 'today',
    }
    const options = synthetic('SPXW', date, near(0.99), 1)
    const [crash] = await all()
    const answer = mustAccept(replayStress(noon, { condors: [condor], options, hedges: [] }, crash))
    const [first, second] = answer.rows
    expect(first.index_share).toBeLessThan(-0.05)
    expect(first.date > date).toBe(true)
    expect(first.settled).toHaveLength(3)
    for (const what of first.settled)
      expect(what).toContain(`${spot.toFixed(2)}, today’s index, on ${date} before the replay moves`)
    // Between its shorts at today's index: it keeps what it was sold for.
    const width = Math.max(near(0.97) - near(0.9), near(1.06) - near(1.03))
    const worth = -answer.condorFloor_dollars - 100 * width
    expect(worth).toBeLessThanOrEqual(0)
    expect(first.byLayer_dollars['core']).toBeCloseTo(-worth, 1)
    const { forward } = expiry
    expect(first.byLayer_dollars['delta']).toBeCloseTo(
      100 * (spot - near(0.99) - forward.discount * (forward.forward_points - near(0.99))),
      1,
    )
    expect(second.pnl_dollars).toBe(0)
  })
  it('counts today’s VIX once, whether or not its close is in the histories', async () => {
    const [crash] = await all()
    const yesterday = dayNumber(SESSION) - 1
    const days = Int32Array.from({ length: 300 }, (_, i) => yesterday - 299 + i)
    // Twice the level of today in the last days, so that one row more or less in the mean shows.
    const closes = Float64Array.from(days, (_, i) => (i < 200 ? 12 : 2 * VIX))
    const vixHistory = { ...BARS, symbol: 'VIX', days, closes }
    const known = {
      ...vixHistory,
      days: Int32Array.of(...days, dayNumber(SESSION)),
      closes: Float64Array.of(...closes, VIX),
    }
    const of = (history: typeof known) =>
      mustAccept(
        replayStress({ ...facts, vixHistory: history }, { condors: [], options: [], hedges: [call] }, crash),
      ).rows
    expect(of(known)).toEqual(of(vixHistory))
    // It does weigh on the curve.
    const other = { ...vixHistory, closes: closes.map((close) => close + 1) }
    expect(of(other)).not.toEqual(of(vixHistory))
  })
  it('earns time and nothing else where nothing moves', () => {
    const { rows } = replay(still(5), [LONG])
    for (const { lines_dollars: lines, pnl_dollars } of rows) {
      expect(lines.time).toBeGreaterThan(0)
      expect(Math.abs(lines.lvr)).toBeLessThan(0.02 * lines.time)
      expect(pnl_dollars).toBeGreaterThan(0)
    }
  })
  it('marks a VIX call off the future of its expiry, far below what VIX would make of it', async () => {
    const [crash] = await all()
    const { rows } = replay(crash, [], [call])
    const top = rows[1]
    expect(top.vix_vol_points).toBeCloseTo(VIX + 122.33, 1)
    const vix = rows[0].vix_vol_points - (36.37 - 27.86)
    // The future by the published formula of the curve: VIX of long ago weighs on it still.
    const days =
      vixExpiration(2019, 7) === '2019-07-17'
        ? dayNumber(isoDate('2019-07-17')) - dayNumber(top.date)
        : Number.NaN
    const closes = [
      ...Array.from({ length: 250 }, () => VIX),
      ...rows.slice(0, 2).map((row) => row.vix_vol_points),
    ]
    const recentMean_vol_points = recentVixMean(Float64Array.from(closes)) ?? Number.NaN
    const state = { vix_vol_points: top.vix_vol_points, recentMean_vol_points }
    const today = { vix_vol_points: vix, recentMean_vol_points: vix }
    const quoted = { vix_vol_points: VIX, recentMean_vol_points: 16 }
    const F = (modelledVx(state, days) * modelledVx(quoted, days + 2)) / modelledVx(today, days + 2)
    expect(F).toBeLessThan(0.75 * top.vix_vol_points)
    const worth = (future: number, left: number) => {
      const s = vixOptionVols().vol(left, Math.log(25 / future)) * Math.sqrt(left / 365)
      const d1 = Math.log(future / 25) / s + s / 2
      return 500 * (future * normalCdf(d1, 0, 1) - 25 * normalCdf(d1 - s, 0, 1))
    }
    expect(top.total_dollars).toBeCloseTo(worth(F, days) - worth(modelledVx(quoted, days + 2), days + 2), 0)
    expect(Object.keys(top.byLayer_dollars)).toEqual(['hedge:front'])
  })
  it('holds VIX at the end of what the surface covers, and says so', async () => {
    const high: MarketFacts = {
      ...facts,
      series: null,
      market: modelMarket({
        sessionDate: SESSION,
        spot_points: SPOT,
        vix_points: 60,
        vixRung: 'quoted',
        rate: 0.023,
      }),
    }
    const [crash] = await all()
    const [, top] = mustAccept(replayStress(high, { condors: [LONG], options: [], hedges: [] }, crash)).rows
    expect([top.vix_vol_points, top.vixHeld]).toEqual([150, true])
  })
  it('leaves out what has no price today, and refuses an empty book', async () => {
    const [crash] = await all()
    const gone = condorOn('SPX', '2019-05-17', [2500, 2550, 2900, 2925])
    expect(replay(crash, [LONG, gone]).leftOut).toEqual([
      'SPX 2019-05-17: wanted an expiry of the chain, not yet settled',
    ])
    const empty = replayStress(facts, { condors: [gone], options: [], hedges: [] }, crash)
    expect(empty.ok ? '' : empty.refusal.code).toBe('command.bad-input')
  })
})

/** Points of one condor: each leg's quoted volatility of today times what the model makes of the day over today. */
function black(
  one: StressCondor,
  day: { readonly spot: number; readonly vix: number; readonly at: number },
): number {
  const expiry = facts.market.expiries.find(
    ({ slice }) => slice.root === one.root && slice.expiration === one.expiration,
  )
  if (expiry === undefined) throw new Error('no such expiry')
  const { forward, years: T0, slice } = expiry
  const F0 = forward.forward_points
  const T = (slice.settlesAt - day.at) / 31_536_000_000
  const F = day.spot * Math.exp((Math.log(F0 / SPOT) / T0) * T)
  const modelled = (vix: number, at: number, years: number, k: number) =>
    surfaceVol({
      vix_points: vix,
      years,
      varianceYears: varianceYears(at as typeof slice.settlesAt, slice.settlesAt),
      logMoneyness: k,
    })
  let value = 0
  for (const { right, strike_points: K, quantity } of one.legs) {
    const i = slice.strikes_points.indexOf(K)
    const quoted = (right === 'C' ? expiry.callVols : expiry.putVols).values[i]
    const then = modelled(day.vix, day.at, T, Math.log(K / F))
    const vol = (quoted * then) / modelled(VIX, facts.market.asOf, T0, Math.log(K / F0))
    const s = vol * Math.sqrt(T)
    const d1 = Math.log(F / K) / s + s / 2
    const N = (x: number) => normalCdf(x, 0, 1)
    const price = right === 'C' ? F * N(d1) - K * N(d1 - s) : K * N(s - d1) - F * N(-d1)
    value += quantity * price * Math.exp((Math.log(forward.discount) / T0) * T)
  }
  return value
}
