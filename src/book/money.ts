/**
 * The border between model money (dollars as doubles) and booked money (whole cents). Every crossing says which way it
 * rounds. A double cannot hold most decimal amounts, so one within a millionth of a cent of a whole or half cent is taken
 * to be on it: 0.29 dollars are 29 cents, although 0.29 x 100 is 28.999999999999996 in a double.
 */
import { assert } from '../base/vocabulary/assert.ts'
import type { Cents, Dollars } from '../base/vocabulary/quantity.ts'

/** A millionth of a cent: far above what doubles lose below ten billion dollars, far below what anybody is paid. */
const SNAP = 1e-6
const DOLLARS_MAX = 1e10

/** To the next whole cent towards minus infinity: what is received, and cash that must not be overstated. */
export function centsRoundedDown(dollars: number): Cents {
  return booked(Math.floor(scaled(dollars) + SNAP))
}

/** To the next whole cent towards plus infinity: what is owed. */
export function centsRoundedUp(dollars: number): Cents {
  return booked(Math.ceil(scaled(dollars) - SNAP))
}

/** To the nearest whole cent, of two equally near the even one: marks, which must not drift either way. */
export function centsRoundedHalfEven(dollars: number): Cents {
  const cents = scaled(dollars)
  const below = Math.floor(cents + SNAP)
  const rest = cents - below
  if (Math.abs(rest - 0.5) <= SNAP) return booked(below % 2 === 0 ? below : below + 1)
  return booked(rest > 0.5 ? below + 1 : below)
}

export const dollarsOfCents = (cents: Cents): Dollars => (cents / 100) as Dollars

function scaled(dollars: number): number {
  assert(Math.abs(dollars) <= DOLLARS_MAX, 'money to be booked is finite and below ten billion dollars', {
    dollars,
  })
  return dollars * 100
}

/** Minus zero is zero cents. */
const booked = (cents: number): Cents => (cents + 0) as Cents
