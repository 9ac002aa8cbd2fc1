/** Opens the days a request asks for, and runs rule sets over them. */
import { refuse } from '../../base/vocabulary/refusal.ts'
import { refused, type Result } from '../../base/vocabulary/result.ts'
import type { BacktestRun } from '../../engine/backtest/backtest-run.ts'
import { type BacktestSetup, runsInStep } from '../../engine/backtest/run-backtest.ts'
import type { Store } from '../store/store.ts'
import type { BacktestRequest, BacktestSource } from './backtest-source.ts'
import { indexedSource } from './indexed-source.ts'

export async function openBacktest(store: Store, request: BacktestRequest): Promise<Result<BacktestSource>> {
  const { from, to, data } = request
  if (from !== null && to !== null && from >= to) {
    const details = {
      field: '--from',
      was: `${from}, to ${to}`,
      wanted: 'a day before --to',
      source: 'command line',
    }
    return refused(refuse('command.bad-input', details))
  }
  if (data === 'indexed') return indexedSource(store, request)
  // Loaded here, because the index needs neither.
  if (data === 'quoted') return (await import('./quoted-source.ts')).quotedSource(store, request)
  return (await import('./simulated-source.ts')).simulatedSource(request)
}

/** All runs share each day. `onDay` hears how many days are done. */
export async function runSource(
  source: BacktestSource,
  setups: readonly BacktestSetup[],
  onDay: (done: number) => void = () => undefined,
): Promise<readonly BacktestRun[]> {
  const runs = runsInStep(setups)
  let done = 0
  for await (const day of source.days()) {
    runs.advance(day)
    done += 1
    onDay(done)
  }
  return runs.finish()
}
