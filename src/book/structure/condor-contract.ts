/**
 * A condor in contract form: what a person wrote, before it meets a chain. `resolveCondor` binds it to listed strikes.
 */
import type { IsoDate } from '../../base/vocabulary/quantity.ts'

export type SettlementWish = 'PM preferred' | 'PM' | 'AM'

/** Which expiry is wanted. Days are whole calendar days from the session date to the expiration date. */
export type ExpiryTarget =
  | {
      readonly kind: 'nearest-days'
      readonly days: number
      /** The nearest expiry must lie within this many days of the target. */
      readonly tolerance_days: number
      readonly settlement: SettlementWish
      /** Only standard monthly expirations (third Friday, or the day it moved to). */
      readonly monthlyOnly: boolean
    }
  | { readonly kind: 'next-session'; readonly settlement: SettlementWish }
  | { readonly kind: 'on-date'; readonly expiration: IsoDate; readonly settlement: SettlementWish }

/** How the short strikes are chosen. */
export type ShortTarget =
  /** Absolute delta of each short, 0.16 for "16-delta"; refused where the nearest strike is further off than `tolerance`. */
  | { readonly kind: 'delta'; readonly put: number; readonly call: number; readonly tolerance: number }
  /**
   * Mid credit wanted for the whole condor. Strikes step in from outside, always on the side whose short has the smaller
   * delta, until the mid credit reaches the target; of that condor and the one before, the nearer to the target is taken.
   */
  | {
      readonly kind: 'credit'
      readonly mid_points: number
      readonly step_points: number
      /** A short delta above this is shown as a warning. */
      readonly deltaWarning: number
    }
  /** Distance of each short from the forward in expected moves (forward x ATM volatility x sqrt(years)). */
  | {
      readonly kind: 'expected-moves'
      readonly put: number
      readonly call: number
      readonly tolerance_moves: number
    }
  | { readonly kind: 'strikes'; readonly put_points: number; readonly call_points: number }

/** Width of each wing: with zero tolerance only a wing of exactly that width will do. Or the absolute delta of each. */
export type WingTarget =
  | {
      readonly put_points: number
      readonly call_points: number
      readonly tolerance_points: number
    }
  | { readonly kind: 'delta'; readonly put: number; readonly call: number; readonly tolerance: number }

export interface CondorContract {
  readonly kind: 'condor'
  readonly expiry: ExpiryTarget
  readonly shorts: ShortTarget
  readonly wings: WingTarget
}

/** The contract in words: "16-delta shorts, 50 wide, expiry nearest 45 days (PM preferred)". */
export function describeCondor(contract: CondorContract): string {
  return `${shortsText(contract.shorts)}, ${wingsText(contract.wings)}, ${expiryText(contract.expiry)}`
}

function shortsText(shorts: ShortTarget): string {
  const pair = (put: string, call: string): string => (put === call ? put : `${put} put and ${call} call`)
  switch (shorts.kind) {
    case 'delta':
      return `${pair(percentText(shorts.put), percentText(shorts.call))}-delta shorts`
    case 'credit':
      return `shorts for a ${shorts.mid_points.toFixed(2)} credit at mid in steps of ${shorts.step_points}`
    case 'expected-moves':
      return `shorts ${pair(String(shorts.put), String(shorts.call))} expected moves out`
    case 'strikes':
      return `shorts at ${shorts.put_points} and ${shorts.call_points}`
  }
}

/** 0.16 -> "16", 0.155 -> "15.5". */
const percentText = (fraction: number): string => String(Math.round(fraction * 1e4) / 100)

function wingsText(wings: WingTarget): string {
  if ('kind' in wings) {
    const put = percentText(wings.put)
    const call = percentText(wings.call)
    return `${put === call ? put : `${put} put and ${call} call`}-delta wings`
  }
  const { put_points: put, call_points: call } = wings
  return put === call ? `${put} wide` : `${put} wide below and ${call} above`
}

function expiryText(expiry: ExpiryTarget): string {
  switch (expiry.kind) {
    case 'nearest-days':
      return `${expiry.monthlyOnly ? 'monthly ' : ''}expiry nearest ${expiry.days} days (${expiry.settlement})`
    case 'next-session':
      return `next session's expiry (${expiry.settlement})`
    case 'on-date':
      return `expiry ${expiry.expiration} (${expiry.settlement})`
  }
}
