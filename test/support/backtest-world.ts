/** An invented index with its VIX, hedges on it, and a judge that does everything at random: for tests of the backtester. */
import { dayNumber, isoDate, isoOfDay } from '../../src/base/calendar/civil.ts'
import { vixExpiration } from '../../src/base/calendar/expirations.ts'
import { sessionsFrom } from '../../src/base/calendar/sessions.ts'
import { createRandom, type Random } from '../../src/base/numerics/random.ts'
import { normalQuantile } from '../../src/base/numerics/normal.ts'
import { type DayNumber, type IsoDate, quantity } from '../../src/base/vocabulary/quantity.ts'
import { occSymbol } from '../../src/book/structure/legs.ts'
import { resolveCondor } from '../../src/book/structure/resolve-condor.ts'
import { indexedDays, type IndexedSource } from '../../src/engine/backtest/indexed-days.ts'
import type { BacktestDay } from '../../src/engine/backtest/backtest-day.ts'
import type { InstrumentQuote } from '../../src/engine/backtest/instrument-quote.ts'
import type { Judge } from '../../src/engine/backtest/run-backtest.ts'
import { parseOccSymbol } from '../../src/book/structure/occ-symbol.ts'
import { black76Price } from '../../src/market/pricing/black76.ts'
import type { DailyBars } from '../../src/market/series/daily-bars.ts'
import type { Intent, Order } from '../../src/policy/intent.ts'
import { findHeldCondor } from '../../src/policy/invariant/held-condor.ts'
import { closeOrder, openOrder } from '../../src/policy/position/position-orders.ts'

export interface World {
  readonly bars: DailyBars
  readonly vix: DailyBars
}

const FROM = '2015-06-01'

/** Geometric steps at a volatility of its own, with a crash where asked. */
export function inventedWorld(seed: number, sessions = 120, crashAt = -1): World {
  const random = createRandom({ seed, stream: 1 })
  const dates = sessionsFrom(isoDate(FROM), isoDate('2019-12-31')).slice(0, sessions)
  const closes = new Float64Array(sessions)
  const levels = new Float64Array(sessions)
  let [level, vol] = [2000 + 500 * random.nextUniform(), 0.12 + 0.1 * random.nextUniform()]
  for (let i = 0; i < sessions; i += 1) {
    const z = normalQuantile(random.nextUniform())
    const move = i === crashAt ? -0.11 : (vol * z) / Math.sqrt(252)
    if (i > 0) level *= Math.exp(move)
    vol = Math.min(0.6, Math.max(0.08, vol + 0.05 * (0.16 - vol) - 1.2 * move))
    closes[i] = Math.round(level * 100) / 100
    levels[i] = Math.round(vol * 110 * 100) / 100
  }
  const days = Int32Array.from(dates, (date) => dayNumber(date))
  const common = { source: 'invented', rung: 'indexed' as const, days, opens: null, highs: null, lows: null }
  return { bars: { ...common, symbol: 'SPX', closes }, vix: { ...common, symbol: 'VIX', closes: levels } }
}

export function worldDays(
  { bars, vix }: World,
  change: Partial<IndexedSource> = {},
  withHedges = true,
): BacktestDay[] {
  const date = (row: number): IsoDate => isoOfDay(quantity<DayNumber>(bars.days.at(row) ?? 0))
  const official = new Map<string, number>()
  for (const [i, day] of vix.days.entries()) {
    // What VIX opened at, made up from its close: published for every day but some.
    if (day % 11 !== 0) official.set(isoOfDay(quantity<DayNumber>(day)), vix.closes[i] ?? 0)
  }
  const published = new Map(
    [...official].flatMap(([on, value]) => ['VIX', 'VX'].map((root) => [`${root} ${on}`, value] as const)),
  )
  const days = indexedDays({
    from: date(0),
    to: date(-1),
    settlements: { bars, official: published },
    vix,
    vixRung: 'indexed',
    billRate: () => 0.03,
    ...change,
  })
  return [...days].map((day) =>
    withHedges ? { ...day, quoteHedge: (name: string) => hedgeQuote(day, name, vix) } : day,
  )
}

/** VIX futures at the day's VIX pulled to 18, options on them at 80 % volatility, both with a spread. */
function hedgeQuote(day: BacktestDay, instrument: string, vix: DailyBars): InstrumentQuote | null {
  const today = dayNumber(day.date)
  const row = vix.days.indexOf(today)
  const option = parseOccSymbol(instrument)
  const expiration = option?.expiration ?? instrument.slice(3)
  const days = dayNumber(isoDate(expiration)) - today
  if (row < 0 || days <= 0 || day.facts === null) return null
  const pull = Math.exp(-days / 60)
  const future_points = Math.round(((vix.closes[row] ?? 0) * pull + 18 * (1 - pull)) * 20) / 20
  const factors = {
    underlying: future_points,
    volatility: 0.8,
    years: days / 365,
    rate: 0.03,
    dividendYield: 0,
  }
  if (option === null) {
    const [bid_points, ask_points] = [future_points - 0.05, future_points + 0.05]
    const priced = { ...factors, volatility: 0, years: 0, rate: 0 }
    return { root: 'VX', bid_points, ask_points, multiplier: 1000, future: true, factors: priced }
  }
  const { right, strike_points } = option
  const discount = Math.exp(-0.03 * factors.years)
  const price = black76Price({
    right,
    strike_points,
    forward_points: future_points,
    years: factors.years,
    volatility: 0.8,
    discount,
  })
  const tick = (points: number): number => Math.round(points * 20) / 20
  const bid_points = tick(Math.max(0, price * 0.95 - 0.05))
  return {
    root: 'VIX',
    bid_points,
    ask_points: tick(price * 1.05 + 0.05),
    multiplier: 100,
    future: false,
    factors,
  }
}

