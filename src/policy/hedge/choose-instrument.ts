import { dayNumber, isoOfDay } from '../../base/calendar/civil.ts'
import { listedExpirations } from '../../base/calendar/expirations.ts'
import { keptWith } from '../../base/vocabulary/kept-with.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { vixDelta } from '../../market/surface/vix-option-price.ts'
import { VIX_STRIKES } from '../../market/surface/vix-strikes.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import { vxFutureOf } from '../../market/surface/vx-curve.ts'
import { lowestRung } from '../../base/vocabulary/rung.ts'
import type { OrderLeg } from '../intent.ts'
import type { HedgeLayer } from '../rules/rule-set.ts'
import { hedgeContract, vixCallName, vxFutureName } from './hedge-contract.ts'
import type { HedgeInstrument } from './hedge-ladder.ts'
import { type HedgePrice, priceHedge } from './price-hedge.ts'

/** What is asked for: a layer, or the overlay of the second engine. */
export interface InstrumentWanted extends Pick<
  HedgeLayer,
  'instrument' | 'tenor_days' | 'delta' | 'spreadWidth_vol_points'
> {
  /** A contract with no more days left than this is not bought. */
  readonly daysAbove: number
}

/**
 * Margin of one VX future as a share of what it stands for: assumed, since the exchange sets it anew every few weeks; between a
 * quarter and a half was usual.
 */
const FUTURE_MARGIN_SHARE = 0.4

/**
 * The contract a layer would buy: the listed standard month nearest its tenor whose VX future is known, the longer of two equally near,
 * and the strike whose call is nearest its delta on that future. Standard months only: weekly series are listed six weeks
 * out at most, and a ladder on the nearest weekly has missed the crash it was bought for. Where no month is longer than
 * `daysAbove`, the longest there is. Refuses `option.not-listed` where the class lists none with a known future.
 */
export function chooseInstrument(
  wanted: InstrumentWanted,
  market: VolatilityMarket,
): Result<HedgeInstrument> {
  const { instrument, tenor_days, delta, spreadWidth_vol_points, daysAbove } = wanted
  const key = [instrument, tenor_days, delta, spreadWidth_vol_points, daysAbove].join(' ')
  const known = knownChoices(market)
  const choice = known.get(key) ?? chooseAnew(wanted, market)
  known.set(key, choice)
  return choice
}

/** By what is wanted: the rule sets of a day ask for the same few layers, on that day and as of the eve on the next. */
const knownChoices = keptWith<VolatilityMarket, Map<string, Result<HedgeInstrument>>>(() => new Map())

function chooseAnew(wanted: InstrumentWanted, market: VolatilityMarket): Result<HedgeInstrument> {
  const { instrument, tenor_days, delta } = wanted
  const expirationDay = chooseExpiration(wanted, market)
  if (expirationDay === null) {
    return refused(
      refuse('option.not-listed', {
        field: instrument,
        was: `no listed standard month near ${tenor_days} days with a known VX future`,
        wanted: 'VIX options (listed since 2006-02-24) and the settlement of the VX future of their expiry',
        source: market.source,
      }),
    )
  }
  if (instrument === 'vix-future') {
    return legsPriced([{ instrument: vxFutureName(expirationDay), quantity: 1 }], market)
  }
  const future = vxFutureOf(market.futures, expirationDay)?.settle_vol_points ?? 0
  const long = strikeNear(delta, future, expirationDay - market.asOfDay, market)
  const legs: OrderLeg[] = [{ instrument: vixCallName(expirationDay, long), quantity: 1 }]
  if (instrument === 'vix-call-spread') {
    const short = nearest(VIX_STRIKES, (strike) =>
      strike > long ? Math.abs(strike - long - wanted.spreadWidth_vol_points) : Infinity,
    )
    if (short !== null) legs.push({ instrument: vixCallName(expirationDay, short), quantity: -1 })
  }
  return legsPriced(legs, market)
}

function chooseExpiration(wanted: InstrumentWanted, market: VolatilityMarket): number | null {
  const root = wanted.instrument === 'vix-future' ? 'VX' : 'VIX'
  const listed = listedExpirations(root, isoOfDay(quantity<DayNumber>(market.asOfDay)))
    .map(dayNumber)
    .filter((day) => day > market.asOfDay && vxFutureOf(market.futures, day) !== null)
    .reverse()
  const longEnough = listed.filter((day) => day - market.asOfDay > wanted.daysAbove)
  if (longEnough.length === 0) return listed[0] ?? null
  return nearest(longEnough, (day) => Math.abs(day - market.asOfDay - wanted.tenor_days))
}

function strikeNear(delta: number, future: number, days: number, market: VolatilityMarket): number {
  const far = (strike: number): number => {
    const volatility = market.optionVols.vol(days, Math.log(strike / future))
    return Math.abs(vixDelta('C', future, strike, days / 365, volatility) - delta)
  }
  return nearest(VIX_STRIKES, far) ?? future
}

/** The first of those at the least distance. */
function nearest(candidates: readonly number[], distance: (value: number) => number): number | null {
  let best: number | null = null
  let least = Infinity
  for (const candidate of candidates) {
    const far = distance(candidate)
    if (far < least) [best, least] = [candidate, far]
  }
  return best
}

/** Legs of one expiry as one instrument, the long leg first. */
export function legsPriced(legs: readonly OrderLeg[], market: VolatilityMarket): Result<HedgeInstrument> {
  const priced: { readonly quantity: number; readonly price: HedgePrice }[] = []
  for (const { instrument, quantity: count } of legs) {
    const contract = hedgeContract(instrument)
    if (contract === null) return refused(notOnVix(instrument))
    const price = priceHedge(contract, market)
    if (!price.ok) return price
    priced.push({ quantity: count, price: price.value })
  }
  const [first] = legs
  const contract = hedgeContract(first?.instrument ?? '')
  if (first === undefined || contract === null) return refused(notOnVix(first?.instrument ?? 'no leg'))
  const sum = (of: (price: HedgePrice, count: number) => number): number =>
    priced.reduce((total, one) => total + one.quantity * of(one.price, one.quantity), 0)
  const ask_points = sum((price, count) => (count > 0 ? price.ask_points : price.bid_points))
  const head = priced[0].price
  return accepted({
    instrument: first.instrument,
    legs,
    expiration: isoOfDay(quantity<DayNumber>(contract.expirationDay)),
    days: contract.expirationDay - market.asOfDay,
    future_vol_points: head.future_vol_points,
    strike_vol_points: contract.kind === 'option' ? contract.strike_vol_points : null,
    delta: sum((price) => price.delta),
    volatility: contract.kind === 'option' ? head.volatility : null,
    price_points: sum((price) => price.mid_points),
    bid_points: sum((price, count) => (count > 0 ? price.bid_points : price.ask_points)),
    ask_points,
    multiplier: contract.multiplier,
    cost_dollars:
      contract.kind === 'option'
        ? ask_points * contract.multiplier
        : FUTURE_MARGIN_SHARE * head.future_vol_points * contract.multiplier,
    rung: contract.kind === 'option' ? lowestRung(market.rung, 'indexed') : market.rung,
  })
}

const notOnVix = (instrument: string) =>
  refuse('quote.not-listed-class', {
    field: 'instrument',
    was: instrument,
    wanted: 'a VIX option by its OCC symbol, or a future such as VX 2024-02-14',
    source: 'hedge',
  })
