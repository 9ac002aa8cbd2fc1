/**
 * Quantities: numbers whose unit is part of their type. The brand is erased; the value is a plain double.
 *
 * Brands live at function borders. Inside a hot loop a `Float64Array` is bare numbers and its variable name carries the
 * unit (`strikes_points`). Products and quotients lose their brand on purpose: a price times a price is not a price.
 * Re-enter the branded world through {@link quantity}.
 */
import { assert } from './assert.ts'

declare const unit: unique symbol

/** A number with its unit in the type. */
export type Quantity<U extends string> = number & { readonly [unit]: U }

/** SPX level, strikes, option premiums. One point of one SPX contract is 100 dollars. */
export type IndexPoints = Quantity<'index points'>
/** Annualised volatility as a decimal: 0.18. What formulas take. */
export type Volatility = Quantity<'volatility'>
/** Volatility as people and the VIX say it: 18 means 18 %. */
export type VolPoints = Quantity<'vol points'>
/** Years to settlement, on a named clock. */
export type Years = Quantity<'years'>
/** Whole cents: the ledger's only money. */
export type Cents = Quantity<'cents'>
/** Dollars as a double: model money, never booked. */
export type Dollars = Quantity<'dollars'>
/** 0 to 1 (or a signed share). Never a percent. */
export type Fraction = Quantity<'fraction'>
/** Signed whole number of contracts; short is negative. */
export type Contracts = Quantity<'contracts'>
/** An instant: milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = Quantity<'epoch ms'>
/** A civil date as a day count: days since 1970-01-01. What columns hold. */
export type DayNumber = Quantity<'day number'>

declare const dateBrand: unique symbol
/** A civil date, `YYYY-MM-DD`, in the exchange's zone unless its name says otherwise. */
export type IsoDate = string & { readonly [dateBrand]: true }

/** Brands a finite number. Throws on NaN and infinities: those are our bug by the time a number is being branded. */
export function quantity<Q extends Quantity<string>>(value: number): Q {
  assert(Number.isFinite(value), 'a quantity must be finite', { value })
  return value as Q
}

/** Adds quantities of one unit. `NoInfer` stops TypeScript from inventing a union of units and adding points to vols. */
export function sumOf<U extends string>(
  first: Quantity<U>,
  ...rest: readonly Quantity<NoInfer<U>>[]
): Quantity<U> {
  let total: number = first
  for (const item of rest) total += item
  return total as Quantity<U>
}

/** 0.18 -> 18. */
export const toVolPoints = (volatility: Volatility): VolPoints => (volatility * 100) as VolPoints
/** 18 -> 0.18. */
export const toVolatility = (points: VolPoints): Volatility => (points / 100) as Volatility
