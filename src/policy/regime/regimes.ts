import { aftermath } from './aftermath.ts'
import { backwardation } from './backwardation.ts'
import { bigTop } from './big-top.ts'
import { calmCarry } from './calm-carry.ts'
import { crash } from './crash.ts'
import { postEvent } from './post-event.ts'
import { preEvent } from './pre-event.ts'
import { judgeRegime, type Regime, type RegimeReadings, type RegimeVerdict } from './regime.ts'
import { volSpike } from './vol-spike.ts'

/** Every named regime. They are not exclusive: a crash is usually a spike in backwardation as well. */
export const REGIMES: readonly Regime[] = [
  crash,
  volSpike,
  backwardation,
  aftermath,
  calmCarry,
  bigTop,
  preEvent,
  postEvent,
]

export function judgeRegimes(readings: RegimeReadings): readonly RegimeVerdict[] {
  return REGIMES.map((regime) => judgeRegime(regime, readings))
}
