/** Closes that would cost more than settlement can: not made, counted, and what came of each condor said. */
import { describe, expect, it } from 'vitest'
import { sixteenDelta } from '../../../test/support/backtest-rules.ts'
import { inventedWorld, worldDays } from '../../../test/support/backtest-world.ts'
import { mustAccept, valueOrNull } from '../../base/vocabulary/result.ts'
import { resolveCondor } from '../../book/structure/resolve-condor.ts'
import { findHeldCondor } from '../../policy/invariant/held-condor.ts'
import { closeOrder, openOrder } from '../../policy/position/position-orders.ts'
import { runEvidence } from '../evidence/run-evidence.ts'
import { trialOf, trialSummary } from '../evidence/trial-log.ts'
import type { KernelEvent } from '../kernel/kernel-event.ts'
import { BACKTEST_DEFAULTS } from './backtest-options.ts'
import type { BacktestRun } from './backtest-run.ts'
import { type Judge, runBacktest } from './run-backtest.ts'

const RULES = sixteenDelta()
const DAYS = worldDays(inventedWorld(2, 80, 33), {}, false)

/** Opens one condor five wide on the first session, and wants it closed from a session on; `hold` says so instead of ordering it. */
function judgeFrom(session: number, hold: boolean): Judge {
  let sessions = 0
  return ({ market }, _rules, { positions }) => {
    sessions += 1
    const [position] = positions
    const sessionDate = market.chain.sessionDate
    if (position === undefined) {
      if (sessions > 2) return { intents: [] }
      const expiry = {
        kind: 'nearest-days',
        days: 60,
        tolerance_days: 20,
        settlement: 'PM preferred',
        monthlyOnly: false,
      } as const
      const shorts = { kind: 'delta', put: 0.16, call: 0.16, tolerance: 0.1 } as const
      const wings = { put_points: 5, call_points: 5, tolerance_points: 0 } as const
      const { legs, expiry: found } = mustAccept(
        resolveCondor({ kind: 'condor', expiry, shorts, wings }, market),
      )
      const { root, expiration } = found.slice
      const order = openOrder(legs, { root, expiration, sessionDate }, 1)
      return {
        intents: [
          { kind: 'open-condor', candidateId: 'one', contracts: 1, limit_points: order.limit_points, order },
        ],
      }
    }
    const { trade, root, expiration, legs } = position
    const held = valueOrNull(findHeldCondor(market, root, expiration, legs))
    if (sessions < session || held === null) return { intents: [{ kind: 'hold', trade, because: 'early' }] }
    if (hold) {
      const because = 'closing costs 5.40 at natural'
      return { intents: [{ kind: 'hold', trade, because, toSettlement: true }] }
    }
    const order = closeOrder(held.legs, { root, expiration, sessionDate }, 1)
    return { intents: [{ kind: 'close', trade, because: 'asked', order }] }
  }
}

function lived(judge: Judge): {
  readonly run: BacktestRun
  readonly lapsed: number
  readonly note: string | null
  readonly settled: number | null
} {
  const events: KernelEvent[] = []
  const options = { ...BACKTEST_DEFAULTS, entries: 'next-snapshot', account_dollars: 400_000 } as const
  const run = runBacktest(DAYS, { rules: RULES, judge, options, onEvent: (event) => events.push(event) })
  const lapsed = events.filter(
    (event) => event.kind === 'order-lapsed' && event.because.startsWith('above-width'),
  ).length
  const trials = trialSummary([trialOf(run, 'test', false)], 'test')
  const { figures } = runEvidence(run, { trials }, { seed: 1, resamples: 20 })
  const figure = figures.find(({ id }) => id === 'kept-to-settlement')
  return { run, lapsed, note: figure?.note ?? null, settled: figure?.value ?? null }
}

describe('a close above the width', () => {
  // The index falls by 11 % on the 34th session, and the condor expires nine sessions later, five points wide.
  it.each([
    [34, 0, null, 'no close was wanted at such a price'],
    [36, 1, 'closed', 'of 1 whose close was wanted at such a price; 1 closed later for less'],
    [38, 5, 'settled', 'of 1 whose close was wanted at such a price; 0 closed later for less'],
  ] as const)(
    'wanted from session %d lapses on %d, and the report says what came of it',
    (session, lapses, ended, says) => {
      const { run, lapsed, note, settled } = lived(judgeFrom(session, false))
      expect([lapsed, run.trades.map(({ keptBack }) => keptBack)]).toEqual([lapses, [ended]])
      expect([settled, note]).toEqual([ended === 'settled' ? 1 : 0, says])
      // Whatever it cost: the five points less the credit, fees with it.
      const [{ pnl_cents, entryCredit_points, fees_cents }] = run.trades
      expect(pnl_cents).toBeGreaterThanOrEqual(-100 * 100 * (5 - entryCredit_points) - fees_cents)
    },
  )
  it('counts where the decision holds to settlement and orders nothing', () => {
    const { run, lapsed, settled } = lived(judgeFrom(38, true))
    expect([lapsed, settled, run.trades.map(({ keptBack }) => keptBack)]).toEqual([0, 1, ['settled']])
  })
})
