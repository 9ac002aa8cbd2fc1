/** How the account of a run moved with other assets: correlations of its daily change with their returns. */
import { lowestRung, type Rung } from '../../base/vocabulary/rung.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { closesOf, type DatedColumn } from '../../policy/indicator/dated-column.ts'
import { pnlCorrelation } from '../../policy/indicator/rolling-correlation.ts'
import type { BacktestRun } from '../backtest/backtest-run.ts'

const RECENT_SESSIONS = 60
const SESSIONS_MIN = 20

export interface AccountCorrelation {
  readonly symbol: string
  readonly source: string
  /** Over every session both have; null is unknown, and `reason` says why. */
  readonly whole: number | null
  readonly sessions: number
  /** Over the last 60 of them; null where there are fewer. */
  readonly last60: number | null
  readonly rung: Rung
  readonly reason: string | null
}

/** The account's own marks, day by day: what happened in the run, not what its last holdings would have done. */
export function accountCorrelations(
  { days, equity_cents, rung }: Pick<BacktestRun, 'days' | 'equity_cents' | 'rung'>,
  assets: readonly DailyBars[],
): readonly AccountCorrelation[] {
  const account: DatedColumn = { symbol: 'the account', source: 'the run', days, values: equity_cents }
  const last = days.at(-1) ?? 0
  const own = new Set(days)
  return assets.map((bars) => {
    const sessions = Math.max(0, bars.days.reduce((count, day) => count + (own.has(day) ? 1 : 0), 0) - 1)
    const over = (count: number) => pnlCorrelation(account, closesOf(bars), last, count)
    const whole = sessions < SESSIONS_MIN ? null : over(sessions)
    const few = `${sessions} sessions in common, ${SESSIONS_MIN} needed`
    return {
      symbol: bars.symbol,
      source: bars.source,
      whole: whole?.value ?? null,
      sessions,
      last60: sessions < RECENT_SESSIONS ? null : over(RECENT_SESSIONS).value,
      rung: lowestRung(rung, bars.rung),
      reason: whole === null ? few : whole.reason,
    }
  })
}