/** Opens, closes, cuts, re-strikes, rolls and hedges by dice of the day alone, so that it decides alike wherever data agree. */
export function randomJudge(seed: number): Judge {
  return (facts, _rules, book) => {
    const dice = createRandom({ seed, stream: facts.knownDay })
    const intents: Intent[] = []
    const { market } = facts
    const today = market.chain.sessionDate
    for (const { trade, root, expiration, legs, contracts } of book.positions) {
      const held = findHeldCondor(market, root, expiration, legs)
      const roll = dice.nextUniform()
      if (!held.ok || roll > 0.25) {
        intents.push({ kind: 'hold', trade, because: 'dice' })
        continue
      }
      const at = { root, expiration, sessionDate: today }
      const because = 'dice'
      if (roll < 0.06)
        intents.push({ kind: 'close', trade, because, order: closeOrder(held.value.legs, at, contracts) })
      else if (roll < 0.12 && contracts > 1) {
        const order = closeOrder(held.value.legs, at, 1)
        intents.push({ kind: 'resize', trade, because, contracts: contracts - 1, order })
      } else {
        const open = newCondor(facts, dice, contracts)
        if (open === null) continue
        const kind = roll < 0.18 ? 're-strike' : 'roll'
        intents.push({ kind, trade, because, close: closeOrder(held.value.legs, at, contracts), open })
      }
    }
    const hedge = hedgeOf(facts.knownDay, dice, book.hedges)
    if (hedge !== null) intents.push(hedge)
    if (dice.nextUniform() < 0.5) {
      const order = newCondor(facts, dice, 1 + Math.floor(3 * dice.nextUniform()))
      if (order !== null) {
        const { units: contracts, limit_points } = order
        intents.push({ kind: 'open-condor', candidateId: 'dice', contracts, limit_points, order })
      }
    }
    return { intents }
  }
}

function newCondor(facts: Parameters<Judge>[0], dice: Random, contracts: number): Order | null {
  const days = [1, 7, 30, 45][Math.floor(4 * dice.nextUniform())] ?? 30
  const delta = 0.1 + 0.35 * dice.nextUniform()
  const wide = [5, 25, 50][Math.floor(3 * dice.nextUniform())] ?? 25
  const uneven = dice.nextUniform() < 0.3 ? 25 : 0
  const resolved = resolveCondor(
    {
      kind: 'condor',
      expiry: {
        kind: 'nearest-days',
        days,
        tolerance_days: 20,
        settlement: 'PM preferred',
        monthlyOnly: false,
      },
      shorts: { kind: 'delta', put: delta, call: delta, tolerance: 0.2 },
      wings: { put_points: wide + uneven, call_points: wide, tolerance_points: 20 },
    },
    facts.market,
  )
  if (!resolved.ok) return null
  const { root, expiration } = resolved.value.expiry.slice
  return openOrder(
    resolved.value.legs,
    { root, expiration, sessionDate: facts.market.chain.sessionDate },
    contracts,
  )
}

function hedgeOf(
  today: number,
  dice: Random,
  held: readonly { readonly instrument: string; readonly quantity: number }[],
): Intent | null {
  const roll = dice.nextUniform()
  if (roll > 0.3) return null
  const first = held[0]
  const legs =
    roll < 0.1 && first !== undefined
      ? [{ instrument: first.instrument, quantity: 0 - Math.sign(first.quantity) }]
      : roll < 0.2
        ? [
            {
              instrument: occSymbol(
                'VIX',
                nextVixExpiration(today),
                'C',
                20 + Math.floor(10 * dice.nextUniform()),
              ),
              quantity: 2,
            },
          ]
        : [{ instrument: `VX ${nextVixExpiration(today)}`, quantity: 1 }]
  const multiplier = legs[0]?.instrument.startsWith('VX ') === true ? 1000 : 100
  const order: Order = { legs, units: 1, limit_points: 0, natural_points: 0, multiplier }
  return { kind: 'hedge', layerId: roll < 0.15 ? 'front' : 'back', because: 'dice', orders: [order] }
}

function nextVixExpiration(today: number): IsoDate {
  const [year, month] = isoOfDay(quantity<DayNumber>(today)).split('-').map(Number) as [
    number,
    number,
    number,
  ]
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const at = month - 1 + ahead
    const expiration = vixExpiration(year + Math.floor(at / 12), (at % 12) + 1)
    if (dayNumber(expiration) > today + 5) return expiration
  }
  throw new Error('a VIX expiration within three months')
}
