import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { describe, expect, it } from 'vitest'
import { itWithRealData, realData } from '../../../test/support/real-data.ts'
import { dailyBars, vxContracts } from '../../../test/support/vx-contracts.ts'
import { dayNumber, isoDate, isoOfDay } from '../../base/calendar/civil.ts'
import { vixExpiration, wasListed } from '../../base/calendar/expirations.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import type { DayNumber } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { FuturesHistory } from '../../market/series/series.ts'
import { quotedVolatilityMarket } from '../../market/surface/quoted-volatility-market.ts'
import { vixOptionVols } from '../../market/surface/vix-option-vols.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import type { HeldHedge } from '../../policy/book-facts.ts'
import { hedgeContract } from '../../policy/hedge/hedge-contract.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import type { HedgeRules } from '../../policy/rules/rule-set.ts'
import { inventedMarket } from '../../../test/support/volatility-market.ts'
import { hedgeQuote } from './hedge-quote.ts'
import { hedgePnl, hedgeYears } from './hedge-summary.ts'
import { type HedgeFill, type HedgeReplay, type HedgeReplayInputs, replayHedge } from './replay-hedge.ts'

const RULES = mustAccept(presetNamed('monthly-16-delta+alvh'))
const LADDER = RULES.hedge as HedgeRules
/** Without the budget, which the published text does not enforce. */
const AS_PUBLISHED = { budget_share_per_year: 1 }
const day = (text: string): number => dayNumber(isoDate(text))
const date = (on: number) => isoOfDay(on as DayNumber)

interface Data {
  readonly futures: readonly FuturesHistory[]
  readonly vix: HedgeReplayInputs['vix']
}

let loaded: Promise<Data> | null = null
const load = (folder: string): Promise<Data> => {
  loaded ??= (async () => {
    const file = realData('vix-daily/vix-daily.csv')
    const bars = file === null ? null : await dailyBars(file)
    return {
      futures: await vxContracts(folder, /^CFE_[A-Z](0[89]|1[012])_VX/),
      vix: { days: bars?.days ?? new Int32Array(), values: bars?.closes ?? new Float64Array() },
    }
  })()
  return loaded
}

const replay = (data: Data, hedge: Partial<HedgeRules>, more: Partial<HedgeReplayInputs> = {}) =>
  replayHedge({
    rules: { ...RULES, secondEngine: null, hedge: { ...LADDER, ...hedge } },
    ...data,
    vro: null,
    optionVols: vixOptionVols(),
    fromDay: day('2008-01-02'),
    toDay: day('2011-12-30'),
    condors: 10,
    coveredLoss_dollars: null,
    ...more,
  })

let published: HedgeReplay | null = null
const livedAsPublished = (data: Data): HedgeReplay => (published ??= mustAccept(replay(data, AS_PUBLISHED)))

/** Dollars of a held option, by a Black formula of its own on the settlement in the contract's file. */
function markOf(
  held: HeldHedge,
  on: number,
  futures: readonly FuturesHistory[],
  underlying: number | null,
): number {
  const contract = hedgeContract(held.instrument)
  if (contract?.kind !== 'option') throw new Error('no option')
  const { expirationDay, strike_vol_points: K } = contract
  const history = futures.find((one) => one.expirationDay === expirationDay)
  const at = history?.days.indexOf(on) ?? -1
  const F = underlying ?? history?.settles[at] ?? Number.NaN
  const days = expirationDay - on
  const s = vixOptionVols().vol(days, Math.log(K / F)) * Math.sqrt(days / 365)
  const d1 = Math.log(F / K) / s + s / 2
  return held.quantity * 100 * (F * normalCdf(d1, 0, 1) - K * normalCdf(d1 - s, 0, 1))
}

const marksOf = (
  on: HedgeReplay['days'][number],
  futures: readonly FuturesHistory[],
  underlying: number | null = null,
) => on.held.reduce((sum, held) => sum + markOf(held, on.day, futures, underlying), 0)

const marketOn = ({ futures }: Pick<Data, 'futures'>, asOfDay: number) =>
  mustAccept(quotedVolatilityMarket({ futures, asOfDay, vix_vol_points: null, optionVols: vixOptionVols() }))

