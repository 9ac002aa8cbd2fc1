/** Every study, in the order in which claims are shown. */
import { alvh } from './claims/alvh.ts'
import { assetClass } from './claims/asset-class.ts'
import { calm2017 } from './claims/calm-2017.ts'
import { edrCoverage, edrOptions } from './claims/edr-coverage.ts'
import { eventBreach } from './claims/event-breach.ts'
import { oneDay } from './claims/one-day.ts'
import { secondEngine } from './claims/second-engine.ts'
import { sizeStrata, valuationStrata } from './claims/strata.ts'
import { timeShift } from './claims/time-shift.ts'
import { vixRise } from './claims/vix-rise.ts'
import { volSpike } from './claims/vol-spike.ts'
import { h1Study } from './h1/study.ts'
import type { Study } from './study.ts'

export const STUDIES: readonly Study[] = [
  h1Study,
  eventBreach,
  vixRise,
  alvh,
  secondEngine,
  timeShift,
  oneDay,
  edrCoverage,
  edrOptions,
  volSpike,
  calm2017,
  assetClass,
  valuationStrata,
  sizeStrata,
]
