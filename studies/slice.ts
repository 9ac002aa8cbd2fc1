/** The slice that a test runs again: H1's rule, trigger and held condors over one spring, on a fresh install's own data. */
import type { ClaimSlice } from '../src/engine/evidence/claim-results.ts'
import type { IsoDate } from '../src/base/vocabulary/quantity.ts'
import { H1_HOLD, H1_OPTIONS, H1_RULE, H1_TRIGGER } from './h1/arms.ts'
import { runArms } from './world/run-arms.ts'
import { type StudyWorld, freshWorld } from './world/study-world.ts'

const SPAN = { from: '2018-01-16' as IsoDate, to: '2018-04-30' as IsoDate }

export async function runSlice(): Promise<ClaimSlice> {
  const world: StudyWorld = await freshWorld()
  const runs = runArms(
    world,
    [H1_RULE, H1_TRIGGER, H1_HOLD].map((rules) => ({ label: rules.name, rules })),
    {
      change: SPAN,
      options: H1_OPTIONS,
      progress: () => {},
    },
  )
  const first = runs.get(H1_HOLD.name)
  return {
    ...SPAN,
    dataHash: first?.dataHash ?? '',
    arms: [...runs].map(([label, { rulesHash, trades }]) => ({
      label,
      rulesHash,
      trades: trades.length,
      won: trades.filter(({ won }) => won).length,
      pnl_cents: trades.reduce((sum, one) => sum + one.pnl_cents, 0),
      adjustments: trades.reduce((sum, one) => sum + one.adjustments, 0),
    })),
  }
}