/** The session before, on which what was filled on `on` was planned. */
const dayBefore = ({ days }: HedgeReplay, on: number): number =>
  days[days.findIndex((one) => one.day === on) - 1]?.day ?? Number.NaN

/** Cents that a fill would have moved at the touch of a market. */
function touchCash({ instrument, quantity }: HedgeFill, market: VolatilityMarket): number {
  const quote = hedgeQuote(instrument, market)
  if (quote === null) throw new Error(`${instrument} is not quoted`)
  const touch = quantity > 0 ? quote.ask_points : quote.bid_points
  return Math.round(-quantity * touch * quote.multiplier * 100)
}

describe('the ladder on real VX contracts, 2008 to 2011', () => {
  itWithRealData(
    'fills the plan of the day before at the touch of its own day, and decides nothing on that day’s prices',
    'vx-contracts',
    async (folder) => {
      const data = await load(folder)
      const window = { toDay: day('2008-06-30') }
      const lived = mustAccept(replay(data, AS_PUBLISHED, window))
      const trades = lived.fills.filter(({ kind }) => kind === 'trade')
      expect(trades.some(({ quantity }) => quantity < 0)).toBe(true)
      for (const one of trades) expect(one.cash_cents).toBe(touchCash(one, marketOn(data, one.day)))
      // At other prices a sale may find a bid that it did not find, or none.
      const ordersOf = ({ fills, lapses }: HedgeReplay, on: number) =>
        [...fills.filter(({ kind }) => kind === 'trade'), ...lapses]
          .filter(({ day: at }) => at === on)
          .map(({ layer, instrument }) => `${layer} ${instrument}`)
          .sort()
      const on = new Set(trades.map((one) => one.day))
      expect(on.size).toBeGreaterThan(6)
      for (const at of on) {
        // That day's prices alone half as high again: other strikes would be chosen on them.
        const moved = data.futures.map((one) => ({
          ...one,
          settles: one.settles.map((settle, i) => (one.days[i] === at ? 1.5 * settle : settle)),
        }))
        const other = mustAccept(replay({ ...data, futures: moved }, AS_PUBLISHED, { toDay: at }))
        expect(ordersOf(other, at), date(at)).toEqual(ordersOf(lived, at))
        expect(other.fills.at(-1)?.cash_cents).not.toBe(
          lived.fills.findLast((one) => one.day === at)?.cash_cents,
        )
      }
    },
  )
  itWithRealData(
    'has a ledger by layer that adds up to its P&L to the cent, each day and in sum',
    'vx-contracts',
    async (folder) => {
      const data = await load(folder)
      const lived = livedAsPublished(data)
      expect(lived.days.length).toBeGreaterThan(1000)
      const cashByLayer = new Map<string, number>()
      const ledgerByLayer = new Map<string, number>()
      let [cash, at, before] = [0, 0, 0]
      for (const on of lived.days) {
        for (; at < lived.fills.length && lived.fills[at].day <= on.day; at += 1) {
          const { layer, cash_cents, fees_cents } = lived.fills[at]
          cash += cash_cents - fees_cents
          cashByLayer.set(layer, (cashByLayer.get(layer) ?? 0) + cash_cents - fees_cents)
        }
        let ofDay = 0
        for (const [layer, lines] of on.byLayer) {
          const { total, ...parts } = lines
          expect(Object.values(parts).reduce((sum, cents) => sum + cents, 0)).toBe(total)
          ledgerByLayer.set(layer, (ledgerByLayer.get(layer) ?? 0) + total)
          ofDay += total
        }
        expect(ofDay, date(on.day)).toBe(on.equity_cents - before)
        before = on.equity_cents
        // Cash and marks from nothing but the fills, the files and another Black formula; each of three marks may round.
        expect(
          Math.abs(on.equity_cents - cash - 100 * marksOf(on, data.futures)),
          date(on.day),
        ).toBeLessThanOrEqual(3)
      }
      const last = lived.days[lived.days.length - 1]
      for (const [layer, cents] of cashByLayer) {
        const left = last.held.filter(({ layerId }) => layerId === layer)
        const marks = left.reduce(
          (sum, held) => sum + Math.round(100 * markOf(held, last.day, data.futures, null)),
          0,
        )
        expect(ledgerByLayer.get(`hedge:${layer}`), layer).toBe(cents + marks)
      }
      expect([...ledgerByLayer.values()].reduce((sum, cents) => sum + cents, 0)).toBe(last.equity_cents)
    },
  )
  itWithRealData(
    'is marked off futures: on spot VIX the crash would have paid more than twice as much',
    'vx-contracts',
    async (folder) => {
      const data = await load(folder)
      const lived = livedAsPublished(data)
      const top = lived.days.find((on) => on.day === day('2008-10-27'))
      if (top === undefined) throw new Error('no such day')
      expect(top.vix_vol_points).toBe(80.06)
      expect(marksOf(top, data.futures, 80.06)).toBeGreaterThan(2 * marksOf(top, data.futures))
      // Spot does not enter at all: without any VIX the replay is the same.
      const noVix = { ...data, vix: { days: new Int32Array(), values: new Float64Array() } }
      const blind = mustAccept(replay(noVix, AS_PUBLISHED, { toDay: day('2008-12-31') }))
      expect(blind.days.map((on) => on.equity_cents)).toEqual(
        lived.days.slice(0, blind.days.length).map((on) => on.equity_cents),
      )
    },
  )
  itWithRealData('has the published figures', 'vx-contracts', async (folder) => {
    const lived = livedAsPublished(await load(folder))
    // docs/concepts/hedge.md; `npm run hedge` prints them.
    expect(hedgeYears(lived).map(({ year, pnl_cents }) => [year, Math.round(pnl_cents / 100)])).toEqual([
      [2008, 15_884],
      [2009, -17_739],
      [2010, -10_986],
      [2011, -5638],
    ])
    expect(Math.round(hedgePnl(lived, day('2008-09-26'), day('2008-10-27')) / 100)).toBe(20_005)
  })
  itWithRealData(
    'buys what was listed, beyond its roll where that was listed, and spends within its budget',
    'vx-contracts',
    async (folder) => {
      const data = await load(folder)
      const lived = mustAccept(replay(data, {}, { toDay: day('2009-12-31') }))
      const rollAt = new Map(LADDER.layers.map(({ id, rollAt_days }) => [id, rollAt_days]))
      for (const { kind, quantity, instrument, day: on, layer } of lived.fills) {
        if (kind === 'settlement' || quantity < 0) continue
        const expiration = hedgeContract(instrument)?.expirationDay ?? 0
        expect(wasListed('VIX', date(expiration), date(on)), instrument).toBe(true)
        const planned = dayBefore(lived, on)
        // The longest there is where nothing longer than the roll was listed and settled: six months did not reach 180 days.
        const longer = data.futures.filter(
          ({ expirationDay, days }) =>
            expirationDay - planned > (rollAt.get(layer) ?? 999) &&
            days.includes(planned) &&
            wasListed('VIX', date(expirationDay), date(planned)),
        )
        if (longer.length > 0) expect(expiration - planned).toBeGreaterThan(rollAt.get(layer) ?? 999)
      }
      const budget = 0.02 * RULES.sizing.account_dollars * 100
      let highest = 0
      // Whenever something is to be paid for: over the year that ends on the day of the plan, at the prices it was planned on.
      for (const { day: on } of lived.days) {
        const year = lived.fills.filter((one) => one.day > on - 365 && one.day <= on)
        const net = year.reduce((sum, { cash_cents, fees_cents }) => sum + fees_cents - cash_cents, 0)
        const market = marketOn(data, on)
        const planned = lived.fills
          .filter((one) => one.kind === 'trade' && dayBefore(lived, one.day) === on)
          .reduce((sum, one) => sum + one.fees_cents - touchCash(one, market), 0)
        if (planned > 0) expect(net + planned, date(on)).toBeLessThanOrEqual(budget)
        highest = Math.max(highest, net)
      }
      // docs/concepts/hedge.md: a price that moved overnight may take a year over its budget, by so much.
      expect(highest).toBe(511_646)
    },
  )
  itWithRealData(
    'buys with the weights of the VIX Tail Hedge index on each VIX expiration, and settles each purchase',
    'vx-contracts',
    async (folder) => {
      const data = await load(folder)
      const rules = mustAccept(presetNamed('vxth'))
      const lived = mustAccept(replay(data, {}, { rules: { ...rules, secondEngine: null }, condors: 0 }))
      const bought = lived.fills.filter(({ kind }) => kind === 'trade')
      const expiries = data.futures.map(({ expirationDay }) => expirationDay).sort((a, b) => a - b)
      const rolls = expiries.filter((on) => on >= day('2008-01-02') && on <= day('2011-12-30'))
      // A share of the account by the future of the next expiry, the published bands written out again.
      const shares = rolls.map((on) => {
        const next = data.futures.find(
          ({ expirationDay }) => expirationDay === expiries[expiries.indexOf(on) + 1],
        )
        const future = next?.settles[next.days.indexOf(on)] ?? Number.NaN
        return future <= 15 || future > 50 ? 0 : future > 30 ? 0.005 : 0.01
      })
      expect(rolls.length).toBe(48)
      expect([0.01, 0.005, 0].map((share) => shares.filter((one) => one === share).length)).toEqual([
        35, 10, 3,
      ])
      const planned = bought.map((fill) => dayBefore(lived, fill.day))
      expect(planned.map(date)).toEqual(rolls.filter((_, i) => shares[i] > 0).map(date))
      for (const [i, on] of planned.entries()) {
        const share = shares[rolls.indexOf(on)]
        const { fees_cents, quantity } = bought[i]
        // At the ask of the evening it was sized on.
        const paid = (fees_cents - touchCash(bought[i], marketOn(data, on))) / 100
        expect(paid, date(on)).toBeLessThanOrEqual(share * rules.sizing.account_dollars)
        // Whole contracts: one more would have been too many.
        expect(paid + paid / quantity, date(on)).toBeGreaterThan(share * rules.sizing.account_dollars)
      }
      // docs/concepts/hedge.md; `npm run hedge` prints them.
      expect(hedgeYears(lived).map(({ pnl_cents }) => Math.round(pnl_cents / 100))).toEqual([
        42_399, -18_547, 4687, 1496,
      ])
      const settled = lived.fills.filter(({ kind }) => kind === 'settlement')
      expect(settled.map(({ quantity }) => quantity)).toEqual(
        bought.slice(0, settled.length).map((one) => 0 - one.quantity),
      )
      const cash = lived.fills.reduce((sum, fill) => sum + fill.cash_cents - fill.fees_cents, 0)
      const last = lived.days[lived.days.length - 1]
      const ledger = lived.days.reduce((sum, on) => sum + (on.byLayer.get('hedge:calls')?.total ?? 0), 0)
      expect(ledger).toBe(last.equity_cents)
      expect(Math.abs(ledger - cash - 100 * marksOf(last, data.futures))).toBeLessThanOrEqual(3)
    },
  )
  itWithRealData(
    'settles what is held to the end to the VRO of the contract’s file, and stops without it',
    'vx-contracts',
    async (folder) => {
      const data = await load(folder)
      const layers = [{ ...LADDER.layers[0], rollAt_days: 0 }]
      const window = { fromDay: day('2008-09-02'), toDay: day('2008-11-20') }
      const lived = mustAccept(replay(data, { ...AS_PUBLISHED, layers }, window))
      const settled = lived.fills.filter(({ kind }) => kind === 'settlement')
      expect(settled.length).toBeGreaterThanOrEqual(1)
      for (const { instrument, quantity, cash_cents, day: on } of settled) {
        const contract = hedgeContract(instrument)
        if (contract?.kind !== 'option') throw new Error('no option')
        const history = data.futures.find(({ expirationDay }) => expirationDay === contract.expirationDay)
        const vro = history?.settles[history.days.indexOf(on)] ?? Number.NaN
        expect(cash_cents).toBe(
          Math.round(-quantity * 100 * 100 * Math.max(0, vro - contract.strike_vol_points)),
        )
      }
      const cut = data.futures.map((one) => ({
        ...one,
        days: one.days.subarray(0, one.days.indexOf(one.expirationDay)),
        settles: one.settles.subarray(0, one.days.indexOf(one.expirationDay)),
      }))
      const stopped = replay({ ...data, futures: cut }, { ...AS_PUBLISHED, layers }, window)
      expect(stopped.ok ? 'accepted' : stopped.refusal.field).toMatch(/^VRO 2008-/)
    },
  )
  itWithRealData(
    'knows no later day: cut after a date, the days before are the same',
    'vx-contracts',
    async (folder) => {
      const data = await load(folder)
      const toDay = day('2008-10-10')
      const whole = mustAccept(replay(data, {}, { toDay: day('2008-12-31') }))
      const cut = data.futures.map((one) => {
        const count = one.days.filter((on) => on <= toDay).length
        return { ...one, days: one.days.subarray(0, count), settles: one.settles.subarray(0, count) }
      })
      const short = mustAccept(replay({ ...data, futures: cut }, {}, { toDay }))
      expect(short.days).toEqual(whole.days.filter((on) => on.day <= toDay))
    },
  )
})

