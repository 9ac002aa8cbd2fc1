import { type EpochMs, quantity } from '../../base/vocabulary/quantity.ts'

/** Where "now" comes from. Everything before the shell is handed an instant instead. */
export interface Clock {
  now(): EpochMs
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => quantity<EpochMs>(Date.now()) }

/** A clock that stands still: replays, golden files and tests. */
export const fixedClock = (instant: EpochMs): Clock => ({ now: () => instant })
