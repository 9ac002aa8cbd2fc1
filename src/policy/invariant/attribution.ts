/**
 * Where a deviation comes from: the structure of entry is re-priced one thing at a time, time first, then spot, then
 * volatilities (the forecast and the volatility series with them), then what is left (rates). The logarithms telescope:
 * spot + volatility + other is the deviation to the last digit, and time is what the aged baseline has taken out.
 */
import {
  type BaselineAdjust,
  type Invariant,
  type InvariantMeasure,
  type InvariantState,
  agedEntry,
  logOver,
  productOf,
  ratioOf,
} from './invariant.ts'

/** Natural logs. `deviation = spot + volatility + other - adjust`. */
export interface Attribution {
  readonly time: number
  readonly spot: number
  readonly volatility: number
  readonly other: number
  /** Log of the factor on the baseline; zero for the ratio. */
  readonly adjust: number
  readonly deviation: number
}

export interface Attributions {
  /** Null where a factor is unknown or a guard was passed on the way; `why` says so. */
  readonly k: Attribution | null
  readonly ratio: Attribution | null
  readonly why: string
}

export function attributeDeviation(
  invariant: Invariant,
  entry: InvariantState,
  now: InvariantState,
  adjust: BaselineAdjust | null = null,
): Attributions {
  if (!sameLegs(entry, now)) {
    return { k: null, ratio: null, why: 'the legs were changed: an adjusted structure starts a new baseline' }
  }
  const aged = agedEntry(entry, now)
  const moved: InvariantState = {
    ...aged,
    model: { ...aged.model, forward_points: now.model.forward_points },
  }
  const repriced: InvariantState = {
    ...moved,
    model: { ...moved.model, legs: now.model.legs },
    forecastVariance: now.forecastVariance,
    ...(now.series === undefined ? {} : { series: now.series }),
  }
  const stations = [entry, aged, moved, repriced, now].map((state) => invariant.measure(state))
  const factor = adjust === null ? 1 : adjust.factor
  const lnFactor = factor === null ? null : logOver(factor, 1)
  const k = lnFactor === null ? null : linesOf(stations, productOf, lnFactor)
  const ratio = linesOf(stations, ratioOf, 0)
  const known = k !== null && ratio !== null
  return { k, ratio, why: known ? '' : 'a factor is unknown or not positive on the way: no logarithm' }
}

function linesOf(
  stations: readonly InvariantMeasure[],
  quantity: (measure: InvariantMeasure) => number | null,
  adjust: number,
): Attribution | null {
  const values = stations.map(quantity)
  const steps: number[] = []
  for (let i = 1; i < values.length; i += 1) {
    const step = logOver(values[i], values[i - 1])
    if (step === null) return null
    steps.push(step)
  }
  const [time, spot, volatility, other] = steps
  return { time, spot, volatility, other, adjust, deviation: spot + volatility + other - adjust }
}

function sameLegs(a: InvariantState, b: InvariantState): boolean {
  return a.legs.every(
    (leg, i) => leg.strike_points === b.legs[i].strike_points && leg.quantity === b.legs[i].quantity,
  )
}