describe('a package of two legs', () => {
  it('is not filled where the leg it sells has no bid', () => {
    // Every standard month at 20 for half a year.
    const sessions = sessionsFrom(isoDate('2009-01-02'), isoDate('2009-06-30')).map(dayNumber)
    const futures = Array.from({ length: 12 }, (_, i): FuturesHistory => {
      const expirationDay = dayNumber(vixExpiration(2009, i + 1))
      const days = Int32Array.from(sessions.filter((on) => on <= expirationDay))
      const flat = new Float64Array(days.length).fill(20)
      return {
        root: 'VX',
        source: 'invented',
        expirationDay,
        days,
        settles: flat,
        volumes: flat,
        openInterests: flat,
      }
    })
    const layersOf = (spreadWidth_vol_points: number) => [
      { ...LADDER.layers[0], instrument: 'vix-call-spread' as const, spreadWidth_vol_points },
    ]
    const flat: Data = { futures, vix: { days: new Int32Array(), values: new Float64Array() } }
    const window = { fromDay: day('2009-01-02'), toDay: day('2009-06-30') }
    const near = mustAccept(replay(flat, { ...AS_PUBLISHED, layers: layersOf(5) }, window))
    expect(near.fills.filter(({ quantity }) => quantity < 0).length).toBeGreaterThan(2)
    const far = mustAccept(replay(flat, { ...AS_PUBLISHED, layers: layersOf(60) }, window))
    expect(far.fills).toEqual([])
    expect(new Set(far.lapses.map(({ code }) => code))).toEqual(new Set(['zero-bid']))
    for (const { day: on, instrument } of far.lapses)
      expect(hedgeQuote(instrument, marketOn(flat, on))?.bid_points).toBe(0)
  })
})

describe('a quote for a run', () => {
  it('is the one hedges are priced at, off the future of their own expiry', () => {
    const market = inventedMarket('2024-01-16', (days) => 17 + days / 100)
    const call = hedgeQuote('VIX   240214C00018000', market)
    expect(call).toMatchObject({ root: 'VIX', multiplier: 100, future: false })
    expect(call?.factors.underlying).toBe(17.29)
    expect(call?.bid_points).toBeLessThan(call?.ask_points ?? 0)
    expect(hedgeQuote('VX 2024-02-14', market)).toMatchObject({ root: 'VX', multiplier: 1000, future: true })
    expect(hedgeQuote('SPXW  240216P04500000', market)).toBeNull()
    expect(hedgeQuote('VIX   240214C00018000', { ...market, futures: [] })).toBeNull()
  })
})

describe('a replay without settlements', () => {
  it('is refused', () => {
    const empty = { futures: [], vix: { days: new Int32Array(), values: new Float64Array() } }
    const answer = replay(empty, {})
    expect(answer.ok ? 'accepted' : answer.refusal.code).toBe('series.missing')
  })
})
